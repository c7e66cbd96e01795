"""One list from its official address to a snapshot: asked for, downloaded, read, kept."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple

from accord.cli.lists_keeping import keep
from accord.cli.output import say
from accord.sources.lists.downloading import Downloaded, Wanted, download
from accord.sources.lists.official import OfficialList
from accord.sources.lists.reading import read_list
from accord.sources.lists.result import ReadList
from accord.store.lists.adding import Added, hash_files
from accord.store.lists.confirming import Confirmation, read_confirmation, write_confirmation
from accord.store.lists.folder import newest, snapshots_of

__all__ = ["Outcome", "say_kept", "update_list"]


class Outcome(NamedTuple):
    """What came of an update: the code of the list, in words, and what was read and added, if anything."""

    code: str
    what: str
    added: Added | None
    read: ReadList | None


def update_list(official: OfficialList, lists: Path, *, tries: int, reason: str) -> Outcome:
    """Download a list if it has changed, and keep it.

    Args:
        official: Where its authority publishes it.
        lists: Folder of lists.
        tries: How often to try.
        reason: Why it may be much smaller than before; empty if it may not.

    Raises:
        OutsideError: It could not be downloaded (ACC-506 to ACC-510) or kept (ACC-511).
        InputDataError: What came is no such list, or lost too many entries (ACC-393).
    """
    if not official.url:
        return Outcome(
            official.code, f"to be saved by hand from {official.page} and added with `lists add`", None, None
        )
    known = read_confirmation(lists, official.code)
    is_usable = known is not None and known.address == official.url and snapshots_of(lists, official.code)
    wanted = Wanted(
        url=official.url,
        fewest_bytes=official.fewest_bytes,
        most_bytes=official.most_bytes,
        redirects_to=official.redirects_to,
        etag=known.etag if known and is_usable else "",
        last_modified=known.last_modified if known and is_usable else "",
        attempts=tries,
    )
    with tempfile.TemporaryDirectory(prefix="accord-") as aside:
        target = Path(aside) / f"{official.code}-list"
        found = download(wanted, target)
        if not found.is_new:
            _confirm(lists, official, found)
            return Outcome(official.code, "unchanged since the last download", None, None)
        hashed = dict(zip([target], hash_files([target]), strict=True))
        read = read_list([target], code=official.code)
        day = None if read.as_of else _server_day(found.last_modified)
        added = keep(read, hashed, lists, (day, "server"), reason)[0]
    _confirm(lists, official, found)
    return Outcome(official.code, "new" if added.is_new else "unchanged", added, read)


def say_kept(lists: Path, code: str) -> None:
    """Say which snapshot stays in use after an update that failed, and how old it is."""
    stored = newest(snapshots_of(lists, code))
    if stored is None:
        say(f"{code}: there is no earlier snapshot to fall back on")
    else:
        age = (datetime.now(UTC).date() - stored.manifest.day).days
        say(f"{code}: {stored.id} stays in use; it is {age} days old")


def _confirm(lists: Path, official: OfficialList, found: Downloaded) -> None:
    note = Confirmation(
        confirmed_on=datetime.now(UTC).date().isoformat(),
        address=official.url,
        etag=found.etag,
        last_modified=found.last_modified,
    )
    write_confirmation(lists, official.code, note)


def _server_day(text: str) -> date | None:
    """Return the day of a time as servers write it, or None."""
    try:
        return parsedate_to_datetime(text).astimezone(UTC).date()
    except (TypeError, ValueError):
        return None
