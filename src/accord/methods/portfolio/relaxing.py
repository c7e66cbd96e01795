"""The relaxed problem, in which parts of candidates can be chosen: prices of rules, bounds on changes.

Its optimum is above that of the whole problem. So a price is a slope at the margin and not what a whole
candidate costs, and a change costs at least: best choice - relaxed optimum + reduced cost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from accord.domain.portfolio_rules import RuleKind
from accord.methods.highs import silent_output
from accord.methods.portfolio.programme import Programme
from accord.methods.portfolio.solving import Solver, matrix_of

__all__ = ["Relaxed", "relaxed"]

_PRICED = (
    RuleKind.ENVELOPE,
    RuleKind.AMOUNT_AT_MOST,
    RuleKind.AMOUNT_AT_LEAST,
    RuleKind.NUMBER_AT_MOST,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxed:
    """What the relaxed problem says.

    Attributes:
        optimum: Its optimum.
        prices: Benefit per unit of the limit of each rule that has an amount or number as limit.
        loss_if_in: How much the relaxed optimum falls at least if a candidate is forced in.
        loss_if_out: How much it falls at least if it is forced out.
    """

    optimum: float
    prices: Mapping[str, float]
    loss_if_in: Mapping[str, float]
    loss_if_out: Mapping[str, float]


def relaxed(solver: Solver, programme: Programme) -> Relaxed | None:
    """Solve the relaxed problem; None if it has no solution.

    Args:
        solver: The solver that counts.
        programme: The programme.
    """
    from scipy.optimize import linprog
    from scipy.sparse import vstack

    matrix, lower, upper = matrix_of(programme.rows, len(programme.gains))
    equal = lower == upper
    above, below = ~equal & np.isfinite(upper), ~equal & np.isfinite(lower)
    solver.solves += 1
    with silent_output():
        result = linprog(
            -programme.gains,
            A_ub=vstack([matrix[above], -matrix[below]]) if (above | below).any() else None,
            b_ub=np.concatenate([upper[above], -lower[below]]) if (above | below).any() else None,
            A_eq=matrix[equal] if equal.any() else None,
            b_eq=lower[equal] if equal.any() else None,
            bounds=np.column_stack([np.zeros(len(programme.upper)), programme.upper]),
            method="highs",
        )
    if result.status != 0:
        return None
    marginals = np.zeros(len(programme.rows))
    if (above | below).any():
        duals = result.ineqlin.marginals
        count = int(above.sum())
        marginals[above] -= duals[:count]
        marginals[below] += duals[count:]
    scale = programme.benefit_scale
    into = result.lower.marginals * scale
    out = -result.upper.marginals * scale
    return Relaxed(
        optimum=-float(result.fun) * scale,
        prices=_prices(programme, marginals),
        loss_if_in=_into(programme, into),
        loss_if_out={item.id: float(out[place]) for place, item in enumerate(programme.prepared.items)},
    )


def _prices(programme: Programme, marginals: np.typing.NDArray[np.float64]) -> dict[str, float]:
    """Return benefit per unit of each limit; a limit of money is in money, a number is one."""
    kinds = {rule.id: rule.kind for rule in programme.prepared.rules if rule.kind in _PRICED}
    prices: dict[str, float] = dict.fromkeys(kinds, 0.0)
    for row, marginal in zip(programme.rows, marginals, strict=True):
        kind = kinds.get(row.owner)
        if kind is not None:
            unit = 1.0 if kind is RuleKind.NUMBER_AT_MOST else programme.money_scale
            prices[row.owner] += float(marginal) * programme.benefit_scale / unit
    return prices


def _into(programme: Programme, marginals: np.typing.NDArray[np.float64]) -> dict[str, float]:
    """Return the least reduced cost over the starts of each candidate, with that of the choice itself."""
    items = programme.prepared.items
    of_starts: dict[int, float] = {}
    for slot in programme.slots:
        if slot.column >= len(items):
            loss = float(marginals[slot.column])
            of_starts[slot.item] = min(of_starts.get(slot.item, loss), loss)
    return {item.id: float(marginals[place]) + of_starts.get(place, 0.0) for place, item in enumerate(items)}
