"""A transport network as facts: places and the sections that join them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from accord.domain.evidence import NOWHERE, Evidence, Origin
from accord.domain.period import PartialDate

__all__ = [
    "Mode",
    "NetworkMembership",
    "Place",
    "PlaceKind",
    "RoadClass",
    "Section",
    "Tier",
]


class Mode(StrEnum):
    """By what one travels along a section."""

    ROAD = "road"
    RAIL = "rail"
    WATERWAY = "waterway"
    FERRY = "ferry"


class PlaceKind(StrEnum):
    """What a place is in the network; a border place is a point of passage without position on status."""

    TOWN = "town"
    PORT = "port"
    BORDER = "border"
    JUNCTION = "junction"


class RoadClass(StrEnum):
    """How fast a section is where its time is not stated; the speeds are assumptions of a method."""

    MOTORWAY = "motorway"
    EXPRESSWAY = "expressway"
    PRIMARY = "primary"
    HILLY = "hilly"
    RAIL = "rail"
    WATERWAY = "waterway"
    UNKNOWN = "unknown"


class Tier(StrEnum):
    """Part of the trans-European transport network to which a section can belong."""

    CORE = "core"
    EXTENDED_CORE = "extended_core"
    COMPREHENSIVE = "comprehensive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A town, a port, a border point or a junction.

    Attributes:
        id: Stable id.
        label: Name on pages.
        latitude: Degrees north (WGS 84).
        longitude: Degrees east (WGS 84).
        source: Id of the document that gives name and coordinates.
        evidence: Evidence level.
        kind: What it is.
        partner: Partner in which it lies; empty outside the partners and for border points.
        population: Inhabitants; None if unknown, and then no journey is counted from or to it.
        population_year: Year of that number; empty if not stated.
        transfer_minutes: Time to change the mode here (a port's waiting time); None if nothing is known,
            and then no journey changes its mode here.
        note: What a reader should know.
    """

    id: str
    label: str
    latitude: Decimal
    longitude: Decimal
    source: str
    evidence: Evidence
    kind: PlaceKind = PlaceKind.TOWN
    partner: str = ""
    population: Decimal | None = None
    population_year: str = ""
    transfer_minutes: Decimal | None = None
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkMembership:
    """Time during which a section belonged to a tier of the trans-European transport network.

    Attributes:
        tier: The tier.
        valid_from: First day.
        source: Id of the document that says so.
        evidence: Evidence level.
        valid_to: Last day; None for "still".
    """

    tier: Tier
    valid_from: PartialDate
    source: str
    evidence: Evidence
    valid_to: PartialDate | None = None
    origin: Origin = NOWHERE

    def holds_on(self, day: date) -> bool:
        """Whether a day lies between the first and the last one, both included."""
        return self.valid_from.first_day <= day and (self.valid_to is None or day <= self.valid_to.last_day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A stretch of road, rail or waterway between two places.

    Attributes:
        id: Stable id.
        begins: Id of the place where it begins.
        ends: Id of the place where it ends.
        mode: By what one travels.
        source: Id of the document that gives its length.
        evidence: Evidence level of its length.
        length_km: Length in kilometres; None if unknown.
        road_class: Class, from which a method takes a speed where ``minutes`` is not stated.
        minutes: Travel time in minutes without waiting at borders; None if not stated.
        minutes_low: Shortest time that is thought possible; None where ``minutes`` is no guess.
        minutes_high: Longest time that is thought possible.
        is_one_way: Whether it can be travelled from ``begins`` to ``ends`` only.
        is_planned: Whether it exists only once a project opens it.
        route: Name of the road or line, e.g. ``E75``.
        valid_from: First day of use; None for "since before all projects".
        valid_to: Last day of use; None for "still".
        memberships: Tiers of the trans-European network, each with its days.
        note: What a reader should know.
    """

    id: str
    begins: str
    ends: str
    mode: Mode
    source: str
    evidence: Evidence
    length_km: Decimal | None = None
    road_class: RoadClass = RoadClass.UNKNOWN
    minutes: Decimal | None = None
    minutes_low: Decimal | None = None
    minutes_high: Decimal | None = None
    is_one_way: bool = False
    is_planned: bool = False
    route: str = ""
    valid_from: PartialDate | None = None
    valid_to: PartialDate | None = None
    memberships: tuple[NetworkMembership, ...] = ()
    note: str = ""
    origin: Origin = NOWHERE

    def is_in_use_on(self, day: date) -> bool:
        """Whether the section can be travelled on a day; a planned one only through a project."""
        began = self.valid_from is None or self.valid_from.first_day <= day
        ended = self.valid_to is not None and self.valid_to.last_day < day
        return began and not ended

    def tier_on(self, day: date) -> Tier | None:
        """Return the tier to which the section belongs on a day; None if to none, or if nobody said."""
        return next((row.tier for row in self.memberships if row.holds_on(day)), None)
