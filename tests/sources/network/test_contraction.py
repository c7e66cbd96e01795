"""Points where a road only goes on disappear; lengths and ways stay."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.network import RoadClass, Section
from accord.domain.network_change import Network
from accord.methods.network.graph import graph_of
from accord.methods.network.times import all_pairs
from accord.sources.network.contraction import contracted
from made_up_networks import DAY, place, section


def road(ends: str, km: str, *, one_way: bool = False, of: RoadClass = RoadClass.PRIMARY) -> Section:
    return section(ends, None, length_km=km, road_class=of, is_one_way=one_way)


def test_a_chain_becomes_one_section_with_the_sum_of_lengths() -> None:
    (found,) = contracted([road("AB", "10"), road("CB", "5"), road("CD", "2.5")], {"A", "D"})
    assert {found.begins, found.ends} == {"A", "D"}
    assert found.length_km == Decimal("17.5")


def test_a_town_a_fork_another_class_and_facing_one_way_roads_stay() -> None:
    chain = [road("AB", "10"), road("BC", "5")]
    assert len(contracted(chain, {"A", "B", "C"})) == 2
    assert len(contracted([*chain, road("BD", "1")], {"A", "C", "D"})) == 3
    assert len(contracted([road("AB", "10", of=RoadClass.MOTORWAY), road("BC", "5")], {"A", "C"})) == 2
    facing = [road("AB", "10", one_way=True), road("CB", "5", one_way=True)]
    assert len(contracted(facing, {"A", "C"})) == 2
    (through,) = contracted([road("BC", "5", one_way=True), road("AB", "10", one_way=True)], {"A", "C"})
    assert (through.begins, through.ends) == ("A", "C")


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans()), max_size=12))
def test_times_between_the_places_that_stay_do_not_change(rows: list[tuple[int, int, bool]]) -> None:
    names = "ABCDEFG"
    sections = []
    for at, (one, other, one_way) in enumerate(rows):
        if one != other:
            made = road(names[one] + names[other], str(at + 1), one_way=one_way)
            sections.append(dataclasses.replace(made, id=f"r{at}"))
    places = tuple(place(name) for name in names)
    kept = {"A", "B"}
    before = graph_of(Network(places=places, sections=tuple(sections)), day=DAY)
    after = graph_of(Network(places=places, sections=contracted(sections, kept)), day=DAY)
    stay = np.ix_([0, 1], [0, 1])
    np.testing.assert_allclose(all_pairs(after)[stay], all_pairs(before)[stay], rtol=1e-9)
