"""Every byte of a snapshot is checked."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.errors import IntegrityError
from accord.store.finding import find_snapshot
from accord.store.manifest import Manifest, sha256_of
from accord.store.snapshot import open_snapshot
from accord.store.verifying import read_manifest, verify_snapshot


@pytest.fixture
def snapshot(lake_store: Path, tmp_path: Path) -> Path:
    """A copy of the current snapshot of the lake pact."""
    found = find_snapshot(lake_store)
    return Path(shutil.copytree(found, tmp_path / found.name))


def files_of(snapshot: Path) -> list[Path]:
    return sorted(path for path in snapshot.rglob("*") if path.is_file())


def ids(error: pytest.ExceptionInfo[IntegrityError]) -> list[str]:
    return [problem.id for problem in error.value.problems]


def test_an_untouched_snapshot_is_whole(snapshot: Path) -> None:
    manifest = verify_snapshot(snapshot)
    assert manifest.snapshot_id == snapshot.name
    assert len(manifest.inputs) + len(manifest.outputs) == len(files_of(snapshot)) - 1


@pytest.mark.parametrize("place", ["first", "middle", "last"])
def test_one_flipped_byte_in_any_file_is_found(snapshot: Path, place: str) -> None:
    for path in files_of(snapshot):
        whole = path.read_bytes()
        position = {"first": 0, "middle": len(whole) // 2, "last": len(whole) - 1}[place]
        path.write_bytes(whole[:position] + bytes([whole[position] ^ 0x01]) + whole[position + 1 :])
        with pytest.raises(IntegrityError) as caught:
            verify_snapshot(snapshot)
        assert set(ids(caught)) <= {f"ACC-40{n}" for n in range(1, 6)}
        assert caught.value.problems[0].file == str(path)
        assert caught.value.problems[0].fix
        path.write_bytes(whole)
    verify_snapshot(snapshot)


@pytest.fixture(scope="module")
def victim(lake_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy that examples change and put right again."""
    found = find_snapshot(lake_store)
    return Path(shutil.copytree(found, tmp_path_factory.mktemp("victim") / found.name))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_other_byte_at_any_place_of_a_listed_file_is_found(victim: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from([path for path in files_of(victim) if path.name != "manifest.json"]))
    whole = path.read_bytes()
    position = data.draw(st.integers(0, len(whole) - 1))
    mask = data.draw(st.integers(1, 255))
    try:
        path.write_bytes(whole[:position] + bytes([whole[position] ^ mask]) + whole[position + 1 :])
        with pytest.raises(IntegrityError, match="ACC-402"):
            verify_snapshot(victim)
    finally:
        path.write_bytes(whole)


def test_a_missing_file_is_found(snapshot: Path) -> None:
    for path in files_of(snapshot):
        if path.name == "manifest.json":
            continue
        whole = path.read_bytes()
        path.unlink()
        with pytest.raises(IntegrityError) as caught:
            verify_snapshot(snapshot)
        assert ids(caught) == ["ACC-403"]
        path.write_bytes(whole)


@pytest.mark.parametrize("name", ["tables/extra.parquet", "inputs/more.yml", "note.txt", ".hidden"])
def test_an_additional_file_is_found(snapshot: Path, name: str) -> None:
    (snapshot / name).write_text("not part of it", encoding="utf-8")
    with pytest.raises(IntegrityError) as caught:
        verify_snapshot(snapshot)
    assert ids(caught) == ["ACC-404"]
    assert caught.value.problems[0].file.endswith(name)


def test_a_renamed_folder_is_found(snapshot: Path) -> None:
    renamed = snapshot.rename(snapshot.with_name("lake_pact-2024-01-15-000000000000"))
    with pytest.raises(IntegrityError) as caught:
        verify_snapshot(renamed)
    assert ids(caught) == ["ACC-405"]


def test_a_forged_manifest_is_found(snapshot: Path) -> None:
    """Whoever changes a file and its hash in the manifest changes the id of the snapshot."""
    claims = snapshot / "inputs" / "claims.yml"
    claims.write_bytes(claims.read_bytes().replace(b"104500", b"904500"))
    path = snapshot / "manifest.json"
    with pytest.raises(IntegrityError) as first:
        verify_snapshot(snapshot)
    old = first.value.problems[0].expected.removeprefix("SHA-256 ")
    new = first.value.problems[0].value.removeprefix("SHA-256 ")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(IntegrityError) as caught:
        verify_snapshot(snapshot)
    assert ids(caught) == ["ACC-405"]


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": 2}', "null"])
def test_a_manifest_that_cannot_be_read_is_an_integrity_error(snapshot: Path, text: str) -> None:
    (snapshot / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(IntegrityError) as caught:
        verify_snapshot(snapshot)
    assert ids(caught) == ["ACC-401"]


def test_a_manifest_is_read_as_it_was_written(snapshot: Path) -> None:
    raw = (snapshot / "manifest.json").read_bytes()
    assert Manifest.from_bytes(raw, file="manifest.json").to_bytes() == raw
    assert json.loads(raw)["format"] == 1


def test_one_more_space_in_the_manifest_is_found(snapshot: Path) -> None:
    path = snapshot / "manifest.json"
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(IntegrityError):
        verify_snapshot(snapshot)


def test_a_table_that_cannot_be_read_is_an_integrity_error(snapshot: Path) -> None:
    """Nothing is answered from a changed snapshot, nor from one whose tables are of another kind."""
    broken = b"not a table"
    (snapshot / "tables" / "claims.parquet").write_bytes(broken)
    with pytest.raises(IntegrityError, match="ACC-402"):
        open_snapshot(snapshot)
    manifest = read_manifest(snapshot)
    outputs = tuple(
        replace(entry, sha256=sha256_of(broken)) if "/claims." in entry.path else entry
        for entry in manifest.outputs
    )
    (snapshot / "manifest.json").write_bytes(replace(manifest, outputs=outputs).to_bytes())
    with pytest.raises(IntegrityError, match="ACC-406"):
        open_snapshot(snapshot)
