"""Quantiles of Student's distribution."""

from __future__ import annotations

from math import inf, pi, sqrt, tan
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.methods.convergence.student import t_quantile


@pytest.mark.parametrize(
    ("share", "degrees", "expected"),
    [(0.975, 10, 2.228), (0.95, 4, 2.132), (0.975, 30, 2.042), (0.95, 120, 1.658), (0.995, 3, 5.841)],
)
def test_quantiles_are_those_of_the_printed_table(share: float, degrees: float, expected: float) -> None:
    # Table of percentage points of the t distribution as in any textbook (three decimals).
    assert t_quantile(share, degrees) == pytest.approx(expected, abs=5e-4)


@given(st.floats(0.5001, 0.9999))
def test_one_and_two_degrees_have_closed_forms(share: float) -> None:
    # Cauchy: tan(pi (p - 1/2)); two degrees: (2p - 1) / sqrt(2 p (1 - p)).
    assert t_quantile(share, 1) == pytest.approx(tan(pi * (share - 0.5)), rel=1e-9)
    assert t_quantile(share, 2) == pytest.approx((2 * share - 1) / sqrt(2 * share * (1 - share)), rel=1e-9)


@given(st.floats(0.01, 0.99), st.floats(0.5, 500))
def test_the_distribution_is_symmetric_and_wider_than_the_normal(share: float, degrees: float) -> None:
    quantile = t_quantile(share, degrees)
    assert quantile == pytest.approx(-t_quantile(1 - share, degrees), abs=1e-6)
    assert abs(quantile) >= abs(NormalDist().inv_cdf(share)) - 1e-6


def test_without_end_of_degrees_it_is_the_normal_distribution() -> None:
    assert t_quantile(0.95, inf) == pytest.approx(1.644854, abs=1e-6)
    assert t_quantile(0.95, 1e6) == pytest.approx(1.644854, abs=1e-5)


@pytest.mark.parametrize(("share", "degrees"), [(0, 3), (1, 3), (0.5, 0), (0.9, -1)])
def test_what_lies_outside_is_refused(share: float, degrees: float) -> None:
    with pytest.raises(ValueError, match="are needed"):
        t_quantile(share, degrees)
