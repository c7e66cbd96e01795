"""What in a report does not fit together: questions to the reporter and remarks, never refusals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from accord.domain.partner_report import Answer, PartnerReport, ReportFinding

__all__ = ["FAR_FACTOR", "FAR_LEAST", "REPORT_CHECK_METHOD", "report_findings"]

REPORT_CHECK_METHOD = "report_check 1"
"""Name and version of the checks."""

FAR_FACTOR = Decimal(3)
"""A value this many times that of the period before, or this small a part of it, is asked about."""

FAR_LEAST = Decimal(10)
"""A smaller difference, in the unit of the value, is not asked about: 1 case after 4 says little."""


def report_findings(
    report: PartnerReport, before: PartnerReport | None = None, *, factor: Decimal = FAR_FACTOR
) -> tuple[ReportFinding, ...]:
    """Return what the reporter should look at again, and what a reader should know.

    Parts that do not add up are legal: the rest is not stated. It is a question only if parts exceed
    their whole, or if a part ``not stated`` is filled in and the sum still differs. Unknown parts are
    never taken for zero: where one is unknown, the sum is only a lower bound.

    Args:
        report: The report.
        before: Report of the same partner on an earlier half-year; None if there is none.
        factor: How many times the earlier value is far from it, above 1.
    """
    if factor <= 1:
        raise ValueError("a factor above 1")
    answers = {answer.question.id: answer for answer in report.answers}
    found = [
        *(_remark("read all the same", "", text) for text in report.tolerated),
        *_empty(report),
        *_broken(report),
        *_outside(report),
        *_too_large_parts(answers),
        *_sums(answers),
        *(_far(report, before, factor) if before else ()),
    ]
    return tuple(found)


def _question(kind: str, indicator: str, text: str) -> ReportFinding:
    return ReportFinding(kind=kind, indicator=indicator, text=text)


def _remark(kind: str, indicator: str, text: str) -> ReportFinding:
    return ReportFinding(kind=kind, indicator=indicator, text=text, is_question=False)


def _shown(number: Decimal) -> str:
    return f"{number:f}"


def _empty(report: PartnerReport) -> Iterator[ReportFinding]:
    empty = [answer.question.id for answer in report.answers if answer.is_empty]
    if empty:
        named = ", ".join(empty[:5]) + (", ..." if len(empty) > 5 else "")
        yield _question(
            "left empty",
            "",
            f"{len(empty)} of {len(report.answers)} rows have neither value nor absence and are read as"
            f" `missing`: {named}. If the reason is known, choose it.",
        )


def _broken(report: PartnerReport) -> Iterator[ReportFinding]:
    for answer in report.answers:
        value = answer.value
        if answer.question.is_counted and value is not None and value != value.to_integral_value():
            yield _question(
                "no whole number",
                answer.question.id,
                f"{_shown(value)} {answer.question.indicator.unit} ({answer.place}): only whole ones exist.",
            )


def _outside(report: PartnerReport) -> Iterator[ReportFinding]:
    for answer in report.answers:
        value, low, high = answer.value, answer.lower, answer.upper
        if value is None:
            continue
        if (low is not None and value < low) or (high is not None and value > high):
            yield _question(
                "outside its interval",
                answer.question.id,
                f"{_shown(value)} ({answer.place}) lies outside the interval that is given for it.",
            )


def _too_large_parts(answers: Mapping[str, Answer]) -> Iterator[ReportFinding]:
    for answer in answers.values():
        indicator = answer.question.indicator
        whole = answers.get(indicator.part_of)
        if whole is None or whole.question.indicator.unit != indicator.unit or whole.question.is_ordinal:
            continue
        if answer.value is not None and whole.value is not None and answer.value > whole.value:
            yield _question(
                "part larger than its whole",
                indicator.id,
                f"{_shown(answer.value)} ({answer.place}) is more than {_shown(whole.value)} of"
                f" `{whole.question.id}` ({whole.place}).",
            )


def _sums(answers: Mapping[str, Answer]) -> Iterator[ReportFinding]:
    groups: dict[tuple[str, str], list[Answer]] = {}
    for answer in answers.values():
        if answer.question.breakdown:
            key = (answer.question.indicator.part_of, answer.question.breakdown)
            groups.setdefault(key, []).append(answer)
    for (name, breakdown), parts in groups.items():
        whole = answers.get(name)
        if whole is not None and whole.value is not None:
            yield from _sum(name, breakdown, whole.value, parts)


def _sum(name: str, breakdown: str, whole: Decimal, parts: list[Answer]) -> Iterator[ReportFinding]:
    known = [part.value for part in parts if part.value is not None]
    if not known:
        return
    total = sum(known, Decimal(0))
    rest = whole - total
    has_rest_part = any(part.question.is_not_stated and part.value is not None for part in parts)
    absent = [part.question.id for part in parts if part.value is None and not part.question.is_not_stated]
    adds = f"by {breakdown}: {' + '.join(map(_shown, known))} = {_shown(total)} of {_shown(whole)}"
    if rest < 0:
        yield _question("parts exceed their whole", name, f"{adds}, {_shown(-rest)} too many.")
    elif rest > 0 and absent:
        yield _remark(
            "not stated",
            name,
            f"{adds}; {_shown(rest)} not stated or in {', '.join(absent)}, which is unknown.",
        )
    elif rest > 0 and has_rest_part:
        yield _question(
            "parts do not add up",
            name,
            f"{adds}, although a part not stated is filled in: {_shown(rest)} are nowhere.",
        )
    elif rest > 0:
        yield _remark("not stated", name, f"{adds}; {_shown(rest)} not stated, which is legal.")


def _far(report: PartnerReport, before: PartnerReport, factor: Decimal) -> Iterator[ReportFinding]:
    earlier = {answer.question.id: answer for answer in before.answers}
    for answer in report.answers:
        old = earlier.get(answer.question.id)
        if old is None or old.value is None or answer.value is None or answer.question.is_ordinal:
            continue
        low, high = sorted((answer.value, old.value))
        if not _is_earlier(old, answer) or low < 0 or high - low < FAR_LEAST:
            continue
        if high >= factor * low:
            yield _question(
                "far from the earlier value",
                answer.question.id,
                f"{_shown(answer.value)} in {answer.question.period} ({answer.place}) after"
                f" {_shown(old.value)} in {old.question.period}: a factor of {_shown(factor)} or more. If it"
                " is right, say why in the note.",
            )


def _is_earlier(old: Answer, new: Answer) -> bool:
    """Whether the two are of periods of one length, the old one first."""
    earlier, later = old.question.period, new.question.period
    return earlier.begins < later.begins and earlier.ends - earlier.begins == later.ends - later.begins
