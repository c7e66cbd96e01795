"""How an amount is spent: by bundles, best first; in an order of settlements; or one by one to compare."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from accord.methods.broadband.forest import Forest, Offer

__all__ = ["Spending", "best_first", "fill_up", "in_order", "naive_ranking", "upper_bound"]


@dataclass(slots=True)
class Spending:
    """What has been bought so far.

    Attributes:
        forest: What can be bought.
        left: Money that is left, in hundredths.
        taken: Offer by position of its settlement, in the order of the first choice.
        bundle: Bundle with which each was first chosen, from 1.
        steps: Steps that are built.
        dearest: Money in hundredths for each weighted household of the last whole bundle; None if there is
            none.
    """

    forest: Forest
    left: int
    taken: dict[int, Offer] = field(default_factory=dict)
    bundle: dict[int, int] = field(default_factory=dict)
    steps: set[int] = field(default_factory=set)
    dearest: float | None = None

    def take(self, offer: Offer, bundle: int) -> None:
        """Buy an offer in place of the one before, with the steps that it still needs."""
        before = self.taken.get(offer.at)
        self.left -= offer.cost - (before.cost if before else 0)
        for step in self.forest.way(offer.at):
            if step in self.steps:
                break
            self.steps.add(step)
            self.left -= self.forest.steps[step]
        self.taken[offer.at] = offer
        self.bundle.setdefault(offer.at, bundle)

    def missing(self, at: int) -> int:
        """Return the cost of steps that a settlement still needs."""
        total = 0
        for step in self.forest.way(at):
            if step in self.steps:
                break
            total += self.forest.steps[step]
        return total


def best_first(forest: Forest, budget: int) -> Spending:
    """Buy bundles from the best while they fit, then single offers with the steps they still need.

    The first bundle that does not fit is passed over, and the rest goes offer by offer: always the one with
    the largest worth for its cost, of those that fit into what is left. Ties go to the earlier settlement.

    Args:
        forest: What can be bought.
        budget: Money in hundredths.
    """
    spending = Spending(forest=forest, left=budget)
    count, number = len(forest.ids), 0
    for number, bundle in enumerate(forest.bundles, start=1):
        if bundle.worth <= 0 or bundle.cost > spending.left:
            break
        for item in bundle.items:
            if item >= count:
                spending.take(forest.drawn[item - count], number)
        spending.dearest = bundle.cost / bundle.worth
    fill_up(spending, number)
    return spending


def upper_bound(forest: Forest, budget: int) -> float:
    """Return a worth that no plan of an amount can pass: whole bundles, and a share of the next.

    Args:
        forest: What can be bought.
        budget: Money in hundredths.
    """
    left, worth = float(budget), 0.0
    for bundle in forest.bundles:
        if bundle.cost > left:
            return worth + bundle.worth * left / bundle.cost
        left -= bundle.cost
        worth += bundle.worth
    return worth


def in_order(forest: Forest, budget: int, order: Iterable[int]) -> Spending:
    """Buy settlements in a given order while they fit, each by the offer that gives most for its cost.

    Args:
        forest: What can be bought.
        budget: Money in hundredths.
        order: Positions of settlements.
    """
    spending = Spending(forest=forest, left=budget)
    offers: dict[int, list[Offer]] = {}
    for offer in forest.offers:
        offers.setdefault(offer.at, []).append(offer)
    for number, at in enumerate(order, start=1):
        missing = spending.missing(at)
        fitting = [offer for offer in offers.get(at, ()) if offer.cost + missing <= spending.left]
        if fitting:
            spending.take(min(fitting, key=lambda offer: (offer.cost + missing) / offer.worth), number)
    return spending


def naive_ranking(forest: Forest, budget: int) -> tuple[list[Offer], int]:
    """Return what ranking settlements one by one buys, and its cost, if nobody shares a way.

    Each settlement is ranked, and paid for, with its whole way; this is what a list of projects that apply
    for themselves does.

    Args:
        forest: What can be bought.
        budget: Money in hundredths.
    """
    whole = [sum(forest.steps[step] for step in forest.way(offer.at)) for offer in forest.offers]
    ranked = sorted(
        zip(forest.offers, whole, strict=True),
        key=lambda row: ((row[0].cost + row[1]) / row[0].worth, row[0].at),
    )
    taken: dict[int, Offer] = {}
    spent = 0
    for offer, way in ranked:
        if offer.at not in taken and spent + offer.cost + way <= budget:
            taken[offer.at] = offer
            spent += offer.cost + way
    return list(taken.values()), spent


def fill_up(spending: Spending, number: int = 0) -> None:
    """Buy single offers with the steps they still need, the best first, until none fits into what is left.

    Args:
        spending: What was bought; it is changed.
        number: Number of the last bundle.
    """
    forest = spending.forest
    if not forest.offers:
        return
    at = np.array([offer.at for offer in forest.offers], dtype=np.intp)
    cost = np.array([offer.cost for offer in forest.offers], dtype=np.int64)
    worth = np.array([offer.worth for offer in forest.offers])
    has_cost, has_worth = np.zeros(len(forest.ids), dtype=np.int64), np.zeros(len(forest.ids))
    for place, offer in spending.taken.items():
        has_cost[place], has_worth[place] = offer.cost, offer.worth
    while True:
        added = np.maximum(cost - has_cost[at] + _missing(spending)[at], 0)
        gained = worth - has_worth[at]
        fits = (gained > 0) & (added <= spending.left)
        if not fits.any():
            return
        ratio = np.where(fits, gained / np.maximum(added, 0.5), -1.0)
        offer = forest.offers[int(ratio.argmax())]
        number += 1
        spending.take(offer, number)
        has_cost[offer.at], has_worth[offer.at] = offer.cost, offer.worth


def _missing(spending: Spending) -> NDArray[np.int64]:
    """Return the cost of the steps that each settlement still needs."""
    forest = spending.forest
    missing = np.array(forest.steps, dtype=np.int64)
    missing[list(spending.steps)] = 0
    parents = np.array(forest.parents, dtype=np.intp)
    for level in forest.levels[1:]:
        missing[level] += missing[parents[level]]
    return missing
