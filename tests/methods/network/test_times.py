"""Shortest times: by hand, against Floyd's method written out, and under every change."""

from __future__ import annotations

import dataclasses
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.network import Section
from accord.domain.network_change import Network
from accord.errors import UsageError
from accord.methods.network.graph import Graph, graph_of
from accord.methods.network.searching import searched_times
from accord.methods.network.sweeping import most_pairs, swept_times
from accord.methods.network.times import (
    MOST_VERTICES,
    Matrix,
    all_pairs,
    changed,
    connected_groups,
    lowered,
    place_times,
)
from made_up_networks import DAY, networks, place, section


def graph(network: Network) -> Graph:
    return graph_of(network, day=DAY)


def floyd(graph: Graph, costs: Matrix) -> list[list[float]]:
    """The oracle: three loops, nothing else."""
    count = len(graph.vertices)
    times = [[0.0 if one == other else float("inf") for other in range(count)] for one in range(count)]
    for arc, cost in zip(graph.arcs, costs, strict=True):
        times[arc.tail][arc.head] = min(times[arc.tail][arc.head], float(cost))
    for middle in range(count):
        for one in range(count):
            for other in range(count):
                times[one][other] = min(times[one][other], times[one][middle] + times[middle][other])
    return times


def test_a_journey_takes_the_shortest_way_and_a_place_without_a_section_is_not_reached() -> None:
    # A-B 30, B-C 20, A-C 60: by hand A to C takes 50 by B; D stands alone.
    found = graph(
        Network(
            places=(place("A"), place("B"), place("C"), place("D")),
            sections=(section("AB", "30"), section("BC", "20"), section("AC", "60")),
        )
    )
    times = all_pairs(found)
    assert times[0].tolist() == [0, 30, 50, np.inf]
    assert connected_groups(times, ["A", "B", "C", "D"]) == (("A", "B", "C"), ("D",))


def test_a_one_way_road_is_one_way() -> None:
    found = graph(Network(places=(place("A"), place("B")), sections=(section("AB", "30", is_one_way=True),)))
    assert all_pairs(found).tolist() == [[0, 30], [np.inf, 0]]


def test_of_parallel_sections_the_faster_counts_and_they_are_not_added_up() -> None:
    slow = dataclasses.replace(section("AB", "40"), id="old")
    found = graph(Network(places=(place("A"), place("B")), sections=(slow, section("AB", "30"))))
    assert all_pairs(found)[0, 1] == 30


@settings(deadline=None)
@given(networks())
def test_all_pairs_are_those_of_the_oracle(network: Network) -> None:
    found = graph(network)
    np.testing.assert_allclose(all_pairs(found), floyd(found, found.costs), rtol=1e-12)


@settings(deadline=None)
@given(networks())
def test_the_sweeps_of_large_networks_give_the_times_of_the_oracle(network: Network) -> None:
    found = graph(network)
    swept = swept_times(len(found.vertices), (found.tails, found.heads, found.costs))
    assert swept is not None, "without a limit all places are taken out"
    np.testing.assert_allclose(swept, floyd(found, found.costs), rtol=1e-12)


@settings(deadline=None)
@given(networks())
def test_the_searches_of_other_networks_give_the_times_of_the_oracle(network: Network) -> None:
    found = graph(network)
    order = np.lexsort((found.costs, found.heads, found.tails))
    searched = searched_times(
        len(found.vertices), (found.tails[order], found.heads[order], found.costs[order])
    )
    np.testing.assert_allclose(searched, floyd(found, found.costs), rtol=1e-12)


def test_a_network_in_which_all_is_near_is_searched_and_gives_what_sweeps_would() -> None:
    # 120 places, each joined to each other: the direct way takes 10 to 17 minutes, any other at least 20.
    count = 120
    tails, heads = np.nonzero(~np.eye(count, dtype=bool))
    costs = (10.0 + (3 * tails + 5 * heads) % 8).astype(np.float64)
    arcs = (tails, heads, costs)
    assert swept_times(count, arcs, most_pairs(count, arcs)) is None
    direct = np.zeros((count, count))
    direct[tails, heads] = costs
    swept = swept_times(count, arcs)
    assert swept is not None
    assert searched_times(count, arcs).tolist() == swept.tolist() == direct.tolist()


def test_a_random_network_stops_being_swept_at_its_fill_and_a_ring_does_not() -> None:
    # A ring of 400 with chords to far places has a dense core; without them each place has two neighbours.
    count = 400
    places = np.arange(count)
    ring = (np.concatenate((places, (places + 1) % count)), np.concatenate(((places + 1) % count, places)))
    chords = [(places, (places * step + 7) % count) for step in (3, 7, 11, 13, 17)]
    for more, is_swept in (((), True), (tuple(chords), False)):
        tails = np.concatenate((ring[0], *(one for pair in more for one in pair)))
        heads = np.concatenate((ring[1], *(one for pair in more for one in pair[::-1])))
        keep = tails != heads
        tails, heads = tails[keep], heads[keep]
        arcs = (tails, heads, np.ones(len(tails)))
        assert (swept_times(count, arcs, most_pairs(count, arcs)) is not None) is is_swept


