"""A form is read from a workbook: the cells of its sheets as texts, formulas refused."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterable, Iterator

from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from accord.errors import InputDataError, Problem
from accord.sources.register.workbook_cells import Cell, CellRefusedError, exact_number, plain_text, read_cell
from accord.sources.register.workbook_layout import CellKind, Column
from accord.sources.register.workbook_library import GivenCell as BookCell
from accord.sources.register.workbook_library import OpenedBook
from accord.sources.register.workbook_merges import RowSheet
from accord.sources.register.workbook_opening import no_workbook, open_workbook
from accord.sources.reporting_template.given_form import GivenCell, GivenForm, GivenRow, form_problem
from accord.sources.reporting_template.layout import HEADINGS, Detail, Heading
from accord.sources.reporting_template.workbook_form import (
    CODES_SHEET,
    METADATA_SHEET,
    READ_ME_SHEET,
    REPORT_SHEET,
)

__all__ = ["parse_workbook_form"]

_DATE = Column(name=Detail.DATE.value, note="", kind=CellKind.DATE)
_SHEETS = (METADATA_SHEET, REPORT_SHEET)


def parse_workbook_form(content: bytes, *, file: str) -> GivenForm:
    """Read the rows of a workbook; nothing is understood yet, and nothing is calculated.

    Columns may stand in any order. Sheets that are not of the form are named and not read.

    Args:
        content: Bytes of the .xlsx file.
        file: Its name.

    Raises:
        InputDataError: The bytes are no workbook (ACC-353), or a sheet (ACC-670) or a column (ACC-672) is
            missing, unknown or stands twice, or cells are merged (ACC-990).
    """
    book = open_workbook(content, file, row_sheets=[RowSheet(name=name) for name in _SHEETS])
    problems: list[Problem] = []
    rows: list[GivenRow] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            _check_sheets(book, file)
            for sheet in _SHEETS:
                rows += _Sheet(sheet, file, problems).read(book)
        except (KeyError, ValueError, TypeError, AttributeError, SyntaxError, IndexError) as error:
            raise InputDataError(no_workbook(file, str(error))) from error
        finally:
            book.close()
    foreign = [name for name in book.sheetnames if name not in {*_SHEETS, READ_ME_SHEET, CODES_SHEET}]
    return GivenForm(
        file=file,
        sha256=hashlib.sha256(content).hexdigest(),
        rows=tuple(rows),
        problems=tuple(problems),
        tolerated=tuple(f"The sheet `{name}` is not part of the form and was not read." for name in foreign),
    )


def _check_sheets(book: OpenedBook, file: str) -> None:
    missing = [name for name in _SHEETS if name not in book.sheetnames]
    if missing:
        raise InputDataError(
            Problem(
                id="ACC-670",
                what="The workbook is no form, or sheets of it are gone.",
                file=file,
                value=f"without: {', '.join(missing)}",
                expected="a form that `accord report template` wrote, with all of its sheets",
                fix="If a sheet was given another name, give it its own back; else write a new form, and copy"
                " the answers into it.",
            )
        )


class _Sheet:
    """Reads one sheet; cells that are no text are collected as problems."""

    def __init__(self, name: str, file: str, problems: list[Problem]) -> None:
        self._name, self._file, self._problems = name, file, problems
        self._headings = HEADINGS if name == REPORT_SHEET else (Heading.ID, Heading.VALUE)

    def read(self, book: OpenedBook) -> list[GivenRow]:
        """Return the rows that are not empty."""
        page = book[self._name]
        page.reset_dimensions()
        lines = enumerate(page.iter_rows(), 1)
        columns = self._columns(next(lines, (1, ()))[1])
        return [row for number, cells in lines if (row := self._row(number, cells, columns)) is not None]

    def _columns(self, cells: Iterable[BookCell]) -> dict[int, Heading]:
        found: dict[int, Heading] = {}
        wrong: list[str] = []
        for number, cell in enumerate(cells):
            name = "" if cell.value is None else str(cell.value).strip()
            if name in self._headings and name not in found.values():
                found[number] = Heading(name)
            elif name:
                wrong.append(f"{name} (column {get_column_letter(number + 1)})")
        missing = [heading.value for heading in self._headings if heading not in found.values()]
        if wrong or missing:
            said = ", ".join([*wrong, *(f"{name} (missing)" for name in missing)])
            raise InputDataError(
                Problem(
                    id="ACC-672",
                    what="The columns are not those of the form.",
                    file=self._file,
                    line=1,
                    field=f"sheet {self._name}",
                    value=said,
                    expected=f"each once: {', '.join(self._headings)}",
                    fix="Restore the headings; what does not fit a column belongs into `note`.",
                )
            )
        return found

    def _row(self, number: int, cells: Iterable[BookCell], columns: dict[int, Heading]) -> GivenRow | None:
        filled = {place: cell for place, cell in enumerate(cells) if _is_filled(cell)}
        found = dict(self._cells(number, filled, columns))
        if not filled:
            return None
        letter = next(
            get_column_letter(place + 1) for place, name in columns.items() if name == Heading.VALUE
        )
        return GivenRow(line=number, place=f"sheet {self._name}, cell {letter}{number}", cells=found)

    def _cells(
        self, number: int, filled: dict[int, BookCell], columns: dict[int, Heading]
    ) -> Iterator[tuple[Heading, GivenCell]]:
        name = next(
            (str(cell.value) for place, cell in filled.items() if columns.get(place) == Heading.ID), ""
        )
        for place, given in filled.items():
            where = f"sheet {self._name}, cell {get_column_letter(place + 1)}{number}"
            shown = GivenCell(text=str(given.value), place=where, line=number)
            if place not in columns:
                self._refuse("ACC-672", "A value stands below no heading.", shown, _MOVE)
                continue
            heading = columns[place]
            cell = Cell(value=given.value, data_type=given.data_type, number_format=given.number_format)
            try:
                text = _text(cell, heading, is_date=name == Detail.DATE)
            except CellRefusedError as refusal:
                problem_id = "ACC-683" if cell.data_type in {"f", "e"} else "ACC-677"
                self._refuse(problem_id, "The cell cannot be taken as it stands.", shown, refusal, row=name)
            else:
                yield heading, GivenCell(text=text, place=where, line=number)

    def _refuse(
        self, problem_id: str, what: str, cell: GivenCell, refusal: CellRefusedError, *, row: str = ""
    ) -> None:
        self._problems.append(
            form_problem(
                problem_id,
                what,
                cell=cell,
                file=self._file,
                row=row,
                expected=refusal.expected,
                fix=refusal.fix,
            )
        )


_MOVE = CellRefusedError("values below the headings of the form", "Move it into `note`, or remove it.")


def _is_filled(cell: BookCell) -> bool:
    return cell.value is not None and str(cell.value).strip() != ""


def _text(cell: Cell, heading: Heading, *, is_date: bool) -> str:
    """Return a cell as a text; numbers as plain digits.

    Raises:
        CellRefusedError: It is a formula, an error, or a number that is shown as a percentage: its cell then
            holds a hundredth of what is shown.
    """
    if cell.data_type in {"f", "e"}:
        raise CellRefusedError("a value, no formula and no error", "Paste the value alone into the cell.")
    if cell.data_type == "s":
        return plain_text(str(cell.value))
    if is_date and heading is Heading.VALUE:
        return str(read_cell(_DATE, cell, stages=()))
    if cell.data_type == "n":
        if "%" in cell.number_format and heading is not Heading.LEVEL:
            raise CellRefusedError(
                "a plain number in the unit of the row", "Format the cell as a number, and write 95 for 95 %."
            )
        number = exact_number(cell)
        if number is not None:
            return str(int(number)) if number == number.to_integral_value() else f"{number:f}"
    return str(cell.value)
