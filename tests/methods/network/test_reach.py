"""Reach in people: by hand, its bounds, and what is unknown."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from accord.domain.network_change import Network
from accord.methods.network.graph import graph_of
from accord.methods.network.reach import mean_minutes, potential, reach_of, within
from accord.methods.network.times import all_pairs
from made_up_networks import DAY, networks

TIMES = np.array([[0.0, 30.0, 60.0], [30.0, 0.0, 90.0], [60.0, 90.0, 0.0]])
PEOPLE = np.array([100.0, 200.0, 300.0])
NAN = float("nan")


def test_the_mean_time_weighs_each_pair_by_the_people_at_both_ends() -> None:
    # By hand: (100 x 200 x 30 + 100 x 300 x 60 + 200 x 300 x 90) / (20,000 + 30,000 + 60,000) = 70.909.
    assert mean_minutes(TIMES, PEOPLE) == pytest.approx(7_800_000 / 110_000)
    # Journeys from the first place alone: (200 x 30 + 300 x 60) / 500 = 48.
    assert mean_minutes(TIMES, PEOPLE, [True, False, False]) == pytest.approx(48)


def test_the_potential_halves_each_hour_and_counts_the_own_place_whole() -> None:
    # First place: 100 + 200 x 2^-0.5 + 300 x 0.5 = 391.42.
    assert potential(TIMES, PEOPLE)[0] == pytest.approx(100 + 200 / 2**0.5 + 150)


def test_people_within_an_hour_include_the_sixtieth_minute() -> None:
    assert within(TIMES, PEOPLE, 60).tolist() == [600, 300, 400]


def test_an_unknown_population_counts_for_nothing_and_is_not_zero_people_reached() -> None:
    people = np.array([100.0, NAN, 300.0])
    assert mean_minutes(TIMES, people) == pytest.approx(60)
    assert reach_of(TIMES, people, [False, True, False]) is None
    assert mean_minutes(TIMES, np.array([NAN, NAN, 300.0])) is None


def test_where_people_cannot_be_reached_there_is_no_mean_yet_a_potential() -> None:
    times = np.array([[0.0, np.inf], [np.inf, 0.0]])
    found = reach_of(times, np.array([100.0, 50.0]))
    assert found is not None
    assert found.minutes is None
    # (100 x 100 + 50 x 50) / 150: each reaches its own place only.
    assert found.potential == pytest.approx(12_500 / 150)


@settings(deadline=None)
@given(networks())
def test_reach_lies_between_the_own_place_and_everybody(network: Network) -> None:
    graph = graph_of(network, day=DAY)
    people = np.nan_to_num(graph.population)
    found = potential(all_pairs(graph), graph.population)
    assert (people - 1e-9 <= found).all()
    assert (found <= people.sum() + 1e-9).all()
