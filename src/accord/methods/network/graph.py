"""A network becomes arrays of arcs between vertices, a vertex for each place and mode."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from accord.domain.network import Mode, Place, RoadClass, Section
from accord.domain.network_change import DelayProfile, EffectKind, Network
from accord.methods.network.delays import mean_delay

__all__ = ["ASSUMED_SPEEDS", "Arc", "Graph", "Wait", "graph_of", "section_minutes"]

ASSUMED_SPEEDS: dict[RoadClass, int] = {
    RoadClass.MOTORWAY: 110,
    RoadClass.EXPRESSWAY: 90,
    RoadClass.PRIMARY: 65,
    RoadClass.HILLY: 50,
    RoadClass.RAIL: 60,
    RoadClass.WATERWAY: 12,
}
"""Kilometres an hour where no time is stated: assumptions of this project, not measurements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Waiting at a crossing in one direction.

    Attributes:
        crossing: Id of the crossing.
        profile: Its delay.
        mean: Mean minutes.
    """

    crossing: str
    profile: DelayProfile
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """One direction of a section, or a change of mode at a place.

    Attributes:
        tail: Vertex where it begins.
        head: Vertex where it ends.
        section: Id of the section; empty for a change of mode.
        place: Id of the place of a change of mode; empty for a section.
        crossings: Crossings on it, each with its delay in this direction.
        minutes: Minutes of travel; infinite where nothing says how long.
        low: Shortest minutes thought possible.
        high: Longest minutes thought possible.
        is_planned: Whether it can be travelled only once a project opens it.
    """

    tail: int
    head: int
    section: str
    crossings: tuple[Wait, ...]
    minutes: float
    low: float
    high: float
    is_planned: bool = False
    place: str = ""

    @property
    def cost(self) -> float:
        """Minutes with the mean waiting, before any project."""
        waiting = sum(wait.mean for wait in self.crossings)
        return float("inf") if self.is_planned else self.minutes + waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """A network on a day, for some modes.

    Attributes:
        places: The places, in the order of their ids; those without a section stand alone.
        vertices: Place (by position) and mode of each vertex; a place without a section has one vertex.
        arcs: The arcs, each direction for itself.
        population: Inhabitants by place; not a number where unknown.
        unknown: Ids of sections left out, because neither a time nor a length with a class is stated.
        costs: Minutes of each arc with its mean waiting, before any project.
        tails: Vertex where each arc begins.
        heads: Vertex where each arc ends.
        first_vertex: Position of the first vertex of each place; the vertices of a place stand together.
    """

    places: tuple[Place, ...]
    vertices: tuple[tuple[int, str], ...]
    arcs: tuple[Arc, ...]
    population: NDArray[np.float64]
    unknown: tuple[str, ...] = ()
    costs: NDArray[np.float64] = field(init=False, repr=False)
    tails: NDArray[np.intp] = field(init=False, repr=False)
    heads: NDArray[np.intp] = field(init=False, repr=False)
    first_vertex: NDArray[np.intp] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Put the arcs into arrays once."""
        homes = np.array([place for place, _mode in self.vertices], dtype=np.intp)
        made = {
            "costs": np.array([arc.cost for arc in self.arcs], dtype=np.float64),
            "tails": np.array([arc.tail for arc in self.arcs], dtype=np.intp),
            "heads": np.array([arc.head for arc in self.arcs], dtype=np.intp),
            "first_vertex": np.searchsorted(homes, np.arange(len(self.places))),
        }
        for name, array in made.items():
            object.__setattr__(self, name, array)


def section_minutes(section: Section) -> float | None:
    """Return the minutes of a section: as stated, else by its length and class; None if neither is known."""
    if section.minutes is not None:
        return float(section.minutes)
    speed = ASSUMED_SPEEDS.get(section.road_class)
    if section.length_km is None or speed is None:
        return None
    return float(section.length_km) / speed * 60


