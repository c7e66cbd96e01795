"""Every byte of a snapshot is hashed again and compared with its manifest."""

from __future__ import annotations

from pathlib import Path

from accord.errors import IntegrityError, Problem, unreadable
from accord.store.finding import MANIFEST
from accord.store.manifest import Manifest, sha256_of

__all__ = ["read_manifest", "verify_snapshot"]


def verify_snapshot(folder: Path, *, expected_id: str = "") -> Manifest:
    """Hash every file of a snapshot again.

    Args:
        folder: Folder of the snapshot.
        expected_id: Id that the manifest must have; the folder's name if empty.

    Returns:
        The manifest, if every byte is what it says.

    Raises:
        IntegrityError: One problem for each file that differs (ACC-402), is missing (ACC-403) or
            is not listed (ACC-404), and one if the manifest itself was changed (ACC-405).
    """
    path = folder / MANIFEST
    manifest = read_manifest(folder)
    content = path.read_bytes()
    problems = _check_files(folder, manifest)
    name = expected_id or folder.resolve().name
    if manifest.snapshot_id != name or content != manifest.to_bytes():
        problems.insert(
            0,
            Problem(
                id="ACC-405",
                what="The manifest was changed, or the folder of the snapshot was renamed.",
                file=str(path),
                value=manifest.snapshot_id,
                expected=name,
                fix="If the folder was renamed, give it its old name; else build the snapshot again.",
            ),
        )
    if problems:
        raise IntegrityError(*problems)
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a snapshot; nothing else is checked.

    Raises:
        IntegrityError: It is not a manifest (ACC-401).
        OutsideError: It cannot be opened (ACC-504).
    """
    path = folder / MANIFEST
    try:
        content = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    return Manifest.from_bytes(content, file=str(path))


def _check_files(folder: Path, manifest: Manifest) -> list[Problem]:
    problems = []
    entries = {entry.path: entry for entry in (*manifest.inputs, *manifest.outputs)}
    for entry in entries.values():
        path = folder / entry.path
        if not path.is_file():
            problems.append(
                Problem(
                    id="ACC-403",
                    what="A file of the snapshot is missing.",
                    file=str(path),
                    expected=f"SHA-256 {entry.sha256}",
                    fix="Build the snapshot again.",
                )
            )
        elif (found := sha256_of(path.read_bytes())) != entry.sha256:
            problems.append(
                Problem(
                    id="ACC-402",
                    what="A file of the snapshot was changed.",
                    file=str(path),
                    value=f"SHA-256 {found}",
                    expected=f"SHA-256 {entry.sha256}",
                    fix="Do not publish from this snapshot; build it again.",
                )
            )
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    problems.extend(
        Problem(
            id="ACC-404",
            what="A file lies in the snapshot that its manifest does not list.",
            file=str(folder / name),
            expected="only the files of the manifest",
            fix="Move the file out of the snapshot.",
        )
        for name in sorted(present - set(entries) - {MANIFEST})
    )
    return problems
