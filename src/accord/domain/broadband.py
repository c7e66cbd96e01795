"""Settlements, what is known about their coverage, and what people pay and earn there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accord.domain.evidence import NOWHERE, Evidence, Origin
from accord.domain.period import PartialDate

__all__ = [
    "BasketPrice",
    "Coverage",
    "CoverageBasis",
    "CoverageStage",
    "Income",
    "PointOfPresence",
    "Settlement",
    "Technology",
    "slug",
]

_OTHER = re.compile(r"[^a-z0-9]+")


class Technology(StrEnum):
    """How a settlement is served; ``any`` is a statement about all technologies together."""

    FIBRE = "fibre"
    CABLE = "cable"
    COPPER = "copper"
    FIXED_WIRELESS = "fixed_wireless"
    MOBILE_4G = "4g"
    MOBILE_5G = "5g"
    SATELLITE = "satellite"
    ANY = "any"


class CoverageStage(StrEnum):
    """How far a network has come; the four are never added or taken for each other.

    ``passed``: the network runs by. ``covered``: the service can be ordered. ``connected``: a line is
    installed. ``used``: somebody subscribes.
    """

    PASSED = "passed"
    COVERED = "covered"
    CONNECTED = "connected"
    USED = "used"


class CoverageBasis(StrEnum):
    """Of what a share or number is stated."""

    HOUSEHOLDS = "households"
    POPULATION = "population"
    SCHOOLS = "schools"


@dataclass(frozen=True, slots=True, kw_only=True)
class PointOfPresence:
    """A place that the backbone reaches already, at which a way out of the villages ends.

    Attributes:
        id: Stable id.
        label: Name on pages.
        partner: Partner in which it lies; empty outside the partners.
    """

    id: str
    label: str
    partner: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """A village or town; what is not stated is None, and nothing is put in its place.

    Attributes:
        id: Stable id.
        label: Name on pages.
        partner: Partner in which it lies.
        upstream: Id of the next settlement or point of presence towards the backbone; empty if not stated.
        backhaul_km: Length of that step in kilometres; 0 if the backbone stands in the settlement already.
        municipality: Municipality to which it belongs; empty if not stated.
        latitude: Degrees north (WGS 84).
        longitude: Degrees east (WGS 84).
        population: Inhabitants.
        households: Households.
        premises: Buildings or dwellings to be served; where None, households are served.
        area_km2: Built-up or settled area in square kilometres.
        density: Inhabitants per square kilometre as stated; else it follows from population and area.
        schools: Number of schools.
        source: Document or table that says so.
        evidence: Evidence level.
        note: What a reader should know.
    """

    id: str
    label: str
    partner: str
    upstream: str = ""
    backhaul_km: Decimal | None = None
    municipality: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    population: Decimal | None = None
    households: Decimal | None = None
    premises: Decimal | None = None
    area_km2: Decimal | None = None
    density: Decimal | None = None
    schools: Decimal | None = None
    source: str = ""
    evidence: Evidence = Evidence.SEEN
    note: str = ""
    origin: Origin = NOWHERE

    @property
    def people_per_km2(self) -> Decimal | None:
        """Inhabitants per square kilometre: as stated, else population by area; None if neither is known."""
        if self.density is not None or self.population is None or not self.area_km2:
            return self.density
        return self.population / self.area_km2

    @property
    def settled_km2(self) -> Decimal | None:
        """Square kilometres: as stated, else population by density; None if neither is known."""
        if self.area_km2 is not None or self.population is None or not self.density:
            return self.area_km2
        return self.population / self.density

    @property
    def served_units(self) -> Decimal | None:
        """Premises if stated, else households: for so many a network is built."""
        return self.households if self.premises is None else self.premises


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A statement that a share or number can get, or has, a speed.

    Attributes:
        id: Id of the row, unique.
        place: Id of a settlement, or of a municipality if ``is_municipal``.
        technology: By which technology.
        speed_mbit: Download speed in Mbit/s that is reached at least.
        stage: How far the network has come.
        day: Day for which it is stated.
        source: Document or table that says so.
        evidence: Evidence level.
        basis: Of what share or number is stated.
        share: Share between 0 and 1; None where ``number`` is stated.
        number: Number of households, inhabitants or schools; None where ``share`` is stated.
        is_municipal: Whether the place is a municipality.
    """

    id: str
    place: str
    technology: Technology
    speed_mbit: Decimal
    stage: CoverageStage
    day: PartialDate
    source: str
    evidence: Evidence
    basis: CoverageBasis = CoverageBasis.HOUSEHOLDS
    share: Decimal | None = None
    number: Decimal | None = None
    is_municipal: bool = False
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketPrice:
    """The price of a basket of services.

    Attributes:
        id: Id of the row, unique.
        partner: Partner for which it holds.
        basket: Name of the basket, e.g. ``fixed 5 GB``.
        price: Amount for a period.
        currency: Currency code.
        months: Number of months for which the price is asked: 1 or 12.
        year: Year of the price.
        source: Document that says so.
        evidence: Evidence level.
    """

    id: str
    partner: str
    basket: str
    price: Decimal
    currency: str
    months: int
    year: int
    source: str
    evidence: Evidence
    origin: Origin = NOWHERE

    @property
    def price_a_month(self) -> Decimal:
        """Price of one month."""
        return self.price / self.months


@dataclass(frozen=True, slots=True, kw_only=True)
class Income:
    """Income per head of a group of people.

    Attributes:
        id: Id of the row, unique.
        partner: Partner for which it holds.
        group: ``mean`` (gross national income per head) or a group such as ``bottom 40``.
        amount: Amount per head for a period.
        currency: Currency code.
        months: Number of months for which it is stated: 1 or 12.
        year: Year of the income.
        source: Document that says so.
        evidence: Evidence level.
    """

    id: str
    partner: str
    group: str
    amount: Decimal
    currency: str
    months: int
    year: int
    source: str
    evidence: Evidence
    origin: Origin = NOWHERE

    @property
    def amount_a_month(self) -> Decimal:
        """Income per head of one month."""
        return self.amount / self.months


def slug(text: str) -> str:
    """Return a text as part of an id: ``fixed 5 GB`` becomes ``fixed-5-gb``; empty without Latin signs."""
    return _OTHER.sub("-", text.casefold()).strip("-")
