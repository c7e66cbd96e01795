"""A form is written as a workbook: readable, printable, locked where nothing is to be written."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from accord.domain.partner_report import PartnerReport, Questionnaire
from accord.errors import InputDataError, Problem
from accord.sources.register.workbook_cells import written_value
from accord.sources.register.workbook_saving import NotHeldError, put_written, saved_bytes
from accord.sources.reporting_template.explaining import CodeList, code_lists, status_list
from accord.sources.reporting_template.form_library import FormBook, FormCell, FormPage
from accord.sources.reporting_template.layout import (
    FILLED,
    HEADINGS,
    Detail,
    FormRow,
    Heading,
    allowed_headings,
    form_rows,
)
from accord.sources.reporting_template.validation import Validations

__all__ = ["CODES_SHEET", "METADATA_SHEET", "READ_ME_SHEET", "REPORT_SHEET", "workbook_form"]

READ_ME_SHEET, REPORT_SHEET = "Read me", "Report"
CODES_SHEET, METADATA_SHEET = "Code lists", "Metadata"

_WIDTHS = {
    Heading.ID: 24,
    Heading.INDICATOR: 42,
    Heading.PART_OF: 20,
    Heading.UNIT: 13,
    Heading.PERIOD: 10,
    Heading.DEFINITION: 56,
    Heading.VALUE: 14,
    Heading.ABSENCE: 15,
    Heading.WORD: 15,
    Heading.FLAG: 13,
    Heading.NOTE: 40,
    Heading.SOURCE: 32,
}
_HEAD = PatternFill("solid", fgColor="1F3864")
_OPEN = PatternFill("solid", fgColor="FFF9DB")
_CLOSED = PatternFill("solid", fgColor="E7E6E6")
_LINE = Border(bottom=Side(style="thin", color="BFBFBF"))
_TOP = {"vertical": "top", "wrap_text": True}
_NUMBERS = frozenset({Heading.VALUE, Heading.STD_ERROR, Heading.LOWER, Heading.UPPER, Heading.LEVEL})


def workbook_form(
    asked: Questionnaire, explained: Sequence[tuple[str, str]], report: PartnerReport | None = None
) -> bytes:
    """Return a form as a spreadsheet (.xlsx); the same form gives the same bytes.

    Cells that are not to be filled in are locked, without a password: the lock prevents slips, and what
    was changed all the same is found on reading.

    Args:
        asked: The questionnaire.
        explained: Headings and texts of the page to read first.
        report: Answers, for a form that is filled in; None for an empty one.

    Raises:
        InputDataError: A spreadsheet cannot hold a text (ACC-684).
    """
    workbook = Workbook()
    workbook.remove(workbook.active)
    workbook.properties.creator = "Accord"
    book: FormBook = workbook
    lists = code_lists(asked)
    _write_texts(book.create_sheet(READ_ME_SHEET), explained, (16, 110))
    rows = form_rows(asked, report)
    hidden = [row for row in rows if row.question is None and not Detail(row.id).is_filled_in]
    _Report(book.create_sheet(REPORT_SHEET), asked, lists).write([row for row in rows if row not in hidden])
    _write_codes(book.create_sheet(CODES_SHEET), lists)
    kept = [(row.id, str(row.filled.get(Heading.VALUE, ""))) for row in hidden]
    metadata = book.create_sheet(METADATA_SHEET)
    _write_texts(metadata, [(Heading.ID.value, Heading.VALUE.value), *kept], (24, 72))
    metadata.sheet_state = "hidden"
    return saved_bytes(workbook)


def _write_texts(page: FormPage, rows: Sequence[tuple[str, str]], widths: tuple[int, int]) -> None:
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            cell = page.cell(row=number, column=column)
            _put(cell, text)
            cell.font, cell.alignment = Font(bold=column == 1), Alignment(**_TOP)
    for column, width in enumerate(widths, 1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.protection.enable()
    _set_up_print(page, "portrait", 9)


def _write_codes(page: FormPage, lists: Sequence[CodeList]) -> None:
    for number, codes in enumerate(lists):
        for offset, (heading, width) in enumerate(((codes.name, 20), ("meaning", 50))):
            column = 2 * number + 1 + offset
            texts = (heading, *(word[offset] for word in codes.words))
            page.column_dimensions[get_column_letter(column)].width = width
            for row, text in enumerate(texts, 1):
                cell = page.cell(row=row, column=column)
                _put(cell, text)
                cell.font, cell.alignment = Font(bold=row == 1), Alignment(**_TOP)
    page.freeze_panes = "A2"
    page.protection.enable()
    _set_up_print(page, "landscape", 9)


def _ranges(lists: Sequence[CodeList]) -> dict[str, str]:
    return {
        codes.name: f"'{CODES_SHEET}'!${letter}$2:${letter}${len(codes.words) + 1}"
        for number, codes in enumerate(lists)
        for letter in [get_column_letter(2 * number + 1)]
    }


def _set_up_print(page: FormPage, orientation: str, paper: int) -> None:
    """Fit a sheet to the width of a page: 9 is A4, 8 is A3."""
    page.page_setup.orientation, page.page_setup.paperSize = orientation, paper
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0


def _put(cell: FormCell, value: object) -> None:
    written = written_value(value)
    if written is None:
        return
    try:
        put_written(cell, written)
    except NotHeldError as error:
        raise InputDataError(
            Problem(
                id="ACC-684",
                what="A spreadsheet cannot hold this text.",
                file="form to be written",
                field=cell.coordinate,
                value=error.value,
                expected=error.expected,
                fix="Correct the text where it comes from, or write the form as CSV.",
            )
        ) from error


class _Report:
    """Writes the sheet that is filled in."""

    def __init__(self, page: FormPage, asked: Questionnaire, lists: tuple[CodeList, ...]) -> None:
        self._page, self._asked, self._lists = page, asked, lists
        self._rules = Validations(_ranges(lists))

    def write(self, rows: Sequence[FormRow]) -> None:
        """Write headings and rows."""
        for column, heading in enumerate(HEADINGS, 1):
            cell = self._page.cell(row=1, column=column)
            _put(cell, heading.value)
            cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEAD
            cell.alignment = Alignment(**_TOP)
            self._page.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(heading, 11)
        for number, row in enumerate(rows, 2):
            self._write_row(number, row)
        self._rules.put_on(self._page)
        self._dress()

    def _write_row(self, number: int, row: FormRow) -> None:
        is_open = {Heading.VALUE} if row.question is None else allowed_headings(row.question)
        is_part = bool(row.question and row.question.indicator.part_of)
        for column, heading in enumerate(HEADINGS, 1):
            cell = self._page.cell(row=number, column=column)
            _put(cell, row.filled.get(heading, row.fixed.get(heading, "")))
            cell.border, cell.alignment = _LINE, Alignment(**_TOP)
            if heading in FILLED:
                cell.fill = _OPEN if heading in is_open else _CLOSED
                cell.protection = Protection(locked=heading not in is_open)
            elif heading is Heading.ID:
                cell.font = Font(size=8, color="7F7F7F")
            elif heading is Heading.INDICATOR:
                cell.font, cell.alignment = Font(bold=not is_part), Alignment(indent=2 * is_part, **_TOP)
            if heading in is_open:
                self._guide(cell, heading, row)

    def _guide(self, cell: FormCell, heading: Heading, row: FormRow) -> None:
        if row.question is None:
            self._guide_detail(cell, row)
        elif heading in _NUMBERS:
            if heading not in row.filled:
                cell.number_format = "General"
            self._rules.add_number(row.question, heading, cell.coordinate)
        elif heading is Heading.WORD:
            self._rules.add_list(status_list(row.question, self._lists).name, cell.coordinate)
        elif heading in {Heading.ABSENCE, Heading.FLAG}:
            self._rules.add_list(heading.value, cell.coordinate)
        else:
            cell.number_format = "@"

    def _guide_detail(self, cell: FormCell, row: FormRow) -> None:
        if row.id == Detail.DATE:
            if not row.filled:
                cell.number_format = "yyyy-mm-dd"
            half = self._asked.period
            first = f"DATE({half.year},{7 if half.text.endswith('1') else 13},1)"
            self._rules.add_date(first, cell.coordinate)
        else:
            cell.number_format = "@"

    def _dress(self) -> None:
        page, partner = self._page, self._asked.partner
        page.freeze_panes, page.print_title_rows = "C2", "1:1"
        page.protection.enable()
        page.protection.formatColumns = page.protection.formatRows = page.protection.autoFilter = False
        _set_up_print(page, "landscape", 8)
        page.oddFooter.right.text = "&P / &N"
        page.oddFooter.left.text, page.oddFooter.left.size = f"{partner.id} {self._asked.period}", 8
