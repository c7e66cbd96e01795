"""Figures on a settlement: who is unserved, its way, its cost by technology, where the answer flips."""

from __future__ import annotations

from accord.domain.broadband_standing import BroadbandSettlement, Knowledge
from accord.domain.figure import InputRole
from accord.methods.broadband.figure_making import FigureMaker, cell_id
from accord.methods.broadband.naming import PLAN_METHOD

__all__ = ["add_settlement", "settlement_id"]

_KNOWN = {
    Knowledge.STATED: "Households less those that are covered for certain.",
    Knowledge.MUNICIPAL: "Households less the share of the municipality, as the call asks.",
    Knowledge.NOT_KNOWN: "Nobody said whether they are covered.",
}


def settlement_id(maker: FigureMaker, settlement: str, *parts: str) -> str:
    """Return the id of a figure on a settlement, e.g. ``broadband.villages.settlement.alder.unserved``."""
    return maker.id("settlement", settlement, *parts)


def add_settlement(maker: FigureMaker, row: BroadbandSettlement) -> None:
    """Make the figures of a settlement."""
    label = maker.settlements[row.id].label
    rest = {"method": PLAN_METHOD, "partner": row.partner, "subject": row.id}
    households = (cell_id("settlements", row.id, "households"), InputRole.TERM)
    unserved = maker.add(
        settlement_id(maker, row.id, "unserved"),
        f"Households to be reached in {label}",
        row.unserved,
        [households, *((cell_id("coverage", each), InputRole.EVIDENCE) for each in row.rows)],
        unit="households",
        reason=_unserved_reason(row),
        **rest,
    )
    step = maker.add(
        settlement_id(maker, row.id, "step"),
        f"Cost of the step from {label} towards the backbone",
        row.own_step,
        [
            (cell_id("settlements", row.id, "backhaul_km"), InputRole.TERM),
            (cell_id("settlements", row.id, "upstream"), InputRole.TERM),
            *_step_costs(row),
        ],
        unit=maker.currency,
        reason=f"By {row.step_medium}."
        if row.own_step is not None
        else "Its length or its way is not stated.",
        **rest,
    )
    maker.add(
        settlement_id(maker, row.id, "way"),
        f"Cost of the whole way from {label} to the backbone, if nothing of it is shared",
        row.path_cost,
        [(settlement_id(maker, each, "step"), InputRole.TERM) for each in row.path]
        or [(step, InputRole.TERM)],
        unit=maker.currency,
        reason=" > ".join(row.path) if row.path else "No way to a point of presence is stated.",
        **rest,
    )
    for cost in row.costs:
        maker.add(
            settlement_id(maker, row.id, "cost", cost.technology.value),
            f"Cost within {label} by {cost.technology.value.replace('_', ' ')}",
            cost.access,
            [
                (unserved, InputRole.TERM),
                *maker.stated(row.id, "premises", "density", "population", "area_km2"),
                *((cell_id("parameters", each), InputRole.PARAMETER) for each in cost.parameters),
            ],
            unit=maker.currency,
            reason=_cost_reason(maker, row, cost.low, cost.high, cost.reason),
            **rest,
        )
    _add_flip(maker, row, rest)


def _unserved_reason(row: BroadbandSettlement) -> str:
    if row.households is None:
        return "The number of its households is not stated."
    if row.knowledge is Knowledge.NOT_KNOWN and row.unserved is not None:
        return "Nobody said whether they are covered; the call counts them as unserved."
    return _KNOWN[row.knowledge]


def _step_costs(row: BroadbandSettlement) -> list[tuple[str, InputRole]]:
    names = {"fibre": ("fibre.backhaul",), "microwave": ("microwave.hop", "microwave.longest")}
    return [(cell_id("parameters", each), InputRole.PARAMETER) for each in names.get(row.step_medium, ())]


def _cost_reason(
    maker: FigureMaker, row: BroadbandSettlement, low: float | None, high: float | None, said: str
) -> str:
    if low is None or high is None or low == high:
        return said
    return f"{said}; {low:,.0f} to {high:,.0f} {maker.currency} with every parameter at its low and high end"


def _add_flip(maker: FigureMaker, row: BroadbandSettlement, rest: dict[str, str]) -> None:
    if row.flip_weight is None:
        return
    first, second = (cost.technology.value.replace("_", " ") for cost in row.costs)
    maker.add(
        settlement_id(maker, row.id, "flip"),
        f"Weight of {second} at which it is worth as much as {first} in {maker.settlements[row.id].label}",
        row.flip_weight,
        [
            *(
                (settlement_id(maker, row.id, "cost", cost.technology.value), InputRole.TERM)
                for cost in row.costs
            ),
            (settlement_id(maker, row.id, "way"), InputRole.TERM),
        ],
        unit="ratio",
        reason=f"Cost with the whole way by {second} over that by {first}: with a weight above it (if {first}"
        f" has 1) {second} reaches more for the money, with one below it {first}.",
        **rest,
    )
