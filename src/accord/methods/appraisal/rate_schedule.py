"""Discount rates that change with time: which rate holds in which year, and what they make of a unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from accord.domain.appraisal import Appraisal
from accord.domain.appraisal_conventions import ResidualMethod
from accord.domain.appraisal_flows import Analysis
from accord.domain.appraisal_parameters import Parameter
from accord.methods.appraisal.parameter_values import discount_rate
from accord.methods.appraisal.price_levels import PriceLevels

__all__ = ["DeclaredRate", "Rate", "RateSchedule", "declared_rate"]

_DIGITS = Decimal(1).scaleb(-15)


@dataclass(frozen=True, slots=True, kw_only=True)
class RateSchedule:
    """Discount rates by calendar year; the rate of a year discounts from that year to the year before it.

    Attributes:
        steps: First year and rate of each step, in order; the first rate holds in all earlier years, too.
        inflation: Years and the rise of prices in each, if the rates contain inflation; years before and
            after them rise as the first and the last of them. Empty if the rates are real.
    """

    steps: tuple[tuple[int, Decimal], ...]
    inflation: tuple[tuple[int, Decimal], ...] = ()

    def __str__(self) -> str:
        (_, first), *later = self.steps
        said = ", ".join((str(first), *(f"{rate} from {year}" for year, rate in later)))
        return f"{said} nominal" if self.is_nominal else said

    @property
    def is_nominal(self) -> bool:
        """Whether the rates contain inflation."""
        return bool(self.inflation)

    @property
    def stated(self) -> tuple[Decimal, ...]:
        """The rates as declared, in order."""
        return tuple(rate for _, rate in self.steps)

    def in_year(self, year: int) -> Decimal:
        """Return the real rate of a year; of a nominal one r in (1 + i) = (1 + r)(1 + f).

        Reference:
            Fisher, The Theory of Interest (1930), as commonly written.
        """
        rate = _held(self.steps, year)
        return (1 + rate) / (1 + _held(self.inflation, year)) - 1 if self.inflation else rate

    @property
    def one(self) -> Decimal | None:
        """The real rate, if it is the same in all years."""
        if len(set(self.stated)) > 1 or len({rise.quantize(_DIGITS) for _, rise in self.inflation}) > 1:
            return None
        return self.in_year(self.steps[0][0])

    def growth(self, start: int, end: int) -> Decimal:
        """Return what a unit of one year is worth in another: the product of the years' factors.

        From 30 years at 3.5 % and one at 3 %: 1.035^30 x 1.03. Below 1 if the end lies before the start.

        Reference:
            HM Treasury, The Green Book (2003), annex 6, table 6.1, as reproduced at
            https://ppponline.affinitext.com/public/book?id=1475: 3.5 % in years 0 to 30, 3.0 % in 31 to 75.
            The factor of a year is the product of the factors of all years up to it.
        """
        if end < start:
            return 1 / self.growth(end, start)
        whole = Decimal(1)
        for year in range(start + 1, end + 1):
            whole *= 1 + self.in_year(year)
        return whole


def _held(steps: tuple[tuple[int, Decimal], ...], year: int) -> Decimal:
    held = [value for first, value in steps if first <= year]
    return held[-1] if held else steps[0][1]


Rate = Decimal | RateSchedule
"""A discount rate: one number, or one that changes with time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredRate:
    """The discount rate of an analysis, and the parameters that state it.

    Attributes:
        value: The rate.
        parameters: Its parameters, in the order in which they hold.
        deflator: Parameter of inflation if it is nominal; empty if it is real.
    """

    value: Rate
    parameters: tuple[Parameter, ...]
    deflator: str = ""

    @property
    def one(self) -> Decimal | None:
        """The real rate if it is the same in all years; else no rate of return can be held against it."""
        return self.value if isinstance(self.value, Decimal) else self.value.one


def declared_rate(
    spec: Appraisal,
    parameters: Mapping[str, Parameter],
    analysis: Analysis,
    levels: PriceLevels | None = None,
) -> DeclaredRate:
    """Return the discount rate that an appraisal declares for an analysis.

    A nominal rate is turned into the real one of each year. Later rates that begin after the last year of
    which flows are discounted change nothing and are left out.

    Raises:
        InputDataError: A rate is not usable (ACC-806, ACC-807), or is none (ACC-810).
    """
    first = discount_rate(spec, parameters, spec.rates.of(analysis))
    last = spec.last_year
    if spec.residual.method is ResidualMethod.REMAINING_FLOWS:
        last += spec.residual.years
    later = [
        (spec.base_year + row.from_year, discount_rate(spec, parameters, row.rate))
        for row in sorted(spec.later_rates, key=lambda row: row.from_year)
        if row.analysis in {analysis, Analysis.BOTH} and spec.base_year + row.from_year <= last
    ]
    nominal = levels if spec.rates.is_nominal(analysis) else None
    if not later and nominal is None:
        return DeclaredRate(value=_share(first), parameters=(first,))
    return DeclaredRate(
        value=RateSchedule(
            steps=((spec.base_year, _share(first)), *((year, _share(row)) for year, row in later)),
            inflation=nominal.inflation if nominal else (),
        ),
        parameters=(first, *(row for _, row in later)),
        deflator=nominal.parameter.id if nominal else "",
    )


def _share(parameter: Parameter) -> Decimal:
    """Return the value of a discount rate without zeros at its end."""
    if parameter.value is None:
        raise ValueError(f"{parameter.id} is a path, not a rate")
    return parameter.value.normalize()
