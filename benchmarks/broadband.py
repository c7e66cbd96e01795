"""Measures plans for broadband on made-up settlements, against naive ranking and scipy.milp in the same run.

``python -m benchmarks.broadband``. Settlements, their tree and all costs are made up: the shares show how
methods differ, not what any place costs. Times are minima of some runs.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeVar

import numpy as np

from accord.domain.broadband import (
    Coverage,
    CoverageBasis,
    CoverageStage,
    PointOfPresence,
    Settlement,
    Technology,
)
from accord.domain.broadband_call import BroadbandCall, BroadbandCase, BroadbandTarget, CostParameter
from accord.domain.evidence import Evidence
from accord.domain.period import PartialDate
from accord.methods.broadband.candidates import Candidates, candidates_of
from accord.methods.broadband.exact import exact_plan
from accord.methods.broadband.forest import Forest, Offer, forest_of
from accord.methods.broadband.running import run_broadband
from accord.methods.broadband.searching import best_plan
from accord.methods.broadband.spending import best_first, in_order, naive_ranking, upper_bound

_Result = TypeVar("_Result")
_DAY = PartialDate(date(2024, 1, 15).isoformat())
_COSTS = {
    "density.sparse": ("people/km2", "0"),
    "density.village": ("people/km2", "150"),
    "fibre.node": ("EUR/settlement", "8000"),
    "fibre.unit.sparse": ("EUR/premises", "1800"),
    "fibre.unit.village": ("EUR/premises", "900"),
    "fibre.backhaul": ("EUR/km", "15000"),
    "fixed_wireless.site": ("EUR/site", "60000"),
    "fixed_wireless.unit": ("EUR/premises", "250"),
    "fixed_wireless.units_per_site": ("premises/site", "150"),
    "fixed_wireless.radius": ("km", "4"),
}
_CURVE = tuple(Decimal(millions * 1_000_000) for millions in range(5, 101, 5))


def main() -> None:
    """Measure fibre alone, then fibre and fixed wireless, for growing numbers of settlements."""
    for offered in (("1", None), ("1", "0.6")):
        for count in (200, 500, 5000):
            for share in (0.05, 0.25):
                measure(made_up_case(count, *offered), share, f"{count} settlements, weights {offered}")


def measure(case: BroadbandCase, share: float, title: str) -> None:
    """Print one line for each way to spend a share of the cost of everything."""
    seen, reading = _timed(lambda: candidates_of(case))
    forest, building = _timed(lambda: forest_of(seen, seen.settlements))
    budget = round(share * _cost(forest, _dearest(forest)))
    plan, spending = _timed(lambda: best_first(forest, budget))
    greedy = sum(offer.worth for offer in plan.taken.values())
    found, searching = _timed(lambda: best_plan(forest, budget))
    shown = sum(offer.worth for offer in found.spending.taken.values())
    start = time.perf_counter()
    best = exact_plan(forest, budget, gap=1e-3)
    solving = time.perf_counter() - start
    top = sum(offer.worth for offer in best.offers)
    relaxed = upper_bound(forest, budget)
    missing = 1 - shown / found.bound
    print(f"{title}, envelope {budget / 1e8:.1f}m")
    print(f"  reading and costs                    {reading:7.3f} s")
    print(f"  bundles                              {building:7.3f} s")
    ours = f"{greedy / top:8.2%} of the solver's plan"
    print(f"  plan by bundles      {greedy:12.0f}    {spending:7.3f} s  {ours}")
    ours = f"{shown / top:8.2%} of the solver's plan, {missing:.2%} open"
    print(f"  plan that is shown   {shown:12.0f}    {searching:7.3f} s  {ours}")
    print(f"  scipy.milp, gap 1e-3 {top:12.0f}    {solving:7.3f} s  bound {best.bound:.0f}, {best.has_proof}")
    ours = f"{relaxed / best.bound:8.2%} of the solver's bound"
    print(f"  bound by bundles     {relaxed:12.0f}               {ours}")
    _result, whole = _timed(lambda: run_broadband(case))
    print(f"  gaps, plan, naive, curve of {len(_CURVE)}, shares {whole:7.3f} s")
    for name, worth in _others(forest, seen, budget).items():
        print(f"  {name:<44} {worth / top:8.2%} of the solver's plan")


def _others(forest: Forest, seen: Candidates, budget: int) -> dict[str, float]:
    alone, _cost_alone = naive_ranking(forest, budget)

    def ranked(with_way: bool) -> float:
        def rate(offer: Offer) -> float:
            way = sum(forest.steps[step] for step in forest.way(offer.at)) if with_way else 0
            return (offer.cost + way) / offer.worth

        best = sorted(forest.offers, key=lambda offer: (rate(offer), offer.at))
        order = list(dict.fromkeys(offer.at for offer in best))
        return sum(offer.worth for offer in in_order(forest, budget, order).taken.values())

    return {
        "naive, each pays its whole way": sum(offer.worth for offer in alone),
        "ranked with whole way, shared steps once": ranked(True),
        "ranked without ways, shared steps once": ranked(False),
    }


def _dearest(forest: Forest) -> list[Offer]:
    by_place = {offer.at: offer for offer in forest.offers}
    return list(by_place.values())


def _cost(forest: Forest, offers: list[Offer]) -> int:
    return sum(offer.cost for offer in offers) + sum(forest.steps)


def made_up_case(count: int, fibre: str = "1", wireless: str | None = None, seed: int = 7) -> BroadbandCase:
    """Return settlements at random places; each is joined to the nearest one that is nearer to a point.

    Args:
        count: Number of settlements.
        fibre: Weight of fibre.
        wireless: Weight of fixed wireless; None if it is not offered.
        seed: Of the random places and sizes.
    """
    generator = np.random.default_rng(seed)
    points = generator.random((max(2, count // 100), 2)) * 100
    places = generator.random((count, 2)) * 100
    distance = np.min(np.hypot(*(places[:, None] - points[None]).transpose(2, 0, 1)), axis=1)
    order = np.argsort(distance)
    sizes = np.maximum(3, generator.lognormal(4.0, 1.0, count)).astype(int)
    settlements = []
    for rank, at in enumerate(order):
        near = np.concatenate([points, places[order[:rank]]])
        far = np.hypot(*(near - places[at]).T)
        best = int(far.argmin())
        upstream = f"p{best}" if best < len(points) else f"s{order[best - len(points)]}"
        settlements.append(_settlement(int(at), upstream, float(far[best]), int(sizes[at])))
    weights = {Technology.FIBRE: Decimal(fibre)}
    if wireless is not None:
        weights[Technology.FIXED_WIRELESS] = Decimal(wireless)
    return BroadbandCase(
        settlements=tuple(settlements),
        points=tuple(PointOfPresence(id=f"p{at}", label=f"p{at}") for at in range(len(points))),
        coverage=tuple(_uncovered(row.id, at) for at, row in enumerate(settlements)),
        parameters={name: _parameter(name, *row) for name, row in _COSTS.items()},
        targets={"gigabit": _target()},
        call=BroadbandCall(
            id="made-up",
            title="Made up",
            envelope=Decimal(30_000_000),
            weights=weights,
            target="gigabit",
            curve=_CURVE,
        ),
    )


def _settlement(at: int, upstream: str, km: float, households: int) -> Settlement:
    return Settlement(
        id=f"s{at}",
        label=f"s{at}",
        partner=f"T{at % 6}",
        upstream=upstream,
        backhaul_km=Decimal(f"{1.3 * km:.2f}"),
        households=Decimal(households),
        population=Decimal(3 * households),
        density=Decimal(40 + (at * 37) % 300),
    )


def _uncovered(place: str, at: int) -> Coverage:
    return Coverage(
        id=f"c{at}",
        place=place,
        technology=Technology.ANY,
        speed_mbit=Decimal(1000),
        stage=CoverageStage.COVERED,
        day=_DAY,
        source="made-up",
        evidence=Evidence.SEEN,
        share=Decimal(0),
    )


def _parameter(name: str, unit: str, value: str) -> CostParameter:
    return CostParameter(
        id=name,
        unit=unit,
        value=Decimal(value),
        source="made-up",
        evidence=Evidence.UNVERIFIED,
        date_read=_DAY,
    )


def _target() -> BroadbandTarget:
    return BroadbandTarget(
        id="gigabit",
        label="gigabit",
        basis=CoverageBasis.HOUSEHOLDS,
        share=Decimal(1),
        speed_mbit=Decimal(1000),
        year=2030,
        source="made-up",
        evidence=Evidence.UNVERIFIED,
    )


def _timed(action: Callable[[], _Result]) -> tuple[_Result, float]:
    times = []
    for _run in range(3):
        start = time.perf_counter()
        result = action()
        times.append(time.perf_counter() - start)
    return result, min(times)


if __name__ == "__main__":
    main()
