"""Dates that are only as precise as their source."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.period import PartialDate, months_before


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("2018-05", date(2018, 5, 1), date(2018, 5, 31)),
        ("2018-04", date(2018, 4, 1), date(2018, 4, 30)),
        # 2020 is a leap year, 2019 is not.
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-02", date(2019, 2, 1), date(2019, 2, 28)),
        ("2018-05-17", date(2018, 5, 17), date(2018, 5, 17)),
    ],
)
def test_a_period_runs_from_its_first_to_its_last_day(text: str, first: date, last: date) -> None:
    assert PartialDate(text).first_day == first
    assert PartialDate(text).last_day == last
    assert str(PartialDate(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "18",
        "2018-5",
        "2018-05-7",
        "17.05.2018",
        "2018/05",
        "2018-05-17T00:00",
        " 2018",
        "2018-13",
        "2018-00",
        "2018-02-29",
        "2018-06-31",
        "0000",
        "2018-05-17\n",
    ],
)
def test_another_form_or_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"YYYY|no such day"):
        PartialDate(text)


def test_digits_of_another_script_are_refused() -> None:
    with pytest.raises(ValueError, match="YYYY"):
        PartialDate("٢٠١٨")


@given(st.dates())
def test_every_day_of_the_calendar_is_read_as_itself(day: date) -> None:
    text = day.isoformat()
    assert PartialDate(text).first_day == PartialDate(text).last_day == day


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 1, 15), 0, date(2024, 1, 15)),
        (date(2024, 1, 15), 24, date(2022, 1, 15)),
        (date(2024, 1, 15), 1, date(2023, 12, 15)),
        # There is no 30 February and no 31 April: the last day of the month is meant.
        (date(2024, 3, 30), 1, date(2024, 2, 29)),
        (date(2023, 3, 30), 1, date(2023, 2, 28)),
        (date(2024, 5, 31), 1, date(2024, 4, 30)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
    ],
)
def test_months_before_keep_the_day_or_take_the_last_of_the_month(
    day: date, months: int, expected: date
) -> None:
    assert months_before(day, months) == expected
