"""Reads a map as those would who look at its file: elements, words, what it says aloud."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date

from accord.domain.evidence import Evidence
from accord.domain.network import Mode, NetworkMembership, PlaceKind, RoadClass, Tier
from accord.domain.network_change import EffectKind, Network
from accord.domain.period import PartialDate
from made_up_networks import crossing, effect, place, profile, section

DAY = date(2024, 1, 15)
SVG = "{http://www.w3.org/2000/svg}"
NOTES = (("KOS", "Places in Kosovo* are shown. * A made-up footnote of 1999."),)


def harbour() -> Network:
    """Four towns, a port and a border point; a planned road, a railway in a tier, a crossing with a delay."""
    tier = NetworkMembership(
        tier=Tier.CORE, valid_from=PartialDate("2020"), source="pact-text", evidence=Evidence.SEEN
    )
    return Network(
        places=(
            place("A", 500_000, partner="NOR", at=("44.0", "19.0")),
            place("B", 40_000, partner="SOU", at=("43.0", "20.0")),
            place("C", None, partner="SOU", at=("42.5", "21.0")),
            place("D", 9_000, partner="KOS", at=("44.5", "21.5")),
            place("E", 70_000, kind=PlaceKind.PORT, at=("42.0", "19.3")),
            place("X", None, kind=PlaceKind.BORDER, at=("43.5", "19.5")),
        ),
        sections=(
            section("AB", "60", road_class=RoadClass.PRIMARY),
            section("AX", "20", road_class=RoadClass.MOTORWAY),
            section("XB", "30", road_class=RoadClass.HILLY),
            section("BD", "60"),
            section("BE", "90", road_class=RoadClass.EXPRESSWAY),
            section("AD", "40", is_planned=True),
            replace(section("AB", "50", mode=Mode.RAIL, road_class=RoadClass.RAIL), memberships=(tier,)),
        ),
        profiles=(profile("queue", "20", "60"),),
        crossings=(crossing("gate", "road-BD", "queue", "queue"), crossing("old gate", "road-AX")),
        effects=(
            effect("T02", EffectKind.OPENS, "road-AD"),
            effect("T03", EffectKind.SHORTENS_WAIT, "gate", "0.5"),
        ),
    )


def permuted(network: Network) -> Network:
    """The same network with every list turned round."""
    return Network(
        places=network.places[::-1],
        sections=network.sections[::-1],
        profiles=network.profiles[::-1],
        crossings=network.crossings[::-1],
        effects=network.effects[::-1],
    )


def parsed(svg: str) -> ElementTree.Element:
    """Return the root of a drawing; it must be well formed."""
    root = ElementTree.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    return root


def words(svg: str) -> str:
    """Return the visible words of a drawing."""
    return " ".join("".join(element.itertext()) for element in parsed(svg).iter(f"{SVG}text"))


def assert_stands_for_itself(svg: str) -> None:
    """A file shows and says everything without a page, a script, a style or an address."""
    root = parsed(svg)
    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert names <= {"svg", "g", "title", "desc", "rect", "path", "circle", "text"}
    used = {name for element in root.iter() for name in element.attrib}
    assert not used & {"style", "href", "onclick", "onload", "id", "clip-path", "filter"}
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"]
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", svg)
    said = words(svg)
    assert "No borders are drawn, and no position is taken" in said
    assert "Places in Kosovo* are shown." in said
    sizes = [float(element.attrib["font-size"]) for element in root.iter(f"{SVG}text")]
    assert min(sizes) >= 11
