"""Noise: the change between two values with its interval, and the chance of each class by drawing."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from decimal import Decimal
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from accord.domain.observation import Observation
from accord.domain.progress import ProgressClass, ProgressTerms
from accord.methods.progress.pace import Course, is_reached, measured
from accord.methods.progress.rules import ProgressRule

__all__ = [
    "Change",
    "chance_of_reaching",
    "change_between",
    "class_shares",
    "drawn",
    "interval_of",
    "std_error_of",
]

Floats = NDArray[np.float64]

_MOST_SKEW = 0.1
"""Largest difference of the two arms of an interval, as a share of its length, that counts as symmetric."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change with its doubt.

    Attributes:
        value: Last value less base, exact.
        std_error: Its standard error; None if one of the two values states none.
        lower: Lower end of its interval; None without a standard error.
        upper: Upper end.
    """

    value: Decimal
    std_error: float | None = None
    lower: float | None = None
    upper: float | None = None

    @property
    def is_distinguishable(self) -> bool | None:
        """Whether the interval leaves out zero; None without an interval: noise cannot be told.

        Two equal values are not distinguishable whatever their errors are.
        """
        if self.value == 0:
            return False
        if self.lower is None or self.upper is None:
            return None
        return self.lower > 0 or self.upper < 0


def std_error_of(row: Observation, terms: ProgressTerms) -> float | None:
    """Return the standard error of a value, as stated or derived; None if neither is possible.

    It is derived from an interval of known level only where the terms declare that intervals are normal, and
    only if the two arms of the interval are about equally long.

    Args:
        row: The observation.
        terms: What is assumed.
    """
    if row.std_error is not None:
        return float(row.std_error)
    stated = (row.value, row.lower, row.upper, row.level)
    if not terms.intervals_are_normal or any(part is None for part in stated):
        return None
    value, lower, upper, level = (float(part) for part in stated if part is not None)
    is_skew = abs((upper - value) - (value - lower)) > _MOST_SKEW * (upper - lower)
    if is_skew or upper == lower or not 0 < level < 1:
        return None
    return (upper - lower) / 2 / _deviate(level)


def interval_of(value: float, std_error: float | None, level: float) -> tuple[float | None, float | None]:
    """Return the normal interval around a value; two Nones without a standard error."""
    if std_error is None:
        return None, None
    arm = _deviate(level) * std_error
    return value - arm, value + arm


def change_between(base: Observation, last: Observation, terms: ProgressTerms) -> Change:
    """Return the change between two observations of one series.

    The variance is ``s0^2 + s1^2 - 2 * correlation * s0 * s1``; with a correlation of 0 the errors are taken
    to be independent, which is an assumption.

    Raises:
        ValueError: One of the two has no value.
    """
    if base.value is None or last.value is None:
        raise ValueError("a change needs two values")
    value = last.value - base.value
    first, second = std_error_of(base, terms), std_error_of(last, terms)
    if first is None or second is None:
        return Change(value=value)
    variance = first**2 + second**2 - 2 * terms.correlation * first * second
    error = math.sqrt(max(variance, 0.0))
    lower, upper = interval_of(float(value), error, terms.level)
    return Change(value=value, std_error=error, lower=lower, upper=upper)


def drawn(course: Course, errors: tuple[float, float], terms: ProgressTerms) -> Course:
    """Return a course whose two values are arrays of normal draws around the observed ones.

    Args:
        course: Single values.
        errors: Standard errors of base and last value.
        terms: Correlation, number of draws and seed.
    """
    first, second = np.random.default_rng(terms.seed).standard_normal((2, terms.draws))
    mixed = terms.correlation * first + math.sqrt(1 - terms.correlation**2) * second
    return replace(course, base=course.base + errors[0] * first, last=course.last + errors[1] * mixed)


def class_shares(course: Course, rule: ProgressRule, scaling: float) -> dict[ProgressClass, float]:
    """Return the share of draws that fall into each class, in the order of the classes.

    The chances of the true values, given the stated errors and nothing else. Achieved comes first; draws for
    which the rule is not defined count as not assessable.

    Args:
        course: Draws.
        rule: The rule.
        scaling: Factor of the thresholds.
    """
    values = measured(course, rule.arithmetic)
    reached = np.zeros(values.shape, np.bool_)
    if course.target is not None:
        reached = is_reached(course.last, course.target, course.sign)
    counts: dict[ProgressClass, int] = {ProgressClass.ACHIEVED: int(reached.sum())}
    open_values = values[~reached]
    known = open_values[~np.isnan(open_values)]
    counts[ProgressClass.NOT_ASSESSABLE] = open_values.size - known.size
    is_left = np.ones(known.shape, np.bool_)
    for step in rule.steps:
        is_in = is_left & (known >= step.at_least * (scaling if rule.is_scaled else 1.0))
        counts[step.gives] = int(is_in.sum())
        is_left &= ~is_in
    counts[rule.below] = int(is_left.sum())
    return {name: counts[name] / values.size for name in ProgressClass if counts.get(name)}


def chance_of_reaching(value: float, std_error: float, goal: float, sign: int) -> float:
    """Return the chance that a true value is at a goal or better, given the standard error alone."""
    if std_error == 0:
        return float(bool(is_reached(value, goal, sign)))
    return NormalDist(value, std_error).cdf(goal) if sign < 0 else 1 - NormalDist(value, std_error).cdf(goal)


def _deviate(level: float) -> float:
    """Return the normal deviate whose interval holds a share: 1.645 for 0.90."""
    return NormalDist().inv_cdf((1 + level) / 2)
