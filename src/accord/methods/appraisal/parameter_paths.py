"""The value of a parameter in a year as its document states it, without growth."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from typing import Protocol

from accord.domain.appraisal_parameters import Parameter
from accord.domain.evidence import Origin
from accord.errors import InputDataError, Problem

__all__ = ["ParameterRow", "refusal", "stated_value", "unknown_parameter"]


class ParameterRow(Protocol):
    """A row that uses a parameter."""

    @property
    def id(self) -> str:
        """Id of the row."""

    @property
    def origin(self) -> Origin:
        """Place of the row."""


def stated_value(parameter: Parameter, year: int, row: ParameterRow) -> Decimal:
    """Return the one value, or that of a year along the path: a straight line between two of its years.

    Args:
        parameter: The parameter; not one that is transferred.
        year: The year; of no weight if there is one value.
        row: The row that uses it.

    Raises:
        InputDataError: The year lies outside the path (ACC-808), which is not extended.
    """
    if parameter.value is not None:
        return parameter.value
    points = sorted(parameter.points, key=lambda point: point.year)
    for point in points:
        if point.year == year:
            return point.value
    for before, after in pairwise(points):
        if before.year < year < after.year:
            share = Decimal(year - before.year) / (after.year - before.year)
            return before.value + (after.value - before.value) * share
    raise refusal(
        "ACC-808",
        "A parameter has no value in a year.",
        row,
        f"{parameter.id} in {year}",
        expected=f"a year from {points[0].year} to {points[-1].year}" if points else "a value or a path",
        fix="Add the year to the parameter, with its source; a path is not extended beyond its ends.",
    )


def unknown_parameter(name: str, known: Iterable[str], row: ParameterRow) -> InputDataError:
    """Return the error that no parameter has a name, with the nearest one (ACC-806)."""
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1)
    return refusal(
        "ACC-806",
        "There is no parameter of this name.",
        row,
        name,
        expected=f"one of: {', '.join(names)}",
        fix=f"Did you mean `{near[0]}`?" if near else "Add it to `parameters`, with its source.",
    )


def refusal(
    problem_id: str, what: str, row: ParameterRow, value: str, *, expected: str, fix: str
) -> InputDataError:
    """Return an error about the use of a parameter in a row."""
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
