"""The level of prices by year, which takes inflation out of amounts and rates that contain it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from accord.domain.appraisal import Appraisal
from accord.domain.appraisal_parameters import Parameter
from accord.errors import InputDataError, Problem
from accord.methods.appraisal.parameter_values import parameter_value, usable_parameter

__all__ = ["PriceLevels", "price_levels"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceLevels:
    """The level of prices in each year, that of the year of the prices being 1.

    Attributes:
        parameter: Rate of inflation, or index of prices.
        levels: Level by year.
    """

    parameter: Parameter
    levels: Mapping[int, Decimal]

    def constant(self, amounts: Mapping[int, Decimal]) -> dict[int, Decimal]:
        """Return amounts at current prices at those of the year of the prices: each by its year's level."""
        return {year: amount / self.levels[year] for year, amount in amounts.items()}

    @property
    def inflation(self) -> tuple[tuple[int, Decimal], ...]:
        """Years with the rise of prices in each, from the year before."""
        return tuple(
            (year, level / self.levels[year - 1] - 1)
            for year, level in sorted(self.levels.items())
            if year - 1 in self.levels
        )


def price_levels(spec: Appraisal, parameters: Mapping[str, Parameter]) -> PriceLevels | None:
    """Return the levels of prices over the horizon; None if no inflation is stated.

    An index is divided by its value in the year of the prices. A rate of inflation of a year raises prices
    from the year before to that year: the level is the product of (1 + f) from the year of the prices on.
    Nothing is extended beyond the years of an index or of a path of rates.

    Args:
        spec: The appraisal.
        parameters: Every parameter that is known, by name.

    Raises:
        InputDataError: The parameter is not usable (ACC-806, ACC-807), has no value in a year (ACC-808), or
            measures no prices (ACC-953).
    """
    if not spec.inflation:
        return None
    parameter, _ = usable_parameter(spec, parameters, spec.inflation, spec)
    first = min(spec.price_base, spec.first_year, spec.base_year - bool(spec.rates.nominal))
    last = max(spec.price_base, spec.last_year, spec.base_year)
    if parameter.is_index:
        values = {year: parameter_value(parameter, year, spec, parameters) for year in range(first, last + 1)}
    elif parameter.is_rate:
        values = {first: Decimal(1)}
        for year in range(first + 1, last + 1):
            values[year] = values[year - 1] * (1 + parameter_value(parameter, year, spec, parameters))
    else:
        values = {first: Decimal(0)}
    if min(values.values()) <= 0:
        raise _no_prices(spec, parameter)
    whole = values[spec.price_base]
    return PriceLevels(parameter=parameter, levels={year: value / whole for year, value in values.items()})


def _no_prices(spec: Appraisal, parameter: Parameter) -> InputDataError:
    return InputDataError(
        Problem(
            id="ACC-953",
            what="The parameter does not measure how prices rise.",
            file=spec.origin.file,
            line=spec.origin.line,
            row=spec.id,
            field="inflation",
            value=f"{parameter.id} in {parameter.unit}",
            expected="a parameter in `share a year` (2 % is 0.02), or one in `index` with values above zero",
            fix="Name such a parameter under `inflation`, with its source.",
        )
    )
