"""Two builds at the same time in one store."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from accord.build import build_snapshot
from accord.store.disk import Disk
from accord.store.finding import find_snapshot
from accord.store.verifying import verify_snapshot

PROGRAM = "from accord.cli.app import main; main()"


def test_builds_in_two_processes_leave_one_whole_snapshot(lake: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    command = [sys.executable, "-c", PROGRAM, "build", str(lake), "--snapshot", str(store)]
    for _round in range(2):
        running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _process in range(3)]
        for process in running:
            _out, errors = process.communicate(timeout=60)
            assert process.returncode == 0, errors
    verify_snapshot(find_snapshot(store))
    assert len(list((store / "snapshots").iterdir())) == 1


class _OvertakenDisk(Disk):
    """A disk on which another build of the same content finishes just before ours is renamed."""

    def __init__(self, lake: Path, store: Path) -> None:
        self._lake, self._store, self._is_overtaken = lake, store, False

    def rename(self, source: Path, target: Path) -> None:
        if not self._is_overtaken:
            self._is_overtaken = True
            aside = source.with_name("kept-for-later")
            source.replace(aside)
            build_snapshot(self._lake, self._store)
            aside.replace(source)
        super().rename(source, target)


def test_a_build_that_is_overtaken_accepts_the_snapshot_of_the_other(lake: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    folder = build_snapshot(lake, store, disk=_OvertakenDisk(lake, store))
    assert find_snapshot(store) == folder
    verify_snapshot(folder)
    assert [path.name for path in (store / "snapshots").iterdir()] == [folder.name]
