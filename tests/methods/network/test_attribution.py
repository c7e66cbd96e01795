"""What each project adds: complements by hand, Shapley's axioms, and every order of building."""

from __future__ import annotations

import dataclasses
import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.network_change import EffectKind, Network
from accord.methods.network import insertions
from accord.methods.network.attribution import (
    MOST_EXACT,
    Attribution,
    NoWayError,
    attribution_of,
    readings_of,
    sampled_readings,
    scenario_times,
)
from accord.methods.network.graph import graph_of
from accord.methods.network.insertions import Worth
from accord.methods.network.orders import gains_of_orders
from accord.methods.network.scenarios import Scenario, drawn_scenario, likely_scenario
from accord.methods.network.subsets import worth_of_sets, worth_of_subsets
from made_up_networks import DAY, effect, networks, place, section


def scenario(network: Network) -> Scenario:
    return likely_scenario(graph_of(network, day=DAY), network.effects)


def reached(places: int) -> Worth:
    """A worth that is finite on every network: people reached, one at each place."""
    return Worth(weights=np.ones((places, places)), half_minutes=60.0)


def anew(given_scenario: Scenario, chosen: int) -> float:
    """The same worth by its definition, from times that are searched again."""
    return float(np.exp2(-scenario_times(given_scenario, chosen) / 60).sum())


def first_to_last(places: int = 3) -> Worth:
    weights = np.zeros((places, places))
    weights[0, -1] = 1.0
    return Worth(weights=weights)


def axis() -> Network:
    """A slow road A-C of 100 minutes, and a fast one by B in two halves of 20 that projects open."""
    return Network(
        places=(place("A"), place("B"), place("C")),
        sections=(
            section("AC", "100"),
            section("AB", "20", is_planned=True),
            section("BC", "20", is_planned=True),
        ),
        effects=(
            effect("north", EffectKind.OPENS, "road-AB"),
            effect("south", EffectKind.OPENS, "road-BC"),
        ),
    )


def test_two_halves_of_a_road_are_worth_nothing_alone_and_all_as_the_last() -> None:
    found = attribution_of(scenario(axis()), first_to_last())
    # By hand: 100 minutes with none or one half, 40 with both.
    assert found == Attribution(
        projects=("north", "south"),
        before=-100.0,
        after=-40.0,
        alone=(0.0, 0.0),
        last=(60.0, 60.0),
        shapley=(30.0, 30.0),
        error=(0.0, 0.0),
        subsets=4,
    )


@settings(deadline=None, max_examples=50)
@given(networks(most_projects=4), st.booleans())
def test_shapley_is_the_mean_gain_over_all_orders_and_adds_up(network: Network, is_drawn: bool) -> None:
    if not network.effects:
        return
    given_scenario = scenario(network)
    worth = reached(len(network.places))
    count = len(given_scenario.projects)
    orders = list(itertools.permutations(range(count)))
    gains = np.zeros(count)
    for order in orders:
        chosen, value = 0, anew(given_scenario, 0)
        for project in order:
            chosen |= 1 << project
            after = anew(given_scenario, chosen)
            gains[project] += (after - value) / len(orders)
            value = after
    if is_drawn:
        drawn = gains_of_orders(given_scenario, worth, orders)
        np.testing.assert_allclose(drawn.gains.mean(axis=0)[:, 0], gains, atol=1e-9)
        assert len(drawn.worth) == 1 << count
        return
    found = attribution_of(given_scenario, worth)
    np.testing.assert_allclose(found.shapley, gains, atol=1e-9)
    assert sum(found.shapley) == pytest.approx(found.after - found.before, abs=1e-9)


