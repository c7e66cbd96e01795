"""Delays: the two shares that a source states are kept, and the tail is as heavy as is said."""

from __future__ import annotations

import math
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.methods.network.delays import drawn_delays, mean_delay
from made_up_networks import profile


def test_the_mean_of_a_log_normal_delay_is_the_one_computed_by_hand() -> None:
    # z(0.4) = -0.253347, z(0.8) = 0.841621; sigma = ln 3 / 1.094968 = 1.003328,
    # mu = ln 20 + 0.253347 sigma = 3.249922; mean = exp(mu + sigma^2 / 2) = exp(3.753256) = 42.66.
    assert mean_delay(profile("slow", "20", "60")) == pytest.approx(42.66, abs=0.01)


def test_the_mean_with_a_pareto_tail_adds_body_and_tail() -> None:
    # Tail above 60 with index 1.5: 0.2 x 60 x 1.5 / 0.5 = 36. Body: 42.66 x Phi(0.841621 - 1.003328)
    # = 42.66 x Phi(-0.161707) = 42.66 x 0.435768 = 18.59. Together 54.59.
    assert mean_delay(profile("slow", "20", "60", tail="1.5")) == pytest.approx(54.59, abs=0.02)


def test_draws_keep_the_shares_and_have_the_tail() -> None:
    drawn = drawn_delays(profile("slow", "20", "60", tail="1.5"), np.random.default_rng(1), 200_000)
    assert (drawn <= 20).mean() == pytest.approx(0.4, abs=0.005)
    assert (drawn <= 60).mean() == pytest.approx(0.8, abs=0.005)
    # P(X > 600) = 0.2 x (60 / 600) ** 1.5 = 0.00632; the log-normal one has 0.0009.
    assert (drawn > 600).mean() == pytest.approx(0.00632, rel=0.1)
    light = drawn_delays(profile("slow", "20", "60"), np.random.default_rng(1), 200_000)
    assert (light > 600).mean() < 0.0015
    assert light.mean() == pytest.approx(mean_delay(profile("slow", "20", "60")), rel=0.02)


@given(st.integers(1, 100), st.integers(1, 200), st.integers(11, 40))
def test_the_mean_is_positive_and_grows_with_the_tail(lower: int, more: int, index: int) -> None:
    ends = str(lower), str(lower + more)
    light = mean_delay(profile("x", *ends, tail=str(Decimal(index + 1) / 10)))
    heavy = mean_delay(profile("x", *ends, tail=str(Decimal(index) / 10)))
    assert 0 < light < heavy
    assert math.isfinite(heavy)
