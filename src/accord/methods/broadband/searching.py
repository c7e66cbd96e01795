"""The plan that is shown: by bundles, or by a search on a grid of money where that reaches more."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accord.methods.broadband.forest import Forest, Offer
from accord.methods.broadband.spending import Spending, best_first, fill_up, upper_bound

__all__ = ["Found", "best_plan", "searched"]

_CELLS = 1_000_000
"""Settlements times steps of the grid: about ten milliseconds and eight megabytes."""

_FINEST = 20_000
"""Steps of the grid at most."""

_GOOD_GAP = 5e-3
"""A plan by bundles that is this near to its bound is not searched for again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A plan and what it proves.

    Attributes:
        spending: What is bought.
        bound: Worth that no plan of the amount can pass.
        method: ``greedy`` for bundles, ``searched`` for the grid.
    """

    spending: Spending
    bound: float
    method: str


def best_plan(forest: Forest, budget: int) -> Found:
    """Return the better of the plan by bundles and, where that leaves much open, the one on a grid.

    Bundles are nearly as good as any plan where an amount pays for many. Where it pays for a few, a bundle
    that does not fit can leave much of it unused; then all plans are searched on a grid of money.

    Args:
        forest: What can be bought.
        budget: Money in hundredths.
    """
    greedy, bound = best_first(forest, budget), upper_bound(forest, budget)
    if _worth(greedy) >= bound * (1 - _GOOD_GAP):
        return Found(spending=greedy, bound=bound, method="greedy")
    offers, tighter = searched(forest, budget)
    other = Spending(forest=forest, left=budget)
    for offer in offers:
        other.take(offer, 0)
    fill_up(other)
    bound = min(bound, tighter)
    if _worth(other) > _worth(greedy):
        other.bundle.clear()
        return Found(spending=other, bound=bound, method="searched")
    return Found(spending=greedy, bound=bound, method="greedy")


def searched(forest: Forest, budget: int) -> tuple[list[Offer], float]:
    """Return the best offers with every cost rounded up to a grid, and the best worth with all rounded down.

    The first is a plan that can be paid; the second no plan can pass. Both are exact where the grid is as
    fine as the costs. Dynamic programming over the forest in preorder, after Johnson and Niemi, Mathematics
    of Operations Research 8 (1983), from memory; it is tested against every plan there is.

    Args:
        forest: What can be bought.
        budget: Money in hundredths, 0 or more.
    """
    walk = _Walk(forest)
    unit = _unit(forest, budget)
    up = walk.table(budget // unit, lambda cost: -(-cost // unit))
    down = walk.table(budget // unit, lambda cost: cost // unit)
    return walk.offers(up, lambda cost: -(-cost // unit)), float(down[0, -1])


def _unit(forest: Forest, budget: int) -> int:
    """Return the width of the grid: what divides all costs if that is wide enough, else the finest."""
    grid = max(1, min(_FINEST, _CELLS // (len(forest.ids) + 1)))
    common = math.gcd(*forest.steps, *(offer.cost for offer in forest.offers))
    return common if common and budget // common <= grid else max(1, -(-budget // grid))


_Rounding = Callable[[int], int]


def _worth(spending: Spending) -> float:
    return sum(offer.worth for offer in spending.taken.values())


class _Walk:
    """The settlements in preorder, so that what stands on a step follows it, and how many do."""

    def __init__(self, forest: Forest) -> None:
        self._forest = forest
        children: dict[int, list[int]] = {}
        for at, parent in enumerate(forest.parents):
            children.setdefault(parent, []).append(at)
        self.order: list[int] = []
        stack = children.get(-1, [])[::-1]
        while stack:
            at = stack.pop()
            self.order.append(at)
            stack += children.get(at, [])[::-1]
        size = [1] * len(forest.parents)
        for at in reversed(self.order):
            if forest.parents[at] >= 0:
                size[forest.parents[at]] += size[at]
        self._after = [place + size[at] for place, at in enumerate(self.order)]
        self._offers: dict[int, list[Offer]] = {}
        for offer in forest.offers:
            self._offers.setdefault(offer.at, []).append(offer)

    def table(self, width: int, rounded: _Rounding) -> NDArray[np.float64]:
        """Return the best worth from each place on, by units that are left, if what it stands on is built."""
        best = np.zeros((len(self.order) + 1, width + 1))
        for place in range(len(self.order) - 1, -1, -1):
            row = best[place]
            row[:] = best[self._after[place]]
            for cost, worth, _offer in self._choices(place, rounded):
                if cost <= width:
                    np.maximum(row[cost:], best[place + 1, : width + 1 - cost] + worth, out=row[cost:])
        return best

    def offers(self, best: NDArray[np.float64], rounded: _Rounding) -> list[Offer]:
        """Return the offers of the best plan; of equal ones the plan that builds fewer steps."""
        taken: list[Offer] = []
        place, left = 0, best.shape[1] - 1
        while place < len(self.order):
            if best[place, left] == best[self._after[place], left]:
                place = self._after[place]
                continue
            for cost, worth, offer in self._choices(place, rounded):
                if cost <= left and best[place + 1, left - cost] + worth == best[place, left]:
                    taken += [offer] if offer else []
                    left -= cost
                    break
            place += 1
        return taken

    def _choices(self, place: int, rounded: _Rounding) -> Sequence[tuple[int, float, Offer | None]]:
        """Return what building the step of a place can add: nothing more, or one of its offers."""
        at = self.order[place]
        step = rounded(self._forest.steps[at])
        offers = [(step + rounded(offer.cost), offer.worth, offer) for offer in self._offers.get(at, ())]
        return [(step, 0.0, None), *offers]
