"""The questionnaire of a half-year follows from the indicators of a declaration."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date

from accord.domain.declaration import Declaration
from accord.domain.indicator import Indicator, Reporting, segment_of
from accord.domain.observed_period import ObservedPeriod
from accord.domain.partner import Partner
from accord.domain.partner_report import Question, Questionnaire
from accord.errors import Problem, UsageError

__all__ = ["half_year", "last_day", "questionnaire", "reporting_partner", "return_by"]

_SCHEME = "seesac"
"""Scheme in which jurisdictions go by the name of their capital."""

_DAYS = {1: (6, 30), 2: (12, 31)}
_RETURN = {1: (8, 31), 2: (2, 28)}


def half_year(text: str) -> ObservedPeriod:
    """Return the half-year that a text names.

    Raises:
        UsageError: It is no half-year such as 2026-H2 (ACC-267).
    """
    try:
        period = ObservedPeriod(text)
    except ValueError:
        period = None
    if period is None or "-H" not in period.text:
        raise UsageError(
            Problem(
                id="ACC-267",
                what="Reports are made for a half-year.",
                field="period",
                value=text,
                expected="a half-year written 2026-H1 or 2026-H2",
                fix="Name one; what is reported once a year is asked with the second half.",
            )
        )
    return period


def last_day(period: ObservedPeriod) -> date:
    """Return the last day of a half-year."""
    return date(period.year, *_DAYS[int(period.text[-1])])


def return_by(period: ObservedPeriod) -> date:
    """Return the day by which the report on a half-year is asked for: two months after its end.

    The rule is that of the template; no declaration sets a day.
    """
    half = int(period.text[-1])
    return date(period.year + half - 1, *_RETURN[half])


def reporting_partner(declaration: Declaration, code: str) -> Partner:
    """Return the partner of an id, or of a capital as SEESAC names jurisdictions.

    Raises:
        UsageError: No partner goes by it (ACC-268).
    """
    for partner in declaration.partners:
        capitals = {row.code.casefold() for row in partner.codes if row.scheme == _SCHEME}
        if code.casefold() in {partner.id.casefold(), *capitals}:
            return partner
    known = ", ".join(partner.id for partner in declaration.partners)
    raise UsageError(
        Problem(
            id="ACC-268",
            what="There is no such partner.",
            field="partner",
            value=code,
            expected=f"one of: {known}; or the capital by which SEESAC names it",
            fix="Correct the code.",
        )
    )


def questionnaire(declaration: Declaration, partner: Partner, period: ObservedPeriod) -> Questionnaire:
    """Return what a partner is asked for a half-year.

    What is reported once a year is asked with the second half, for the whole year. An indicator without
    a segment at that time is not asked, nor is one that somebody else collects.

    Args:
        declaration: The content.
        partner: The partner.
        period: The half-year.

    Raises:
        UsageError: The declaration has nothing to ask for that time (ACC-267).
    """
    asked = tuple(_questions(declaration.indicators, period))
    if not asked:
        raise UsageError(
            Problem(
                id="ACC-267",
                what="Nothing is asked for this half-year.",
                file=declaration.header.id,
                field="period",
                value=period.text,
                expected="indicators with `reporting: half-yearly` or `yearly` and a segment at that time",
                fix="Name another half-year, or state `reporting` in the content.",
            )
        )
    return Questionnaire(
        declaration=declaration.header.id,
        partner=partner,
        period=period,
        questions=asked,
        not_asked=tuple(row for row in declaration.indicators if row.measured_by),
        digest=_digest(asked),
    )


def _questions(indicators: Iterable[Indicator], period: ObservedPeriod) -> Iterator[Question]:
    year = ObservedPeriod(str(period.year))
    periods = {
        Reporting.HALF_YEARLY: period,
        **({Reporting.YEARLY: year} if period.ends == year.ends else {}),
    }
    for indicator in _wholes_first(tuple(indicators)):
        when = periods.get(indicator.reporting)
        if when is None or indicator.measured_by:
            continue
        segment = segment_of(indicator, when, period.text)
        if segment is not None:
            yield Question(indicator=indicator, period=when, segment=segment)


def _wholes_first(indicators: tuple[Indicator, ...]) -> Iterator[Indicator]:
    """Yield each indicator before its parts, else in the order of the content; none is left out."""
    parts: dict[str, list[Indicator]] = {}
    for indicator in indicators:
        parts.setdefault(indicator.part_of, []).append(indicator)
    waiting, seen = parts.get("", [])[::-1], set[str]()
    while waiting:
        whole = waiting.pop()
        seen.add(whole.id)
        yield whole
        waiting += parts.get(whole.id, [])[::-1]
    yield from (indicator for indicator in indicators if indicator.id not in seen)


def _digest(questions: Iterable[Question]) -> str:
    """Return the hash of what decides on the meaning of an answer; wording may be improved."""
    rows = [
        [
            question.id,
            question.period.text,
            question.indicator.unit,
            question.indicator.scale.value,
            question.indicator.part_of,
            *(
                "" if end is None else f"{end:f}"
                for end in (question.segment.lowest, question.segment.highest)
            ),
            *([level.word, f"{level.rank:f}"] for level in question.indicator.levels),
            question.indicator.zero_is_possible,
        ]
        for question in questions
    ]
    return hashlib.sha256(json.dumps(rows, separators=(",", ":")).encode()).hexdigest()
