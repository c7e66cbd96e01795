"""The strategic network of the region: published distances, and parts of an axis as complements."""

from __future__ import annotations

import csv
import statistics
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from accord.domain.evidence import Evidence
from accord.domain.network import Mode, Place, Section
from accord.domain.network_change import EffectKind, Network
from accord.methods.network.analysis import worth_in
from accord.methods.network.attribution import attribution_of
from accord.methods.network.graph import graph_of
from accord.methods.network.report import Measured
from accord.methods.network.scenarios import likely_scenario
from accord.methods.network.times import all_pairs
from accord.taking_in.network_files import network_in_declaration
from made_up_networks import DAY, effect

_NAMES = {
    "Beograd": "Belgrade",
    "Priština": "Pristina",
    "Vrsac": "Vršac",
    "Kicevo": "Kičevo",
    "Nova Varos": "Nova Varoš",
}
_NAMES |= {"Timişoara": "Timișoara", "Thessaloníki": "Thessaloniki"}

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "connectivity"

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the folder ../shared with the road network and the distances is not here"
)


def rows(name: str) -> list[dict[str, str]]:
    with (SHARED / name).open(encoding="utf-8") as text:
        return list(csv.DictReader(text))


def strategic_network(measure: str = "km") -> Network:
    """127 places and 162 sections; kilometres stand where minutes do, so that shortest ways are in them."""
    places = tuple(
        Place(
            id=row["name"].casefold(),
            label=row["name"],
            latitude=Decimal(row["lat"]),
            longitude=Decimal(row["lon"]),
            source="file",
            evidence=Evidence.DERIVED,
            population=Decimal(row["population"]) if int(row["population"]) else None,
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
            minutes=Decimal(row[measure]),
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


def test_ways_of_the_bundled_network_are_as_long_as_published() -> None:
    """Most of its lengths divide these distances: this guards the content more than it confirms it."""
    network = network_in_declaration("sofia_2018").network
    roads = tuple(
        replace(row, minutes=row.length_km)
        for row in network.sections
        if row.mode is Mode.ROAD and row.length_km is not None and not row.is_planned
    )
    graph = graph_of(replace(network, sections=roads, crossings=(), effects=()), day=DAY)
    kilometres = all_pairs(graph)
    position = {place.label.casefold(): at for at, place in enumerate(graph.places)}
    ratios = []
    for row in rows("eroads_unece_distances.csv"):
        ends = [
            position.get(_NAMES.get(row[f"{end}_reference_place"], row[f"{end}_reference_place"]).casefold())
            for end in ("origin", "destination")
        ]
        if None not in ends:
            ratios.append(float(kilometres[ends[0], ends[1]]) / float(row["distance"]))
    assert len(ratios) >= 30
    assert statistics.mean(ratios) == pytest.approx(1, abs=0.02)
    assert sum(abs(ratio - 1) <= 0.2 for ratio in ratios) >= 0.95 * len(ratios)


def test_the_parts_of_the_axis_from_nis_to_pristina_complement_each_other() -> None:
    # Illustrative effects: each part at the 110 km/h that are assumed for motorways, in place of 50 to 65.
    parts = {"Nis-Prokuplje": "32.8", "Prokuplje-Merdare": "53.9", "Merdare-Pristina": "44.4"}
    effects = tuple(
        effect(name, EffectKind.RETIMES, name, str(round(Decimal(km) / 110 * 60, 1)))
        for name, km in parts.items()
    )
    graph = graph_of(strategic_network("minutes"), day=DAY)
    found = attribution_of(likely_scenario(graph, effects), worth_in(graph, Measured.MINUTES))
    whole = found.after - found.before
    assert whole > 0
    assert sum(found.alone) < 0.95 * whole, "alone the parts are worth less than together"
    assert sum(found.last) > 1.05 * whole, "as the last each is worth more than its part"
    assert sum(found.shapley) == pytest.approx(whole)
    for alone, shapley, last in zip(found.alone, found.shapley, found.last, strict=True):
        assert alone < shapley < last
