"""The strategic network of the region against the published distances of 42 hops of E-roads."""

from __future__ import annotations

import csv
import statistics
from decimal import Decimal
from pathlib import Path

import pytest

from accord.domain.evidence import Evidence
from accord.domain.network import Mode, Place, Section
from accord.domain.network_change import Network
from accord.methods.network.graph import graph_of
from accord.methods.network.times import all_pairs
from made_up_networks import DAY

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "connectivity"

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the folder ../shared with the road network and the distances is not here"
)


def rows(name: str) -> list[dict[str, str]]:
    with (SHARED / name).open(encoding="utf-8") as text:
        return list(csv.DictReader(text))


def strategic_network() -> Network:
    """127 places and 162 sections; kilometres stand where minutes do, so that shortest ways are in km."""
    places = tuple(
        Place(
            id=row["name"].casefold(),
            label=row["name"],
            latitude=Decimal(row["lat"]),
            longitude=Decimal(row["lon"]),
            source="file",
            evidence=Evidence.DERIVED,
        )
        for row in rows("wb_strategic_road_nodes.csv")
    )
    sections = tuple(
        Section(
            id=f"{row['from']}-{row['to']}",
            begins=row["from"].casefold(),
            ends=row["to"].casefold(),
            mode=Mode.ROAD,
            source="file",
            evidence=Evidence.DERIVED,
            minutes=Decimal(row["km"]),
        )
        for row in rows("wb_strategic_road_edges.csv")
    )
    return Network(places=places, sections=sections)


def test_ways_are_as_long_as_published_on_the_mean_and_four_in_five_within_a_fifth() -> None:
    graph = graph_of(strategic_network(), day=DAY)
    kilometres = all_pairs(graph)
    position = {place.id: at for at, place in enumerate(graph.places)}
    published = rows("acceptance/eroad_published_distances.csv")
    assert len(published) == 42
    ratios = [
        float(kilometres[position[row["a"]], position[row["b"]]]) / float(row["published_km"])
        for row in published
    ]
    assert statistics.mean(ratios) == pytest.approx(1, abs=0.02)
    assert sum(abs(ratio - 1) <= 0.2 for ratio in ratios) >= 0.8 * len(ratios)
