"""The best plan for an amount by integer programming, with a proof of how good it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from accord.methods.broadband.forest import Forest, Offer
from accord.methods.broadband.spending import upper_bound
from accord.methods.highs import silent_milp

__all__ = ["PROOF_GAP", "ExactPlan", "exact_plan"]

PROOF_GAP = 1e-4
"""By how much of the best a plan may fall short and still be called proved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExactPlan:
    """What the solver found.

    Attributes:
        offers: Offers that are bought.
        bound: Worth that no plan can pass, as the solver proved.
        has_proof: Whether it ended within the stated gap; False if it ran out of time.
    """

    offers: tuple[Offer, ...]
    bound: float
    has_proof: bool


def exact_plan(forest: Forest, budget: int, *, gap: float = PROOF_GAP, seconds: float = 60.0) -> ExactPlan:
    """Return offers with the largest worth that an amount pays, shared steps paid once.

    A settlement is served by at most one offer; an offer needs its step, a step the next one towards the
    backbone. Steps are left continuous: with offers whole, the best has whole steps, and large searches end
    much sooner. Solved by ``scipy.optimize.milp`` (HiGHS).

    Args:
        forest: What can be bought.
        budget: Money in hundredths.
        gap: By how much of the best the plan may fall short.
        seconds: After so long the best plan so far is returned without proof; a limit of time can make two
            runs differ, so ``has_proof`` says whether it was met.

    Raises:
        UsageError: SciPy is not installed (ACC-296).
    """
    milp = silent_milp(", or use the plan by bundles, without --prove")
    from scipy.optimize import Bounds, LinearConstraint
    from scipy.sparse import csr_matrix

    count, steps = len(forest.offers), len(forest.ids)
    if not count:
        return ExactPlan(offers=(), bound=0.0, has_proof=True)
    rows, columns, values, upper = _rows(forest, budget)
    matrix = csr_matrix((values, (rows, columns)), shape=(len(upper), count + steps))
    solved = milp(
        c=np.array([-offer.worth for offer in forest.offers] + [0.0] * steps),
        constraints=LinearConstraint(matrix, -np.inf, np.array(upper)),
        integrality=np.array([1] * count + [0] * steps),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": gap, "time_limit": seconds},
    )
    if solved.x is None:
        return ExactPlan(offers=(), bound=upper_bound(forest, budget), has_proof=False)
    chosen = [offer for offer, value in zip(forest.offers, solved.x[:count], strict=True) if value > 0.5]
    worth = sum(offer.worth for offer in chosen)
    bound = (
        -float(solved.mip_dual_bound) if solved.mip_dual_bound is not None else upper_bound(forest, budget)
    )
    kept = _within(forest, chosen, budget)
    is_whole = len(kept) == len(chosen)
    return ExactPlan(offers=kept, bound=max(bound, worth), has_proof=solved.status == 0 and is_whole)


def _within(forest: Forest, chosen: list[Offer], budget: int) -> tuple[Offer, ...]:
    """Return the offers, without the least worthy ones should the solver's tolerance exceed the budget."""
    kept = sorted(chosen, key=lambda offer: -offer.worth)
    while kept:
        steps = {step for offer in kept for step in forest.way(offer.at)}
        if sum(offer.cost for offer in kept) + sum(forest.steps[step] for step in steps) <= budget:
            break
        kept.pop()
    return tuple(sorted(kept, key=lambda offer: offer.at))


def _rows(forest: Forest, budget: int) -> tuple[list[int], list[int], list[float], list[float]]:
    """Return the conditions as a sparse matrix and its upper ends; money in units, not hundredths."""
    count = len(forest.offers)
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    upper = [budget / 100]

    def add(row: int, column: int, value: float) -> None:
        rows.append(row)
        columns.append(column)
        values.append(value)

    by_place: dict[int, int] = {}
    for column, offer in enumerate(forest.offers):
        add(0, column, offer.cost / 100)
        if offer.at not in by_place:
            by_place[offer.at] = len(upper)
            add(len(upper), count + offer.at, -1.0)
            upper.append(0.0)
        add(by_place[offer.at], column, 1.0)
    for at, parent in enumerate(forest.parents):
        add(0, count + at, forest.steps[at] / 100)
        if parent >= 0:
            add(len(upper), count + at, 1.0)
            add(len(upper), count + parent, -1.0)
            upper.append(0.0)
    return rows, columns, values, upper