def graph_of(network: Network, *, day: date, modes: Iterable[Mode] = (Mode.ROAD,)) -> Graph:
    """Return the graph of a network on a day.

    Planned sections are arcs of infinite minutes, so that a project only changes minutes. A section whose
    time is unknown is left out and named; it is not given one.

    Args:
        network: The network.
        day: Sections in use on this day count.
        modes: Modes by which one travels.
    """
    places = tuple(sorted(network.places, key=lambda place: place.id))
    position = {place.id: at for at, place in enumerate(places)}
    chosen = set(modes)
    used = sorted(
        (row for row in network.sections if row.mode in chosen and row.is_in_use_on(day)),
        key=lambda row: row.id,
    )
    retimed = {row.target for row in network.effects if row.kind is EffectKind.OPENS and row.value}
    unknown = [row.id for row in used if section_minutes(row) is None and row.id not in retimed]
    sections = [row for row in used if row.id not in set(unknown)]
    pairs = {(position[end], row.mode.value) for row in sections for end in (row.begins, row.ends)}
    touched = {place for place, _mode in pairs}
    pairs |= {(at, "") for at in range(len(places)) if at not in touched}
    vertices = tuple(sorted(pairs))
    vertex = {pair: at for at, pair in enumerate(vertices)}
    waits = _waits(network)
    arcs: list[Arc] = []
    for row in sections:
        begins, ends = (vertex[position[end], row.mode.value] for end in (row.begins, row.ends))
        there, back = waits.get(row.id, ((), ()))
        arcs.append(_arc(row, begins, ends, there))
        if not row.is_one_way:
            arcs.append(_arc(row, ends, begins, back))
    arcs.extend(_transfers(places, vertices))
    return Graph(
        places=places,
        vertices=vertices,
        arcs=tuple(arcs),
        population=np.array([_number(place.population) for place in places], dtype=np.float64),
        unknown=tuple(unknown),
    )


def _waits(network: Network) -> dict[str, tuple[tuple[Wait, ...], tuple[Wait, ...]]]:
    """Return by section the delays there and back; a delay that nobody stated counts for nothing."""
    profiles = {row.id: row for row in network.profiles}
    waits: dict[str, tuple[tuple[Wait, ...], tuple[Wait, ...]]] = {}
    for row in sorted(network.crossings, key=lambda row: row.id):
        known = waits.get(row.section, ((), ()))
        more = [
            (Wait(crossing=row.id, profile=profiles[name], mean=mean_delay(profiles[name])),) if name else ()
            for name in (row.there, row.back)
        ]
        waits[row.section] = (known[0] + more[0], known[1] + more[1])
    return waits


def _arc(section: Section, tail: int, head: int, crossings: tuple[Wait, ...]) -> Arc:
    minutes = section_minutes(section)
    taken = float("inf") if minutes is None else minutes
    is_guess = section.minutes_low is not None and section.minutes_high is not None
    return Arc(
        tail=tail,
        head=head,
        section=section.id,
        crossings=crossings,
        minutes=taken,
        low=_number(section.minutes_low) if is_guess else taken,
        high=_number(section.minutes_high) if is_guess else taken,
        is_planned=section.is_planned,
    )


def _transfers(places: Sequence[Place], vertices: Sequence[tuple[int, str]]) -> Iterator[Arc]:
    """Yield the changes of mode at places whose transfer time is known."""
    for _place, group in itertools.groupby(enumerate(vertices), key=lambda pair: pair[1][0]):
        together = list(group)
        for (tail, (place, _mode)), (head, _other) in itertools.permutations(together, 2):
            minutes = places[place].transfer_minutes
            if minutes is not None:
                taken = float(minutes)
                yield Arc(
                    tail=tail,
                    head=head,
                    section="",
                    crossings=(),
                    minutes=taken,
                    low=taken,
                    high=taken,
                    place=places[place].id,
                )


def _number(value: Decimal | None) -> float:
    return float("nan") if value is None else float(value)
