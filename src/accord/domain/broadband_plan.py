"""What an amount of money reaches: plans, the cost curve, and rules of sharing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accord.domain.broadband import Technology
from accord.domain.broadband_call import ShareRule
from accord.domain.broadband_standing import Affordability, BroadbandSettlement, TargetGap, WhyOut

__all__ = ["BroadbandResult", "Choice", "CurvePoint", "Plan", "PlanReading", "SharedPlan"]


class PlanReading(StrEnum):
    """How an envelope is read: as all the money, or as a part beside the money of others."""

    ALONE = "alone"
    WITH_OTHERS = "with_others"


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
        bundle: Number of the bundle with which it was chosen, from 1; 0 in a plan that was
            searched or is exact.
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
        method: ``greedy`` (bundles), ``searched`` (a grid of money), ``exact`` or ``naive``.
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
        has_proof: Whether the plan is proved to be short of the bound by a ten-thousandth at most.
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
        naive: Weighted households by ranking settlements one by one, each paying for its whole way; for
            comparison.
        kept_from: Smaller envelope whose plan reaches more and is kept; None if the plan is its own.
        technologies: Households by technology.
    """

    envelope: float
    households: float
    bound: float
    weighted: float
    cost: float
    naive: float
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
        reached: Households reached together; None, as the three that follow, if the rule cannot be computed.
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
    reached: float | None
    weighted: float | None
    forgone: float | None
    cost: float | None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BroadbandResult:
    """Everything that was computed from a case.

    Attributes:
        gaps: Gap to each target by partner, at the target's own stage; all settlements together under an
            empty partner.
        stages: The same for each other stage of which something is stated.
        affordability: Prices against incomes.
        settlements: Settlements by id as planning sees them; empty without a call.
        plans: Plan by reading of the envelope.
        naive: What ranking settlements one by one reaches for the envelope alone: each is ranked and pays
            as if nobody shared its way; for comparison.
        exact: Plan of the solver by reading; empty if it was not asked.
        curve: The cost curve.
        shared: The rules of sharing.
        others: Money of others that the reading beside others needs and that is not claimed here; None if
            the call states no share.
        unknown_households: Households that are in no plan because their coverage is not known.
        doubts: Parameters that were not read in their source, by id, with what is doubtful.
        allowed: Labels of policies under which something not known was counted; empty by default.
    """

    gaps: tuple[TargetGap, ...]
    stages: tuple[TargetGap, ...]
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
