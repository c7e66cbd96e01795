"""Sessions end by the clock, belong to one browser, and wrong passphrases make one wait."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accord.exchange.officer_pages.sessions import Attempts, Sessions, TooManyAttemptsError
from exchange.two_nodes import NOW


def test_a_session_ends_when_nobody_comes_and_at_the_end_of_a_day() -> None:
    sessions = Sessions()
    session = sessions.of("", NOW)
    for quarter in range(1, 33):
        assert sessions.of(session.id, NOW + quarter * timedelta(minutes=15)) is session
    assert sessions.of(session.id, NOW + timedelta(hours=8, minutes=1)) is not session
    other = sessions.of("", NOW)
    assert sessions.of(other.id, NOW + timedelta(minutes=15, seconds=1)) is not other


def test_a_cookie_that_is_unknown_gives_no_session_of_somebody_else() -> None:
    sessions = Sessions()
    mine = sessions.sign_in(sessions.of("", NOW), "officer-1", NOW)
    for cookie in ("", "x", mine.token, mine.id[:-1]):
        assert sessions.of(cookie, NOW).officer == ""


def test_signing_in_takes_the_worth_of_the_cookie_before() -> None:
    sessions = Sessions()
    before = sessions.of("", NOW)
    after = sessions.sign_in(before, "officer-1", NOW)
    assert sessions.of(before.id, NOW).officer == ""
    assert sessions.of(after.id, NOW).officer == "officer-1"
    assert after.token != before.token


def test_many_visitors_do_not_push_out_an_officer() -> None:
    sessions = Sessions()
    mine = sessions.sign_in(sessions.of("", NOW), "officer-1", NOW)
    for _ in range(500):
        sessions.of("", NOW)
    assert sessions.of(mine.id, NOW) is mine


def test_secrets_of_a_session_are_not_printed() -> None:
    session = Sessions().of("", NOW)
    assert session.id not in repr(session)
    assert session.token not in repr(session)


def test_five_wrong_passphrases_cost_a_minute_and_a_right_one_clears_them() -> None:
    attempts = Attempts()
    for _ in range(5):
        attempts.check("officer-1", NOW)
        attempts.wrong("officer-1", NOW)
    with pytest.raises(TooManyAttemptsError) as refused:
        attempts.check("officer-1", NOW + timedelta(seconds=20))
    assert refused.value.seconds == 41
    attempts.check("officer-2", NOW)
    attempts.check("officer-1", NOW + timedelta(seconds=60))
    attempts.right("officer-1")
    attempts.check("officer-1", NOW)
