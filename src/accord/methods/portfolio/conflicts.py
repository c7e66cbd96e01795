"""Finds conditions that cannot hold together and of which each is needed for that (QuickXplain).

After Junker, QuickXplain: preferred explanations and relaxations for over-constrained problems (AAAI
2004), from memory. The set is minimal: leave any one of them away and the rest can hold. It need not be
the only one, nor the one with the fewest conditions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from accord.domain.portfolio import Candidate, Portfolio
from accord.methods.portfolio.building import programme_of
from accord.methods.portfolio.naming import excludes_id, option_id, requires_id
from accord.methods.portfolio.preparing import prepare
from accord.methods.portfolio.solving import Solver

__all__ = ["conflict_of", "restricted"]


def conflict_of(
    solver: Solver, portfolio: Portfolio, forced: Mapping[str, int] | None = None
) -> tuple[str, ...]:
    """Return ids of conditions that cannot hold together, of which each is needed for that.

    Args:
        solver: Solver.
        portfolio: A portfolio of which no choice obeys all conditions.
        forced: Candidates that are in (1) or out (0) in any case.

    Returns:
        Rules by id, ``requires A B``, ``excludes A B`` and ``option NAME``; empty if even without any of them
        there is no choice, because a candidate that is forced in can never be chosen.
    """

    def can_hold(kept: frozenset[str]) -> bool:
        programme = programme_of(prepare(restricted(portfolio, kept)))
        nothing = np.zeros(len(programme.gains))
        return solver.best(programme, gains=nothing, forced=forced, gap=0.0) is not None

    rules = sorted(rule.id for rule in portfolio.rules)
    structure = _structure(portfolio)
    if not can_hold(frozenset()):
        return ()
    conditions = rules if not can_hold(frozenset(rules)) else [*rules, *structure]
    return tuple(sorted(_minimal(frozenset(), False, conditions, can_hold)))


def restricted(portfolio: Portfolio, kept: frozenset[str]) -> Portfolio:
    """Return a portfolio with some of its conditions only."""
    return replace(
        portfolio,
        rules=tuple(rule for rule in portfolio.rules if rule.id in kept),
        candidates=tuple(_freed(one, kept) for one in portfolio.candidates),
    )


def _freed(one: Candidate, kept: frozenset[str]) -> Candidate:
    if not (one.requires or one.excludes or one.option_of):
        return one
    return replace(
        one,
        requires=tuple(other for other in one.requires if requires_id(one.id, other) in kept),
        excludes=tuple(other for other in one.excludes if excludes_id(one.id, other) in kept),
        option_of=one.option_of if option_id(one.option_of) in kept else "",
    )


def _structure(portfolio: Portfolio) -> list[str]:
    names: set[str] = set()
    for one in portfolio.candidates:
        names |= {requires_id(one.id, other) for other in one.requires}
        names |= {excludes_id(one.id, other) for other in one.excludes}
        names |= {option_id(one.option_of)} if one.option_of else set()
    return sorted(names)


def _minimal(
    held: frozenset[str], has_grown: bool, conditions: list[str], can_hold: Callable[[frozenset[str]], bool]
) -> list[str]:
    """Return a minimal part of the conditions that cannot hold together with those that are held."""
    if has_grown and not can_hold(held):
        return []
    if len(conditions) == 1:
        return conditions
    half = len(conditions) // 2
    first, second = conditions[:half], conditions[half:]
    of_second = _minimal(held | set(first), bool(first), second, can_hold)
    of_first = _minimal(held | set(of_second), bool(of_second), first, can_hold)
    return [*of_first, *of_second]
