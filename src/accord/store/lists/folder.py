"""The folder of lists: which snapshots it holds, and their bytes as the manifests promise them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from accord.domain.listing import Listing
from accord.errors import IntegrityError, Problem, UsageError, unreadable
from accord.store.lists.manifest import ListManifest
from accord.store.lists.records import from_lines
from accord.store.manifest import FileEntry, sha256_of

__all__ = ["LISTINGS", "MANIFEST", "RAW", "StoredList", "codes_of", "newest", "snapshots_of", "verify_list"]

MANIFEST = "manifest.json"
LISTINGS = "listings.jsonl"
RAW = "raw"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredList:
    """One snapshot of one list.

    Attributes:
        folder: Where it lies.
        manifest: What it is made of.
    """

    folder: Path
    manifest: ListManifest

    @property
    def id(self) -> str:
        """Id under which the snapshot is cited."""
        return self.folder.name

    def read(self) -> tuple[Listing, ...]:
        """Return its entries.

        Raises:
            IntegrityError: Their bytes are not what the manifest says (ACC-409), or no entries (ACC-410).
        """
        return self._entries(_checked(self.folder, self.manifest.listings))

    def find(self, listing_id: str) -> Listing | None:
        """Return one entry, or None if the snapshot does not have it.

        Raises:
            IntegrityError: As for ``read``.
        """
        content = b"\n" + _checked(self.folder, self.manifest.listings)
        start = content.find(f'\n{{"id":{json.dumps(listing_id, ensure_ascii=False)},'.encode())
        if start < 0:
            return None
        return self._entries(content[start + 1 : content.find(b"\n", start + 1) + 1])[0]

    def _entries(self, lines: bytes) -> tuple[Listing, ...]:
        try:
            return from_lines(lines)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise IntegrityError(
                Problem(
                    id="ACC-410",
                    what="The entries of a list snapshot cannot be read.",
                    file=str(self.folder / self.manifest.listings.path),
                    value=str(error)[:100],
                    expected="the entries that this version of Accord writes",
                    fix=f"Add the files in {self.folder / RAW} again, into another folder of lists.",
                )
            ) from error


def codes_of(folder: Path) -> tuple[str, ...]:
    """Return the codes of the lists in a folder.

    Raises:
        UsageError: There is no such folder, or no list in it (ACC-224).
    """
    try:
        found = sorted(path.name for path in folder.iterdir() if _snapshots(path)) if folder.is_dir() else []
    except OSError as error:
        raise unreadable(folder, error) from error
    if not found:
        raise UsageError(
            Problem(
                id="ACC-224",
                what="There is no list in this folder.",
                file=str(folder),
                expected="a folder to which a list was added",
                fix="Run `accord lists add FILE --lists DIR` or `accord lists update --lists DIR`.",
            )
        )
    return tuple(found)


def _snapshots(path: Path) -> list[Path]:
    if path.name.startswith(".") or not path.is_dir():
        return []
    return [found for found in path.iterdir() if not found.name.startswith(".") and found.is_dir()]


def snapshots_of(folder: Path, code: str) -> tuple[StoredList, ...]:
    """Return the snapshots of a list, the oldest first; of one day, the one that was added first.

    Raises:
        IntegrityError: A manifest cannot be read (ACC-408) or was changed (ACC-409).
    """
    found = [_stored(path) for path in _snapshots(folder / code)]
    return tuple(sorted(found, key=lambda one: (one.manifest.as_of, one.manifest.added_at, one.id)))


def newest(snapshots: tuple[StoredList, ...], as_of: date | None = None) -> StoredList | None:
    """Return the newest snapshot that is not of a later day than ``as_of``; None if there is none."""
    found = [one for one in snapshots if as_of is None or one.manifest.day <= as_of]
    return found[-1] if found else None


def verify_list(stored: StoredList) -> None:
    """Hash every byte of a snapshot again.

    Raises:
        IntegrityError: A byte is not what the manifest says (ACC-409).
    """
    for entry in (stored.manifest.listings, *stored.manifest.raw):
        _checked(stored.folder, entry)


def _stored(path: Path) -> StoredList:
    file = path / MANIFEST
    try:
        content = file.read_bytes()
    except OSError as error:
        raise _changed(file, error.strerror or str(error)) from error
    manifest = ListManifest.from_bytes(content, file=str(file))
    if path.name != f"{manifest.list}-{manifest.as_of}-{sha256_of(content)[:12]}":
        raise _changed(file, sha256_of(content))
    return StoredList(folder=path, manifest=manifest)


def _checked(folder: Path, entry: FileEntry) -> bytes:
    file = folder / entry.path
    try:
        content = file.read_bytes()
    except OSError as error:
        raise _changed(file, error.strerror or str(error)) from error
    if sha256_of(content) != entry.sha256:
        raise _changed(file, sha256_of(content))
    return content


def _changed(file: Path, value: str) -> IntegrityError:
    return IntegrityError(
        Problem(
            id="ACC-409",
            what="A file of a list snapshot is not what its manifest says.",
            file=str(file),
            value=value,
            expected="the bytes that were written",
            fix="Do not screen with it. Restore the folder, or remove this snapshot and add the file again.",
        )
    )
