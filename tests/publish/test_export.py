"""The static export: whole, linked relatively, repeatable, careful with other people's files."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from accord.errors import UsageError
from accord.publish.export import export_site
from accord.store.snapshot import Snapshot, open_snapshot
from publish.reading import Reading, read_page


@pytest.fixture(scope="module")
def exported(sofia: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site of accord") / "out"
    export_site(sofia, folder)
    return folder


@pytest.fixture(scope="module")
def readings(exported: Path) -> dict[Path, Reading]:
    """Every page of the export, read."""
    return {page: read_page(page.read_text(encoding="utf-8")) for page in exported.rglob("*.html")}


@pytest.fixture(scope="module")
def small(lake_store: Path) -> Snapshot:
    """A snapshot with few pages: what is done with folders does not depend on their number."""
    return open_snapshot(lake_store)


def test_every_relative_link_of_every_page_leads_to_a_file(
    exported: Path, readings: dict[Path, Reading]
) -> None:
    missing: set[str] = set()
    present = {path for path in exported.rglob("*") if path.is_file()}
    for page, reading in readings.items():
        for link in reading.links:
            parts = urlsplit(link)
            if parts.scheme or not parts.path:
                continue
            if Path(os.path.normpath(page.parent / unquote(parts.path))) not in present:
                missing.add(f"{page.relative_to(exported)} -> {link}")
    assert sorted(missing) == []


def test_no_anchor_stands_twice_on_a_page(readings: dict[Path, Reading]) -> None:
    assert len(readings) > 2000
    for page, reading in readings.items():
        assert len(reading.ids) == len(set(reading.ids)), page


def test_every_page_has_its_data_and_chart_beside_it(exported: Path) -> None:
    for page in exported.rglob("*.html"):
        for suffix in (".json", ".csv", ".svg"):
            assert page.with_name(page.name.removesuffix(".html") + suffix).is_file()


def test_two_exports_of_one_snapshot_are_the_same_byte_for_byte(
    exported: Path, sofia: Snapshot, tmp_path: Path
) -> None:
    export_site(sofia, tmp_path / "again")
    assert _hashes(tmp_path / "again") == _hashes(exported)


def _hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


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
