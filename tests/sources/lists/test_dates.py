"""Dates as lists write them; the expected days follow from the text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.listing import BirthDate
from accord.sources.lists.dates import birth_between, birth_of, day_of, parts_of_birth
from sources.lists.specimens import day, year

FEBRUARY = BirthDate(earliest=date(1960, 2, 1), latest=date(1960, 2, 29))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1962-09-03", day(1962, 9, 3)),
        ("1962-09-03T00:00:00Z", day(1962, 9, 3)),
        ("2015-04-07-04:00", day(2015, 4, 7)),
        ("03 Sep 1962", day(1962, 9, 3)),
        ("3 September 1962", day(1962, 9, 3)),
        ("13-Feb-2026", day(2026, 2, 13)),
        ("03/09/1962", day(1962, 9, 3)),
        ("3.9.1962", day(1962, 9, 3)),
        ("dd/mm/1963", year(1963)),
        ("00/00/1963", year(1963)),
        ("1963", year(1963)),
        ("1960-02", FEBRUARY),
        ("Feb 1960", FEBRUARY),
        ("dd/02/1960", FEBRUARY),
        ("circa 1963", year(1963, circa=True)),
        ("approximately 1963", year(1963, circa=True)),
        ("1964 to 1966", year(1964, 1966)),
        ("between 1964 and 1966", year(1964, 1966)),
        ("1964-1966", year(1964, 1966)),
        ("circa 1964 to 1966", year(1964, 1966, circa=True)),
    ],
)
def test_a_date_means_all_days_that_it_may_mean(text: str, expected: BirthDate) -> None:
    assert birth_of(text) == expected


@pytest.mark.parametrize(
    "text", ["", "never", "31/02/1960", "1966 to 1964", "12", "Foo 1960", "0963", "1960-13-01", "19610230"]
)
def test_what_is_no_date_gives_none(text: str) -> None:
    assert birth_of(text) is None


def test_a_day_is_only_what_states_a_single_day() -> None:
    assert day_of("2019-04-08") == date(2019, 4, 8)
    assert day_of("2019-04") is None
    assert day_of("circa 1 Jan 2019") is None
    assert day_of("04/08/2019", month_first=True) == date(2019, 4, 8)


def test_a_day_without_its_month_means_the_year() -> None:
    assert parts_of_birth("1963", "", "7") == year(1963)
    assert parts_of_birth("", "5", "7") is None
    assert birth_between("1966", "1964") is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_back(when: date) -> None:
    expected = BirthDate(earliest=when, latest=when)
    assert birth_of(when.isoformat()) == expected
    assert birth_of(f"{when.day:02}/{when.month:02}/{when.year:04}") == expected


@given(st.text(max_size=40))
def test_any_text_gives_a_range_or_nothing(text: str) -> None:
    found = birth_of(text)
    assert found is None or found.earliest <= found.latest
