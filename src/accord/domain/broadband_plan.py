"""What planning broadband answers: gaps to targets, costs of settlements, plans, and why each is in or out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accord.domain.broadband import Technology
from accord.domain.broadband_call import ShareRule

__all__ = [
    "Affordability",
    "BroadbandResult",
    "BroadbandSettlement",
    "Choice",
    "CurvePoint",
    "Knowledge",
    "Plan",
    "PlanReading",
    "SettlementCost",
    "SharedPlan",
    "TargetGap",
    "WhyOut",
]


class Knowledge(StrEnum):
    """What is known about the coverage of a settlement at the speed of a target."""

    STATED = "stated"
    MUNICIPAL = "share of the municipality"
    NOT_KNOWN = "not known"


class PlanReading(StrEnum):
    """How an envelope is read: as all the money, or as a part beside the money of others."""

    ALONE = "alone"
    WITH_OTHERS = "with_others"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetGap:
    """Where a partner stands at a target; covered + uncovered + not known = total.

    Attributes:
        target: Id of the target.
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
        unserved: Households to be reached; None if unknown. Where technologies may overlap, the larger number.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A settlement in a plan.

    Attributes:
        settlement: Its id.
        technology: How it is served.
        households: Households that are reached.
        access: Cost within the settlement.
        step: Cost of its own step, if no other settlement before it in the plan paid for it; else 0.
        path_added: Cost of the steps of its way that were added when it was chosen.
        bundle: Number of the bundle with which it was chosen, from 1; 0 in an exact plan.
    """

    settlement: str
    technology: Technology
    households: float
    access: float
    step: float
    path_added: float
    bundle: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Which settlements an amount reaches; every shared step is paid once.

    Attributes:
        method: ``greedy``, ``exact`` or ``naive``.
        budget: Amount that could be spent.
        cost: Amount that is spent; never above the budget.
        access: Of it, within settlements.
        backhaul: Of it, for ways to the backbone.
        low: Cost of the same plan with every parameter at its low end.
        high: The same at the high end; it may be above the budget.
        households: Households reached.
        weighted: Households times the weight of their technology: what is made as large as possible.
        bound: No plan of this amount can reach more weighted households than this.
        choices: Settlements that are in, in the order in which they were chosen.
        steps: Ids of the settlements whose step towards the backbone is built.
        out: Why each other settlement is out.
        cut_off: Money for each weighted household of the dearest bundle that is in; None if nothing is in.
        has_proof: Whether the bound is met by a solver within its stated gap.
    """

    method: str
    budget: float
    cost: float
    access: float
    backhaul: float
    low: float
    high: float
    households: float
    weighted: float
    bound: float
    choices: tuple[Choice, ...]
    steps: tuple[str, ...]
    out: Mapping[str, WhyOut]
    cut_off: float | None = None
    has_proof: bool = False

    @property
    def gap(self) -> float:
        """By how much of the bound the plan may be short, in 0 to 1; 0 if there is nothing to reach."""
        return max(0.0, 1 - self.weighted / self.bound) if self.bound > 0 else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """What one envelope reaches.

    Attributes:
        envelope: The envelope.
        households: Households reached.
        bound: Most weighted households that the envelope can reach.
        weighted: Weighted households reached.
        cost: Money spent.
        kept_from: Smaller envelope whose plan reaches more and is kept; None if the plan is its own.
        technologies: Households by technology.
    """

    envelope: float
    households: float
    bound: float
    weighted: float
    cost: float
    kept_from: float | None
    technologies: Mapping[Technology, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPlan:
    """An envelope shared by a rule.

    Attributes:
        rule: The rule.
        text: The rule in words.
        parts: Part of each partner in money; empty for rules that order settlements and share nothing.
        unspent: Money that is left, by partner.
        households: Households reached, by partner.
        reached: Households reached together.
        weighted: Weighted households reached together.
        forgone: Weighted households fewer than by ``most_households``.
        cost: Money spent; a step that two partners need is paid by both.
        reason: Why the rule cannot be computed; empty if it can.
    """

    rule: ShareRule
    text: str
    parts: Mapping[str, float]
    unspent: Mapping[str, float]
    households: Mapping[str, float]
    reached: float
    weighted: float
    forgone: float
    cost: float
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BroadbandResult:
    """Everything that was computed from a case.

    Attributes:
        gaps: Gap to each target by partner; all settlements together under an empty partner.
        affordability: Prices against incomes.
        settlements: Settlements by id as planning sees them; empty without a call.
        plans: Plan by reading of the envelope.
        naive: What ranking settlements one by one reaches for the envelope alone, each paying its whole way in the
            ranking, and shared steps paid once when money is spent; for comparison.
        exact: Plan of the solver by reading; empty if it was not asked.
        curve: The cost curve.
        shared: The rules of sharing.
        others: Money of others that the reading beside others needs and nobody claims to have; None if the call
            states no share.
        unknown_households: Households that are in no plan because their coverage is not known.
        doubts: Parameters that were not read in their source, by id, with what is doubtful.
        allowed: Labels of policies under which something not known was counted; empty by default.
    """

    gaps: tuple[TargetGap, ...]
    affordability: tuple[Affordability, ...]
    settlements: Mapping[str, BroadbandSettlement]
    plans: Mapping[PlanReading, Plan]
    naive: Plan | None
    exact: Mapping[PlanReading, Plan]
    curve: tuple[CurvePoint, ...]
    shared: tuple[SharedPlan, ...]
    others: Decimal | None
    unknown_households: float
    doubts: Mapping[str, str]
    allowed: tuple[str, ...]
