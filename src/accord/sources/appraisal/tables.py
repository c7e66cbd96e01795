"""Tables of rows, from CSV or from sheets of a workbook, as the rows that the strict reader takes."""

from __future__ import annotations

import math
import re
import types
import typing
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from accord.cleaning.scalars import Scalar, clean_plain_scalar, comma_advice
from accord.sources.marked_yaml import Marked
from accord.sources.rates.grid import TableFile, grid_of
from accord.sources.rates.refusals import Place, Refusals, cell_problem

__all__ = ["MarkedRows", "marked_rows", "marked_value", "row_amounts", "rows_of_csv", "year_of"]

_YEAR = re.compile(r"\d{1,4}(?:\.0)?", re.ASCII)
_SIGNIFICANT = 15

Cells = Sequence[tuple[int, Sequence[object]]]


class MarkedRows(Protocol):
    """Turns table rows into rows of content."""

    def __call__(self, header: Sequence[str], rows: Cells, row_type: type, *, file: str) -> list[Marked]:
        """Return the rows."""


def rows_of_csv(file: TableFile, columns: tuple[str, ...]) -> tuple[tuple[str, ...], Cells]:
    """Return header and rows of a CSV file, each with its line.

    Args:
        file: The file.
        columns: Columns that must be there.

    Raises:
        InputDataError: It is no table in text form (ACC-340, ACC-341, ACC-347).
    """
    grid = grid_of(file, columns=columns)
    return grid.header, grid.rows


def marked_rows(header: Sequence[str], rows: Cells, row_type: type, *, file: str) -> list[Marked]:
    """Return table rows as rows of content.

    Columns that are years hold amounts; the others are keys. An empty cell is a key that is not stated. The
    amounts of a line run from its first filled year to its last; an empty cell between them is refused, since
    it may be a zero or not known.

    Args:
        header: Names of the columns.
        rows: Line and cells of each row.
        row_type: What the rows are.
        file: Name of the file, for errors.

    Raises:
        InputDataError: A cell is not a number (ACC-812), or is empty between two that are filled (ACC-813).
    """
    refusals = Refusals()
    hints = typing.get_type_hints(row_type)
    found = []
    for line, cells in rows:
        stated: dict[str, Marked] = {}
        years: dict[int, object] = {}
        for name, cell in zip(header, cells, strict=True):
            if cell in (None, ""):
                continue
            year = year_of(name)
            if year is None:
                stated[name] = marked_value(cell, hints.get(name), line)
            else:
                years[year] = cell
        if years:
            place = Place(file, line, row=str(cells[0]))
            stated["first_year"] = Marked(min(years), line)
            stated["amounts"] = Marked(row_amounts(years, place, refusals), line)
        if stated:
            found.append(Marked(stated, line))
    refusals.finish()
    return found


def row_amounts(years: Mapping[int, object], place: Place, refusals: Refusals) -> list[Marked]:
    """Return the amounts of the years from the first filled one to the last.

    Args:
        years: Filled cells by year.
        place: Where the row stands, for errors.
        refusals: Receives a problem for each cell that is no number (ACC-812) or empty (ACC-813).
    """
    amounts = []
    for year in range(min(years), max(years) + 1):
        where = place._replace(field=str(year), value=str(years.get(year, "")))
        if year not in years:
            refusals.add(
                cell_problem(
                    where,
                    "ACC-813",
                    "A year between two amounts is empty.",
                    expected="an amount in every year from the first to the last; 0 where there is none",
                    fix="Write 0 if nothing flows; if the amount is not known, the line cannot be appraised.",
                )
            )
            continue
        number = _scalar(years[year])
        if isinstance(number, bool) or not isinstance(number, int | Decimal):
            refusals.add(
                cell_problem(
                    where,
                    "ACC-812",
                    "An amount is not a number.",
                    expected="digits with at most one point before decimals; no formula",
                    fix=comma_advice(str(years[year]))
                    or "Write a point before decimals and nothing between thousands; paste values in place"
                    " of formulas.",
                )
            )
            continue
        amounts.append(Marked(number, place.line))
    return amounts


def year_of(heading: str) -> int | None:
    """Return the year that heads a column; None if it is a key. Years may count from 0, as in books."""
    return int(heading.split(".")[0]) if _YEAR.fullmatch(heading) else None


def marked_value(cell: object, hint: object, line: int) -> Marked:
    """Return one cell as the strict reader takes it: text stays text where a text is asked for.

    A list is written in one cell, with commas.
    """
    if isinstance(hint, types.UnionType):
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    if typing.get_origin(hint) is tuple:
        item = typing.get_args(hint)[0]
        return Marked([marked_value(part, item, line) for part in _parts(cell)], line)
    if hint is str or (isinstance(hint, type) and issubclass(hint, str)):
        return Marked(str(_scalar(cell)) if not isinstance(cell, str) else cell.strip(), line)
    return Marked(_scalar(cell), line)


def _parts(cell: object) -> Iterable[object]:
    return [part.strip() for part in cell.split(",")] if isinstance(cell, str) else [cell]


def _scalar(cell: object) -> Scalar:
    """Return a cell of a text file or of a workbook; digits beyond the fifteenth are not kept."""
    if isinstance(cell, str):
        return clean_plain_scalar(cell.strip())
    if isinstance(cell, bool | int) or cell is None:
        return cell
    if isinstance(cell, float) and math.isfinite(cell):
        number = Decimal(f"{cell:.{_SIGNIFICANT}g}")
        return int(number) if number == number.to_integral_value() else Decimal(f"{number:f}")
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return str(cell)
