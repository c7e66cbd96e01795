"""The log on disk: what was acknowledged stays, whatever happens in between."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.exchange.canonical import MalformedError, canonical
from accord.exchange.logbook import Logbook, LogbookError, LogRefusal
from accord.exchange.logbook.checkpoint import read_checkpoint
from accord.exchange.logbook.records import HEAD_BYTES, MAGIC, frame
from accord.exchange.merkle import leaf_hash, root_of, verify_consistency, verify_inclusion
from exchange.inspected import NOW, signing_key
from exchange.log_words import KEY, ORIGIN, CrashError, CrashingDisk, entry, numbers, opened


def test_entries_are_numbered_and_read_back(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        assert [log.append(entry(number)) for number in range(3)] == [0, 1, 2]
    with opened(tmp_path) as log:
        assert numbers(log) == [0, 1, 2]
        assert log.head(NOW).root == root_of(leaf_hash(entry(number)) for number in range(3))


def test_proofs_of_the_log_verify(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        log.append(entry(0))
        first = log.head(NOW)
        for number in range(1, 9):
            log.append(entry(number))
        head = log.head(NOW)
        for index in range(9):
            verify_inclusion(leaf_hash(log.body(index)), index, 9, log.inclusion(index), head.root)
        verify_consistency(1, 9, log.consistency(1), first.root, head.root)


def test_the_head_is_signed_and_names_its_log(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        log.append(entry(0))
        head = log.head(NOW)
    assert read_checkpoint(head.note, ORIGIN, KEY.public) == head
    for origin, public in [("accord/other", KEY.public), (ORIGIN, signing_key("other").public)]:
        with pytest.raises(LogbookError) as caught:
            read_checkpoint(head.note, origin, public)
        assert caught.value.refusal is LogRefusal.UNSIGNED


def test_what_is_no_entry_is_not_appended(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        for data in (b"", b"{}", b'{"kind":"alarm"}', canonical({"kind": "query", "value": "AA 123"})):
            with pytest.raises(MalformedError):
                log.append(data)
        assert log.size == 0


def test_two_at_once_are_refused(tmp_path: Path) -> None:
    with opened(tmp_path), pytest.raises(LogbookError) as caught:
        opened(tmp_path)
    assert caught.value.refusal is LogRefusal.IN_USE
    opened(tmp_path).close()


@pytest.mark.parametrize("keep", range(1, len(frame(entry(2)))))
def test_a_torn_end_is_cut_and_the_log_says_so(tmp_path: Path, keep: int) -> None:
    with opened(tmp_path) as log:
        log.append(entry(0))
        log.append(entry(1))
    with (tmp_path / "log").open("ab") as file:
        file.write(frame(entry(2))[:keep])
    with opened(tmp_path, at_least=2) as log:
        assert numbers(log) == [0, 1]
        (_, alarm) = list(log.entries())[-1]
        assert alarm.fields == {"about": "log", "code": "torn-end", "number": keep}
        log.append(entry(3))
    with opened(tmp_path) as log:
        assert numbers(log) == [0, 1, 3]


def test_zeros_that_a_file_system_left_are_a_torn_end(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        log.append(entry(0))
    with (tmp_path / "log").open("ab") as file:
        file.write(bytes(300))
    with opened(tmp_path) as log:
        assert numbers(log) == [0]


@given(st.data())
@settings(max_examples=150)
def test_no_flipped_bit_before_the_last_record_is_taken_for_a_torn_end(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("log")
    with opened(folder) as log:
        for number in range(3):
            log.append(entry(number))
    path = folder / "log"
    content = bytearray(path.read_bytes())
    last = len(content) - len(frame(entry(2)))
    place, bit = data.draw(st.integers(0, last - 1)), data.draw(st.integers(0, 7))
    content[place] ^= 1 << bit
    path.write_bytes(content)
    with pytest.raises(LogbookError) as caught:
        opened(folder)
    assert caught.value.refusal is LogRefusal.DAMAGED


def test_a_letter_that_calls_a_body_erased_does_not_change_the_tree(tmp_path: Path) -> None:
    """The one change of a byte that is no damage: it hides a body, and the hash stays in the tree."""
    with opened(tmp_path) as log:
        for number in range(3):
            log.append(entry(number))
        before = log.head(NOW).root
    content = bytearray((tmp_path / "log").read_bytes())
    content[len(MAGIC)] = ord("E")
    (tmp_path / "log").write_bytes(content)
    with opened(tmp_path) as log:
        assert log.is_erased(0)
        assert log.head(NOW).root == before


def test_an_acknowledged_end_that_is_missing_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        log.append(entry(0))
        log.append(entry(1))
    path = tmp_path / "log"
    path.write_bytes(path.read_bytes()[: -len(frame(entry(1)))])
    with pytest.raises(LogbookError) as caught:
        opened(tmp_path, at_least=2)
    assert caught.value.refusal is LogRefusal.SHORTER


def test_a_log_that_does_not_continue_its_own_head_is_refused(tmp_path: Path) -> None:
    for name, first in (("one", 0), ("other", 7)):
        with opened(tmp_path / name) as log:
            log.append(entry(first))
            log.head(NOW)
    content = (tmp_path / "other" / "log").read_bytes()
    (tmp_path / "one" / "log").write_bytes(content)
    with pytest.raises(LogbookError) as caught:
        opened(tmp_path / "one")
    assert caught.value.refusal is LogRefusal.CHANGED
    (tmp_path / "one" / "log").write_bytes(MAGIC)
    with pytest.raises(LogbookError) as caught:
        opened(tmp_path / "one")
    assert caught.value.refusal is LogRefusal.SHORTER


def test_a_key_of_the_log_can_be_changed(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        log.append(entry(0))
        log.head(NOW)
    new = signing_key("new-log-key")
    with pytest.raises(LogbookError):
        Logbook(tmp_path, origin=ORIGIN, key=new, now=NOW)
    with Logbook(tmp_path, origin=ORIGIN, key=new, now=NOW, former=(KEY.public,)) as log:
        assert read_checkpoint(log.head(NOW).note, ORIGIN, new.public).size == 1


def test_after_a_failed_write_the_log_must_be_opened_again(tmp_path: Path) -> None:
    disk = CrashingDisk()
    log = opened(tmp_path, disk)
    log.append(entry(0))
    disk.left = 2
    with pytest.raises(CrashError):
        log.append(entry(1))
    disk.left = -1
    with pytest.raises(LogbookError) as caught:
        log.append(entry(2))
    assert caught.value.refusal is LogRefusal.BROKEN
    log.close()


def run(folder: Path, disk: CrashingDisk) -> int:
    """Append, sign, erase; return how many entries were acknowledged before the world ended."""
    done = 0
    try:
        log = opened(folder, disk)
    except CrashError:
        return done
    with log:
        try:
            for number in range(4):
                log.append(entry(number))
                done += 1
                if number == 1:
                    log.head(NOW)
            log.erase(0)
            log.append(entry(4))
            done += 1
        except CrashError:
            pass
    return done


def test_a_crash_at_any_step_loses_nothing_acknowledged(tmp_path: Path) -> None:
    whole = CrashingDisk()
    assert run(tmp_path / "whole", whole) == 5
    assert len(whole.steps) > 20
    for at in range(len(whole.steps)):
        folder = tmp_path / str(at)
        done = run(folder, CrashingDisk(at))
        with opened(folder, at_least=done) as log:
            erased = {index for index in range(log.size) if log.is_erased(index)}
            kept = sorted({*numbers(log)} | erased)
            assert kept[:done] == list(range(done))
            assert log.append(entry(9)) == log.size - 1
            root = log.head(NOW).root
        with opened(folder) as log:
            assert log.head(NOW).root == root


def test_an_erased_body_is_gone_and_proofs_still_verify(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        for number in range(5):
            log.append(entry(number))
        before = log.head(NOW)
        leaf = leaf_hash(log.body(2))
        log.erase(2)
        log.erase(2)
        assert log.head(NOW).root == before.root
        verify_inclusion(leaf, 2, 5, log.inclusion(2), before.root)
        with pytest.raises(LogbookError) as caught:
            log.body(2)
        assert caught.value.refusal is LogRefusal.ERASED
    content = (tmp_path / "log").read_bytes()
    assert entry(2) not in content
    assert entry(3) in content
    with opened(tmp_path) as log:
        assert numbers(log) == [0, 1, 3, 4]
        assert log.leaf(2) == leaf


def test_zeros_that_a_crash_kept_from_an_erased_body_are_written_later(tmp_path: Path) -> None:
    with opened(tmp_path, CrashingDisk()) as log:
        log.append(entry(0))
    disk = CrashingDisk()
    log = opened(tmp_path, disk)
    disk.left = 3
    with pytest.raises(CrashError):
        log.erase(0)
    log.close()
    assert entry(0) in (tmp_path / "log").read_bytes()
    opened(tmp_path).close()
    content = (tmp_path / "log").read_bytes()
    assert content[len(MAGIC) + HEAD_BYTES :] == bytes(len(entry(0)))


CHILD = """
import sys
from pathlib import Path
from exchange.log_words import entry, opened
log = opened(Path(sys.argv[1]))
for number in range(log.size, 100_000):
    log.append(entry(number))
    print(number, flush=True)
