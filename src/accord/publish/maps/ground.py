"""What lies below a map: land, sea and lakes as a sketch, a graticule; no borders."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from accord.publish.maps.coast import LAKES, SEAS
from accord.publish.maps.layout import WORDS, Block
from accord.publish.maps.number_words import in_words
from accord.publish.maps.projection import project
from accord.publish.maps.shapes import area, group, polyline
from accord.publish.maps.viewport import Point, Viewport
from accord.publish.palette import INK, QUIET
from accord.publish.svg import rectangle, text

__all__ = ["DISCLAIMER", "disclaimer_of", "framed", "scale_bar"]

_BORDERS = "No borders are drawn, and no position is taken on borders or status."
_LINES = "Lines join places and do not follow the ground."
_WATER = "Coast and lakes are sketched by hand for orientation, in places twenty kilometres off."
_NO_WATER = "No sea or lake is drawn here."

DISCLAIMER = f"{_BORDERS} {_LINES} {_WATER}"
"""What must stand under every map of lines between places."""

_Metres = tuple[tuple[float, float], ...]

_LAND, _SEA, _SHORE, _GRID, _EDGE = "#fbfaf6", "#e3ecf3", "#a9bfd0", "#d5d9d6", "#b6bdc6"
_EVERY_DEGREES, _STEPS, _BEYOND = 2, 6, 90.0
_KILOMETRES = (1, 2, 5, 10, 20, 50, 100, 200, 500)


def framed(view: Viewport, parts: Sequence[str]) -> Block:
    """Return a map: the ground, then what is shown on it, cut at the edge."""
    edge = rectangle(0.5, 0.5, view.width - 1, view.height - 1, fill="none", stroke=_EDGE)
    inner = "".join((rectangle(0, 0, view.width, view.height, fill=_LAND), *_ground(view), *parts, edge))
    cut = f'<svg width="{view.width:g}" height="{view.height:.1f}">{inner}</svg>'
    return Block(parts=(cut,), width=view.width, height=view.height)


def disclaimer_of(view: Viewport) -> str:
    """Return what must stand under a map that joins no places by lines.

    Args:
        view: The map: whether sea or a lake lies in it decides what is said of them.
    """
    world = _world()
    has_water = any(_seen([view.at(point) for point in line], view) for line in (*world.seas, *world.lakes))
    return f"{_BORDERS} {_WATER if has_water else _NO_WATER}"


def _seen(corners: list[Point], view: Viewport) -> bool:
    """Whether a shape covers any of a map: what is left of it within the four edges has an area.

    Reference:
        Sutherland and Hodgman, Reentrant polygon clipping, Communications of the ACM 17 (1974), 32-42.
    """
    for axis, sign, edge in ((0, 1, 0.0), (0, -1, -view.width), (1, 1, 0.0), (1, -1, -view.height)):
        kept: list[Point] = []
        for first, second in pairwise((*corners, *corners[:1])):
            before, after = sign * first[axis] - edge, sign * second[axis] - edge
            if before >= 0:
                kept.append(first)
            if before * after < 0:
                share = before / (before - after)
                x, y = (from_ + share * (to - from_) for from_, to in zip(first, second, strict=True))
                kept.append((x, y))
        corners = kept
    twice = sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in pairwise((*corners, *corners[:1])))
    return abs(twice) > 1


@lru_cache(maxsize=32)
def _ground(view: Viewport) -> tuple[str, ...]:
    """Return sea, graticule and lakes; maps of one network share their view, and so these."""
    world = _world()
    seas, lakes = (
        [area(view.at(point) for point in line) for line in lines] for lines in (world.seas, world.lakes)
    )
    return (
        group(seas, fill=_SEA, stroke=_SHORE, stroke_width=0.8, stroke_linejoin="round"),
        group(_graticule(view, world), fill="none", stroke=_GRID, stroke_width=0.6),
        group(lakes, fill=_SEA, stroke=_SHORE, stroke_width=0.6, stroke_linejoin="round"),
    )


def _graticule(view: Viewport, world: _World) -> list[str]:
    found = []
    for line in world.graticule:
        seen = [point for point in map(view.at, line) if view.holds(point, _BEYOND)]
        if len(seen) > 1 and any(view.holds(point) for point in seen):
            found.append(polyline(seen))
    return found


class _World(NamedTuple):
    """The ground in metres: it is the same for every map."""

    seas: tuple[_Metres, ...]
    lakes: tuple[_Metres, ...]
    graticule: tuple[_Metres, ...]


@cache
def _world() -> _World:
    """Return the ground, with parallels and meridians every two degrees around Europe."""
    norths, easts = range(34, 53, _EVERY_DEGREES), range(8, 33, _EVERY_DEGREES)
    grid = [[(float(north), east) for east in _between(easts)] for north in norths]
    grid += [[(north, float(east)) for north in _between(norths)] for east in easts]
    return _World(*(tuple(_projected(line) for line in lines) for lines in (SEAS, LAKES, grid)))


def _projected(line: Iterable[tuple[float, float]]) -> _Metres:
    return tuple(project(latitude, longitude) for latitude, longitude in line)


def _between(degrees: range) -> list[float]:
    count = (len(degrees) - 1) * _STEPS
    return [degrees[0] + at * _EVERY_DEGREES / _STEPS for at in range(count + 1)]


def scale_bar(view: Viewport) -> Block:
    """Return a bar as long as the longest round length that takes less than a third of the map."""
    fits = [length for length in _KILOMETRES if length * 1000 / view.scale <= view.width / 3]
    kilometres = max(fits, default=_KILOMETRES[0])
    said = f"{in_words(kilometres)} {'kilometre' if kilometres == 1 else 'kilometres'}"
    length = round(kilometres * 1000 / view.scale, 1)
    middle = math.floor(length / 2)
    parts = (
        rectangle(0.5, 4, length, 5, fill="#ffffff", stroke=INK, stroke_width="0.8"),
        rectangle(0.5, 4, middle, 5, fill=INK),
        text(length + 7, 11, said, size=WORDS, fill=QUIET),
    )
    return Block(parts=parts, width=view.width, height=15)
