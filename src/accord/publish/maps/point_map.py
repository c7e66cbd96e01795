"""A map of points, such as settlements: by class of a value or by category, unknown as a class of its own."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from accord.publish.maps.ground import disclaimer_of, framed, scale_bar
from accord.publish.maps.labels import Crowd, Label, placed_labels
from accord.publish.maps.layout import below
from accord.publish.maps.legend import Item, legend, scale_items
from accord.publish.maps.marks import UNKNOWN_RADIUS, unknown_mark, value_mark
from accord.publish.maps.number_words import in_words
from accord.publish.maps.scales import Scale
from accord.publish.maps.shapes import attributes, circle, diamond, square, triangle
from accord.publish.maps.sheet import MapSheet, Panel
from accord.publish.maps.viewport import Point, viewport_of
from accord.publish.palette import INK

__all__ = ["MapPoint", "point_map"]

_WIDTH, _MARGIN = 420.0, 24.0
_MOST_SINGLE, _USUAL, _LEAST_FACTOR = 400, 150, 0.35
_UNKNOWN = "unknown"

_Shape = Callable[..., str]
_CATEGORIES: tuple[tuple[str, _Shape], ...] = (
    ("#0c2c5c", circle),
    ("#e3a256", square),
    ("#459a58", diamond),
    ("#f6dbe4", circle),
    ("#86440f", square),
    ("#b9d3ea", triangle),
)
"""Colours and shapes of categories, in their order; neighbours differ in lightness too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPoint:
    """One point.

    Attributes:
        id: Id; of two points at one place the later id lies above.
        label: Name.
        latitude: Degrees north.
        longitude: Degrees east.
        value: A number with a scale, the name of a category with categories; None if unknown.
        weight: Points of a larger weight are named first, e.g. people; points with 0 are not named.
    """

    id: str
    label: str
    latitude: float
    longitude: float
    value: float | str | None
    weight: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Class:
    """How the points of one class look."""

    words: str
    fill: str
    radius: float
    draw: Callable[[Point, float, str], str]


def point_map(
    points: Iterable[MapPoint],
    *,
    name: str,
    title: str,
    classes: Scale | Mapping[str, str],
    names: int = 20,
) -> MapSheet:
    """Return the map of some points.

    Up to 400 points are elements with words for a pointer and differ in shape by category. More become one
    path for each class, round and without words, so that ten thousand stay a small file; then a table must
    say which point is which. Colours differ in lightness in both cases. Nothing is joined or summed up.

    Args:
        points: The points; at least one.
        name: Short name, for files and anchors.
        title: What it shows.
        classes: A scale of numbers, or the words of each category by its name, at most six.
        names: How many points are named at most.

    Raises:
        ValueError: There is no point, there are too many categories, or a value belongs to no class.
    """
    shown = sorted(points, key=lambda point: point.id)
    view = viewport_of(((point.latitude, point.longitude) for point in shown), width=_WIDTH, margin=_MARGIN)
    factor = max(_LEAST_FACTOR, min(1.0, math.sqrt(_USUAL / len(shown))))
    groups = _groups(shown, classes)
    places = {point.id: view.point(point.latitude, point.longitude) for point in shown}
    crowd = Crowd(view)
    marks = []
    for look, members in sorted(groups, key=lambda row: -row[0].radius):
        radius = look.radius * factor
        marks += _marks(look, [(places[row.id], row) for row in members], radius, len(shown) > _MOST_SINGLE)
        for row in members:
            crowd.add_symbol(places[row.id], radius)
    labels = _labels(shown, places, factor, names)
    block = framed(view, [*marks, *placed_labels(labels, crowd, most=names)])
    return MapSheet(
        name=name,
        title=title,
        panels=(Panel(caption="", description=_told(groups), block=block),),
        legend=below((scale_bar(view), legend(_items(shown, groups, classes), width=_WIDTH)), gap=4),
        disclaimer=disclaimer_of(view),
    )


