"""The answers of a report become observations, one for each question."""

from __future__ import annotations

from accord.domain.indicator import segment_of
from accord.domain.observation import Absence, Observation
from accord.domain.partner_report import Answer, PartnerReport
from accord.errors import InputDataError, Problem

__all__ = ["report_observations", "report_source"]


def report_source(partner: str) -> str:
    """Return the id of the source under which the reports of a partner are kept."""
    return f"report-{partner.lower()}"


def report_observations(report: PartnerReport) -> tuple[Observation, ...]:
    """Return an observation for each question, in their order.

    An answer that was left empty becomes the absence ``missing``: the report has no value and does not
    say why. Nothing is filled, and parts are not made to add up.

    Args:
        report: The report.

    Raises:
        InputDataError: At the date of the report an indicator has no segment for the period (ACC-685).
    """
    problems: list[Problem] = []
    rows: list[Observation] = []
    for answer in report.answers:
        row = _observation(report, answer)
        if row is None:
            problems.append(_no_segment(report, answer))
        else:
            rows.append(row)
    if problems:
        raise InputDataError(*problems)
    return tuple(rows)


def _observation(report: PartnerReport, answer: Answer) -> Observation | None:
    question, partner, vintage = answer.question, report.questionnaire.partner.id, report.date.text
    segment = segment_of(question.indicator, question.period, vintage)
    if segment is None:
        return None
    source = report_source(partner)
    said = [answer.note, f"Source of the figure: {answer.source}" if answer.source else ""]
    if answer.is_empty:
        said.append("Left empty in the report.")
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


def _no_segment(report: PartnerReport, answer: Answer) -> Problem:
    return Problem(
        id="ACC-685",
        what="At the date of the report the indicator has no segment for this period.",
        file=report.file,
        row=answer.question.id,
        field=answer.place,
        value=f"period {answer.question.period}, report of {report.date}",
        expected="a segment of the indicator in whose periods and vintages both lie",
        fix="Correct the date of the report, or the segments in the content.",
    )
