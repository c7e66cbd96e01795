"""Where a snapshot is looked for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from accord.errors import UsageError
from accord.store.finding import find_snapshot


def test_a_store_means_its_current_snapshot(lake_store: Path) -> None:
    found = find_snapshot(lake_store)
    assert found.name == (lake_store / "current").read_text(encoding="utf-8").strip()
    assert find_snapshot(found) == found


def test_an_older_snapshot_of_a_store_can_be_named(lake_store: Path) -> None:
    (older,) = (lake_store / "snapshots").glob("*-2021-12-31-*")
    assert find_snapshot(older) == older
    assert find_snapshot(lake_store) != older


def test_a_folder_without_a_snapshot_is_a_usage_error(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(UsageError) as caught:
            find_snapshot(folder)
        (problem,) = caught.value.problems
        assert (problem.id, problem.value) == ("ACC-204", str(folder))
        assert "accord build" in problem.fix


@pytest.mark.parametrize("name", ["lake_pact-2024-01-15-000000000000", "", "\n"])
def test_a_pointer_to_nothing_is_a_usage_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "snapshots").mkdir()
    (tmp_path / "current").write_text(name, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        find_snapshot(tmp_path)
    assert caught.value.problems[0].id == "ACC-205"


def test_a_pointer_to_a_removed_snapshot_is_a_usage_error(lake_store: Path, tmp_path: Path) -> None:
    store = Path(shutil.copytree(lake_store, tmp_path / "store"))
    shutil.rmtree(find_snapshot(store))
    with pytest.raises(UsageError, match="ACC-205"):
        find_snapshot(store)
