"""What is asked of a portfolio beside the best choice: more money, near choices, drifting costs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accord.domain.evidence import NOWHERE, Origin

__all__ = ["CostDrift", "DriftDistribution", "PortfolioQuestions"]


class DriftDistribution(StrEnum):
    """How the factor by which a cost grows is distributed."""

    LOGNORMAL = "lognormal"
    TRIANGULAR = "triangular"
    STATED = "stated"
    """Drawn with replacement from factors that were observed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostDrift:
    """By which factors costs grow between the choice and the end of the works.

    Grants grow with the cost: a grant is drawn as the same share of a larger cost.

    Attributes:
        distribution: Distribution of the factor.
        source: Where it comes from.
        mean: Mean of a log-normal factor.
        deviation: Standard deviation of a log-normal factor.
        low: Least factor of a triangular one.
        mode: Most likely factor of a triangular one.
        high: Greatest factor of a triangular one.
        factors: Observed factors.
        correlation: Correlation, 0 to 1, of the drift of any two candidates, on the normal scale.
        lowers_benefit: Whether the extra cost is taken off the benefit; needs benefits in the unit of money.
        draws: Number of draws.
        seed: Seed; the same seed gives the same draws.
    """

    distribution: DriftDistribution
    source: str
    mean: Decimal | None = None
    deviation: Decimal | None = None
    low: Decimal | None = None
    mode: Decimal | None = None
    high: Decimal | None = None
    factors: tuple[Decimal, ...] = ()
    correlation: Decimal = Decimal(0)
    lowers_benefit: bool = False
    draws: int = 100
    seed: int = 1
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioQuestions:
    """What is asked beside the best choice.

    Attributes:
        step: What is added to the envelope to see what it buys, in the unit of money.
        envelopes: Envelopes for which the best benefit is shown; empty for half to double the stated one.
        near_share: How far below the best a choice may be and still count as near, as share of the best.
        alternatives: How many near choices are looked for.
        reasons: Where more than 60 can be chosen: for how many candidates, those closest to going in or out
            first, everything is solved again to say exactly what they change; None for as many as fit into
            the effort that is allowed.
        drift: How costs grow; None if this is not asked.
    """

    step: Decimal = Decimal(1)
    envelopes: tuple[Decimal, ...] = ()
    near_share: Decimal = Decimal("0.05")
    alternatives: int = 3
    reasons: int | None = None
    drift: CostDrift | None = None
