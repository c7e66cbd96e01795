"""Rates of return of many rows at once, against the exact count of single rows."""

from __future__ import annotations

import time

import numpy as np
import pytest

from accord.methods.appraisal.drawn_rates import drawn_rates
from accord.methods.appraisal.rates_of_return import rates_of_return


def test_rows_with_one_several_and_no_rate_are_told_apart() -> None:
    flows = np.array([[-100, 330, -362, 132], [-100, 0, 0, 133.1], [-1, -1, -1, -1], [-100.0, 20, 20, 20]])
    found = drawn_rates(flows)
    assert (found.none, found.many) == (1, 1)
    assert np.isnan(found.rates[[0, 2]]).all()
    assert found.rates[1] == pytest.approx(0.1, abs=1e-12)
    assert found.rates[3] == pytest.approx(rates_of_return(flows[3].tolist()).rate, abs=1e-12)


def test_rows_agree_with_the_exact_method() -> None:
    random = np.random.default_rng(5)
    flows = random.normal(8, 10, (200, 12))
    flows[:, 0] = -60
    found = drawn_rates(flows)
    compared = 0
    for row, rate in zip(flows, found.rates, strict=True):
        exact = [root for root in rates_of_return(row.tolist()).roots if -0.9 < root < 10]
        if len(exact) == 1:
            assert rate == pytest.approx(exact[0], abs=1e-10)
            compared += 1
    assert compared > 100


def test_ten_thousand_draws_of_eleven_projects_take_less_than_two_seconds() -> None:
    random = np.random.default_rng(3)
    base = np.array([-30.0, -40, -30, *(7 * 1.015**year for year in range(37))])
    shape = (10_000, 1)
    projects = [
        base * np.where(base < 0, random.uniform(0.8, 1.6, shape), random.uniform(0.6, 1.2, shape))
        for _ in range(11)
    ]
    began = time.process_time()  # what others compute at the same time does not count
    counts = [drawn_rates(flows) for flows in projects]
    assert time.process_time() - began < 2
    assert all(np.isfinite(found.rates).all() for found in counts)
