"""Where settlements and partners stand: gaps to targets, prices against incomes, costs of settlements."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accord.domain.broadband import CoverageStage, Technology

__all__ = [
    "Affordability",
    "BroadbandSettlement",
    "Knowledge",
    "PlaceStatus",
    "SettlementCost",
    "TargetGap",
    "WhyOut",
]


class Knowledge(StrEnum):
    """What is known about the coverage of a settlement at the speed of a target."""

    STATED = "stated"
    MUNICIPAL = "share of the municipality"
    NOT_KNOWN = "not known"


class WhyOut(StrEnum):
    """Why a settlement is not in a plan."""

    COVERED = "covered already"
    COVERAGE_NOT_KNOWN = "coverage not known"
    HOUSEHOLDS_NOT_KNOWN = "households not known"
    NO_WAY = "no way to a point of presence"
    DISTANCE_NOT_KNOWN = "length of its way not known"
    COST_NOT_KNOWN = "cost not known"
    TOO_DEAR = "costs more for each household than what is in"
    DOES_NOT_FIT = "does not fit into what is left"


class PlaceStatus(StrEnum):
    """Where a settlement stands beside the plan of the grant alone; no household is in two of them.

    ``left_out``: some households are known to be unserved and the plan does not reach them.
    """

    IN_PLAN = "in_plan"
    LEFT_OUT = "left_out"
    NOT_KNOWN = "not_known"
    COVERED = "covered"


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetGap:
    """Where a partner stands at a target; covered + uncovered + not known = total.

    Attributes:
        target: Id of the target.
        stage: How far the network has come; the target asks one of the four stages, others stand beside it.
        partner: Partner.
        total: Households, inhabitants or schools of settlements where their number is stated.
        covered: Of these, covered at least.
        between: Of these, possibly covered: technologies that may or may not overlap.
        uncovered: Of these, known to be uncovered.
        not_known: Of these, in settlements without a statement.
        places_without_total: Settlements whose number is not stated; they are in no number above.
        rows: Ids of the statements that were used.
        settlements: Ids of the settlements that were counted.
        by_municipality: Of the total, known by the share of a municipality only.
    """

    target: str
    stage: CoverageStage
    partner: str
    total: float
    covered: float
    between: float
    uncovered: float
    not_known: float
    places_without_total: tuple[str, ...]
    rows: tuple[str, ...]
    settlements: tuple[str, ...]
    by_municipality: float = 0.0

    @property
    def share_at_least(self) -> float | None:
        """Share that is covered for certain; None if nothing was counted or nothing is known."""
        return None if not self.total or self.not_known == self.total else self.covered / self.total

    @property
    def share_at_most(self) -> float | None:
        """Share if all that is not known were covered; None as above."""
        if self.share_at_least is None:
            return None
        return (self.covered + self.between + self.not_known) / self.total


@dataclass(frozen=True, slots=True, kw_only=True)
class Affordability:
    """A price against an income.

    Attributes:
        limit: Id of the limit.
        partner: Partner.
        basket: Basket.
        group: Group of people; ``mean`` for income per head.
        share: Price of a month by income of a month; None if it cannot be said.
        is_kept: Whether the share is at most the limit; None if it cannot be said.
        price: Id of the row of the price; empty if there is none.
        income: Id of the row of the income; empty if there is none.
        reason: In words, how it was reckoned or why it cannot be.
    """

    limit: str
    partner: str
    basket: str
    group: str
    share: float | None
    is_kept: bool | None
    price: str
    income: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementCost:
    """What a settlement costs by one technology, without its way to the backbone.

    Attributes:
        technology: The technology.
        access: Cost within the settlement; None if it is not known.
        low: The same with every parameter at its low end.
        high: The same with every parameter at its high end.
        parameters: Ids of the parameters that were used.
        reason: The sum in words, or why there is none.
    """

    technology: Technology
    access: float | None
    low: float | None
    high: float | None
    parameters: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BroadbandSettlement:
    """A settlement as planning sees it.

    Attributes:
        id: Its id.
        partner: Its partner.
        knowledge: What is known about its coverage at the target.
        households: Households; None if not stated.
        unserved: Households to be reached, the larger number where technologies may overlap; None if
            unknown.
        rows: Ids of the statements about its coverage.
        path: Ids of the settlements whose step it needs, from itself to the backbone; empty if no way.
        own_step: Cost of its own step towards the backbone; None if not known.
        path_cost: Cost of the whole way if nothing of it is shared; None if not known.
        step_medium: ``fibre``, ``microwave``, or ``none`` for a step of length 0.
        costs: Cost by technology that the call offers.
        flip_weight: Weight of the second technology, if the first has 1, at which both are worth the same
            for each unit of money with the whole way counted; None unless two can be compared.
        without_plan: Why no plan can reach it; None if it can be planned.
        density_class: Name of its class of density; empty if not known.
    """

    id: str
    partner: str
    knowledge: Knowledge
    households: float | None
    unserved: float | None
    rows: tuple[str, ...]
    path: tuple[str, ...]
    own_step: float | None
    path_cost: float | None
    step_medium: str
    costs: tuple[SettlementCost, ...]
    flip_weight: float | None
    without_plan: WhyOut | None
    density_class: str = ""
