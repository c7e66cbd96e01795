"""What a call for broadband asks: an envelope, its policy, targets, and the cited costs it reckons with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from accord.domain.broadband import (
    BasketPrice,
    Coverage,
    CoverageBasis,
    CoverageStage,
    Income,
    PointOfPresence,
    Settlement,
    Technology,
)
from accord.domain.evidence import NOWHERE, Evidence, Origin
from accord.domain.period import PartialDate

__all__ = [
    "AffordabilityLimit",
    "BackhaulRule",
    "BroadbandCall",
    "BroadbandCase",
    "BroadbandTarget",
    "CostParameter",
    "ShareRule",
    "UnknownCoverage",
]


class UnknownCoverage(StrEnum):
    """What a plan does with households of which nobody said whether they are covered."""

    LEAVE_OUT = "leave_out"
    COUNT_AS_UNSERVED = "count_as_unserved"


class BackhaulRule(StrEnum):
    """How the way to the backbone is built.

    ``fibre``: every step of it. ``cheapest``: by microwave where that costs less; beyond such a step fibre
    to the premises is not offered, because the step does not carry it.
    """

    FIBRE = "fibre"
    CHEAPEST = "cheapest"


class ShareRule(StrEnum):
    """How an envelope can be shared; all are shown side by side, none is recommended."""

    MOST_HOUSEHOLDS = "most_households"
    BY_UNSERVED = "by_unserved"
    BY_POPULATION = "by_population"
    EQUAL = "equal"
    BY_NEED_AND_INCOME = "by_need_and_income"
    LEAST_DENSE_FIRST = "least_dense_first"
    POOREST_FIRST = "poorest_first"


@dataclass(frozen=True, slots=True, kw_only=True)
class CostParameter:
    """A number of the cost model that was taken over from a document.

    The ids that the model knows are ``COST_PARAMETERS`` of ``methods/broadband/costs.py``; an amount by
    density ends with the name of its class, e.g. ``fibre.unit.rural``.

    Attributes:
        id: Name by which the model uses it.
        unit: Unit, e.g. ``EUR/premises``, ``EUR/km``, ``EUR/site``, ``km``, ``people/km2``.
        value: The value.
        source: Document that states it.
        evidence: Whether it was read there.
        date_read: Day on which it was read.
        low: Lowest value that is thought possible; None if no range is stated.
        high: Highest value that is thought possible; None if no range is stated.
        price_base: Year of the prices; None if not stated or no money.
        note: What a reader should know about it.
    """

    id: str
    unit: str
    value: Decimal
    source: str
    evidence: Evidence
    date_read: PartialDate
    low: Decimal | None = None
    high: Decimal | None = None
    price_base: int | None = None
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class BroadbandTarget:
    """A share of households, inhabitants or schools that is to have a speed by a year.

    Attributes:
        id: Stable id, e.g. ``gigabit``.
        label: What it asks, for people.
        basis: Of what the share is asked.
        share: Share between 0 and 1.
        speed_mbit: Download speed in Mbit/s; 0 where a technology is asked and no speed.
        year: Year by which.
        source: Document that states it.
        evidence: Evidence level.
        technologies: Technologies that count; all if empty.
        stage: Stage that counts.
        note: What a reader should know, e.g. who is bound by it.
    """

    id: str
    label: str
    basis: CoverageBasis
    share: Decimal
    speed_mbit: Decimal
    year: int
    source: str
    evidence: Evidence
    technologies: tuple[Technology, ...] = ()
    stage: CoverageStage = CoverageStage.COVERED
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class AffordabilityLimit:
    """The share of income per head that a basket may cost.

    Attributes:
        id: Stable id.
        label: What it is.
        share: Share between 0 and 1, e.g. 0.02.
        source: Document that states it.
        evidence: Evidence level.
        oldest_income_years: By how many years an income may be older than the price; older ones answer
            nothing.
    """

    id: str
    label: str
    share: Decimal
    source: str
    evidence: Evidence
    oldest_income_years: int = 2
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class BroadbandCall:
    """An envelope and the policy by which it is planned.

    Attributes:
        id: Stable id; figures begin with ``broadband.<id>.``.
        title: What it is.
        envelope: Money to be given, in ``currency``.
        currency: Currency code; all costs must have it.
        weights: Worth of a household served by each technology that the call offers, in 0 to 1; a
            technology without a weight is not offered. There is no default: this is policy.
        target: Id of the target whose unserved households are to be reached.
        grant_share: Largest share of the cost that the grant may pay, above 0 to 1; None if not stated, and
            then only the reading "the grant alone" is computed.
        unknown: What is done with households whose coverage is not known.
        spreads_municipal: Whether the share of a municipality is taken for each of its settlements that has
            no statement of its own; the result is labelled.
        backhaul: How the way to the backbone is built.
        share_rules: Rules of sharing that are compared.
        curve: Envelopes of the cost curve, in ``currency``, rising.
    """

    id: str
    title: str
    envelope: Decimal
    weights: Mapping[Technology, Decimal]
    target: str
    currency: str = "EUR"
    grant_share: Decimal | None = None
    unknown: UnknownCoverage = UnknownCoverage.LEAVE_OUT
    spreads_municipal: bool = False
    backhaul: BackhaulRule = BackhaulRule.FIBRE
    share_rules: tuple[ShareRule, ...] = tuple(ShareRule)
    curve: tuple[Decimal, ...] = ()
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class BroadbandCase:
    """Everything that a folder on broadband states.

    Attributes:
        settlements: The settlements.
        points: Points of presence.
        coverage: Statements about coverage.
        prices: Prices of baskets.
        incomes: Incomes per head.
        parameters: Costs by id.
        targets: Targets by id.
        limits: Limits of affordability by id.
        call: The call; None if only the gap is asked.
    """

    settlements: tuple[Settlement, ...]
    points: tuple[PointOfPresence, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    prices: tuple[BasketPrice, ...] = ()
    incomes: tuple[Income, ...] = ()
    parameters: Mapping[str, CostParameter] = field(default_factory=dict)
    targets: Mapping[str, BroadbandTarget] = field(default_factory=dict)
    limits: Mapping[str, AffordabilityLimit] = field(default_factory=dict)
    call: BroadbandCall | None = None
