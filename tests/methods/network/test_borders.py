"""Waiting at borders as a share of travel time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from accord.domain.network import Mode
from accord.domain.network_change import Network
from accord.methods.network.borders import border_share, journeys_by_arc, pair_weights
from accord.methods.network.delays import drawn_delays
from accord.methods.network.graph import graph_of
from accord.methods.network.times import all_pairs, place_times
from made_up_networks import DAY, crossing, networks, place, profile, section


def line() -> Network:
    """A - B - C, with a gate between B and C that is slow in one direction."""
    return Network(
        places=(place("A", 10), place("B", 20), place("C", 30)),
        sections=(section("AB", "30"), section("BC", "20")),
        profiles=(profile("slow", "20", "60"), profile("fast", "2", "4")),
        crossings=(crossing("gate", "road-BC", there="slow", back="fast"),),
    )


def test_journeys_are_counted_on_the_arcs_that_they_pass() -> None:
    graph = graph_of(line(), day=DAY)
    used = journeys_by_arc(graph, graph.costs, all_pairs(graph))
    # By hand: A-B carries A to B (200) and A to C (300); B-C carries A to C (300) and B to C (600).
    by_ends = {(arc.tail, arc.head): count for arc, count in zip(graph.arcs, used.tolist(), strict=True)}
    assert by_ends == {(0, 1): 500, (1, 0): 500, (1, 2): 900, (2, 1): 900}


def test_the_share_is_that_of_the_drawn_delays() -> None:
    graph = graph_of(line(), day=DAY)
    found = border_share(graph, all_pairs(graph), seed=4, draws=2000)
    assert found is not None
    generator = np.random.default_rng(4)
    slow, fast = (drawn_delays(profile("x", *ends), generator, 2000) for ends in (("20", "60"), ("2", "4")))
    # Free time by hand: 2 x (200 x 30 + 300 x 50 + 600 x 20) = 66,000 weighted minutes.
    waited = 900 * slow + 900 * fast
    assert found.mean == pytest.approx(float((waited / (66_000 + waited)).mean()), rel=1e-12)
    assert found.lower < found.median < found.upper
    # 900 of 2 x 1,100 weighted journeys pass the gate in each direction.
    assert [row.journeys for row in found.crossings] == pytest.approx([900 / 2200] * 2)
    assert {(row.begins, row.profile) for row in found.crossings} == {("B", "slow"), ("C", "fast")}
    again = border_share(graph, all_pairs(graph), seed=4, draws=2000)
    assert again == found


def test_without_a_known_delay_or_people_there_is_no_share() -> None:
    network = line()
    graph = graph_of(Network(places=network.places, sections=network.sections), day=DAY)
    assert border_share(graph, all_pairs(graph), seed=1) is None
    empty = tuple(place(name, None) for name in "ABC")
    graph = graph_of(
        Network(
            places=empty,
            sections=network.sections,
            profiles=network.profiles,
            crossings=network.crossings,
        ),
        day=DAY,
    )
    assert border_share(graph, all_pairs(graph), seed=1) is None


@settings(deadline=None)
@given(networks())
def test_the_time_on_all_arcs_is_the_time_of_all_journeys(network: Network) -> None:
    graph = graph_of(network, day=DAY, modes=(Mode.ROAD, Mode.RAIL))
    times = all_pairs(graph)
    between, weights = place_times(graph, times), pair_weights(graph.population)
    possible = np.isfinite(between)
    total = float((weights[possible] * between[possible]).sum())
    used = journeys_by_arc(graph, graph.costs, times)
    assert float(used @ graph.costs) == pytest.approx(total, rel=1e-9, abs=1e-6)
