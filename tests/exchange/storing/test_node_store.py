"""The file of a node: one writer, whole transactions, no time that runs back."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.exchange.directory_file import DirectoryError
from accord.exchange.logbook import SeenHead
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.storing import NodeStore, StoreError, StoreRefusal, microseconds, moment
from accord.exchange.storing.follow_ups import (
    Direction,
    StoredFollowUp,
    add_follow_up,
    change_follow_up,
    follow_up,
    open_follow_ups,
)
from accord.exchange.storing.hits import (
    StoredHit,
    add_hit,
    close_hits,
    hits_of,
    open_hits,
    seal_opening,
    sealed_opening,
)
from accord.exchange.storing.holds import Hold, add_hold, held_requests, lift_hold
from accord.exchange.storing.requests import remember_nonce
from accord.exchange.storing.witnesses import (
    accept_directory,
    add_cosignature,
    cosignatures_of,
    remember_head,
    seen_head,
    used_directory,
)
from exchange.inspected import ASKER, HOLDER, NOW, PURPOSE, directory
from exchange.log_words import CrashError

HOUR = timedelta(hours=1)


@pytest.fixture
def store(tmp_path: Path) -> NodeStore:
    return NodeStore(tmp_path / "node.db")


def refusal(path: Path) -> StoreRefusal:
    with pytest.raises(StoreError) as caught:
        NodeStore(path)
    return caught.value.refusal


def test_every_commit_is_made_durable(store: NodeStore) -> None:
    """2 is FULL in SQLite's documentation of ``PRAGMA synchronous``."""
    assert store.rows("PRAGMA journal_mode") == [("wal",)]
    assert store.number("PRAGMA synchronous") == 2
    assert store.number("PRAGMA foreign_keys") == 1


def test_a_second_writer_is_refused_and_a_reader_is_not(store: NodeStore) -> None:
    assert refusal(store.path) is StoreRefusal.IN_USE
    remember_nonce(store, ASKER, "n", NOW)
    with NodeStore(store.path, is_read_only=True) as reader:
        assert reader.number("SELECT count(*) FROM nonces") == 1
        with pytest.raises(StoreError):
            remember_nonce(reader, ASKER, "m", NOW)
    store.close()
    NodeStore(store.path).close()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("PRAGMA user_version = 2", StoreRefusal.NEWER),
        ("PRAGMA user_version = 0", StoreRefusal.OLDER),
        ("PRAGMA application_id = 1", StoreRefusal.FOREIGN),
    ],
)
def test_a_file_of_another_version_or_program_is_refused(
    store: NodeStore, change: str, why: StoreRefusal
) -> None:
    store.rows(change)
    store.close()
    assert refusal(store.path) is why


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "node.db"
    path.write_bytes(b"no database at all" * 100)
    assert refusal(path) is StoreRefusal.DAMAGED
    assert path.read_bytes().startswith(b"no database")


def test_a_store_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="cannot be opened"):
        NodeStore(tmp_path / "node.db", is_read_only=True)
    assert list(tmp_path.iterdir()) == []


def two_nonces(store: NodeStore) -> None:
    with store.transaction():
        remember_nonce(store, ASKER, "a", NOW)
        with store.transaction():
            remember_nonce(store, ASKER, "b", NOW)


def test_a_transaction_happens_whole_or_not_at_all(tmp_path: Path) -> None:
    stop: list[str] = []

    def step(name: str) -> None:
        if name in stop:
            raise CrashError(name)

    store = NodeStore(tmp_path / "node.db", step=step)
    stop.append("commit")
    with pytest.raises(CrashError):
        two_nonces(store)
    stop.clear()
    assert store.number("SELECT count(*) FROM nonces") == 0
    stop.append("committed")
    with pytest.raises(CrashError):
        two_nonces(store)
    store.close()
    with NodeStore(store.path) as again:
        assert again.number("SELECT count(*) FROM nonces") == 2
        again.check()


def test_threads_wait_for_each_other(store: NodeStore) -> None:
    store.change("INSERT INTO facts (name, number) VALUES ('count', 0)")

    def count() -> None:
        for _ in range(20):
            with store.transaction():
                seen = store.number("SELECT number FROM facts WHERE name = 'count'")
                store.change("UPDATE facts SET number = ? WHERE name = 'count'", (seen + 1,))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.number("SELECT number FROM facts WHERE name = 'count'") == 80


def test_a_clock_that_runs_back_is_refused(store: NodeStore) -> None:
    store.advance_clock(NOW)
    store.advance_clock(NOW - timedelta(minutes=2))
    with pytest.raises(StoreError) as caught:
        store.advance_clock(NOW - timedelta(minutes=2, microseconds=1))
    assert caught.value.refusal is StoreRefusal.CLOCK
    store.advance_clock(NOW + HOUR)


