"""Correlated risks: ranks go together as stated, and nothing else changes."""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.appraisal_flows import Analysis, FlowKind
from accord.domain.appraisal_risks import Distribution, Risk, RiskCorrelation, RiskRun
from accord.errors import InputDataError
from accord.methods.appraisal.correlation import normal_correlation
from accord.methods.appraisal.figures import appraisal_figures
from accord.methods.appraisal.findings import findings
from accord.methods.appraisal.risk import RiskResult, simulate
from accord.methods.appraisal.running import appraise
from appraised import PARAMETERS, flow, line, project

LINES = (line("works", FlowKind.INVESTMENT, 100, 0), line("time", FlowKind.BENEFIT, 0, 121))
FACTORS = np.array([1.0, 1 / 1.1])
COST = Risk(
    id="cost", distribution=Distribution.TRIANGULAR, lines=("works",), source="invented",
    low=Decimal("0.8"), mode=Decimal(1), high=Decimal("1.8"),
)  # fmt: skip
USE = Risk(
    id="use", distribution=Distribution.NORMAL, lines=("time",), source="invented",
    mean=Decimal(1), deviation=Decimal("0.1"),
)  # fmt: skip
CALM = Risk(
    id="calm", distribution=Distribution.UNIFORM, lines=("time",), source="invented",
    low=Decimal("0.95"), high=Decimal("1.05"),
)  # fmt: skip


def pair(first: str, second: str, rank: str) -> RiskCorrelation:
    return RiskCorrelation(first=first, second=second, rank=Decimal(rank), source="invented")


def drawn(*pairs: RiskCorrelation, draws: int = 6_000, risks: tuple[Risk, ...] = (COST, USE)) -> RiskResult:
    return simulate(LINES, risks, RiskRun(draws=draws, seed=3), FACTORS, 0.1, correlations=pairs)


@pytest.mark.parametrize(("rank", "normal"), [(0, 0), (0.5, 0.517638), (-1, -1), (1, 1)])
def test_rank_correlation_becomes_that_of_normal_variables(rank: float, normal: float) -> None:
    assert normal_correlation(rank) == pytest.approx(normal, abs=1e-6)  # 2 sin(15 degrees) = 0.517638


@pytest.mark.parametrize("rank", ["-0.9", "-0.3", "0.6"])
def test_ranks_are_drawn_with_the_correlation_that_is_stated(rank: str) -> None:
    found = drawn(pair("use", "cost", rank))
    assert found.rank_correlations["use", "cost"] == pytest.approx(float(rank), abs=0.03)


def test_each_risk_is_drawn_to_the_same_values_as_before_and_the_mean_stays() -> None:
    alone, together = drawn(), drawn(pair("cost", "use", "0.7"))
    assert together.mean_factors == pytest.approx(alone.mean_factors, rel=1e-12)
    assert together.mean_npv == pytest.approx(alone.mean_npv, rel=1e-9)  # a sum over two lines
    assert together.independent is not None
    assert (together.independent.npv == alone.npv).all()


def test_costs_and_benefits_that_rise_together_narrow_the_spread_as_by_hand() -> None:
    # variance of 110 u - 100 c: 110^2 x 0.01 + 100^2 v - 2 x 110 x 100 x cov
    # with ranks at 1, both move as one: the spread is the difference of two sorted samples
    apart, same, against = drawn(), drawn(pair("cost", "use", "1")), drawn(pair("cost", "use", "-1"))
    variance = (0.8**2 + 1 + 1.8**2 - 0.8 * 1 - 0.8 * 1.8 - 1 * 1.8) / 18  # of the triangle: 0.0466667
    assert apart.npv.std() == pytest.approx(math.sqrt(110**2 * 0.01 + 100**2 * variance), rel=0.03)
    assert same.npv.std() < apart.npv.std() < against.npv.std()
    assert same.share_npv_below_zero is not None
    assert apart.share_npv_below_zero != same.share_npv_below_zero


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 99), normal=st.booleans())
def test_no_correlation_and_one_of_zero_change_no_bit(seed: int, normal: bool) -> None:
    run, risks = RiskRun(draws=200, seed=seed), (COST, USE if normal else CALM)
    plain = simulate(LINES, risks, run, FACTORS, 0.1)
    zero = simulate(LINES, risks, run, FACTORS, 0.1, correlations=[pair("cost", risks[1].id, "0")])
    assert (plain.npv == zero.npv).all()
    assert (plain.rates.rates == zero.rates.rates).all()
    assert zero.independent is None
    # what was drawn before there were correlations: triangular first, in the order of the names
    random = np.random.default_rng(seed)
    draws = {"calm": lambda: random.uniform(0.95, 1.05, 200), "use": lambda: random.normal(1, 0.1, 200)}
    first = draws["calm"]() if not normal else None
    cost = random.triangular(0.8, 1, 1.8, 200)
    other = draws["use"]() if first is None else first
    assert (np.stack((other, cost)).T @ np.array([[0, 121.0], [-100, 0]]) @ FACTORS == plain.npv).all()


