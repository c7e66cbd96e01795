"""The map of a network: sections by mode and class, crossings, places by people, projects."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from accord.cleaning.sentences import listed
from accord.domain.network import Place, PlaceKind
from accord.domain.network_change import Network
from accord.publish.maps.geometry import Geometry, geometry_of
from accord.publish.maps.ground import framed, scale_bar
from accord.publish.maps.labels import Crowd, Label, placed_labels
from accord.publish.maps.layout import below
from accord.publish.maps.legend import Item, legend
from accord.publish.maps.lines import line_items, network_lines
from accord.publish.maps.marks import crossing_mark, people_mark, people_radius, unknown_mark
from accord.publish.maps.number_words import in_words
from accord.publish.maps.shapes import circle, polyline, square
from accord.publish.maps.sheet import MapSheet, Panel
from accord.publish.maps.viewport import Point

__all__ = ["PROJECT", "changed_item", "foremost_places", "network_map", "project_lines"]

PROJECT = "#b3261e"
"""Colour of what a project changes; a ring and its id say the same without colour."""

_WIDTH, _MARGIN, _MOST_NAMES = 420.0, 24.0, 34
_RING, _FAR = 5.5, 30.0
_TIERS = "Broad bands are parts of the trans-European transport network, where the content states a tier."
_SAMPLES = (1_000_000, 100_000)


def network_map(network: Network, *, day: date, titles: Mapping[str, str]) -> MapSheet:
    """Return the map of a network.

    Names that would cover others are left out, those of the largest places last. The symbol of a crossing
    stands in the middle of its section where its place is not known.

    Args:
        network: The network; at least one place.
        day: Day for which use and tiers hold.
        titles: Titles of projects that have a page, by id; their symbols become links.
    """
    geometry = geometry_of(network, width=_WIDTH, margin=_MARGIN)
    crowd = Crowd(geometry.view)
    marks, names = _places(geometry, crowd)
    crossings = [crossing_mark(at) for at in sorted(set(geometry.crossings.values()))]
    for at in set(geometry.crossings.values()):
        crowd.add_symbol(at, 3)
    for line in geometry.lines.values():
        crowd.add_line(line)
    badges = [
        Label(words=name, at=at, radius=_RING, rank=0, why=name, fill=PROJECT, is_needed=True, weight="600")
        for name, at in _project_points(geometry)
    ]
    for badge in badges:
        crowd.add_symbol(badge.at, badge.radius)
    parts = [
        *network_lines(geometry, day),
        *(part for name in geometry.projects for part in project_lines(geometry, name)),
        *marks,
        *crossings,
        *placed_labels([*badges, *names], crowd, most=_MOST_NAMES),
    ]
    panel = Panel(
        caption="",
        description=_description(network),
        block=framed(geometry.view, parts),
        links=tuple(
            (f"projects/{badge.words}", titles[badge.words], _target(badge.at))
            for badge in badges
            if badge.words in titles
        ),
    )
    key = legend([*line_items(geometry, day), *_items(network)], width=_WIDTH)
    return MapSheet(
        name="network",
        title="The network and what projects change in it",
        panels=(panel,),
        remarks=(("", _TIERS),) if any(row.tier_on(day) for row in network.sections) else (),
        legend=below((scale_bar(geometry.view), key), gap=4),
    )


def project_lines(geometry: Geometry, project: str) -> list[str]:
    """Return what a project changes as broad lines, with a ring around those that are very short.

    Args:
        geometry: The network on the map.
        project: Id of the project.
    """
    planned = {geometry.lines[row.id] for row in geometry.network.sections if row.is_planned}
    parts = []
    for line in geometry.projects[project]:
        dashes = "4 1.5" if line in planned else ""
        parts.append(polyline(line, stroke=PROJECT, stroke_width=3.2, stroke_dasharray=dashes))
        if math.dist(*line) < 3 * _RING:
            parts.append(circle(_middle(line), _RING, fill="none", stroke=PROJECT, stroke_width=1.3))
    return parts


def foremost_places(places: Iterable[Place]) -> set[str]:
    """Return the ids of the places of each partner with most known people; a map names these first."""
    found: dict[str, Place] = {}
    for row in sorted(places, key=lambda row: (-float(row.population or 0), row.id)):
        if row.partner and row.population is not None:
            found.setdefault(row.partner, row)
    return {row.id for row in found.values()}


def _places(geometry: Geometry, crowd: Crowd) -> tuple[list[str], list[Label]]:
    """Return the symbols, the largest below, and the names, the largest first; border points have no name."""
    places = sorted(geometry.network.places, key=lambda row: (-float(row.population or 0), row.id))
    marks, names = [], []
    foremost = foremost_places(places)
    for rank, row in enumerate(places):
        at = geometry.points[row.id]
        mark, radius = people_mark(row, at)
        marks.append(mark)
        crowd.add_symbol(at, radius)
        if row.kind in {PlaceKind.TOWN, PlaceKind.PORT}:
            is_needed = row.id in foremost
            names.append(Label(words=row.label, at=at, radius=radius, rank=rank + 1, is_needed=is_needed))
    return marks, names


def _project_points(geometry: Geometry) -> list[tuple[str, Point]]:
    """Return where the ids of projects stand: at each change that is far from the others of the project."""
    found: list[tuple[str, Point]] = []
    for name, lines in geometry.projects.items():
        own: list[Point] = []
        for at in map(_middle, lines):
            if all(math.dist(at, other) > _FAR for other in own):
                own.append(at)
        found += [(name, at) for at in own]
    return found


def _middle(line: tuple[Point, Point]) -> Point:
    (x, y), (to_x, to_y) = line
    return (x + to_x) / 2, (y + to_y) / 2


def _target(at: Point) -> str:
    """Return what is clicked: large enough for a finger, and without a colour of its own."""
    return circle(at, 12, fill="#ffffff", fill_opacity=0.01)


def _items(network: Network) -> list[Item]:
    items = [
        Item(words=f"{in_words(people)} people", draw=_town(people_radius(float(people))))
        for people in _SAMPLES
    ]
    counted = [row for row in network.places if row.kind in {PlaceKind.TOWN, PlaceKind.PORT}]
    if any(row.kind is PlaceKind.PORT for row in counted):
        items.append(Item(words="port", draw=lambda at: square(at, 3.4, fill="#5d6b7c")))
    if any(row.population is None for row in counted):
        items.append(Item(words="people unknown", draw=lambda at: unknown_mark(None, at)))
    if network.crossings:
        items.append(Item(words="crossing point", draw=crossing_mark))
    if network.effects:
        items.append(changed_item())
    return items


def changed_item() -> Item:
    """Return the entry of the legend for what a project changes."""
    return Item(words="changed by a project", draw=_changed)


def _town(radius: float) -> Callable[[Point], str]:
    return lambda at: circle(at, radius, fill="#5d6b7c", stroke="#ffffff", stroke_width=0.8)


def _changed(at: Point) -> str:
    line = polyline(((at[0] - 10, at[1]), (at[0] + 10, at[1])), stroke=PROJECT, stroke_width=3.2)
    return line + circle(at, _RING, fill="none", stroke=PROJECT, stroke_width=1.3)


def _description(network: Network) -> str:
    modes = sorted({row.mode.value for row in network.sections})
    said = f"{_count(len(network.places), 'place')} joined by {_count(len(network.sections), 'section')}"
    said += f" of {listed(modes)}" if modes else ""
    projects = {row.project for row in network.effects}
    unknown = sum(row.population is None and row.kind is not PlaceKind.JUNCTION for row in network.places)
    return (
        f"{said[0].upper()}{said[1:]}, with {_count(len(network.crossings), 'crossing point')};"
        f" {_count(len(projects), 'project')} with a known or guessed effect."
        f" Of {_count(unknown, 'place')} the number of people is unknown."
    )


def _count(number: int, noun: str) -> str:
    return f"{in_words(number)} {noun}" + ("" if number == 1 else "s")
