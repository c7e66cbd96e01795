"""How long a network is, how that is known, which tier it belongs to, and the longest waits reported."""

from __future__ import annotations

import dataclasses
from datetime import date
from decimal import Decimal

import pytest

from accord.domain.evidence import Evidence
from accord.domain.figure import Figure
from accord.domain.network import Mode, NetworkMembership, Section, Tier
from accord.domain.network_change import Network, ObservedWait, Vehicles, Way
from accord.domain.period import PartialDate
from accord.methods.network.analysis import analyse_network
from accord.methods.network.report import Question
from accord.methods.network_figures import report_figures
from made_up_networks import DAY, crossing, place, profile, section


def known(ends: str, km: str | None, level: Evidence, *tiers: NetworkMembership) -> Section:
    return dataclasses.replace(section(ends, length_km=km), evidence=level, memberships=tiers)


def tier(name: Tier, first: str, last: str | None = None) -> NetworkMembership:
    return NetworkMembership(
        tier=name,
        valid_from=PartialDate(first),
        valid_to=None if last is None else PartialDate(last),
        source="pact-text",
        evidence=Evidence.SEEN,
    )


def ring() -> Network:
    """100 km of road: 10 read, 30 derived, 60 guessed; one more of unknown length, and one only planned."""
    raised = (tier(Tier.COMPREHENSIVE, "2016", "2023"), tier(Tier.EXTENDED_CORE, "2024"))
    return Network(
        places=tuple(place(name) for name in "ABCDE"),
        sections=(
            known("AB", "10", Evidence.SEEN, tier(Tier.CORE, "2016-02-04")),
            known("BC", "30", Evidence.DERIVED, *raised),
            known("CD", "60", Evidence.UNVERIFIED),
            known("DE", None, Evidence.SEEN),
            section("AE", length_km="500", is_planned=True),
            section("AD", length_km="70", mode=Mode.RAIL),
        ),
    )


def figures(network: Network, day: date = DAY) -> dict[str, Figure]:
    return report_figures(analyse_network(network, Question(day=day)), network)


def values(found: dict[str, Figure], start: str) -> dict[str, object]:
    return {
        name.removeprefix(start): figure.value for name, figure in found.items() if name.startswith(start)
    }


def test_lengths_and_shares_are_those_of_a_hand_calculation() -> None:
    found = figures(ring())
    # The planned road is not in use; the fourth road has no length, which is not a length of nothing.
    assert values(found, "network.lengths.road") == {"": 100, ".read": 10, ".derived": 30, ".guessed": 60}
    assert "1 more sections is unknown" in found["network.lengths.road"].reason
    assert found["network.lengths.road.guessed"].evidence is Evidence.UNVERIFIED
    assert found["network.lengths.road.read"].evidence is Evidence.SEEN
    assert found["network.lengths.rail.read"].value == 100
    assert [part.id for part in found["network.lengths.road.derived"].inputs] == [
        "road-BC",
        "network.lengths.road",
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2015, 12, 31), {"unstated": 100}),
        (date(2016, 2, 3), {"comprehensive": 30, "unstated": 70}),
        (date(2016, 2, 4), {"core": 10, "comprehensive": 30, "unstated": 60}),
        (date(2024, 1, 1), {"core": 10, "extended_core": 30, "unstated": 60}),
    ],
)
def test_tiers_are_those_of_the_day(day: date, expected: dict[str, int]) -> None:
    found = figures(ring(), day)
    assert values(found, "network.tiers.road.") == expected
    assert "unknown, not outside the network" in found["network.tiers.road.unstated"].reason


def test_a_network_without_lengths_or_tiers_says_nothing_of_shares_and_tiers() -> None:
    network = Network(places=(place("A"), place("B")), sections=(section("AB"),))
    found = figures(network)
    assert found["network.lengths.road"].value is None
    assert found["network.lengths.road"].reason == "No section of this mode states a length."
    assert not values(found, "network.lengths.road.")
    assert not values(found, "network.tiers.")


def wait(way: Way, minutes: int, day: str) -> ObservedWait:
    return ObservedWait(
        way=way,
        minutes=Decimal(minutes),
        date=PartialDate(day),
        source="pact-text",
        evidence=Evidence.PARTIAL,
        vehicles=Vehicles.FREIGHT,
    )


def test_the_longest_wait_stands_beside_the_delays_and_changes_none_of_them() -> None:
    plain = crossing("gate", "road-AB", there="slow", back="slow")
    watched = dataclasses.replace(
        plain,
        observed=(
            wait(Way.THERE, 1800, "2024-03-07"),
            wait(Way.THERE, 480, "2024-02"),
            wait(Way.BACK, 60, "2024-03"),
        ),
    )
    network = Network(
        places=(place("A"), place("B")), sections=(section("AB"),), profiles=(profile("slow", "20", "60"),)
    )
    without, found = (figures(dataclasses.replace(network, crossings=(row,))) for row in (plain, watched))
    longest = found["network.gate.there.longest_seen"]
    assert (longest.value, longest.unit, longest.evidence) == (1800, "minutes", Evidence.PARTIAL)
    assert longest.parameters["date"] == "2024-03-07"
    assert found["network.gate.back.longest_seen"].value == 60
    assert {name: figure for name, figure in found.items() if "longest" not in name} == without
