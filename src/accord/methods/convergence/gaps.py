"""How far a partner stands from a benchmark, period by period, with the error of both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, isclose, log, sqrt
from statistics import NormalDist

from accord.domain.commitment import Direction
from accord.domain.indicator import Scale
from accord.domain.observation import Observation, Series
from accord.methods.convergence.benchmarks import BenchmarkPath, BenchmarkPoint

__all__ = ["GapPoint", "gap_points"]

_MOST_ERROR = 1.0
"""Relative standard error of a ratio above which the delta method says nothing."""

_EQUAL = 1e-12
"""Relative difference that is none: the rounding of floating numbers in a mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapPoint:
    """The distance of a partner from a benchmark in one period.

    Attributes:
        observation: The partner's observation.
        point: The benchmark.
        gap: Value divided by the benchmark on a ratio scale, else value minus benchmark in the unit.
        lower: Lower end of the interval of the gap; None where a standard error is not stated, or is larger
            than the value on a ratio scale.
        upper: Upper end.
        distance: ln of the ratio, or the difference; above nought if the partner has more. None where the
            logarithm does not exist.
        advantage: The distance, turned so that above nought is better; None without distance or direction.
        std_error: Standard error of the distance; None where one is not stated.
    """

    observation: Observation
    point: BenchmarkPoint
    gap: float | None
    lower: float | None
    upper: float | None
    distance: float | None
    advantage: float | None
    std_error: float | None


def gap_points(series: Series, path: BenchmarkPath, *, level: float) -> tuple[GapPoint, ...]:
    """Return the gap in each period that a partner and a benchmark share.

    With value y (standard error s) and benchmark m (standard error u): on an interval scale the distance is
    y - m with variance s^2 + u^2; on a ratio scale ln(y / m) with variance (s / y)^2 + (u / m)^2 (delta
    method). A partner that is itself a member with share w lowers the variance by 2 w s^2 (divided by y m
    on a ratio scale), because its error enters both. Intervals are normal. Errors of different places are
    taken as independent. Where either states no standard error there is no interval, which does not mean
    that the gap is exact; on a ratio scale there is none either where the relative error exceeds 1. Not
    done for ordinal scales: differences of words mean nothing.

    Args:
        series: Series of the partner; same indicator, source, vintage and segment as the benchmark's.
        path: The benchmark.
        level: Share that intervals hold.

    Raises:
        ValueError: The indicator is ordinal.
    """
    if series.indicator.scale is Scale.ORDINAL:
        raise ValueError(f"{series.indicator.id} is ordinal: its words have no differences")
    return tuple(_gaps(series, path, NormalDist().inv_cdf((1 + level) / 2)))


def _gaps(series: Series, path: BenchmarkPath, z: float) -> Iterator[GapPoint]:
    known, is_ratio = path.by_period, series.indicator.scale is Scale.RATIO
    sign = {Direction.HIGHER: 1.0, Direction.LOWER: -1.0, None: None}[series.segment.direction]
    for row in series.observations:
        point = known.get(row.period.text)
        if point is None or row.value is None:
            continue
        value = float(row.value)
        distance = _distance(value, point.value, is_ratio=is_ratio)
        error = None if distance is None else _std_error(row, value, point, is_ratio=is_ratio)
        gap, lower, upper = distance, None, None
        if is_ratio:
            gap = value / point.value if point.value else None
        if distance is not None and error is not None and (not is_ratio or error <= _MOST_ERROR):
            lower, upper = distance - z * error, distance + z * error
            if is_ratio:
                lower, upper = exp(lower), exp(upper)
        yield GapPoint(
            observation=row,
            point=point,
            gap=gap,
            lower=lower,
            upper=upper,
            distance=distance,
            advantage=None if sign is None or distance is None else sign * distance,
            std_error=error,
        )


def _distance(value: float, benchmark: float, *, is_ratio: bool) -> float | None:
    if isclose(value, benchmark, rel_tol=_EQUAL) and (value > 0 or not is_ratio):
        return 0.0
    if not is_ratio:
        return value - benchmark
    return log(value / benchmark) if value > 0 and benchmark > 0 else None


def _std_error(row: Observation, value: float, point: BenchmarkPoint, *, is_ratio: bool) -> float | None:
    if row.std_error is None or point.std_error is None:
        return None
    own, other = float(row.std_error), point.std_error
    shared = 2 * point.shares.get(row.partner, 0.0) * own**2
    if is_ratio:
        own, other, shared = own / value, other / point.value, shared / (value * point.value)
    return sqrt(max(own**2 + other**2 - shared, 0.0))
