"""Where the places, sections and crossings of a network stand on a map."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from accord.domain.network import Mode, Place, PlaceKind, Section
from accord.domain.network_change import EffectKind, Network
from accord.publish.maps.viewport import Point, Viewport, viewport_of

__all__ = ["Geometry", "geometry_of"]

Line = tuple[Point, Point]

_APART = 3.4
"""Units between lines that join the same two places."""
_ORDER = {mode: at for at, mode in enumerate(Mode)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Geometry:
    """A network in units of a drawing.

    Attributes:
        view: The part of the world that is shown.
        network: The network.
        points: Place by id.
        lines: Straight line of each section by id; sections between the same places lie side by side.
        crossings: Crossing by id: at the border place that ends its section, else in the middle of it.
        projects: By project the lines of the sections, and the points of the crossings, that it changes.
    """

    view: Viewport
    network: Network
    points: Mapping[str, Point]
    lines: Mapping[str, Line]
    crossings: Mapping[str, Point]
    projects: Mapping[str, tuple[Line, ...]]

    def section_of(self, crossing: str) -> Section:
        """Return the section on which a crossing stands, by the id of the crossing."""
        name = next(row.section for row in self.network.crossings if row.id == crossing)
        return next(row for row in self.network.sections if row.id == name)


def geometry_of(network: Network, *, width: float, margin: float) -> Geometry:
    """Return where everything stands.

    Args:
        network: The network; at least one place.
        width: Units from left to right.
        margin: Units left free on each side.
    """
    degrees = {row.id: (float(row.latitude), float(row.longitude)) for row in network.places}
    view = viewport_of(degrees.values(), width=width, margin=margin)
    points = {name: view.point(*where) for name, where in degrees.items()}
    lines = _lines(network.sections, points)
    kinds = {row.id: row for row in network.places}
    sections = {row.id: row for row in network.sections}
    crossings = {
        row.id: _crossing_point(sections[row.section], kinds, points, lines) for row in network.crossings
    }
    projects: dict[str, tuple[Line, ...]] = {}
    for effect in sorted(network.effects, key=lambda row: (row.project, row.id)):
        at = {EffectKind.SHORTENS_WAIT: crossings, EffectKind.RETIMES_TRANSFER: points}.get(effect.kind)
        line = lines[effect.target] if at is None else (at[effect.target],) * 2
        projects[effect.project] = (*projects.get(effect.project, ()), line)
    return Geometry(
        view=view, network=network, points=points, lines=lines, crossings=crossings, projects=projects
    )


def _lines(sections: tuple[Section, ...], points: Mapping[str, Point]) -> dict[str, Line]:
    """Return a line for each section; of several between two places each has its own side."""
    groups: dict[tuple[str, str], list[Section]] = {}
    for row in sorted(sections, key=lambda row: (_ORDER[row.mode], row.is_planned, row.id)):
        first, second = sorted((row.begins, row.ends))
        groups.setdefault((first, second), []).append(row)
    lines = {}
    for (first, second), together in groups.items():
        for at, row in enumerate(together):
            shift = _APART * ((at + 1) // 2) * (1 if at % 2 else -1)
            lines[row.id] = _beside(points[first], points[second], shift)
    return lines


def _beside(first: Point, second: Point, shift: float) -> Line:
    across, down = second[0] - first[0], second[1] - first[1]
    length = math.hypot(across, down)
    if not length or not shift:
        return first, second
    x, y = -down / length * shift, across / length * shift
    return (first[0] + x, first[1] + y), (second[0] + x, second[1] + y)


def _crossing_point(
    section: Section, places: Mapping[str, Place], points: Mapping[str, Point], lines: Mapping[str, Line]
) -> Point:
    for end in (section.begins, section.ends):
        if places[end].kind is PlaceKind.BORDER:
            return points[end]
    (x, y), (to_x, to_y) = lines[section.id]
    return (x + to_x) / 2, (y + to_y) / 2
