"""Means of indicators and groups, coverage, ranks, and means of sources."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.composite_steps import Aggregation, Mean
from accord.errors import InputDataError
from accord.methods.composite.aggregating import aggregated, coverage, ranks, weighted_mean
from accord.methods.composite.source_means import source_means
from methods.composite.made_up import table, tree

NAN = np.nan


@pytest.mark.parametrize(
    ("method", "expected"),
    # By hand for 1, 4, 16 with weights 1, 2, 1: 25/4; the fourth root of 1 * 16 * 16; 4 / (1 + 1/2 + 1/16).
    [(Mean.ARITHMETIC, 6.25), (Mean.GEOMETRIC, 4.0), (Mean.HARMONIC, 2.56)],
)
def test_weighted_means(method: Mean, expected: float) -> None:
    weights = np.array([1.0, 2, 1])
    assert weighted_mean(np.array([[1.0, 4, 16]]), weights, method) == pytest.approx([expected])
    assert np.isnan(weighted_mean(np.array([[NAN, NAN, NAN]]), weights, method)).all()


@given(st.lists(st.floats(0.1, 100), min_size=1, max_size=8))
def test_the_harmonic_mean_is_never_above_the_geometric_nor_that_above_the_arithmetic(
    values: list[float],
) -> None:
    rows, weights = np.array([values]), np.ones(len(values))
    harmonic, geometric, arithmetic = (
        float(weighted_mean(rows, weights, method)[0])
        for method in (Mean.HARMONIC, Mean.GEOMETRIC, Mean.ARITHMETIC)
    )
    assert harmonic <= geometric * (1 + 1e-12)
    assert geometric <= arithmetic * (1 + 1e-12)


def test_groups_are_added_up_from_below_and_an_unknown_member_is_left_out() -> None:
    # By hand: left (10 + 30) / 2 = 20, right 60; top (2 * 20 + 60) / 3.
    found, _ = aggregated(table(np.array([[10.0, 30, 60, NAN]])), tree(), Aggregation())
    assert found.columns == ("a", "b", "c", "d", "left", "right", "top")
    assert found.values[0, 4:] == pytest.approx([20, 60, 100 / 3])


def test_a_group_of_which_too_little_is_known_has_no_score() -> None:
    settings = Aggregation(least_share=Decimal("0.6"))
    found, _ = aggregated(table(np.array([[10.0, 30, 60, NAN]])), tree(), settings)
    assert found.values[0, 4:] == pytest.approx([20, NAN, NAN], nan_ok=True)


def test_each_level_can_have_its_own_mean() -> None:
    settings = Aggregation(methods=(Mean.GEOMETRIC, Mean.ARITHMETIC))
    found, _ = aggregated(table(np.array([[1.0, 4, 9, 16]])), tree(), settings)
    assert found.values[0, 4:] == pytest.approx([2, 12, 16 / 3])


@pytest.mark.parametrize("method", [Mean.GEOMETRIC, Mean.HARMONIC])
def test_a_zero_is_refused_under_a_mean_that_cannot_hold_it_unless_a_floor_is_stated(method: Mean) -> None:
    zero = table(np.array([[10.0, 30, 0, 20]]))
    with pytest.raises(InputDataError) as caught:
        aggregated(zero, tree(), Aggregation(methods=(method,)))
    (problem,) = caught.value.problems
    assert (problem.id, problem.row, problem.field) == ("ACC-614", "U00", "c")
    assert "floor" in problem.fix
    found, raised = aggregated(zero, tree(), Aggregation(methods=(method,), floor=Decimal(5)))
    assert raised == 1
    expected = 10 if method is Mean.GEOMETRIC else 8
    assert found.values[0, 5] == pytest.approx(expected)


def test_coverage_counts_what_was_in_the_data_apart_from_what_was_filled_in() -> None:
    observed = np.array([[True, True, False, False], [True, True, True, True]])
    present = np.array([[True, True, True, False], [True, True, True, True]])
    found = coverage(tree(), observed, present)
    assert found.of == (2, 2, 4)
    assert found.observed.tolist() == [[2, 0, 2], [2, 2, 4]]
    assert found.imputed.tolist() == [[0, 1, 1], [0, 0, 0]]


def test_equal_scores_share_the_better_rank_and_an_unknown_one_has_none() -> None:
    found = ranks(np.array([1.0, 3, 3, NAN, 2]))
    assert found.tolist() == pytest.approx([4, 1, 1, NAN, 3], nan_ok=True)


def test_a_mean_of_sources_has_an_error_and_an_interval_around_the_rounded_score() -> None:
    # By hand: mean 50.4, squares 8.4^2 + 0.6^2 + 9^2 = 151.92, error sqrt(151.92 / 2 / 3) = 5.031898; the
    # interval lies around 50, not around 50.4.
    found = source_means(np.array([[42.0, 49.8, 59.4, NAN]]), Aggregation())
    assert (found.score[0], found.n_sources[0]) == (50, 3)
    assert found.std_error[0] == pytest.approx(5.031898, abs=1e-6)
    assert found.upper[0] - 50 == pytest.approx(1.65 * found.std_error[0])
    assert 50 - found.lower[0] == pytest.approx(1.65 * found.std_error[0])


def test_a_half_is_rounded_up() -> None:
    found = source_means(np.array([[44.0, 44, 44, 46], [44, 45, 45, 44]]), Aggregation())
    assert found.score.tolist() == [45, 45]


def test_too_few_sources_give_no_score_and_it_is_not_nought() -> None:
    found = source_means(np.array([[40.0, 50, NAN], [NAN, NAN, NAN]]), Aggregation())
    assert found.n_sources.tolist() == [2, 0]
    assert np.isnan([*found.score, *found.std_error, *found.lower, *found.upper]).all()


def test_a_single_source_has_a_score_where_that_is_allowed_but_no_error() -> None:
    found = source_means(np.array([[40.0, NAN]]), Aggregation(least_sources=1))
    assert found.score.tolist() == [40]
    assert np.isnan([found.std_error[0], found.lower[0]]).all()
