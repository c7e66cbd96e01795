"""The answers of reports become observations; an edition holds what was reported up to its day."""

from __future__ import annotations

from collections.abc import Iterable

from accord.domain.indicator import segment_of
from accord.domain.observation import Absence, Observation
from accord.domain.partner_report import Answer, PartnerReport
from accord.errors import InputDataError, Problem

__all__ = ["edition_observations", "report_observations", "report_source"]


def report_source(partner: str) -> str:
    """Return the id of the source under which the reports of a partner are kept."""
    return f"report-{partner.lower()}"


def edition_observations(reports: Iterable[PartnerReport]) -> tuple[Observation, ...]:
    """Return the observations of several reports, by partner and edition.

    The day of each report makes an edition, which holds the latest answers on every half-year up to that
    day: so half-years form a series within one edition, and what was known earlier stays in the earlier
    one. A carried answer says from which report it is; its place is in the file of that report.

    Args:
        reports: Reports, no two of one partner, half-year and day.

    Raises:
        InputDataError: As ``report_observations``.
    """
    ordered = sorted(reports, key=lambda report: (report.questionnaire.partner.id, report.date.text))
    rows: list[Observation] = []
    for partner in dict.fromkeys(report.questionnaire.partner.id for report in ordered):
        latest: dict[str, PartnerReport] = {}
        own = [report for report in ordered if report.questionnaire.partner.id == partner]
        for day in dict.fromkeys(report.date.text for report in own):
            latest |= {row.questionnaire.period.text: row for row in own if row.date.text == day}
            for period in sorted(latest):
                rows.extend(report_observations(latest[period], edition=day))
    return tuple(rows)


def report_observations(report: PartnerReport, *, edition: str = "") -> tuple[Observation, ...]:
    """Return an observation for each question, in their order.

    An answer that was left empty becomes the absence ``missing``: the report has no value and does not
    say why. Nothing is filled, and parts are not made to add up.

    Args:
        report: The report.
        edition: Day of the edition into which it is carried; empty for its own day.

    Raises:
        InputDataError: In that edition an indicator has no segment for the period (ACC-685).
    """
    vintage = edition or report.date.text
    problems: list[Problem] = []
    rows: list[Observation] = []
    for answer in report.answers:
        row = _observation(report, answer, vintage)
        if row is None:
            problems.append(_no_segment(report, answer, vintage))
        else:
            rows.append(row)
    if problems:
        raise InputDataError(*problems)
    return tuple(rows)


def _observation(report: PartnerReport, answer: Answer, vintage: str) -> Observation | None:
    question, partner = answer.question, report.questionnaire.partner.id
    segment = segment_of(question.indicator, question.period, vintage)
    if segment is None:
        return None
    source = report_source(partner)
    said = [answer.note, f"Source of the figure: {answer.source}" if answer.source else ""]
    if answer.is_empty:
        said.append("Left empty in the report.")
    if vintage != report.date.text:
        said.append(f"From the report of {report.date}.")
    return Observation(
        id=f"obs.{question.id}.{partner}.{question.period}.{source}.{vintage}",
        partner=partner,
        indicator=question.id,
        period=question.period,
        source=source,
        vintage=vintage,
        value=answer.value,
        unit=question.indicator.unit,
        segment=segment.id,
        absence=Absence.MISSING if answer.is_empty else answer.absence,
        word=answer.word,
        std_error=answer.std_error,
        lower=answer.lower,
        upper=answer.upper,
        level=answer.level,
        status="" if answer.flag is None else answer.flag.value,
        file=report.file,
        sha256=report.sha256,
        place=answer.place,
        note=" ".join(filter(None, said)),
    )


def _no_segment(report: PartnerReport, answer: Answer, vintage: str) -> Problem:
    return Problem(
        id="ACC-685",
        what="At the date of the report the indicator has no segment for this period.",
        file=report.file,
        row=answer.question.id,
        field=answer.place,
        value=f"period {answer.question.period}, edition of {vintage}",
        expected="a segment of the indicator in whose periods and vintages both lie",
        fix="Correct the date of the report, or the segments in the content.",
    )
