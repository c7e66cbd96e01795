"""An extract that the test writes itself: main roads between junctions and towns."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from accord.domain.network import Mode, PlaceKind, RoadClass
from accord.errors import AccordError, UsageError
from accord.sources.network.pbf import read_extract
from accord.sources.network.reading import network_files, read_network

osmium: Any = pytest.importorskip("osmium")


def extract(folder: Path) -> Path:
    """A primary road 1-2-3-4 in two ways, a motorway 3-5 one way, a path, a railway 1-6, two towns."""
    path = folder / "made-up.osm.pbf"
    make = osmium.osm.mutable
    at = {
        1: (20.0, 44.0),
        2: (20.1, 44.0),
        3: (20.2, 44.0),
        4: (20.4, 44.0),
        5: (20.2, 44.2),
        6: (20.0, 44.3),
    }
    with osmium.SimpleWriter(str(path)) as out:
        for name, point in at.items():
            out.add_node(make.Node(id=name, location=point))
        town = {"place": "town", "name": "Aville", "population": "12 000"}
        out.add_node(make.Node(id=10, location=(20.001, 44.001), tags=town))
        out.add_node(make.Node(id=11, location=(20.9, 44.9), tags={"place": "town", "name": "Farton"}))
        out.add_way(make.Way(id=100, nodes=[1, 2], tags={"highway": "primary", "ref": "7"}))
        out.add_way(make.Way(id=101, nodes=[2, 3, 4], tags={"highway": "primary", "ref": "7"}))
        out.add_way(make.Way(id=102, nodes=[3, 5], tags={"highway": "motorway", "int_ref": "E1"}))
        out.add_way(make.Way(id=103, nodes=[4, 5], tags={"highway": "footway"}))
        out.add_way(make.Way(id=104, nodes=[1, 6], tags={"railway": "rail"}))
    return path


def test_main_roads_are_cut_at_junctions_joined_where_they_go_on_and_carry_towns(tmp_path: Path) -> None:
    network, notes = read_extract(extract(tmp_path))
    found = {frozenset((row.begins, row.ends)): row for row in network.sections}
    assert set(found) == {
        frozenset({"n1", "n3"}), frozenset({"n3", "n4"}), frozenset({"n3", "n5"}), frozenset({"n1", "n6"}),
    }  # fmt: skip
    through = found[frozenset({"n1", "n3"})]
    # 0.2 degrees along the parallel of 44: 0.2 x 111.195 x cos 44 = 16.00 km, over node 2.
    assert through.length_km is not None
    assert float(through.length_km) == pytest.approx(16.0, abs=0.01)
    assert (through.mode, through.road_class, through.route) == (Mode.ROAD, RoadClass.PRIMARY, "7")
    motorway = found[frozenset({"n3", "n5"})]
    assert (motorway.begins, motorway.is_one_way, motorway.road_class) == ("n3", True, RoadClass.MOTORWAY)
    assert found[frozenset({"n1", "n6"})].mode is Mode.RAIL
    places = {row.id: row for row in network.places}
    assert (places["n1"].label, places["n1"].population) == ("Aville", Decimal(12000))
    assert places["n4"].kind is PlaceKind.JUNCTION
    assert places["n4"].population is None
    assert notes == ("Farton lies over 5 km from every road that is read",)


def test_an_extract_goes_through_the_same_checks_as_tables(tmp_path: Path) -> None:
    network, _notes = read_network(network_files(extract(tmp_path)))
    assert len(network.sections) == 4


def test_an_extract_that_cannot_be_read_or_holds_no_road_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.osm.pbf"
    broken.write_bytes(b"no extract at all")
    with pytest.raises(AccordError) as error:
        read_extract(broken)
    assert error.value.problems[0].id == "ACC-834"
    empty = tmp_path / "empty.osm.pbf"
    with osmium.SimpleWriter(str(empty)) as out:
        out.add_node(osmium.osm.mutable.Node(id=1, location=(20.0, 44.0)))
    with pytest.raises(AccordError) as error:
        read_extract(empty)
    assert error.value.problems[0].value == "no motorway, trunk or primary road and no railway"


def test_without_the_library_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "osmium", None)
    with pytest.raises(UsageError) as error:
        read_extract(tmp_path / "any.osm.pbf")
    assert error.value.problems[0].id == "ACC-293"
