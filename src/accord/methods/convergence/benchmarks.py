"""What partners are compared with: the mean of members or the published aggregate, with its error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from accord.domain.indicator import Benchmark, BenchmarkKind
from accord.domain.observation import Observation, Series
from accord.domain.observed_period import ObservedPeriod
from accord.methods.convergence.panels import Floats, Panel, balanced_panel

__all__ = ["BenchmarkPath", "BenchmarkPoint", "benchmark_path"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkPoint:
    """A benchmark in one period.

    Attributes:
        period: The period.
        value: Its value, in the unit of the indicator.
        std_error: Its standard error; None if a member that counts states none.
        shares: Share of each member, adding up to 1.
        observations: Ids of the observations of the members.
        weights: Ids of the observations that give the weights; empty without weights.
    """

    period: ObservedPeriod
    value: float
    std_error: float | None
    shares: Mapping[str, float]
    observations: tuple[str, ...]
    weights: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchmarkPath:
    """A benchmark over time, of the same members in every period.

    Attributes:
        benchmark: What was asked for.
        points: The periods, in their order; empty if it cannot be computed, and then ``reason`` says why.
        members: Members that count, the same in each period.
        members_left_out: Members that do not count, with the number of periods that they have.
        periods_left_out: Periods left out, with the number of members that have them.
        reason: Why there are no points; empty if there are.
        seen: Ids of observations of members that were looked at and are in no point.
    """

    benchmark: Benchmark
    points: tuple[BenchmarkPoint, ...]
    members: tuple[str, ...]
    members_left_out: Mapping[str, int]
    periods_left_out: Mapping[str, int]
    reason: str = ""
    seen: tuple[str, ...] = ()

    @property
    def by_period(self) -> Mapping[str, BenchmarkPoint]:
        """The points by the text of their period."""
        return {point.period.text: point for point in self.points}


def benchmark_path(
    benchmark: Benchmark, series: Sequence[Series], weights: Sequence[Series] = ()
) -> BenchmarkPath:
    """Return a benchmark in each period in which the same members, enough of them, have a value.

    A mean whose members change moves without anyone moving, so membership is constant over the periods:
    see :func:`balanced_panel` for who leaves. With values x and shares w that add up to 1 (equal for the
    unweighted mean, proportional to the weights of the period for the weighted one, 1 for the aggregate),
    the value is sum(w x) and its standard error sqrt(sum(w^2 se^2)). Errors of members are taken as
    independent, which is an assumption: sources that members share make the true error larger. Weights are
    taken as known without error. No value of a member is filled in, and a mean of means is never called an
    aggregate.

    Args:
        benchmark: What is asked for.
        series: Series of one indicator, source, vintage and segment; others than members are passed over.
        weights: Series of the indicator that gives weights, of one source; a member without a weight in a
            period counts as one without a value.
    """
    members = [one for one in series if one.partner in benchmark.members and one.observations]
    weigh = {one.partner: {row.period.text: row for row in one.observations} for one in weights}
    is_weighted = benchmark.kind is BenchmarkKind.WEIGHTED_MEAN
    if is_weighted:
        members = [_weighable(one, weigh.get(one.partner, {})) for one in members]
    least = 1 if benchmark.kind is BenchmarkKind.AGGREGATE else benchmark.least_members
    panel = balanced_panel(members, least=least)
    left_out = {code: 0 for code in benchmark.members} | dict(panel.units_left_out)
    left_out = {code: n for code, n in left_out.items() if code not in panel.units}
    reason = _reason(benchmark, panel, members, least)
    points = () if reason else tuple(_points(panel, weigh if is_weighted else None))
    counted = {name for point in points for name in point.observations}
    return BenchmarkPath(
        benchmark=benchmark,
        points=points,
        members=panel.units,
        members_left_out=left_out,
        periods_left_out=panel.periods_left_out,
        reason=reason,
        seen=tuple(row.id for one in members for row in one.observations if row.id not in counted),
    )


def _reason(benchmark: Benchmark, panel: Panel, members: Sequence[Series], least: int) -> str:
    """Return why the benchmark cannot be computed, or nothing."""
    if len(panel.units) >= least and panel.periods:
        return ""
    counts: dict[str, int] = {}
    for one in members:
        for row in one.observations:
            counts[row.period.text] = counts.get(row.period.text, 0) + 1
    by_period = ", ".join(f"{text}: {counts[text]}" for text in sorted(counts)) or "in no period"
    weights = f" and a weight from {benchmark.weights}" if benchmark.weights else ""
    return (
        f"At least {least} members must have a value{weights} in the same periods, and fewer do."
        f" Members with a value by period: {by_period}."
    )


def _weighable(series: Series, weights: Mapping[str, Observation]) -> Series:
    """Return a series without the periods in which its member has no weight above nought."""
    kept = [
        row
        for row in series.observations
        if row.period.text in weights and (weights[row.period.text].value or 0) > 0
    ]
    return replace(series, observations=tuple(kept))


def _points(
    panel: Panel, weights: Mapping[str, Mapping[str, Observation]] | None
) -> Iterator[BenchmarkPoint]:
    values, errors = panel.values, panel.std_errors
    for place, period in enumerate(panel.periods):
        rows = [] if weights is None else [weights[unit][period.text] for unit in panel.units]
        shares = _shares(rows, len(panel.units))
        error = float(np.sqrt(((shares * errors[:, place]) ** 2).sum()))
        yield BenchmarkPoint(
            period=period,
            value=float(shares @ values[:, place]),
            std_error=None if np.isnan(error) else error,
            shares=dict(zip(panel.units, shares.tolist(), strict=True)),
            observations=tuple(unit[place].id for unit in panel.rows),
            weights=tuple(row.id for row in rows),
        )


def _shares(weights: Sequence[Observation], n: int) -> Floats:
    given = np.array([float(row.value or 0) for row in weights] or [1.0] * n, np.float64)
    return np.asarray(given / given.sum())
