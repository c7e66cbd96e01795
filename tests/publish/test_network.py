"""The page of roads and rails: maps with their numbers beside them, and what is guessed."""

from __future__ import annotations

import gzip
import re
import xml.etree.ElementTree as ElementTree
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest

from accord.publish.library import Library
from accord.publish.maps.ground import DISCLAIMER
from accord.publish.network_view import NetworkMaps
from accord.publish.rendering import Renderer
from accord.publish.site import Site
from accord.store.snapshot import Snapshot, open_snapshot
from publish.maps.drawn import assert_stands_for_itself, parsed
from publish.reading import read_page

_SHEETS = ("network", "minutes", "saved", "projects", "crossings")
_COUNTED = ("T02", "T03", "T04", "T05", "T06", "T07", "T08")


@pytest.fixture(scope="module")
def library(sofia: Snapshot) -> Library:
    return Library(sofia)


@pytest.fixture(scope="module")
def maps(library: Library) -> NetworkMaps:
    assert library.network is not None
    return library.network


def html_of(library: Library, path: str, *, is_static: bool = False) -> str:
    page = Site(library).page(path)
    assert page is not None
    return Renderer(library, is_static=is_static).render(page)


def test_every_map_is_a_small_file_that_stands_for_itself(maps: NetworkMaps) -> None:
    assert [sheet.name for sheet in maps.sheets] == list(_SHEETS)
    for sheet in maps.sheets:
        svg = sheet.file(maps.notes)
        assert_stands_for_itself(svg)
        assert len(gzip.compress(svg.encode())) < 20_000, sheet.name


def test_the_footnote_and_the_disclaimer_stand_under_every_map_of_the_page(library: Library) -> None:
    html = html_of(library, "network")
    # Overview, before and after, saved, small multiples, crossings.
    assert html.count(DISCLAIMER) == 5
    assert html.count("Places in Kosovo* are shown.") == 5
    assert html.count("<figure") == 5
    # One, two, one, seven, one; and a legend for each of the five.
    assert html.count("<svg xmlns") == 12 + 5


def test_long_tables_are_folded_and_never_scroll_within_the_page(library: Library) -> None:
    html = html_of(library, "network")
    folded = re.findall(r"<details>\s*<summary><h3>([^<,:]+)", html)
    assert folded == ["Place by place", "Place by place", "Crossing by crossing"]
    style = (files("accord.publish") / "static" / "accord.css").read_text(encoding="utf-8")
    assert "overflow-y" not in style
    printed = style[style.index("@media print") :]
    assert "details::details-content { content-visibility: visible; }" in printed


def test_every_map_has_its_figures_in_a_table(library: Library, maps: NetworkMaps) -> None:
    whys = read_page(html_of(library, "network")).whys
    people = [place.id for place in maps.network.places if place.population is not None]
    assert {f"network.{name}.mean_minutes.{side}" for name in people for side in ("before", "after")} <= whys
    assert {f"network.{name}.{what}" for name in _COUNTED for what in ("alone", "last", "shapley")} <= whys
    assert {f"network.{name}.KOS.minutes_saved" for name in _COUNTED} <= whys
    assert {"network.crossing-merdare.there.mean", "network.border_share", "network.all.gain"} <= whys
    assert {"effect-t02-1", "effect-t07-2"} <= whys


def test_places_whose_people_are_unknown_are_named_and_have_no_time(
    library: Library, maps: NetworkMaps
) -> None:
    assert maps.saved_by_place["place-prahovo"] is None
    html = html_of(library, "network")
    named = html[html.index("<dt>People unknown</dt>") : html.index("<dt>Classes</dt>")]
    assert "Prahovo" in named
    assert "Kotor" not in named
    assert "that is not a zero" in named


def test_the_years_of_the_people_stand_on_the_page_and_how_many_state_none(
    library: Library, maps: NetworkMaps
) -> None:
    people = [place for place in maps.network.places if place.population is not None]
    dated = {place.population_year for place in people} - {""}
    without = sum(not place.population_year for place in people)
    html = html_of(library, "network")
    said = html[html.index("<dt>Years of the people</dt>") : html.index("<dt>People unknown</dt>")]
    assert 'data-why="network.basis.places"' in said
    assert f"{min(dated)} to {max(dated)} for {len(people) - without} of {len(people)} places" in said
    assert f"no year is stated for {without} of {len(people)}" in said


