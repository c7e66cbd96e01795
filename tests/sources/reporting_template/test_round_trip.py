"""What is filled in is read back without loss, from a workbook and from CSV, and both say the same."""

from __future__ import annotations

from hypothesis import given, settings

from accord.domain.partner_report import PartnerReport
from accord.sources.reporting_template.csv_writing import csv_folder, csv_form
from made_up_reports import questionnaire, report
from sources.reporting_template.forms import (
    as_workbook,
    content_of,
    csv_bytes,
    csv_rows,
    explained,
    read_csv,
    read_workbook,
    reports,
)


@settings(max_examples=60, deadline=None)
@given(reports())
def test_a_csv_form_is_read_back_and_written_again_the_same(made: PartnerReport) -> None:
    content = csv_form(questionnaire(), made)
    back = read_csv(content)
    assert content_of(back) == content_of(made)
    assert csv_form(questionnaire(), back) == content


@settings(max_examples=25, deadline=None)
@given(reports())
def test_a_workbook_is_read_back_and_written_again_the_same(made: PartnerReport) -> None:
    back = read_workbook(as_workbook(made))
    assert content_of(back) == content_of(made)
    again = as_workbook(back)
    assert content_of(read_workbook(again)) == content_of(made)
    assert as_workbook(read_workbook(again)) == again


def test_the_workbook_and_the_csv_form_say_the_same() -> None:
    made = report(repairs="done", drowned=0, drowned_by_sex_men="suppressed", lit=90, tide=-3)
    assert content_of(read_workbook(as_workbook(made))) == content_of(
        read_csv(csv_form(questionnaire(), made))
    )


def test_the_same_form_gives_the_same_bytes() -> None:
    made = report(drowned=4)
    assert as_workbook(made) == as_workbook(made)
    assert csv_form(questionnaire(), made) == csv_form(questionnaire(), made)


def test_the_folder_holds_the_form_and_what_explains_it() -> None:
    asked = questionnaire()
    files = csv_folder(asked, explained(asked))
    assert list(files) == ["read_me.csv", "report.csv", "code_lists.csv"]
    assert files["report.csv"] == csv_form(asked)
    assert b"absence,not reported,The office" in files["code_lists.csv"]
    assert b"A footnote that goes wherever the name goes." in files["read_me.csv"]


def test_an_answer_knows_its_cell_or_line_and_the_hash_of_its_file() -> None:
    book = read_workbook(as_workbook(report(drowned=4)))
    assert book.answers[1].place == "sheet Report, cell G5"
    assert len(book.sha256) == 64
    text = read_csv(csv_form(questionnaire(), report(drowned=4)))
    assert text.answers[1].place == "line 10, column value"


def test_a_text_that_looks_like_a_formula_is_written_so_that_no_program_runs_it() -> None:
    made = report(drowned=4)
    note = '=HYPERLINK("x")'
    rows = csv_rows(made)
    next(row for row in rows if row["id"] == "drowned")["note"] = note
    back = read_csv(csv_bytes(rows))
    assert back.answers[1].note == note
    assert f"\"'{note[:5]}".encode() in csv_form(questionnaire(), back)
