"""A value brought from where it was stated to where it is used: by income per head, and by prices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from accord.cleaning.sentences import short_number
from accord.domain.appraisal_parameters import Parameter
from accord.errors import InputDataError
from accord.methods.appraisal.parameter_paths import ParameterRow, refusal, stated_value, unknown_parameter

__all__ = ["parameter_terms", "transfer_factor", "transfer_formula", "transfer_words"]

Parameters = Mapping[str, Parameter]


def parameter_terms(parameter: Parameter, parameters: Parameters, row: ParameterRow) -> Iterator[str]:
    """Yield the names of the parameters that a parameter stands on, and of those that these stand on.

    Raises:
        InputDataError: One is not known (ACC-806), or a parameter stands on itself (ACC-961).
    """
    yield from _terms(parameter, parameters, row, (parameter.id,))


def _terms(
    parameter: Parameter, parameters: Parameters, row: ParameterRow, above: tuple[str, ...]
) -> Iterator[str]:
    names = (
        parameter.grows_with,
        parameter.transfer_of,
        parameter.income,
        parameter.income_of_source,
        parameter.price_level,
        parameter.price_level_of_source,
        parameter.prices,
    )
    for name in filter(None, names):
        if name not in parameters:
            raise unknown_parameter(name, parameters, row)
        if name in above:
            raise _impossible(row, " -> ".join((*above, name)), "parameters that do not stand on themselves")
        yield name
        yield from _terms(parameters[name], parameters, row, (*above, name))


def transfer_factor(parameter: Parameter, parameters: Parameters, row: ParameterRow) -> Decimal:
    """Return by what a value is multiplied to be used elsewhere, at other prices.

    (income / income of the source) to the power of the elasticity, times price level / price level of the
    source, times the index of prices in the year of the prices of the parameter by that in the year of the
    prices of its source. This is the unit value transfer of OECD (2012), Mortality risk valuation in
    environment, health and transport policies, as the tool of the World Health Organization for walking and
    cycling states it (http://heatwalkingcycling.org/index.php?pg=requirements&act=vsl&b=1): incomes there are
    at purchasing power, so that without price levels the result is in euros of the source's buying power.
    What is not done: nothing but income and prices differs between the two places, and no range is made.

    Args:
        parameter: A parameter with ``transfer_of``.
        parameters: Every parameter that is known, by name.
        row: The row that uses it.

    Raises:
        InputDataError: A term is not known (ACC-806), has no value in a year (ACC-808), or does not fit
            (ACC-961).
    """
    source = _fitting_source(parameter, parameters, row)
    factor = Decimal(1)
    if parameter.income:
        factor = _ratio(parameter.income, parameter.income_of_source, parameters, row) ** parameter.elasticity
    if parameter.price_level:
        factor *= _ratio(parameter.price_level, parameter.price_level_of_source, parameters, row)
    if parameter.prices:
        before, after = _price_years(parameter, source, row)
        prices = _index(parameter.prices, parameters, row)
        factor *= _positive(prices, after, row) / _positive(prices, before, row)
    return factor


def transfer_formula(parameter: Parameter) -> str:
    """Return the names of the terms: from what, by which incomes, by which prices."""
    said = parameter.transfer_of
    if parameter.income:
        said += f" x ({parameter.income} / {parameter.income_of_source})^{parameter.elasticity}"
    if parameter.price_level:
        said += f" x ({parameter.price_level} / {parameter.price_level_of_source})"
    return said + (f", brought to its prices by {parameter.prices}" if parameter.prices else "")


def transfer_words(parameter: Parameter, parameters: Parameters, row: ParameterRow) -> str:
    """Return the transfer with the number of every term, and the factor.

    Raises:
        InputDataError: As ``transfer_factor``.
    """
    factor, source = transfer_factor(parameter, parameters, row), parameters[parameter.transfer_of]
    value = "" if source.value is None else f" {source.value:f}"
    said = f"{parameter.id} = {source.id}{value}"
    if parameter.income:
        pair = (parameter.income, parameter.income_of_source)
        said += f" x ({_said_ratio(pair, parameters)})^{parameter.elasticity}"
    if parameter.price_level:
        pair = (parameter.price_level, parameter.price_level_of_source)
        said += f" x ({_said_ratio(pair, parameters)})"
    if parameter.prices:
        before, after = _price_years(parameter, source, row)
        prices = parameters[parameter.prices]
        index = (f"{stated_value(prices, year, row)} in {year}" for year in (after, before))
        said += f" x ({prices.id} {' / '.join(index)})"
    return f"{said}, which is x {short_number(float(factor))}"


def _fitting_source(parameter: Parameter, parameters: Parameters, row: ParameterRow) -> Parameter:
    if parameter.transfer_of not in parameters:
        raise unknown_parameter(parameter.transfer_of, parameters, row)
    source = parameters[parameter.transfer_of]
    if source.unit != parameter.unit:
        value = f"{parameter.id} in {parameter.unit}, {source.id} in {source.unit}"
        raise _impossible(row, value, "the unit of the parameter from which it is transferred")
    if not parameter.prices and source.price_base != parameter.price_base:
        value = f"{parameter.id} at prices of {parameter.price_base}, {source.id} of {source.price_base}"
        raise _impossible(row, value, "the same year of prices, or `prices` with an index such as eu_hicp")
    return source


def _price_years(parameter: Parameter, source: Parameter, row: ParameterRow) -> tuple[int, int]:
    if source.price_base is None or parameter.price_base is None:
        raise _impossible(row, f"{source.id} at prices of no year", "a value of which the prices are known")
    return source.price_base, parameter.price_base


def _index(name: str, parameters: Parameters, row: ParameterRow) -> Parameter:
    if name not in parameters:
        raise unknown_parameter(name, parameters, row)
    if not parameters[name].is_index:
        raise _impossible(row, f"{name} in {parameters[name].unit}", "a parameter in the unit `index`")
    return parameters[name]


def _ratio(here: str, there: str, parameters: Parameters, row: ParameterRow) -> Decimal:
    above, below = (_one_value(_index(name, parameters, row), row) for name in (here, there))
    return above / below


def _said_ratio(pair: tuple[str, str], parameters: Parameters) -> str:
    return " / ".join(f"{name} {parameters[name].value}" for name in pair)


def _one_value(index: Parameter, row: ParameterRow) -> Decimal:
    if index.value is None or index.value <= 0 or index.value_year is not None:
        raise _impossible(row, index.id, "an index with one value above zero, that of its year")
    return index.value


def _positive(index: Parameter, year: int, row: ParameterRow) -> Decimal:
    value = stated_value(index, year, row)
    if value <= 0 or index.value is not None:
        raise _impossible(row, f"{index.id}: {value} in {year}", "an index by year, with values above zero")
    return value


def _impossible(row: ParameterRow, value: str, expected: str) -> InputDataError:
    return refusal(
        "ACC-961",
        "A value cannot be transferred.",
        row,
        value,
        expected=expected,
        fix="List what there is with `accord appraise FILE --parameters`, and correct the terms.",
    )
