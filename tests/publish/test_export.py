"""The static export is careful with other people's files; what it holds is read in test_every_page.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from accord.errors import UsageError
from accord.publish.export import export_site
from accord.store.snapshot import Snapshot, open_snapshot


@pytest.fixture(scope="module")
def small(lake_store: Path) -> Snapshot:
    """A snapshot with few pages: what is done with folders does not depend on their number."""
    return open_snapshot(lake_store)


def test_a_folder_with_other_files_is_not_touched(small: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("keep me")
    with pytest.raises(UsageError, match="ACC-209"):
        export_site(small, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_an_older_export_is_replaced_and_nothing_else_is_left(small: Snapshot, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    export_site(small, folder)
    (folder / "index.html").write_text("changed")
    export_site(small, folder)
    assert (folder / "index.html").read_text(encoding="utf-8") != "changed"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_file_that_no_export_wrote_stops_the_next_one(small: Snapshot, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    export_site(small, folder)
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("mine")
    with pytest.raises(UsageError, match=r"\.git/config"):
        export_site(small, folder)
    assert (folder / ".git" / "config").read_text() == "mine"
    assert (folder / "index.html").is_file()


def test_an_export_may_replace_the_folder_in_which_one_stands(
    small: Snapshot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "site"
    export_site(small, folder)
    monkeypatch.chdir(folder)
    export_site(small, Path())
    assert (folder / "index.html").is_file()
