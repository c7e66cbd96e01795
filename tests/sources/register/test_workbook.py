"""The spreadsheet of a register: nothing is lost on the way out and back, every bad cell is named."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from accord.domain.declaration import Declaration
from accord.domain.period import PartialDate
from accord.domain.register import Register
from accord.errors import InputDataError, OutsideError, Problem
from accord.sources.register.workbook_reading import parse_workbook, read_workbook
from accord.sources.register.workbook_writing import workbook_bytes, write_workbook
from sources.register.registers import LAKE, STAGES, registers

NEW_YEARS_EVE = datetime(2021, 12, 31)  # noqa: DTZ001  (spreadsheets know no time zones)


def read(content: bytes) -> Register:
    return parse_workbook(content, file="lake.xlsx", stages=STAGES)


def written(register: Register = LAKE) -> bytes:
    return workbook_bytes(register, stages=STAGES)


def changed(sheet: str, change: Callable[[Worksheet], object], register: Register = LAKE) -> bytes:
    """The workbook of a register after someone changed a sheet in a spreadsheet program."""
    book = openpyxl.load_workbook(io.BytesIO(written(register)))
    change(book[sheet])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def put(place: str, value: object, number_format: str = "General") -> Callable[[Worksheet], None]:
    def change(page: Worksheet) -> None:
        page[place].value = value
        page[place].number_format = number_format

    return change


def problems_of(content: bytes) -> tuple[Problem, ...]:
    with pytest.raises(InputDataError) as caught:
        read(content)
    return caught.value.problems


@settings(max_examples=25, deadline=None)
@given(registers())
def test_what_is_written_is_read_back_without_loss(register: Register) -> None:
    assert read(written(register)).without_origins() == register


def test_the_projects_and_lines_of_the_bundled_declaration_go_out_and_come_back(
    sofia_declaration: Declaration,
) -> None:
    register = Register(projects=sofia_declaration.projects, lines=sofia_declaration.lines)
    assert read(written(register)).without_origins() == register.without_origins()


def test_a_row_knows_its_file_sheet_and_row() -> None:
    register = read(written())
    assert (register.lines[1].origin.file, register.lines[1].origin.line) == ("lake.xlsx#lines", 3)


def test_an_empty_register_is_the_template() -> None:
    content = written(Register())
    assert read(content) == Register()
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["notes", "projects", "lines", "stages", "lists"]
    assert [cell.value for cell in book["stages"][1]] == [
        "id",
        "project",
        "stage",
        "date",
        "amount",
        "unit",
        "source",
        "evidence",
        "note",
    ]
    lists = {guide.promptTitle: guide.formula1 for guide in book["stages"].data_validations.dataValidation}
    assert lists["stage"].startswith("lists!")
    assert lists["project"].startswith("projects!")
    column = [row[2].value for row in book["lists"].iter_rows(min_row=1, max_col=5)]
    assert {"membership", "confirmed", "outside"} <= set(column)
    notes = [cell.value for row in book["notes"].iter_rows() for cell in row]
    assert "When, as precise as stated: 2021, 2021-12 or 2021-12-31. Empty if not stated." in notes


def test_an_amount_stays_a_number_where_a_spreadsheet_holds_it_exactly() -> None:
    # A spreadsheet keeps 15 significant digits: 27672000.55 has 10, the other amount has 30.
    page = openpyxl.load_workbook(io.BytesIO(written()))["lines"]
    assert (page["E2"].value, page["E2"].data_type) == (27672000.55, "n")
    assert (page["E3"].value, page["E3"].data_type) == ("123456789012345678.123456789012", "s")


def test_a_number_is_written_with_its_own_digits() -> None:
    # The nearest binary number to 9.95 is shown as 9.949999999999999 by sixteen digits.
    with zipfile.ZipFile(io.BytesIO(written())) as archive:
        assert b"<v>9.95</v>" in archive.read("xl/worksheets/sheet4.xml")


def test_no_text_becomes_a_formula() -> None:
    page = openpyxl.load_workbook(io.BytesIO(written()))["projects"]
    assert (page["B3"].value, page["B3"].data_type, page["B3"].quotePrefix) == (
        "=1+1 is not calculated",
        "s",
        True,
    )
    assert (page["K3"].data_type, page["K3"].quotePrefix) == ("s", True)
    assert not page["B2"].quotePrefix


def test_the_same_register_gives_the_same_bytes() -> None:
    assert written() == written()
    with zipfile.ZipFile(io.BytesIO(written())) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert archive.read("docProps/core.xml").count(b"2000-01-01T00:00:00Z") == 2


@pytest.mark.parametrize(
    ("sheet", "place", "value", "problem"),
    [
        ("lines", "E2", "1,105,500", "ACC-355"),
        ("lines", "E2", "€ 5", "ACC-355"),
        ("lines", "E2", -5, "ACC-355"),
        ("lines", "E2", 1234.567890123457, "ACC-355"),
        ("lines", "E2", True, "ACC-355"),
        ("lines", "E2", "=SUM(E3:E9)", "ACC-356"),
        ("lines", "E2", "#REF!", "ACC-356"),
        ("lines", "E2", None, "ACC-359"),
        ("lines", "C2", "Lone", "ACC-355"),
        ("lines", "D2", 2018, "ACC-355"),
        ("lines", "J2", "perhaps", "ACC-355"),
        ("lines", "B2", "N9", "ACC-358"),
        ("lines", "A3", "n1-l1", "ACC-358"),
        ("lines", "A3", "a b", "ACC-358"),
        ("lines", "F2", "Euro", "ACC-358"),
        ("stages", "C2", "aproved", "ACC-355"),
        ("stages", "D2", "Dec 2021", "ACC-355"),
        ("stages", "D2", "2021-13", "ACC-355"),
        ("stages", "D2", 44531.4375, "ACC-355"),
        ("stages", "F3", None, "ACC-358"),
        ("stages", "Z9", "lost", "ACC-354"),
        ("stages", "Z1", "colour", "ACC-354"),
        ("stages", "B1", "stage", "ACC-354"),
        ("projects", "F2", "ALB,,MNE", "ACC-355"),
        ("projects", "C2", "   ", "ACC-359"),
    ],
)
def test_a_bad_cell_is_named(sheet: str, place: str, value: object, problem: str) -> None:
    found = problems_of(changed(sheet, put(place, value)))
    assert problem in {item.id for item in found}
    first = next(item for item in found if item.id == problem)
    assert sheet in first.file
    assert first.line == int(place.lstrip("ABCDEFGHIJKZ"))
    assert first.fix
    if problem in {"ACC-355", "ACC-356"}:
        assert first.field == f"column {place.rstrip('0123456789')}"
        assert first.value == str(value)
        assert first.expected


def test_all_bad_cells_are_named_at_once() -> None:
    def spoil(page: Worksheet) -> None:
        page["C2"].value, page["E2"].value, page["E3"].value = "Lone", "much", "more"

    found = problems_of(changed("lines", spoil))
    assert [(item.line, item.field) for item in found] == [(2, "column C"), (2, "column E"), (3, "column E")]
    assert found[0].fix == "Did you mean `Loan`?"


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        ("2021-12", "@", "2021-12"),
        (2021, "General", "2021"),
        (date(2021, 12, 1), "dd/mm/yyyy", "2021-12-01"),
        (NEW_YEARS_EVE, "yyyy-mm-dd", "2021-12-31"),
    ],
)
def test_a_date_is_as_precise_as_it_was_written(value: object, number_format: str, expected: str) -> None:
    register = read(changed("stages", put("D2", value, number_format)))
    assert register.stages[0].date == PartialDate(expected)


def test_a_month_that_a_program_turned_into_a_day_is_refused() -> None:
    # Typing 2021-12 makes spreadsheet programs store 1 December 2021 and show Dec-21.
    (problem,) = problems_of(changed("stages", put("D2", date(2021, 12, 1), "mmm-yy")))
    assert problem.id == "ACC-355"


def test_a_time_of_day_is_refused() -> None:
    noon = NEW_YEARS_EVE.replace(hour=12)
    (problem,) = problems_of(changed("stages", put("D2", noon, "yyyy-mm-dd hh:mm")))
    assert (problem.id, problem.value) == ("ACC-355", "2021-12-31 12:00:00")


def test_an_empty_cell_is_unknown_and_not_zero() -> None:
    register = read(changed("stages", put("E3", None)))
    assert register.stages[1].amount is None
    zero = read(changed("stages", put("E3", 0)))
    assert zero.stages[1].amount == Decimal(0)


def test_columns_may_change_places_and_empty_rows_are_passed_over() -> None:
    def shuffle(page: Worksheet) -> None:
        page.move_range(f"I1:I{page.max_row}", cols=20)
        page.insert_rows(2, amount=3)

    register = read(changed("stages", shuffle))
    assert register.without_origins() == LAKE
    assert register.stages[0].origin.line == 5


def test_a_missing_column_and_sheet_are_named() -> None:
    (problem,) = problems_of(changed("stages", lambda page: page.delete_cols(4), Register()))
    assert (problem.id, problem.value) == ("ACC-354", "date")
    renamed = problems_of(changed("stages", lambda page: setattr(page, "title", "steps"), Register()))
    assert [(item.id, item.value) for item in renamed] == [("ACC-354", "steps"), ("ACC-354", "stages")]


@pytest.mark.parametrize("text", ["bell \a", "end ", " start", "x" * 40_000, "   "])
def test_a_text_that_a_spreadsheet_would_change_is_refused_when_writing(text: str) -> None:
    project = replace(LAKE.projects[0], note=text)
    with pytest.raises(InputDataError) as caught:
        written(Register(projects=(project,)))
    assert [(item.id, item.row) for item in caught.value.problems] == [("ACC-357", "N1")]


def test_a_register_that_could_not_be_read_back_is_not_written() -> None:
    with pytest.raises(InputDataError) as caught:
        written(Register(lines=LAKE.lines))
    assert {item.id for item in caught.value.problems} == {"ACC-358"}


def bomb() -> bytes:
    """A workbook whose part unpacks to 300 MB."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/a.xml", "w") as part:
        for _ in range(300):
            part.write(bytes(1024 * 1024))
    return buffer.getvalue()


