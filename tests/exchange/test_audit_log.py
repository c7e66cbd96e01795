"""A log that was cut, forked or does not add up is found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from accord.exchange.audit_log import (
    check_cosignatures,
    check_inclusion,
    check_seen_head,
    reconcile,
)
from accord.exchange.logbook import Checkpoint, Entry, EntryKind, Logbook, SeenHead, cosign, entry_bytes
from accord.exchange.logbook.cosigning import with_cosignature
from exchange.inspected import ASKER, NOW, ask, signing_key


def logged(
    folder: Path, count: int
) -> tuple[Checkpoint, list[bytes], list[tuple[bytes, ...]], tuple[bytes, ...]]:
    """A log with requests: its head, its entries, their proofs, and the proof from the first two entries."""
    with Logbook(folder, origin="accord/customs-brenland", key=signing_key("log"), now=NOW) as log:
        bodies = [entry_bytes(ask(f"01-23{number}-AB").logged.entry) for number in range(count)]
        for body in bodies:
            log.append(body)
        proofs = [log.inclusion(index) for index in range(count)]
        return log.head(NOW), bodies, proofs, log.consistency(2)


def test_entries_of_the_log_are_found_in_it_and_others_are_not(tmp_path: Path) -> None:
    head, bodies, proofs, _ = logged(tmp_path, 5)
    assert [check_inclusion(head, index, bodies[index], proofs[index]) for index in range(5)] == [None] * 5
    for wrong in (
        check_inclusion(head, 1, bodies[0], proofs[1]),
        check_inclusion(head, 0, bodies[0], proofs[1]),
    ):
        assert wrong is not None
        assert wrong.check == "inclusion"


def test_a_head_that_a_peer_did_not_cosign_is_reported(tmp_path: Path) -> None:
    head, *_ = logged(tmp_path, 3)
    mine, other = signing_key("accord/police-aldoria"), signing_key("accord/border-corvia")
    line = cosign(head, None, (), key=mine, now=NOW).line
    cosigned = replace(head, note=with_cosignature(head.note, line))
    peers = {mine.id: mine.public, other.id: other.public}
    assert [finding.about for finding in check_cosignatures(cosigned, peers)] == [other.id]
    assert len(check_cosignatures(head, peers)) == 2


def test_a_log_that_does_not_continue_what_a_peer_saw_is_reported(tmp_path: Path) -> None:
    short, *_ = logged(tmp_path / "short", 2)
    head, *_, proof = logged(tmp_path / "long", 5)
    seen = SeenHead(size=2, root=head.root, at=NOW)
    forked = check_seen_head(head, ASKER, SeenHead(size=2, root=short.root, at=NOW), proof)
    assert forked is not None
    assert forked.reason == "the log does not continue the head that the peer saw"
    longer = check_seen_head(short, ASKER, SeenHead(size=5, root=head.root, at=NOW), ())
    assert longer is not None
    assert longer.reason == "the peer saw a longer log than this"
    assert check_seen_head(head, ASKER, replace(seen, size=5), ()) is None


def test_a_log_that_only_grew_is_not_reported(tmp_path: Path) -> None:
    with Logbook(tmp_path, origin="accord/customs-brenland", key=signing_key("log"), now=NOW) as log:
        for number in range(2):
            log.append(entry_bytes(ask(f"01-23{number}-AB").logged.entry))
        before = log.head(NOW)
        log.append(entry_bytes(ask("01-239-AB").logged.entry))
        after = log.head(NOW)
        seen = SeenHead(size=before.size, root=before.root, at=NOW)
        assert check_seen_head(after, ASKER, seen, log.consistency(2)) is None


def admitted(request: str, elements: int) -> Entry:
    return Entry(kind=EntryKind.ADMITTED, at=NOW, fields={"request": request, "elements": elements})


def evaluated(request: str, elements: int, number: int) -> Entry:
    fields: dict[str, str | int] = {"request": request, "elements": elements, "admitted": number}
    return Entry(kind=EntryKind.EVALUATED, at=NOW, fields=fields)


def test_books_that_add_up() -> None:
    entries = [(0, admitted("a", 32)), (1, evaluated("a", 32, 0)), (2, admitted("b", 1))]
    assert reconcile(entries, {"a": 32, "b": 1}) == ()


@pytest.mark.parametrize(
    ("entries", "charges", "reason"),
    [
        ([(0, admitted("a", 32))], {}, "0 elements charged and 32 admitted"),
        ([(0, admitted("a", 32))], {"a": 64}, "64 elements charged and 32 admitted"),
        ([], {"a": 32}, "32 elements charged and 0 admitted"),
        (
            [(0, admitted("a", 1)), (1, evaluated("a", 32, 0))],
            {"a": 1},
            "32 elements evaluated and 1 admitted",
        ),
        (
            [(0, admitted("b", 1)), (1, evaluated("b", 1, 7))],
            {"b": 1},
            "evaluated without an admission before it",
        ),
        ([(0, admitted("a", 1)), (1, admitted("a", 1))], {"a": 2}, "the request was admitted twice"),
    ],
)
def test_books_that_do_not_add_up(
    entries: list[tuple[int, Entry]], charges: dict[str, int], reason: str
) -> None:
    assert [finding.reason for finding in reconcile(entries, charges)] == [reason]
