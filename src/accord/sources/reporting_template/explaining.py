"""What the form says of itself: the page to read first, and the lists of words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accord.domain.indicator import Level
from accord.domain.observation import Absence
from accord.domain.partner_report import FigureFlag, Question, Questionnaire

__all__ = ["CodeList", "code_lists", "introduction", "status_list"]

_ABSENCES = {
    Absence.MISSING: "There is no value, and nobody knows why.",
    Absence.NOT_REPORTED: "The office that should have given it did not.",
    Absence.SUPPRESSED: "The value is known and withheld, as for few cases.",
    Absence.NOT_APPLICABLE: "The question does not arise.",
    Absence.ZERO: "It was counted, and there were none: a value, not an absence.",
}
_FLAGS = {
    FigureFlag.PROVISIONAL: "The figure will be revised.",
    FigureFlag.ESTIMATED: "The figure was estimated, not counted.",
    FigureFlag.BREAK: "It was counted in another way than the one before; say in the note how.",
}

_WHAT = (
    "What is reported once a year is asked with the second half-year, for the whole year; the column `period`"
    " says which."
)
_WHO = (
    "The office that co-ordinates the reports of the partner, with figures from the authorities that collect"
    " them. No names of persons, no single cases."
)
_WHEN = (
    "The rule is that of this form; the declaration sets no day. A later report replaces nothing: both are"
    " kept, by their dates."
)
_HOW = (
    "Fill in the date of the report, then one row after the other: a number below `value`, or a word below"
    " `status word`, or a reason below `absence`. Numbers are plain digits with a point before decimals, with"
    " nothing between thousands, no unit and no formula. Add no rows and no columns."
)
_NO_VALUE = (
    "Missing, not reported, suppressed, not applicable and zero are five different things. Zero is a value:"
    " write 0. For the other four choose the word and leave the value empty. A row that is left empty"
    " altogether is read as missing."
)
_PARTS = (
    "Parts need not add up to their whole: what the record does not say is `not stated`. Never spread it over"
    " the other parts, and never leave it out of the whole."
)
_DOUBT = (
    "If a figure is an estimate, give its standard error, or the lower and upper end of its interval with the"
    " share that it holds (0.95), and choose the flag `estimated`."
)
_STATUS = "The words and their meaning stand in the list of codes. They are those of the form."


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeList:
    """The words among which a cell chooses.

    Attributes:
        name: Name of the list.
        words: Each word with its meaning.
    """

    name: str
    words: tuple[tuple[str, str], ...]


def code_lists(asked: Questionnaire) -> tuple[CodeList, ...]:
    """Return the lists of words: reasons for no value, flags, and one list for each scale of words."""
    scales: dict[tuple[Level, ...], None] = {}
    for question in asked.questions:
        if question.is_ordinal:
            scales.setdefault(question.indicator.levels)
    return (
        CodeList(name="absence", words=tuple((word.value, text) for word, text in _ABSENCES.items())),
        CodeList(name="flag", words=tuple((word.value, text) for word, text in _FLAGS.items())),
        *(_scale(number, levels) for number, levels in enumerate(scales, 1)),
    )


def status_list(question: Question, lists: tuple[CodeList, ...]) -> CodeList:
    """Return the list from which the status word of a question is chosen."""
    words = tuple((level.word, level.meaning) for level in question.indicator.levels)
    return next(each for each in lists if each.words == words)


def _scale(number: int, levels: tuple[Level, ...]) -> CodeList:
    return CodeList(
        name=f"status word {number}", words=tuple((level.word, level.meaning) for level in levels)
    )


def introduction(asked: Questionnaire, *, named_on: date, return_by: date) -> tuple[tuple[str, str], ...]:
    """Return the page to read first: headings and texts.

    Args:
        asked: The questionnaire.
        named_on: Day whose official name of the partner is used.
        return_by: Day by which the report is asked for.
    """
    partner = asked.partner
    when = f"By {return_by.isoformat()}, two months after the half-year. {_WHEN}"
    what = f"{len(asked.questions)} rows: indicators and their parts. {_WHAT}"
    return (
        ("Report", f"{partner.name_on(named_on)}, {asked.period}"),
        *([("", partner.footnote)] if partner.footnote else []),
        ("What", what),
        ("Who", _WHO),
        ("When", when),
        ("How", _HOW),
        ("No value", _NO_VALUE),
        ("Parts", _PARTS),
        ("Doubt", _DOUBT),
        ("Status words", _STATUS),
        *(("Not asked", f"{row.label}. Collected by: {row.measured_by}.") for row in asked.not_asked),
    )
