"""Figures on plans: what an envelope reaches and costs, its bound, the curve, and rules of sharing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from accord.domain.broadband_plan import BroadbandResult, CurvePoint, Plan, SharedPlan
from accord.domain.figure import InputRole
from accord.methods.broadband.explaining import Explanation
from accord.methods.broadband.figure_making import FigureMaker, cell_id
from accord.methods.broadband.naming import PLAN_METHOD
from accord.methods.broadband.settlement_figures import settlement_id

__all__ = ["add_candidates", "add_outcomes", "add_plan", "add_point", "add_shared"]

_BOUND = "No plan of this amount can reach more weighted households than this."
_POINT_REASONS = {
    "bound": _BOUND,
    "naive": "Settlements ranked one by one, each paying for its whole way; weighted, for comparison.",
}


def add_candidates(maker: FigureMaker, result: BroadbandResult) -> str:
    """Make the figures of what can be planned and what cannot; return the id of the first."""
    rows = result.settlements.values()
    plannable = [row for row in rows if row.without_plan is None]
    others = [row for row in rows if row.without_plan is not None]
    name = maker.add(
        maker.id("candidates"),
        "Settlements that a plan can reach",
        len(plannable),
        [(settlement_id(maker, row.id, "unserved"), InputRole.COUNTED) for row in plannable]
        + [(settlement_id(maker, row.id, "unserved"), InputRole.NOT_COUNTED) for row in others],
        unit="count",
        method=PLAN_METHOD,
        reason=f"Of {len(rows)}: households, coverage, way and cost of the others are not known, or nobody is"
        " unserved.",
    )
    maker.add(
        maker.id("unknown_households"),
        "Households that are in no plan because nobody said whether they are covered",
        result.unknown_households,
        [(settlement_id(maker, row.id, "unserved"), InputRole.NOT_COUNTED) for row in others]
        or [(name, InputRole.TERM)],
        unit="households",
        method=PLAN_METHOD,
        reason="They are missing, not uncovered; `unknown: count_as_unserved` in call.yml would count them.",
    )
    if result.others is not None:
        maker.add(
            maker.id("others_money"),
            "Money of others that the reading beside others needs",
            result.others,
            [
                (cell_id("call", "envelope"), InputRole.TERM),
                (cell_id("call", "grant_share"), InputRole.DENOMINATOR),
            ],
            unit=maker.currency,
            method=PLAN_METHOD,
            reason="The envelope by the share of the grant, less the envelope; nothing says who pays it.",
        )
    return name


def add_plan(maker: FigureMaker, plan: Plan, parts: tuple[str, ...], words: str, candidates: str) -> None:
    """Make the figures of a plan.

    Args:
        maker: Makes and keeps them.
        plan: The plan.
        parts: Parts of their ids, e.g. ``("plan", "alone")``.
        words: What the plan is, for labels.
        candidates: Id of the figure of what can be planned.
    """
    reached = [(settlement_id(maker, each.settlement, "unserved"), InputRole.TERM) for each in plan.choices]
    access = [
        (settlement_id(maker, each.settlement, "cost", each.technology.value), InputRole.TERM)
        for each in plan.choices
    ]
    steps = [(settlement_id(maker, each, "step"), InputRole.TERM) for each in plan.steps]
    rule = [
        (candidates, InputRole.TERM),
        (cell_id("call", "envelope"), InputRole.PARAMETER),
        (cell_id("call", "weights"), InputRole.PARAMETER),
    ]
    money, people = maker.currency, "households"
    rows: tuple[tuple[str, str, float | None, Iterable[tuple[str, InputRole]], str, str], ...] = (
        ("households", "households reached", plan.households, [*reached, *rule], people, _way_of(plan)),
        ("settlements", "settlements reached", len(plan.choices), [*reached, *rule], "count", _way_of(plan)),
        ("weighted", "households times weights", plan.weighted, [*reached, *rule], people, "By weight."),
        ("access", "cost within settlements", plan.access, [*access, *rule], money, "Sum over settlements."),
        ("backhaul", "cost of ways", plan.backhaul, [*steps, *rule], money, _ways_reason(plan)),
        (
            "cost",
            "cost",
            plan.cost,
            [*access, *steps, *rule],
            money,
            f"Within settlements, and ways. {_ways_reason(plan)}",
        ),
        ("low", "cost at the low end", plan.low, [*access, *steps], money, "Every parameter at its low end."),
        ("high", "cost at the high end", plan.high, [*access, *steps], money, _high_reason(plan)),
        ("bound", "most that any plan can reach", plan.bound, rule, people, _bound_reason(plan)),
        ("gap", "how much may be missing to the best plan", plan.gap * 100, rule, "percent", _GAP_REASON),
        (
            "cut_off",
            "money for a weighted household of the dearest in",
            plan.cut_off,
            rule,
            money,
            "A plan that is not made by bundles has none." if plan.cut_off is None else _way_of(plan),
        ),
    )
    for part, label, value, inputs, unit, reason in rows:
        maker.add(
            maker.id(*parts, part),
            f"{words}: {label}",
            value,
            inputs,
            unit=unit,
            method=PLAN_METHOD,
            reason=reason,
        )


def add_outcomes(maker: FigureMaker, told: Mapping[str, Explanation], reading: str, candidates: str) -> None:
    """Make for each settlement the figure that says whether a plan reaches it, and why or why not.

    Args:
        maker: Makes and keeps them.
        told: Why each settlement is in or out.
        reading: How the envelope is read.
        candidates: Id of the figure of what can be planned; named, as it would list every settlement.
    """
    for name, each in told.items():
        row = maker.settlements[name]
        value = f"out: {each.why.value}" if each.why is not None else "in"
        if each.choice is not None:
            value = f"in: {each.choice.technology.value.replace('_', ' ')}"
        costs = (settlement_id(maker, name, "cost", one) for one in ("fibre", "fixed_wireless"))
        maker.add(
            maker.id("plan", reading, "settlement", name),
            f"{row.label} in the plan ({reading.replace('_', ' ')})",
            value,
            [
                (settlement_id(maker, name, "unserved"), InputRole.TERM),
                (settlement_id(maker, name, "way"), InputRole.TERM),
                *((cost, InputRole.TERM) for cost in costs if cost in maker.made),
                (cell_id("call", "envelope"), InputRole.PARAMETER),
                (cell_id("call", "weights"), InputRole.PARAMETER),
            ],
            method=PLAN_METHOD,
            reason=" ".join((*each.sentences, f"It competes with all that {candidates} counts.")),
            partner=row.partner,
            subject=name,
        )


def add_point(maker: FigureMaker, point: CurvePoint, candidates: str) -> None:
    """Make the figures of a point of the cost curve."""
    name = f"{point.envelope:.0f}"
    rule = [(candidates, InputRole.TERM), (cell_id("call", "curve"), InputRole.PARAMETER)]
    kept = (
        "" if point.kept_from is None else f" The plan for {point.kept_from:,.0f} reaches more and is kept."
    )
    for part, value, unit in (
        ("households", point.households, "households"),
        ("weighted", point.weighted, "households"),
        ("bound", point.bound, "households"),
        ("naive", point.naive, "households"),
        ("cost", point.cost, maker.currency),
    ):
        maker.add(
            maker.id("curve", name, part),
            f"Cost curve at {point.envelope:,.0f} {maker.currency}: {part}",
            value,
            rule,
            unit=unit,
            method=PLAN_METHOD,
            reason=_POINT_REASONS.get(part, "The plan for this envelope alone." + kept),
        )


def add_shared(maker: FigureMaker, shared: SharedPlan, candidates: str) -> None:
    """Make the figures of a rule of sharing."""
    rule = [(candidates, InputRole.TERM), (cell_id("call", "envelope"), InputRole.PARAMETER)]
    is_known = not shared.reason
    for part, value, unit in (
        ("households", shared.reached, "households"),
        ("weighted", shared.weighted, "households"),
        ("forgone", shared.forgone, "households"),
        ("cost", shared.cost, maker.currency),
    ):
        maker.add(
            maker.id("shared", shared.rule.value, part),
            f"Shared by {shared.rule.value.replace('_', ' ')}: {part}",
            value if is_known else None,
            rule,
            unit=unit,
            method=PLAN_METHOD,
            reason=shared.reason or shared.text,
        )
    for part, amounts, unit in (
        ("part", shared.parts, maker.currency),
        ("unspent", shared.unspent, maker.currency),
        ("households", shared.households, "households"),
    ):
        for partner, amount in sorted(amounts.items()) if is_known else ():
            maker.add(
                maker.id("shared", shared.rule.value, partner, part),
                f"Shared by {shared.rule.value.replace('_', ' ')}, {partner}: {part}",
                amount,
                rule,
                unit=unit,
                method=PLAN_METHOD,
                reason=shared.text,
                partner=partner,
            )


def _way_of(plan: Plan) -> str:
    ways = {
        "greedy": "Bundles with the steps they share, most weighted households for the money first.",
        "searched": "The best of all plans on a grid of money, which reaches more than bundles do here.",
        "exact": "A plan that was searched for until it was proved.",
        "naive": "Settlements ranked one by one, each with its whole way; for comparison only.",
    }
    return ways.get(plan.method, plan.method)


def _ways_reason(plan: Plan) -> str:
    if plan.method == "naive":
        return "Each settlement pays for its whole way, so that shared steps are paid more than once."
    return "Every shared step once."


def _high_reason(plan: Plan) -> str:
    more = " It is above the amount: so dear, the plan could not be paid." if plan.high > plan.budget else ""
    return f"Every parameter at its high end.{more}"


_GAP_REASON = "1 - weighted / bound, in per cent of the bound."


def _bound_reason(plan: Plan) -> str:
    proved = " The plan is short of it by a ten-thousandth at most."
    return _BOUND + (proved if plan.has_proof else " A bound of the relaxed problem.")
