"""Heads are cosigned only if they continue what was cosigned before (T4, T12)."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from accord.exchange.logbook import Checkpoint, LogbookError, LogRefusal, SeenHead, cosign, is_cosigned
from accord.exchange.logbook.checkpoint import read_checkpoint, sign_checkpoint
from accord.exchange.logbook.cosigning import with_cosignature
from accord.exchange.merkle import EMPTY_ROOT
from exchange.inspected import NOW, signing_key
from exchange.log_words import KEY, ORIGIN, entry, opened

WITNESS = signing_key("customs-brenland-key")


def head_of(folder: Path, count: int, first: int = 0) -> tuple[Checkpoint, tuple[bytes, ...]]:
    """The head of a log of so many entries, and the proof that it continues the log of its first three."""
    with opened(folder) as log:
        for number in range(first, first + count):
            log.append(entry(number))
        return log.head(NOW), log.consistency(3) if count >= 3 else ()


def seen_of(head: Checkpoint) -> SeenHead:
    return SeenHead(size=head.size, root=head.root, at=head.at)


def refusal(head: Checkpoint, seen: SeenHead | None, proof: tuple[bytes, ...]) -> LogRefusal:
    with pytest.raises(LogbookError) as caught:
        cosign(head, seen, proof, key=WITNESS, now=NOW)
    return caught.value.refusal


def test_a_head_that_continues_is_cosigned_and_the_note_says_so(tmp_path: Path) -> None:
    early, _ = head_of(tmp_path / "early", 3)
    late, proof = head_of(tmp_path / "late", 5)
    done = cosign(late, seen_of(early), proof, key=WITNESS, now=NOW)
    assert done.seen == seen_of(late)
    note = with_cosignature(late.note, done.line)
    assert with_cosignature(note, done.line) == note
    assert is_cosigned(note, WITNESS.id, WITNESS.public)
    assert not is_cosigned(late.note, WITNESS.id, WITNESS.public)
    assert not is_cosigned(note, WITNESS.id, signing_key("other").public)
    assert read_checkpoint(note, ORIGIN, KEY.public).root == late.root


def test_a_cosignature_does_not_fit_another_head(tmp_path: Path) -> None:
    one, _ = head_of(tmp_path / "one", 3)
    other, _ = head_of(tmp_path / "other", 4)
    line = cosign(one, None, (), key=WITNESS, now=NOW).line
    assert not is_cosigned(with_cosignature(other.note, line), WITNESS.id, WITNESS.public)


def test_a_log_with_two_histories_is_refused(tmp_path: Path) -> None:
    early, _ = head_of(tmp_path / "early", 3)
    other, proof = head_of(tmp_path / "other", 5, first=10)
    assert refusal(other, seen_of(early), proof) is LogRefusal.FORK
    same_size, _ = head_of(tmp_path / "same", 3, first=10)
    assert refusal(same_size, seen_of(early), ()) is LogRefusal.FORK


def test_a_log_that_goes_back_is_refused(tmp_path: Path) -> None:
    early, _ = head_of(tmp_path / "early", 3)
    late, _ = head_of(tmp_path / "late", 5)
    assert refusal(early, seen_of(late), ()) is LogRefusal.ROLLBACK


def test_a_missing_or_wrong_proof_is_refused(tmp_path: Path) -> None:
    early, _ = head_of(tmp_path / "early", 3)
    late, proof = head_of(tmp_path / "late", 5)
    for wrong in ((), proof[:-1], (*proof, bytes(32)), tuple(reversed(proof))):
        assert refusal(late, seen_of(early), wrong) is LogRefusal.FORK


def test_the_same_head_can_be_cosigned_again(tmp_path: Path) -> None:
    head, _ = head_of(tmp_path, 3)
    assert cosign(head, seen_of(head), (), key=WITNESS, now=NOW).seen == seen_of(head)


def test_an_empty_log_and_a_time_that_runs_back_are_refused(tmp_path: Path) -> None:
    empty = sign_checkpoint(ORIGIN, 0, EMPTY_ROOT, at=NOW, key=KEY)
    assert refusal(empty, None, ()) is LogRefusal.EMPTY
    head, _ = head_of(tmp_path, 3)
    later = SeenHead(size=head.size, root=head.root, at=head.at + timedelta(seconds=1))
    assert refusal(head, later, ()) is LogRefusal.TIME
    future = sign_checkpoint(ORIGIN, 3, head.root, at=NOW + timedelta(seconds=61), key=KEY)
    assert refusal(future, None, ()) is LogRefusal.TIME
