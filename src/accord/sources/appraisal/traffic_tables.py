"""Tables of traffic: four rows for each group of users, volumes and costs without and with the project."""

from __future__ import annotations

import typing
from collections.abc import Sequence

from accord.errors import InputDataError, Problem
from accord.sources.appraisal.tables import Cells, marked_value, row_amounts, year_of
from accord.sources.marked_yaml import Marked
from accord.sources.rates.refusals import Place, Refusals

__all__ = ["SERIES", "marked_traffic"]

SERIES = ("volumes_without", "volumes_with", "costs_without", "costs_with")
"""What a row of the table holds, in the column ``series``."""


def marked_traffic(header: Sequence[str], rows: Cells, row_type: type, *, file: str) -> list[Marked]:
    """Return the groups of users of a table.

    The rows of a group share its ``id``; each has its series and columns of years. The other keys stand in
    one of its rows, or in several alike. A row with one amount holds for all years of its group.

    Args:
        header: Names of the columns.
        rows: Line and cells of each row.
        row_type: What a group is.
        file: Name of the file, for errors.

    Raises:
        InputDataError: A series is not known, stands twice or is missing (ACC-890), rows of a group
            contradict each other (ACC-891), or a cell is no number or empty (ACC-812, ACC-813).
    """
    hints, refusals = typing.get_type_hints(row_type), Refusals()
    groups: dict[str, dict[str, Marked]] = {}
    for line, cells in rows:
        stated = {name: cell for name, cell in zip(header, cells, strict=True) if cell not in (None, "")}
        years = {year: cell for name, cell in stated.items() if (year := year_of(name)) is not None}
        name, series = str(stated.get("id", "")), str(stated.get("series", ""))
        group = groups.setdefault(name, {})
        if series not in SERIES or series in group or not years:
            raise _refusal(file, line, name, series)
        group[series] = Marked(row_amounts(years, Place(file, line, row=name), refusals), line)
        keys = {key: marked_value(cell, hints.get(key), line) for key, cell in stated.items()}
        _add(group, {key: each for key, each in keys.items() if year_of(key) is None}, file, name)
        if len(years) > 1 or "first_year" not in group:
            _add(group, {"first_year": Marked(min(years), line)}, file, name)
    refusals.finish()
    for name, group in groups.items():
        missing = [series for series in SERIES if series not in group]
        if missing:
            raise _refusal(file, group["first_year"].line, name, f"without {missing[0]}")
    return [
        Marked({key: each for key, each in group.items() if key != "series"}, group["first_year"].line)
        for group in groups.values()
    ]


def _add(group: dict[str, Marked], keys: dict[str, Marked], file: str, name: str) -> None:
    """Add the keys of one row to its group."""
    for key, given in keys.items():
        before = group.setdefault(key, given)
        if before.value != given.value and key != "series":
            raise InputDataError(
                Problem(
                    id="ACC-891",
                    what="Rows of one group of users contradict each other.",
                    file=file,
                    line=given.line,
                    row=name,
                    field=key,
                    value=str(given.value),
                    expected=f"{before.value}, as in line {before.line}",
                    fix="State each key once for a group, or alike in all of its rows; years begin alike.",
                )
            )


def _refusal(file: str, line: int, name: str, series: str) -> InputDataError:
    return InputDataError(
        Problem(
            id="ACC-890",
            what="A group of users does not have each of its four series once.",
            file=file,
            line=line,
            row=name,
            field="series",
            value=series or "missing",
            expected=f"one row each of: {', '.join(SERIES)}; each with columns that are years",
            fix="Add the row, or correct the word in its column `series`.",
        )
    )
