"""Where one waits on a network, what projects change in it, and the network as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accord.domain.evidence import NOWHERE, Evidence, Origin
from accord.domain.network import Place, Section
from accord.domain.period import PartialDate

__all__ = [
    "Crossing",
    "DelayProfile",
    "EffectKind",
    "Network",
    "ObservedWait",
    "ProjectEffect",
    "Vehicles",
    "Way",
]


class Way(StrEnum):
    """Direction in which a crossing is passed.

    ``there``: from where its section begins to where it ends; ``back``: the other one.
    """

    THERE = "there"
    BACK = "back"


class Vehicles(StrEnum):
    """Who waited."""

    FREIGHT = "freight"
    CARS = "cars"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayProfile:
    """How long crossings take, as a distribution with a heavy tail, from two shares that a source states.

    Attributes:
        id: Stable id.
        label: Name on pages.
        lower_share: Share of crossings, between 0 and 1, that take at most ``lower_minutes``.
        lower_minutes: Minutes.
        upper_share: A larger share.
        upper_minutes: Minutes that this share takes at most.
        source: Id of the document.
        evidence: Evidence level.
        tail_index: Index of a Pareto tail above ``upper_minutes``, over 1; None for the log-normal tail.
        date: Time to which it refers.
        note: What a reader should know.
    """

    id: str
    label: str
    lower_share: Decimal
    lower_minutes: Decimal
    upper_share: Decimal
    upper_minutes: Decimal
    source: str
    evidence: Evidence
    tail_index: Decimal | None = None
    date: PartialDate | None = None
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedWait:
    """A wait that somebody reported, on one day, in one direction.

    Reports are of bad days more often than of good ones: a few of them make no distribution, and none of the
    methods draws from them.

    Attributes:
        way: Direction.
        minutes: How long one waited.
        date: When.
        source: Id of the document.
        evidence: Evidence level.
        vehicles: Who waited.
        note: What a reader should know.
    """

    way: Way
    minutes: Decimal
    date: PartialDate
    source: str
    evidence: Evidence
    vehicles: Vehicles = Vehicles.FREIGHT
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """A border or common crossing point on a section; the two directions have delays of their own.

    Attributes:
        id: Stable id.
        label: Name on pages.
        section: Id of the section on which it lies.
        source: Id of the document.
        evidence: Evidence level of the delays as those of this crossing.
        there: Delay profile from ``begins`` to ``ends`` of the section; empty if unknown.
        back: Delay profile of the other direction; empty if unknown.
        observed: Single waits that were reported; shown beside the delays, never mixed with them.
        note: What a reader should know.
    """

    id: str
    label: str
    section: str
    source: str
    evidence: Evidence
    there: str = ""
    back: str = ""
    observed: tuple[ObservedWait, ...] = ()
    note: str = ""
    origin: Origin = NOWHERE


class EffectKind(StrEnum):
    """What a project does to the network.

    ``opens``: a planned section can be travelled; ``retimes``: a section gets another time; ``closes``: a
    section can no longer be travelled; ``shortens_wait``: the delay of a crossing is multiplied by a share;
    ``retimes_transfer``: changing the mode at a place, such as a port, takes another time.
    """

    OPENS = "opens"
    RETIMES = "retimes"
    CLOSES = "closes"
    SHORTENS_WAIT = "shortens_wait"
    RETIMES_TRANSFER = "retimes_transfer"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectEffect:
    """One change that a project makes to the network.

    Attributes:
        id: Stable id.
        project: Id of the project.
        kind: What is done.
        target: Id of the section, or of the crossing (``shortens_wait``) or place (``retimes_transfer``).
        source: Id of the document.
        evidence: Evidence level.
        value: Minutes after the project, or the share of the delay that remains (``shortens_wait``).
            None for ``closes``, and for a planned section that keeps its own time.
        low: Smallest value thought possible; None where ``value`` is no guess.
        high: Largest value thought possible.
        note: What a reader should know.
    """

    id: str
    project: str
    kind: EffectKind
    target: str
    source: str
    evidence: Evidence
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Places, what joins them, where one waits, and what projects change; all ids are known and unique."""

    places: tuple[Place, ...]
    sections: tuple[Section, ...]
    profiles: tuple[DelayProfile, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    effects: tuple[ProjectEffect, ...] = ()