def with_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one of its parts changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written())) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.namelist():
            part = old.read(entry)
            new.writestr(entry, change(part) if entry == name else part)
    return buffer.getvalue()


def test_what_is_no_workbook_is_refused() -> None:
    entity = b'<!DOCTYPE x [<!ENTITY a "b">]>'
    damaged = [
        b"",
        b"id,title\n1,2\n",
        written()[:-200],
        bomb(),
        with_part("xl/worksheets/sheet2.xml", lambda part: entity + part),
        with_part("xl/worksheets/sheet2.xml", lambda part: part[: len(part) // 2]),
        with_part("xl/workbook.xml", lambda part: b"<workbook/>"),
    ]
    assert [problems_of(content)[0].id for content in damaged[:-1]] == ["ACC-353"] * 6
    assert problems_of(damaged[-1])[0].id in {"ACC-353", "ACC-354"}


def test_a_workbook_is_written_to_and_read_from_disk(tmp_path: Path) -> None:
    path = tmp_path / "lake.xlsx"
    write_workbook(LAKE, path, stages=STAGES)
    assert read_workbook(path, stages=STAGES).without_origins() == LAKE
    with pytest.raises(OutsideError):
        read_workbook(tmp_path / "none.xlsx", stages=STAGES)
    with pytest.raises(OutsideError):
        write_workbook(LAKE, tmp_path / "none" / "lake.xlsx", stages=STAGES)
