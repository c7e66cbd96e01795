"""Flows as stated become lines of money: growth written out, quantities valued, prices made shadow prices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from accord.cleaning.amount_units import spent_unit, value_factor
from accord.domain.appraisal import Appraisal
from accord.domain.appraisal_flows import Analysis, CashFlow, FlowKind, TrafficBenefit
from accord.domain.appraisal_parameters import Parameter
from accord.domain.appraisal_prices import Prices
from accord.domain.evidence import Origin
from accord.errors import InputDataError, Problem
from accord.methods.appraisal.consumer_surplus import consumer_surplus
from accord.methods.appraisal.parameter_values import parameter_value, usable_parameter, value_words
from accord.methods.appraisal.price_levels import PriceLevels

__all__ = ["Line", "build_lines"]

_DIGITS = Decimal(1).scaleb(-12)
_LARGEST = Decimal(10) ** 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of money in one analysis.

    Attributes:
        id: Name of the line.
        kind: What it is.
        amounts: Amounts of the years of the horizon, without a sign, rounded to 12 decimals.
        source: Where it comes from.
        made: How the amounts came about from what was stated.
        parameter: Parameter that valued it; empty if none.
        deflator: Parameter that took inflation out of it; empty if none.
        follows: Line from which a residual value comes, so that both vary together; empty if none.
        life: Years that what was built lasts; 0 if not stated.
        first_year: Year in which its amounts begin.
        origin: Where it stands.
    """

    id: str
    kind: FlowKind
    amounts: tuple[Decimal, ...]
    source: str
    made: str
    parameter: str = ""
    deflator: str = ""
    follows: str = ""
    life: int = 0
    first_year: int = 0
    origin: Origin

    @property
    def signed(self) -> tuple[Decimal, ...]:
        """The amounts with costs below zero."""
        return tuple(-amount for amount in self.amounts) if self.kind.is_cost else self.amounts


def build_lines(
    spec: Appraisal,
    parameters: Mapping[str, Parameter],
    analysis: Analysis,
    levels: PriceLevels | None = None,
) -> tuple[Line, ...]:
    """Return the lines of one analysis, residual values that are computed not yet among them.

    Args:
        spec: The appraisal.
        parameters: Every parameter that is known, by name.
        analysis: ``financial`` or ``economic``.
        levels: Levels of prices; needed if a line is at current prices.

    Raises:
        InputDataError: A parameter is not known (ACC-806), not usable (ACC-807) or has no value in a year
            (ACC-808), or units do not fit (ACC-809).
    """
    lines = [
        _flow(spec, parameters, flow, analysis, levels)
        for flow in spec.flows
        if flow.analysis in {analysis, Analysis.BOTH}
    ]
    if analysis is Analysis.ECONOMIC:
        lines += [_traffic(spec, parameters, row) for row in spec.traffic]
    return tuple(lines)


def _flow(
    spec: Appraisal, parameters: Mapping[str, Parameter], flow: CashFlow, analysis: Analysis,
    levels: PriceLevels | None,
) -> Line:  # fmt: skip
    amounts, made = dict(_written_out(flow)), []
    if flow.growth:
        made.append(f"grows by {flow.growth} a year")
    deflator = levels.parameter.id if levels and flow.prices is Prices.CURRENT else ""
    if levels and deflator:
        amounts = levels.constant(amounts)
        made.append(f"at current prices, brought to those of {spec.price_base} by {deflator}")
    if flow.escalation:
        start = flow.price_base or spec.price_base
        amounts = {year: value * (1 + flow.escalation) ** (year - start) for year, value in amounts.items()}
        made.append(f"price rises by {flow.escalation} a year against the general level, from {start} on")
    if flow.parameter:
        parameter, adjustment = usable_parameter(spec, parameters, flow.parameter, flow)
        factor = _fitting(flow, f"{flow.unit} x {parameter.unit}", spec, parameter.unit)
        amounts = {
            year: amount * parameter_value(parameter, year, flow, parameters) * adjustment * factor
            for year, amount in amounts.items()
        }
        made.append(f"{flow.unit} {value_words(spec, parameter, parameters, flow)}")
    if flow.analysis is Analysis.BOTH and analysis is Analysis.ECONOMIC:
        conversion = next((each for each in spec.conversion_factors if each.id == flow.conversion), None)
        value = conversion.factor if conversion else Decimal(1)
        amounts = {year: amount * value for year, amount in amounts.items()}
        made.append(f"conversion factor {flow.conversion} = {value}" if conversion else "conversion factor 1")
    return Line(
        id=flow.id,
        kind=flow.kind,
        amounts=_over_the_years(spec, flow, amounts),
        source=flow.source,
        made="; ".join(made) or "as stated",
        parameter=flow.parameter,
        deflator=deflator,
        life=flow.life,
        first_year=flow.first_year,
        origin=flow.origin,
    )


