"""The spreadsheet of a register is read strictly: every bad cell is named with what was expected."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from accord.domain.evidence import Origin
from accord.domain.register import Register
from accord.errors import InputDataError, Problem, unreadable
from accord.sources.register.workbook_cells import Cell, CellRefusedError, FormulaRefusedError, read_cell
from accord.sources.register.workbook_checks import find_register_problems
from accord.sources.register.workbook_layout import IGNORED_SHEETS, SHEETS, Column, Sheet
from accord.sources.register.workbook_library import GivenCell, GivenPage
from accord.sources.register.workbook_merges import RowSheet
from accord.sources.register.workbook_opening import no_workbook, open_workbook

__all__ = ["parse_workbook", "read_workbook"]

_SHEET_NAMES = ", ".join(sheet.name for sheet in SHEETS)
_TEMPLATE = "Compare with the sheet `notes`, or with an empty template."


def read_workbook(path: Path, *, stages: Sequence[str]) -> Register:
    """Read a spreadsheet from disk; see ``parse_workbook``.

    Raises:
        OutsideError: The file cannot be opened (ACC-504).
        InputDataError: As ``parse_workbook``.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    return parse_workbook(content, file=path.name, stages=stages)


def parse_workbook(content: bytes, *, file: str, stages: Sequence[str]) -> Register:
    """Read a spreadsheet that ``workbook_bytes`` wrote and people filled in.

    Columns may stand in any order; rows without any value are passed over. Nothing is calculated:
    a formula is refused.

    Args:
        content: The bytes of the .xlsx file.
        file: Its name; the origin of a row is this name with the sheet, and the row's number.
        stages: Ids of the known stages.

    Returns:
        The register, in the order of the rows.

    Raises:
        InputDataError: One problem for every thing that is wrong: no workbook (ACC-353), a sheet
            or heading is missing or not known (ACC-354), a cell cannot be read (ACC-355), holds a
            formula or an error (ACC-356), rows do not fit together (ACC-358), a required cell is
            empty (ACC-359), or cells are merged (ACC-990).
    """
    workbook = open_workbook(content, file, row_sheets=[RowSheet(name=sheet.name) for sheet in SHEETS])
    problems: list[Problem] = []
    rows: dict[str, list[object]] = {sheet.name: [] for sheet in SHEETS}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            problems += [
                _problem(
                    "ACC-354",
                    "There is no sheet of this name.",
                    place=_Place(file=file),
                    value=name,
                    expected=_SHEET_NAMES,
                )
                for name in workbook.sheetnames
                if name not in IGNORED_SHEETS | set(rows)
            ]
            for sheet in SHEETS:
                if sheet.name not in workbook.sheetnames:
                    problems.append(
                        _problem(
                            "ACC-354",
                            "A sheet is missing.",
                            place=_Place(file=file),
                            value=sheet.name,
                            expected=_SHEET_NAMES,
                        )
                    )
                else:
                    reader = _SheetReader(sheet, file, stages, problems)
                    rows[sheet.name] = reader.read(workbook[sheet.name])
        except (KeyError, ValueError, TypeError, AttributeError, SyntaxError, IndexError) as error:
            raise InputDataError(no_workbook(file, str(error))) from error
        finally:
            workbook.close()
    register = Register(**{name: tuple(found) for name, found in rows.items()})  # type: ignore[arg-type]
    problems += find_register_problems(register)
    if problems:
        raise InputDataError(*problems)
    return register


