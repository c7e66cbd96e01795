"""The map of waiting at crossings: colour for the mean minutes, size for the share of journeys."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from accord.domain.network import Mode
from accord.domain.network_change import Network
from accord.publish.maps.geometry import Geometry, geometry_of
from accord.publish.maps.ground import framed, scale_bar
from accord.publish.maps.labels import Crowd, Label, placed_labels
from accord.publish.maps.layout import Block, below, beside, words_block
from accord.publish.maps.legend import Item, legend
from accord.publish.maps.lines import plain_lines
from accord.publish.maps.number_words import in_words
from accord.publish.maps.scales import Scale, scale_of
from accord.publish.maps.shapes import circle, diamond
from accord.publish.maps.sheet import MapSheet, Panel
from accord.publish.maps.viewport import Point
from accord.publish.palette import INK

__all__ = ["WAITING", "Waiting", "crossing_map", "journeys_in_words"]

WAITING: Scale = scale_of((15, 30, 60, 120), unit="minutes", ramp="brown")
"""Classes of mean waiting: a quarter of an hour, half an hour, one hour, two hours."""

_SLOWER = "Where the two directions of a crossing differ, its colour is that of the slower one."
_SHARES = (0.01, 0.05)
_SIZES = ((3.4, "under one in a hundred"), (5.4, "one in a hundred or more"), (7.6, "one in twenty or more"))
_WIDTH, _MARGIN = 420.0, 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One crossing as the map shows it.

    Attributes:
        mean: Mean minutes of waiting, of the slower direction; None if unknown.
        journeys: Share of all journeys that pass, both directions together; None if unknown.
        ways: Mean minutes there and back, where known apart; empty where only the slower one is.
    """

    mean: float | None
    journeys: float | None
    ways: tuple[float | None, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether the two directions are in different classes."""
        return len({WAITING.words_of(mean) for mean in self.ways}) > 1


def journeys_in_words(share: float | None) -> str:
    """Return the class of a share of journeys in words; None is unknown."""
    return "use unknown" if share is None else _SIZES[bisect_right(_SHARES, share)][1]


def crossing_map(network: Network, waiting: Mapping[str, Waiting], *, day: date) -> MapSheet:
    """Return the map of waiting at crossings.

    Crossings at one point are shown as one, by the one that most journeys pass. A crossing whose waiting is
    unknown is hollow.

    Args:
        network: The network; at least one place.
        waiting: What is known of each crossing, by id.
        day: Sections in use on this day are drawn as thin lines.
    """
    geometry = geometry_of(network, width=_WIDTH, margin=_MARGIN)
    crowd = Crowd(geometry.view)
    names = {row.id: row.label for row in network.crossings}
    marks, labels = [], []
    foremost = _foremost(geometry, waiting)
    for rank, (name, at) in enumerate(foremost):
        row = waiting[name]
        radius = _radius(row.journeys)
        marks.append(_mark(row.mean, radius, at, f"{names[name]}: {_said(geometry, name, row)}"))
        reach = radius * 1.25 + 0.5
        crowd.add_symbol(at, reach)
        is_needed = (row.journeys or 0.0) >= _SHARES[-1]
        labels.append(Label(words=names[name], at=at, radius=reach, rank=rank, is_needed=is_needed))
    towns = [circle(at, 1.4, fill="#5d6b7c") for at in sorted(geometry.points.values())]
    for line in geometry.lines.values():
        crowd.add_line(line)
    parts = [
        *plain_lines(geometry, day, (Mode.ROAD,)),
        *towns,
        *marks,
        *placed_labels(labels, crowd, most=40),
    ]
    return MapSheet(
        name="crossings",
        title="Waiting at crossing points",
        panels=(Panel(caption="", description=_told(waiting), block=framed(geometry.view, parts)),),
        legend=below((scale_bar(geometry.view), _key([waiting[name] for name, _at in foremost])), gap=6),
        remarks=(("", _SLOWER),) if any(waiting[name].differs for name, _at in foremost) else (),
    )


def _said(geometry: Geometry, crossing: str, row: Waiting) -> str:
    """Return the class of the waiting; of each direction where they differ."""
    if not row.differs:
        return WAITING.words_of(row.mean)
    section = geometry.section_of(crossing)
    labels = {place.id: place.label for place in geometry.network.places}
    ends = (labels[section.ends], labels[section.begins])
    return "; ".join(f"to {end} {WAITING.words_of(mean)}" for end, mean in zip(ends, row.ways, strict=True))


def _foremost(geometry: Geometry, waiting: Mapping[str, Waiting]) -> list[tuple[str, Point]]:
    """Return the crossings by use, the most used first; of several at one point only the first."""
    order = sorted(waiting, key=lambda name: (-(waiting[name].journeys or 0.0), name))
    by_point: dict[Point, str] = {}
    for name in order:
        by_point.setdefault(geometry.crossings[name], name)
    return [(name, at) for at, name in by_point.items()]


def _radius(share: float | None) -> float:
    return _SIZES[0 if share is None else bisect_right(_SHARES, share)][0]


def _mark(mean: float | None, radius: float, at: Point, words: str = "") -> str:
    if mean is None:
        return diamond(
            at, radius, words, fill="#ffffff", stroke=INK, stroke_width=1.2, stroke_dasharray="2 1.4"
        )
    return diamond(at, radius, words, fill=WAITING.step_of(mean).fill, stroke=INK, stroke_width=0.9)


def _key(shown: Iterable[Waiting]) -> Block:
    """Return two legends side by side: colours for the waiting, sizes for the journeys."""
    lows: list[float] = [1.0, *WAITING.bounds]
    colours = [Item(words=WAITING.words_of(low), draw=_drawer(low, 5.4)) for low in lows]
    if any(row.mean is None for row in shown):
        colours.append(Item(words="unknown", draw=_drawer(None, 5.4)))
    sizes = [Item(words=words, draw=_drawer(45.0, size)) for size, words in _SIZES]
    half = _WIDTH / 2 - 6
    parts = [
        below(
            (words_block([("", heading)], width=half, fill=INK, weight="600"), legend(items, width=half)),
            gap=2,
        )
        for heading, items in (("Mean waiting", colours), ("Share of journeys that pass", sizes))
    ]
    return beside(parts, columns=2)


def _drawer(mean: float | None, radius: float) -> Callable[[Point], str]:
    return lambda at: _mark(mean, radius, at)


def _told(waiting: Mapping[str, Waiting]) -> str:
    counts: dict[str, int] = {}
    for row in sorted(waiting.values(), key=lambda row: (row.mean is None, row.mean or 0.0)):
        words = WAITING.words_of(row.mean)
        counts[words] = counts.get(words, 0) + 1
    said = [f"{words}: {in_words(count)}" for words, count in counts.items()]
    return f"Crossing points by mean waiting: {'; '.join(said)}." if said else "No crossing point is known."
