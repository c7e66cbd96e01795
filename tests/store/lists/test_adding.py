"""A list is kept whole or not at all, and never replaced by one that lost its entries."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest

from accord.errors import InputDataError, IntegrityError, OutsideError
from accord.store.disk import Disk
from accord.store.lists.adding import Addition, add_list
from accord.store.lists.folder import LISTINGS, MANIFEST, snapshots_of, verify_list
from accord.store.lists.opening import open_lists
from store.lists.support import FULL, NOW, add, listing

HUNDRED = [listing(number) for number in range(100)]
NEXT = date(2026, 5, 2)


def test_the_published_bytes_and_the_entries_are_kept_with_their_hashes(tmp_path: Path) -> None:
    added = add(tmp_path / "lists", [FULL], raw=b"published\r\n\xff")
    manifest = added.stored.manifest
    (raw,) = manifest.raw
    assert (added.stored.folder / raw.path).read_bytes() == b"published\r\n\xff"
    assert added.stored.read() == (FULL,)
    assert (manifest.entries, manifest.in_force, manifest.kinds) == (1, 0, {"Person": 1})
    assert added.stored.id.startswith("zz-2026-05-01-")
    verify_list(added.stored)


def test_the_same_bytes_of_the_same_day_are_kept_once(tmp_path: Path) -> None:
    first, second = add(tmp_path / "lists", HUNDRED), add(tmp_path / "lists", HUNDRED)
    assert (first.is_new, second.is_new) == (True, False)
    assert first.stored.id == second.stored.id
    assert add(tmp_path / "lists", HUNDRED, NEXT).is_new, "the same bytes of another day say something new"


def test_a_list_that_lost_more_than_five_per_cent_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    before = add(folder, HUNDRED)
    assert add(folder, HUNDRED[:95], NEXT).is_new, "five of a hundred may go"
    with pytest.raises(InputDataError) as caught:
        add(folder, HUNDRED[:90], date(2026, 5, 3))
    (problem,) = caught.value.problems
    assert (problem.id, problem.value) == ("ACC-393", "90 entries, before 95")
    assert "zz-2026-05-02" in problem.fix
    assert "0 days old" in problem.fix
    assert len(snapshots_of(folder, "zz")) == 2
    verify_list(before.stored)


def test_a_list_in_which_too_many_entries_end_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    add(folder, HUNDRED)
    ended = [listing(number, is_ended=number < 10) for number in range(100)]
    with pytest.raises(InputDataError, match="90 entries in force, before 100"):
        add(folder, ended, NEXT)


def test_a_reason_lets_a_small_list_in_and_is_kept(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    add(folder, HUNDRED)
    added = add(folder, HUNDRED[:10], NEXT, reason="the regime was lifted")
    assert added.stored.manifest.shrinkage_reason == "the regime was lifted"
    assert added.stored.manifest.previous.startswith("zz-2026-05-01-")


def test_an_older_list_is_held_against_the_one_before_it(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    add(folder, HUNDRED)
    added = add(folder, HUNDRED[:50], date(2020, 1, 1))
    assert added.is_new, "there is none before it"
    assert open_lists(folder).sources[0].as_of == date(2026, 5, 1)


class Stopping(Disk):
    """Stops the world before a step."""

    def __init__(self, at: int) -> None:
        self.left = at

    def step(self, name: str) -> None:
        self.left -= 1
        if self.left < 0:
            raise OSError(28, "No space left on device", name)


def test_whenever_the_disk_fails_readers_find_the_list_before(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    before = add(folder, HUNDRED).stored
    steps = 0
    while True:
        try:
            add(folder, HUNDRED, NEXT, disk=Stopping(steps))
        except OutsideError:
            found = snapshots_of(folder, "zz")
            assert found[0].id == before.id
            for stored in found:
                verify_list(stored)
            steps += 1
        else:
            break
    assert steps > 8
    assert [path.name for path in (folder / "zz").iterdir() if path.name.startswith(".adding")] == []
    assert len(snapshots_of(folder, "zz")) == 2


def test_additions_at_the_same_time_are_each_held_against_the_one_before(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    refused: list[str] = []

    def add_some(number: int) -> None:
        home = tmp_path / f"work{number}"
        home.mkdir()
        file = home / "published.txt"
        file.write_bytes(str(number).encode())
        from accord.store.lists.adding import hash_files

        addition = Addition(
            code="zz",
            list_format="neutral-jsonl",
            as_of=date(2026, 5, 1),
            as_of_from="user",
            files=[file],
            sha256=hash_files([file]),
            listings=HUNDRED if number % 2 else HUNDRED[:50],
        )
        try:
            add_list(folder, addition, now=NOW)
        except InputDataError as error:
            refused.append(error.problems[0].id)

    threads = [threading.Thread(target=add_some, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for stored in snapshots_of(folder, "zz"):
        verify_list(stored)
    assert len(snapshots_of(folder, "zz")) + len(refused) == 8
    assert set(refused) <= {"ACC-393"}


def test_a_file_that_changes_while_it_is_read_is_not_kept(tmp_path: Path) -> None:
    file = tmp_path / "published.txt"
    file.write_bytes(b"now")
    addition = Addition(
        code="zz",
        list_format="neutral-jsonl",
        as_of=date(2026, 5, 1),
        as_of_from="user",
        files=[file],
        sha256=["0" * 64],
        listings=HUNDRED,
    )
    with pytest.raises(OutsideError, match="changed while it was read"):
        add_list(tmp_path / "lists", addition, now=NOW)
    assert snapshots_of(tmp_path / "lists", "zz") == ()


@pytest.mark.parametrize(("name", "problem"), [(LISTINGS, "ACC-409"), (MANIFEST, "ACC-40")])
def test_a_changed_byte_is_noticed(tmp_path: Path, name: str, problem: str) -> None:
    folder = tmp_path / "lists"
    stored = add(folder, HUNDRED).stored
    file = stored.folder / name
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    with pytest.raises(IntegrityError, match=problem):
        open_lists(folder)


def test_a_changed_published_file_is_noticed_by_verifying(tmp_path: Path) -> None:
    stored = add(tmp_path / "lists", HUNDRED).stored
    (stored.folder / stored.manifest.raw[0].path).write_bytes(b"other")
    with pytest.raises(IntegrityError, match="ACC-409"):
        verify_list(stored)
