"""A plan as readers see it, from what was bought: what each settlement adds, and why the others are out."""

from __future__ import annotations

from collections.abc import Sequence

from accord.domain.broadband_plan import Choice, Plan
from accord.domain.broadband_standing import WhyOut
from accord.methods.broadband.candidates import Candidates
from accord.methods.broadband.forest import Forest, Offer
from accord.methods.broadband.spending import Spending

__all__ = ["bought", "naive_plan", "plan_of"]


def bought(forest: Forest, budget: int, offers: Sequence[Offer]) -> Spending:
    """Return what buying some offers in their order amounts to.

    Args:
        forest: What can be bought.
        budget: Money in hundredths.
        offers: The offers, at most one of a settlement.
    """
    spending = Spending(forest=forest, left=budget)
    for offer in offers:
        spending.take(offer, 0)
    return spending


def plan_of(
    method: str, spending: Spending, candidates: Candidates, bound: float, *, has_proof: bool = False
) -> Plan:
    """Return a plan from what was bought.

    Args:
        method: ``greedy``, ``searched`` or ``exact``.
        spending: What was bought.
        candidates: All settlements as planning sees them.
        bound: Worth that no plan of the amount can pass.
        has_proof: Whether a solver proved the bound within its stated gap.
    """
    forest = spending.forest
    offers = list(spending.taken.values())
    access = sum(offer.cost for offer in offers)
    backhaul = sum(forest.steps[step] for step in spending.steps)
    weighted = sum(offer.worth for offer in offers)
    return Plan(
        method=method,
        budget=(spending.left + access + backhaul) / 100,
        cost=(access + backhaul) / 100,
        access=access / 100,
        backhaul=backhaul / 100,
        low=_end(offers, spending, "low"),
        high=_end(offers, spending, "high"),
        households=sum(offer.households for offer in offers),
        weighted=weighted,
        bound=max(bound, weighted),
        choices=tuple(_choices(spending)),
        steps=tuple(forest.ids[step] for step in sorted(spending.steps)),
        out=_out(spending, candidates),
        cut_off=None if spending.dearest is None else spending.dearest / 100,
        has_proof=has_proof,
    )


def naive_plan(found: tuple[Sequence[Offer], int], forest: Forest, budget: int, bound: float) -> Plan:
    """Return what ranking one by one buys, with a way of its own for each settlement.

    Args:
        found: Offers that were taken, and what they cost with a way for each.
        forest: What can be bought.
        budget: Money in hundredths.
        bound: Worth that no plan of the amount can pass.
    """
    offers, spent = found
    access = sum(offer.cost for offer in offers)
    whole = {offer.at: list(forest.way(offer.at)) for offer in offers}

    def ways(costs: Sequence[int]) -> int:
        return sum(costs[step] for way in whole.values() for step in way)

    return Plan(
        method="naive",
        budget=budget / 100,
        cost=spent / 100,
        access=access / 100,
        backhaul=(spent - access) / 100,
        low=(sum(offer.low for offer in offers) + ways(forest.steps_low)) / 100,
        high=(sum(offer.high for offer in offers) + ways(forest.steps_high)) / 100,
        households=sum(offer.households for offer in offers),
        weighted=sum(offer.worth for offer in offers),
        bound=bound,
        choices=tuple(
            Choice(
                settlement=forest.ids[offer.at],
                technology=offer.technology,
                households=offer.households,
                access=offer.cost / 100,
                step=forest.steps[offer.at] / 100,
                path_added=sum(forest.steps[step] for step in whole[offer.at]) / 100,
                bundle=number,
            )
            for number, offer in enumerate(offers, start=1)
        ),
        steps=tuple(forest.ids[step] for step in sorted({step for way in whole.values() for step in way})),
        out={},
    )


def _choices(spending: Spending) -> list[Choice]:
    forest, built, found = spending.forest, set[int](), []
    for at, offer in spending.taken.items():
        added = [step for step in forest.way(at) if step not in built]
        built.update(added)
        found.append(
            Choice(
                settlement=forest.ids[at],
                technology=offer.technology,
                households=offer.households,
                access=offer.cost / 100,
                step=forest.steps[at] / 100 if at in added else 0.0,
                path_added=sum(forest.steps[step] for step in added) / 100,
                bundle=spending.bundle.get(at, 0),
            )
        )
    return found


def _end(offers: Sequence[Offer], spending: Spending, end: str) -> float:
    steps = spending.forest.steps_low if end == "low" else spending.forest.steps_high
    access = sum(offer.low if end == "low" else offer.high for offer in offers)
    return (access + sum(steps[step] for step in spending.steps)) / 100


def _out(spending: Spending, candidates: Candidates) -> dict[str, WhyOut]:
    forest = spending.forest
    taken = {forest.ids[at] for at in spending.taken}
    cheapest: dict[str, float] = {}
    for offer in forest.offers:
        rate = (offer.cost + spending.missing(offer.at)) / offer.worth
        name = forest.ids[offer.at]
        cheapest[name] = min(rate, cheapest.get(name, rate))
    out: dict[str, WhyOut] = {}
    for one, seen in candidates.settlements.items():
        if seen.without_plan is not None:
            out[one] = seen.without_plan
        elif one not in taken:
            is_dear = spending.dearest is not None and cheapest[one] > spending.dearest
            out[one] = WhyOut.TOO_DEAR if is_dear else WhyOut.DOES_NOT_FIT
    return out
