"""Where each settlement stands beside a plan: in it, left out, covered, or not known; and how many do."""

from __future__ import annotations

from collections.abc import Iterable

from accord.domain.broadband_plan import BroadbandResult, PlanReading
from accord.domain.broadband_standing import BroadbandSettlement, Knowledge, PlaceStatus, WhyOut
from accord.domain.figure import InputRole
from accord.methods.broadband.figure_making import FigureMaker
from accord.methods.broadband.naming import PLAN_METHOD

__all__ = ["STATUS_WORDS", "add_statuses", "statuses"]

STATUS_WORDS = {
    PlaceStatus.IN_PLAN: "in the plan",
    PlaceStatus.LEFT_OUT: "uncovered, not in the plan",
    PlaceStatus.NOT_KNOWN: "not known",
    PlaceStatus.COVERED: "covered",
}
"""Each status in words."""

_COUNTED = {
    PlaceStatus.IN_PLAN: "Households that the plan reaches.",
    PlaceStatus.LEFT_OUT: "Households that are unserved and that the plan does not reach.",
    PlaceStatus.NOT_KNOWN: "Households as stated; whether they are covered is not known.",
    PlaceStatus.COVERED: "Households as stated; none of them is known to be unserved.",
}


def statuses(result: BroadbandResult) -> dict[str, PlaceStatus]:
    """Return the status of each settlement in the plan of the grant alone; empty without a call.

    A settlement of which coverage or households are not known is ``not_known``, also where the call counts
    such households, unless the plan reaches it.

    Args:
        result: What was computed.
    """
    plan = result.plans.get(PlanReading.ALONE)
    if plan is None:
        return {}
    chosen = {choice.settlement for choice in plan.choices}
    return {name: _status(row, name in chosen) for name, row in sorted(result.settlements.items())}


def _status(row: BroadbandSettlement, is_chosen: bool) -> PlaceStatus:
    if is_chosen:
        return PlaceStatus.IN_PLAN
    if row.knowledge is Knowledge.NOT_KNOWN or row.households is None:
        return PlaceStatus.NOT_KNOWN
    return PlaceStatus.COVERED if row.without_plan is WhyOut.COVERED else PlaceStatus.LEFT_OUT


def add_statuses(maker: FigureMaker, result: BroadbandResult) -> None:
    """Make the figures of how many settlements and households have each status, by partner and together."""
    found = statuses(result)
    partners = sorted({row.partner for row in result.settlements.values()})
    for status in PlaceStatus if found else ():
        named = [result.settlements[name] for name, each in found.items() if each is status]
        for partner in ("", *partners):
            rows = [row for row in named if partner in ("", row.partner)]
            _add(maker, status, partner, rows, result)


def _add(
    maker: FigureMaker,
    status: PlaceStatus,
    partner: str,
    rows: list[BroadbandSettlement],
    result: BroadbandResult,
) -> None:
    where = partner or "all partners"
    inputs = [(maker.id("plan", "alone", "settlement", row.id), InputRole.COUNTED) for row in rows]
    rest = {"method": PLAN_METHOD, "partner": partner}
    places = maker.add(
        maker.id("status", status.value, partner or "all", "places"),
        f"Settlements {STATUS_WORDS[status]}, {where}",
        len(rows),
        inputs or [(maker.id("candidates"), InputRole.TERM)],
        unit="count",
        reason="Counted beside the plan of the grant alone.",
        **rest,
    )
    unstated = sum(row.households is None for row in rows)
    more = f" Of {unstated} settlements their number is not stated." if unstated else ""
    maker.add(
        maker.id("status", status.value, partner or "all", "households"),
        f"Households in settlements {STATUS_WORDS[status]}, {where}",
        None if rows and unstated == len(rows) else sum(_households(status, rows, result)),
        [(places, InputRole.TERM), *inputs],
        unit="households",
        reason=_COUNTED[status] + more,
        **rest,
    )


def _households(
    status: PlaceStatus, rows: list[BroadbandSettlement], result: BroadbandResult
) -> Iterable[float]:
    if status is PlaceStatus.IN_PLAN:
        reached = {each.settlement: each.households for each in result.plans[PlanReading.ALONE].choices}
        return [reached[row.id] for row in rows]
    if status is PlaceStatus.LEFT_OUT:
        return [row.unserved or 0.0 for row in rows]
    return [row.households or 0.0 for row in rows]
