"""Rates of return of thousands of rows of flows at once, each counted before it is called the rate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["GRID_HIGH", "GRID_LOW", "DrawnRates", "drawn_rates"]

Floats = NDArray[np.float64]

GRID_LOW, GRID_HIGH = -0.9, 10.0
"""Rates between which draws are searched; what lies outside counts as none."""

_POINTS = 128
_STEPS = 60
_CLOSE = 1e-13


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnRates:
    """Rates of return of many rows of flows.

    Attributes:
        rates: The rate of each row that has exactly one; not a number for the others.
        none: Rows in which no rate was found.
        many: Rows in which more than one was found.
    """

    rates: Floats
    none: int
    many: int


def drawn_rates(flows: Floats) -> DrawnRates:
    """Find the rate of return of each row that has exactly one.

    The net present value is computed at 128 rates from -90 % to 1,000 %, evenly spaced in the logarithm of
    1 + rate; each change of sign between neighbours is a rate. Two rates between neighbours are not seen:
    ``rates_of_return`` counts exactly, one row at a time.

    Args:
        flows: One row for each draw, one column for each year.
    """
    logs = np.linspace(np.log1p(GRID_LOW), np.log1p(GRID_HIGH), _POINTS)
    powers = np.arange(flows.shape[1])
    values = flows @ np.exp(-np.outer(powers, logs))
    is_positive = values > 0
    changes = is_positive[:, 1:] != is_positive[:, :-1]
    counts = changes.sum(axis=1)
    has_one = counts == 1
    rates = np.full(len(flows), np.nan)
    places = changes[has_one].argmax(axis=1)
    found = _refined(flows[has_one], logs[places], logs[places + 1])
    rates[has_one] = np.expm1(found)
    return DrawnRates(rates=rates, none=int((counts == 0).sum()), many=int((counts > 1).sum()))


def _refined(flows: Floats, low: Floats, high: Floats) -> Floats:
    """Narrow intervals of log(1 + rate) by Newton's steps, halving where a step leaves its interval."""
    columns = np.ascontiguousarray(flows.T)
    low, high = low.copy(), high.copy()
    is_rising = _value(columns, np.exp(-high))[0] > 0
    point = (low + high) / 2
    for _ in range(_STEPS):
        discount = np.exp(-point)
        value, slope = _value(columns, discount)
        is_above = (value > 0) == is_rising
        high, low = np.where(is_above, point, high), np.where(is_above, low, point)
        with np.errstate(divide="ignore", invalid="ignore"):
            step = point + value / (slope * discount)
        inside = (step >= low) & (step <= high)
        following = np.where(inside, step, (low + high) / 2)
        if not len(point) or np.max(np.abs(following - point)) < _CLOSE:
            return following
        point = following
    return point


def _value(columns: Floats, discount: Floats) -> tuple[Floats, Floats]:
    """Return net present values and their slopes in the discount factor, by Horner's scheme."""
    value, slope = np.zeros_like(discount), np.zeros_like(discount)
    for flow in columns[::-1]:
        slope = slope * discount + value
        value = value * discount + flow
    return value, slope