"""


@pytest.mark.slow
def test_a_killed_process_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    paths = os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])
    for wait in (0.05, 0.11, 0.17):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(tmp_path)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": paths},
        )
        assert child.stdout is not None
        last = int(child.stdout.readline())
        time.sleep(wait)
        child.send_signal(signal.SIGKILL)
        last = max([last, *(int(line) for line in child.stdout.read().split("\n") if line.isdigit())])
        child.stdout.close()
        child.wait()
        with opened(tmp_path, at_least=last + 1) as log:
            assert log.size > last
            assert set(range(last + 1)) - set(numbers(log)) <= {
                index for index, found in log.entries() if found.fields["about"] == "log"
            }


def test_a_head_that_is_no_note_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path) as log:
        log.append(entry(0))
        head = log.head(NOW)
    lines = head.note.decode().split("\n")
    for changed in (
        b"",
        b"\xff\xff\n\nx\n",
        head.note[:-1],
        head.note.replace(b"\n1\n", b"\n01\n"),
        head.note.replace(b"time ", b"Time "),
        head.note.replace(b"\n\n", b"\nmore\n\n"),
        head.note + b"no signature\n",
        "\n".join([lines[0], lines[1], "AAAA", *lines[3:]]).encode(),
    ):
        with pytest.raises(LogbookError):
            read_checkpoint(changed, ORIGIN, KEY.public)
    extra = "— somebody.else AAAAAAAA\n".encode()
    assert read_checkpoint(head.note + extra, ORIGIN, KEY.public) == replace(head, note=head.note + extra)