@given(st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.timezones()))  # noqa: DTZ001
def test_a_moment_is_kept_to_the_microsecond(at: datetime) -> None:
    assert moment(microseconds(at)) == at.astimezone(UTC)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        microseconds(datetime(2030, 1, 1))  # noqa: DTZ001


def test_a_nonce_is_new_once_for_each_peer(store: NodeStore) -> None:
    assert remember_nonce(store, ASKER, "n", NOW)
    assert not remember_nonce(store, ASKER, "n", NOW + HOUR)
    assert remember_nonce(store, HOLDER, "n", NOW)


def test_hits_stay_until_they_are_closed(store: NodeStore) -> None:
    hits = [
        StoredHit(
            request="r-1",
            place=place,
            holder=HOLDER,
            type=IdentifierType.PLATE,
            purpose=PURPOSE,
            epoch="21945",
            match_key="plate",
            at=NOW,
        )
        for place in (3, 1)
    ]
    assert [add_hit(store, hit) for hit in (*hits, hits[0])] == [True, True, False]
    assert hits_of(store, "r-1") == (hits[1], hits[0])
    assert open_hits(store) == (hits[1], hits[0])
    assert close_hits(store, "r-1", "confirmed", NOW + HOUR) == 2
    assert open_hits(store) == ()
    assert {(hit.closed, hit.outcome) for hit in hits_of(store, "r-1")} == {(NOW + HOUR, "confirmed")}


def test_a_sealed_opening_is_never_replaced(store: NodeStore) -> None:
    assert sealed_opening(store, "r-1") is None
    seal_opening(store, "r-1", HOLDER, b"sealed", NOW)
    with pytest.raises(sqlite3.IntegrityError):
        seal_opening(store, "r-1", HOLDER, b"other", NOW)
    assert sealed_opening(store, "r-1") == b"sealed"


def test_follow_ups_come_in_the_order_in_which_they_are_due(store: NodeStore) -> None:
    rows = [
        StoredFollowUp(
            id=f"f-{hours}",
            direction=Direction.RECEIVED,
            peer=ASKER,
            request="r-1",
            urgency="urgent",
            state="open",
            opened=NOW,
            due=NOW + hours * HOUR,
            body=b"body",
        )
        for hours in (72, 8)
    ]
    assert all(add_follow_up(store, row) for row in rows)
    assert not add_follow_up(store, rows[0])
    assert open_follow_ups(store, Direction.RECEIVED) == (rows[1], rows[0])
    assert open_follow_ups(store, Direction.SENT) == ()
    assert change_follow_up(store, "f-8", "answered", closed=NOW, outcome="confirmed")
    assert not change_follow_up(store, "f-8", "open")
    assert open_follow_ups(store, Direction.RECEIVED) == (rows[0],)
    found = follow_up(store, "f-8")
    assert found is not None
    assert (found.state, found.closed, found.outcome) == ("answered", NOW, "confirmed")


def test_a_hold_has_a_beginning_and_an_end(store: NodeStore) -> None:
    hold = Hold(id="h-1", request="r-1", because="court 7", since=NOW, until=NOW + HOUR)
    assert add_hold(store, hold)
    assert not add_hold(store, hold)
    assert held_requests(store, NOW) == {"r-1"}
    assert held_requests(store, NOW - HOUR) == set()
    assert held_requests(store, NOW + 2 * HOUR) == set()
    assert lift_hold(store, "h-1", NOW)
    assert not lift_hold(store, "h-1", NOW)
    assert held_requests(store, NOW) == set()


def test_a_seen_head_never_becomes_smaller(store: NodeStore) -> None:
    large, small = SeenHead(size=5, root=b"5" * 32, at=NOW), SeenHead(size=3, root=b"3" * 32, at=NOW)
    assert seen_head(store, "accord/a") is None
    remember_head(store, "accord/a", large)
    remember_head(store, "accord/a", small)
    assert seen_head(store, "accord/a") == large
    add_cosignature(store, ASKER, large, b"line", NOW)
    assert cosignatures_of(store, 5) == ((ASKER, b"line"),)
    assert cosignatures_of(store, 3) == ()


def test_a_directory_is_used_and_never_an_older_one(store: NodeStore) -> None:
    accept_directory(store, replace(directory(), serial=7))
    used = used_directory(store)
    assert used is not None
    assert used.serial == 7
    for other in (replace(directory(), serial=6), replace(directory(), serial=7, name="Another")):
        with pytest.raises(DirectoryError):
            accept_directory(store, other)
    accept_directory(store, replace(directory(), serial=8))
