"""The rows and columns of the form, the same in a workbook and in CSV."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accord.domain.observation import Absence
from accord.domain.partner_report import Answer, FigureFlag, PartnerReport, Question, Questionnaire

__all__ = [
    "FILLED",
    "HEADINGS",
    "TEMPLATE",
    "Detail",
    "FormRow",
    "Heading",
    "allowed_headings",
    "definition_of",
    "form_rows",
    "metadata",
]

TEMPLATE = "accord-report-1"
"""Name and version of the form; a form of another version is refused."""


class Heading(StrEnum):
    """Headings of the form, in their order."""

    ID = "id"
    INDICATOR = "indicator"
    PART_OF = "part of"
    UNIT = "unit"
    PERIOD = "period"
    DEFINITION = "definition"
    VALUE = "value"
    ABSENCE = "absence"
    WORD = "status word"
    FLAG = "flag"
    STD_ERROR = "standard error"
    LOWER = "lower"
    UPPER = "upper"
    LEVEL = "level"
    NOTE = "note"
    SOURCE = "source of the figure"


HEADINGS = tuple(Heading)
"""All headings."""

FILLED = HEADINGS[HEADINGS.index(Heading.VALUE) :]
"""Headings below which the partner writes."""


class Detail(StrEnum):
    """Rows of the form that are no question: what the form is, and what is said of the report as a whole."""

    TEMPLATE = "report.template"
    DECLARATION = "report.declaration"
    QUESTIONS = "report.questions"
    PARTNER = "report.partner"
    PERIOD = "report.period"
    DATE = "report.date"
    INSTITUTION = "report.institution"

    @property
    def is_filled_in(self) -> bool:
        """Whether the partner writes it."""
        return self in {Detail.DATE, Detail.INSTITUTION}


_SAID = {
    Detail.TEMPLATE: ("Form", "Name and version of this form. Leave it as it is."),
    Detail.DECLARATION: ("Declaration", "Leave it as it is."),
    Detail.QUESTIONS: ("Questions", "Hash of the list of questions. Leave it as it is."),
    Detail.PARTNER: ("Partner", "Leave it as it is."),
    Detail.PERIOD: ("Half-year", "Leave it as it is."),
    Detail.DATE: (
        "Date of this report",
        "The day on which the report is made, written 2027-01-31. Required.",
    ),
    Detail.INSTITUTION: ("Institution", "The office that reports; no names of persons."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """One row of the form.

    Attributes:
        id: Id of the question or detail.
        fixed: What the form says, by heading.
        filled: What stands in the cells to be filled in, by heading; nothing for an empty form.
        question: The question; None for a detail.
    """

    id: str
    fixed: dict[Heading, str]
    filled: dict[Heading, str | Decimal]
    question: Question | None = None


def metadata(asked: Questionnaire) -> dict[Detail, str]:
    """Return what identifies a form."""
    return {
        Detail.TEMPLATE: TEMPLATE,
        Detail.DECLARATION: asked.declaration,
        Detail.QUESTIONS: asked.digest,
        Detail.PARTNER: asked.partner.id,
        Detail.PERIOD: asked.period.text,
    }


def allowed_headings(question: Question) -> frozenset[Heading]:
    """Return the headings below which a question can be answered: a word, or a number and its doubt."""
    numeric = {Heading.VALUE, Heading.STD_ERROR, Heading.LOWER, Heading.UPPER, Heading.LEVEL}
    return frozenset(FILLED) - (numeric if question.is_ordinal else {Heading.WORD})


def form_rows(asked: Questionnaire, report: PartnerReport | None = None) -> tuple[FormRow, ...]:
    """Return the rows of a form: what it is, what is said of the report, and the questions.

    Args:
        asked: The questionnaire.
        report: The answers, for a form that is filled in already; None for an empty one.
    """
    given = {} if report is None else {answer.question.id: answer for answer in report.answers}
    details: dict[Detail, str] = {
        **metadata(asked),
        Detail.DATE: "" if report is None else report.date.text,
        Detail.INSTITUTION: "" if report is None else report.institution,
    }
    return (
        *(_detail_row(detail, value) for detail, value in details.items()),
        *(_question_row(question, given.get(question.id)) for question in asked.questions),
    )


def definition_of(question: Question) -> str:
    """Return what is asked in words, with the words or the bounds that an answer keeps to."""
    said = [question.indicator.note]
    if question.is_ordinal:
        said.append(f"One of: {', '.join(level.word for level in question.indicator.levels)}.")
    low, high = question.segment.lowest, question.segment.highest
    if not question.is_ordinal and (low is not None or high is not None):
        ends = (
            f"at least {low:f}" if low is not None else "",
            f"at most {high:f}" if high is not None else "",
        )
        said.append(f"The value is {' and '.join(filter(None, ends))}.")
    if not question.indicator.zero_is_possible and not question.is_ordinal:
        said.append("Zero cannot be a true value.")
    return " ".join(filter(None, said))


def _detail_row(detail: Detail, value: str) -> FormRow:
    label, hint = _SAID[detail]
    fixed = {Heading.ID: detail.value, Heading.INDICATOR: label, Heading.DEFINITION: hint}
    return FormRow(id=detail.value, fixed=fixed, filled={Heading.VALUE: value} if value else {})


def _question_row(question: Question, answer: Answer | None) -> FormRow:
    fixed = {
        Heading.ID: question.id,
        Heading.INDICATOR: question.indicator.label,
        Heading.PART_OF: question.indicator.part_of,
        Heading.UNIT: question.indicator.unit,
        Heading.PERIOD: question.period.text,
        Heading.DEFINITION: definition_of(question),
    }
    filled = {} if answer is None else dict(_filled(answer))
    return FormRow(id=question.id, fixed=fixed, filled=filled, question=question)


def _filled(answer: Answer) -> Iterable[tuple[Heading, str | Decimal]]:
    numbers = {
        Heading.VALUE: None if answer.question.is_ordinal else answer.value,
        Heading.STD_ERROR: answer.std_error,
        Heading.LOWER: answer.lower,
        Heading.UPPER: answer.upper,
        Heading.LEVEL: answer.level,
    }
    words: dict[Heading, Absence | FigureFlag | str | None] = {
        Heading.ABSENCE: answer.absence,
        Heading.WORD: answer.word,
        Heading.FLAG: answer.flag,
        Heading.NOTE: answer.note,
        Heading.SOURCE: answer.source,
    }
    yield from ((heading, number) for heading, number in numbers.items() if number is not None)
    yield from ((heading, str(word)) for heading, word in words.items() if word)
