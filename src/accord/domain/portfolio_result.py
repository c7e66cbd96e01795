"""What was chosen from a portfolio, how sure the best choice is, and what else was asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from accord.domain.portfolio_reasons import Finding, Verdict

__all__ = [
    "Alternative",
    "Chosen",
    "DriftResult",
    "EnvelopePoint",
    "PortfolioResult",
    "RuleCost",
    "Solution",
    "Standing",
]


class Standing(StrEnum):
    """What is known about a choice."""

    BEST = "best"
    """Proved best: the gap is zero up to rounding of the solver."""
    WITHIN_GAP = "within gap"
    """At most the stated gap below the best."""
    IMPOSSIBLE = "impossible"
    """No choice obeys all rules."""
    NOTHING = "nothing to choose"
    """No candidate can be chosen at all: there is none, or each is unknown or barred."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A candidate that was chosen.

    Attributes:
        candidate: Its id.
        grant: Grant awarded.
        grant_share: Grant as share of its cost; None for a reform.
        start: Year in which work starts; None without phasing.
        payments: Grant paid by year; empty without phasing.
        adds: What the chosen set loses in benefit if this one is taken out and nothing else changes, with
            all that require it; joint benefits are in it, so these need not add up.
    """

    candidate: str
    grant: float
    grant_share: float | None
    start: int | None
    payments: Mapping[int, float]
    adds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """A choice.

    Attributes:
        chosen: Chosen candidates, by id.
        value: Its benefit, discounted by start year.
        bound: No choice is better than this.
        gap: (bound - value) / value, at least zero; None if the value is zero and the bound is not.
        grants: All grants.
        leverage: Money per unit of grant by each definition, a lower bound where money is not stated; None
            without grants, or where no chosen candidate states such money.
    """

    chosen: tuple[Chosen, ...]
    value: float
    bound: float
    gap: float | None
    grants: float
    leverage: Mapping[str, float | None]

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of the chosen candidates."""
        return tuple(one.candidate for one in self.chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopePoint:
    """The best benefit under another envelope; all other rules are the same.

    Attributes:
        envelope: Envelope of all years.
        value: Best benefit found; None if no choice obeys all rules.
        bound: No choice is better than this.
        grants: Grants that are awarded.
        chosen: Ids of the chosen candidates.
    """

    envelope: float
    value: float | None
    bound: float | None
    grants: float
    chosen: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCost:
    """What one rule costs: the best benefit without it, less the best with it.

    Attributes:
        rule: Id of the rule.
        cost: Benefit that the rule costs, at least zero; None if it was not computed.
        used: What the chosen set uses of the rule, in the unit of ``limit``; the worst group where the rule
            holds for each; None where this has no meaning.
        limit: The limit.
        group: Group in which the rule is closest to its limit, if it holds for each.
        comes_in: Ids that the best choice without the rule holds beside the chosen ones.
        goes_out: Ids that it does not hold.
        shadow: Benefit per unit of the limit at the margin, from the relaxed problem in which parts of
            candidates can be chosen; None where it was not computed.
        is_exact: Whether the cost was computed by solving again with no gap.
    """

    rule: str
    cost: float | None
    used: float | None
    limit: float | None
    group: str
    comes_in: tuple[str, ...]
    goes_out: tuple[str, ...]
    shadow: float | None
    is_exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another choice whose benefit is near the best.

    Attributes:
        chosen: Ids of its candidates.
        value: Its benefit.
        short: How far it is below the best, as share of the best.
        grants: Its grants.
        comes_in: Ids that the best choice does not hold.
        goes_out: Ids that only the best choice holds.
    """

    chosen: tuple[str, ...]
    value: float
    short: float
    grants: float
    comes_in: tuple[str, ...]
    goes_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftResult:
    """How a choice fares when costs grow, over all draws.

    Attributes:
        chosen: Ids of the choice.
        draws: Number of draws.
        share_over: Share of draws in which it breaks an envelope or another rule and something is dropped.
        share_lost: Share of draws in which no part of it obeys all rules; these have no regret.
        mean_regret: Mean of what the best choice in hindsight brings beyond the best part of this one.
        worst_regret: The greatest.
        mean_overrun: Mean of grants beyond the envelope of all years, in draws in which they are; None if
            in none, or without such an envelope.
        most_dropped: Share of draws in which each candidate is dropped, largest first.
    """

    chosen: tuple[str, ...]
    draws: int
    share_over: float
    share_lost: float
    mean_regret: float | None
    worst_regret: float | None
    mean_overrun: float | None
    most_dropped: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioResult:
    """All answers.

    Attributes:
        standing: What is known about the choice.
        best: The choice; None if there is none.
        conflict: Where no choice obeys all rules: ids of conditions that cannot hold together, and of which
            each is needed for that. Rules by id; ``requires A B``, ``excludes A B`` and ``option NAME`` are
            conditions of candidates.
        verdicts: Why each candidate is in or out, by id.
        next_step: Best benefit with the step more; None if the portfolio has no envelope of all years.
        curve: Best benefit by envelope, smallest envelope first.
        rules: What each rule costs, dearest first.
        alternatives: Near choices, most different from the best and from each other first.
        in_all: Ids that are in every near choice: exact where the cost of each change is exact, otherwise in
            every near choice that was found.
        in_some: Ids that are in some near choices, but not in all.
        drift: How the best and the near choices fare when costs grow; the best first. Empty if not asked.
        findings: What is unknown, and what was left out of the answers.
        solves: How often the solver ran.
        next_better: The smallest envelope from which on there is a better choice, and that choice; None if
            there is none, without an envelope of all years, or above 60 candidates (not looked for).
    """

    standing: Standing
    best: Solution | None
    conflict: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    next_step: EnvelopePoint | None
    curve: tuple[EnvelopePoint, ...]
    rules: tuple[RuleCost, ...]
    alternatives: tuple[Alternative, ...]
    in_all: tuple[str, ...]
    in_some: tuple[str, ...]
    drift: tuple[DriftResult, ...]
    findings: tuple[Finding, ...]
    solves: int
    next_better: EnvelopePoint | None = None
