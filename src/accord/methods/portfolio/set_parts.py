"""Puts what sets of members bring into a portfolio: tables of groups, and what single members bring."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from accord.domain.evidence import Evidence, weakest
from accord.domain.portfolio import JointBenefit, Portfolio
from accord.domain.portfolio_approximation import JointApproximation

__all__ = ["SetBenefits", "SetParts", "portfolio_with_parts", "table_of"]

Matrix = NDArray[np.float64]


@dataclass(slots=True, kw_only=True)
class SetBenefits:
    """What sets of members bring, computed once for each set where guesses stand at their likely values.

    Attributes:
        compute: Returns benefits by set and draw; bit k of a set stands for member k, nothing brings zero. In
            the first draw each guess has its likely value; it is the only one unless all draws are asked for.
        draws: Number of draws, with the first.
    """

    compute: Callable[[Sequence[int], bool], Matrix]
    draws: int
    _likely: dict[int, float] = field(default_factory=dict)

    def likely(self, sets: Sequence[int]) -> Matrix:
        """Return benefits by set, with every guess at its likely value."""
        new = sorted(set(sets) - set(self._likely))
        if new:
            self._likely |= dict(zip(new, self.compute(new, False)[:, 0].tolist(), strict=True))
        return np.array([self._likely[one] for one in sets])

    def drawn(self, sets: Sequence[int]) -> Matrix:
        """Return benefits by set and draw."""
        return self.compute(sets, True)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetParts:
    """Parts that add up to the benefit of a set.

    Attributes:
        tables: Members of a group by position, and the benefit of each of its sets, by set and draw.
        own: What a member brings by itself, by position and draw.
    """

    tables: Sequence[tuple[tuple[int, ...], Matrix]] = ()
    own: Mapping[int, Matrix] = field(default_factory=dict)

    def of(self, chosen: int) -> float:
        """Return the benefit of a set in the first draw."""
        found = sum(float(own[0]) for one, own in self.own.items() if chosen >> one & 1)
        for members, values in self.tables:
            found += float(values[sum((chosen >> one & 1) << bit for bit, one in enumerate(members)), 0])
        return found

    def plus(self, others: Iterable[SetParts]) -> SetParts:
        """Return these parts with those of other members."""
        tables, own = list(self.tables), dict(self.own)
        for other in others:
            tables += other.tables
            own |= other.own
        return SetParts(tables=tables, own=own)


def table_of(benefits: SetBenefits, members: tuple[int, ...]) -> SetParts:
    """Return what every set of a group brings; a group of one needs no table.

    Args:
        benefits: What sets bring.
        members: Positions of the members of the group.
    """
    sets = [
        sum((chosen >> bit & 1) << one for bit, one in enumerate(members))
        for chosen in range(1 << len(members))
    ]
    values = benefits.drawn(sets)
    if len(members) == 1:
        return SetParts(own={members[0]: values[1]})
    return SetParts(tables=((members, values),))


def portfolio_with_parts(
    portfolio: Portfolio,
    joint: JointBenefit,
    parts: SetParts,
    approximation: JointApproximation | None,
    draw: int = 0,
) -> Portfolio:
    """Return a portfolio with the benefits of its members in one draw.

    Args:
        portfolio: The portfolio without them.
        joint: Id, members, source and evidence; several tables have the id and a number.
        parts: What sets of its members bring.
        approximation: How this was made up; None where every set was computed.
        draw: Which draw.
    """
    tables = [
        replace(
            joint,
            id=joint.id if len(parts.tables) == 1 else f"{joint.id} {number}",
            members=tuple(joint.members[one] for one in members),
            values=tuple(values[:, draw].tolist()),
        )
        for number, (members, values) in enumerate(parts.tables, start=1)
    ]
    more = {joint.members[one]: Decimal(str(float(own[draw]))) for one, own in parts.own.items()}
    return replace(
        portfolio,
        joint=(*portfolio.joint, *tables),
        candidates=tuple(
            replace(
                one,
                benefit=(one.benefit or Decimal(0)) + more[one.id],
                evidence=weakest([one.evidence, joint.evidence]) or Evidence.UNVERIFIED,
            )
            if one.id in more
            else one
            for one in portfolio.candidates
        ),
        approximation=approximation,
    )
