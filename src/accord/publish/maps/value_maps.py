"""Maps of values by place: before and after, saved, and one small map for each project on one scale."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from accord.domain.network import Mode, Place
from accord.domain.network_change import Network
from accord.publish.maps.geometry import Geometry, geometry_of
from accord.publish.maps.ground import framed, scale_bar
from accord.publish.maps.labels import Crowd, Label, placed_labels
from accord.publish.maps.layout import below
from accord.publish.maps.legend import legend, scale_items
from accord.publish.maps.lines import plain_lines
from accord.publish.maps.marks import value_mark, value_marks
from accord.publish.maps.network_map import changed_item, foremost_places, project_lines
from accord.publish.maps.number_words import in_words
from accord.publish.maps.scales import Scale, even_scale, ladder_scale
from accord.publish.maps.sheet import MapSheet, Panel

__all__ = ["Values", "before_after_map", "project_maps", "saved_map", "saving_scale"]

Values = Mapping[str, float | None]
"""A value for each place by id; None if it is unknown, no entry if it is not shown."""

_WIDTH, _SMALL, _MARGIN = 420.0, 205.0, 24.0
_MOST_NAMES = 26
_NOTHING_MINUTES, _SMALLER = 0.05, 0.72


def saving_scale(values: Sequence[float | None]) -> Scale:
    """Return the classes of minutes saved: bounds by one, two, five; less than three seconds is no change.

    Args:
        values: All values that share the classes.
    """
    scale = ladder_scale(values, unit="minutes", ramp="green", rungs=5)
    return Scale(
        bounds=scale.bounds,
        steps=scale.steps,
        nothing=_NOTHING_MINUTES,
        nothing_words="no change",
        less_words="takes longer",
    )


def before_after_map(network: Network, before: Values, after: Values | None, *, day: date) -> MapSheet:
    """Return maps of the mean minutes from each place to other people: before and after, on the same classes.

    Args:
        network: The network; at least one place.
        before: Minutes without the projects.
        after: Minutes with all projects; None where there are none, which makes one map.
        day: Sections in use on this day are drawn as thin lines.
    """
    geometry = geometry_of(network, width=_WIDTH, margin=_MARGIN)
    later = before if after is None else after
    shown = [*before.values(), *later.values()]
    scale = even_scale(shown, unit="minutes", ramp="blue")
    room = {name: max(_reach(scale, before[name]), _reach(scale, later[name])) for name in before}
    names = _names(geometry, room)
    sides = [("Before the projects", before), ("After all projects", later)] if after else [("Today", before)]
    panels = [
        _panel(geometry, values, scale, caption=caption, day=day, names=names) for caption, values in sides
    ]
    title = "Mean travel time to other people"
    return MapSheet(
        name="minutes",
        title=f"{title}, before and after" if after else title,
        panels=tuple(panels),
        legend=below((scale_bar(geometry.view), legend(scale_items(scale, shown), width=_WIDTH)), gap=4),
        columns=len(panels),
        remarks=(("", _compared(scale, before, after)),) if after else (),
    )


def _compared(scale: Scale, before: Values, after: Values) -> str:
    """Return how many places change their class: two maps that look alike may still differ."""
    known = [name for name, value in before.items() if value is not None and after[name] is not None]
    changed = sum(scale.words_of(before[name]) != scale.words_of(after[name]) for name in known)
    places = "place" if len(known) == 1 else "places"
    return f"Of {in_words(len(known))} {places} with known times, {in_words(changed)} change class."


def saved_map(network: Network, saved: Values, *, day: date, scale: Scale) -> MapSheet:
    """Return the map of minutes of a mean journey saved by all projects together.

    Args:
        network: The network; at least one place.
        saved: Minutes by place.
        day: Sections in use on this day are drawn as thin lines.
        scale: The classes, shared with ``project_maps``.
    """
    geometry = geometry_of(network, width=_WIDTH, margin=_MARGIN)
    names = _names(geometry, {name: _reach(scale, value) for name, value in saved.items()})
    panel = _panel(geometry, saved, scale, day=day, names=names, projects=tuple(geometry.projects))
    key = legend([*scale_items(scale, list(saved.values())), changed_item()], width=_WIDTH)
    return MapSheet(
        name="saved",
        title="Minutes of a mean journey saved by all projects together",
        panels=(panel,),
        legend=below((scale_bar(geometry.view), key), gap=4),
    )


def project_maps(network: Network, alone: Mapping[str, Values], *, day: date, scale: Scale) -> MapSheet:
    """Return one small map for each project: what it alone saves, all on one scale.

    Places have no names here, so that a class is one element; tables beside the maps have each place.

    Args:
        network: The network; at least one place.
        alone: Minutes saved by place, by project.
        day: Sections in use on this day are drawn as thin lines.
        scale: The classes.
    """
    geometry = geometry_of(network, width=_SMALL, margin=10)
    panels = [_small_panel(geometry, values, scale, day=day, project=name) for name, values in alone.items()]
    shown = [value for values in alone.values() for value in values.values()]
    return MapSheet(
        name="projects",
        title="Minutes of a mean journey saved by each project alone",
        panels=tuple(panels),
        legend=legend([*scale_items(scale, shown), changed_item()], width=2 * _SMALL + 12),
        columns=4,
    )


def _panel(
    geometry: Geometry,
    values: Values,
    scale: Scale,
    *,
    day: date,
    caption: str = "",
    names: Sequence[str] = (),
    projects: Sequence[str] = (),
) -> Panel:
    """Return one map of values; large symbols stand below small ones, so that none is hidden."""
    marks: list[tuple[float, str, str]] = []
    for place in _by_people(geometry.network, values):
        mark, radius = value_mark(scale, values[place.id], geometry.points[place.id], place.label)
        marks.append((-radius, place.id, mark))
    parts = [
        *plain_lines(geometry, day, (Mode.ROAD,)),
        *(mark for _size, _place, mark in sorted(marks)),
        *(part for project in projects for part in project_lines(geometry, project)),
        *names,
    ]
    return Panel(caption=caption, description=_told(scale, values), block=framed(geometry.view, parts))


def _small_panel(geometry: Geometry, values: Values, scale: Scale, *, day: date, project: str) -> Panel:
    """Return the small map of one project: a class is one element, and no place has a name."""
    shown = [(values[place.id], geometry.points[place.id]) for place in _by_people(geometry.network, values)]
    parts = [
        *plain_lines(geometry, day, (Mode.ROAD,)),
        *value_marks(scale, shown, factor=_SMALLER),
        *project_lines(geometry, project),
    ]
    block = framed(geometry.view, parts)
    return Panel(caption=project, description=_told(scale, values), block=block, why=project)


def _names(geometry: Geometry, room: Mapping[str, float]) -> list[str]:
    """Return the names of places, which keep free what their symbols need; the foremost are always there."""
    crowd = Crowd(geometry.view)
    labels = []
    foremost = foremost_places(geometry.network.places)
    for rank, place in enumerate(_by_people(geometry.network, room)):
        at, radius = geometry.points[place.id], room[place.id]
        crowd.add_symbol(at, radius)
        is_needed = place.id in foremost
        labels.append(Label(words=place.label, at=at, radius=radius, rank=rank, is_needed=is_needed))
    for line in geometry.lines.values():
        crowd.add_line(line)
    return placed_labels(labels, crowd, most=_MOST_NAMES)


def _reach(scale: Scale, value: float | None) -> float:
    return value_mark(scale, value, (0, 0))[1]


def _by_people(network: Network, values: Collection[str]) -> list[Place]:
    shown = [row for row in network.places if row.id in values]
    return sorted(shown, key=lambda row: (-float(row.population or 0), row.id))


def _told(scale: Scale, values: Values) -> str:
    """Return how many places are in each class, in words."""
    counts: dict[str, int] = {}
    for value in sorted(values.values(), key=lambda value: (value is None, value or 0.0)):
        words = scale.words_of(value)
        counts[words] = counts.get(words, 0) + 1
    said = [f"{words}: {in_words(count)}" for words, count in counts.items()]
    return f"Places by class: {'; '.join(said)}." if said else "No place has a value."
