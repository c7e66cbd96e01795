"""Pace: observed and required, their ratio, and where it leads, for single values and for arrays.

Nothing raises on values: what is not defined (growth from zero, or between different signs; a required pace
of zero) is ``nan``, and ``undefined_because`` says why in words.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accord.methods.progress.rules import Arithmetic

__all__ = [
    "SCALING_GROWTH",
    "SCALING_YEARS",
    "Course",
    "growth",
    "is_reached",
    "limit_scaling",
    "measured",
    "projected",
    "required_path",
    "undefined_because",
]

Floats = NDArray[np.float64]
Number = float | Floats

SCALING_GROWTH = 0.015
"""Growth a year that must stay possible up to a natural limit; the highest threshold of ``cagr_trend``."""

SCALING_YEARS = 15
"""Years for which it must stay possible; Open SDG's description speaks of the first fifteen."""

_GROWING = {Arithmetic.GROWTH_RATIO, Arithmetic.PROJECTED_SHARE, Arithmetic.GROWTH}
_TOWARDS = {Arithmetic.GROWTH_RATIO, Arithmetic.PROJECTED_SHARE, Arithmetic.LINEAR_RATIO}


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """From where to where, in which time.

    Attributes:
        base: Value at the base; a number or an array of draws.
        last: Latest value, of the same shape.
        base_time: When the base was observed, in years.
        last_time: When the latest value was observed.
        sign: 1 if more is better, -1 if less is.
        target: Value to be reached; None if there is none.
        due_time: When it is to be reached.
        length: Length of the scale; None if it has no two ends.
    """

    base: Number
    last: Number
    base_time: float
    last_time: float
    sign: int
    target: float | None = None
    due_time: float | None = None
    length: float | None = None

    @property
    def years(self) -> float:
        """Years between the two values."""
        return self.last_time - self.base_time


def growth(base: Number, last: Number, years: float) -> Floats:
    """Return compound growth a year as a share; ``nan`` where a value is zero or the signs differ.

    ``(last / base) ** (1 / years) - 1``; for negative values it is the growth of their size.
    """
    first, second = np.asarray(base, np.float64), np.asarray(last, np.float64)
    is_defined = first * second > 0
    with np.errstate(over="ignore"):
        ratio = np.where(is_defined, second, np.nan) / np.where(is_defined, first, np.nan)
        return np.asarray(ratio ** (1 / years) - 1)


def measured(course: Course, arithmetic: Arithmetic) -> Floats:
    """Return what a rule holds against its thresholds; positive is better.

    For ``cagr_pace`` this is ``R = d * a / |r|`` with observed growth a, required growth r, and d = 1 if more
    is better, else -1, turned where all values are negative.

    Args:
        course: The values.
        arithmetic: What to compute; the order of levels is no number and is not computed here.

    Raises:
        ValueError: The arithmetic needs a target or a length that the course lacks.
    """
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        found = _measured(course, arithmetic)
    return np.asarray(np.where(np.isfinite(found), found, np.nan))


def _measured(course: Course, arithmetic: Arithmetic) -> Floats:
    change = np.asarray(course.last, np.float64) - np.asarray(course.base, np.float64)
    if arithmetic is Arithmetic.SIGN:
        return np.asarray(course.sign * change)
    if arithmetic is Arithmetic.LINEAR_SHARE and course.length is not None:
        return np.asarray(course.sign * change / course.years / course.length)
    if arithmetic is Arithmetic.GROWTH:
        return _better_growth(course)
    if arithmetic in _TOWARDS and course.target is not None and course.due_time is not None:
        return _towards(course, course.target, course.due_time, arithmetic)
    raise ValueError(f"{arithmetic.value} needs what this course lacks")


def _towards(course: Course, target: float, due_time: float, arithmetic: Arithmetic) -> Floats:
    base, last = np.asarray(course.base, np.float64), np.asarray(course.last, np.float64)
    span = due_time - course.base_time
    if arithmetic is Arithmetic.GROWTH_RATIO:
        return _better_growth(course) / _above_zero(np.abs(growth(base, target, span)))
    distance = _above_zero(np.abs(target - base))
    if arithmetic is Arithmetic.LINEAR_RATIO:
        return np.asarray(course.sign * (last - base) / course.years / (distance / span))
    reached = projected(course, due_time, is_compound=True)
    return np.asarray(course.sign * (reached - base) / distance)


def _better_growth(course: Course) -> Floats:
    turned = np.where(np.asarray(course.base) < 0, -course.sign, course.sign)
    return np.asarray(turned * growth(course.base, course.last, course.years))


def _above_zero(size: Floats) -> Floats:
    return np.asarray(np.where(size > 0, size, np.nan))


def projected(course: Course, time: float, *, is_compound: bool) -> Floats:
    """Return where the present pace leads, from the latest value.

    Args:
        course: The values.
        time: When, in years.
        is_compound: Whether growth in percent is carried on, or the change in units.
    """
    last, ahead = np.asarray(course.last, np.float64), time - course.last_time
    if is_compound:
        with np.errstate(over="ignore"):
            return np.asarray(last * (1 + growth(course.base, last, course.years)) ** ahead)
    return np.asarray(last + (last - course.base) / course.years * ahead)


def required_path(course: Course, time: float, *, is_compound: bool) -> Floats:
    """Return where the value would have to be at a time to reach the target at an even pace from the base.

    Raises:
        ValueError: There is no target.
    """
    if course.target is None or course.due_time is None:
        raise ValueError("without a target nothing is required")
    share = (time - course.base_time) / (course.due_time - course.base_time)
    base = np.asarray(course.base, np.float64)
    if is_compound:
        span = course.due_time - course.base_time
        return np.asarray(base * (1 + growth(base, course.target, span)) ** (time - course.base_time))
    return np.asarray(base + (course.target - base) * share)


def is_reached(value: Number, goal: float, sign: int) -> NDArray[np.bool_]:
    """Return whether a value is at a goal or better."""
    return np.asarray(sign * (np.asarray(value, np.float64) - goal) >= 0)


def limit_scaling(base: float, best: float | None, sign: int) -> float:
    """Return the factor from 0 to 1 by which positive thresholds of growth shrink near a natural limit.

    The share of 1.5 % growth a year that can be kept up for 15 years from the base without passing the
    limit. Only the limit in the better direction counts; without one, and for values that are not
    positive, the factor is 1.

    Args:
        base: Value at the base.
        best: Best end of the scale; None if it has none.
        sign: 1 if more is better, -1 if less is.
    """
    if best is None or base <= 0 or best < 0:
        return 1.0
    possible = sign * ((best / base) ** (1 / SCALING_YEARS) - 1)
    return float(min(1.0, max(0.0, possible / SCALING_GROWTH)))


def undefined_because(course: Course, arithmetic: Arithmetic) -> str:
    """Return in words why a measure is not defined for single values; empty if it is."""
    base, last, target = float(course.base), float(course.last), course.target
    is_growing, is_towards = arithmetic in _GROWING, arithmetic in _TOWARDS
    if is_growing and base == 0:
        return "growth from a base of zero has no rate"
    if is_growing and last == 0:
        return "growth down to zero has no rate"
    if is_growing and base * last < 0:
        return "the values have different signs, between which growth has no rate"
    if arithmetic is Arithmetic.GROWTH_RATIO and target == 0:
        return "no growth rate leads to a target of zero"
    if arithmetic is Arithmetic.GROWTH_RATIO and target is not None and base * target < 0:
        return "base and target have different signs, between which growth has no rate"
    if is_towards and base == target:
        return "the base already stands at the target, so that no pace is required; it has since moved away"
    return ""
