"""What each project adds: complements by hand, Shapley's axioms, and every order of building."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings

from accord.domain.network_change import EffectKind, Network
from accord.methods.network.attribution import (
    MOST_EXACT,
    Attribution,
    attribution_of,
    sampled_attribution,
    scenario_times,
    values_of_all,
)
from accord.methods.network.graph import graph_of
from accord.methods.network.reach import potential
from accord.methods.network.scenarios import Scenario, likely_scenario
from accord.methods.network.times import Matrix
from made_up_networks import DAY, effect, networks, place, section


def scenario(network: Network) -> Scenario:
    return likely_scenario(graph_of(network, day=DAY), network.effects)


def reached(times: Matrix) -> float:
    """A value that is finite on every network."""
    return float(potential(times, np.ones(len(times))).sum())


def first_to_last(times: Matrix) -> float:
    return -float(times[0, -1])


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
    found = attribution_of(scenario(axis()), first_to_last)
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


@settings(deadline=None)
@given(networks(most_projects=4))
def test_shapley_is_the_mean_gain_over_all_orders_and_adds_up(network: Network) -> None:
    if not network.effects:
        return
    given_scenario = scenario(network)
    found = attribution_of(given_scenario, reached)
    count = len(found.projects)
    gains = np.zeros(count)
    orders = list(itertools.permutations(range(count)))
    for order in orders:
        chosen, value = 0, reached(scenario_times(given_scenario, 0))
        for project in order:
            chosen |= 1 << project
            after = reached(scenario_times(given_scenario, chosen))
            gains[project] += (after - value) / len(orders)
            value = after
    np.testing.assert_allclose(found.shapley, gains, atol=1e-9)
    assert sum(found.shapley) == pytest.approx(found.after - found.before, abs=1e-9)


@settings(deadline=None)
@given(networks(most_projects=5))
def test_each_set_of_projects_has_the_value_of_a_network_searched_anew(network: Network) -> None:
    if not network.effects:
        return
    given_scenario = scenario(network)
    values = values_of_all(given_scenario, reached)
    anew = [reached(scenario_times(given_scenario, chosen)) for chosen in range(len(values))]
    np.testing.assert_allclose(values, anew, rtol=1e-9)


def test_a_project_that_changes_nothing_gets_nothing_and_like_ones_get_alike() -> None:
    network = axis()
    idle = effect("idle", EffectKind.RETIMES, "road-AC", "100")
    found = attribution_of(
        scenario(Network(places=network.places, sections=network.sections, effects=(*network.effects, idle))),
        first_to_last,
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
        attribution_of(wide, first_to_last)
    found = sampled_attribution(wide, first_to_last, seed=5, orders=300)
    assert sum(found.shapley) == pytest.approx(60)
    assert max(found.error) > 0
    assert found == sampled_attribution(wide, first_to_last, seed=5, orders=300)


def test_drawn_orders_come_within_their_error_of_the_exact_value() -> None:
    exact = attribution_of(scenario(axis()), first_to_last)
    drawn = sampled_attribution(scenario(axis()), first_to_last, seed=2, orders=400)
    assert drawn.alone == exact.alone
    assert drawn.last == exact.last
    for one, other, error in zip(drawn.shapley, exact.shapley, drawn.error, strict=True):
        assert abs(one - other) < 4 * error
