"""Splits candidates into groups that do not interact, by measuring what pairs of them bring together.

A pair interacts if one changes what the other brings by more than a tolerance, where no other candidate is
there or where all others are. Groups are what such pairs hold together. Three parts of a road that lead
nowhere one by one, nor in pairs, show where all others are there. What pairs do not show is looked for in
drawn sets: groups whose sum is off in one of them are joined.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

__all__ = ["TOLERANCE", "Groups", "SetWorth", "groups_of"]

SetWorth = Callable[[Sequence[int]], NDArray[np.float64]]
"""Returns the worth of sets of members; bit k of a set stands for member k. Nothing is worth zero."""

TOLERANCE = 0.001
"""Share of what all bring together; an assumption: guesses of times are a hundred times less certain."""

_DRAWN = 120
_SEED = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Groups of members whose worth adds up.

    Attributes:
        groups: Positions of the members of each group, sorted; the largest group first.
        pairs: Pairs of members that interact, sorted.
        tolerance: Interaction above which a pair is held together.
        checked: So many sets were computed as a whole.
        apart: Greatest difference between one of these and the sum of its groups.
    """

    groups: tuple[tuple[int, ...], ...]
    pairs: tuple[tuple[int, int], ...]
    tolerance: float
    checked: int
    apart: float


def groups_of(worth: SetWorth, count: int) -> Groups:
    """Return groups of members whose worth adds up within a thousandth of what all bring together.

    Args:
        worth: Returns the worth of sets.
        count: Number of members.
    """
    whole = (1 << count) - 1
    pairs = list(combinations(range(count), 2))
    near, far = _interactions(worth, pairs, 0, count), _interactions(worth, pairs, whole, count)
    singles = worth([whole, *(1 << one for one in range(count))])
    tolerance = TOLERANCE * float(np.abs(singles).max())
    held = [
        pair
        for pair, alone, last in zip(pairs, near, far, strict=True)
        if max(abs(alone), abs(last)) > tolerance
    ]
    groups = _components(count, held)
    drawn = _drawn_sets(count)
    values = worth(drawn)
    while True:
        off = _off(worth, groups, drawn, values)
        worst = int(np.argmax(np.abs(off)))
        apart = float(abs(off[worst]))
        if apart <= tolerance or len(groups) == 1:
            break
        groups = _joined(worth, groups, drawn[worst])
    return Groups(
        groups=tuple(groups), pairs=tuple(held), tolerance=tolerance, checked=len(drawn), apart=apart
    )


def _interactions(
    worth: SetWorth, pairs: Sequence[tuple[int, int]], base: int, count: int
) -> NDArray[np.float64]:
    """Return by how much each pair is more than its two members, both put into a set or taken out of it."""
    single = worth([base ^ 1 << one for one in range(count)])
    both = worth([base ^ (1 << first | 1 << second) for first, second in pairs])
    left, right = [first for first, _ in pairs], [second for _, second in pairs]
    found: NDArray[np.float64] = both - single[left] - single[right] + worth([base])[0]
    return found


def _components(count: int, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, ...]]:
    """Return what pairs hold together, the largest first."""
    group_of = list(range(count))
    for first, second in pairs:
        old, new = group_of[second], group_of[first]
        group_of = [new if group == old else group for group in group_of]
    groups = [tuple(one for one in range(count) if group_of[one] == group) for group in set(group_of)]
    return _sorted(groups)


def _sorted(groups: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    return sorted(groups, key=lambda group: (-len(group), group))


def _drawn_sets(count: int) -> list[int]:
    """Return the set of all, and drawn sets of a quarter, a half and three quarters of all members."""
    generator = np.random.default_rng(_SEED)
    shares = np.resize([0.25, 0.5, 0.75], _DRAWN - 1)
    drawn = generator.random((_DRAWN - 1, count)) < shares[:, np.newaxis]
    return [(1 << count) - 1, *(sum(1 << int(one) for one in np.flatnonzero(row)) for row in drawn)]


def _off(
    worth: SetWorth, groups: Sequence[tuple[int, ...]], sets: Sequence[int], values: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return by how much each set is worth more than the sum of its groups."""
    masks = [sum(1 << one for one in group) for group in groups]
    parts = worth([chosen & mask for chosen in sets for mask in masks])
    off: NDArray[np.float64] = values - parts.reshape(len(sets), -1).sum(axis=1)
    return off


def _joined(worth: SetWorth, groups: list[tuple[int, ...]], chosen: int) -> list[tuple[int, ...]]:
    """Join the two groups that are furthest from adding up within a set; all of it if no two are."""
    masks = [sum(1 << one for one in group) for group in groups]
    present = [at for at, mask in enumerate(masks) if chosen & mask]
    pairs = list(combinations(present, 2))
    alone = dict(zip(present, worth([chosen & masks[at] for at in present]), strict=True))
    both = worth([chosen & (masks[first] | masks[second]) for first, second in pairs])
    off = [abs(more - alone[one] - alone[two]) for more, (one, two) in zip(both, pairs, strict=True)]
    worst = int(np.argmax(off))
    together = pairs[worst] if off[worst] > 1e-9 * float(np.abs(both).max()) else tuple(present)
    rest = [group for at, group in enumerate(groups) if at not in together]
    return _sorted([*rest, tuple(sorted(one for at in together for one in groups[at]))])
