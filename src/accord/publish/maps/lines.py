"""How sections are drawn: by mode and class, planned or in use, by tier; each style survives a grey print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from accord.domain.network import Mode, RoadClass, Section, Tier
from accord.publish.maps.geometry import Geometry
from accord.publish.maps.legend import Item
from accord.publish.maps.shapes import polyline, polylines
from accord.publish.maps.viewport import Point

__all__ = ["line_items", "network_lines", "plain_lines"]

_DARK, _RAIL, _WATER = "#3a4553", "#5b3a7e", "#1d6fa5"

Style = tuple[dict[str, str | float], ...]
"""Strokes drawn one over the other."""

_STYLES: dict[str, tuple[str, Style]] = {
    "motorway": (
        "motorway",
        ({"stroke": _DARK, "stroke_width": 3.4}, {"stroke": "#ffffff", "stroke_width": 1.2}),
    ),
    "expressway": ("expressway", ({"stroke": _DARK, "stroke_width": 2.2},)),
    "primary": ("main road", ({"stroke": _DARK, "stroke_width": 1.1},)),
    "hilly": ("main road, hilly", ({"stroke": _DARK, "stroke_width": 1.1, "stroke_dasharray": "4 1.6"},)),
    "unknown": ("road of unknown class", ({"stroke": "#8a94a0", "stroke_width": 1.1},)),
    "planned": ("planned", ({"stroke": _DARK, "stroke_width": 2.2, "stroke_dasharray": "2 2"},)),
    "rail": (
        "railway",
        (
            {"stroke": _RAIL, "stroke_width": 1.2},
            {"stroke": _RAIL, "stroke_width": 4.4, "stroke_dasharray": "1 5"},
        ),
    ),
    "planned rail": (
        "railway, planned",
        ({"stroke": _RAIL, "stroke_width": 4.4, "stroke_dasharray": "1 3"},),
    ),
    "waterway": (
        "waterway",
        ({"stroke": _WATER, "stroke_width": 2.4, "stroke_dasharray": "0 3.6", "stroke_linecap": "round"},),
    ),
    "ferry": (
        "ferry",
        ({"stroke": _WATER, "stroke_width": 1.8, "stroke_dasharray": "5 2.5", "stroke_linecap": "round"},),
    ),
}
"""Words and strokes of each kind of line, in the order of the legend; drawn from the last to the first."""

_TIERS: dict[Tier, tuple[str, float]] = {
    Tier.CORE: ("core network", 11.0),
    Tier.EXTENDED_CORE: ("extended core network", 9.0),
    Tier.COMPREHENSIVE: ("comprehensive network", 7.0),
}
_HALO = "#f0d48a"


def _style_of(section: Section) -> str:
    """Return the kind of line of a section."""
    if section.mode is Mode.RAIL:
        return "planned rail" if section.is_planned else "rail"
    if section.mode in {Mode.WATERWAY, Mode.FERRY}:
        return section.mode.value
    if section.is_planned:
        return "planned"
    return section.road_class.value if section.road_class.value in _STYLES else RoadClass.UNKNOWN.value


def network_lines(geometry: Geometry, day: date) -> list[str]:
    """Return all sections that are in use or planned on a day; tiers are broad bands below them.

    Args:
        geometry: The network on the map.
        day: The day for which use and tiers hold.
    """
    shown = _shown(geometry, day)
    halos = []
    for tier, (_words, width) in _TIERS.items():
        found = [geometry.lines[row.id] for row in shown if row.tier_on(day) is tier]
        halos.append(polylines(found, stroke=_HALO, stroke_width=width, stroke_linecap="round"))
    parts = []
    for kind, (_words, style) in reversed(_STYLES.items()):
        found = [geometry.lines[row.id] for row in shown if _style_of(row) == kind]
        parts += [polylines(found, **stroke) for stroke in style]
    return [*halos, *parts]


def plain_lines(geometry: Geometry, day: date, modes: Sequence[Mode]) -> list[str]:
    """Return the sections in use on a day as thin lines, for maps that are about places.

    Args:
        geometry: The network on the map.
        day: The day.
        modes: Modes that are shown.
    """
    found = [
        geometry.lines[row.id] for row in _shown(geometry, day) if row.mode in modes and not row.is_planned
    ]
    return [polylines(found, stroke="#a3acb6", stroke_width=0.9)]


def line_items(geometry: Geometry, day: date) -> list[Item]:
    """Return the entries of the legend for the kinds of line and the tiers that are there."""
    shown = _shown(geometry, day)
    kinds = {_style_of(row) for row in shown}
    items = [
        Item(words=words, draw=_sample(style)) for kind, (words, style) in _STYLES.items() if kind in kinds
    ]
    tiers = {row.tier_on(day) for row in shown}
    for tier, (words, width) in _TIERS.items():
        if tier in tiers:
            halo: Style = ({"stroke": _HALO, "stroke_width": width, "stroke_linecap": "round"},)
            items.append(Item(words=words, draw=_sample(halo)))
    return items


def _shown(geometry: Geometry, day: date) -> list[Section]:
    return sorted((row for row in geometry.network.sections if row.is_in_use_on(day)), key=lambda row: row.id)


def _sample(style: Style) -> Callable[[Point], str]:
    """Return what draws a short piece of line around a point."""

    def draw(at: Point) -> str:
        ends = ((at[0] - 10, at[1]), (at[0] + 10, at[1]))
        return "".join(polyline(ends, **stroke) for stroke in style)

    return draw
