"""Settlements as planning sees them: who is unserved, the way each needs, what each technology costs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from accord.domain.broadband import Settlement, Technology
from accord.domain.broadband_call import BroadbandCall, BroadbandCase, CostParameter, UnknownCoverage
from accord.domain.broadband_standing import BroadbandSettlement, Knowledge, SettlementCost, WhyOut
from accord.errors import InputDataError, Problem
from accord.methods.broadband.cost_checks import cost_problems, missing_costs
from accord.methods.broadband.costs import StepCost, access_cost, density_class, needed_parameters, step_cost
from accord.methods.broadband.covering import NOT_KNOWN, Covered, covered_places
from accord.methods.broadband.tree import BackhaulTree, backhaul_tree

__all__ = ["MODELLED", "Candidates", "candidates_of", "checked_call"]

MODELLED = (Technology.FIBRE, Technology.FIXED_WIRELESS)
"""Technologies of which the model knows a cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """All that a plan is made from.

    Attributes:
        settlements: Settlements by id, in the order of their ids.
        tree: Their ways to the backbone.
        steps: Cost of the step of each settlement whose length is known.
        weights: Worth of a household by technology, those above 0.
    """

    settlements: Mapping[str, BroadbandSettlement]
    tree: BackhaulTree
    steps: Mapping[str, StepCost]
    weights: Mapping[Technology, float]


def checked_call(case: BroadbandCase) -> BroadbandCall:
    """Return the call of a case after checking that it can be planned.

    Raises:
        InputDataError: A parameter is missing (ACC-863), its target is unknown or not about households
            (ACC-864), a technology has a weight and no cost model (ACC-865), or the envelope, a weight or the
            grant share is out of its range (ACC-866).
        ValueError: The case has no call.
    """
    call = case.call
    if call is None:
        raise ValueError("a case without a call has no plan")
    found = list(_problems(call, case))
    if found:
        raise InputDataError(*found)
    return call


def candidates_of(case: BroadbandCase) -> Candidates:
    """Return the settlements as planning sees them.

    A settlement can be planned if its households, its coverage, its way and at least one cost are known; else
    ``without_plan`` says why not. What is not known is counted only if the call says so.

    Args:
        case: What the folder states; its call was checked.
    """
    call = checked_call(case)
    ordered = sorted(case.settlements, key=lambda row: row.id)
    tree = backhaul_tree(ordered, case.points)
    steps = {
        row.id: step_cost(row.backhaul_km, call.backhaul, case.parameters)
        for row in ordered
        if row.backhaul_km is not None and row.id in tree.upstream
    }
    covered = covered_places(ordered, case.coverage, case.targets[call.target])
    weights = {one: float(weight) for one, weight in sorted(call.weights.items()) if weight > 0}
    base = Candidates(settlements={}, tree=tree, steps=steps, weights=weights)
    found = {row.id: _seen(row, covered[row.id], call, case.parameters, base) for row in ordered}
    return replace(base, settlements=found)


def _seen(
    row: Settlement,
    covered: Covered,
    call: BroadbandCall,
    parameters: Mapping[str, CostParameter],
    base: Candidates,
) -> BroadbandSettlement:
    if covered.knowledge is Knowledge.MUNICIPAL and not call.spreads_municipal:
        covered = NOT_KNOWN
    households = None if row.households is None else float(row.households)
    unserved = _unserved(households, covered, call)
    path = base.tree.path(row.id)
    way = [base.steps[one] for one in path if one in base.steps]
    is_way_known = bool(path) and len(way) == len(path)
    offered = [one for one in base.weights if one is not Technology.FIBRE or _carries_fibre(way)]
    costs = tuple(access_cost(row, unserved, one, parameters) for one in offered) if unserved else ()
    own = base.steps.get(row.id)
    path_cost = sum(step.amount.value for step in way) if is_way_known else None
    return BroadbandSettlement(
        id=row.id,
        partner=row.partner,
        knowledge=covered.knowledge,
        households=households,
        unserved=unserved,
        rows=covered.rows,
        path=path,
        own_step=own.amount.value if own else None,
        path_cost=path_cost,
        step_medium=own.medium if own else "",
        costs=costs,
        flip_weight=_flip_weight(costs, path_cost),
        without_plan=_why_not(unserved, households, (path, is_way_known), costs),
        density_class=density_class(row, parameters),
    )


