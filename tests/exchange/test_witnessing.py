"""A peer cosigns a log that grew, and none that was shortened, changed or shown in two versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from accord.exchange.canonical import canonical
from accord.exchange.correspondence import Envelope, RefusedByPeerError, WrongAnswerError
from accord.exchange.logbook import Entry, EntryKind, Logbook, LogbookError, entry_bytes, is_cosigned
from accord.exchange.machine import Machine, open_machine
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.signed_messages import RequestMessage, ResponseMessage
from accord.exchange.storing.witnesses import cosignatures_of, seen_head
from accord.exchange.witnessing import COSIGN_PATH, Witness, cosign_route, request_cosignature
from exchange.two_nodes import ALDORIA, BRENVIA, NOW, Pair, make_pair


@dataclass(kw_only=True)
class Watched:
    """The holder's log, and the asker as its witness."""

    pair: Pair
    witness: Machine

    def send(self, request: RequestMessage) -> ResponseMessage:
        return self.witness.answerer.handle(request, BRENVIA, self.pair.now)

    def cosigned(self, log: Logbook) -> bytes:
        peer = self.pair.holder.correspondent(ALDORIA, self.send)
        head = log.head(self.pair.now)
        return request_cosignature(peer, log, head, self.pair.machine.store, now=self.pair.now)


def alarm(number: int) -> bytes:
    return entry_bytes(
        Entry(kind=EntryKind.ALARM, at=NOW, fields={"about": "x", "code": "y", "number": number})
    )


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    with make_pair(tmp_path / "nodes") as pair:
        node = pair.asker
        machine = open_machine(
            node,
            NOW,
            routes=lambda store, log: {
                f"POST {COSIGN_PATH}": cosign_route(
                    Witness(store=store, log=log, key=node.key, directory=node.directory)
                )
            },
        )
        with machine as witness:
            yield Watched(pair=pair, witness=witness)


def test_a_log_that_grew_is_cosigned_again_and_again(watched: Watched) -> None:
    log, key = watched.pair.machine.log, watched.pair.asker.key
    for number in range(4):
        assert is_cosigned(watched.cosigned(log), key.id, key.public)
        assert [peer for peer, _ in cosignatures_of(watched.pair.machine.store, log.size)] == [ALDORIA]
        seen = seen_head(watched.witness.store, f"accord/{BRENVIA}")
        assert seen is not None
        assert seen.size == log.size
        log.append(alarm(number))
        watched.pair.now += timedelta(minutes=1)
    kinds = [entry.kind for _, entry in watched.witness.log.entries()]
    assert kinds == [EntryKind.COSIGNED] * 4


def test_the_same_head_is_cosigned_again_without_a_new_line(watched: Watched) -> None:
    watched.cosigned(watched.pair.machine.log)
    watched.cosigned(watched.pair.machine.log)
    assert watched.witness.log.size == 1


def test_another_history_is_not_cosigned(watched: Watched, tmp_path: Path) -> None:
    """A log of the same name and key that begins differently, shorter and longer than the one seen."""
    watched.cosigned(watched.pair.machine.log)
    size = watched.pair.machine.log.size
    other = Logbook(tmp_path / "other", origin=f"accord/{BRENVIA}", key=watched.pair.holder.key, now=NOW)
    with other:
        for number in range(size + 3):
            other.append(alarm(number))
            with pytest.raises((RefusedByPeerError, WrongAnswerError, LogbookError)):
                watched.cosigned(other)
    seen = seen_head(watched.witness.store, f"accord/{BRENVIA}")
    assert seen is not None
    assert seen.root == watched.pair.machine.log.head(NOW).root


def test_a_head_of_another_key_or_name_is_not_cosigned(watched: Watched, tmp_path: Path) -> None:
    for number, (origin, key) in enumerate(
        ((f"accord/{BRENVIA}", watched.pair.asker.key), (f"accord/{ALDORIA}", watched.pair.holder.key))
    ):
        with Logbook(tmp_path / str(number), origin=origin, key=key, now=NOW) as log:
            log.append(alarm(1))
            with pytest.raises(RefusedByPeerError, match="head"):
                watched.cosigned(log)


@pytest.mark.parametrize(
    "body",
    [b"", b"{}", b"[]", canonical({"note": "x", "first": 0, "proof": ["00"]}), b'{"first":-1}'],
)
def test_what_is_no_head_is_refused(watched: Watched, body: bytes) -> None:
    peer = watched.pair.holder.correspondent(ALDORIA, watched.send)
    envelope = Envelope(type=IdentifierType.PLATE, purpose="log", epoch="21929", request="r1")
    with pytest.raises(RefusedByPeerError, match="form"):
        peer.exchange("POST", COSIGN_PATH, envelope, body, now=NOW)
