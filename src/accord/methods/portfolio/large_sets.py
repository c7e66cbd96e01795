"""Benefits of sets of many candidates: exact in groups that add up, fitted where a group is too large."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from accord.domain.portfolio import JointBenefit, Portfolio
from accord.domain.portfolio_approximation import JointApproximation
from accord.methods.portfolio.fitting import fitted, near_sets, spread_sets
from accord.methods.portfolio.grouping import Groups, groups_of
from accord.methods.portfolio.running import best_choice
from accord.methods.portfolio.set_parts import SetBenefits, SetParts, portfolio_with_parts, table_of

__all__ = ["MOST_MEMBERS", "MOST_TOGETHER", "with_set_benefits"]

MOST_TOGETHER = 15
"""Members of a group of which every set is computed: 32,768 sets."""

MOST_MEMBERS = 40
"""With more in one group, choosing takes longer than anybody waits for."""

_ROUNDS = 6
_SAME = 1e-9

_Values = Callable[[Sequence[int]], NDArray[np.float64]]


def with_set_benefits(portfolio: Portfolio, joint: JointBenefit, benefits: SetBenefits) -> list[Portfolio]:
    """Return a portfolio with what sets of its members bring, once for each draw.

    Up to 15 members every set is computed. More are split into groups that add up, and every set of each is
    computed. In a group of more than 15, what members and pairs bring is fitted; the choice is made, computed
    as a whole and taken into the fit, until the same choice is made again, and the best of these is kept.

    Args:
        portfolio: The portfolio without them.
        joint: Id, members, source and evidence; its values are not used.
        benefits: What sets of its members bring.
    """
    count = len(joint.members)
    if count <= MOST_TOGETHER:
        parts, approximation = table_of(benefits, tuple(range(count))), None
    else:
        parts, approximation = _split(portfolio, joint, benefits)
    return [
        portfolio_with_parts(portfolio, joint, parts, approximation, draw) for draw in range(benefits.draws)
    ]


def _split(
    portfolio: Portfolio, joint: JointBenefit, benefits: SetBenefits
) -> tuple[SetParts, JointApproximation]:
    groups = groups_of(benefits.likely, len(joint.members))
    known = JointApproximation(
        members=joint.members,
        groups=tuple(tuple(joint.members[one] for one in group) for group in groups.groups),
        tolerance=groups.tolerance,
        checked=groups.checked,
        apart=groups.apart,
    )
    exact = SetParts().plus(
        table_of(benefits, group) for group in groups.groups if len(group) <= MOST_TOGETHER
    )
    large = _Large(groups)
    if not large.groups:
        return exact, known
    known, sets, near = _converged(portfolio, joint, benefits, (large, exact), known)
    known = replace(
        known,
        fitted=tuple(joint.members[one] for one in sorted(one for group in large.groups for one in group)),
        fits=sum(map(len, sets.values())),
    )
    return exact.plus([large.fit(sets, near, benefits.drawn)]), known


class _Large:
    """Groups of more than 15 members, and the pairs of each that have a term."""

    def __init__(self, groups: Groups) -> None:
        self.groups = [group for group in groups.groups if len(group) > MOST_TOGETHER]
        self.pairs = {
            group: [pair for pair in groups.pairs if set(pair) <= set(group)] for group in self.groups
        }

    def fit(
        self, sets: Mapping[tuple[int, ...], frozenset[int]], near: frozenset[int], values: _Values
    ) -> SetParts:
        """Return what members and pairs bring, fitted to some computed sets of each group."""
        tables: list[tuple[tuple[int, ...], NDArray[np.float64]]] = []
        own: dict[int, NDArray[np.float64]] = {}
        for group in self.groups:
            pairs, known = self.pairs[group], sorted(sets[group])
            computed = values(known).reshape(len(known), -1)
            found = fitted(group, pairs, dict(zip(known, computed, strict=True)), near)
            own |= dict(zip(group, found.own, strict=True))
            nothing = np.zeros_like(found.own[0])
            tables += [
                (pair, np.array([nothing, nothing, nothing, more]))
                for pair, more in zip(pairs, found.pairs, strict=True)
            ]
        return SetParts(tables=tables, own=own)


_Sets = Mapping[tuple[int, ...], frozenset[int]]


def _converged(
    portfolio: Portfolio,
    joint: JointBenefit,
    benefits: SetBenefits,
    parts: tuple[_Large, SetParts],
    known: JointApproximation,
) -> tuple[JointApproximation, _Sets, frozenset[int]]:
    """Choose, compute the choice, and fit again, until the same is chosen; return what the best rests on."""
    large, exact = parts
    sets: _Sets = {group: frozenset(spread_sets(group, large.pairs[group])) for group in large.groups}
    near: frozenset[int] = frozenset()
    kept, best, seen = (known, sets, near), -1e300, set[int]()
    exact = SetParts(tables=[(of, table[:, :1]) for of, table in exact.tables], own=exact.own)
    for _round in range(_ROUNDS):
        now = exact.plus([large.fit(sets, near, benefits.likely)])
        choice = best_choice(portfolio_with_parts(portfolio, joint, now, None))
        if choice is None:
            break
        chosen = sum(1 << place for place, one in enumerate(joint.members) if one in choice.starts)
        believed, computed = now.of(chosen), float(benefits.likely([chosen])[0])
        whole = choice.value - believed + computed
        if whole >= best - _SAME * abs(best):  # made again, it rests on a fit that knows it
            best = whole
            kept = (replace(known, believed=believed, computed=computed), sets, near)
        if chosen in seen:
            break
        seen.add(chosen)
        around = {group: frozenset(near_sets(group, chosen)) for group in large.groups}
        sets = {group: sets[group] | around[group] for group in large.groups}
        near = near.union(*around.values())
    return replace(kept[0], rounds=len(seen)), kept[1], kept[2]
