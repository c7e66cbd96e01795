"""An answer on broadband as JSON: every number with the id of its figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from accord.cleaning.values import plain_value

if TYPE_CHECKING:
    from accord.cli.tracing_broadband import Answer
    from accord.domain.broadband_call import BroadbandCall, CostParameter
    from accord.domain.broadband_plan import Plan
    from accord.domain.broadband_standing import TargetGap
    from accord.domain.declaration import Declaration

    Row = dict[str, object]

__all__ = ["broadband_json"]

_GAP_PARTS = ("total", "covered", "between", "uncovered", "not_known", "share_at_least", "share_at_most")
_PLAN_PARTS = (
    *("households", "settlements", "weighted", "bound", "gap", "cost", "access", "backhaul", "low", "high"),
    "cut_off",
)


def broadband_json(found: Answer, declared: Declaration, said: Sequence[str]) -> Row:
    """Return an answer as JSON.

    Args:
        found: The answer.
        declared: The declaration, for the footnotes of its partners.
        said: What must be known before a number is quoted.
    """
    from accord.methods.footnotes import declared_footnotes

    case, result, numbers = found.files.case, found.result, _Numbers(found)
    content: Row = {
        "call": None if case.call is None else _call_json(case.call),
        "gaps": [_gap_json(found, numbers, gap) for gap in result.gaps],
        "other_stages": [_gap_json(found, numbers, gap) for gap in result.stages],
        "affordability": [_affordability_json(found, numbers, at) for at in range(len(result.affordability))],
    }
    if case.call is not None:
        content |= _plans_json(found, numbers)
    content |= {
        "parameters": [_parameter_json(row) for _name, row in sorted(case.parameters.items())],
        "findings": list(said),
        "footnotes": list(declared_footnotes(declared, {row.partner for row in case.settlements})),
        "files": dict(found.files.files),
    }
    return content


class _Numbers:
    """Numbers of an answer by the parts of their ids."""

    def __init__(self, found: Answer) -> None:
        self._case, self.figures = found.files.case, found.figures()

    def at(self, *parts: str) -> Row | None:
        """Return a number with the id of its figure; None if there is no such figure."""
        from accord.methods.broadband.naming import broadband_id

        figure = self.figures.get(broadband_id(self._case, *parts))
        if figure is None:
            return None
        return {"figure": figure.id, "value": plain_value(figure.value), "reason": figure.reason}


def _call_json(call: BroadbandCall) -> Row:
    return {
        "call": call.id,
        "title": call.title,
        "envelope": float(call.envelope),
        "currency": call.currency,
        "target": call.target,
        "weights": {one.value: float(weight) for one, weight in sorted(call.weights.items())},
        "grant_share": None if call.grant_share is None else float(call.grant_share),
        "unknown": call.unknown.value,
        "spreads_municipal": call.spreads_municipal,
        "backhaul": call.backhaul.value,
        "file": call.origin.file,
    }


def _gap_json(found: Answer, numbers: _Numbers, gap: TargetGap) -> Row:
    target = found.files.case.targets[gap.target]
    other = "" if gap.stage is target.stage else gap.stage.value
    of = ("gap", gap.target, gap.partner or "all", other)
    return {
        "target": gap.target,
        "stage": gap.stage.value,
        "partner": gap.partner or None,
        "of": target.basis.value,
        **{part: numbers.at(*of, part) for part in _GAP_PARTS},
        "without_number": list(gap.places_without_total),
    }


def _affordability_json(found: Answer, numbers: _Numbers, at: int) -> Row:
    from accord.domain.broadband import slug

    row = found.result.affordability[at]
    parts = ("affordability", row.limit, row.partner, slug(row.basket), slug(row.group))
    return {
        "partner": row.partner,
        "basket": row.basket,
        "group": row.group,
        "limit": row.limit,
        "kept": row.is_kept,
        "percent": numbers.at(*parts),
    }


def _plans_json(found: Answer, numbers: _Numbers) -> Row:
    result = found.result
    partners = sorted({row.partner for row in found.files.case.settlements})
    return {
        "candidates": numbers.at("candidates"),
        "unknown_households": numbers.at("unknown_households"),
        "others_money": numbers.at("others_money"),
        "allowed": list(result.allowed),
        "plans": [
            {"reading": reading.value, **_plan_json(numbers, plan, ("plan", reading.value))}
            for reading, plan in result.plans.items()
        ],
        "exact": [
            {"reading": reading.value, **_plan_json(numbers, plan, ("exact", reading.value))}
            for reading, plan in result.exact.items()
        ],
        "ranking_one_by_one": None if result.naive is None else _plan_json(numbers, result.naive, ("naive",)),
        "curve": [
            {
                "envelope": point.envelope,
                **{
                    part: numbers.at("curve", f"{point.envelope:.0f}", part)
                    for part in ("households", "weighted", "bound", "naive", "cost")
                },
            }
            for point in result.curve
        ],
        "shared": [
            {
                "rule": shared.rule.value,
                "text": shared.text,
                "reason": shared.reason,
                **{
                    part: numbers.at("shared", shared.rule.value, part)
                    for part in ("households", "weighted", "forgone", "cost")
                },
                "partners": [
                    {
                        "partner": partner,
                        **{
                            part: numbers.at("shared", shared.rule.value, partner, part)
                            for part in ("part", "unspent", "households")
                        },
                    }
                    for partner in partners
                ],
            }
            for shared in result.shared
        ],
        "settlements": [_settlement_json(found, numbers, name) for name in sorted(result.settlements)],
    }


def _plan_json(numbers: _Numbers, plan: Plan, parts: tuple[str, ...]) -> Row:
    return {
        "method": plan.method,
        "proved": plan.has_proof,
        **{part: numbers.at(*parts, part) for part in _PLAN_PARTS},
        "chosen": [
            {"settlement": each.settlement, "technology": each.technology.value, "bundle": each.bundle}
            for each in plan.choices
        ],
        "steps": list(plan.steps),
    }


def _settlement_json(found: Answer, numbers: _Numbers, name: str) -> Row:
    row = found.result.settlements[name]
    return {
        "settlement": name,
        "partner": row.partner,
        "knowledge": row.knowledge.value,
        "way_over": list(row.path),
        "unserved": numbers.at("settlement", name, "unserved"),
        "step": numbers.at("settlement", name, "step"),
        "way": numbers.at("settlement", name, "way"),
        "cost": {
            cost.technology.value: numbers.at("settlement", name, "cost", cost.technology.value)
            for cost in row.costs
        },
        "flip": numbers.at("settlement", name, "flip"),
        "outcome": {
            reading.value: numbers.at("plan", reading.value, "settlement", name)
            for reading in found.result.plans
        },
    }


def _parameter_json(row: CostParameter) -> Row:
    return {
        "parameter": row.id,
        "value": float(row.value),
        "low": None if row.low is None else float(row.low),
        "high": None if row.high is None else float(row.high),
        "unit": row.unit,
        "price_base": row.price_base,
        "source": row.source,
        "evidence": row.evidence.value,
        "date_read": str(row.date_read),
        "note": row.note,
        "file": row.origin.file,
        "place": f"line {row.origin.line}",
    }
