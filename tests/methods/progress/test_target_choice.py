"""When a target is due, in the time of the observations that are held against it."""

from __future__ import annotations

import pytest

from accord.domain.period import PartialDate
from accord.methods.progress.target_choice import base_of, choose_target, due_time, has_passed
from methods.progress.series import indicator, observation, series, target


@pytest.mark.parametrize(
    ("due", "period", "expected"),
    [
        # The period of that length that ends when the target is due: for yearly values the year itself.
        ("2030", "2020", 2030.5),
        ("2030", "2020-H1", 2030.75),
        ("2030", "2020-Q4", 2030.875),
        ("2030-06", "2020", 2030.0),
        ("2030-06", "2020-H1", 2030.25),
        ("2030", "2019/2020", 2030.0),
        ("2030-12-31", "2020", 2030.5),
    ],
)
def test_a_target_is_due_with_the_period_that_ends_then(due: str, period: str, expected: float) -> None:
    last = observation(indicator(), period, 1)
    assert due_time(PartialDate(due), last) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("due", "period", "expected"),
    [
        ("2023", "2023", True),
        ("2023", "2022", False),
        ("2023", "2023-H1", False),
        ("2023", "2023-H2", True),
        ("2023-12-31", "2023", True),
        ("2024-01-01", "2023", False),
        ("2023", "2022/2023", True),
    ],
)
def test_a_target_has_passed_when_the_latest_period_ends_with_it(
    due: str, period: str, expected: bool
) -> None:
    assert has_passed(PartialDate(due), observation(indicator(), period, 1)) is expected


def test_targets_of_other_indicators_and_partners_are_not_taken() -> None:
    of = indicator()
    others = [target(indicator(name="other"), 1), target(of, 2, partner="SOU")]
    assert choose_target(others, series(of, {"2015": 1, "2020": 2})).chosen is None


def test_the_last_target_counts_when_all_have_passed() -> None:
    of = indicator()
    goals = [target(of, 9, "2016", name="a"), target(of, 9, "2018", name="b")]
    chosen = choose_target(goals, series(of, {"2015": 1, "2020": 2})).chosen
    assert chosen is not None
    assert chosen.id == "b"


def test_without_a_baseline_the_first_value_is_the_base() -> None:
    rows = series(indicator(), {"2010": 1, "2015": 2})
    assert base_of(rows, None) is rows.first
    assert base_of(rows, None, since="2011") is rows.last
    assert base_of(rows, None, since="2016") is None
