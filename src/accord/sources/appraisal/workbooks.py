"""An appraisal in a workbook: a sheet of keys, and sheets of flows, traffic, financing, risks, values."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accord.domain.appraisal import Appraisal
from accord.errors import InputDataError, Problem
from accord.sources.appraisal.parameter_tables import marked_parameters
from accord.sources.appraisal.tables import MarkedRows, marked_rows, marked_value
from accord.sources.appraisal.traffic_tables import marked_traffic
from accord.sources.marked_yaml import Marked
from accord.sources.register.workbook_library import GivenCell, GivenPage
from accord.sources.register.workbook_merges import RowSheet
from accord.sources.register.workbook_opening import open_workbook

__all__ = ["READ_ME", "ROW_SHEETS", "MarkedBook", "marked_workbook", "sheet_cells", "sheet_header"]

READ_ME = "Read me"
"""Sheet of a template that explains the others; it is not read."""

ROW_SHEETS = (
    "flows",
    "traffic",
    "financing",
    "financiers",
    "parameters",
    "risks",
    "correlations",
    "later_rates",
    "conversion_factors",
    "adjustments",
)
"""Sheets with one row for each line, under a header of keys; some have columns that are years."""

_PROJECT = "project"
_MARKING: Mapping[str, MarkedRows] = {"traffic": marked_traffic, "parameters": marked_parameters}


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedBook:
    """A workbook as rows that the strict reader takes.

    Attributes:
        project: The sheet of keys as one row.
        sheets: Rows of the other sheets, by name.
        unread: Names of sheets that were not read.
    """

    project: Marked
    sheets: Mapping[str, list[Marked]]
    unread: tuple[str, ...] = ()


def marked_workbook(content: bytes, *, file: str) -> MarkedBook:
    """Read a workbook as one row of content and rows of its sheets.

    Args:
        content: The bytes.
        file: Its name, for errors.

    Raises:
        InputDataError: It is no workbook (ACC-353), a sheet is missing (ACC-811), a key stands twice
            (ACC-302), a column stands twice (ACC-341), a cell holds a formula or no number (ACC-812), has no
            heading (ACC-985), a year is empty (ACC-813), or cells are merged (ACC-990).
    """
    tables = [RowSheet(name=name) for name in ROW_SHEETS]
    keys = RowSheet(name=_PROJECT, columns=2, has_titles=True)
    book = open_workbook(content, file, row_sheets=(keys, *tables))
    try:
        missing = [name for name in (_PROJECT, "flows") if name not in book.sheetnames]
        if missing:
            raise InputDataError(
                Problem(
                    id="ACC-811",
                    what="The workbook lacks a sheet.",
                    file=file,
                    value=", ".join(book.sheetnames),
                    expected=f"the sheets {_PROJECT} (key, value) and flows (one line a row)",
                    fix=f"Add the sheet {missing[0]}, or rename the one that holds it.",
                )
            )
        root = _keys(book[_PROJECT], file)
        sheets: dict[str, list[Marked]] = {}
        hints = typing.get_type_hints(Appraisal)
        for name in ROW_SHEETS:
            if name in book.sheetnames:
                place = f"{file}, sheet {name}"
                rows = sheet_cells(book[name], place)
                header = sheet_header(rows[0], place) if rows else []
                row_type = typing.get_args(hints[name])[0]
                marking = _MARKING.get(name, marked_rows)
                marked = marking(header, rows[1:], row_type, file=place)
                sheets[name] = marked
        unread = tuple(name for name in book.sheetnames if name not in (READ_ME, _PROJECT, *ROW_SHEETS))
    finally:
        book.close()
    return MarkedBook(project=Marked(root, 1), sheets=sheets, unread=unread)


def sheet_cells(
    page: GivenPage, place: str, *, has_notes: bool = False
) -> list[tuple[int, Sequence[object]]]:
    """Return the rows of a sheet that are not empty, each with its number, as wide as its first row.

    Args:
        page: The sheet.
        place: Names of file and sheet, for errors.
        has_notes: Whether cells right of the last heading are notes of the author, and passed over.

    Raises:
        InputDataError: A cell holds a formula or an error (ACC-812), or stands beyond the header (ACC-985).
    """
    page.reset_dimensions()
    rows: list[tuple[int, Sequence[object]]] = []
    width = 0
    for line, cells in enumerate(page.iter_rows(), start=1):
        values = [cell.value for cell in cells]
        formulas = [cell for cell in cells if cell.data_type in {"f", "e"}]
        if formulas:
            raise InputDataError(
                Problem(
                    id="ACC-812",
                    what="A cell holds a formula or an error; results of formulas are not taken over.",
                    file=place,
                    line=line,
                    field=f"cell {formulas[0].coordinate}",
                    value=str(formulas[0].value),
                    expected="the value alone",
                    fix="Copy the sheet and paste its values in place of the formulas.",
                )
            )
        if not any(value not in (None, "") for value in values):
            continue
        if not width:
            while values and values[-1] in (None, ""):
                values.pop()
            width = len(values)
        if not has_notes and any(value not in (None, "") for value in values[width:]):
            raise _beyond(cells[width:], place, line)
        rows.append((line, [*values[:width], *[None] * (width - len(values))]))
    return rows


def sheet_header(row: tuple[int, Sequence[object]], place: str) -> list[str]:
    """Return the headings of a sheet: each column has one, and each has one column.

    Args:
        row: Number and cells of its first row.
        place: Names of file and sheet, for errors.

    Raises:
        InputDataError: Two columns have one heading, or one has none (ACC-341).
    """
    line, cells = row
    header = ["" if cell is None else str(cell).strip() for cell in cells]
    twice = sorted({name for name in header if not name or header.count(name) > 1})
    if twice:
        raise InputDataError(
            Problem(
                id="ACC-341",
                what="The header is not that of the table.",
                file=place,
                line=line,
                value=", ".join(name or "a column without a name" for name in twice),
                expected="each column once and with a name",
                fix="Keep one of the columns, or name it.",
            )
        )
    return header


def _beyond(cells: Sequence[GivenCell], place: str, line: int) -> InputDataError:
    given = next(cell for cell in cells if cell.value not in (None, ""))
    return InputDataError(
        Problem(
            id="ACC-985",
            what="A cell stands right of the last heading, so that nobody can tell what it is.",
            file=place,
            line=line,
            field=f"cell {given.coordinate}",
            value=str(given.value),
            expected="a heading above every cell that is filled",
            fix="Write the heading (a key or a year) above it, or empty the cell.",
        )
    )


def _keys(page: GivenPage, file: str) -> dict[str, Marked]:
    """Return keys such as ``conventions.bcr`` as rows within rows."""
    root: dict[str, Marked] = {}
    for line, cells in sheet_cells(page, f"{file}, sheet {_PROJECT}", has_notes=True):
        key, value = str(cells[0] or "").strip(), cells[1] if len(cells) > 1 else None
        if key == "key" or value in (None, ""):
            continue
        *above, last = key.split(".")
        row: dict[str, Marked] = root
        row_type: type = Appraisal
        for name in above:
            inner = row.setdefault(name, Marked({}, line)).value
            if not isinstance(inner, dict):
                raise _twice(file, line, key)
            row, row_type = inner, _inner(row_type, name)
        if last in row:
            raise _twice(file, line, key)
        row[last] = marked_value(value, typing.get_type_hints(row_type).get(last), line)
    return root


def _inner(row_type: type, name: str) -> type:
    hint = typing.get_type_hints(row_type).get(name)
    if isinstance(hint, types.UnionType):
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    return hint if isinstance(hint, type) and dataclasses.is_dataclass(hint) else Appraisal


def _twice(file: str, line: int, key: str) -> InputDataError:
    return InputDataError(
        Problem(
            id="ACC-302",
            what=f"The key `{key}` stands twice in one row.",
            file=f"{file}, sheet {_PROJECT}",
            line=line,
            field=key,
            expected="each key once",
            fix="Keep one of the two.",
        )
    )
