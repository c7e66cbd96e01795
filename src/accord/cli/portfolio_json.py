"""A portfolio as JSON: the call, every candidate with its reasons, every figure, and what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.cli.portfolio_printing import footnote
from accord.methods.portfolio.explaining import said_verdict
from accord.methods.portfolio.explaining_answers import (
    said_alternative,
    said_drift,
    said_rule_cost,
    said_standing,
    said_step,
)
from accord.methods.portfolio.naming import PORTFOLIO_METHOD, portfolio_id
from accord.methods.portfolio.wording import said_rule
from accord.store.figure_json import figure_json

if TYPE_CHECKING:
    from accord.domain.portfolio import Candidate
    from accord.domain.portfolio_reasons import Verdict
    from accord.taking_in.portfolio_answers import Answered

    Row = dict[str, object]

__all__ = ["portfolio_json"]


def portfolio_json(answer: Answered) -> Row:
    """Return a portfolio with its answers; numbers stand in ``figures``, the rest names them."""
    call, result = answer.portfolio, answer.result
    by_id = {one.id: one for one in call.candidates}
    return {
        "portfolio": call.id,
        "title": call.title,
        "method": PORTFOLIO_METHOD,
        "unit": call.unit,
        "price_base": call.price_base,
        "benefit_unit": call.benefit_unit,
        "counted": call.counted.value,
        "standing": result.standing.value,
        "said": said_standing(call, result),
        "remarks": list(answer.remarks),
        "rules": [
            {"rule": rule.id, "demands": said_rule(call, rule), "source": rule.source or None}
            for rule in sorted(call.rules, key=lambda one: one.id)
        ],
        "conflict": list(result.conflict),
        "candidates": [_candidate(answer, by_id[one.candidate], one) for one in result.verdicts],
        "next_step": said_step(call, result) or None,
        **_beside(answer),
        "in_all_near_choices": list(result.in_all),
        "in_some_near_choices": list(result.in_some),
        "findings": [
            {"kind": one.kind.value, "about": list(one.about), "text": one.text} for one in result.findings
        ],
        "notes": list(answer.notes),
        "figures": [figure_json(figure) for figure in answer.figures.values()],
        "footnote": footnote(call) or None,
        "files": dict(answer.files),
    }


def _beside(answer: Answered) -> Row:
    """Return what is asked beside the choice: envelopes, rules, near choices, costs that grow."""
    call, result = answer.portfolio, answer.result
    return {
        "curve": [
            {
                "figure": portfolio_id(call.id, "curve", str(number), "value"),
                "chosen": list(point.chosen),
            }
            for number, point in enumerate(result.curve, start=1)
        ],
        "cost_of_rules": [
            {
                "rule": cost.rule,
                "figure": portfolio_id(call.id, "rule", cost.rule, "cost"),
                "said": said_rule_cost(call, cost),
                "comes_in": list(cost.comes_in),
                "goes_out": list(cost.goes_out),
            }
            for cost in result.rules
        ],
        "near_choices": [
            {
                "figure": portfolio_id(call.id, "near", str(number), "value"),
                "said": said_alternative(call, near),
                "chosen": list(near.chosen),
            }
            for number, near in enumerate(result.alternatives, start=1)
        ],
        "cost_growth": [
            {
                "figure": portfolio_id(call.id, "drift", str(number), "share_over"),
                "said": said_drift(call, drift),
                "chosen": list(drift.chosen),
            }
            for number, drift in enumerate(result.drift)
        ],
    }


def _candidate(answer: Answered, one: Candidate, verdict: Verdict) -> Row:
    call = answer.portfolio
    names = ("verdict", "grant", "grant_share", "start", "adds", "change", "grant_limit")
    ids = {name: portfolio_id(call.id, name, one.id) for name in names}
    return {
        "candidate": one.id,
        "label": one.label,
        "partners": list(one.partners),
        "chosen": verdict.is_chosen,
        "reasons": [reason.kind.value for reason in verdict.reasons],
        "said": list(said_verdict(call, verdict)),
        "comes_in": list(verdict.comes_in),
        "goes_out": list(verdict.goes_out),
        "evidence": one.evidence.value,
        "source": one.source,
        "figures": {name: figure for name, figure in ids.items() if figure in answer.figures},
        "place": f"{one.origin.file}, line {one.origin.line}",
    }
