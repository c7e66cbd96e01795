"""Bundles of settlements that share a way, in the order of what they reach for their money."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Bundle", "Item", "bundles_of"]


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can be bought once what it stands on is bought.

    Attributes:
        cost: Its cost, 0 or more.
        worth: What it adds, 0 or more.
        parent: Position of the item on which it stands; -1 if it stands on nothing. Parents come first.
    """

    cost: float
    worth: float
    parent: int


@dataclass(frozen=True, slots=True)
class Bundle:
    """Items that are worth buying together.

    Attributes:
        items: Their positions, each after the one on which it stands.
        cost: Their cost together.
        worth: What they add together.
    """

    items: tuple[int, ...]
    cost: float
    worth: float


def bundles_of(items: Sequence[Item]) -> tuple[Bundle, ...]:
    """Return bundles by falling worth for each unit of cost, such that each stands on earlier ones only.

    The bundle of the largest ratio is joined to the one on which it stands until it stands on nothing. The
    first bundles that an amount pays, with a share of the next, are the optimum of the relaxed problem: so
    the sum of their worth is an upper bound for every plan of that amount. Method for trees after Horn,
    SIAM Journal on Applied Mathematics 23 (1972), from memory; its bound is tested against an exact solver.

    Ties are broken by position, so the order of equal items decides nothing but their order.

    Args:
        items: The items, parents first.
    """
    return tuple(_Pool(items).drawn())


class _Pool:
    """Groups of items that grow together; each group hangs below the group of its first item's parent."""

    def __init__(self, items: Sequence[Item]) -> None:
        count = len(items)
        self._items = items
        self._group = list(range(count))
        self._cost = [item.cost for item in items]
        self._worth = [item.worth for item in items]
        self._next = [-1] * count
        self._last = list(range(count))
        self._is_done = [False] * count

    def drawn(self) -> list[Bundle]:
        """Return the bundles."""
        heap = [(self._rank(at), at, self._cost[at], self._worth[at]) for at in range(len(self._items))]
        heapq.heapify(heap)
        bundles: list[Bundle] = []
        while heap:
            _rank, at, cost, worth = heapq.heappop(heap)
            if (
                self._group[at] != at
                or (cost, worth) != (self._cost[at], self._worth[at])
                or self._is_done[at]
            ):
                continue
            parent = self._items[at].parent
            above = self._found(parent) if parent >= 0 else -1
            if above < 0 or self._is_done[above]:
                self._is_done[at] = True
                bundles.append(Bundle(tuple(self._members(at)), cost, worth))
                continue
            self._join(at, above)
            heapq.heappush(heap, (self._rank(above), above, self._cost[above], self._worth[above]))
        return bundles

    def _rank(self, at: int) -> float:
        """Return a number that is smaller for a larger ratio; what adds nothing comes last."""
        if self._worth[at] <= 0:
            return float("inf")
        return self._cost[at] / self._worth[at]

    def _found(self, at: int) -> int:
        while self._group[at] != at:
            self._group[at] = self._group[self._group[at]]
            at = self._group[at]
        return at

    def _join(self, at: int, above: int) -> None:
        self._group[at] = above
        self._cost[above] += self._cost[at]
        self._worth[above] += self._worth[at]
        self._next[self._last[above]] = at
        self._last[above] = self._last[at]

    def _members(self, at: int) -> list[int]:
        members: list[int] = []
        while at >= 0:
            members.append(at)
            at = self._next[at]
        return members
