"""The map of a network shows what is there and nothing that is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accord.domain.network import PlaceKind
from accord.publish.maps.geometry import geometry_of
from accord.publish.maps.network_map import network_map
from made_up_networks import place
from publish.maps.drawn import DAY, NOTES, SVG, assert_stands_for_itself, harbour, parsed, permuted, words


def test_the_file_stands_for_itself_with_footnote_disclaimer_legend_and_scale() -> None:
    svg = network_map(harbour(), day=DAY, titles={}).file(NOTES)
    assert_stands_for_itself(svg)
    said = words(svg)
    for part in (
        *("motorway", "expressway", "main road", "main road, hilly", "road of unknown class", "planned"),
        *("railway", "core network", "port", "people unknown", "crossing point", "changed by a project"),
        *("fifty kilometres", "T02", "T03"),
    ):
        assert part in said, part
    assert "waterway" not in said


def test_digits_are_explained_by_the_row_that_says_them() -> None:
    root = parsed(network_map(harbour(), day=DAY, titles={}).file(NOTES))
    found = {
        (element.attrib.get("data-why"), element.text)
        for element in root.iter(f"{SVG}text")
        if any(map(str.isdigit, element.text or ""))
    }
    assert {("T02", "T02"), ("T03", "T03")} <= found
    assert {why for why, _text in found} == {"T02", "T03", "KOS"}


def test_the_order_of_the_rows_changes_nothing() -> None:
    first, again = (
        network_map(rows, day=DAY, titles={}).file(NOTES) for rows in (harbour(), permuted(harbour()))
    )
    assert first == again


def test_only_projects_with_a_page_are_links_and_stand_outside_the_picture() -> None:
    panel = network_map(harbour(), day=DAY, titles={"T02": "The <new> road"}).panels[0]
    root = parsed(panel.drawing("The network", lambda path: f"/{path}"))
    assert root.attrib["role"] == "group"
    links = [element for element in root.iter(f"{SVG}a")]
    assert [(link.attrib["href"], link.attrib["aria-label"]) for link in links] == [
        ("/projects/T02", "The <new> road")
    ]
    picture = next(element for element in root if element.attrib.get("role") == "img")
    assert list(picture.iter(f"{SVG}a")) == []
    assert "href" not in panel.drawing("The network")


def test_a_town_without_a_number_of_people_is_hollow_and_larger_than_a_small_one() -> None:
    root = parsed(network_map(harbour(), day=DAY, titles={}).panels[0].drawing("x"))
    marks = {
        title.text: mark for mark in root.iter() for title in mark.findall(f"{SVG}title") if mark is not root
    }
    assert marks["C"].attrib["fill"] == "#ffffff"
    assert marks["C"].attrib["stroke-dasharray"]
    assert float(marks["C"].attrib["r"]) > float(marks["D"].attrib["r"])
    # Areas grow with people, up to one and a half million at 10 units: 10 * sqrt(0.5 / 1.5) = 5.77.
    assert float(marks["A"].attrib["r"]) == 5.77


def test_sections_between_the_same_places_lie_side_by_side() -> None:
    lines = geometry_of(harbour(), width=420, margin=24).lines
    road, rail = lines["road-AB"], lines["rail-AB"]
    gap = ((road[0][0] - rail[0][0]) ** 2 + (road[0][1] - rail[0][1]) ** 2) ** 0.5
    assert gap == pytest.approx(3.4)


def test_a_crossing_stands_at_the_border_point_of_its_section_else_in_the_middle() -> None:
    geometry = geometry_of(harbour(), width=420, margin=24)
    assert geometry.crossings["old gate"] == geometry.points["X"]
    (x, y), (to_x, to_y) = geometry.lines["road-BD"]
    assert geometry.crossings["gate"] == ((x + to_x) / 2, (y + to_y) / 2)


def test_everything_lies_within_the_frame_and_a_single_place_is_a_map_too() -> None:
    geometry = geometry_of(harbour(), width=420, margin=24)
    assert all(geometry.view.holds(point, -20) for point in geometry.points.values())
    alone = replace(harbour(), places=(place("A", None),), sections=(), crossings=(), effects=())
    assert_stands_for_itself(network_map(alone, day=DAY, titles={}).file(NOTES))


def test_names_are_escaped() -> None:
    rows = replace(harbour(), places=(replace(place("A", 5), label='Š<&>"', kind=PlaceKind.TOWN),))
    rows = replace(rows, sections=(), crossings=(), effects=())
    assert 'Š<&>"' in words(network_map(rows, day=DAY, titles={}).file(NOTES))


def test_what_is_heard_counts_places_sections_and_projects_in_words() -> None:
    said = network_map(harbour(), day=DAY, titles={}).panels[0].description
    assert said == (
        "Six places joined by seven sections of rail and road, with two crossing points; two projects with a"
        " known or guessed effect. Of two places the number of people is unknown."
    )
