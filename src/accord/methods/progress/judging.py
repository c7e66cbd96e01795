"""The judgement of one series: a class by a named rule, or which of the three other results holds and why."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from accord.domain.indicator import Target
from accord.domain.observation import Observation, Series
from accord.domain.progress import ProgressClass, ProgressTerms
from accord.methods.progress import wording
from accord.methods.progress.cases import Case, case_of
from accord.methods.progress.noise import Change, chance_of_reaching, class_shares, std_error_of
from accord.methods.progress.pace import Course, is_reached, measured, undefined_because
from accord.methods.progress.rule_choice import class_of
from accord.methods.progress.rules import Arithmetic, ProgressRule
from accord.methods.progress.target_choice import has_passed

__all__ = ["LEAST_YEARS", "Judgement", "judge"]

LEAST_YEARS = 2.0
"""Fewest years between the two values that are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What is said of one series, and from what.

    Attributes:
        progress: The class, or the result beside the classes.
        reason: Why, in words; ends with the rule and why it was chosen.
        case: What was judged.
        is_settled: Whether the pace played no part, as where the target is achieved or nothing was observed.
        measure: What the rule holds against its thresholds; None if it was not computed or is not defined.
        would_be: Class of the pace alone, also where noise goes before it; None if there is none.
        shares: Chance of each class; empty if a standard error is missing.
    """

    progress: ProgressClass
    reason: str
    case: Case
    is_settled: bool = False
    measure: float | None = None
    would_be: ProgressClass | None = None
    shares: Mapping[ProgressClass, float] = field(default_factory=dict)


def judge(
    series: Series, target: Target | None, terms: ProgressTerms, rule: ProgressRule | None = None
) -> Judgement:
    """Return what can be said of the progress of a series.

    In this order: no data; a definition that nobody read, or no better direction; target achieved, or
    missed when due; best end of the scale; too few values or years; rule not defined for the values;
    change not distinguishable from none; the class of the pace. Nothing is filled in: a partner without a
    value has no class, and a rule that is not defined gives none. An unverified target is not passed in.

    Args:
        series: Comparable observations of one partner: one source, one vintage, one segment.
        target: The target that counts; None if there is none.
        terms: What is assumed.
        rule: Another rule that holds for the scale; None for the one that the scale chooses.
    """
    case = case_of(series, target, terms, rule)
    settled = _settled(case)
    if settled is not None:
        progress, reason = settled
        return Judgement(progress=progress, reason=f"{reason} {case.choice.why}", case=case, is_settled=True)
    if case.base is not None and case.last is not None and case.choice.rule.arithmetic is Arithmetic.ORDER:
        return _stepped(case, case.base, case.last)
    if case.course is None or case.change is None:
        raise ValueError(f"{series.indicator.id} of {series.partner} has no numbers to judge")
    return _paced(case, case.course, case.change)


def _settled(case: Case) -> tuple[ProgressClass, str] | None:
    """Return the class and the reason that hold whatever the pace; None if the pace decides."""
    series, target, last, base = case.series, case.target, case.last, case.base
    if last is None or last.value is None:
        return ProgressClass.NO_DATA, wording.no_data(series)
    if not series.indicator.evidence.is_verified:
        return ProgressClass.NOT_ASSESSABLE, wording.UNREAD_DEFINITION
    if series.segment.direction is None:
        return ProgressClass.NOT_ASSESSABLE, wording.NO_DIRECTION
    value = float(last.value)
    if target is not None:
        if is_reached(value, float(target.value), case.sign):
            return ProgressClass.ACHIEVED, wording.achieved(last, target, _chance(case, last, target))
        if has_passed(target.due, last):
            return ProgressClass.TARGET_MISSED, wording.missed(last, target)
    elif case.best is not None and is_reached(value, case.best, case.sign):
        return ProgressClass.BEST_POSSIBLE, wording.best_possible(last)
    if base is None:
        return ProgressClass.NOT_ASSESSABLE, wording.no_base(target)
    if base is last or last.period.middle - base.period.middle < LEAST_YEARS:
        return ProgressClass.NOT_ASSESSABLE, wording.too_few(base, last)
    return None


def _chance(case: Case, last: Observation, target: Target) -> float | None:
    error = std_error_of(last, case.terms)
    if error is None or last.value is None:
        return None
    return chance_of_reaching(float(last.value), error, float(target.value), case.sign)


def _stepped(case: Case, base: Observation, last: Observation) -> Judgement:
    """Compare two levels by their order alone; no difference of their ranks is taken."""
    before, after = float(base.value or 0), float(last.value or 0)
    step = case.sign * ((after > before) - (after < before))
    progress = class_of(step, case.choice.rule)
    reason = f"{wording.stepped(base, last)} {case.choice.why}"
    return Judgement(progress=progress, reason=reason, case=case, would_be=progress)


def _paced(case: Case, course: Course, change: Change) -> Judgement:
    rule = case.choice.rule
    why_not = undefined_because(course, rule.arithmetic)
    if rule.arithmetic is Arithmetic.SIGN and change.is_distinguishable is None:
        why_not = wording.NO_YARDSTICK
    measure = float(measured(course, rule.arithmetic))
    if why_not or math.isnan(measure):
        reason = f"{wording.undefined(rule, why_not or 'it has no value')} {case.choice.why}"
        return Judgement(progress=ProgressClass.NOT_ASSESSABLE, reason=reason, case=case)
    would_be = class_of(measure, rule, case.scaling)
    shares = class_shares(case.draws, rule, case.scaling) if case.draws is not None else {}
    if change.is_distinguishable is False:
        progress, doubt = ProgressClass.NOT_DISTINGUISHABLE, wording.noise(case, change, would_be)
    else:
        progress, doubt = would_be, wording.beyond_noise(case, change, shares)
    return Judgement(
        progress=progress,
        reason=f"{wording.paced(case, measure)} {doubt} {case.choice.why}",
        case=case,
        measure=measure,
        would_be=would_be,
        shares=shares,
    )