def test_what_is_guessed_is_said_with_its_evidence(library: Library) -> None:
    said = " ".join(" ".join(read_page(html_of(library, "network")).text).split())
    assert re.search(r"rests on 8 stated effects, the weakest of them unverified", said)
    assert "Traffic does not react" in said
    assert "motorway 110" in said


def test_lengths_and_tiers_stand_with_how_much_is_guessed_or_not_stated(library: Library) -> None:
    html = html_of(library, "network")
    table = html[html.index('<section id="lengths">') : html.index('<section id="how">')]
    whys = read_page(table).whys
    assert {f"network.lengths.road{part}" for part in ("", ".read", ".derived", ".guessed")} <= whys
    assert {"network.tiers.road.core", "network.tiers.rail.extended_core"} <= whys
    assert {"network.tiers.road.unstated", "network.tiers.waterway.unstated"} <= whys
    guessed = library.figures["network.lengths.road.guessed"].value
    assert isinstance(guessed, Decimal)
    assert guessed < 5, "few lengths of roads are guesses"


def test_the_longest_waits_that_were_reported_stand_by_direction_with_their_day(library: Library) -> None:
    crossings = html_of(library, "network").split('<section id="crossings">')[1]
    assert "network.crossing-batrovci-bajakovo.there.longest_seen" in read_page(crossings).whys
    out, back = (
        library.figures[f"network.crossing-batrovci-bajakovo.{way}"].value
        for way in ("there.longest_seen", "back.longest_seen")
    )
    assert (out, back) == (1800, 60)
    assert "2024-03-07" in crossings


def test_projects_on_the_map_lead_to_their_pages_served_and_exported(library: Library) -> None:
    served, exported = html_of(library, "network"), html_of(library, "network", is_static=True)
    for project in _COUNTED:
        assert f'<a href="/projects/{project}" aria-label=' in served
        assert f'<a href="projects/{project}.html" aria-label=' in exported


def test_pages_of_projects_with_effects_link_to_the_maps_and_others_do_not(library: Library) -> None:
    assert 'href="/network#projects"' in html_of(library, "projects/T04")
    assert 'href="/network#projects"' not in html_of(library, "projects/T01")


def test_savings_on_the_map_agree_with_the_published_figures(library: Library, maps: NetworkMaps) -> None:
    """A place's saving is the difference of its two figures, to their last digit; each has an id."""
    before, after, saved = (
        float(str(library.figures[f"network.place-nis.{name}"].value))
        for name in ("mean_minutes.before", "mean_minutes.after", "minutes_saved")
    )
    assert maps.saved_by_place["place-nis"] == saved == pytest.approx(before - after, abs=0.001)
    alone = library.figures["network.T03.place-nis.minutes_saved"]
    assert maps.alone["T03"]["place-nis"] == float(str(alone.value))
    assert library.tracer.trace(alone.id).inputs


def test_two_libraries_draw_the_same_bytes(sofia: Snapshot, maps: NetworkMaps) -> None:
    other = Library(sofia).network
    assert other is not None
    assert [sheet.file(other.notes) for sheet in other.sheets] == [
        sheet.file(maps.notes) for sheet in maps.sheets
    ]


def test_no_map_needs_what_the_policy_forbids(library: Library) -> None:
    html = html_of(library, "network")
    for forbidden in (" style=", "<style", "<script", " onclick", "url(", "<use", "<image"):
        assert forbidden not in html


def test_every_drawing_of_the_page_is_well_formed(maps: NetworkMaps) -> None:
    for sheet in maps.sheets:
        parsed(sheet.key)
        for panel in sheet.panels:
            parsed(panel.drawing(sheet.title, lambda path: f"/{path}?a&b"))


def test_a_declaration_without_a_network_says_so(lake_store: Path) -> None:
    library = Library(open_snapshot(lake_store))
    assert library.network is None
    html = html_of(library, "network")
    assert "This declaration states no network" in html
    page = Site(library).page("network")
    assert page is not None
    ElementTree.fromstring(page.chart)
