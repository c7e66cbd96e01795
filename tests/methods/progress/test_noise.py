"""The interval of a change, and the chance of each class, against closed forms."""

from __future__ import annotations

from decimal import Decimal
from statistics import NormalDist

import numpy as np
import pytest

from accord.domain.progress import ProgressClass, ProgressTerms
from accord.methods.progress.noise import (
    chance_of_reaching,
    change_between,
    class_shares,
    drawn,
    interval_of,
    std_error_of,
)
from accord.methods.progress.pace import Course
from accord.methods.progress.rule_choice import rule_named
from methods.progress.series import indicator, observation

OF = indicator()
TERMS = ProgressTerms()


def test_a_change_is_exact_and_its_variances_are_added() -> None:
    # 3 and 4 give 5; the interval at 90 % is 1.644854 * 5 = 8.224268 wide on each side.
    base, last = observation(OF, "2015", "0.1", std_error=3), observation(OF, "2020", "0.3", std_error=4)
    change = change_between(base, last, TERMS)
    assert (change.value, change.std_error) == (Decimal("0.2"), 5.0)
    assert change.lower == pytest.approx(0.2 - 8.224268, abs=1e-5)
    assert change.is_distinguishable is False


def test_one_missing_error_leaves_noise_untold() -> None:
    base, last = observation(OF, "2015", 1, std_error=3), observation(OF, "2020", 2)
    change = change_between(base, last, TERMS)
    assert (change.std_error, change.lower, change.is_distinguishable) == (None, None, None)


def test_values_without_any_error_change_exactly() -> None:
    base, last = observation(OF, "2015", 1, std_error=0), observation(OF, "2020", 2, std_error=0)
    assert change_between(base, last, TERMS).is_distinguishable is True
    same = change_between(base, observation(OF, "2020", 1, std_error=0), TERMS)
    assert same.is_distinguishable is False


def test_errors_that_are_one_cancel() -> None:
    base, last = observation(OF, "2015", 1, std_error=3), observation(OF, "2020", 2, std_error=3)
    assert change_between(base, last, ProgressTerms(correlation=1)).std_error == 0


def test_an_interval_of_unknown_level_gives_no_error() -> None:
    declared = ProgressTerms(intervals_are_normal=True)
    row = observation(OF, "2020", 60, interval=(55, 65, "0.68"))
    # Half of the width over the deviate of 68 %: 5 / .994458 = 5.02787.
    assert std_error_of(row, declared) == pytest.approx(5.02787, abs=1e-5)
    assert std_error_of(row, TERMS) is None
    bare = observation(OF, "2020", 60, interval=(60, 60, "0.68"))
    assert std_error_of(bare, declared) is None
    assert interval_of(60, None, 0.9) == (None, None)


def test_draws_have_the_errors_and_the_correlation_that_were_asked_for() -> None:
    course = Course(base=10, last=20, base_time=2015.5, last_time=2020.5, sign=1)
    terms = ProgressTerms(correlation=0.6, draws=100_000)
    found = drawn(course, (1, 2), terms)
    assert np.std(found.base) == pytest.approx(1, abs=0.01)
    assert np.std(found.last) == pytest.approx(2, abs=0.02)
    assert np.corrcoef(found.base, found.last)[0, 1] == pytest.approx(0.6, abs=0.01)


def test_shares_of_classes_are_those_of_the_normal_distribution() -> None:
    # Base 0 exactly, target 150 in 15 years, 5 of them passed: R = last / 50 with last ~ N(40, 10).
    course = Course(base=0, last=40, base_time=2015.5, last_time=2020.5, sign=1, target=150, due_time=2030.5)
    terms = ProgressTerms(draws=200_000)
    shares = class_shares(drawn(course, (0, 10), terms), rule_named("linear_pace"), 1.0)
    exact = NormalDist(40, 10)
    assert shares[ProgressClass.ON_TRACK] == pytest.approx(1 - exact.cdf(47.5), abs=0.005)
    middle = exact.cdf(47.5) - exact.cdf(30)
    assert shares[ProgressClass.ACCELERATION_NEEDED] == pytest.approx(middle, abs=0.005)
    assert shares[ProgressClass.LIMITED] == pytest.approx(exact.cdf(30) - exact.cdf(0), abs=0.005)
    assert sum(shares.values()) == pytest.approx(1)


def test_draws_for_which_growth_is_not_defined_are_counted_not_dropped() -> None:
    # The base ~ N(0, 1) is below zero in half of the draws, from which no growth leads to 5.
    course = Course(base=0, last=5, base_time=2015.5, last_time=2020.5, sign=1, target=9, due_time=2030.5)
    shares = class_shares(drawn(course, (1, 0), TERMS), rule_named("cagr_pace"), 1.0)
    assert shares[ProgressClass.NOT_ASSESSABLE] == pytest.approx(0.5, abs=0.03)


def test_the_chance_of_a_reached_target() -> None:
    assert chance_of_reaching(80.5, 1, 80, 1) == pytest.approx(0.691462, abs=1e-6)
    assert chance_of_reaching(79.5, 1, 80, -1) == pytest.approx(0.691462, abs=1e-6)
    assert (chance_of_reaching(80, 0, 80, 1), chance_of_reaching(79, 0, 80, 1)) == (1, 0)


@pytest.mark.parametrize(
    "wrong", [{"level": 1.0}, {"correlation": 1.1}, {"zero_substitute": 0.0}, {"draws": 1}]
)
def test_impossible_terms_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"level|correlation|zero|draws"):
        ProgressTerms(**wrong)  # type: ignore[arg-type]
