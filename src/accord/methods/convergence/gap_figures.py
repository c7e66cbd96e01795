"""The figures that compare each partner with a benchmark: the benchmark, the gap, the years to close it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from accord.domain.figure import Figure, InputRole
from accord.domain.indicator import Benchmark, Scale
from accord.domain.observation import Series
from accord.methods.convergence.benchmarks import benchmark_path
from accord.methods.convergence.closing import Closing, Outcome
from accord.methods.convergence.closing_figures import closing_figure, closing_of
from accord.methods.convergence.comparison import KIND_WORDS, Comparison, shown
from accord.methods.convergence.gaps import GapPoint, gap_points
from accord.methods.convergence.group import Group, decimal, inputs

__all__ = ["BENCHMARK_METHOD", "GAP_METHOD", "gap_figures"]

BENCHMARK_METHOD = "benchmark_value 1.0"
GAP_METHOD = "benchmark_gap 1.0"


def gap_figures(
    group: Group, benchmarks: Sequence[Benchmark], weights: Mapping[str, Sequence[Series]]
) -> Iterator[Figure]:
    """Yield benchmarks, gaps and years for each benchmark of which a member has observations.

    Args:
        group: The series.
        benchmarks: What is to be compared with.
        weights: Series of one source that give weights, by id of the indicator.
    """
    observed = {one.partner for one in group.series if one.observations}
    series = {one.partner: one for one in group.of_partners}
    for benchmark in benchmarks:
        if not observed.intersection(benchmark.members):
            continue
        path = benchmark_path(benchmark, group.series, weights.get(benchmark.weights, ()))
        comparison = Comparison(group=group, path=path)
        if group.indicator.scale is not Scale.ORDINAL:
            yield from _benchmark_figures(comparison)
        for partner in group.partners:
            yield from _partner_figures(comparison, partner, series.get(partner))


def _benchmark_figures(comparison: Comparison) -> Iterator[Figure]:
    """Yield the benchmark in each period; one figure that says why there is none, otherwise."""
    group, path = comparison.group, comparison.path
    label = f"{path.benchmark.label}: {group.indicator.label}"
    if path.reason:
        yield Figure(
            id=comparison.benchmark_id(),
            label=label,
            value=None,
            unit=group.indicator.unit,
            method=BENCHMARK_METHOD,
            inputs=(*inputs(InputRole.NOT_COUNTED, path.seen), *comparison.definitions),
            parameters=comparison.parameters(),
            reason=path.reason,
            subject=group.indicator.id,
        )
    for point in path.points:
        yield Figure(
            id=comparison.benchmark_id(point.period.text),
            label=f"{label}, {point.period}",
            value=decimal(point.value),
            unit=group.indicator.unit,
            method=BENCHMARK_METHOD,
            inputs=(
                *inputs(InputRole.OBSERVED, point.observations),
                *inputs(InputRole.TERM, point.weights),
                *comparison.definitions,
            ),
            parameters=comparison.parameters(period=point.period.text, std_error=shown(point.std_error)),
            reason=f"{KIND_WORDS[path.benchmark.kind].capitalize()}: {len(point.observations)} of"
            f" {len(path.benchmark.members)} have a value in each period that is compared.",
            subject=group.indicator.id,
            n=len(point.observations),
        )


def _partner_figures(comparison: Comparison, partner: str, series: Series | None) -> Iterator[Figure]:
    """Yield the gap and the years of one partner; both say why where they cannot be given."""
    if comparison.group.indicator.scale is Scale.ORDINAL:
        reason = "Not assessable: words in an order have no differences."
        yield _unknown_gap(comparison, partner, series, reason)
        closing = Closing(outcome=Outcome.NOT_ASSESSABLE, reason=reason)
        yield closing_figure(comparison, partner, (), closing)
        return
    reason = comparison.path.reason
    if not reason and series is None:
        reason = f"{partner} has no value in this source, vintage and window; nothing is put in its place."
    points = () if reason or series is None else _points(comparison, series)
    if points:
        yield _gap(comparison, partner, points[-1])
        yield closing_figure(comparison, partner, points, closing_of(comparison, points))
        return
    reason = reason or f"{partner} and the benchmark have no period in common."
    yield _unknown_gap(comparison, partner, series, reason)
    yield closing_figure(comparison, partner, (), Closing(outcome=Outcome.CANNOT_SAY, reason=reason))


def _points(comparison: Comparison, series: Series) -> tuple[GapPoint, ...]:
    return gap_points(series, comparison.path, level=comparison.group.settings.level)


def _gap(comparison: Comparison, partner: str, now: GapPoint) -> Figure:
    group = comparison.group
    is_ratio = group.indicator.scale is Scale.RATIO
    above, below = InputRole.MINUEND, InputRole.SUBTRAHEND
    if is_ratio:
        above, below = InputRole.NUMERATOR, InputRole.DENOMINATOR
    value = float(now.observation.value or 0)
    return Figure(
        id=comparison.partner_id("gap", partner),
        label=f"{'Ratio' if is_ratio else 'Gap'}: {comparison.label(partner)}, {now.observation.period}",
        value=decimal(now.gap),
        unit="ratio" if is_ratio else group.indicator.unit,
        method=GAP_METHOD,
        inputs=(
            *inputs(above, (now.observation.id,)),
            *inputs(below, (comparison.benchmark_id(now.point.period.text),)),
            *comparison.definitions,
        ),
        parameters=comparison.parameters(
            period=now.observation.period.text,
            value=shown(value),
            benchmark_value=shown(now.point.value),
            difference=shown(value - now.point.value),
        ),
        reason=_said(comparison, now),
        subject=group.indicator.id,
        partner=partner,
        lower=decimal(now.lower),
        upper=decimal(now.upper),
        level=group.level if now.lower is not None else None,
        n=len(now.point.observations),
    )


def _said(comparison: Comparison, now: GapPoint) -> str:
    """Return what a gap says in words: which side, how sure, of how many members."""
    group, benchmark = comparison.group, comparison.path.benchmark
    if group.segment.direction is None:
        side = "Neither more nor less is better."
    elif now.advantage is None:
        side = "The logarithm of the ratio does not exist, because a value is not above zero."
    else:
        side = "At or beyond the benchmark." if now.advantage >= 0 else "Short of the benchmark."
    doubt = "No interval: a standard error is not stated."
    if now.std_error is not None:
        doubt = "No interval: a standard error is larger than the value."
    parity = 1 if group.indicator.scale is Scale.RATIO else 0
    if now.lower is not None and now.upper is not None:
        is_within = now.lower <= parity <= now.upper
        doubt = f"{'Not distinguishable' if is_within else 'Distinguishable'} from parity."
    n, of = len(now.point.observations), len(benchmark.members)
    return f"{side} {doubt} The benchmark is the {KIND_WORDS[benchmark.kind]} ({n} of {of})."


def _unknown_gap(comparison: Comparison, partner: str, series: Series | None, reason: str) -> Figure:
    seen = () if series is None else tuple(row.id for row in series.observations)
    return Figure(
        id=comparison.partner_id("gap", partner),
        label=f"Gap: {comparison.label(partner)}",
        value=None,
        method=GAP_METHOD,
        inputs=(*inputs(InputRole.NOT_COUNTED, seen[-1:]), *comparison.definitions),
        parameters=comparison.parameters(),
        reason=reason,
        subject=comparison.group.indicator.id,
        partner=partner,
    )
