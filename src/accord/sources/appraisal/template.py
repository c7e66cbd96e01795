"""An empty workbook for an appraisal, to be filled in: sheets, headings, words to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]
from openpyxl.worksheet.datavalidation import DataValidation  # type: ignore[import-untyped]

from accord.sources.appraisal.template_layout import EXPLAINED, PROJECT_KEYS, SHEETS
from accord.sources.appraisal.workbooks import READ_ME
from accord.sources.register.workbook_library import NewPage
from accord.sources.register.workbook_saving import saved_bytes

__all__ = ["appraisal_template"]

_HEAD = PatternFill("solid", fgColor="DCE6F2")
_TEXT = Alignment(vertical="top", wrap_text=True)
_ROWS = 500
_WIDTHS = {"title": 34, "source": 34, "counterfactual": 44, "lines": 28, "note": 34}


def appraisal_template(years: Sequence[int], values: Sequence[tuple[str, str]] = ()) -> bytes:
    """Return the workbook; the same years and values give the same bytes.

    Args:
        years: Years above the columns of amounts.
        values: Id and words of each parameter that comes with Accord, listed on the sheet that is read first.
    """
    workbook = Workbook()
    workbook.remove(workbook.active)
    workbook.properties.creator = "Accord"
    texts = [*EXPLAINED, *((f"Sheet {name}", sheet.text) for name, sheet in SHEETS.items())]
    if values:
        texts += [("Values", "They come with Accord and are used by their id, without a row here."), *values]
    _write_rows(workbook.create_sheet(READ_ME), texts, (24, 100))
    project = workbook.create_sheet("project")
    rows = [("key", "value", "meaning"), *((key, "", text) for key, _, text in PROJECT_KEYS)]
    _write_rows(project, rows, (26, 44, 70))
    _head(project, 3)
    for row, (_, words, _) in enumerate(PROJECT_KEYS, start=2):
        _choose(project, words, f"B{row}")
    for name, sheet in SHEETS.items():
        headings = [*sheet.columns, *(years if sheet.has_years else ())]
        _write_table(workbook.create_sheet(name), headings, sheet.choices)
    return saved_bytes(workbook)


def _write_rows(page: NewPage, rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
    for row, texts in enumerate(rows, start=1):
        for column, text in enumerate(texts, start=1):
            if text:
                cell = page.cell(row=row, column=column, value=text)
                cell.font, cell.alignment = Font(bold=column == 1), _TEXT
    for column, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(column)].width = width


def _write_table(page: NewPage, headings: Sequence[object], choices: Mapping[str, tuple[str, ...]]) -> None:
    for column, heading in enumerate(headings, start=1):
        page.cell(row=1, column=column, value=heading)
        letter = get_column_letter(column)
        page.column_dimensions[letter].width = (
            10 if isinstance(heading, int) else _WIDTHS.get(str(heading), 14)
        )
        _choose(page, choices.get(str(heading), ()), f"{letter}2:{letter}{_ROWS}")
    _head(page, len(headings))
    page.freeze_panes = "B2"


def _head(page: NewPage, columns: int) -> None:
    for column in range(1, columns + 1):
        cell: object = page.cell(row=1, column=column)
        cell.font, cell.fill = Font(bold=True), _HEAD  # type: ignore[attr-defined]


def _choose(page: NewPage, words: Sequence[str], cells: str) -> None:
    if words:
        rule = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
        rule.error = "Choose a word of the list."
        rule.add(cells)
        page.add_data_validation(rule)
