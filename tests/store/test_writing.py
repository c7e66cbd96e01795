"""A snapshot is written aside and named current in one step; whatever happens, readers find a whole one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from accord.build import build_snapshot
from accord.errors import InputDataError, OutsideError
from accord.store import writing
from accord.store.engine import ParquetWriter
from accord.store.finding import find_snapshot
from accord.store.schema import Record
from accord.store.snapshot_tables import TABLES
from accord.store.verifying import verify_snapshot
from conftest import EARLIER
from store.disks import CountingDisk, FullDisk, PowerCut, StoppingDisk
from support import Edit, write_lake


@pytest.fixture(scope="module")
def older_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose one snapshot was built as of an earlier day; copy it to change it."""
    root = tmp_path_factory.mktemp("older")
    build_snapshot(write_lake(root / "lake_pact"), root / "store", as_of=EARLIER)
    return root / "store"


@pytest.fixture
def remembering_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write each table that was written before from memory: the same steps, in a fraction of the time."""
    known: dict[str, bytes] = {}

    class RememberingWriter(ParquetWriter):
        def write(self, path: Path, columns: Mapping[str, str], records: Sequence[Record]) -> None:
            key = repr((dict(columns), records))
            if key not in known:
                super().write(path, columns, records)
                known[key] = path.read_bytes()
            path.write_bytes(known[key])

    monkeypatch.setattr(writing, "ParquetWriter", RememberingWriter)
    monkeypatch.setattr(writing, "code_sha256", lambda: "0" * 64)


@pytest.fixture(scope="module")
def steps(older_store: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Every step of a build of the lake pact on top of the older snapshot."""
    root = tmp_path_factory.mktemp("steps")
    disk = CountingDisk()
    shutil.copytree(older_store, root / "store")
    build_snapshot(write_lake(root / "lake_pact"), root / "store", disk=disk)
    return disk.steps


def folders_aside(store: Path) -> list[str]:
    return [path.name for path in (store / "snapshots").iterdir() if path.name.startswith(".")]


def leftovers(store: Path) -> list[str]:
    pointers = [path.name for path in store.iterdir() if path.name not in {"snapshots", "current"}]
    return sorted(folders_aside(store) + pointers)


def test_two_builds_give_the_same_bytes_of_every_file(lake: Path, tmp_path: Path) -> None:
    first = build_snapshot(lake, tmp_path / "one")
    second = build_snapshot(lake, tmp_path / "another place")
    assert first.name == second.name
    files = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    # 3 content files, all tables, views.sql and the manifest.
    assert len(files) == 3 + len(TABLES) + 2
    assert files == sorted(path.relative_to(second) for path in second.rglob("*") if path.is_file())
    assert [name for name in files if (first / name).read_bytes() != (second / name).read_bytes()] == []


def test_the_folder_of_the_content_does_not_matter(tmp_path: Path) -> None:
    here = build_snapshot(write_lake(tmp_path / "here"), tmp_path / "one")
    there = build_snapshot(write_lake(tmp_path / "there" / "with a space"), tmp_path / "two")
    assert here.name == there.name


def test_one_changed_letter_gives_another_snapshot(lake: Path, tmp_path: Path) -> None:
    first = build_snapshot(lake, tmp_path / "store")
    changed = write_lake(tmp_path / "changed", Edit("claims.yml", "table 3", "table 4"))
    assert build_snapshot(changed, tmp_path / "store").name != first.name


def test_building_again_keeps_the_snapshot_and_leaves_nothing_behind(lake: Path, tmp_path: Path) -> None:
    first = build_snapshot(lake, tmp_path / "store")
    before = {path: path.stat().st_mtime_ns for path in first.rglob("*")}
    assert build_snapshot(lake, tmp_path / "store") == first
    assert {path: path.stat().st_mtime_ns for path in first.rglob("*")} == before
    assert leftovers(tmp_path / "store") == []


def test_the_name_of_a_snapshot_says_declaration_day_and_hash(lake: Path, tmp_path: Path) -> None:
    folder = build_snapshot(lake, tmp_path / "store", as_of=EARLIER)
    assert folder.name.startswith("lake_pact-2021-12-31-")
    assert len(folder.name.removeprefix("lake_pact-2021-12-31-")) == 12
    assert (tmp_path / "store" / "current").read_text(encoding="utf-8") == f"{folder.name}\n"


def test_a_build_has_enough_steps_to_be_stopped_at(steps: list[str]) -> None:
    """3 inputs and some 30 tables of two steps each, folders, views, manifest, two renames: about 80."""
    assert 70 <= len(steps) <= 120
    assert steps[-2].startswith("rename")
    assert steps[-2].endswith("current")


