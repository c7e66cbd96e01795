"""What a network publishes: ids, values by hand, rows they rest on, and unknown means."""

from __future__ import annotations

import dataclasses
import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.evidence import Evidence
from accord.domain.figure import Figure
from accord.domain.network_change import EffectKind, Network
from accord.methods.network.analysis import analyse_network
from accord.methods.network.figure_rows import rounded, years_of_people
from accord.methods.network.report import Question
from accord.methods.network_figures import report_figures
from made_up_networks import DAY, crossing, effect, networks, place, profile, section


def figures(network: Network, *, is_file: bool = False) -> dict[str, Figure]:
    return report_figures(analyse_network(network, Question(day=DAY)), network, is_file=is_file)


def lake() -> Network:
    """100 minutes from A to C around; two projects open halves of 20 minutes by B, where nobody lives."""
    guessed = dataclasses.replace(
        effect("south", EffectKind.OPENS, "road-BC", "20", guess=("10", "40")), evidence=Evidence.UNVERIFIED
    )
    return Network(
        places=(place("A", 1000, partner="NOR"), place("B", None), place("C", 3000, partner="SOU")),
        sections=(
            section("AC", "100"),
            section("AB", "20", is_planned=True),
            section("BC", None, is_planned=True),
        ),
        profiles=(profile("slow", "20", "60"),),
        crossings=(crossing("gate", "road-AC", there="slow"),),
        effects=(effect("north", EffectKind.OPENS, "road-AB"), guessed),
    )


def test_figures_have_the_values_of_a_hand_calculation() -> None:
    network = dataclasses.replace(lake(), crossings=())
    found = figures(network)
    assert found["network.all.mean_minutes.before"].value == Decimal("100.000")
    assert found["network.all.mean_minutes.after"].value == Decimal("40.000")
    # A reaches itself and C, 40 minutes away and halved each hour: 1000 + 3000 / 2 ** (2 / 3) = 2889.9.
    assert found["network.A.potential.after"].value == 2890
    assert found["network.A.within_hour.before"].value == 1000
    assert found["network.A.within_hour.after"].value == 4000
    # On the mean of all people: (1000 * 4000 + 3000 * 4000) / 4000.
    assert found["network.all.within_hour.after"].value == 4000
    readings = [found[f"network.north.{reading}"].value for reading in ("alone", "last", "shapley")]
    assert readings == [0, 60, 30]
    assert found["network.all.gain"].value == 60
    # Alone, neither half changes a journey, whoever makes it.
    assert found["network.south.SOU.minutes_saved"].value == 0
    assert found["network.SOU.people"].value == 3000
    assert "network.B.potential.before" not in found, "nobody is known to live there"


def test_years_of_people_are_counted_and_a_place_without_people_has_none() -> None:
    old, new, undated, empty = place("A"), place("B"), place("C"), place("D", None)
    old = dataclasses.replace(old, population_year="2011")
    new = dataclasses.replace(new, population_year="2023")
    empty = dataclasses.replace(empty, population_year="1990")
    assert years_of_people([new, undated, old, empty]) == {
        "years_of_people": "2011 to 2023 for 2 of 3 places; no year is stated for 1 of 3"
    }
    assert years_of_people([new]) == {"years_of_people": "2023 for 1 of 1 places"}
    assert years_of_people([undated]) == {"years_of_people": "no year is stated for 1 of 1"}
    assert years_of_people([empty]) == {}


def test_a_gain_has_the_range_of_the_guesses_and_their_weakest_evidence() -> None:
    found = figures(dataclasses.replace(lake(), crossings=()))
    gain = found["network.all.gain"]
    # The half in the south takes 10 to 40 minutes, the one in the north 20: 100 - 20 - 10 and 100 - 20 - 40.
    assert gain.lower is not None
    assert gain.upper is not None
    assert 40 < gain.lower < 60 < gain.upper < 70
    assert gain.level == Decimal("0.90")
    assert gain.lower < Decimal(gain.parameters["median_of_draws"]) < gain.upper
    assert gain.reason == "", "the likely value lies within"
    assert gain.evidence is Evidence.UNVERIFIED
    assert found["network.all.mean_minutes.before"].evidence is Evidence.SEEN
    assert found["network.north.alone"].evidence is Evidence.SEEN
    assert found["network.north.last"].evidence is Evidence.UNVERIFIED


