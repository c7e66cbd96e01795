"""Merged cells: refused where they hide a value, left alone where they are a title or a note."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from accord.errors import InputDataError
from accord.sources.appraisal.workbooks import marked_workbook
from accord.sources.register.workbook_merges import RowSheet
from accord.sources.register.workbook_opening import open_workbook

FLOWS = RowSheet(name="flows")
KEYS = RowSheet(name="flows", columns=2, has_titles=True)
BELOW_TITLES = RowSheet(name="flows", first_row=3, last_row=9, has_titles=True)


def book(*merged: str, sheet: str = "flows") -> bytes:
    made, file = Workbook(), io.BytesIO()
    made.active.title = "Read me"
    for name in ("project", "flows"):
        page = made.create_sheet(name)
        page.append(("id", "title", 2020, 2021, 2022))
        page.append(("works", "Works", 100, None, None))
    for cells in merged:
        made[sheet].merge_cells(cells)
    made.save(file)
    return file.getvalue()


def refusal(content: bytes, sheet: RowSheet = FLOWS) -> str:
    with pytest.raises(InputDataError) as refused:
        open_workbook(content, "hill.xlsx", row_sheets=[sheet])
    return str(refused.value)


def test_an_amount_merged_over_three_years_is_refused_with_file_sheet_and_range() -> None:
    said = refusal(book("C2:E2"))
    assert "ACC-990  hill.xlsx, sheet flows: Cells are merged" in said
    assert "merged: C2:E2" in said
    assert "write a value into each cell" in said


def test_of_many_merges_five_are_listed_and_the_others_counted() -> None:
    said = refusal(book(*(f"C{row}:E{row}" for row in range(2, 10))))
    assert "C2:E2, C3:E3, C4:E4, C5:E5, C6:E6 and 3 more" in said


@pytest.mark.parametrize(
    ("cells", "sheet"),
    [
        ("A2:A4", FLOWS),  # a name over three lines
        ("C1:E1", FLOWS),  # a heading over three columns
        ("B4:B6", KEYS),  # a value over three keys
        ("A4:A6", KEYS),
        ("C4:D4", BELOW_TITLES),
        ("A4:A5", BELOW_TITLES),
        ("C2:C3", BELOW_TITLES),  # a heading that reaches into the rows
        ("C9:C11", BELOW_TITLES),
    ],
)
def test_merges_that_hide_a_cell_are_refused(cells: str, sheet: RowSheet) -> None:
    assert "ACC-990" in refusal(book(cells), sheet)


@pytest.mark.parametrize(
    ("cells", "sheet"),
    [
        ("A4:C4", KEYS),  # a title between keys
        ("B4:C4", KEYS),  # a value over the notes beside it
        ("C4:D9", KEYS),  # notes
        ("A1:E1", BELOW_TITLES),
        ("A1:A2", BELOW_TITLES),
        ("A8:E8", BELOW_TITLES),  # a note below the rows
        ("C10:E12", BELOW_TITLES),
    ],
)
def test_merges_that_lose_nothing_are_no_matter(cells: str, sheet: RowSheet) -> None:
    open_workbook(book(cells), "hill.xlsx", row_sheets=[sheet]).close()


def test_prose_may_be_merged_and_an_appraisal_may_not() -> None:
    open_workbook(book("A1:F9", sheet="Read me"), "hill.xlsx", row_sheets=[FLOWS]).close()
    with pytest.raises(InputDataError, match=r"ACC-990  hill\.xlsx, sheet flows"):
        marked_workbook(book("C2:E2"), file="hill.xlsx")


def test_a_range_over_a_whole_sheet_is_answered_at_once_and_a_broken_one_is_refused() -> None:
    assert "A1:XFD1048576" in refusal(rewritten(b"A1:XFD1048576"))
    assert "ACC-353" in refusal(rewritten(b"over there"))


def rewritten(cells: bytes) -> bytes:
    """A workbook with another range than C2:E2, as no program would write it."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book("C2:E2"))) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ref="C2:E2"', b'ref="' + cells + b'"'))
    return file.getvalue()
