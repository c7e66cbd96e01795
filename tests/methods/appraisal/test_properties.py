"""What holds for every project: order, scale and a further benefit."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from accord.domain.appraisal_flows import Analysis, CashFlow, FlowKind
from accord.domain.appraisal_risks import Distribution, Risk, RiskRun
from accord.methods.appraisal.figures import appraisal_figures
from accord.methods.appraisal.results import AnalysisResult
from accord.methods.appraisal.running import appraise
from appraised import PARAMETERS, decimals, flow, project

AMOUNTS = st.lists(st.integers(0, 500), min_size=4, max_size=4)


def flows_of(cost: int, upkeep: list[int], gain: list[int], scale: int = 1) -> tuple[CashFlow, ...]:
    return (
        flow("works", FlowKind.INVESTMENT, 2026, cost * scale),
        flow("upkeep", FlowKind.MAINTENANCE, 2027, *(amount * scale for amount in upkeep)),
        flow("time", FlowKind.BENEFIT, 2027, *(amount * scale for amount in gain)),
        flow("safety", FlowKind.BENEFIT, 2028, 0.1 * scale, 0.7 * scale),
    )


def economic(*flows: CashFlow) -> AnalysisResult:
    return appraise(project(*flows), PARAMETERS).analyses[Analysis.ECONOMIC]


@settings(max_examples=25, deadline=None)
@given(cost=st.integers(1, 900), upkeep=AMOUNTS, gain=AMOUNTS, scale=st.sampled_from([2, 10, 1000]))
def test_the_scale_of_amounts_moves_the_value_and_no_ratio(
    cost: int, upkeep: list[int], gain: list[int], scale: int
) -> None:
    small = economic(*flows_of(cost, upkeep, gain)).declared
    large = economic(*flows_of(cost, upkeep, gain, scale)).declared
    assert large.values.net == pytest.approx(scale * small.values.net, abs=1e-9 * scale)
    for name, ratio in small.ratios.items():
        assert large.ratios[name] == pytest.approx(ratio)


@settings(max_examples=25, deadline=None)
@given(cost=st.integers(1, 900), gain=AMOUNTS, scale=st.sampled_from([2, 10, 1000]))
def test_the_scale_of_amounts_moves_no_rate_of_return(cost: int, gain: list[int], scale: int) -> None:
    small = economic(*flows_of(cost, [0] * 4, gain)).returns
    large = economic(*flows_of(cost, [0] * 4, gain, scale)).returns
    assert large.count is small.count
    assert large.roots == pytest.approx(small.roots, abs=1e-11)


@settings(max_examples=25, deadline=None)
@given(cost=st.integers(1, 900), upkeep=AMOUNTS, gain=AMOUNTS, more=AMOUNTS)
def test_a_further_benefit_never_lowers_the_value(
    cost: int, upkeep: list[int], gain: list[int], more: list[int]
) -> None:
    assume(any(more))
    flows = flows_of(cost, upkeep, gain)
    before = economic(*flows).at
    after = economic(*flows, flow("more", FlowKind.BENEFIT, 2027, *more)).at
    assert all(after[rate].values.net > before[rate].values.net for rate in before)


@settings(max_examples=10, deadline=None)
@given(cost=st.integers(1, 900), gain=AMOUNTS, seed=st.integers(0, 99))
def test_the_order_of_lines_and_risks_changes_no_digit(cost: int, gain: list[int], seed: int) -> None:
    flows = list(flows_of(cost, [1, 2, 3, 4], gain))
    risks = [
        Risk(
            id=name,
            distribution=Distribution.UNIFORM,
            lines=(name,),
            source="invented",
            low=decimals(0.8)[0],
            high=decimals(1.3)[0],
        )
        for name in ("works", "time", "safety")
    ]

    def values() -> dict[str, object]:
        spec = project(*flows, risks=tuple(risks), risk_run=RiskRun(draws=50))
        return {figure.id: figure.value for figure in appraisal_figures(appraise(spec, PARAMETERS))}

    before = values()
    shuffled = random.Random(seed)
    shuffled.shuffle(flows)
    shuffled.shuffle(risks)
    assert values() == before