@pytest.mark.usefixtures("remembering_engine")
def test_a_power_cut_at_any_step_leaves_the_old_or_the_new_snapshot_whole(
    older_store: Path, steps: list[str], lake: Path, tmp_path: Path
) -> None:
    """The build is cut before each step in turn, on top of an older snapshot; the next build heals."""
    new = build_snapshot(lake, tmp_path / "undisturbed").name
    old = find_snapshot(older_store).name
    assert new != old
    found = []
    for number, name in enumerate(steps):
        store = tmp_path / f"cut-{number}"
        shutil.copytree(older_store, store)
        with pytest.raises(PowerCut):
            build_snapshot(lake, store, disk=StoppingDisk(number))
        current = find_snapshot(store)
        assert current.name in {old, new}, name
        verify_snapshot(current)
        found.append(current.name)
        assert build_snapshot(lake, store).name == new
        verify_snapshot(find_snapshot(store))
        assert leftovers(store) == [], name
        shutil.rmtree(store)
    # Everything up to the very rename of the pointer leaves the old one; only then the new one is current.
    assert found == [old] * (len(steps) - 1) + [new]


@pytest.fixture(scope="module")
def killed(older_store: Path, steps: list[str], tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Stores in which the process was killed at a sample of steps, by the number of the step."""
    root = tmp_path_factory.mktemp("killed")
    last = len(steps)
    numbers = [*range(0, last - 8, 9), *range(last - 8, last)]
    command = [sys.executable, "-m", "store.killed_builds"]
    arguments = [write_lake(root / "lake_pact"), older_store, root / "stores", *numbers]
    subprocess.run([*command, *map(str, arguments)], cwd=Path(__file__).parent.parent, check=True)
    return {number: root / "stores" / str(number) for number in numbers}


def test_a_killed_process_leaves_the_old_or_the_new_snapshot_whole(
    killed: dict[int, Path], older_store: Path
) -> None:
    old = find_snapshot(older_store).name
    for store in killed.values():
        verify_snapshot(find_snapshot(store))
    assert [n for n, store in killed.items() if find_snapshot(store).name != old] == [max(killed)]


@pytest.mark.usefixtures("remembering_engine")
def test_the_build_after_a_killed_one_succeeds_and_removes_the_dead_folder(
    killed: dict[int, Path], lake: Path, tmp_path: Path
) -> None:
    assert any(folders_aside(store) for store in killed.values()), "the test would show nothing"
    for number, store in killed.items():
        shutil.copytree(store, tmp_path / str(number))
        verify_snapshot(build_snapshot(lake, tmp_path / str(number)))
        assert folders_aside(tmp_path / str(number)) == [], number


@pytest.mark.usefixtures("remembering_engine")
def test_the_build_after_a_killed_one_removes_the_dead_pointer(
    killed: dict[int, Path], lake: Path, tmp_path: Path
) -> None:
    for number, store in killed.items():
        shutil.copytree(store, tmp_path / str(number))
        build_snapshot(lake, tmp_path / str(number))
        assert leftovers(tmp_path / str(number)) == [], number


def test_what_a_living_build_writes_is_left_alone(lake: Path, tmp_path: Path) -> None:
    """The process that runs the tests stands for another build that is still at work."""
    living = tmp_path / "store" / "snapshots" / f".building-{os.getppid()}"
    living.mkdir(parents=True)
    (living / "half").write_text("half", encoding="utf-8")
    build_snapshot(lake, tmp_path / "store")
    assert (living / "half").is_file()


def test_content_that_fails_a_check_leaves_the_pointer_untouched(older_store: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(older_store, store)
    before = {path.name: path.stat().st_mtime_ns for path in store.rglob("*")}
    broken = write_lake(tmp_path / "broken", Edit("claims.yml", "evidence: seen", "evidence: sene"))
    with pytest.raises(InputDataError):
        build_snapshot(broken, store)
    assert {path.name: path.stat().st_mtime_ns for path in store.rglob("*")} == before


def test_a_full_disk_is_an_outside_error_and_leaves_the_old_snapshot(
    older_store: Path, steps: list[str], lake: Path, tmp_path: Path
) -> None:
    for number in (0, 5, len(steps) // 2, len(steps) - 2):
        store = tmp_path / str(number)
        shutil.copytree(older_store, store)
        with pytest.raises(OutsideError) as caught:
            build_snapshot(lake, store, disk=FullDisk(number))
        (problem,) = caught.value.problems
        assert problem.id == "ACC-501"
        assert problem.value == "No space left on device"
        assert problem.fix
        assert find_snapshot(store).name == find_snapshot(older_store).name
        verify_snapshot(find_snapshot(store))


@pytest.mark.skipif(os.geteuid() == 0, reason="the rights of a folder do not bind root")
def test_a_store_that_cannot_be_written_is_an_outside_error(lake: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir(mode=0o500)
    with pytest.raises(OutsideError, match="ACC-501"):
        build_snapshot(lake, store)


def test_a_store_that_is_a_file_is_an_outside_error(lake: Path, tmp_path: Path) -> None:
    (tmp_path / "store").write_text("not a folder", encoding="utf-8")
    with pytest.raises(OutsideError, match="ACC-501"):
        build_snapshot(lake, tmp_path / "store")


def test_a_damaged_snapshot_can_be_built_again(lake: Path, tmp_path: Path) -> None:
    """The message of `verify` (ACC-402) tells the reader to build again, so building again must help."""
    store = tmp_path / "store"
    views = build_snapshot(lake, store) / "views.sql"
    views.write_bytes(views.read_bytes() + b"\n")
    verify_snapshot(build_snapshot(lake, store))
