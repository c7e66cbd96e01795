"""Symbols of places: by people, by class, by kind; what is unknown is hollow, and not small."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from accord.domain.network import Place, PlaceKind
from accord.publish.maps.scales import Scale
from accord.publish.maps.shapes import circle, circles, diamond, square, triangle
from accord.publish.maps.viewport import Point
from accord.publish.palette import INK

__all__ = [
    "DOT",
    "UNKNOWN_RADIUS",
    "crossing_mark",
    "people_mark",
    "people_radius",
    "unknown_mark",
    "value_mark",
    "value_marks",
]

UNKNOWN_RADIUS = 3.8
"""Size of a symbol whose value is unknown: neither the smallest nor the largest."""
DOT = 1.3
"""Size of a place where nobody is counted: a junction, or a value that did not change."""

_HOLLOW: dict[str, str | float] = {
    "fill": "#ffffff",
    "stroke": INK,
    "stroke_width": 1.1,
    "stroke_dasharray": "1.8 1.3",
}
_TOWN, _LEAST, _MOST = "#5d6b7c", 2.4, 10.0
_MOST_PEOPLE = 1_500_000.0


def people_radius(people: float) -> float:
    """Return the radius for a number of people: the area grows with them, up to one and a half million."""
    share = min(people, _MOST_PEOPLE) / _MOST_PEOPLE
    return round(max(_LEAST, _MOST * math.sqrt(share)), 2)


def people_mark(place: Place, at: Point) -> tuple[str, float]:
    """Return the symbol of a place by its people, and its size.

    Towns are round, ports square, border points diamonds, junctions dots. Where the number is unknown the
    symbol is hollow with a broken edge.
    """
    if place.kind is PlaceKind.JUNCTION:
        return circle(at, DOT, place.label, fill=_TOWN), DOT
    if place.kind is PlaceKind.BORDER:
        return crossing_mark(at, place.label), 3.0
    shape = square if place.kind is PlaceKind.PORT else circle
    if place.population is None:
        return unknown_mark(place, at), UNKNOWN_RADIUS
    radius = people_radius(float(place.population))
    return shape(at, radius, place.label, fill=_TOWN, stroke="#ffffff", stroke_width=0.8), radius


def unknown_mark(place: Place | None, at: Point, words: str = "", *, factor: float = 1.0) -> str:
    """Return a hollow symbol with a broken edge.

    Args:
        place: The place; its name is shown if ``words`` are empty, and a port is square.
        at: Where.
        words: Shown when a pointer rests on it.
        factor: How large symbols are on this map.
    """
    shape = square if place is not None and place.kind is PlaceKind.PORT else circle
    said = words or (place.label if place is not None else "")
    return shape(at, round(UNKNOWN_RADIUS * factor, 2), said, **_HOLLOW)


def value_mark(
    scale: Scale, value: float | None, at: Point, words: str = "", *, factor: float = 1.0
) -> tuple[str, float]:
    """Return the symbol of a value, and its size.

    Args:
        scale: The classes.
        value: The value; None if unknown.
        at: Where.
        words: Shown when a pointer rests on it; the class is added.
        factor: How large symbols are on this map.
    """
    said = f"{words}: {scale.words_of(value)}" if words else ""
    look = _look(scale, value, factor)
    shape = triangle if look.is_triangle else circle
    return shape(at, look.radius, said, **dict(look.values)), look.reach


def value_marks(scale: Scale, values: Iterable[tuple[float | None, Point]], *, factor: float) -> list[str]:
    """Return the symbols of many values, the large ones below: one element for each class, and so no names.

    Args:
        scale: The classes.
        values: Values with their points; None if unknown.
        factor: How large symbols are on this map.
    """
    groups: dict[_Look, list[Point]] = {}
    for value, at in values:
        groups.setdefault(_look(scale, value, factor), []).append(at)
    parts = []
    for look, points in sorted(groups.items(), key=lambda pair: (-pair[0].reach, pair[0])):
        attributes = dict(look.values)
        if look.is_triangle:
            parts += [triangle(at, look.radius, "", **attributes) for at in sorted(points)]
        else:
            parts.append(circles(sorted(points), look.radius, **attributes))
    return parts


class _Look(NamedTuple):
    """How a value looks.

    Attributes:
        is_triangle: Whether it points down; else it is round.
        radius: Size of the symbol.
        reach: Units that names keep away.
        values: Presentation attributes.
    """

    is_triangle: bool
    radius: float
    reach: float
    values: tuple[tuple[str, str | float], ...]


def _look(scale: Scale, value: float | None, factor: float) -> _Look:
    unknown = UNKNOWN_RADIUS * factor
    if value is None:
        return _Look(False, round(unknown, 2), unknown, tuple(_HOLLOW.items()))
    if scale.nothing and value < -scale.nothing:
        return _Look(
            True, unknown, unknown, (("fill", "#ffffff"), ("stroke", "#9b2c2c"), ("stroke_width", 1.6))
        )
    if scale.nothing and value <= scale.nothing:
        return _Look(False, DOT + 0.3, DOT + 0.3, (("fill", "#8a94a0"),))
    step = scale.step_of(value)
    radius = round(step.radius * factor, 2)
    return _Look(False, radius, radius, (("fill", step.fill), ("stroke", INK), ("stroke_width", 0.9)))


def crossing_mark(at: Point, words: str = "", *, radius: float = 2.6, fill: str = "#ffffff") -> str:
    """Return the symbol of a crossing point: a diamond."""
    return diamond(at, radius, words, fill=fill, stroke=INK, stroke_width=1.1)