def _labels(shown: Sequence[MapPoint], places: Mapping[str, Point], factor: float, names: int) -> list[Label]:
    """Return the names of points by weight; twice as many as may be put, as some do not fit."""
    order = sorted((row for row in shown if row.weight > 0), key=lambda row: (-row.weight, row.id))
    radius = UNKNOWN_RADIUS * factor
    return [
        Label(words=row.label, at=places[row.id], radius=radius, rank=rank)
        for rank, row in enumerate(order[: 2 * names])
    ]


def _groups(
    shown: Sequence[MapPoint], classes: Scale | Mapping[str, str]
) -> list[tuple[_Class, list[MapPoint]]]:
    """Return the classes in their order, unknown last, each with its points."""
    looks = _scale_looks(classes) if isinstance(classes, Scale) else _category_looks(classes)
    unknown = _Class(
        words=classes.unknown if isinstance(classes, Scale) else _UNKNOWN,
        fill="#ffffff",
        radius=UNKNOWN_RADIUS,
        draw=lambda at, radius, words: unknown_mark(None, at, words, factor=radius / UNKNOWN_RADIUS),
    )
    members: dict[str, list[MapPoint]] = {name: [] for name in (*looks, "")}
    for row in shown:
        members[_key(row, classes)].append(row)
    return [(look, members[name]) for name, look in (*looks.items(), ("", unknown))]


def _key(row: MapPoint, classes: Scale | Mapping[str, str]) -> str:
    if row.value is None:
        return ""
    if isinstance(classes, Scale) and isinstance(row.value, int | float):
        return classes.step_of(float(row.value)).words
    if isinstance(classes, Mapping) and row.value in classes:
        return str(row.value)
    raise ValueError(f"{row.id}: {row.value!r} belongs to no class")


def _scale_looks(scale: Scale) -> dict[str, _Class]:
    return {
        step.words: _Class(
            words=step.words, fill=step.fill, radius=step.radius, draw=_filled(circle, step.fill)
        )
        for step in scale.steps
    }


def _category_looks(words: Mapping[str, str]) -> dict[str, _Class]:
    if len(words) > len(_CATEGORIES) or "" in words:
        raise ValueError(f"at most {len(_CATEGORIES)} categories, each with a name; not {list(words)}")
    return {
        name: _Class(words=said, fill=fill, radius=4.4, draw=_filled(shape, fill))
        for (name, said), (fill, shape) in zip(words.items(), _CATEGORIES, strict=False)
    }


def _filled(shape: _Shape, fill: str) -> Callable[[Point, float, str], str]:
    return lambda at, radius, words: shape(at, radius, words, fill=fill, stroke=INK, stroke_width=0.8)


def _marks(
    look: _Class, members: Sequence[tuple[Point, MapPoint]], radius: float, is_dense: bool
) -> list[str]:
    if not is_dense:
        return [look.draw(at, round(radius, 2), f"{row.label}: {look.words}") for at, row in members]
    if not members:
        return []
    path = "".join(f"M{x:.1f} {y:.1f}h0" for (x, y), _row in members)
    strokes = ((INK, 2 * radius + 0.9), (look.fill, 2 * radius - 0.5))
    return [
        f'<path d="{path}"{attributes(stroke=stroke, stroke_width=round(width, 2), stroke_linecap="round")}/>'
        for stroke, width in strokes
    ]


def _items(
    shown: Sequence[MapPoint],
    groups: Sequence[tuple[_Class, list[MapPoint]]],
    classes: Scale | Mapping[str, str],
) -> list[Item]:
    if isinstance(classes, Scale):
        values = [None if row.value is None else float(row.value) for row in shown]
        return scale_items(classes, values, lambda value, at: value_mark(classes, value, at)[0])
    return [
        Item(words=look.words, draw=_sample(look))
        for look, members in groups
        if members or look.words != _UNKNOWN
    ]


def _sample(look: _Class) -> Callable[[Point], str]:
    return lambda at: look.draw(at, look.radius, "")


def _told(groups: Sequence[tuple[_Class, list[MapPoint]]]) -> str:
    said = [f"{look.words}: {in_words(len(members))}" for look, members in groups if members]
    return f"Points by class: {'; '.join(said)}."
