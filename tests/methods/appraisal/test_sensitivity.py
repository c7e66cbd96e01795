"""Sensitivity and switching values, worked by hand: cost 100 now, benefits 66 and 66, at 10 %."""

from __future__ import annotations

import numpy as np
import pytest

from accord.domain.appraisal_flows import FlowKind
from accord.methods.appraisal.sensitivity import sensitivities, variables
from appraised import line

FACTORS = np.array([1.0, 1 / 1.1, 1 / 1.21])
LINES = (
    line("works", FlowKind.INVESTMENT, 100, 0, 0),
    line("time", FlowKind.BENEFIT, 0, 55, 60.5),  # present value 50 + 50 = 100
    line("safety", FlowKind.BENEFIT, 0, 11, 12.1),  # present value 10 + 10 = 20
)


def test_elasticities_and_switching_values_by_hand() -> None:
    found = {each.variable: each for each in sensitivities(LINES, FACTORS, 0.2)}
    works = found["works"]  # net present value 20; one per cent dearer: 19, so -5 per cent
    assert works.elasticity == pytest.approx(-5)
    assert works.switching == pytest.approx(0.2)  # 20 % dearer: 0
    assert (works.low, works.high) == pytest.approx((40, 0))
    assert works.is_critical
    assert found["time"].switching == pytest.approx(-0.2)
    assert found["safety"].switching == pytest.approx(-1)
    assert found["all benefit"].switching == pytest.approx(-1 / 6)
    assert not any(name.startswith("all inv") for name in found)


def test_what_cannot_turn_the_result_says_so() -> None:
    lines = (
        LINES[0],
        LINES[1],
        line("small", FlowKind.BENEFIT, 0, 1.1, 0),
        line("none", FlowKind.BENEFIT, 0, 0, 0),
    )
    found = {each.variable: each for each in sensitivities(lines, FACTORS, 0.2)}
    assert found["none"].switching is None
    assert found["none"].reason == "unreachable: its present value is zero"
    assert found["small"].switching == pytest.approx(-1)


def test_a_benefit_too_small_to_matter_is_unreachable() -> None:
    lines = (*LINES, line("tiny", FlowKind.BENEFIT, 0, 1.1, 0))
    found = {each.variable: each for each in sensitivities(lines, FACTORS, 0.2)}
    assert found["tiny"].switching is None
    assert "not even without it" in found["tiny"].reason


def test_a_residual_value_moves_with_its_investment() -> None:
    lines = (*LINES, line("residual.works", FlowKind.RESIDUAL, 0, 0, 24.2, follows="works"))
    assert variables(lines)["works"] == ("works", "residual.works")
    assert "residual.works" not in variables(lines)
    found = {each.variable: each for each in sensitivities(lines, FACTORS, 0.2)}
    assert found["works"].present_value == pytest.approx(-80)  # -100 + 24.2 / 1.21
    assert found["works"].switching == pytest.approx(0.5)  # 40 / 80


def test_the_value_is_zero_after_each_switching_change() -> None:
    net = sum(float(np.dot([float(amount) for amount in each.signed], FACTORS)) for each in LINES)
    for each in sensitivities(LINES, FACTORS, 0.2):
        if each.switching is not None:
            assert net + each.switching * each.present_value == pytest.approx(0, abs=1e-9)


def test_a_value_of_zero_has_no_elasticity() -> None:
    lines = (line("works", FlowKind.INVESTMENT, 50, 0, 0), line("time", FlowKind.BENEFIT, 0, 55, 0))
    found = sensitivities(lines, FACTORS, 0.2)
    assert [each.elasticity for each in found] == [None, None]