@settings(deadline=None, max_examples=50)
@given(networks(most_projects=5))
def test_each_set_of_projects_has_the_worth_of_a_network_searched_anew(network: Network) -> None:
    if not network.effects:
        return
    given_scenario = scenario(network)
    values = worth_of_subsets(given_scenario, reached(len(network.places)))
    some = [len(values) - 1, 0, len(values) // 2, 0]
    again = worth_of_sets(given_scenario, reached(len(network.places)), some)
    np.testing.assert_allclose(again, values[some], rtol=1e-12)
    searched = [[anew(given_scenario, chosen)] for chosen in range(len(values))]
    np.testing.assert_allclose(values, searched, rtol=1e-9)


@settings(deadline=None, max_examples=50)
@given(networks(most_projects=4), st.booleans())
def test_the_compiled_loops_of_large_networks_give_the_same(network: Network, in_minutes: bool) -> None:
    if not network.effects:
        return
    worth = reached(len(network.places))
    if in_minutes:
        worth = Worth(weights=worth.weights)
    small = worth_of_subsets(scenario(network), worth)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(insertions, "_MOST_BY_NUMPY", 0)
        np.testing.assert_allclose(worth_of_subsets(scenario(network), worth), small, rtol=1e-12)


def test_a_set_with_a_journey_that_is_impossible_has_no_mean_time() -> None:
    cut = effect("cut", EffectKind.CLOSES, "road-AC")
    network = axis()
    cut_off = scenario(Network(places=network.places, sections=network.sections, effects=(cut,)))
    assert worth_of_subsets(cut_off, first_to_last()).tolist() == [[-100.0], [-np.inf]]
    with pytest.raises(NoWayError):
        attribution_of(cut_off, first_to_last())


@settings(deadline=None, max_examples=20)
@given(networks(most_projects=3), st.integers(1, 5))
def test_draws_that_are_taken_in_parts_are_those_of_single_draws(network: Network, draws: int) -> None:
    guessed = tuple(
        dataclasses.replace(row, low=row.value / 2, high=row.value * 2) if row.value else row
        for row in network.effects
    )
    sections = tuple(
        dataclasses.replace(row, minutes_low=row.minutes / 2, minutes_high=row.minutes * 3)
        for row in network.sections
        if row.minutes is not None
    )
    graph = graph_of(dataclasses.replace(network, sections=sections), day=DAY)
    drawn = drawn_scenario(graph, guessed, np.random.default_rng(3), draws)
    worth = reached(len(network.places))
    together = worth_of_subsets(drawn, worth)
    for draw in range(draws):
        single = worth_of_subsets(drawn.part(draw, draw + 1), worth)
        np.testing.assert_allclose(together[:, [draw]], single, rtol=1e-12)


def test_a_project_that_changes_nothing_gets_nothing_and_like_ones_get_alike() -> None:
    network = axis()
    idle = effect("idle", EffectKind.RETIMES, "road-AC", "100")
    found = attribution_of(
        scenario(Network(places=network.places, sections=network.sections, effects=(*network.effects, idle))),
        first_to_last(),
    )
    assert dict(zip(found.projects, found.shapley, strict=True)) == pytest.approx(
        {"idle": 0.0, "north": 30.0, "south": 30.0}
    )


def test_many_projects_are_drawn_with_a_stated_error() -> None:
    network = axis()
    more = tuple(effect(f"extra{at:02}", EffectKind.RETIMES, "road-AC", str(99 - at)) for at in range(15))
    wide = scenario(
        Network(places=network.places, sections=network.sections, effects=(*network.effects, *more))
    )
    assert len(wide.projects) > MOST_EXACT
    with pytest.raises(ValueError, match="17 projects"):
        readings_of(wide, first_to_last())
    found = attribution_of(wide, first_to_last(), seed=5, orders=300)
    assert sum(found.shapley) == pytest.approx(60)
    assert max(found.error) > 0
    assert found == attribution_of(wide, first_to_last(), seed=5, orders=300)


def test_drawn_orders_come_within_their_error_of_the_exact_value() -> None:
    exact = readings_of(scenario(axis()), first_to_last())
    drawn = sampled_readings(scenario(axis()), first_to_last(), seed=2, orders=400)
    assert (drawn.alone == exact.alone).all()
    assert (drawn.last == exact.last).all()
    assert (abs(drawn.shapley - exact.shapley) < 4 * drawn.error).all()
