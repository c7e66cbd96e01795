"""The whole answer: before and after, ranges, and networks without people or without a way."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from accord.domain.network import Mode, PlaceKind
from accord.domain.network_change import EffectKind, Network
from accord.methods.network.analysis import analyse_network
from accord.methods.network.report import Measured, Question, Spread, stranded_places
from made_up_networks import DAY, crossing, effect, place, profile, section

QUESTION = Question(day=DAY, draws=50)


def lake() -> Network:
    """A and B of one partner, C of another; a project makes B-C faster, another opens A-C."""
    return Network(
        places=(
            place("A", 100, partner="NOR"),
            place("B", 200, partner="NOR"),
            place("C", 300, partner="SOU"),
        ),
        sections=(section("AB", "30"), section("BC", "40"), section("AC", "50", is_planned=True)),
        effects=(
            effect("bridge", EffectKind.RETIMES, "road-BC", "20", guess=("15", "30")),
            effect("tunnel", EffectKind.OPENS, "road-AC", "45"),
        ),
    )


def test_times_and_reach_before_and_after_are_those_worked_by_hand() -> None:
    report = analyse_network(lake(), QUESTION)
    # Before: AB 30, BC 40, AC 70. After: AB 30, BC 20, AC 45 (by B it would take 50).
    assert report.minutes("A", "C") == (70, 45)
    assert report.minutes("B", "C") == (40, 20)
    everybody = report.reach[0]
    assert everybody.before is not None
    assert everybody.after is not None
    # (20,000 x 30 + 30,000 x 70 + 60,000 x 40) / 110,000 and (600,000 + 1,350,000 + 1,200,000) / 110,000.
    assert everybody.before.minutes == pytest.approx(5_100_000 / 110_000)
    assert everybody.after.minutes == pytest.approx(3_150_000 / 110_000)
    south = {row.partner: row for row in report.reach}["SOU"]
    assert south.before is not None
    assert south.after is not None
    # From C within an hour: itself and B (40), then A too (45).
    assert (south.before.within_hour, south.after.within_hour) == (500, 600)
    found = report.attribution
    assert found is not None
    assert report.measured is Measured.MINUTES
    assert sum(found.shapley) == pytest.approx((5_100_000 - 3_150_000) / 110_000)
    # Alone: the bridge brings BC to 20 and AC to 50; the tunnel brings AC to 45.
    assert found.alone == pytest.approx(((60_000 * 20 + 30_000 * 20) / 110_000, 30_000 * 25 / 110_000))


def test_ranges_hold_the_draws_of_every_guess_and_only_where_there_is_one() -> None:
    report = analyse_network(lake(), QUESTION)
    whole, bridge, tunnel = report.ranges
    assert (whole.project, bridge.project, tunnel.project) == ("", "bridge", "tunnel")
    assert bridge.alone[0] < bridge.alone[1]
    # Alone, the tunnel does not depend on the guess about the bridge; as the last, it does.
    assert tunnel.alone[0] == pytest.approx(tunnel.alone[1])
    assert tunnel.last[0] < tunnel.last[1]
    sure = dataclasses.replace(
        lake(), effects=tuple(dataclasses.replace(row, low=None, high=None) for row in lake().effects)
    )
    assert analyse_network(sure, QUESTION).ranges == ()
    assert analyse_network(lake(), dataclasses.replace(QUESTION, draws=0)).ranges == ()
    assert analyse_network(lake(), QUESTION).ranges == report.ranges


def test_a_likely_value_outside_its_range_is_known_by_the_decimals_that_are_told() -> None:
    # The likely 20 minutes are the shortest thought possible: hardly a draw saves as much, 20 of 40.
    skewed = tuple(
        dataclasses.replace(row, low=row.value, high=Decimal(38)) if row.project == "bridge" else row
        for row in lake().effects
    )
    report = analyse_network(dataclasses.replace(lake(), effects=skewed), QUESTION)
    assert report.attribution is not None
    bridge = report.ranges[1].alone
    assert bridge.lower < bridge.median < bridge.upper < report.attribution.alone[0]
    assert bridge.leaves_out(report.attribution.alone[0], decimals=2)
    assert not Spread(lower=0.11, upper=0.134, median=0.12).leaves_out(0.1343, decimals=2)
    assert Spread(lower=0.11, upper=0.134, median=0.12).leaves_out(0.1343, decimals=4)


def test_where_people_are_cut_off_gains_are_counted_in_people_reached() -> None:
    network = Network(
        places=(place("A", 100), place("B", 200), place("C", 300)),
        sections=(section("AB", "60"), section("BC", "60", is_planned=True)),
        effects=(effect("bridge", EffectKind.OPENS, "road-BC"),),
    )
    report = analyse_network(network, QUESTION)
    assert report.measured is Measured.POTENTIAL
    assert report.groups == (("A", "B"), ("C",))
    assert stranded_places(report) == (), "the bridge joins C"
    assert report.attribution is not None
    # The bridge joins B-C, which counts half, and A-C, which counts a quarter:
    # (2 x 200 x 300 / 2 + 2 x 100 x 300 / 4) / 600.
    assert report.attribution.shapley[0] == pytest.approx((60_000 + 15_000) / 600)


def test_a_closure_that_cuts_people_off_is_counted_in_people_reached_too() -> None:
    network = Network(
        places=(place("A", 100), place("B", 200)),
        sections=(section("AB", "60"),),
        effects=(effect("closure", EffectKind.CLOSES, "road-AB"),),
    )
    report = analyse_network(network, QUESTION)
    assert report.measured is Measured.POTENTIAL
    assert report.attribution is not None
    # Each person loses half of the other town: (2 x 100 x 200 / 2) / 300.
    assert report.attribution.shapley[0] == pytest.approx(-20_000 / 300)


def test_without_known_people_no_gain_is_stated() -> None:
    network = dataclasses.replace(lake(), places=tuple(place(name, None) for name in "ABC"))
    report = analyse_network(network, QUESTION)
    assert report.attribution is None
    assert report.reach[0].before is None
    assert report.minutes("A", "C") == (70, 45)


def test_only_the_projects_asked_for_are_built() -> None:
    report = analyse_network(lake(), dataclasses.replace(QUESTION, projects=("tunnel",)))
    assert report.attribution is not None
    assert report.attribution.projects == ("tunnel",)
    assert report.minutes("B", "C") == (40, 40)


def test_a_border_point_or_a_port_without_a_section_is_not_called_stranded() -> None:
    network = lake()
    alone = (place("D", None, kind=PlaceKind.BORDER), place("E", None, kind=PlaceKind.PORT), place("F", None))
    report = analyse_network(dataclasses.replace(network, places=(*network.places, *alone)), QUESTION)
    assert stranded_places(report) == ("F",)


def test_a_port_that_handles_faster_shortens_the_journeys_that_change_there() -> None:
    # By hand: A by road to the port P in 30 minutes, 240 there, by ship to B in 600: 870; by the road around
    # 800. With 60 minutes in the port the ship takes 690 in all: 110 saved.
    network = Network(
        places=(place("A"), place("B"), place("P", None, kind=PlaceKind.PORT, transfer="240")),
        sections=(section("AP", "30"), section("PB", "600", mode=Mode.FERRY), section("AB", "800")),
        effects=(effect("port", EffectKind.RETIMES_TRANSFER, "P", "60"),),
    )
    report = analyse_network(network, Question(day=DAY, modes=(Mode.ROAD, Mode.FERRY)))
    assert report.minutes("A", "B") == (800, 690)
    assert report.attribution is not None
    assert report.attribution.alone == pytest.approx((110,))
    by_road = analyse_network(network, Question(day=DAY))
    assert by_road.attribution is None, "for those who only drive the port changes nothing"


def test_a_crossing_and_a_section_with_the_same_id_are_not_confused() -> None:
    # The crossing "road-BC" lies on the section AB; halving its wait leaves the section BC as it is.
    network = Network(
        places=(place("A"), place("B"), place("C")),
        sections=(section("AB", "30"), section("BC", "20")),
        profiles=(profile("slow", "20", "60"),),
        crossings=(crossing("road-BC", "road-AB", there="slow", back="slow"),),
        effects=(effect("open", EffectKind.SHORTENS_WAIT, "road-BC", "0"),),
    )
    report = analyse_network(network, Question(day=DAY))
    assert report.minutes("B", "C") == (20, 20)
    assert report.minutes("A", "B")[1] == 30