def test_a_wheel_has_its_times_by_sweeps_where_many_vertices_share_a_neighbour() -> None:
    # By hand: 150 rims in a ring, 3 minutes apart, each 4 minutes from the hub: neighbours on the ring are
    # 3 minutes apart, the next ones 6, all others 8 by the hub. 151 vertices are too many for Floyd's method.
    rims = [f"R{at:03}" for at in range(150)]
    ring = [joined(one, other, "3") for one, other in zip(rims, rims[1:] + rims[:1], strict=True)]
    spokes = [joined("hub", rim, "4") for rim in rims]
    times = all_pairs(graph(Network(places=tuple(map(place, ["hub", *rims])), sections=(*ring, *spokes))))
    steps = np.minimum(np.arange(150), 150 - np.arange(150))
    assert times[0, :150].tolist() == np.minimum(3 * steps, 8).tolist()
    assert times[150].tolist() == [4] * 150 + [0]


def joined(begins: str, ends: str, minutes: str) -> Section:
    row = section("AB", minutes)
    return dataclasses.replace(row, id=f"{begins} {ends}", begins=begins, ends=ends)


@settings(deadline=None)
@given(networks(), st.data())
def test_adding_a_section_never_lengthens_a_journey(network: Network, data: st.DataObject) -> None:
    names = [row.id for row in network.places]
    ends = data.draw(st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True))
    new = dataclasses.replace(section("".join(ends), str(data.draw(st.integers(1, 90)))), id="new")
    more = dataclasses.replace(network, sections=(*network.sections, new))
    assert (all_pairs(graph(more)) <= all_pairs(graph(network)) + 1e-9).all()


@settings(deadline=None)
@given(networks(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(network: Network, order: random.Random) -> None:
    places, sections = list(network.places), list(network.sections)
    order.shuffle(places)
    order.shuffle(sections)
    other = graph(Network(places=tuple(places), sections=tuple(sections)))
    first = graph(network)
    assert first.places == other.places
    assert first.arcs == other.arcs
    assert all_pairs(first).tobytes() == all_pairs(other).tobytes()


@settings(deadline=None)
@given(networks(), st.data())
def test_a_faster_or_new_arc_is_updated_as_if_all_were_searched_again(
    network: Network, data: st.DataObject
) -> None:
    found = graph(network)
    ends = data.draw(st.lists(st.integers(0, len(found.vertices) - 1), min_size=2, max_size=2, unique=True))
    cost = float(data.draw(st.integers(1, 60)))
    arc = dataclasses.replace(
        graph(Network(places=(place("A"), place("B")), sections=(section("AB"),))).arcs[0]
    )
    more = dataclasses.replace(arc, tail=ends[0], head=ends[1], minutes=cost, low=cost, high=cost)
    wider = dataclasses.replace(found, arcs=(*found.arcs, more))
    before = all_pairs(found)
    kept = before.copy()
    np.testing.assert_allclose(lowered(before, ends[0], ends[1], cost), all_pairs(wider), rtol=1e-12)
    assert (before == kept).all(), "the times before are not written over"


@settings(deadline=None)
@given(networks(), st.data())
def test_any_change_of_costs_is_followed_exactly(network: Network, data: st.DataObject) -> None:
    found = graph(network)
    before = found.costs
    cost = st.integers(1, 120).map(float) | st.just(float("inf"))
    after = np.array(
        [data.draw(cost) if data.draw(st.booleans()) else old for old in before], dtype=np.float64
    )
    new = changed(found, all_pairs(found), before, after)
    np.testing.assert_allclose(new, floyd(found, after), rtol=1e-12)


def test_a_time_of_zero_or_below_is_refused() -> None:
    found = graph(Network(places=(place("A"), place("B")), sections=(section("AB"),)))
    for cost in (0.0, -1.0, float("nan")):
        with pytest.raises(ValueError, match="more than zero"):
            all_pairs(found, np.array([cost, 5.0]))


def test_a_huge_network_is_refused() -> None:
    arcs = graph(Network(places=(place("A"), place("B")), sections=(section("AB"),)))
    huge = dataclasses.replace(arcs, vertices=tuple((at, "road") for at in range(MOST_VERTICES + 1)))
    with pytest.raises(UsageError) as refused:
        all_pairs(huge)
    assert refused.value.problems[0].id == "ACC-835"


def test_times_between_places_begin_and_end_in_any_mode() -> None:
    # Vertices: A road, B rail, B road, C rail, C road are sorted by place and mode.
    found = graph(Network(places=(place("A"), place("B")), sections=(section("AB", "30"),)))
    doubled = dataclasses.replace(found, vertices=((0, "rail"), (0, "road"), (1, "road")))
    times = np.array([[0.0, np.inf, 9.0], [np.inf, 0.0, 7.0], [5.0, 8.0, 0.0]])
    assert place_times(doubled, times).tolist() == [[0, 7], [5, 0]]
