"""All figures of a case on broadband, each with the figures and cells it was made from."""

from __future__ import annotations

from accord.domain.broadband_call import BroadbandCase
from accord.domain.broadband_plan import BroadbandResult
from accord.domain.evidence import Evidence
from accord.domain.figure import Figure
from accord.methods.broadband.explaining import explanations
from accord.methods.broadband.figure_making import FigureMaker, cell_id
from accord.methods.broadband.findings import add_findings
from accord.methods.broadband.plan_figures import (
    add_candidates,
    add_outcomes,
    add_plan,
    add_point,
    add_shared,
)
from accord.methods.broadband.settlement_figures import add_settlement
from accord.methods.broadband.standing_figures import add_affordability, add_gap
from accord.methods.broadband.statuses import add_statuses

__all__ = ["broadband_figures"]


def broadband_figures(case: BroadbandCase, result: BroadbandResult) -> dict[str, Figure]:
    """Return the figures of a case.

    Args:
        case: What the folder states.
        result: What was computed from it.

    Returns:
        Figures by id, in the order of their ids. Inputs that are no figures are cells, named by ``cell_id``.
    """
    currency = case.call.currency if case.call else ""
    maker = FigureMaker(case, currency, {row.id: row for row in case.settlements}, _levels(case))
    for gap in (*result.gaps, *result.stages):
        add_gap(maker, gap)
    for row in result.affordability:
        add_affordability(maker, row)
    if case.call is not None:
        _add_plans(maker, result)
    add_findings(maker, result)
    return dict(sorted(maker.made.items()))


def _levels(case: BroadbandCase) -> dict[str, Evidence]:
    levels = {cell_id("coverage", row.id): row.evidence for row in case.coverage}
    levels |= {cell_id("prices", row.id): row.evidence for row in case.prices}
    levels |= {cell_id("incomes", row.id): row.evidence for row in case.incomes}
    return levels | {cell_id("parameters", name): row.evidence for name, row in case.parameters.items()}


def _add_plans(maker: FigureMaker, result: BroadbandResult) -> None:
    for settlement in result.settlements.values():
        add_settlement(maker, settlement)
    candidates = add_candidates(maker, result)
    for reading, plan in result.plans.items():
        words = f"Plan, {reading.value.replace('_', ' ')}"
        add_plan(maker, plan, ("plan", reading.value), words, candidates)
        told = explanations(maker.case, result.settlements, plan)
        add_outcomes(maker, told, reading.value, candidates)
    add_statuses(maker, result)
    for reading, plan in result.exact.items():
        words = f"Plan of the solver, {reading.value.replace('_', ' ')}"
        add_plan(maker, plan, ("exact", reading.value), words, candidates)
    if result.naive is not None:
        add_plan(maker, result.naive, ("naive",), "Ranking one by one", candidates)
    for point in result.curve:
        add_point(maker, point, candidates)
    for shared in result.shared:
        add_shared(maker, shared, candidates)
