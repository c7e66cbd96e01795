"""Monte Carlo risk: seeded, its means by hand, failures counted."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from accord.domain.appraisal_flows import FlowKind
from accord.domain.appraisal_risks import Distribution, Risk, RiskRun
from accord.methods.appraisal.risk import simulate
from appraised import line

LINES = (line("works", FlowKind.INVESTMENT, 100, 0), line("time", FlowKind.BENEFIT, 0, 121))
FACTORS = np.array([1.0, 1 / 1.1])


def risk(distribution: Distribution, name: str = "works", **keys: str) -> Risk:
    numbers = {key: Decimal(value) for key, value in keys.items()}
    return Risk(id="r", distribution=distribution, lines=(name,), source="invented", **numbers)  # type: ignore[arg-type]


def test_a_triangular_factor_has_the_mean_of_its_corners() -> None:
    """The rail case of the guide of 2008 draws cost from triangular(0.9, 1, 3): mean (0.9 + 1 + 3) / 3."""
    skewed = risk(Distribution.TRIANGULAR, low="0.9", mode="1", high="3")
    found = simulate(LINES, [skewed], RiskRun(draws=40_000, seed=2), FACTORS, 0.1)
    assert found.mean_factors["r"] == pytest.approx(1.6333, abs=0.01)
    assert found.mean_npv == pytest.approx(110 - 163.33, abs=1)


def test_shares_of_a_uniform_factor_by_hand() -> None:
    # the value is 110 - 100 f, below zero for f above 1.1: half of 0.9 to 1.3; then the rate is below 10 %
    found = simulate(
        LINES, [risk(Distribution.UNIFORM, low="0.9", high="1.3")], RiskRun(draws=40_000), FACTORS, 0.1
    )
    assert found.share_npv_below_zero == pytest.approx(0.5, abs=0.01)
    assert found.share_rate_below == found.share_npv_below_zero
    assert found.npv_percentiles[50] == pytest.approx(0, abs=0.5)
    assert found.rate_percentiles[5] == pytest.approx(121 / 128 - 1, abs=0.003)  # 5 % of draws have f > 1.28


def test_draws_with_a_negative_factor_fail_and_are_counted() -> None:
    wide = risk(Distribution.NORMAL, mean="1", deviation="1")
    found = simulate(LINES, [wide], RiskRun(draws=20_000), FACTORS, 0.1)
    assert found.failed / 20_000 == pytest.approx(0.1587, abs=0.01)  # normal: below -1 deviation
    assert len(found.npv) == 20_000 - found.failed


def test_the_same_seed_gives_the_same_draws() -> None:
    drawn = [
        simulate(
            LINES, [risk(Distribution.NORMAL, mean="1", deviation="0.1")], RiskRun(seed=seed), FACTORS, 0.1
        )
        for seed in (7, 7, 8)
    ]
    assert drawn[0].mean_npv == drawn[1].mean_npv
    assert drawn[0].mean_npv != drawn[2].mean_npv


def test_when_every_draw_fails_nothing_is_known() -> None:
    hopeless = Risk(
        id="r",
        distribution=Distribution.NORMAL,
        lines=("works",),
        source="invented",
        mean=Decimal(-50),
        deviation=Decimal("0.1"),
    )
    found = simulate(LINES, [hopeless], RiskRun(draws=50), FACTORS, 0.1)
    assert (found.failed, found.mean_npv, found.share_npv_below_zero, found.share_rate_below) == (
        50,
        None,
        None,
        None,
    )


def test_draws_without_a_rate_of_return_are_counted() -> None:
    costs = (line("works", FlowKind.INVESTMENT, 100, 0), line("time", FlowKind.BENEFIT, 0, 0))
    found = simulate(
        costs, [risk(Distribution.UNIFORM, low="0.9", high="1.1")], RiskRun(draws=100), FACTORS, 0.1
    )
    assert found.rates.none == 100
    assert found.share_rate_below is None
    assert found.share_npv_below_zero == 1


def test_a_residual_value_is_drawn_with_its_investment() -> None:
    lines = (
        line("works", FlowKind.INVESTMENT, 100, 0),
        line("residual.works", FlowKind.RESIDUAL, 0, 110, follows="works"),
    )
    found = simulate(
        lines, [risk(Distribution.UNIFORM, low="0.5", high="2")], RiskRun(draws=100), FACTORS, 0.1
    )
    assert np.abs(found.npv).max() < 1e-9
