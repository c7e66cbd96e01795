"""Every number of a portfolio is a figure that leads to the cells it comes from."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from accord.domain.portfolio_questions import CostDrift, DriftDistribution, PortfolioQuestions
from accord.domain.portfolio_rules import RuleKind
from accord.methods.portfolio.figures import portfolio_figures
from accord.methods.portfolio.naming import PORTFOLIO_METHOD, joint_key, rule_key
from accord.methods.portfolio.running import choose_portfolio
from methods.portfolio.calls import call, candidate, envelope, joint, rule

pytest.importorskip("scipy")

DRIFT = CostDrift(
    distribution=DriftDistribution.STATED, source="invented", factors=(Decimal("1.5"),), draws=2
)
PORTFOLIO = call(
    [candidate("a", 5, 8), candidate("b", 4, None), candidate("c", 4, 1), candidate("d", 8, 9)],
    envelope(10),
    rule(RuleKind.NUMBER_AT_MOST, 2),
    joint=(joint("road", ("b", "c"), 0, 7, 0, 7),),
    years=(2030, 2031),
    questions=PortfolioQuestions(drift=DRIFT, near_share=Decimal("0.5")),
)
CELLS = {
    **{(one, "benefit"): f"cell.{one}.benefit" for one in "abcd"},
    **{(one, "grant"): f"cell.{one}.grant" for one in "abcd"},
    rule_key("envelope"): "cell.rule.envelope",
    joint_key("road"): "cell.joint.road",
    ("call", "title"): "cell.call.title",
}


def figures() -> dict[str, object]:
    """The figures by id."""
    return {one.id: one for one in portfolio_figures(PORTFOLIO, choose_portfolio(PORTFOLIO), CELLS)}


def test_ids_are_unique_and_inputs_are_cells_or_figures() -> None:
    rows = portfolio_figures(PORTFOLIO, choose_portfolio(PORTFOLIO), CELLS)
    ids = [one.id for one in rows]
    assert len(ids) == len(set(ids))
    known = {*ids, *CELLS.values()}
    for one in rows:
        assert one.method == PORTFOLIO_METHOD
        assert one.id.startswith("portfolio.harbour.")
        assert one.inputs
        assert {row.id for row in one.inputs} <= known


def test_the_benefit_comes_from_the_benefits_of_the_chosen_and_what_they_bring_together() -> None:
    """a brings 8, b brings 7 as part of the road; b has no benefit of its own, its cell says so."""
    rows = portfolio_figures(PORTFOLIO, choose_portfolio(PORTFOLIO), CELLS)
    value = next(one for one in rows if one.id == "portfolio.harbour.value")
    assert (value.value, value.unit) == (Decimal(15), "EUR million")
    assert [row.id for row in value.inputs] == [
        "cell.a.benefit",
        "cell.b.benefit",
        "cell.joint.road",
        "cell.rule.envelope",
    ]
    assert value.parameters["years"] == "2030 to 2031"


def test_every_answer_has_its_figures() -> None:
    found = set(figures())
    for part in (
        "standing", "bound", "gap", "grants", "leverage.loans_per_grant", "grant.a", "grant_share.a",
        "start.a", "paid.a.2030", "adds.b", "verdict.d", "change.d", "grant_limit.d", "step.gain",
        "step.value", "curve.1.value", "rule.envelope.cost", "rule.envelope.used", "rule.envelope.shadow",
        "near.1.value", "drift.0.mean_regret", "drift.0.share_over",
    ):  # fmt: skip
        assert f"portfolio.harbour.{part}" in found


def test_a_call_that_cannot_be_met_has_a_figure_that_says_why() -> None:
    portfolio = replace(PORTFOLIO, rules=(envelope(1), rule(RuleKind.MUST_INCLUDE, candidate="a")))
    rows = portfolio_figures(portfolio, choose_portfolio(portfolio), {})
    standing = rows[0]
    assert (standing.id, standing.value) == ("portfolio.harbour.standing", "impossible")
    assert standing.parameters["conflict"] == "envelope, must_include"
    assert {one.id for one in rows[1:]} == {f"portfolio.harbour.verdict.{name}" for name in "abcd"}
