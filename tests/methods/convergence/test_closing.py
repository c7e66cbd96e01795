"""Years until a gap closes, with interval, and the words where there is no number."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.methods.convergence import closing as closing_module
from accord.methods.convergence.closing import Closing, Outcome, years_to_close
from accord.methods.convergence.student import t_quantile
from accord.methods.convergence.trends import Trend

WIGGLE = (0.1, -0.2, 0.15, 0.05, -0.1, 0.1, -0.15, 0.05, 0.1, -0.1)


def close(gaps: list[float], error: float | None = None) -> Closing:
    times = [2010.5 + n for n in range(len(gaps))]
    return years_to_close(times, gaps, [error] * len(gaps), level=0.9)


def test_an_exact_line_closes_when_it_meets_nought() -> None:
    # By hand: -10, -9 ... -3 rises by 1 in a year; 3 years are left, without any doubt.
    found = close([-10.0, -9, -8, -7, -6, -5, -4, -3])
    assert found.outcome is Outcome.YEARS
    assert (found.point, found.lower, found.upper) == pytest.approx((3, 3, 3))


@pytest.mark.parametrize("now", [0.0, 0.5])
def test_at_or_beyond_the_benchmark_the_gap_is_closed(now: float) -> None:
    found = close([-3.0, -2, -2, -1, -1, now])
    assert (found.outcome, found.point, found.lower) == (Outcome.CLOSED, None, None)


def test_a_gap_that_surely_grows_never_closes() -> None:
    found = close([-n - w for n, w in zip(range(1, 11), WIGGLE, strict=True)])
    assert found.outcome is Outcome.NEVER
    assert found.pace_upper is not None
    assert found.pace_upper < 0
    assert "grows" in found.reason


def test_a_gap_that_stands_still_to_the_last_digit_never_closes() -> None:
    found = close([-0.3] * 8)
    assert found.outcome is Outcome.NEVER
    assert "stands still" in found.reason


def test_a_pace_within_doubt_has_a_first_year_and_no_last() -> None:
    found = close([-5 + 0.01 * n + 3 * w for n, w in zip(range(10), WIGGLE, strict=True)])
    assert found.outcome is Outcome.CANNOT_SAY
    assert found.runs_to_never
    assert found.lower is not None
    assert found.lower > 0
    assert found.pace_lower is not None
    assert found.pace_lower < 0


def test_a_gap_that_grows_within_doubt_still_has_a_first_year() -> None:
    found = close([-5 - 0.01 * n + 3 * w for n, w in zip(range(10), WIGGLE, strict=True)])
    assert (found.outcome, found.point) == (Outcome.CANNOT_SAY, None)
    assert found.runs_to_never


def test_too_few_periods_say_nothing() -> None:
    found = close([-5.0, -4, -3, -2, -1])
    assert (found.outcome, found.lower, found.trend) == (Outcome.CANNOT_SAY, None, None)
    assert "compared: 5" in found.reason


def test_the_ends_are_where_the_gap_is_no_longer_distinguishable_from_nought() -> None:
    # The definition itself, checked at both ends: (g + bY)^2 = t^2 (v + 2cY + s^2 Y^2).
    found = close([-10 + n + w for n, w in zip(range(9), WIGGLE, strict=False)], 0.4)
    trend = found.trend
    assert trend is not None
    quantile, error = trend.quantile_and_error(0.9)
    for years in (found.lower, found.upper):
        assert years is not None
        now = -10 + 8 + WIGGLE[8]
        away = (now + trend.slope * years) ** 2
        spread = 0.16 + 2 * trend.last_weight * 0.16 * years + error**2 * years**2
        assert away == pytest.approx(quantile**2 * spread, rel=1e-6)


def test_without_error_of_measurement_the_ends_are_the_gap_divided_by_the_ends_of_the_pace() -> None:
    found = close([-10 + n + w for n, w in zip(range(9), WIGGLE, strict=False)])
    now = -10 + 8 + WIGGLE[8]
    assert found.pace_lower is not None
    assert found.pace_upper is not None
    assert found.lower == pytest.approx(-now / found.pace_upper)
    assert found.upper == pytest.approx(-now / found.pace_lower)


def test_a_gap_within_its_error_may_close_at_once() -> None:
    found = close([-5.0, -4.1, -3.2, -2.1, -1.1, -0.1], 0.5)
    assert found.lower == 0


@given(
    st.lists(st.integers(-60, 40), min_size=6, max_size=12).filter(lambda v: len(set(v)) > 2 and v[-1] != 0),
    st.integers(1, 50),
    st.integers(-30, 30),
)
def test_unit_and_calendar_change_nothing(values: list[int], unit: int, shift: int) -> None:
    gaps = [float(value) for value in values]
    times = [2010.5 + n for n in range(len(gaps))]
    one = years_to_close(times, gaps, level=0.9)
    two = years_to_close([t + shift for t in times], [unit * gap for gap in gaps], level=0.9)
    assert two.outcome is one.outcome
    for before, after in ((one.point, two.point), (one.lower, two.lower), (one.upper, two.upper)):
        assert (before is None) == (after is None)
        assert before is None or after == pytest.approx(before, rel=1e-5, abs=1e-6)


@given(
    st.lists(st.floats(-20, -1), min_size=6, max_size=12),
)
def test_the_interval_holds_the_point_and_more_confidence_never_narrows_it(gaps: list[float]) -> None:
    times = [2010.5 + n for n in range(len(gaps))]
    small, large = (years_to_close(times, gaps, level=level) for level in (0.8, 0.95))
    if small.point is not None and small.lower is not None:
        assert small.lower <= small.point * (1 + 1e-9)
        assert small.upper is None or small.upper >= small.point * (1 - 1e-9)
    if large.lower is not None and small.lower is not None:
        assert large.lower <= small.lower * (1 + 1e-9)
    if large.outcome is Outcome.YEARS:
        assert small.outcome is Outcome.YEARS


def test_the_interval_of_years_holds_the_true_years(monkeypatch: pytest.MonkeyPatch) -> None:
    # 1,000 draws of a gap (true -2, error .3) and a pace (true .1, error .02, 8 degrees): truth is 20 years.
    random = np.random.default_rng(5)
    held = 0
    base = Trend(slope=0.0, std_error=0.0, degrees=8.0, correlation=0.0, last_weight=0.0, n=10)
    for _ in range(1000):
        pace = 0.1 + 0.02 * random.standard_normal()
        error = 0.02 * sqrt(random.chisquare(8) / 8)
        drawn = replace(base, slope=float(pace), std_error=float(error))
        monkeypatch.setattr(closing_module, "linear_trend", lambda *_, drawn=drawn: drawn)
        # The stated error of the gap is known here, and t for 8 degrees is a little wide for it.
        gaps = [-3.0, float(-2 + 0.3 * random.standard_normal())]
        found = years_to_close([2019.5, 2020.5], gaps, [0.3, 0.3], level=0.9)
        held += found.lower is not None and found.lower <= 20 <= (found.upper or float("inf"))
    assert 0.88 <= held / 1000 <= 0.95
    assert t_quantile(0.95, 8) == pytest.approx(1.86, abs=1e-3)