def test_a_gain_whose_likely_value_lies_outside_its_range_says_why() -> None:
    # The likely 10 minutes of the half in the south are the shortest thought possible.
    skewed = tuple(
        dataclasses.replace(row, low=row.value) if row.low is not None else row for row in lake().effects
    )
    found = figures(dataclasses.replace(lake(), crossings=(), effects=skewed))
    gain = found["network.all.gain"]
    assert isinstance(gain.value, Decimal)
    assert gain.upper is not None
    assert gain.value > gain.upper
    assert f"half of all draws lie below {gain.parameters['median_of_draws']} minutes" in gain.reason


def test_a_gain_that_rounds_to_nought_says_that_it_is_not_nothing() -> None:
    # Alone, the half of the new road gains nothing; a road of 99.9999 minutes in place of 100 gains 0.0001.
    found = figures(
        dataclasses.replace(
            lake(),
            crossings=(),
            effects=(*lake().effects, effect("paint", EffectKind.RETIMES, "road-AC", "99.9999")),
        )
    )
    assert (found["network.paint.alone"].value, found["network.north.alone"].value) == (0, 0)
    assert found["network.paint.alone"].reason.startswith("Not nothing")
    assert found["network.north.alone"].reason == ""


def test_waiting_is_told_in_percent() -> None:
    found = figures(lake())
    share = found["network.border_share"]
    assert share.unit == found["network.gate.there.journeys"].unit == "percent"
    # All people live at the two ends, so that each journey passes the gate: half of them there.
    assert found["network.gate.there.journeys"].value == 50
    # The waiting has its middle between 20 and 60 minutes on a road of 100: some percent, no fraction.
    assert isinstance(share.value, Decimal)
    assert 1 < share.value < 100


def test_figures_name_the_rows_they_rest_on_once_through_those_that_count_them() -> None:
    found = figures(lake())
    inputs = {name: [part.id for part in figure.inputs] for name, figure in found.items()}
    assert inputs["network.basis.sections"] == ["road-AC"]
    assert inputs["network.basis.crossings"] == ["gate", "slow"]
    assert inputs["network.basis.effects"] == [
        *("north-opens-road-AB", "south-opens-road-BC", "road-AB", "road-BC"),
    ]
    basis = ["network.basis.sections", "network.basis.places", "network.basis.crossings"]
    assert inputs["network.A.mean_minutes.before"] == ["A", *basis]
    assert inputs["network.A.mean_minutes.after"] == ["A", *basis, "network.basis.effects"]
    assert inputs["network.border_share"] == basis
    assert inputs["network.gate.there.mean"] == ["gate", "slow"]
    known = {*found, *(row.id for row in lake().places), *(row.id for row in lake().sections)}
    known |= {*(row.id for row in lake().effects), "gate", "slow"}
    assert {name for names in inputs.values() for name in names} <= known
    assert (
        figures(lake(), is_file=True)["network.basis.sections"].inputs[0].id
        == "cell.network.sections.road-AC"
    )


def test_where_some_cannot_be_reached_there_is_no_mean_and_gains_are_people() -> None:
    network = Network(
        places=(place("A", 1000, partner="NOR"), place("B", 1000)),
        sections=(section("AB", "60", is_planned=True),),
        effects=(effect("bridge", EffectKind.OPENS, "road-AB"),),
    )
    found = figures(network)
    before = found["network.all.mean_minutes.before"]
    assert before.value is None
    assert before.evidence is None
    assert "cannot reach each other" in before.reason
    # Each person reaches the 1,000 of the own place, then half of the other 1,000, an hour away.
    assert (found["network.all.gain"].value, found["network.all.gain"].unit) == (500, "people")
    assert found["network.bridge.NOR.minutes_saved"].value is None


@settings(deadline=None, max_examples=30)
@given(networks(most_projects=3), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_value(network: Network, order: random.Random) -> None:
    mixed = {
        name: tuple(order.sample(rows, len(rows)))
        for name in ("places", "sections", "effects")
        if (rows := getattr(network, name))
    }
    first, other = figures(network), figures(dataclasses.replace(network, **mixed))
    assert list(first) == list(other)
    assert [row.value for row in first.values()] == [row.value for row in other.values()]


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (0.1 + 0.2, "minutes", "0.300"),
        (2.0005, "minutes", "2.000"),  # half to even, whatever the last bit of 2.0005 is
        (2.0015, "minutes", "2.002"),
        (1234.5, "people", "1234"),
        (14.774999999999999, "percent", "14.78"),
        (-0.0001, "minutes", "0.000"),
    ],
)
def test_rounding_does_not_hang_on_the_last_bit(value: float, unit: str, expected: str) -> None:
    assert str(rounded(value, unit)) == expected


def test_what_is_no_finite_number_is_unknown() -> None:
    assert rounded(float("inf"), "minutes") is None
    assert rounded(float("nan"), "people") is None
