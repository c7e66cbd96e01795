"""Time that is left is said in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from accord.exchange.follow_up_clocks import TIME_LIMITS, time_left_text
from accord.exchange.follow_up_codes import Access, Urgency

DUE = datetime(2030, 2, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(days=2, hours=3, minutes=59), "2 d 3 h left"),
        (timedelta(hours=7, minutes=5), "7 h 5 min left"),
        (timedelta(0), "0 h 0 min left"),
        (-timedelta(minutes=65), "1 h 5 min overdue"),
        (-timedelta(days=1), "1 d 0 h overdue"),
    ],
)
def test_time_left_in_words(before: timedelta, words: str) -> None:
    assert time_left_text(DUE, DUE - before) == words


def test_every_combination_has_a_limit() -> None:
    assert set(TIME_LIMITS) == {(urgency, access) for urgency in Urgency for access in Access}
