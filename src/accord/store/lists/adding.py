"""Adds a list: copied and hashed aside, held against the one before, named in a single step."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from accord.domain.listing import Listing
from accord.errors import InputDataError, OutsideError, Problem
from accord.store.disk import Disk
from accord.store.lists.folder import LISTINGS, MANIFEST, RAW, StoredList, newest, snapshots_of
from accord.store.lists.manifest import ListManifest
from accord.store.lists.records import to_lines
from accord.store.manifest import FileEntry, sha256_of

__all__ = ["MOST_SHRINKAGE", "Added", "Addition", "add_list", "hash_files"]

MOST_SHRINKAGE = 0.05
"""Share of its entries that a list may lose from one snapshot to the next without a reason given."""
_ASIDE = ".adding-"
_LOCK = ".lock"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """A list as it was read, ready to be kept.

    Attributes:
        code: Code of the list.
        list_format: Format of the published files.
        as_of: Day of which they are.
        as_of_from: Who said so: ``file``, ``user``, ``server`` or ``added``.
        files: The published files.
        sha256: Their hashes before they were read, in the same order.
        listings: Entries.
        unread: Counts of what no field takes, by path.
        findings: Number of findings of the reading, by id.
        shrinkage_reason: Why the list may be much smaller than before; empty if it may not.
    """

    code: str
    list_format: str
    as_of: date
    as_of_from: str
    files: Sequence[Path]
    sha256: Sequence[str]
    listings: Sequence[Listing]
    unread: Mapping[str, int] = field(default_factory=dict)
    findings: Mapping[str, int] = field(default_factory=dict)
    shrinkage_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What came of an addition.

    Attributes:
        stored: The snapshot.
        is_new: False if the same bytes were there for the same day already.
        previous: Snapshot before it, if there was one.
        latest: Snapshot that is the newest of the list now.
    """

    stored: StoredList
    is_new: bool
    previous: StoredList | None
    latest: StoredList


def hash_files(files: Sequence[Path]) -> tuple[str, ...]:
    """Return the SHA-256 of each file."""
    return tuple(_hash(file) for file in files)


def _hash(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def add_list(folder: Path, addition: Addition, *, now: datetime, disk: Disk | None = None) -> Added:
    """Keep a list as an immutable snapshot.

    Until the last step, which is one renaming, readers do not see it. Additions to one folder wait for
    each other, so that each is held against the one before it.

    Args:
        folder: Folder of lists; created if missing.
        addition: The list.
        now: Present time in UTC.
        disk: Where writes go; replaced by tests that stop the world.

    Raises:
        InputDataError: The list lost more than 5 % of its entries, or of those in force, and no reason
            was given (ACC-393). Nothing was changed.
        OutsideError: The disk refused, or a file changed while it was read (ACC-511).
    """
    disk = disk or Disk()
    home = folder / addition.code
    try:
        disk.make_dir(home)
        with _alone(folder):
            known = snapshots_of(folder, addition.code)
            same = next((one for one in known if _is_same(one, addition)), None)
            previous = newest(known, addition.as_of)
            if same is None:
                _check_size(addition, previous, now.date())
            stored = same or _write(home, addition, previous, now, disk)
            is_newest = not known or known[-1].manifest.day <= stored.manifest.day
            latest = stored if is_newest and same is None else known[-1]
            return Added(stored=stored, is_new=same is None, previous=previous, latest=latest)
    except OSError as error:
        raise OutsideError(
            Problem(
                id="ACC-511",
                what="The list could not be kept; what was stored before is untouched.",
                file=str(error.filename or folder),
                value=error.strerror or str(error),
                expected="a folder to which this user may write, on a disk with space",
                fix="Correct the folder or the disk and add the list again.",
            )
        ) from error


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _is_same(stored: StoredList, addition: Addition) -> bool:
    manifest = stored.manifest
    told = (manifest.as_of, manifest.list_format, manifest.entries)
    hashes = sorted(entry.sha256 for entry in manifest.raw)
    is_told = told == (addition.as_of.isoformat(), addition.list_format, len(addition.listings))
    return is_told and hashes == sorted(addition.sha256)


def _in_force(listings: Sequence[Listing]) -> int:
    return sum(not listing.is_ended for listing in listings)


def _check_size(addition: Addition, previous: StoredList | None, today: date) -> None:
    if previous is None or addition.shrinkage_reason:
        return
    counts = (
        ("entries", previous.manifest.entries, len(addition.listings)),
        ("entries in force", previous.manifest.in_force, _in_force(addition.listings)),
    )
    for what, before, after in counts:
        if after < before * (1 - MOST_SHRINKAGE):
            age = (today - previous.manifest.day).days
            raise InputDataError(
                Problem(
                    id="ACC-393",
                    what="The list is much smaller than the one before and is not taken in.",
                    file=", ".join(str(file) for file in addition.files),
                    row=addition.code,
                    value=f"{after:,} {what}, before {before:,}",
                    expected=f"at most {MOST_SHRINKAGE:.0%} fewer",
                    fix=f"{previous.id} stays in use; it is {age} days old. Check the file against the "
                    "authority; if the list did shrink, add it with --accept-shrinkage REASON.",
                )
            )


def _write(
    home: Path, addition: Addition, previous: StoredList | None, now: datetime, disk: Disk
) -> StoredList:
    for left in home.glob(f"{_ASIDE}*"):
        disk.remove_tree(left)
    aside = home / f"{_ASIDE}{os.getpid()}"
    disk.make_dir(aside / RAW)
    raw = tuple(_copy(file, told, aside, disk) for file, told in _named(addition))
    lines = to_lines(addition.listings)
    disk.write(aside / LISTINGS, lines)
    manifest = ListManifest(
        list=addition.code,
        list_format=addition.list_format,
        as_of=addition.as_of.isoformat(),
        as_of_from=addition.as_of_from,
        added_at=now.isoformat(),
        raw=raw,
        listings=FileEntry(path=LISTINGS, sha256=sha256_of(lines), size=len(lines)),
        entries=len(addition.listings),
        in_force=_in_force(addition.listings),
        kinds=dict(sorted(Counter(listing.kind.value for listing in addition.listings).items())),
        unread=dict(addition.unread),
        findings=dict(addition.findings),
        shrinkage_reason=addition.shrinkage_reason,
        previous=previous.id if previous else "",
    )
    disk.write(aside / MANIFEST, manifest.to_bytes())
    disk.sync_dir(aside / RAW)
    disk.sync_dir(aside)
    target = home / manifest.snapshot_id
    disk.rename(aside, target)
    disk.sync_dir(home)
    disk.sync_dir(home.parent)
    return StoredList(folder=target, manifest=manifest)


def _named(addition: Addition) -> Iterator[tuple[tuple[Path, str], str]]:
    """Yield each file with the name of its copy, which no other file has, and its hash."""
    seen: Counter[str] = Counter()
    for file, told in zip(addition.files, addition.sha256, strict=True):
        seen[file.name] += 1
        yield (file, file.name if seen[file.name] == 1 else f"{seen[file.name]}-{file.name}"), told


def _copy(named: tuple[Path, str], told: str, aside: Path, disk: Disk) -> FileEntry:
    file, name = named
    target = aside / RAW / name

    def copy(path: Path) -> None:
        with file.open("rb") as source, path.open("wb") as copied:
            while block := source.read(_BLOCK):
                copied.write(block)

    disk.produce(target, copy)
    if _hash(target) != told:
        raise OSError(0, "the file changed while it was read", str(file))
    return FileEntry(path=f"{RAW}/{name}", sha256=told, size=target.stat().st_size)
