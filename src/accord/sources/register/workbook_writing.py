"""A register is written as a spreadsheet that people can fill in, and checked by reading it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Font  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]
from openpyxl.worksheet.datavalidation import DataValidation  # type: ignore[import-untyped]

from accord.domain.register import Register
from accord.errors import InputDataError, Problem, unreadable
from accord.sources.register.workbook_cells import written_value
from accord.sources.register.workbook_layout import (
    LISTS_SHEET,
    NOTES_SHEET,
    SHEETS,
    CellKind,
    Column,
    Sheet,
)
from accord.sources.register.workbook_library import NewCell, NewPage
from accord.sources.register.workbook_reading import parse_workbook
from accord.sources.register.workbook_saving import NotHeldError, put_written, saved_bytes

__all__ = ["workbook_bytes", "write_workbook"]

_ROWS_TO_FILL = 500
"""Rows below the last one in which lists and hints help to write."""

_INTRODUCTION = (
    "This workbook holds a register of investment projects.",
    "Write below the headings of projects, lines and stages; an empty cell means unknown, not zero.",
    "Add no formulas: a cell holds what a document says. Sheets and headings keep their names.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """The words of a drop-down list and where they stand in the workbook."""

    name: str
    words: tuple[str, ...]
    range: str


def write_workbook(register: Register, path: Path, *, stages: Sequence[str]) -> None:
    """Write a register to a file; see ``workbook_bytes``.

    Raises:
        OutsideError: The file cannot be written (ACC-504).
        InputDataError: As ``workbook_bytes``.
    """
    content = workbook_bytes(register, stages=stages)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise unreadable(path, error) from error


def workbook_bytes(register: Register, *, stages: Sequence[str]) -> bytes:
    """Return a register as a spreadsheet (.xlsx); an empty register gives the template.

    The bytes depend on the register alone. They are read back before they are returned: what a
    spreadsheet cannot hold is refused, not altered.

    Args:
        register: The register.
        stages: Ids of the known stages, in their order.

    Raises:
        InputDataError: A text cannot be held by a spreadsheet (ACC-357), or a row would be refused
            on reading (ACC-354 to ACC-359).
    """
    workbook = Workbook()
    workbook.remove(workbook.active)
    workbook.properties.creator = "Accord"
    _write_notes(workbook.create_sheet(NOTES_SHEET))
    lists = _lists(stages)
    for sheet in SHEETS:
        _write_sheet(workbook.create_sheet(sheet.name), sheet, getattr(register, sheet.name), lists)
    _write_lists(workbook.create_sheet(LISTS_SHEET), lists)
    content = saved_bytes(workbook)
    _check(register, parse_workbook(content, file="written workbook", stages=stages))
    return content


def _write_notes(page: NewPage) -> None:
    rows = [(text, "", "") for text in _INTRODUCTION]
    for sheet in SHEETS:
        rows += [("", "", ""), (sheet.name, "", sheet.note)]
        rows += [("", column.name, _hint(column)) for column in sheet.columns]
    for row in rows:
        page.append(row)
    for letter, width in zip("ABC", (12, 16, 100), strict=True):
        page.column_dimensions[letter].width = width


def _hint(column: Column) -> str:
    return f"{column.note} Required." if column.is_required else column.note


def _lists(stages: Sequence[str]) -> dict[str, _List]:
    named: dict[str, tuple[str, ...]] = {"stage": tuple(stages), "yes_no": ("yes", "no")}
    for sheet in SHEETS:
        for column in sheet.columns:
            if column.words is not None:
                named[column.name] = tuple(word.value for word in column.words)
    lists = {}
    for number, (name, words) in enumerate(sorted(named.items()), 1):
        letter = get_column_letter(number)
        place = f"{LISTS_SHEET}!${letter}$2:${letter}${len(words) + 1}"
        lists[name] = _List(name=name, words=words, range=place)
    return lists


def _write_lists(page: NewPage, lists: dict[str, _List]) -> None:
    for number, words in enumerate(lists.values(), 1):
        for row, text in enumerate((words.name, *words.words), 1):
            page.cell(row=row, column=number, value=text).data_type = "s"


def _write_sheet(page: NewPage, sheet: Sheet, rows: Iterable[object], lists: dict[str, _List]) -> None:
    page.append([column.name for column in sheet.columns])
    page.freeze_panes = "A2"
    last = 1
    for last, row in enumerate(rows, 2):
        for number, column in enumerate(sheet.columns, 1):
            _write_cell(page.cell(row=last, column=number), getattr(row, column.name), sheet, row)
    for number, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = column.width
        heading = page.cell(row=1, column=number)
        heading.font, heading.alignment = Font(bold=True), Alignment(vertical="top")
        _guide(page, column, f"{letter}2:{letter}{last + _ROWS_TO_FILL}", lists)
        if column.kind is not CellKind.AMOUNT:
            page.column_dimensions[letter].number_format = "@"


def _write_cell(cell: NewCell, value: object, sheet: Sheet, row: object) -> None:
    written = written_value(value)
    if written is None:
        return
    try:
        put_written(cell, written)
    except NotHeldError as error:
        raise InputDataError(_not_held(sheet, row, error.value, error.expected)) from error


def _guide(page: NewPage, column: Column, cells: str, lists: dict[str, _List]) -> None:
    """Show what belongs into a column, and offer its words where it has a list."""
    names = {CellKind.WORD: column.name, CellKind.STAGE: "stage", CellKind.YES_NO: "yes_no"}
    place = "projects!$A$2:$A$10000" if column.name == "project" else ""
    if column.kind in names:
        place = lists[names[column.kind]].range
    guide = DataValidation(
        type="list" if place else None,
        formula1=place or None,
        allow_blank=True,
        showErrorMessage=bool(place),
        showInputMessage=True,
        promptTitle=column.name,
        prompt=_hint(column),
    )
    guide.add(cells)
    page.add_data_validation(guide)


def _check(register: Register, found: Register) -> None:
    back = found.without_origins()
    for sheet in SHEETS:
        wanted: tuple[object, ...] = getattr(register.without_origins(), sheet.name)
        for old, new in zip(wanted, getattr(back, sheet.name), strict=True):
            if old != new:
                fields = [name for name in (c.name for c in sheet.columns) if _differs(old, new, name)]
                value = ", ".join(f"{name}: {getattr(old, name)!r}" for name in fields)
                raise InputDataError(_not_held(sheet, old, value, "texts without blanks at their ends"))


def _differs(old: object, new: object, name: str) -> bool:
    return bool(getattr(old, name) != getattr(new, name))


def _not_held(sheet: Sheet, row: object, value: str, expected: str) -> Problem:
    return Problem(
        id="ACC-357",
        what="A spreadsheet cannot hold this value without changing it.",
        file=sheet.name,
        row=str(getattr(row, "id", "")),
        value=value,
        expected=expected,
        fix="Correct the text where it comes from.",
    )
