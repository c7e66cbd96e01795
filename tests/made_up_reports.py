"""An invented questionnaire of two harbours, and reports on it: no name, number or rule is real."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from accord.domain.commitment import Direction
from accord.domain.evidence import Evidence
from accord.domain.indicator import Indicator, Level, Reporting, Scale, Segment
from accord.domain.observation import Absence
from accord.domain.observed_period import ObservedPeriod
from accord.domain.partner import Partner, PartnerCode, PartnerName, Tile
from accord.domain.partner_report import Answer, PartnerReport, Question, Questionnaire
from accord.domain.period import PartialDate

LEVELS = (
    Level(word="not begun", rank=Decimal(1), meaning="Nothing was done."),
    Level(word="under way", rank=Decimal(2), meaning="Something was done."),
    Level(word="done", rank=Decimal(3), meaning="All was done."),
)
LAKELAND = Partner(
    id="LAK",
    names=(PartnerName(label="Lakeland*"),),
    codes=(PartnerCode(scheme="seesac", code="Harbourtown", evidence=Evidence.SEEN),),
    tile=Tile(column=0, row=0),
    source="atlas",
    evidence=Evidence.SEEN,
    footnote="* A footnote that goes wherever the name goes.",
)


def indicator(name: str, unit: str = "persons", **changes: Any) -> Indicator:
    """An indicator that is reported twice a year."""
    highest = Decimal(100) if unit == "percent" else None
    segment = Segment(id="always", direction=Direction.LOWER, lowest=Decimal(0), highest=highest)
    given: dict[str, Any] = {
        "id": name,
        "label": name.replace("_", " "),
        "unit": unit,
        "scale": Scale.RATIO,
        "segments": (segment,),
        "source": "atlas",
        "evidence": Evidence.SEEN,
        "reporting": Reporting.HALF_YEARLY,
        "note": f"Count {name}.",
    }
    return Indicator(**(given | changes))


REPAIRS = indicator("repairs", "status", scale=Scale.ORDINAL, levels=LEVELS, zero_is_possible=False)
DROWNED = indicator("drowned")
SEXES = tuple(
    indicator(f"drowned_by_sex_{part}", part_of="drowned") for part in ("men", "women", "not_stated")
)
LIT = indicator("lit", "percent", reporting=Reporting.YEARLY, zero_is_possible=False)
TIDE = indicator("tide", "metres", segments=(Segment(id="always"),), scale=Scale.INTERVAL)
ASKED = (REPAIRS, DROWNED, *SEXES, LIT, TIDE)


def questionnaire(period: str = "2026-H2", indicators: tuple[Indicator, ...] = ASKED) -> Questionnaire:
    """What Lakeland is asked."""
    year = ObservedPeriod(period[:4])
    questions = tuple(
        Question(
            indicator=row,
            period=year if row.reporting is Reporting.YEARLY else ObservedPeriod(period),
            segment=row.segments[0],
        )
        for row in indicators
    )
    return Questionnaire(
        declaration="lake_pact",
        partner=LAKELAND,
        period=ObservedPeriod(period),
        questions=questions,
        not_asked=(indicator("gulls", measured_by="The gull office"),),
        digest="0" * 64,
    )


def report(asked: Questionnaire | None = None, **values: int | str | None) -> PartnerReport:
    """A report with numbers, status words and absences by indicator; the others are left empty."""
    asked = asked or questionnaire()
    return PartnerReport(
        questionnaire=asked,
        date=PartialDate(f"{asked.period.year + 1}-01-31"),
        institution="Harbour office",
        answers=tuple(_answer(question, values.get(question.id)) for question in asked.questions),
        file="lake.xlsx",
        sha256="1" * 64,
    )


def _answer(question: Question, said: int | str | None) -> Answer:
    place = f"sheet Report, cell of {question.id}"
    if said is None:
        return Answer(question=question, place=place)
    level = question.level_of(str(said))
    if level is not None:
        return Answer(question=question, value=level.rank, word=level.word, place=place)
    if isinstance(said, str):
        return Answer(question=question, absence=Absence(said), place=place)
    absence = Absence.ZERO if said == 0 else None
    return Answer(question=question, value=Decimal(said), absence=absence, place=place)
