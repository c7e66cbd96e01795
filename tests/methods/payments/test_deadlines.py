"""Days that lie months later."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.methods.payments.deadlines import months_later


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        # Counted on a calendar: the last day of a month stays the last one, other days keep their number.
        ((2024, 12, 31), 24, (2026, 12, 31)),
        ((2024, 6, 30), 6, (2024, 12, 31)),
        ((2025, 2, 28), 12, (2026, 2, 28)),
        ((2024, 1, 30), 1, (2024, 2, 29)),
        ((2024, 5, 15), 0, (2024, 5, 15)),
        ((2024, 5, 31), 0, (2024, 5, 31)),
        ((2022, 2, 28), 6, (2022, 8, 31)),
    ],
)
def test_months_are_counted_on_the_calendar(
    day: tuple[int, int, int], months: int, later: tuple[int, int, int]
) -> None:
    assert months_later(date(*day), months) == date(*later)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 60), st.integers(0, 60))
def test_more_months_never_end_earlier(day: date, months: int, more: int) -> None:
    assert day <= months_later(day, months) <= months_later(day, months + more)
