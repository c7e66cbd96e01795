"""Ranges of ranks and probabilities of orders."""

from __future__ import annotations

from itertools import pairwise
from math import erf, sqrt
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.methods.convergence.ranking import Ranking, ranking


def rank(
    values: list[float], errors: list[float | None], *, is_higher_better: bool = True, draws: int = 20_000
) -> Ranking:
    return ranking(values, errors, is_higher_better=is_higher_better, level=0.9, draws=draws, seed=7)


def test_two_units_are_in_order_with_the_probability_of_the_normal_distribution() -> None:
    # By hand: difference 1, standard error sqrt(.6^2 + .8^2) = 1: Phi(1) = .8413447.
    found = rank([2, 1], [0.6, 0.8])
    assert found.ranks == (1, 2)
    assert found.pairs is not None
    assert found.pairs[0, 1] == pytest.approx(0.5 * (1 + erf(1 / sqrt(2))))
    assert found.pairs[1, 0] == pytest.approx(1 - found.pairs[0, 1])
    assert found.order == pytest.approx(0.8413, abs=0.01)
    assert (found.lower, found.upper) == ((1, 1), (2, 2))


def test_equal_units_are_in_every_order_alike() -> None:
    # By symmetry each of the 3! orders has probability 1 / 6; an infinitesimal step leaves that.
    found = rank([1.0, 1 - 1e-12, 1 - 2e-12], [1.0, 1.0, 1.0])
    assert found.order == pytest.approx(1 / 6, abs=0.01)
    assert (found.lower, found.upper) == ((1, 1, 1), (3, 3, 3))


def test_without_error_the_order_is_sure() -> None:
    found = rank([3, 1, 2], [0, 0, 0])
    assert found.ranks == found.lower == found.upper == (1, 3, 2)
    assert found.order == 1


def test_ties_share_the_better_rank_and_state_no_order_between_them() -> None:
    found = rank([2, 2, 1], [0, 0, 0])
    assert found.ranks == (1, 1, 3)
    assert found.order == 1
    noisy = rank([2, 2, 1], [0.1, 0.1, 0.1])
    assert noisy.order == pytest.approx(1, abs=1e-3)
    assert noisy.pairs is not None
    assert noisy.pairs[0, 1] == 0.5


def test_where_less_is_better_the_least_is_first() -> None:
    assert rank([3, 1, 2], [0, 0, 0], is_higher_better=False).ranks == (3, 1, 2)


def test_one_unknown_error_leaves_the_doubt_unknown_and_not_nought() -> None:
    found = rank([3, 1, 2], [0.1, None, 0.1])
    assert found.ranks == (1, 3, 2)
    assert (found.lower, found.upper, found.order, found.pairs) == (None, None, None, None)


def test_nobody_has_no_rank() -> None:
    assert rank([], []).ranks == ()


units = st.lists(st.tuples(st.integers(-9, 9), st.floats(0, 3)), min_size=2, max_size=6)


@given(units, st.randoms(use_true_random=False))
def test_the_order_of_units_changes_nothing(pairs: list[tuple[int, float]], random: Random) -> None:
    places = list(range(len(pairs)))
    random.shuffle(places)
    one = rank([float(value) for value, _ in pairs], [error for _, error in pairs], draws=500)
    two = rank([float(pairs[place][0]) for place in places], [pairs[place][1] for place in places], draws=500)
    assert one.lower is not None
    assert one.upper is not None
    assert two.ranks == tuple(one.ranks[place] for place in places)
    assert two.order == one.order
    if len({*pairs}) == len(pairs):  # units with the same value and error are interchangeable
        assert two.lower == tuple(one.lower[place] for place in places)
        assert two.upper == tuple(one.upper[place] for place in places)


@given(units, st.floats(0.1, 10), st.integers(-20, 20))
def test_origin_and_unit_change_nothing(pairs: list[tuple[int, float]], unit: float, origin: int) -> None:
    values, errors = [float(v) for v, _ in pairs], [float(round(e * 8)) / 8 for _, e in pairs]
    one = rank(values, list(errors), draws=500)
    two = rank([origin + unit * v for v in values], [unit * e for e in errors], draws=500)
    assert two.ranks == one.ranks
    assert two.order == pytest.approx(one.order, abs=0.02)
    assert one.pairs is not None
    assert two.pairs == pytest.approx(one.pairs, abs=1e-9)


@pytest.mark.parametrize(
    "values", [[5.0, 4, 3, 2, 1, 0], [5.0, 4.9, 3, 2.9, 0, -3], [1.0, 0.5, 0.4, 0.1, 0, -2]]
)
def test_more_noise_never_narrows_a_range_or_makes_an_order_surer(values: list[float]) -> None:
    found = [rank(values, [noise] * 6) for noise in (0.0, 0.1, 0.3, 0.6, 1.0, 2.0, 4.0)]
    for less, more in pairwise(found):
        widths = [
            [high - low for low, high in zip(one.lower or (), one.upper or (), strict=True)]
            for one in (less, more)
        ]
        assert all(wide >= narrow for narrow, wide in zip(*widths, strict=True))
        assert more.order is not None
        assert less.order is not None
        assert more.order <= less.order + 0.005


@given(st.floats(-5, 5), st.floats(-5, 5), st.floats(0.01, 5), st.floats(1, 10))
def test_more_noise_brings_each_pair_nearer_to_even(
    one: float, two: float, error: float, factor: float
) -> None:
    few, many = (rank([one, two], [noise, noise], draws=1).pairs for noise in (error, error * factor))
    assert few is not None
    assert many is not None
    assert abs(many[0, 1] - 0.5) <= abs(few[0, 1] - 0.5) + 1e-12


def test_draws_agree_with_the_probabilities_that_are_computed() -> None:
    found = rank([0.3, 0.0], [0.2, 0.5])
    assert found.pairs is not None
    assert found.order == pytest.approx(found.pairs[0, 1], abs=4 * np.sqrt(0.25 / 20_000))


def test_where_all_are_equal_no_order_was_published_that_could_be_right() -> None:
    found = rank([2, 2, 2], [0.1, 0.1, 0.1])
    assert (found.ranks, found.order) == ((1, 1, 1), None)
    assert found.lower is not None
