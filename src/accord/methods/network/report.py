"""What is asked of a network with projects, and the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from accord.domain.network import Mode, PlaceKind
from accord.methods.network.attribution import Attribution
from accord.methods.network.borders import BorderShare
from accord.methods.network.graph import Graph
from accord.methods.network.reach import Reach
from accord.methods.network.times import Matrix, connected_groups

__all__ = [
    "AloneReach",
    "GainRange",
    "Measured",
    "NetworkReport",
    "PartnerReach",
    "Question",
    "Spread",
    "stranded_places",
]


class Measured(StrEnum):
    """In what the gain of projects is counted."""

    MINUTES = "minutes"
    POTENTIAL = "potential"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of a network.

    Attributes:
        day: Sections in use on this day count.
        modes: Modes by which one travels.
        projects: Ids of the projects; empty for all that have effects.
        draws: Draws over the guesses; 0 for none.
        seed: Seed of all random numbers.
    """

    day: date
    modes: tuple[Mode, ...] = (Mode.ROAD,)
    projects: tuple[str, ...] = ()
    draws: int = 100
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerReach:
    """What the people of a partner reach before and after the projects.

    Attributes:
        partner: Id of the partner; empty for all places together.
        before: Before; None if no population is known.
        after: After all projects.
    """

    partner: str
    before: Reach | None
    after: Reach | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AloneReach:
    """The mean journey of the people of a partner with one project only.

    Attributes:
        project: Id of the project.
        partner: Id of the partner.
        minutes: Mean minutes to other people; None if some cannot be reached.
    """

    project: str
    partner: str
    minutes: float | None


class Spread(NamedTuple):
    """How a gain is spread over the draws of all guesses: nine in ten lie from the lower to the upper end.

    Attributes:
        lower: One draw in twenty lies below.
        upper: One draw in twenty lies above.
        median: Half of the draws lie below.
    """

    lower: float
    upper: float
    median: float

    def leaves_out(self, likely: float, *, decimals: int) -> bool:
        """Whether a likely value lies outside: most guesses reach further to one side than to the other.

        Args:
            likely: The gain with every guess at its likely value.
            decimals: Decimals to which both are told; what looks equal is not outside.
        """
        value, lower, upper = (round(each, decimals) for each in (likely, self.lower, self.upper))
        return value < lower or value > upper


@dataclass(frozen=True, slots=True, kw_only=True)
class GainRange:
    """The spread of a project's gain over the draws of all guesses.

    Attributes:
        project: Id of the project; empty for all together.
        alone: Of the gain alone.
        last: Of the gain as the last of all.
        shapley: Of the Shapley value.
    """

    project: str
    alone: Spread
    last: Spread
    shapley: Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkReport:
    """The answer.

    Attributes:
        question: What was asked.
        graph: The network as arrays.
        before: Shortest minutes between places without the projects.
        after: With all of them.
        reach: Reach of all places, then of each partner.
        alone: Mean journeys of the people of each partner with each project alone.
        alone_by_place: Mean minutes from each place to the other people with each project alone, by project;
            not a number where nobody is known to live, or some cannot be reached.
        border: Share of time at borders without the projects; None if no delay is known.
        measured: In what gains are counted: minutes of a mean journey saved, or, where some people cannot
            reach each other without the projects, people in the potential.
        attribution: What each project adds; None if no project has an effect.
        ranges: Ranges of the gains, all projects together first; empty if nothing is a guess.
        groups: Places that reach each other without the projects, in groups, the largest first; border points
            and junctions too.
    """

    question: Question
    graph: Graph
    before: Matrix
    after: Matrix
    reach: tuple[PartnerReach, ...]
    alone: tuple[AloneReach, ...]
    alone_by_place: Mapping[str, Matrix]
    border: BorderShare | None
    measured: Measured
    attribution: Attribution | None
    ranges: tuple[GainRange, ...]
    groups: tuple[tuple[str, ...], ...]

    def minutes(self, begins: str, ends: str) -> tuple[float, float]:
        """Return the minutes between two places before and after the projects; infinite if there is no way.

        Args:
            begins: Id of a place.
            ends: Id of a place.
        """
        position = {place.id: at for at, place in enumerate(self.graph.places)}
        pair = position[begins], position[ends]
        return float(self.before[pair]), float(self.after[pair])


def stranded_places(report: NetworkReport) -> tuple[str, ...]:
    """Return the ids of towns, and of ports with a section, that even the projects do not join to the rest.

    Border points, junctions, and ports of another mode are not named.

    Args:
        report: The answer about a network.
    """
    groups = connected_groups(report.after, [place.id for place in report.graph.places])
    main = set(groups[0]) if groups else set()
    vertices = report.graph.vertices
    joined = {vertices[end][0] for arc in report.graph.arcs for end in (arc.tail, arc.head)}
    return tuple(
        place.id
        for at, place in enumerate(report.graph.places)
        if place.id not in main
        and (place.kind is PlaceKind.TOWN or (place.kind is PlaceKind.PORT and at in joined))
    )