def test_a_third_risk_keeps_its_draws_and_the_order_of_pairs_changes_nothing() -> None:
    pairs = (pair("cost", "use", "0.5"), pair("use", "calm", "-0.4"))
    found = drawn(*pairs, draws=500, risks=(COST, USE, CALM))
    turned = drawn(
        pair("calm", "use", "-0.4"), pair("use", "cost", "0.5"), draws=500, risks=(CALM, USE, COST)
    )
    assert (found.npv == turned.npv).all()


def test_correlations_that_contradict_each_other_are_refused_by_their_names() -> None:
    risks = (COST, USE, CALM, replace(CALM, id="far"))
    rows = (pair("cost", "use", "0.9"), pair("use", "calm", "0.9"), pair("cost", "calm", "-0.9"))
    spec = project(
        flow("works", FlowKind.INVESTMENT, 2026, 100), flow("time", FlowKind.BENEFIT, 2027, 121),
        last_year=2027, risks=risks, correlations=(*rows, pair("far", "use", "0")),
    )  # fmt: skip
    with pytest.raises(InputDataError, match="ACC-956") as refused:
        appraise(spec, PARAMETERS)
    said = str(refused.value)
    assert "cost and use 0.9; use and calm 0.9; cost and calm -0.9" in said
    assert "far" not in said
    # of three uniform risks 0.49, 0.49 and -0.49 are possible (a linear programme on a grid of 12 finds one):
    # refused because normal variables cannot, 1 - 2 x 0.5075 < 0, and that is what is said
    near = (pair("cost", "use", "0.49"), pair("use", "calm", "0.49"), pair("cost", "calm", "-0.49"))
    with pytest.raises(InputDataError, match=r"2 sin\(pi r / 6\).*lowest eigenvalue is -0\.015"):
        appraise(replace(spec, correlations=near), PARAMETERS)
    appraise(replace(spec, correlations=(*rows[:2], pair("cost", "calm", "0.7"))), PARAMETERS)
    appraise(replace(spec, correlations=(pair("cost", "use", "1"),)), PARAMETERS)  # on the border


def test_a_correlation_of_risks_that_no_analysis_draws_together_is_a_finding() -> None:
    flows = (flow("works", FlowKind.INVESTMENT, 2026, 100), flow("time", FlowKind.BENEFIT, 2027, 121),
             flow("upkeep", FlowKind.MAINTENANCE, 2027, 1, analysis=Analysis.FINANCIAL))  # fmt: skip
    far = replace(CALM, lines=("upkeep",))
    spec = project(*flows, last_year=2027, risks=(COST, USE, far), risk_run=RiskRun(draws=10),
                   correlations=(pair("use", "calm", "0.5"), pair("cost", "use", "0.5")))  # fmt: skip
    said = [text for text in findings(appraise(spec, PARAMETERS)) if "correlation" in text]
    assert said == ["the correlation of use and calm changes nothing: no analysis has lines of both risks"]


def test_figures_say_what_correlation_did() -> None:
    spec = project(
        flow("works", FlowKind.INVESTMENT, 2026, 100), flow("time", FlowKind.BENEFIT, 2027, 121),
        last_year=2027, risks=(COST, USE), correlations=(pair("cost", "use", "0.8"),),
        risk_run=RiskRun(draws=2000),
    )  # fmt: skip
    figures = {
        figure.id.removeprefix("appraisal.hill.risk."): figure
        for figure in appraisal_figures(appraise(spec, PARAMETERS))
    }
    below = figures["irr_below_rate.economic"]
    apart = figures["irr_below_rate_if_independent.economic"]
    assert below.value is not None
    assert apart.value is not None
    assert below.value != apart.value
    assert "cost and use: rank correlation 0.8, drawn 0." in below.reason
    assert float(figures["rank_correlation.cost.use.economic"].value or 0) == pytest.approx(0.8, abs=0.03)
