"""A network becomes a graph of one day and some modes; what is unknown stays out, by name."""

from __future__ import annotations

import dataclasses
import math
from datetime import date

import pytest

from accord.domain.evidence import Evidence
from accord.domain.network import Mode, NetworkMembership, RoadClass, Tier
from accord.domain.network_change import Network
from accord.domain.period import PartialDate
from accord.methods.network.graph import graph_of, section_minutes
from accord.methods.network.times import all_pairs, place_times
from made_up_networks import DAY, crossing, place, profile, section


def test_minutes_are_those_stated_else_of_length_and_class_else_unknown() -> None:
    assert section_minutes(section("AB", "12", length_km="55", road_class=RoadClass.MOTORWAY)) == 12
    # 55 km at the assumed 110 km/h.
    assert section_minutes(section("AB", None, length_km="55", road_class=RoadClass.MOTORWAY)) == 30
    assert section_minutes(section("AB", None, length_km="55")) is None


def test_a_section_without_a_time_is_left_out_and_named() -> None:
    graph = graph_of(
        Network(places=(place("A"), place("B")), sections=(section("AB", None, length_km="55"),)), day=DAY
    )
    assert graph.unknown == ("road-AB",)
    assert math.isinf(all_pairs(graph)[0, 1])


def test_a_section_counts_on_its_days_only() -> None:
    bridge = dataclasses.replace(
        section("AB"), valid_from=PartialDate("2020-05"), valid_to=PartialDate("2022")
    )
    network = Network(places=(place("A"), place("B")), sections=(bridge,))
    counts = [
        len(graph_of(network, day=day).arcs)
        for day in (date(2020, 4, 30), date(2020, 5, 1), date(2022, 12, 31), date(2023, 1, 1))
    ]
    assert counts == [0, 2, 2, 0]


def test_membership_of_the_trans_european_network_has_its_days() -> None:
    line = dataclasses.replace(
        section("AB", mode=Mode.RAIL),
        memberships=tuple(
            NetworkMembership(
                tier=tier,
                valid_from=PartialDate(first),
                valid_to=None if last is None else PartialDate(last),
                source="pact-text",
                evidence=Evidence.SEEN,
            )
            for tier, first, last in (
                (Tier.COMPREHENSIVE, "2016", "2023"),
                (Tier.EXTENDED_CORE, "2024", None),
            )
        ),
    )
    assert line.tier_on(date(2015, 1, 1)) is None
    assert line.tier_on(date(2023, 12, 31)) is Tier.COMPREHENSIVE
    assert line.tier_on(date(2024, 1, 1)) is Tier.EXTENDED_CORE


def test_the_mode_changes_only_where_the_time_of_a_change_is_known() -> None:
    # A-B by road 30, B-C by rail 20. With 45 minutes in the port of B, A to C takes 95; without, no way.
    rows = section("AB", "30"), section("BC", "20", mode=Mode.RAIL)
    modes = (Mode.ROAD, Mode.RAIL)
    for transfer, expected in (("45", 95.0), (None, math.inf)):
        network = Network(places=(place("A"), place("B", transfer=transfer), place("C")), sections=rows)
        graph = graph_of(network, day=DAY, modes=modes)
        times = place_times(graph, all_pairs(graph))
        assert times[0, 2] == expected
        assert times[0, 1] == 30
    by_road = graph_of(network, day=DAY)
    assert math.isinf(place_times(by_road, all_pairs(by_road))[1, 2])


def test_delays_are_directional_and_one_that_nobody_stated_counts_for_nothing() -> None:
    network = Network(
        places=(place("A"), place("B")),
        sections=(section("AB", "30"),),
        profiles=(profile("slow", "20", "60"),),
        crossings=(crossing("gate", "road-AB", there="slow"),),
    )
    times = all_pairs(graph_of(network, day=DAY))
    # The mean of the delay, 42.66 minutes, is computed by hand in the test of delays.
    assert times[0, 1] == pytest.approx(72.66, abs=0.01)
    assert times[1, 0] == 30
