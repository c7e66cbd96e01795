"""The path to a target: what was observed, what is required, and a fan of where the pace leads."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from accord.cleaning.values import shown_value
from accord.domain.observation import Observation
from accord.domain.progress import ProgressTerms
from accord.methods.progress.judging import Judgement
from accord.methods.progress.noise import interval_of, std_error_of
from accord.methods.progress.pace import Course, projected, required_path
from accord.methods.progress.rules import Arithmetic

__all__ = ["FanPoint", "PathPoint", "ProgressPath", "fan_at", "is_compound", "progress_path"]

_STEPS = 24
"""Pieces in which a curved path is drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathPoint:
    """One observation.

    Attributes:
        observation: Id of the observation.
        period: Its period, as written.
        time: Middle of the period, in years.
        value: The value.
        lower: Lower end of its interval at the level of the path; None if no error is known.
        upper: Upper end.
        shown: The value as people read it, without unit; the word of an ordinal indicator.
    """

    observation: str
    period: str
    time: float
    value: float
    shown: str
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FanPoint:
    """Where the present pace leads at a time.

    Attributes:
        time: When, in years.
        value: The value.
        lower: Lower end of its interval; None if no error is known, or if growth is not defined for a draw.
        upper: Upper end.
    """

    time: float
    value: float
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressPath:
    """What a drawing of the path needs.

    Attributes:
        judgement: What is said of the series.
        observed: Observations in the order of their periods; empty without data.
        required: Times and values from the base to the target at an even pace; empty without a target.
        fan: From the latest observation to the due date; empty without a target still to come, and where the
            pace is not defined.
        target: Time and value of the target; None if none counts.
        level: Share that every interval holds.
        note: What the drawing leaves out and why.
    """

    judgement: Judgement
    observed: tuple[PathPoint, ...]
    required: tuple[tuple[float, float], ...] = ()
    fan: tuple[FanPoint, ...] = ()
    target: tuple[float, float] | None = None
    level: float
    note: str = ""


def is_compound(judgement: Judgement) -> bool:
    """Whether the rule of a judgement carries growth on, and not a change in units."""
    compound = {Arithmetic.GROWTH_RATIO, Arithmetic.PROJECTED_SHARE, Arithmetic.GROWTH}
    return judgement.case.choice.rule.arithmetic in compound


def fan_at(judgement: Judgement, time: float) -> FanPoint | None:
    """Return where the present pace leads at a time; None if there is no pace.

    The interval holds the stated errors of the two values and nothing else: not that the pace may change.

    Args:
        judgement: What is said of the series.
        time: When, in years.
    """
    case = judgement.case
    if case.course is None or judgement.measure is None:
        return None
    value = float(projected(case.course, time, is_compound=is_compound(judgement)))
    if not math.isfinite(value):
        return None
    if case.draws is None:
        return FanPoint(time=time, value=value)
    ends = projected(case.draws, time, is_compound=is_compound(judgement))
    if not np.isfinite(ends).all():
        return FanPoint(time=time, value=value)
    tail = (1 - case.terms.level) / 2
    lower, upper = np.quantile(ends, (tail, 1 - tail))
    return FanPoint(time=time, value=value, lower=float(lower), upper=float(upper))


def progress_path(judgement: Judgement) -> ProgressPath:
    """Return the path of a judged series; what cannot be drawn is left out and said in the note.

    Args:
        judgement: What is said of the series.
    """
    case = judgement.case
    course, terms = case.course, case.terms
    observed = tuple(_point(row, terms) for row in case.series.observations)
    has_goal = course is not None and course.target is not None and course.due_time is not None
    if course is None or not has_goal:
        return ProgressPath(judgement=judgement, observed=observed, level=terms.level, note=_note(judgement))
    due, goal = float(course.due_time or 0), float(course.target or 0)
    is_open = due > course.last_time
    ahead = [course.last_time + (due - course.last_time) * step / _STEPS for step in range(_STEPS + 1)]
    fan = [fan_at(judgement, time) for time in ahead] if is_open else []
    return ProgressPath(
        judgement=judgement,
        observed=observed,
        required=_required(course, due, is_compound(judgement)),
        fan=tuple(point for point in fan if point is not None),
        target=(due, goal),
        level=terms.level,
        note=_note(judgement),
    )


def _required(course: Course, due: float, is_curved: bool) -> tuple[tuple[float, float], ...]:
    """Return the required path; empty where no growth leads from the base to the target."""
    span = due - course.base_time
    if span <= 0:
        return ()
    times = [course.base_time + span * step / _STEPS for step in range(_STEPS + 1)]
    values = [float(required_path(course, time, is_compound=is_curved)) for time in times]
    return tuple(zip(times, values, strict=True)) if all(map(math.isfinite, values)) else ()


def _point(row: Observation, terms: ProgressTerms) -> PathPoint:
    value = float(row.value) if row.value is not None else math.nan
    lower, upper = interval_of(value, std_error_of(row, terms), terms.level)
    return PathPoint(
        observation=row.id,
        period=row.period.text,
        time=row.period.middle,
        value=value,
        lower=lower,
        upper=upper,
        shown=row.word or shown_value(row.value),
    )


def _note(judgement: Judgement) -> str:
    case = judgement.case
    if case.last is None:
        return "No value was observed."
    if case.target is None:
        return "No target counts, so that nothing is required and nothing is projected."
    if judgement.is_settled or judgement.measure is None:
        return "No pace is projected."
    if case.draws is None:
        return "Not both values have a standard error, so that no fan is drawn."
    return "The fan carries the stated errors of the two values on at a constant pace; it says nothing more."
