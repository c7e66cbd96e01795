"""The workbook: what a person sees, what the program refuses while typing, and what is refused on reading."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from accord.errors import InputDataError
from accord.sources.reporting_template.workbook_given import parse_workbook_form
from made_up_reports import questionnaire, report
from sources.reporting_template.forms import (
    COLUMNS,
    as_workbook,
    cell_of,
    changed,
    problems_of,
    read_workbook,
)

NEW_YEAR = datetime(2027, 1, 31)  # noqa: DTZ001  (spreadsheets know no time zones)


@pytest.fixture(scope="module")
def book() -> Any:
    return openpyxl.load_workbook(io.BytesIO(as_workbook()))


def rules_of(book: Any, cell: str) -> list[tuple[str, str, str | None]]:
    return [
        (rule.type, rule.formula1, rule.formula2)
        for rule in book["Report"].data_validations.dataValidation
        if cell in rule.cells
    ]


def put(name: str, heading: str, value: object, number_format: str = "General") -> Callable[[Any], None]:
    def change(page: Any) -> None:
        cell = cell_of(page, name, heading)
        cell.value, cell.number_format = value, number_format

    return change


def test_the_sheets_are_there_and_the_metadata_is_hidden(book: Any) -> None:
    assert {page.title: page.sheet_state for page in book} == {
        "Read me": "visible",
        "Report": "visible",
        "Code lists": "visible",
        "Metadata": "hidden",
    }
    assert [cell.value for cell in book["Metadata"]["A"]][1:] == [
        "report.template",
        "report.declaration",
        "report.questions",
        "report.partner",
        "report.period",
    ]


def test_only_cells_to_be_filled_in_are_unlocked_and_no_password_is_set(book: Any) -> None:
    assert all(page.protection.sheet and page.protection.password is None for page in book)
    page = book["Report"]
    is_open = {
        (page.cell(cell.row, 1).value, COLUMNS[cell.column - 1])
        for row in page.iter_rows(min_row=2)
        for cell in row
        if not cell.protection.locked
    }
    said = {"absence", "flag", "note", "source of the figure"}
    number = said | {"value", "standard error", "lower", "upper", "level"}
    expected = {("report.date", "value"), ("report.institution", "value")}
    expected |= {("repairs", heading) for heading in said | {"status word"}}
    expected |= {(row.id, heading) for row in questionnaire().questions[1:] for heading in number}
    assert is_open == expected


def test_typing_is_checked_by_the_program(book: Any) -> None:
    page = book["Report"]

    def at(name: str, heading: str) -> list[tuple[str, str, str | None]]:
        return rules_of(book, cell_of(page, name, heading).coordinate)

    assert at("drowned", "value") == [("whole", "0", "1000000000000000")]
    assert at("lit", "value") == [("decimal", "0", "100")]
    assert at("tide", "value") == [("decimal", "-1000000000000000", "1000000000000000")]
    assert at("lit", "level") == [("decimal", "0", "1")]
    assert at("lit", "absence") == [("list", "'Code lists'!$A$2:$A$6", None)]
    assert at("repairs", "flag") == [("list", "'Code lists'!$C$2:$C$4", None)]
    assert at("repairs", "status word") == [("list", "'Code lists'!$E$2:$E$4", None)]
    assert at("report.date", "value") == [("date", "DATE(2026,13,1)", None)]
    assert at("repairs", "value") == []


def test_hints_and_messages_keep_to_the_lengths_that_programs_open(book: Any) -> None:
    """Excel takes a file for damaged if a title has more than 32 signs or a text more than 255."""
    for rule in book["Report"].data_validations.dataValidation:
        assert len(rule.promptTitle) <= 32
        assert len(rule.errorTitle) <= 32
        assert max(len(rule.prompt), len(rule.error)) <= 225


def test_the_lists_of_words_are_those_that_the_rules_name(book: Any) -> None:
    page = book["Code lists"]
    assert [cell.value for cell in page["A"]] == [
        *("absence", "missing", "not reported", "suppressed", "not applicable", "zero")
    ]
    assert [cell.value for cell in page["E"]][:4] == ["status word 1", "not begun", "under way", "done"]


def test_the_page_to_read_first_carries_name_footnote_day_and_what_is_not_asked(book: Any) -> None:
    said = "\n".join(str(row[1].value) for row in book["Read me"].iter_rows() if row[1].value)
    for text in (
        "Lakeland*, 2026-H2",
        "* A footnote that goes wherever the name goes.",
        "By 2027-02-28",
        "Missing, not reported, suppressed, not applicable and zero are five different things.",
        "gulls. Collected by: The gull office.",
    ):
        assert text in said


def test_headings_stay_in_sight_and_the_sheet_is_printed_on_the_width_of_a_page(book: Any) -> None:
    page = book["Report"]
    assert (page.freeze_panes, page.print_title_rows) == ("C2", "$1:$1")
    assert (page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (
        "landscape",
        1,
        0,
    )
    assert page.sheet_properties.pageSetUpPr.fitToPage


def test_numbers_dates_and_texts_typed_by_people_are_read() -> None:
    def fill(page: Any) -> None:
        put("report.date", "value", NEW_YEAR, "yyyy-mm-dd")(page)
        put("drowned", "value", 12)(page)
        put("lit", "value", "80.5", "@")(page)
        put("lit", "note", 2026)(page)
        put("lit", "level", 0.95, "0%")(page)
        put("lit", "lower", 80.25)(page)
        put("lit", "upper", 81)(page)

    made = read_workbook(changed(fill))
    assert made.date.text == "2027-01-31"
    assert [str(row.value) for row in made.answers if row.value is not None] == ["12", "80.5"]
    assert (str(made.answers[5].level), str(made.answers[5].lower), made.answers[5].note) == (
        "0.95",
        "80.25",
        "2026",
    )


@pytest.mark.parametrize(
    ("value", "number_format", "error"),
    [
        ("=1+2", "General", "ACC-683"),
        ("#DIV/0!", "General", "ACC-683"),
        (0.12, "0%", "ACC-677"),
        (0.1234567890123456, "General", "ACC-677"),
        (True, "General", "ACC-677"),
        (NEW_YEAR, "yyyy-mm-dd", "ACC-677"),
        ("12,5", "@", "ACC-677"),
        (-1, "General", "ACC-680"),
    ],
)
def test_a_cell_that_is_no_plain_number_is_refused_with_its_place(
    value: object, number_format: str, error: str
) -> None:
    (problem,) = problems_of(read_workbook, changed(put("drowned", "value", value, number_format)))
    assert (problem.id, problem.file, problem.line, problem.field) == (
        error,
        "lake.xlsx",
        5,
        "sheet Report, cell G5",
    )
    assert problem.row == "drowned"


def test_a_value_below_no_heading_is_refused() -> None:
    def write_beside(page: Any) -> None:
        page["Q5"].value = "see letter"

    (problem,) = problems_of(read_workbook, changed(write_beside))
    assert (problem.id, problem.field, problem.value) == ("ACC-672", "sheet Report, cell Q5", "see letter")


def test_a_changed_heading_is_refused() -> None:
    def rename(page: Any) -> None:
        page["G1"].value = "number"

    (problem,) = problems_of(read_workbook, changed(rename))
    assert problem.id == "ACC-672"
    assert problem.value == "number (column G), value (missing)"


def test_another_sheet_is_named_and_not_read() -> None:
    def add(page: Any) -> None:
        page.parent.create_sheet("Scratch")["A1"] = 1

    assert read_workbook(changed(add)).tolerated == (
        "The sheet `Scratch` is not part of the form and was not read.",
    )


def test_a_workbook_without_its_metadata_is_no_form() -> None:
    def remove(page: Any) -> None:
        del page.parent["Metadata"]

    assert [row.id for row in problems_of(read_workbook, changed(remove))] == ["ACC-670"]


def test_bytes_that_are_no_workbook_are_refused() -> None:
    with pytest.raises(InputDataError, match="ACC-353"):
        parse_workbook_form(b"PK\x03\x04 not a workbook", file="lake.xlsx")


def test_a_text_that_no_spreadsheet_holds_is_refused_on_writing() -> None:
    made = report(drowned=4)
    answers = (replace(made.answers[0], note="bell \x07"), *made.answers[1:])
    with pytest.raises(InputDataError, match="ACC-684"):
        as_workbook(replace(made, answers=answers))
