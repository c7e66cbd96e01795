"""The case to be judged: two observations of a series, the target, the rule, and the numbers made of them."""

from __future__ import annotations

from dataclasses import dataclass

from accord.domain.commitment import Direction
from accord.domain.indicator import Scale, Target
from accord.domain.observation import Observation, Series
from accord.domain.progress import ProgressTerms
from accord.methods.progress.noise import Change, change_between, drawn, std_error_of
from accord.methods.progress.pace import Course, limit_scaling
from accord.methods.progress.rule_choice import RuleChoice, rule_for
from accord.methods.progress.rules import ProgressRule
from accord.methods.progress.target_choice import base_of, due_time

__all__ = ["Case", "case_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is judged.

    Attributes:
        series: Comparable observations of one partner.
        target: The target that counts; None if none does.
        choice: The rule and why.
        terms: What is assumed.
        base: Observation from which progress counts; None if it is not there.
        last: Latest observation; None if there is none.
        change: Change between the two; None for words and where there are not two values.
        course: The two values in numbers; None for words, without a better direction, or without two values.
        draws: The same as draws; None if a standard error is missing.
    """

    series: Series
    target: Target | None
    choice: RuleChoice
    terms: ProgressTerms
    base: Observation | None = None
    last: Observation | None = None
    change: Change | None = None
    course: Course | None = None
    draws: Course | None = None

    @property
    def sign(self) -> int:
        """1 if more is better, -1 if less is; 1 where neither is."""
        return -1 if self.series.segment.direction is Direction.LOWER else 1

    @property
    def best(self) -> float | None:
        """Best end of the scale; None if it has none."""
        segment = self.series.segment
        end = segment.lowest if self.sign < 0 else segment.highest
        return None if end is None or segment.direction is None else float(end)

    @property
    def scaling(self) -> float:
        """Factor by which a rule that is scaled multiplies its positive thresholds."""
        if self.course is None:
            return 1.0
        return limit_scaling(float(self.course.base), self.best, self.sign)


def case_of(
    series: Series, target: Target | None, terms: ProgressTerms, rule: ProgressRule | None = None
) -> Case:
    """Return the case of a series.

    Args:
        series: Comparable observations of one partner.
        target: The target that counts; None if there is none.
        terms: What is assumed.
        rule: Another rule that holds for the scale; None for the one that the scale chooses.
    """
    choice = rule_for(series.indicator, target, segment=series.segment, zero_substitute=terms.zero_substitute)
    if rule is not None and rule is not choice.rule:
        choice = RuleChoice(rule=rule, why=f"Rule {rule.name}, shown beside {choice.rule.name}.")
    last = series.last if series.observations else None
    base = base_of(series, target, terms.since) if last is not None else None
    is_number = series.indicator.scale is not Scale.ORDINAL
    if base is None or last is None or base is last or not is_number:
        return Case(series=series, target=target, choice=choice, terms=terms, base=base, last=last)
    course = _course(series, target, (base, last), terms)
    first, second = std_error_of(base, terms), std_error_of(last, terms)
    has_errors = course is not None and first is not None and second is not None
    return Case(
        series=series,
        target=target,
        choice=choice,
        terms=terms,
        base=base,
        last=last,
        change=change_between(base, last, terms),
        course=course,
        draws=drawn(course, (first, second), terms) if has_errors else None,  # type: ignore[arg-type]
    )


def _course(
    series: Series, target: Target | None, ends: tuple[Observation, Observation], terms: ProgressTerms
) -> Course | None:
    base, last = ends
    if series.segment.direction is None or base.value is None or last.value is None:
        return None
    lowest, highest = series.segment.lowest, series.segment.highest
    start, goal = float(base.value), None if target is None else float(target.value)
    if terms.zero_substitute is not None and series.indicator.scale is Scale.RATIO:
        start = start or terms.zero_substitute
        goal = terms.zero_substitute if goal == 0 else goal
    return Course(
        base=start,
        last=float(last.value),
        base_time=base.period.middle,
        last_time=last.period.middle,
        sign=-1 if series.segment.direction is Direction.LOWER else 1,
        target=goal,
        due_time=None if target is None else due_time(target.due, last),
        length=float(highest - lowest) if lowest is not None and highest is not None else None,
    )
