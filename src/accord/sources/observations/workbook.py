"""Sheets of a workbook become one raw table; what is only calculated or merged is never guessed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from openpyxl import load_workbook  # type: ignore[import-untyped]

from accord.domain.observation_layout import ObservationLayout, WorkbookShape
from accord.sources.observations.raw import RawRow, RawTable
from accord.sources.rates.grid import TableFile
from accord.sources.rates.refusals import Place, Refusals, cell_problem
from accord.sources.register.workbook_library import GivenCell
from accord.sources.register.workbook_merges import RowSheet, merges
from accord.sources.register.workbook_opening import open_workbook

__all__ = ["SHEET", "read_workbook"]

SHEET = "(sheet)"


class _Sheet(NamedTuple):
    """Headings and rows of a sheet; rows with their number, counted from 1."""

    columns: tuple[str, ...]
    rows: list[tuple[int, list[str]]]


def read_workbook(file: TableFile, layout: ObservationLayout) -> RawTable:
    """Read the sheets that a layout names.

    Numbers keep the digits that the file holds; a formula counts with the value that was last calculated; a
    date becomes a year or a month if it is shown as one. A heading over several columns counts for each of
    them where cells are merged, and nowhere else.

    Args:
        file: The workbook.
        layout: Its layout, with a workbook shape.

    Raises:
        InputDataError: The file is no workbook (ACC-353), a sheet or its headings are not there (ACC-635), or
            a formula has no value (ACC-636), or cells are merged below the headings (ACC-990).
    """
    shape = layout.workbook
    assert shape is not None  # noqa: S101  (narrowing; layouts are checked)
    opened = _Opened(file, shape)
    sheets = opened.sheets()
    columns = tuple(dict.fromkeys(name for sheet in sheets.values() for name in sheet.columns))
    rows: list[RawRow] = []
    for name, sheet in sheets.items():
        places = [sheet.columns.index(column) if column in sheet.columns else -1 for column in columns]
        for number, cells in sheet.rows:
            texts = (cells[place] if place >= 0 else "" for place in places)
            rows.append(RawRow(f"sheet {name}, row {number}", 0, (*texts, name)))
    return RawTable(
        file=file.name,
        sha256=file.sha256,
        columns=(*columns, SHEET),
        rows=tuple(rows),
        unread=tuple(f"sheet {name}" for name in opened.others),
    )


class _Opened:
    """A workbook that is being read."""

    def __init__(self, file: TableFile, shape: WorkbookShape) -> None:
        self._file, self._shape, self._refusals = file, shape, Refusals()
        self._book = open_workbook(
            file.content,
            file.name,
            row_sheets=[
                RowSheet(name=name, first_row=shape.header_row + 1, last_row=shape.last_row, has_titles=True)
                for name in shape.sheets
            ],
        )

    @property
    def others(self) -> list[str]:
        """Names of the sheets that the layout does not name."""
        named = {*self._shape.sheets, *self._shape.ignored_sheets}
        return [name for name in self._book.sheetnames if name not in named]

    def sheets(self) -> Mapping[str, _Sheet]:
        """Return the sheets that are wanted, by name."""
        for name in self._shape.sheets:
            if name not in self._book.sheetnames:
                self._refuse(name, "", f"only {', '.join(self._book.sheetnames)}", "a sheet of this name")
        self._refusals.finish()
        found = {name: self._sheet(name) for name in self._shape.sheets}
        self._book.close()
        self._refusals.finish()
        return found

    def _sheet(self, name: str) -> _Sheet:
        shape = self._shape
        page = self._book[name]
        if not hasattr(page, "iter_rows"):
            self._refuse(name, "", "a chart that fills the sheet", "cells")
            return _Sheet((), [])
        page.reset_dimensions()
        grid: dict[int, list[str]] = {}
        formulas: list[tuple[int, int]] = []
        for number, cells in enumerate(page.iter_rows(), 1):
            if shape.last_row and number > shape.last_row:
                break
            is_wanted = number >= shape.header_row or number == shape.header_above
            texts = [_text(cell) for cell in cells] if is_wanted else []
            if any(texts):
                grid[number] = texts
                formulas += [(number, place) for place, cell in enumerate(cells) if cell.data_type == "f"]
        if formulas:
            self._calculate(name, grid, formulas)
        headings = self._headings(name, grid)
        rows = [(number, cells) for number, cells in grid.items() if number > shape.header_row]
        return self._checked(name, headings, rows)

    def _checked(self, name: str, headings: list[str], rows: list[tuple[int, list[str]]]) -> _Sheet:
        """Return a sheet without its empty columns; a column with cells needs a heading of its own."""
        width = max([len(headings), *(len(cells) for _, cells in rows)])
        headings = headings + [""] * (width - len(headings))
        padded = [(number, cells + [""] * (width - len(cells))) for number, cells in rows]
        filled = [place for place in range(width) if any(cells[place] for _, cells in padded)]
        kept = [place for place in range(width) if headings[place] or place in filled]
        columns = tuple(headings[place] for place in kept)
        if not padded or not any(columns):
            self._refuse(
                name, "", f"row {self._shape.header_row} has no headings with rows below", "headings"
            )
        for place, heading in zip(kept, columns, strict=True):
            if not heading or columns.count(heading) > 1:
                found = f"{heading or 'no heading'} over column {_letters(place)}"
                self._refuse(
                    name, heading, found, "a heading of its own over each column; a merged one is none"
                )
        return _Sheet(columns, [(number, [cells[place] for place in kept]) for number, cells in padded])

    def _headings(self, name: str, grid: Mapping[int, list[str]]) -> list[str]:
        own = grid.get(self._shape.header_row, [])
        if not self._shape.header_above:
            return own
        above = list(grid.get(self._shape.header_above, []))
        above += [""] * (len(own) - len(above))
        if any(text and not head for text, head in zip(own, above, strict=False)):
            for first, last in self._merged(name, self._shape.header_above):
                above[first : last + 1] = [above[first]] * (last + 1 - first)
        return [f"{head} {text}".strip() for head, text in zip(above, own + [""] * len(above), strict=False)]

    def _merged(self, name: str, row: int) -> Iterator[tuple[int, int]]:
        """Yield the first and last place of the cells that are merged in a row."""
        for merge in merges(self._file.content, self._book[name]):
            if merge.first_row <= row <= merge.last_row:
                yield merge.first_column - 1, merge.last_column - 1

    def _calculate(self, name: str, grid: dict[int, list[str]], formulas: Sequence[tuple[int, int]]) -> None:
        """Put the values that were last calculated in place of formulas."""
        book = load_workbook(io.BytesIO(self._file.content), read_only=True, data_only=True, keep_links=False)
        wanted = set(formulas)
        for number, cells in enumerate(book[name].iter_rows(), 1):
            for place, cell in enumerate(cells):
                if (number, place) in wanted:
                    grid[number][place] = _text(cell)
                    if cell.value is None:
                        self._refuse_formula(name, f"{_letters(place)}{number}")
        book.close()

    def _refuse_formula(self, sheet: str, cell: str) -> None:
        self._refusals.add(
            cell_problem(
                Place(self._file.name, row=f"sheet {sheet}, cell {cell}", value="a formula without a value"),
                "ACC-636",
                "The cell holds a formula that was never calculated.",
                expected="a value, or a formula whose value was saved with the file",
                fix="Open the workbook in a spreadsheet program and save it, or paste the values alone.",
            )
        )

    def _refuse(self, sheet: str, heading: str, found: str, expected: str) -> None:
        self._refusals.add(
            cell_problem(
                Place(self._file.name, row=f"sheet {sheet}", field=heading, value=found),
                "ACC-635",
                "The sheet or its headings are not where the layout says.",
                expected=expected,
                fix="Correct sheets, header_row, header_above or last_row of the layout, or the workbook.",
            )
        )


def _text(cell: GivenCell) -> str:
    """Return what a cell holds; numbers with all digits that the file holds, and as percent if shown so."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float) and "%" in (cell.number_format or ""):
        return f"{_digits(100 * Decimal(repr(value)))}%"
    if isinstance(value, float):
        return _digits(Decimal(repr(value)))
    if isinstance(value, datetime):
        return _date_text(value, cell.number_format or "")
    return str(value).strip()


def _digits(number: Decimal) -> str:
    whole = number.to_integral_value()
    return f"{whole if number == whole else number.normalize():f}"


def _date_text(value: datetime, number_format: str) -> str:
    """Return a date as precisely as it is shown: a year, a month, or a day."""
    shown = number_format.casefold()
    if "d" in shown or "y" not in shown:
        return value.date().isoformat()
    return f"{value:%Y-%m}" if "m" in shown else f"{value:%Y}"


def _letters(place: int) -> str:
    """Return the letters of a column, counted from 0."""
    letters, rest = "", place + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return letters
