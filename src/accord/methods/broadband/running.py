"""From a case on broadband to everything that is answered about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from accord.domain.broadband import Technology
from accord.domain.broadband_call import BroadbandCall, BroadbandCase, UnknownCoverage
from accord.domain.broadband_plan import BroadbandResult, CurvePoint, Plan, PlanReading
from accord.domain.broadband_standing import Knowledge, TargetGap, WhyOut
from accord.methods.broadband.affording import affordabilities
from accord.methods.broadband.assembling import bought, naive_plan, plan_of
from accord.methods.broadband.candidates import Candidates, candidates_of, checked_call
from accord.methods.broadband.exact import PROOF_GAP, exact_plan
from accord.methods.broadband.forest import Forest, forest_of, hundredths
from accord.methods.broadband.gaps import target_gaps
from accord.methods.broadband.searching import best_plan
from accord.methods.broadband.sharing import shared_plans
from accord.methods.broadband.spending import Spending, fill_up, naive_ranking, upper_bound
from accord.methods.broadband.tree import backhaul_tree

__all__ = ["run_broadband"]


def run_broadband(case: BroadbandCase, *, prove: bool = False) -> BroadbandResult:
    """Return gaps, prices against incomes and, if there is a call, plans, curve and rules of sharing.

    Args:
        case: What the folder states.
        prove: Whether a solver looks for the best plans, too; it needs scipy.

    Raises:
        InputDataError: The ways to the backbone or the call cannot be right (ACC-860 to ACC-866).
        UsageError: A proof is asked and SciPy is not installed (ACC-296).
    """
    backhaul_tree(case.settlements, case.points)
    gaps, stages = _by_stage(case)
    affordability = affordabilities(case)
    if case.call is None:
        return BroadbandResult(
            gaps=gaps, stages=stages, affordability=affordability, settlements={}, plans={}, naive=None,
            exact={}, curve=(), shared=(), others=None, unknown_households=0.0, doubts=_doubts(case),
            allowed=(),
        )  # fmt: skip
    candidates = candidates_of(case)
    forest = forest_of(candidates, candidates.settlements)
    budgets = _budgets(case.call)
    alone = budgets[PlanReading.ALONE]
    others = budgets.get(PlanReading.WITH_OTHERS)
    return BroadbandResult(
        gaps=gaps,
        stages=stages,
        affordability=affordability,
        settlements=candidates.settlements,
        plans={reading: _greedy(forest, budget, candidates) for reading, budget in budgets.items()},
        naive=naive_plan(naive_ranking(forest, alone), forest, alone, upper_bound(forest, alone)),
        exact={r: _exact(forest, budget, candidates) for r, budget in budgets.items()} if prove else {},
        curve=tuple(_curve(forest, sorted(set(case.call.curve)))),
        shared=shared_plans(case, candidates, forest),
        others=None if others is None else Decimal(others - alone) / 100,
        unknown_households=_not_known(candidates),
        doubts=_doubts(case),
        allowed=tuple(_allowed(case, candidates)),
    )


def _by_stage(case: BroadbandCase) -> tuple[tuple[TargetGap, ...], tuple[TargetGap, ...]]:
    """Return the gaps at the stage that each target asks, and those at other stages."""
    gaps = target_gaps(case)
    is_own = [gap.stage is case.targets[gap.target].stage for gap in gaps]
    own = tuple(gap for gap, is_one in zip(gaps, is_own, strict=True) if is_one)
    return own, tuple(gap for gap, is_one in zip(gaps, is_own, strict=True) if not is_one)


def _budgets(call: BroadbandCall) -> dict[PlanReading, int]:
    """Return the money of each reading in hundredths: the grant alone, or the grant as its largest share."""
    alone = hundredths(float(call.envelope))
    budgets = {PlanReading.ALONE: alone}
    if call.grant_share is not None:
        budgets[PlanReading.WITH_OTHERS] = int(Fraction(alone) / Fraction(call.grant_share))
    return budgets


def _greedy(forest: Forest, budget: int, candidates: Candidates) -> Plan:
    found = best_plan(forest, budget)
    is_proved = _worth(found.spending) >= found.bound * (1 - PROOF_GAP)
    return plan_of(found.method, found.spending, candidates, found.bound, has_proof=is_proved)


def _exact(forest: Forest, budget: int, candidates: Candidates) -> Plan:
    """Return a plan that is proved: the one that is shown where its own bound proves it, else the solver's.

    The solver's plan gives way to the one that is shown should time be over before it finds a better one.
    """
    shown = best_plan(forest, budget)
    if _worth(shown.spending) >= shown.bound * (1 - PROOF_GAP):
        shown.spending.bundle.clear()
        return plan_of("exact", shown.spending, candidates, shown.bound, has_proof=True)
    found = exact_plan(forest, budget)
    spending = bought(forest, budget, found.offers)
    fill_up(spending)
    best = max(spending, shown.spending, key=_worth)
    best.bundle.clear()
    return plan_of("exact", best, candidates, min(found.bound, shown.bound), has_proof=found.has_proof)


def _worth(spending: Spending) -> float:
    return sum(offer.worth for offer in spending.taken.values())


def _curve(forest: Forest, envelopes: Sequence[Decimal]) -> Iterator[CurvePoint]:
    """Yield the points; a smaller envelope's plan is kept where it reaches more, as it can be paid, too."""
    kept: tuple[Spending, Decimal] | None = None
    for envelope in envelopes:
        budget = hundredths(float(envelope))
        found = best_plan(forest, budget)
        spending, origin = found.spending, envelope
        if kept is not None and _worth(kept[0]) > _worth(spending):
            spending, origin = kept
        kept = (spending, origin)
        steps = sum(forest.steps[step] for step in spending.steps)
        yield CurvePoint(
            envelope=float(envelope),
            households=sum(offer.households for offer in spending.taken.values()),
            bound=max(found.bound, _worth(spending)),
            weighted=_worth(spending),
            cost=(steps + sum(offer.cost for offer in spending.taken.values())) / 100,
            naive=sum(offer.worth for offer in naive_ranking(forest, budget)[0]),
            kept_from=None if origin == envelope else float(origin),
            technologies=_by_technology(spending),
        )


def _by_technology(spending: Spending) -> Mapping[Technology, float]:
    found: dict[Technology, float] = {}
    for offer in spending.taken.values():
        found[offer.technology] = found.get(offer.technology, 0.0) + offer.households
    return dict(sorted(found.items()))


def _not_known(candidates: Candidates) -> float:
    rows = candidates.settlements.values()
    return sum(row.households or 0.0 for row in rows if row.without_plan is WhyOut.COVERAGE_NOT_KNOWN)


def _doubts(case: BroadbandCase) -> dict[str, str]:
    return {
        name: f"not read in its source ({row.source})"
        for name, row in sorted(case.parameters.items())
        if not row.evidence.is_verified
    }


def _allowed(case: BroadbandCase, candidates: Candidates) -> Iterator[str]:
    call, rows = checked_call(case), candidates.settlements.values()
    unknown = sum(row.unserved or 0.0 for row in rows if row.knowledge is Knowledge.NOT_KNOWN)
    if call.unknown is UnknownCoverage.COUNT_AS_UNSERVED:
        yield f"{unknown:,.0f} households of which nobody said whether they are covered count as unserved."
    if call.spreads_municipal:
        spread = sum(row.unserved or 0.0 for row in rows if row.knowledge is Knowledge.MUNICIPAL)
        yield f"{spread:,.0f} unserved households are known by the share of their municipality only."
