"""Opens the lists as they were known on a day, to screen against them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from accord.domain.listing import Listing
from accord.errors import Problem, UsageError
from accord.store.lists.folder import StoredList, codes_of, newest, snapshots_of
from accord.store.lists.records import without_collecting
from accord.store.manifest import sha256_of

__all__ = ["ListSource", "Lists", "open_lists"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSource:
    """From which snapshot of a list entries came.

    Attributes:
        code: Code of the list.
        snapshot_id: Id of the snapshot.
        list_format: Format of the published file.
        as_of: Day of which the list is.
        sha256: Hash over the code, the day, the published bytes and the entries.
        age_days: Days from that day to the one on which it is used; None if that was not said.
        entries: Number of entries.
    """

    code: str
    snapshot_id: str
    list_format: str
    as_of: date
    sha256: str
    age_days: int | None
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Lists as they were known on a day.

    Attributes:
        listings: Entries of all lists, list by list, in the order of the published files. Entries that
            a list keeps as ended are among them.
        snapshot_id: Hash over the snapshots; the same lists give the same id in any folder.
        sources: The snapshots.
        missing: Codes of lists that the folder has only for later days.
    """

    listings: tuple[Listing, ...]
    snapshot_id: str
    sources: tuple[ListSource, ...]
    missing: tuple[str, ...] = ()


def open_lists(folder: Path, as_of: date | None = None, *, today: date | None = None) -> Lists:
    """Return the newest snapshot of each list, or the newest that was not later than a day.

    Args:
        folder: Folder of lists.
        as_of: Day of knowledge, such as that of a payment; None for the newest.
        today: Day from which ages are counted where ``as_of`` is None.

    Raises:
        UsageError: There is no list in the folder (ACC-224), or none for such an early day (ACC-226).
        IntegrityError: A byte is not what a manifest says (ACC-408 to ACC-410).
    """
    chosen: list[StoredList] = []
    missing = []
    earliest: list[date] = []
    for code in codes_of(folder):
        snapshots = snapshots_of(folder, code)
        found = newest(snapshots, as_of)
        earliest.append(snapshots[0].manifest.day)
        if found is None:
            missing.append(code)
        else:
            chosen.append(found)
    if not chosen:
        raise UsageError(
            Problem(
                id="ACC-226",
                what="No list in this folder is from that day or before.",
                file=str(folder),
                value=str(as_of),
                expected=f"a day from {min(earliest)} on",
                fix="Add lists that were published before that day, or choose a later one.",
            )
        )
    day = as_of or today
    with without_collecting():
        listings = tuple([listing for stored in chosen for listing in stored.read()])
    return Lists(
        listings=listings,
        snapshot_id=sha256_of("\n".join(one.manifest.content_sha256 for one in chosen).encode()),
        sources=tuple(_source(stored, day) for stored in chosen),
        missing=tuple(missing),
    )


def _source(stored: StoredList, day: date | None) -> ListSource:
    manifest = stored.manifest
    return ListSource(
        code=manifest.list,
        snapshot_id=stored.id,
        list_format=manifest.list_format,
        as_of=manifest.day,
        sha256=manifest.content_sha256,
        age_days=(day - manifest.day).days if day else None,
        entries=manifest.entries,
    )