def _written_out(flow: CashFlow) -> Iterator[tuple[int, Decimal]]:
    if not flow.last_year:
        yield from enumerate(flow.amounts, start=flow.first_year)
        return
    for year in range(flow.first_year, flow.last_year + 1):
        yield year, flow.amounts[0] * (1 + flow.growth) ** (year - flow.first_year)


def _traffic(spec: Appraisal, parameters: Mapping[str, Parameter], row: TrafficBenefit) -> Line:
    columns = (row.volumes_without, row.volumes_with, row.costs_without, row.costs_with)
    count = row.last_year - row.first_year + 1 if row.last_year else max(map(len, columns))
    made = [f"surplus of {row.users.value} users, rule of half"]
    parameter, factor = _price(spec, parameters, row)
    if row.growth:
        made.append(f"volumes grow by {row.growth} a year")
    if parameter:
        made.append(f"{row.cost_unit} {value_words(spec, parameter, parameters, row)}")
    amounts = {}
    for place in range(count):
        before, after, dear, cheap = (column[place if len(column) > 1 else 0] for column in columns)
        grown, year = (1 + row.growth) ** place, row.first_year + place
        value = parameter_value(parameter, year, row, parameters) if parameter else Decimal(1)
        saving = (dear - cheap) * value
        amounts[year] = consumer_surplus(row.users, before * grown, after * grown, saving) * factor
    return Line(
        id=row.id,
        kind=FlowKind.BENEFIT,
        amounts=_over_the_years(spec, row, amounts),
        source=row.source,
        made="; ".join(made),
        parameter=row.parameter,
        first_year=row.first_year,
        origin=row.origin,
    )


def _price(
    spec: Appraisal, parameters: Mapping[str, Parameter], row: TrafficBenefit
) -> tuple[Parameter | None, Decimal]:
    """Return what values the costs of users, if anything does, and the factor from units to money."""
    if not row.parameter:
        return None, _fitting(row, f"{row.unit} x {row.cost_unit}", spec, row.cost_unit)
    parameter, adjustment = usable_parameter(spec, parameters, row.parameter, row)
    spent, price = spent_unit(row.unit, row.cost_unit), parameter.unit
    factor = _fitting(row, f"{row.unit} x {row.cost_unit} x {price}", spec, price, spent or row.cost_unit)
    return parameter, factor * adjustment


class _Placed(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def origin(self) -> Origin: ...


def _fitting(row: _Placed, value: str, spec: Appraisal, price: str, quantity: str = "") -> Decimal:
    factor = value_factor(quantity or row.unit, price, spec.unit)
    if factor is not None:
        return factor
    raise InputDataError(
        Problem(
            id="ACC-809",
            what="Quantity times price does not give money in the unit of the appraisal.",
            file=row.origin.file,
            line=row.origin.line,
            row=row.id,
            field="unit",
            value=value,
            expected=f"a thing with a scale in words and a price per that thing, giving {spec.unit}: million"
            " hours and EUR/hour",
            fix="Write both units with the same thing and the currency of the appraisal.",
        )
    )


def _over_the_years(spec: Appraisal, row: _Placed, amounts: Mapping[int, Decimal]) -> tuple[Decimal, ...]:
    """Return an amount for each year of the horizon; a year that a line does not state has no flow."""
    large = next((year for year, amount in amounts.items() if abs(amount) > _LARGEST), None)
    if large is not None:
        raise InputDataError(
            Problem(
                id="ACC-987",
                what="An amount is too large to be one.",
                file=row.origin.file,
                line=row.origin.line,
                row=row.id,
                field=str(large),
                value=f"{amounts[large]:.3g} {spec.unit}",
                expected=f"at most {_LARGEST:,} {spec.unit} in a year",
                fix="Look for a digit too many, a growth that is no share, or a unit in another scale.",
            )
        )
    return tuple(_rounded(amounts.get(year, Decimal(0))) for year in spec.years)


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(_DIGITS)
