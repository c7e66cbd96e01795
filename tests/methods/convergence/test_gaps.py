"""Gaps to a benchmark."""

from __future__ import annotations

from math import exp, log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.commitment import Direction
from accord.domain.indicator import Scale
from accord.methods.convergence.benchmarks import benchmark_path
from accord.methods.convergence.gaps import GapPoint, gap_points
from methods.convergence.making import indicator, made_series, mean_of


def gap(
    scale: Scale,
    own: float,
    other: float,
    *,
    errors: dict[str, float] | None = None,
    direction: Direction | None = Direction.HIGHER,
) -> GapPoint:
    series = made_series(indicator(scale, direction), {"PPP": {2020: own}, "AAA": {2020: other}}, errors)
    path = benchmark_path(mean_of("AAA"), series)
    (point,) = gap_points(series[1], path, level=0.9)
    return point


def test_a_difference_with_the_errors_of_both() -> None:
    # By hand: 1 - 3 = -2; sqrt(.3^2 + .4^2) = .5; 1.644854 * .5 = .822427.
    found = gap(Scale.INTERVAL, 1, 3, errors={"PPP": 0.3, "AAA": 0.4})
    assert (found.gap, found.advantage, found.std_error) == pytest.approx((-2, -2, 0.5))
    assert (found.lower, found.upper) == pytest.approx((-2.822427, -1.177573))


def test_a_ratio_with_the_errors_of_both() -> None:
    # By hand: 20 / 50 = .4; relative errors 3 / 20 and 10 / 50, together .25; .4 exp(-+ 1.644854 * .25).
    found = gap(Scale.RATIO, 20, 50, errors={"PPP": 3, "AAA": 10})
    assert found.gap == pytest.approx(0.4)
    assert found.std_error == pytest.approx(0.25)
    assert found.lower == pytest.approx(0.4 * exp(-1.644854 * 0.25), abs=1e-6)
    assert found.distance == pytest.approx(log(0.4))


def test_where_less_is_better_more_is_behind() -> None:
    assert gap(Scale.RATIO, 20, 10, direction=Direction.LOWER).advantage == pytest.approx(-log(2))
    assert gap(Scale.INTERVAL, 5, 7, direction=Direction.LOWER).advantage == 2
    assert gap(Scale.INTERVAL, 5, 7, direction=None).advantage is None


def test_the_error_of_a_member_enters_its_mean_too() -> None:
    # By hand: y - (y + x) / 2 = (y - x) / 2, so that the error is sqrt(.6^2 + .8^2) / 2 = .5.
    series = made_series(indicator(), {"PPP": {2020: 1}, "AAA": {2020: 3}}, {"PPP": 0.6, "AAA": 0.8})
    path = benchmark_path(mean_of("PPP", "AAA"), series)
    assert gap_points(series[1], path, level=0.9)[0].std_error == pytest.approx(0.5)


def test_zero_has_a_ratio_and_no_logarithm() -> None:
    found = gap(Scale.RATIO, 0, 10)
    assert (found.gap, found.advantage, found.lower) == (0, None, None)


def test_an_error_that_is_not_stated_gives_no_interval() -> None:
    found = gap(Scale.INTERVAL, 1, 3, errors={"AAA": 0.4})
    assert (found.lower, found.upper, found.std_error) == (None, None, None)


def test_words_have_no_differences() -> None:
    with pytest.raises(ValueError, match="ordinal"):
        gap(Scale.ORDINAL, 1, 3)


@given(st.floats(1, 100), st.floats(1, 100), st.floats(0.01, 100))
def test_a_ratio_does_not_depend_on_the_unit(own: float, other: float, unit: float) -> None:
    errors = {"PPP": 0.5, "AAA": 0.25}
    one = gap(Scale.RATIO, own, other, errors=errors)
    two = gap(Scale.RATIO, own * unit, other * unit, errors={code: e * unit for code, e in errors.items()})
    assert two.gap == pytest.approx(one.gap, rel=1e-6)
    assert two.std_error == pytest.approx(one.std_error, rel=1e-6)


@given(st.floats(-9, 9), st.floats(-9, 9), st.floats(-50, 50))
def test_a_difference_does_not_depend_on_the_origin(own: float, other: float, origin: float) -> None:
    one, two = gap(Scale.INTERVAL, own, other), gap(Scale.INTERVAL, own + origin, other + origin)
    assert two.gap == pytest.approx(one.gap, abs=1e-9)


def test_the_member_correction_never_gives_a_negative_variance() -> None:
    series = made_series(indicator(), {"PPP": {2020: 1}}, {"PPP": sqrt(2)})
    assert gap_points(series[0], benchmark_path(mean_of("PPP"), series), level=0.9)[0].std_error == 0


def test_a_ratio_whose_errors_are_larger_than_its_values_has_no_interval_and_does_not_fail() -> None:
    # Relative error 1 / .001 = 1000: exp(1.64 * 1000) is no number, and the delta method says nothing there.
    found = gap(Scale.RATIO, 0.001, 5, errors={"PPP": 1, "AAA": 0.1})
    assert (found.gap, found.lower, found.upper) == (0.001 / 5, None, None)
    assert found.std_error == pytest.approx(1000, rel=1e-3)


@pytest.mark.parametrize("scale", [Scale.RATIO, Scale.INTERVAL])
def test_equal_values_are_at_the_benchmark_whatever_floating_numbers_make_of_their_mean(scale: Scale) -> None:
    members = [f"M{n:02}" for n in range(20)]
    series = made_series(indicator(scale), {name: {2020: 4.0} for name in ("PPP", *members)})
    path = benchmark_path(mean_of(*members), series)
    (point,) = gap_points(next(one for one in series if one.partner == "PPP"), path, level=0.9)
    assert point.advantage == 0