def _has_value(cell: GivenCell) -> bool:
    return cell.value is not None and str(cell.value).strip() != ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where in a workbook something stands; the column is counted from 0."""

    file: str
    row: int = 0
    column: int | None = None


def _problem(
    problem_id: str, what: str, *, place: _Place, value: str = "", expected: str = "", fix: str = _TEMPLATE
) -> Problem:
    return Problem(
        id=problem_id,
        what=what,
        file=place.file,
        line=place.row,
        field="" if place.column is None else f"column {get_column_letter(place.column + 1)}",
        value=value,
        expected=expected,
        fix=fix,
    )


class _SheetReader:
    """Reads one sheet; problems are collected, good rows returned."""

    def __init__(self, sheet: Sheet, file: str, stages: Sequence[str], problems: list[Problem]) -> None:
        self._sheet, self._file, self._stages, self._problems = sheet, file, stages, problems

    def read(self, page: GivenPage) -> list[object]:
        """Return the rows that are whole."""
        page.reset_dimensions()
        lines: Iterator[tuple[int, tuple[GivenCell, ...]]] = enumerate(page.iter_rows(), 1)
        columns = self._columns(next(lines, (1, ()))[1])
        found: list[object] = []
        for number, cells in lines:
            values = {column: cell for column, cell in enumerate(cells) if _has_value(cell)}
            if values:
                before = len(self._problems)
                fields = self._fields(number, columns, values)
                if len(self._problems) == before:
                    fields["origin"] = Origin(file=f"{self._file}#{self._sheet.name}", line=number)
                    found.append(self._sheet.row_type(**fields))  # type: ignore[arg-type]
        return found

    def _place(self, row: int, column: int | None = None) -> _Place:
        return _Place(file=f"{self._file}, sheet {self._sheet.name}", row=row, column=column)

    def _columns(self, cells: Sequence[GivenCell]) -> dict[int, Column]:
        known = {column.name: column for column in self._sheet.columns}
        found: dict[int, Column] = {}
        for place, cell in enumerate(cells):
            name = str(cell.value).strip() if cell.value is not None else ""
            here, names = self._place(1, place), ", ".join(known)
            if name in known and known[name] not in found.values():
                found[place] = known[name]
            elif name in known:
                self._problems.append(_problem("ACC-354", "A heading stands twice.", place=here, value=name))
            elif name:
                self._problems.append(
                    _problem(
                        "ACC-354",
                        "There is no column of this name.",
                        place=here,
                        value=name,
                        expected=names,
                    )
                )
        self._problems += [
            _problem("ACC-354", "A column is missing.", place=self._place(1), value=column.name)
            for column in self._sheet.columns
            if column not in found.values()
        ]
        return found

    def _fields(
        self, number: int, columns: dict[int, Column], cells: Mapping[int, GivenCell]
    ) -> dict[str, object]:
        fields: dict[str, object] = {"source": ""} if self._sheet.name == "projects" else {}
        for place in sorted(cells.keys() - columns.keys()):
            here, shown = self._place(number, place), str(cells[place].value)
            self._problems.append(
                _problem("ACC-354", "A value stands below no heading.", place=here, value=shown)
            )
        for place, column in columns.items():
            here = self._place(number, place)
            if place in cells:
                self._read_cell(fields, column, here, cells[place])
            elif column.is_required:
                kind = str(column.kind)
                self._problems.append(
                    _problem("ACC-359", "A required cell is empty.", place=here, expected=kind)
                )
        return fields

    def _read_cell(self, fields: dict[str, object], column: Column, here: _Place, given: GivenCell) -> None:
        cell = Cell(value=given.value, data_type=given.data_type, number_format=given.number_format)
        shown = str(given.value)
        try:
            fields[column.name] = read_cell(column, cell, stages=self._stages)
        except FormulaRefusedError as refusal:
            self._problems.append(
                _problem(
                    "ACC-356",
                    "The cell holds a formula or an error, not a value.",
                    place=here,
                    value=shown,
                    expected=refusal.expected,
                    fix="Paste the value alone into the cell.",
                )
            )
        except CellRefusedError as refusal:
            self._problems.append(
                _problem(
                    "ACC-355",
                    "The cell cannot be read.",
                    place=here,
                    value=shown,
                    expected=refusal.expected,
                    fix=refusal.fix,
                )
            )
