"""An indicator must say where its series breaks and which words it has; a target must fit it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from accord.domain.claim import AttributeKind
from accord.domain.declaration import Declaration
from accord.domain.indicator import Benchmark, BenchmarkKind, Indicator, Scale, Segment, Target
from accord.domain.observed_period import ObservedPeriod
from accord.errors import Problem
from accord.sources.row_problems import Identified, row_problem

__all__ = ["check_indicators"]

_ID = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


def check_indicators(declaration: Declaration) -> Iterator[Problem]:
    """Yield what is wrong with the indicators, targets and benchmarks of a declaration."""
    kinds = {row.id: row.kind for row in declaration.attributes}
    known = {row.id: row for row in declaration.indicators}
    for indicator in declaration.indicators:
        yield from _check_id(indicator)
        yield from _check_segments(indicator)
        yield from _check_levels(indicator)
        yield from _check_claims(indicator, kinds.get(indicator.attribute, AttributeKind.NUMBER))
    for target in declaration.targets:
        if target.indicator in known:
            yield from _check_target(target, known[target.indicator])
    for benchmark in declaration.benchmarks:
        yield from _check_id(benchmark)
        yield from _check_benchmark(benchmark)


def _check_id(row: Identified) -> Iterator[Problem]:
    if _ID.fullmatch(row.id) is None:
        yield row_problem(
            row,
            "ACC-363",
            "The id cannot be a part of the ids of observations and figures.",
            field="id",
            value=row.id,
            expected="small letters, digits and `_`, beginning with a letter",
            fix="Change the id, and every reference to it.",
        )


def _check_segments(indicator: Indicator) -> Iterator[Problem]:
    wrong = "" if indicator.segments else "none"
    for segment in indicator.segments:
        wrong = wrong or _wrong_segment(segment, indicator.scale)
    if not wrong:
        for one, other in combinations(indicator.segments, 2):
            if one.id == other.id or _overlap(one, other):
                wrong = wrong or f"`{one.id}` and `{other.id}` hold at one time"
    if wrong:
        yield row_problem(
            indicator,
            "ACC-364",
            "The segments do not say of each value where it belongs.",
            field="segments",
            value=wrong,
            expected="one segment or more, each with periods such as 2013 or 2013-H1 that begin before they"
            " end, no two at one time, and ends that the scale allows",
            fix="State `first` and `last` (or the vintages) so that each value lies in one segment.",
        )


def _wrong_segment(segment: Segment, scale: Scale) -> str:
    """Return what is wrong with a segment; empty if nothing is."""
    try:
        first, last = _span(segment)
    except ValueError as error:
        return f"`{segment.id}`: {error}"
    if first >= last or (segment.vintages_to and segment.vintages_from > segment.vintages_to):
        return f"`{segment.id}` ends before it begins"
    if segment.lowest is not None and segment.highest is not None and segment.lowest >= segment.highest:
        return f"`{segment.id}`: lowest {segment.lowest}, highest {segment.highest}"
    if scale is Scale.RATIO and segment.lowest is not None and segment.lowest < 0:
        return f"`{segment.id}`: a ratio scale has nothing below zero"
    return ""


def _span(segment: Segment) -> tuple[float, float]:
    begins = ObservedPeriod(segment.first).begins if segment.first else float("-inf")
    return begins, ObservedPeriod(segment.last).ends if segment.last else float("inf")


def _overlap(one: Segment, other: Segment) -> bool:
    (one_from, one_to), (other_from, other_to) = _span(one), _span(other)
    in_time = one_from < other_to and other_from < one_to
    last = "\U0010ffff"
    in_vintage = one.vintages_from <= (other.vintages_to or last) and other.vintages_from <= (
        one.vintages_to or last
    )
    return in_time and in_vintage


def _check_levels(indicator: Indicator) -> Iterator[Problem]:
    words = [level.word.casefold() for level in indicator.levels]
    ranks = [level.rank for level in indicator.levels]
    is_ordinal = indicator.scale is Scale.ORDINAL
    if is_ordinal != bool(words) or len(set(words)) < len(words) or ranks != sorted(set(ranks)):
        yield row_problem(
            indicator,
            "ACC-365",
            "The words do not fit the scale.",
            field="levels",
            value=", ".join(f"{level.word} ({level.rank})" for level in indicator.levels) or "none",
            expected="words with growing ranks, each once, for an ordinal scale; none for another",
            fix="List the words from the least to the most, or correct `scale`.",
        )


def _check_claims(indicator: Indicator, kind: AttributeKind) -> Iterator[Problem]:
    if bool(indicator.attribute) != bool(indicator.subject) or kind is not AttributeKind.NUMBER:
        yield row_problem(
            indicator,
            "ACC-366",
            "Claims cannot be observations of this indicator.",
            field="attribute",
            value=f"{indicator.subject or 'no subject'}, {indicator.attribute or 'no attribute'} ({kind})",
            expected="both `subject` and `attribute`, or neither; an attribute of the kind number",
            fix="Complete or remove the two keys.",
        )


def _check_target(target: Target, indicator: Indicator) -> Iterator[Problem]:
    wrong = _wrong_period(target.baseline) if target.baseline else ""
    ends = [(segment.lowest, segment.highest) for segment in indicator.segments]
    if not any(
        (lowest is None or lowest <= target.value) and (highest is None or target.value <= highest)
        for lowest, highest in ends
    ):
        wrong = f"value {target.value}"
    if wrong:
        yield row_problem(
            target,
            "ACC-367",
            "The target cannot be a value of its indicator.",
            field="value",
            value=wrong,
            expected=f"a value that a segment of `{indicator.id}` allows, and a period such as 2018",
            fix="Correct the value, its unit, or the ends of the scale.",
        )


def _wrong_period(text: str) -> str:
    """Return what is wrong with a period; empty if nothing is."""
    try:
        ObservedPeriod(text)
    except ValueError as error:
        return f"{text}: {error}"
    return ""


def _check_benchmark(benchmark: Benchmark) -> Iterator[Problem]:
    members = benchmark.members
    is_weighted = benchmark.kind is BenchmarkKind.WEIGHTED_MEAN
    is_one = benchmark.kind is BenchmarkKind.AGGREGATE
    fits = len(members) == 1 if is_one else len(members) > 1
    if (
        not fits
        or len(set(members)) < len(members)
        or bool(benchmark.weights) != is_weighted
        or not 1 <= benchmark.least_members <= len(members)
    ):
        yield row_problem(
            benchmark,
            "ACC-368",
            "The benchmark cannot be computed as its kind says.",
            field="kind",
            value=f"{benchmark.kind} of {len(members)} members, weights {benchmark.weights or 'none'},"
            f" at least {benchmark.least_members}",
            expected="different members; `weights` for a weighted mean only; one member for an aggregate,"
            " which is the code of the group; `least_members` from 1 to their number",
            fix="Name what it is: a mean that counts members alike, a weighted one, or an aggregate.",
        )