def _unserved(households: float | None, covered: Covered, call: BroadbandCall) -> float | None:
    if households is None:
        return None
    if covered.knowledge is Knowledge.NOT_KNOWN:
        return households if call.unknown is UnknownCoverage.COUNT_AS_UNSERVED else None
    return households * (1 - covered.least)


def _carries_fibre(way: Iterable[StepCost]) -> bool:
    return all(step.medium != "microwave" for step in way)


def _why_not(
    unserved: float | None,
    households: float | None,
    way: tuple[tuple[str, ...], bool],
    costs: tuple[SettlementCost, ...],
) -> WhyOut | None:
    path, is_way_known = way
    if households is None:
        return WhyOut.HOUSEHOLDS_NOT_KNOWN
    if unserved is None:
        return WhyOut.COVERAGE_NOT_KNOWN
    if unserved <= 0:
        return WhyOut.COVERED
    if not path:
        return WhyOut.NO_WAY
    if not is_way_known:
        return WhyOut.DISTANCE_NOT_KNOWN
    return None if any(cost.access is not None for cost in costs) else WhyOut.COST_NOT_KNOWN


def _flip_weight(costs: tuple[SettlementCost, ...], path_cost: float | None) -> float | None:
    """Return the weight of the second technology at which both give as much for the money, way included."""
    if len(costs) != len(MODELLED) or path_cost is None:
        return None
    first, second = (cost.access for cost in costs)
    if first is None or second is None or first + path_cost <= 0:
        return None
    return (second + path_cost) / (first + path_cost)


def _problems(call: BroadbandCall, case: BroadbandCase) -> Iterable[Problem]:
    place = {"file": call.origin.file, "line": call.origin.line, "row": call.id}
    yield from _ranges(call, place)
    for technology in sorted(set(call.weights) - set(MODELLED)):
        yield Problem(
            id="ACC-865",
            what="The call offers a technology of which the model knows no cost.",
            **place,  # type: ignore[arg-type]
            field="weights",
            value=technology.value,
            expected="some of " + ", ".join(one.value for one in MODELLED),
            fix="Leave it out of `weights`.",
        )
    target = case.targets.get(call.target)
    if target is None or target.basis.value != "households":
        yield Problem(
            id="ACC-864",
            what="The target of the call is not a target for households.",
            **place,  # type: ignore[arg-type]
            field="target",
            value=call.target,
            expected="one of "
            + (
                ", ".join(sorted(k for k, v in case.targets.items() if v.basis.value == "households"))
                or "none"
            ),
            fix="Name a target that asks a share of households.",
        )
    offered = [one for one in MODELLED if call.weights.get(one, 0) > 0]
    yield from cost_problems(case.parameters, call.currency)
    needed = needed_parameters(offered, call.backhaul, case.parameters)
    for problem in missing_costs(needed, case.parameters, call.currency):
        yield replace(problem, **place)  # type: ignore[arg-type]


def _ranges(call: BroadbandCall, place: Mapping[str, object]) -> Iterable[Problem]:
    rows = [
        ("envelope", call.envelope, call.envelope > 0, "an amount above 0"),
        *(("curve", each, each > 0, "amounts above 0") for each in call.curve),
        *(
            (f"weights.{one.value}", weight, 0 <= weight <= 1, "a number from 0 to 1")
            for one, weight in sorted(call.weights.items())
        ),
    ]
    if call.grant_share is not None:
        is_share = 0 < call.grant_share <= 1
        rows.append(("grant_share", call.grant_share, is_share, "a share above 0, at most 1"))
    if not any(weight > 0 for weight in call.weights.values()):
        rows.append(("weights", None, False, "a weight above 0 for at least one technology"))  # type: ignore[arg-type]
    for name, value, is_right, expected in rows:
        if not is_right:
            yield Problem(
                id="ACC-866",
                what="A value of the call is out of its range.",
                **place,  # type: ignore[arg-type]
                field=name,
                value="" if value is None else str(value),
                expected=expected,
                fix="Correct the call; weights are policy and have no default.",
            )
