"""Forms as files, filled in and changed as people do it; and reports of any content."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet  # type: ignore[import-untyped]

from accord.domain.observation import Absence
from accord.domain.partner_report import Answer, FigureFlag, PartnerReport, Question, Questionnaire
from accord.domain.period import PartialDate
from accord.errors import InputDataError, Problem
from accord.sources.reporting_template.csv_reading import parse_csv_form
from accord.sources.reporting_template.csv_writing import csv_form
from accord.sources.reporting_template.explaining import introduction
from accord.sources.reporting_template.layout import HEADINGS
from accord.sources.reporting_template.report_reading import parse_report
from accord.sources.reporting_template.workbook_form import REPORT_SHEET, workbook_form
from accord.sources.reporting_template.workbook_given import parse_workbook_form
from made_up_reports import questionnaire

LAST_DAY = date(2026, 12, 31)
COLUMNS = [heading.value for heading in HEADINGS]
Row = dict[str, str]


def explained(asked: Questionnaire) -> tuple[tuple[str, str], ...]:
    return introduction(asked, named_on=LAST_DAY, return_by=date(2027, 2, 28))


def as_workbook(report: PartnerReport | None = None) -> bytes:
    asked = questionnaire()
    return workbook_form(asked, explained(asked), report)


def read_workbook(content: bytes) -> PartnerReport:
    form = parse_workbook_form(content, file="lake.xlsx")
    return parse_report(form, questionnaire(), last_day=LAST_DAY)


def read_csv(content: bytes) -> PartnerReport:
    return parse_report(parse_csv_form(content, file="lake.csv"), questionnaire(), last_day=LAST_DAY)


def csv_rows(report: PartnerReport | None = None) -> list[Row]:
    """Rows of a form with the date filled in, for people to change."""
    text = csv_form(questionnaire(), report).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    next(row for row in rows if row["id"] == "report.date")["value"] = "2027-01-31"
    return rows


def csv_bytes(
    rows: list[Row], *, delimiter: str = ",", end: str = "\n", columns: list[str] = COLUMNS
) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, delimiter=delimiter, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def filled(changes: dict[str, Row], **options: Any) -> bytes:
    """A CSV form with cells filled in, by id of the row and heading."""
    rows = csv_rows()
    for row in rows:
        row.update(changes.get(row["id"], {}))
    assert changes.keys() <= {row["id"] for row in rows}
    return csv_bytes(rows, **options)


def changed(change: Callable[[Worksheet], object], *, sheet: str = REPORT_SHEET) -> bytes:
    """An empty workbook with a date, after someone changed a sheet in a spreadsheet program."""
    book = openpyxl.load_workbook(io.BytesIO(as_workbook()))
    book[REPORT_SHEET]["G2"].value = "2027-01-31"
    change(book[sheet])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def cell_of(page: Worksheet, name: str, heading: str) -> Any:
    """The cell of a row and a column."""
    row = next(number for number in range(1, page.max_row + 1) if page.cell(number, 1).value == name)
    return page.cell(row, COLUMNS.index(heading) + 1)


def problems_of(read: Callable[[bytes], PartnerReport], content: bytes) -> list[Problem]:
    with pytest.raises(InputDataError) as caught:
        read(content)
    for problem in caught.value.problems:
        assert problem.file, problem
        assert problem.expected, problem
        assert problem.fix, problem
    return list(caught.value.problems)


def content_of(report: PartnerReport) -> PartnerReport:
    """A report without the file and the places in which it stood."""
    answers = tuple(replace(answer, place="") for answer in report.answers)
    return replace(report, answers=answers, file="", sha256="", tolerated=())


TEXTS = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_characters="\x7f")
    | st.sampled_from("=+-@'\n\",;"),
    max_size=30,
).map(str.strip)
NUMBERS = st.decimals(min_value=0, max_value=10**9, places=4)


def answers_to(question: Question) -> st.SearchStrategy[Answer]:
    """Any answer that fits a question."""
    said = st.fixed_dictionaries(
        {"note": TEXTS, "source": TEXTS, "flag": st.none() | st.sampled_from(FigureFlag)}
    )
    absences = st.none() | st.sampled_from([word for word in Absence if word is not Absence.ZERO])
    absent = absences.map(lambda word: Answer(question=question, absence=word))
    if question.is_ordinal:
        levels = st.sampled_from(question.indicator.levels)
        known = levels.map(lambda level: Answer(question=question, value=level.rank, word=level.word))
    else:
        known = st.builds(_number, st.just(question), NUMBERS, NUMBERS, NUMBERS)
    return st.builds(lambda answer, more: replace(answer, **more), absent | known, said)


def _number(question: Question, value: Decimal, one: Decimal, two: Decimal) -> Answer:
    if question.indicator.unit == "percent":
        value = value % 100 + Decimal("0.5")
        value = min(value, Decimal(100))
    return Answer(
        question=question,
        value=value,
        absence=Absence.ZERO if value == 0 else None,
        std_error=one,
        lower=min(one, two),
        upper=max(one, two),
        level=Decimal("0.95"),
    )


def reports() -> st.SearchStrategy[PartnerReport]:
    """Any report on the questionnaire."""
    asked = questionnaire()
    answers = st.tuples(*(answers_to(question) for question in asked.questions))
    days = st.dates(min_value=date(2027, 1, 1), max_value=date(2090, 1, 1))
    return st.builds(
        lambda day, given, office: PartnerReport(
            questionnaire=asked, date=PartialDate(day.isoformat()), answers=given, institution=office
        ),
        days,
        answers,
        TEXTS,
    )
