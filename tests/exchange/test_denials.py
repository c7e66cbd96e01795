"""Each denial has a line, and a peer that causes nothing else fills neither disk nor memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.exchange import denials
from accord.exchange.denials import Denials
from accord.exchange.gate import DeniedError
from accord.exchange.logbook import EntryKind, entry_bytes
from accord.exchange.questions import Denial
from exchange.at_the_gate import question
from exchange.inspected import ASKER, NOW

ASKED = question()
REFUSED = DeniedError(Denial.QUOTA)


def kinds(found: Denials, times: int, now: datetime = NOW, shown: str = ASKER) -> list[str]:
    asked = replace(ASKED, shown=shown)
    entries = (found.entry(asked, REFUSED, now) for _ in range(times))
    return [entry.kind.value if entry else "nothing" for entry in entries]


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(denials, "MOST_DENIALS", 3)


def test_after_the_last_line_of_the_hour_comes_one_alarm_and_then_nothing() -> None:
    assert kinds(Denials(), 6) == ["denied", "denied", "denied", "alarm", "nothing", "nothing"]


def test_an_hour_later_each_denial_has_a_line_again() -> None:
    found = Denials()
    kinds(found, 5)
    assert kinds(found, 1, NOW + timedelta(minutes=59)) == ["nothing"]
    assert kinds(found, 1, NOW + timedelta(minutes=60)) == ["denied"]


def test_one_peer_does_not_use_up_the_lines_of_another() -> None:
    found = Denials()
    kinds(found, 9)
    assert kinds(found, 1, shown="police-cordovia") == ["denied"]


def test_the_alarm_names_the_peer_and_how_many_lines_there_are() -> None:
    found = Denials()
    kinds(found, 3)
    alarm = found.entry(ASKED, REFUSED, NOW)
    assert alarm is not None
    assert alarm.kind is EntryKind.ALARM
    assert alarm.fields == {"about": ASKER, "code": "denials", "number": 3}
    entry_bytes(alarm)


def test_a_clock_that_runs_back_begins_another_hour() -> None:
    """Lines too many rather than too few."""
    found = Denials()
    kinds(found, 9)
    assert kinds(found, 1, NOW - timedelta(seconds=1)) == ["denied"]


@given(st.lists(st.integers(0, 3_000), max_size=80))
def test_no_hour_from_its_first_denial_has_more_lines_than_it_may(pauses: list[int]) -> None:
    """Two hours of the peer that follow each other have no more than twice the lines, and two alarms."""
    found, now, lines = Denials(), NOW, []
    for pause in pauses:
        now += timedelta(seconds=pause)
        lines += [(now, kind) for kind in kinds(found, 1, now) if kind != "nothing"]
    for start, _ in lines:
        within = [at for at, _ in lines if start <= at < start + timedelta(hours=1)]
        assert len(within) <= 2 * (3 + 1)
    assert not pauses or lines[0][1] == "denied"
