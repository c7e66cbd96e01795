"""Benchmarks: means and aggregates with a constant membership."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.indicator import Benchmark, BenchmarkKind
from accord.methods.convergence.benchmarks import benchmark_path
from methods.convergence.making import indicator, made_series, mean_of

WEIGHTED = Benchmark(
    id="shore_weighted",
    label="Weighted mean",
    kind=BenchmarkKind.WEIGHTED_MEAN,
    members=("AAA", "BBB"),
    weights="people",
)


def test_the_unweighted_mean_and_its_error() -> None:
    # By hand: (1 + 2 + 6) / 3 = 3; sqrt(.3^2 + .4^2 + 0^2) / 3 = .5 / 3.
    series = made_series(
        indicator(),
        {"AAA": {2020: 1}, "BBB": {2020: 2}, "CCC": {2020: 6}},
        {"AAA": 0.3, "BBB": 0.4, "CCC": 0},
    )
    (point,) = benchmark_path(mean_of("AAA", "BBB", "CCC"), series).points
    assert point.value == pytest.approx(3)
    assert point.std_error == pytest.approx(0.5 / 3)
    assert len(point.observations) == 3


def test_the_weighted_mean_is_another_number_and_names_its_weights() -> None:
    # By hand: (1 * 30 + 5 * 10) / 40 = 2, sqrt((.75 * .4)^2 + (.25 * 1.6)^2) = .5; unweighted it is 3.
    series = made_series(indicator(), {"AAA": {2020: 1}, "BBB": {2020: 5}}, {"AAA": 0.4, "BBB": 1.6})
    people = made_series(indicator(name="people"), {"AAA": {2020: 30}, "BBB": {2020: 10}})
    (point,) = benchmark_path(WEIGHTED, series, people).points
    assert (point.value, point.std_error) == pytest.approx((2, 0.5))
    assert point.weights == ("obs.people.AAA.2020.lake.1", "obs.people.BBB.2020.lake.1")
    (plain,) = benchmark_path(mean_of("AAA", "BBB"), series).points
    assert plain.value == pytest.approx(3)


def test_a_member_without_a_weight_counts_as_one_without_a_value() -> None:
    series = made_series(indicator(), {"AAA": {2020: 1}, "BBB": {2020: 5}})
    people = made_series(indicator(name="people"), {"AAA": {2020: 30}, "BBB": {2020: 0}})
    path = benchmark_path(WEIGHTED, series, people)
    assert path.points[0].value == 1
    assert path.members_left_out == {"BBB": 0}
    assert "a weight from people" in benchmark_path(WEIGHTED, series, ()).reason


def test_an_aggregate_is_what_the_source_says_of_the_group() -> None:
    union = replace(mean_of("UUU"), kind=BenchmarkKind.AGGREGATE, least_members=20)
    series = made_series(indicator(), {"UUU": {2020: 7}, "AAA": {2020: 1}}, {"UUU": 0.5})
    (point,) = benchmark_path(union, series).points
    assert (point.value, point.std_error, dict(point.shares)) == (7, 0.5, {"UUU": 1})


def test_membership_is_constant_and_who_left_is_named() -> None:
    # With CCC in 2020 and without it in 2021, the mean would fall from 4 to 2 though nobody moved.
    values = {"AAA": {2019: 1, 2020: 1, 2021: 1}, "BBB": {2019: 3, 2020: 3, 2021: 3}, "CCC": {2020: 8}}
    path = benchmark_path(mean_of("AAA", "BBB", "CCC", "DDD"), made_series(indicator(), values))
    assert [point.value for point in path.points] == [2, 2, 2]
    assert path.members_left_out == {"CCC": 1, "DDD": 0}
    assert path.seen == ("obs.clarity.CCC.2020.lake.1",)


def test_too_few_members_give_no_mean_and_the_number_in_each_period() -> None:
    values = {"AAA": {2019: 1, 2020: 1}, "BBB": {2020: 3}}
    path = benchmark_path(mean_of("AAA", "BBB", "CCC", least=3), made_series(indicator(), values))
    assert path.points == ()
    assert "At least 3 members" in path.reason
    assert "2019: 1, 2020: 2" in path.reason


def test_one_unknown_standard_error_leaves_that_of_the_mean_unknown() -> None:
    series = made_series(indicator(), {"AAA": {2020: 1}, "BBB": {2020: 2}}, {"AAA": 0.3})
    assert benchmark_path(mean_of("AAA", "BBB"), series).points[0].std_error is None


@given(st.lists(st.floats(-100, 100), min_size=2, max_size=6), st.floats(-50, 50), st.floats(0.1, 10))
def test_a_change_of_origin_and_unit_changes_the_mean_likewise(
    values: list[float], origin: float, unit: float
) -> None:
    codes = [f"M{place:02}" for place in range(len(values))]

    def mean(numbers: list[float]) -> float:
        table = {code: {2020: number} for code, number in zip(codes, numbers, strict=True)}
        return benchmark_path(mean_of(*codes), made_series(indicator(), table)).points[0].value

    changed = [origin + unit * value for value in values]
    assert mean(changed) == pytest.approx(origin + unit * mean(values), abs=1e-6)
