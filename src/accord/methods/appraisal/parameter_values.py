"""The value of a parameter in a year, and whether an appraisal may use it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Protocol

from accord.domain.appraisal import Appraisal
from accord.domain.appraisal_parameters import Parameter
from accord.domain.claim import Value
from accord.domain.evidence import Origin
from accord.errors import InputDataError, Problem

__all__ = ["discount_rate", "doubts", "parameter_value", "usable_parameter"]


_NONE: Mapping[str, Parameter] = {}


class _Row(Protocol):
    """A row that uses a parameter."""

    @property
    def id(self) -> str:
        """Id of the row."""

    @property
    def origin(self) -> Origin:
        """Place of the row."""


def usable_parameter(
    spec: Appraisal, parameters: Mapping[str, Parameter], name: str, row: _Row
) -> tuple[Parameter, Decimal]:
    """Return a parameter and the factor to the prices of the appraisal.

    Raises:
        InputDataError: It is not known (ACC-806), or there is a doubt that the appraisal does not allow by
            its name (ACC-807).
    """
    if name not in parameters:
        raise _unknown(name, parameters, row)
    parameter = parameters[name]
    found = list(doubts(spec, parameter))
    if parameter.grows_with in parameters and parameter.grows_with not in spec.allow:
        found += [
            f"{parameter.grows_with}: {each}" for each in doubts(spec, parameters[parameter.grows_with])
        ]
    if found and name not in spec.allow:
        raise _refusal(
            "ACC-807",
            "A parameter is not fit to be used: " + "; ".join(found) + ".",
            row,
            f"{name} of {parameter.source}",
            expected="a parameter that was read, for these years, at these prices",
            fix=f"Read it and complete its row, take another one, or write `allow: [{name}]`: the result then"
            " says so.",
        )
    adjustment = next((each.factor for each in spec.adjustments if each.parameter == name), Decimal(1))
    return parameter, adjustment


def doubts(spec: Appraisal, parameter: Parameter) -> Iterator[str]:
    """Yield what speaks against using a parameter in an appraisal."""
    if not parameter.evidence.is_verified:
        yield "it is unverified"
    first, last = parameter.valid_from, parameter.valid_until
    if (first is not None and spec.base_year < first) or (last is not None and spec.base_year > last):
        years = f"{first or '...'} to {last or '...'}"
        yield f"its document is meant for {years}, the base year is {spec.base_year}"
    if parameter.is_rate:
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
    parameter: Parameter, year: int, row: _Row, parameters: Mapping[str, Parameter] = _NONE
) -> Decimal:
    """Return the value in a year: the one value, grown if it grows; else along its path.

    A path is a straight line between two of its years. Growth by the rates of another parameter is passed on
    to the power of the elasticity, year by year: value x product of (1 + g)^elasticity.

    Args:
        parameter: The parameter.
        year: The year.
        row: The row that uses it.
        parameters: Every parameter that is known, by name; needed if it grows with another one.

    Raises:
        InputDataError: The year lies outside the path, or before the year of a value that grows (ACC-808);
            neither is extended. The parameter of growth is not known (ACC-806).
    """
    if parameter.value is not None:
        return parameter.value * _growth(parameter, year, row, parameters)
    points = sorted(parameter.points, key=lambda point: point.year)
    for point in points:
        if point.year == year:
            return point.value
    for before, after in pairwise(points):
        if before.year < year < after.year:
            share = Decimal(year - before.year) / (after.year - before.year)
            return before.value + (after.value - before.value) * share
    raise _refusal(
        "ACC-808",
        "A parameter has no value in a year.",
        row,
        f"{parameter.id} in {year}",
        expected=f"a year from {points[0].year} to {points[-1].year}",
        fix="Add the year to the parameter, with its source; a path is not extended beyond its ends.",
    )


def discount_rate(spec: Appraisal, parameters: Mapping[str, Parameter], name: Value) -> Parameter:
    """Return a parameter that is a discount rate.

    Raises:
        InputDataError: It is not usable, or it is no rate, or none is named (ACC-810).
    """
    if not isinstance(name, str) or not name:
        raise _refusal(
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
        raise _refusal(
            "ACC-810",
            "The parameter is no discount rate.",
            spec,
            f"{name} in {parameter.unit}",
            expected="a parameter in `share a year` with one value from 0 on, such as 0.05",
            fix="Name a discount rate under `rates`.",
        )
    return parameter


def _growth(parameter: Parameter, year: int, row: _Row, parameters: Mapping[str, Parameter]) -> Decimal:
    """Return by what the one value is multiplied in a year."""
    start = parameter.value_year
    if start is None:
        return Decimal(1)
    if year < start:
        raise _refusal(
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
        raise _unknown(parameter.grows_with, parameters, row)
    rates = parameters[parameter.grows_with]
    grown = Decimal(1)
    for each in range(start + 1, year + 1):
        grown *= (1 + parameter_value(rates, each, row)) ** parameter.elasticity
    return grown


def _unknown(name: str, parameters: Mapping[str, Parameter], row: _Row) -> InputDataError:
    near = difflib.get_close_matches(name, parameters, n=1)
    return _refusal(
        "ACC-806",
        "There is no parameter of this name.",
        row,
        name,
        expected=f"one of: {', '.join(sorted(parameters))}",
        fix=f"Did you mean `{near[0]}`?" if near else "Add it to `parameters`, with its source.",
    )


def _refusal(problem_id: str, what: str, row: _Row, value: str, *, expected: str, fix: str) -> InputDataError:
    return InputDataError(
        Problem(
            id=problem_id,
            what=what,
            file=row.origin.file,
            line=row.origin.line,
            row=row.id,
            value=value,
            expected=expected,
            fix=fix,
        )
    )
