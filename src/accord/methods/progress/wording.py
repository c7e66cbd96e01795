"""The reasons of progress in plain words, each with the values, the rule and what is assumed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from accord.cleaning.values import shown_value
from accord.domain.indicator import Target
from accord.domain.observation import Observation, Series
from accord.domain.progress import ProgressClass
from accord.methods.progress.cases import Case
from accord.methods.progress.noise import Change
from accord.methods.progress.rules import Arithmetic, ProgressRule

__all__ = [
    "NO_DIRECTION",
    "NO_YARDSTICK",
    "UNREAD_DEFINITION",
    "achieved",
    "best_possible",
    "beyond_noise",
    "missed",
    "no_base",
    "no_data",
    "noise",
    "paced",
    "rounded",
    "stepped",
    "too_few",
    "undefined",
    "unit_of_change",
]

NO_DIRECTION = "Neither more nor less is better, so that no change is progress."
UNREAD_DEFINITION = "The definition of the indicator is unverified: nobody read which direction is better."
NO_YARDSTICK = "no standard error is known, and a scale without ends has no yardstick of what is much"

_NO_ERROR = "Not both values have a standard error, so that the change cannot be told from noise."


def rounded(number: float) -> Decimal:
    """Return a computed number with six significant digits, the same on every machine."""
    found = Decimal(f"{number:.6g}")
    return found if found else Decimal(0)


def unit_of_change(unit: str) -> str:
    """Return the unit of a difference: a change of a percentage is in percentage points."""
    return "percentage points" if unit in {"percent", "%"} else unit


def no_data(series: Series) -> str:
    """Say that there is no value, and which absences the source states."""
    counts = Counter(row.absence.value for row in series.absent if row.absence is not None)
    stated = ", ".join(f"{count} {word}" for word, count in sorted(counts.items()))
    where = f"in vintage {series.vintage} of {series.source}, segment {series.segment.id}"
    return f"No value {where}." + (f" The source states: {stated}." if stated else "")


def achieved(last: Observation, target: Target, chance: float | None) -> str:
    """Say that the latest value is at the target or better, and how sure that is if its error is known."""
    said = f"{_value(last)} is at the target of {_target(target)}, or better."
    if chance is None:
        return said
    return f"{said} By its standard error the true value is there with a chance of {chance:.0%}."


def missed(last: Observation, target: Target) -> str:
    """Say that the target was due and is not reached."""
    return f"{_value(last)} does not reach the target of {_target(target)}, which was due by then."


def best_possible(last: Observation) -> str:
    """Say that the latest value stands at the best end of the scale."""
    return f"{_value(last)} is the best end of the scale; nothing better is possible."


def no_base(target: Target | None) -> str:
    """Say that the observation is missing from which progress counts."""
    if target is not None and target.baseline:
        return (
            f"The target counts from {target.baseline}, of which there is no value; no other year stands in."
        )
    return "No value lies in the time from which progress counts."


def too_few(base: Observation, last: Observation) -> str:
    """Say that there are not two values two years apart."""
    if base is last:
        return f"Only one value counts, {_value(last)}; a change needs two."
    return f"{base.period} and {last.period} lie less than two years apart."


def undefined(rule: ProgressRule, because: str) -> str:
    """Say why a rule is not defined for the values."""
    return f"Not assessable by {rule.name}: {because}."


def stepped(base: Observation, last: Observation) -> str:
    """Say from which word to which an ordinal indicator moved."""
    return f"From {base.word or base.value} ({base.period}) to {last.word or last.value} ({last.period})."


def paced(case: Case, measure: float) -> str:
    """Say what the rule computed, from which values.

    Args:
        case: The case, with two values.
        measure: What was held against the thresholds.
    """
    base, last, course = case.base, case.last, case.course
    if base is None or last is None or course is None:
        return ""
    rule, number = case.choice.rule, shown_value(rounded(measure))
    values = f"From {_value(base)} to {_value(last)}"
    goal = f", target {_target(case.target)}" if case.target is not None else ""
    if rule.arithmetic in {Arithmetic.GROWTH_RATIO, Arithmetic.LINEAR_RATIO}:
        return f"{values}{goal}: the pace in the better direction is {number} times the one required."
    if rule.arithmetic is Arithmetic.PROJECTED_SHARE:
        return f"{values}{goal}: the present growth covers {number} of the way by then."
    if rule.arithmetic is Arithmetic.SIGN:
        return f"{values}."
    percent = shown_value(rounded(100 * measure))
    what = "growth" if rule.arithmetic is Arithmetic.GROWTH else "of the length of the scale"
    near = ""
    if rule.is_scaled and case.scaling < 1:
        near = (
            f" Thresholds are multiplied by {shown_value(rounded(case.scaling))}, near the end of the scale."
        )
    return f"{values}: {percent} % a year {what}, counted in the better direction.{near}"


def noise(case: Case, change: Change, would_be: ProgressClass) -> str:
    """Say that the change is not distinguishable from none, and what the pace alone would be called."""
    if change.lower is None:
        return (
            "The two values are equal, so that the change is not distinguishable from none; no standard error"
            f" is needed for that. By pace alone it would be {would_be.label}."
        )
    return (
        f"The change of {_interval(case, change)} is not distinguishable from none; by pace alone it would be"
        f" {would_be.label}. {_assumed(case)}"
    )


def beyond_noise(case: Case, change: Change, shares: Mapping[ProgressClass, float]) -> str:
    """Say that the change is distinguishable, with the chance of each class; or that it cannot be told."""
    if change.is_distinguishable is None:
        return _NO_ERROR
    chances = ", ".join(f"{name.label} {share:.0%}" for name, share in shares.items())
    known = f"The change of {_interval(case, change)} is distinguishable from none."
    return f"{known} Chances: {chances}. {_assumed(case)}"


def _interval(case: Case, change: Change) -> str:
    unit = unit_of_change(case.series.indicator.unit)
    ends = [shown_value(rounded(end)) for end in (change.lower, change.upper) if end is not None]
    return f"{shown_value(change.value, unit)} ({case.terms.level:.0%} interval {' to '.join(ends)})"


def _assumed(case: Case) -> str:
    if case.terms.correlation:
        return f"The errors of the two values are assumed to have the correlation {case.terms.correlation:g}."
    return "The errors of the two values are assumed to be independent."


def _value(row: Observation) -> str:
    return f"{row.word or shown_value(row.value, row.unit)} ({row.period})"


def _target(target: Target) -> str:
    return f"{shown_value(target.value)} by {target.due}"
