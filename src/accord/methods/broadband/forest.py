"""Settlements as numbers for planning: steps that stand on steps, and offers that stand on a step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accord.domain.broadband import Technology
from accord.domain.broadband_standing import BroadbandSettlement
from accord.methods.broadband.candidates import Candidates
from accord.methods.broadband.pooling import Bundle, Item, bundles_of

__all__ = ["Forest", "Offer", "forest_of", "hundredths"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A settlement served by a technology.

    Attributes:
        at: Position of the settlement in the forest.
        technology: The technology.
        cost: Cost within the settlement, in hundredths.
        low: The same with all parameters at their low ends.
        high: The same at their high ends.
        households: Households reached.
        worth: Households times the weight of the technology.
    """

    at: int
    technology: Technology
    cost: int
    low: int
    high: int
    households: float
    worth: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Forest:
    """What can be bought. Money is in whole hundredths, so that sums are exact in any order.

    Attributes:
        ids: Settlements on whose step something stands, nearer to the backbone first.
        parents: Position of the next step of each; -1 where it ends at a point of presence.
        steps: Cost of each step.
        steps_low: The same with all parameters at their low ends.
        steps_high: The same at their high ends.
        offers: All offers, by settlement and rising cost.
        levels: Positions by their distance from the backbone in steps.
        bundles: Bundles of ``drawn``, the best first; their items are positions of steps, then of ``drawn``.
        drawn: Offers that stand on a step or on the offer before of the same settlement, none of them worse
            than a mixture of others.
    """

    ids: tuple[str, ...]
    parents: tuple[int, ...]
    steps: tuple[int, ...]
    steps_low: tuple[int, ...]
    steps_high: tuple[int, ...]
    offers: tuple[Offer, ...]
    levels: tuple[NDArray[np.intp], ...]
    bundles: tuple[Bundle, ...]
    drawn: tuple[Offer, ...]

    def way(self, at: int) -> Iterable[int]:
        """Yield the steps that a settlement needs, its own first."""
        while at >= 0:
            yield at
            at = self.parents[at]


def hundredths(amount: float) -> int:
    """Return an amount of money in whole hundredths, rounded to the nearest."""
    return round(amount * 100)


def forest_of(candidates: Candidates, among: Iterable[str]) -> Forest:
    """Return what can be bought for some settlements, steps of others on their ways included.

    Args:
        candidates: The settlements as planning sees them.
        among: Ids of the settlements to be served; those that cannot be planned are passed over.
    """
    served = [one for one in among if candidates.settlements[one].without_plan is None]
    needed = {step for one in served for step in candidates.settlements[one].path}
    ids = tuple(one for one in candidates.tree.order if one in needed)
    position = {one: at for at, one in enumerate(ids)}
    parents = tuple(position.get(candidates.tree.upstream[one], -1) for one in ids)
    amounts = [candidates.steps[one].amount for one in ids]
    offers = tuple(
        offer
        for at in sorted(position[one] for one in served)
        for offer in _offers(at, candidates.settlements[ids[at]], candidates)
    )
    steps = tuple(hundredths(amount.value) for amount in amounts)
    drawn, items = _items(steps, parents, offers)
    return Forest(
        ids=ids,
        parents=parents,
        steps=steps,
        steps_low=tuple(hundredths(amount.low) for amount in amounts),
        steps_high=tuple(hundredths(amount.high) for amount in amounts),
        offers=offers,
        levels=_levels(parents),
        bundles=bundles_of(items),
        drawn=drawn,
    )


def _offers(at: int, seen: BroadbandSettlement, candidates: Candidates) -> list[Offer]:
    unserved = seen.unserved or 0.0
    found = [
        Offer(
            at=at,
            technology=cost.technology,
            cost=hundredths(cost.access),
            low=hundredths(cost.low or 0.0),
            high=hundredths(cost.high or 0.0),
            households=unserved,
            worth=unserved * candidates.weights[cost.technology],
        )
        for cost in seen.costs
        if cost.access is not None
    ]
    return sorted(found, key=lambda offer: (offer.cost, -offer.worth, offer.technology))


def _items(
    steps: Sequence[int], parents: Sequence[int], offers: Sequence[Offer]
) -> tuple[tuple[Offer, ...], list[Item]]:
    items = [Item(float(cost), 0.0, parent) for cost, parent in zip(steps, parents, strict=True)]
    drawn: list[Offer] = []
    by_place: dict[int, list[Offer]] = {}
    for offer in offers:
        by_place.setdefault(offer.at, []).append(offer)
    for at, group in by_place.items():
        cost, worth, stands_on = 0, 0.0, at
        for offer in _hull(group):
            items.append(Item(float(offer.cost - cost), offer.worth - worth, stands_on))
            drawn.append(offer)
            cost, worth, stands_on = offer.cost, offer.worth, len(items) - 1
    return tuple(drawn), items


def _hull(offers: Sequence[Offer]) -> list[Offer]:
    """Return offers of one settlement whose worth for each further unit of cost falls from one to the next.

    Args:
        offers: By rising cost; of the same cost the worthiest first.
    """
    hull: list[Offer] = []
    for offer in offers:
        if hull and offer.worth <= hull[-1].worth:
            continue
        while hull and _rises(hull[-2] if len(hull) > 1 else None, hull[-1], offer):
            hull.pop()
        hull.append(offer)
    return hull


def _rises(before: Offer | None, middle: Offer, after: Offer) -> bool:
    cost, worth = (before.cost, before.worth) if before else (0, 0.0)
    first = (middle.worth - worth) * (after.cost - middle.cost)
    return (after.worth - middle.worth) * (middle.cost - cost) >= first


def _levels(parents: Sequence[int]) -> tuple[NDArray[np.intp], ...]:
    depth: list[int] = []
    for parent in parents:
        depth.append(0 if parent < 0 else depth[parent] + 1)
    by_depth = np.array(depth, dtype=np.intp)
    return tuple(np.flatnonzero(by_depth == level) for level in range(max(depth, default=-1) + 1))
