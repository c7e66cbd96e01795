"""What a partner is asked twice a year, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accord.domain.indicator import Indicator, Level, Scale, Segment
from accord.domain.observation import Absence
from accord.domain.observed_period import ObservedPeriod
from accord.domain.partner import Partner
from accord.domain.period import PartialDate

__all__ = [
    "BREAKDOWN",
    "COUNTED_UNITS",
    "NOT_STATED",
    "Answer",
    "FigureFlag",
    "PartnerReport",
    "Question",
    "Questionnaire",
    "ReportFinding",
]

BREAKDOWN = "_by_"
"""In the id of a part, what stands between the id of the whole and the breakdown: ``killed_by_sex_men``."""

NOT_STATED = "not_stated"
"""End of the id of the part that holds what the record does not say."""

COUNTED_UNITS = frozenset(
    {
        *("cases", "detections", "documents", "firearms", "groups", "incidents", "operations", "persons"),
        *("rounds", "seizures", "sites", "victims", "yes or no"),
    }
)
"""Units of which only whole ones exist; a broken number of any other unit is not asked about."""


class FigureFlag(StrEnum):
    """What a reporter says of how firm a figure is; none for a final one.

    The three follow the SDMX code list of observation status: P, E and B.
    """

    PROVISIONAL = "provisional"
    ESTIMATED = "estimated"
    BREAK = "break in series"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One row of the questionnaire: an indicator and the time for which it is asked.

    Attributes:
        indicator: The indicator.
        period: The half-year, or the year that ends with it.
        segment: The segment of the indicator in which the answer lies; it bounds the value.
    """

    indicator: Indicator
    period: ObservedPeriod
    segment: Segment

    @property
    def id(self) -> str:
        """Id of the row: that of the indicator."""
        return self.indicator.id

    @property
    def is_ordinal(self) -> bool:
        """Whether it is answered by a word."""
        return self.indicator.scale is Scale.ORDINAL

    @property
    def is_counted(self) -> bool:
        """Whether the answer is a whole number."""
        return self.indicator.unit in COUNTED_UNITS

    @property
    def breakdown(self) -> str:
        """Breakdown of the whole to which this part belongs, e.g. ``sex``; empty if it is no such part."""
        whole = f"{self.indicator.part_of}{BREAKDOWN}"
        if not self.indicator.part_of or not self.id.startswith(whole):
            return ""
        return self.id.removeprefix(whole).partition("_")[0]

    @property
    def is_not_stated(self) -> bool:
        """Whether it is the part that holds what the record does not say."""
        return self.breakdown != "" and self.id.endswith(f"_{NOT_STATED}")

    def level_of(self, word: str) -> Level | None:
        """Return the level that a word names; None if there is none."""
        return next((level for level in self.indicator.levels if level.word == word), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """Everything that a partner is asked for a half-year.

    Attributes:
        declaration: Id of the declaration.
        partner: The partner.
        period: The half-year.
        questions: The rows, wholes before their parts.
        not_asked: Indicators that somebody else collects.
        digest: Hash of the rows (ids, periods, units, bounds, words), whatever the snapshot or partner.
    """

    declaration: str
    partner: Partner
    period: ObservedPeriod
    questions: tuple[Question, ...]
    not_asked: tuple[Indicator, ...]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer; an answer with neither value nor absence was left empty.

    Attributes:
        question: What was asked.
        value: The number, or the rank of the word; None if there is none.
        absence: Why there is none, or ``zero``; None for an answer that was left empty.
        word: The status word of an ordinal question; empty for numbers.
        std_error: Standard error in the unit of the value.
        lower: Lower end of the interval.
        upper: Upper end of the interval.
        level: Share that the interval holds, e.g. 0.95.
        flag: How firm the figure is; None if final.
        note: What the reporter adds.
        source: Where the reporter has the figure from.
        place: Cell or line in which the answer stands.
    """

    question: Question
    value: Decimal | None = None
    absence: Absence | None = None
    word: str = ""
    std_error: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    level: Decimal | None = None
    flag: FigureFlag | None = None
    note: str = ""
    source: str = ""
    place: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered."""
        return self.value is None and self.absence is None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerReport:
    """The answers of a partner for a half-year.

    Attributes:
        questionnaire: What was asked.
        date: Day of the report; its vintage.
        institution: Who reports; an office, never a person.
        answers: One answer to each question, in the order of the questions.
        file: Name of the file.
        sha256: Hash of its bytes, hexadecimal.
        tolerated: What differs from the template and was read all the same, in plain words.
    """

    questionnaire: Questionnaire
    date: PartialDate
    answers: tuple[Answer, ...]
    institution: str = ""
    file: str = ""
    sha256: str = ""
    tolerated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFinding:
    """A question to the reporter, or a remark; never an error.

    Attributes:
        kind: What kind of finding: a short word.
        indicator: Id of the indicator; empty for the report as a whole.
        text: The finding in plain words, with the values and places on which it rests.
        is_question: Whether the reporter should look again; False for a remark.
    """

    kind: str
    indicator: str
    text: str
    is_question: bool = True
