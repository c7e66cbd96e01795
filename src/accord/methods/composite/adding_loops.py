"""Compiled loops that add normalised indicators up to scores and rank them, for thousands of replications.

They compute what ``aggregating`` computes, which is written to be read; tests compare both. A replication
that meets a value of which there is no geometric or harmonic mean is marked instead of stopping the others.
"""

from __future__ import annotations

import numpy as np

from accord.compiling import compiled, inlined
from accord.methods.composite.plan import Drawn, Floats, Ints, Plan

__all__ = ["NONE_LEFT", "NOT_POSITIVE", "add_up", "rank_all"]

NOT_POSITIVE = 2
"""Why a replication failed: a geometric or harmonic mean of a value that is not above zero."""

NONE_LEFT = 3
"""Why a replication failed: a unit that has a score without variation has none."""

_GEOMETRIC, _HARMONIC = 1, 2


@inlined
def _is_added(values: Floats, weight: float, method: int, floor: float, sums: Floats) -> bool:
    """Add a member to the sums (counts, weights, terms); False if it has no place in such a mean."""
    is_possible = True
    for u in range(len(values)):
        value = values[u]
        if np.isnan(value):
            continue
        if method in (_GEOMETRIC, _HARMONIC):
            if value < floor:
                value = floor
            if value <= 0.0:
                is_possible = False
                continue
            value = np.log(value) if method == _GEOMETRIC else 1.0 / value
        sums[0, u] += 1.0
        sums[1, u] += weight
        sums[2, u] += weight * value
    return is_possible


@inlined
def _finish(sums: Floats, fewest: float, method: int, result: Floats) -> None:
    for u in range(len(result)):
        if sums[1, u] <= 0.0 or sums[0, u] < fewest:
            result[u] = np.nan
        elif method == _GEOMETRIC:
            result[u] = np.exp(sums[2, u] / sums[1, u])
        elif method == _HARMONIC:
            result[u] = sums[1, u] / sums[2, u]
        else:
            result[u] = sums[2, u] / sums[1, u]


@compiled
def add_up(plan: Plan, drawn: Drawn, prepared: tuple[Floats, Ints], room: Floats, result: Floats) -> None:
    """Aggregate each replication up to the composite.

    Args:
        plan: The chain.
        drawn: What was drawn.
        prepared: Tables of normalised indicators by units, and for each replication the number of its table.
        room: Three rows and one for each group, by units; overwritten.
        result: Replications by units and one more column: the scores, and why the replication failed; what
            stands in that column is only changed from 0.
    """
    tables, which = prepared
    n_leaves, n_units, n_groups = tables.shape[1], tables.shape[2], len(plan.methods)
    sums = room[:3]
    for r in range(len(result)):
        chosen = plan.means[drawn.choices[r, 3]]
        for g in range(n_groups):
            method = chosen if chosen >= 0 else plan.methods[g]
            sums[:] = 0.0
            for m in range(plan.starts[g], plan.starts[g + 1]):
                node = plan.members[m]
                values = tables[which[r], node] if node < n_leaves else room[3 + node - n_leaves]
                if not _is_added(values, drawn.weights[r, node], method, plan.floor, sums):
                    result[r, n_units] = NOT_POSITIVE
            fewest = plan.least_share * (plan.starts[g + 1] - plan.starts[g])
            _finish(sums, fewest, method, room[3 + g])
        for u in range(n_units):
            result[r, u] = room[2 + n_groups, u]
            if np.isnan(result[r, u]) and plan.has_score[u] and result[r, n_units] == 0.0:
                result[r, n_units] = NONE_LEFT


@compiled
def rank_all(scores: Floats, result: Floats) -> None:
    """Rank the units of each replication, 1 for the highest; equal scores share the better rank."""
    for r in range(len(scores)):
        for u in range(scores.shape[1]):
            above = 1
            for v in range(scores.shape[1]):
                above += scores[r, v] > scores[r, u]
            result[r, u] = above if not np.isnan(scores[r, u]) else np.nan
