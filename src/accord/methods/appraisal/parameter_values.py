"""The value of a parameter in a year, and whether an appraisal may use it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from accord.domain.appraisal import Appraisal
from accord.domain.appraisal_parameters import Parameter
from accord.domain.claim import Value
from accord.methods.appraisal.parameter_paths import ParameterRow, refusal, stated_value, unknown_parameter
from accord.methods.appraisal.transfers import parameter_terms, transfer_factor, transfer_words

__all__ = ["discount_rate", "doubts", "parameter_value", "usable_parameter", "value_words"]


_NONE: Mapping[str, Parameter] = {}
_INDEX = "eu_hicp"


def usable_parameter(
    spec: Appraisal, parameters: Mapping[str, Parameter], name: str, row: ParameterRow
) -> tuple[Parameter, Decimal]:
    """Return a parameter and the factor to the prices of the appraisal.

    Raises:
        InputDataError: It is not known (ACC-806), there is a doubt that the appraisal does not allow by its
            name (ACC-807), or it is adjusted though it is at the prices of the appraisal (ACC-958).
    """
    if name not in parameters:
        raise unknown_parameter(name, parameters, row)
    parameter = parameters[name]
    found = list(doubts(spec, parameter))
    for term in dict.fromkeys(parameter_terms(parameter, parameters, row)):
        if term not in spec.allow:
            found += [f"{term}: {each}" for each in doubts(spec, parameters[term], is_term=True)]
    if found and name not in spec.allow:
        raise refusal(
            "ACC-807",
            "A parameter is not fit to be used: " + "; ".join(found) + ".",
            row,
            f"{name} of {parameter.source}",
            expected="a parameter that was read, for these years, at these prices",
            fix=f"Read it and complete its row, take another one,{_bring(spec, parameter, parameters)}"
            f" or write `allow: [{name}]`: the result then says so.",
        )
    adjustment = next((each for each in spec.adjustments if each.parameter == name), None)
    if adjustment is None:
        return parameter, Decimal(1)
    if parameter.price_base == spec.price_base:
        raise refusal(
            "ACC-958",
            "An adjustment of prices cannot be as stated.",
            adjustment,
            f"{name} is at prices of {spec.price_base} already",
            expected="a parameter at other prices than those of the appraisal",
            fix="Remove the row, or correct `price_base` of the parameter.",
        )
    return parameter, adjustment.factor


def _bring(spec: Appraisal, parameter: Parameter, parameters: Mapping[str, Parameter]) -> str:
    """Return how a value at other prices is brought to those of the appraisal; empty if it is at these."""
    if parameter.price_base in {None, spec.price_base}:
        return ""
    years = {point.year for point in parameters[_INDEX].points} if _INDEX in parameters else set()
    prices = (
        f"`prices: {_INDEX}`" if spec.price_base in years else "`prices:` an index that reaches this year"
    )
    return f" add one with `transfer_of: {parameter.id}`, `price_base: {spec.price_base}`, {prices},"


def doubts(spec: Appraisal, parameter: Parameter, *, is_term: bool = False) -> Iterator[str]:
    """Yield what speaks against using a parameter in an appraisal.

    Args:
        spec: The appraisal.
        parameter: The parameter.
        is_term: Whether another parameter stands on it, which has prices of its own; those of a term are no
            matter of the appraisal.
    """
    if not parameter.evidence.is_verified:
        yield "it is unverified"
    first, last = parameter.valid_from, parameter.valid_until
    if (first is not None and spec.base_year < first) or (last is not None and spec.base_year > last):
        years = f"{first or '...'} to {last or '...'}"
        yield f"its document is meant for {years}, the base year is {spec.base_year}"
    if parameter.is_rate or parameter.is_index or is_term:
        return
    is_adjusted = any(each.parameter == parameter.id for each in spec.adjustments)
    if parameter.price_base is None:
        yield "the year of its prices is not known"
    elif parameter.price_base != spec.price_base and not is_adjusted:
        yield (
            f"it is at prices of {parameter.price_base}, the appraisal at those of {spec.price_base}, and"
            " there is no row in `adjustments`"
        )


def parameter_value(
    parameter: Parameter, year: int, row: ParameterRow, parameters: Mapping[str, Parameter] = _NONE
) -> Decimal:
    """Return the value in a year: the one value, grown if it grows; along its path; or transferred.

    A path is a straight line between two of its years. Growth by the rates of another parameter is passed on
    to the power of the elasticity, year by year: value x product of (1 + g)^elasticity. A transferred value
    is that of its source in the same year times one factor.

    Args:
        parameter: The parameter.
        year: The year.
        row: The row that uses it.
        parameters: Every parameter that is known, by name; needed if it grows with another one or is
            transferred from one.

    Raises:
        InputDataError: The year lies outside the path, or before the year of a value that grows (ACC-808);
            neither is extended. A parameter that it stands on is not known (ACC-806) or is no rate of growth
            (ACC-959), or it cannot be transferred (ACC-961).
    """
    if parameter.transfer_of:
        factor = transfer_factor(parameter, parameters, row)
        return parameter_value(parameters[parameter.transfer_of], year, row, parameters) * factor
    if parameter.value is not None:
        return parameter.value * _growth(parameter, year, row, parameters)
    return stated_value(parameter, year, row)


def value_words(
    spec: Appraisal, parameter: Parameter, parameters: Mapping[str, Parameter], row: ParameterRow
) -> str:
    """Say by what a row is valued: the parameter, its unit and prices, its transfer, its adjustment.

    Raises:
        InputDataError: It cannot be transferred (ACC-806, ACC-808, ACC-961).
    """
    prices = f", prices of {parameter.price_base}" if parameter.price_base else ""
    said = f"valued by {parameter.id} ({parameter.unit}{prices})"
    if parameter.transfer_of:
        said += f"; {transfer_words(parameter, parameters, row)}"
    for each in spec.adjustments:
        if each.parameter == parameter.id:
            said += f"; times {each.factor} to prices of {spec.price_base} ({each.source})"
    return said


def discount_rate(spec: Appraisal, parameters: Mapping[str, Parameter], name: Value) -> Parameter:
    """Return a parameter that is a discount rate.

    Raises:
        InputDataError: It is not usable, or it is no rate, or none is named (ACC-810).
    """
    if not isinstance(name, str) or not name:
        raise refusal(
            "ACC-810",
            "A discount rate is no name of a parameter.",
            spec,
            str(name) or "nothing",
            expected="the name of a parameter in `share a year`, with its source, under `rates` for each"
            " analysis that has lines",
            fix="Add the rate to `parameters`, or to `parameters_file`, and write its id under `rates`.",
        )
    parameter, _ = usable_parameter(spec, parameters, name, spec)
    if not parameter.is_rate or parameter.value is None or parameter.value < 0:
        raise refusal(
            "ACC-810",
            "The parameter is no discount rate.",
            spec,
            f"{name} in {parameter.unit}",
            expected="a parameter in `share a year` with one value from 0 on, such as 0.05",
            fix="Name a discount rate under `rates`.",
        )
    return parameter


def _growth(
    parameter: Parameter, year: int, row: ParameterRow, parameters: Mapping[str, Parameter]
) -> Decimal:
    """Return by what the one value is multiplied in a year."""
    start = parameter.value_year
    if start is None:
        return Decimal(1)
    if year < start:
        raise refusal(
            "ACC-808",
            "A parameter has no value in a year.",
            row,
            f"{parameter.id} in {year}",
            expected=f"a year from {start} on",
            fix="Give the value of an earlier year, with its source; growth is not counted backwards.",
        )
    if parameter.growth is not None:
        return ((1 + parameter.growth) ** (year - start)) ** parameter.elasticity
    if parameter.grows_with not in parameters:
        raise unknown_parameter(parameter.grows_with, parameters, row)
    rates = parameters[parameter.grows_with]
    if not rates.is_rate:
        raise refusal(
            "ACC-959",
            "A value grows with a parameter that is no rate of growth.",
            row,
            f"{parameter.id} with {rates.id} in {rates.unit}",
            expected="a parameter in `share a year`: 2 % is 0.02",
            fix="Name a rate under `grows_with`; an index of incomes belongs into a transfer, as `income`.",
        )
    grown = Decimal(1)
    for each in range(start + 1, year + 1):
        grown *= (1 + parameter_value(rates, each, row, parameters)) ** parameter.elasticity
    return grown
