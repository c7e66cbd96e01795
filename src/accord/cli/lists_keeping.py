"""What was read becomes a snapshot of each list, and is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from accord.cli.lists_options import usage
from accord.cli.output import say
from accord.sources.lists.result import ReadList
from accord.store.lists.adding import Added, Addition, add_list

if TYPE_CHECKING:
    from accord.store.figure_json import Json

__all__ = ["added_json", "keep", "say_account", "say_added"]

_SHOWN = 5


def keep(
    read: ReadList,
    hashed: Mapping[Path, str],
    lists: Path,
    told: tuple[date | None, str],
    reason: str = "",
) -> list[Added]:
    """Add what was read, each list of a neutral file by itself.

    Args:
        read: What was read.
        hashed: The published files with their hashes before they were read.
        lists: Folder of lists.
        told: Day of the files and who named it; without a day the file's own counts, then today.
        reason: Why a list may be much smaller than before; empty if it may not.

    Raises:
        UsageError: The day is to come; one day ahead is tomorrow in another time zone (ACC-225).
        InputDataError: A list lost too many entries (ACC-393).
        OutsideError: The disk refused (ACC-511).
    """
    now = datetime.now(UTC)
    chosen = told if told[0] else (read.as_of, "file") if read.as_of else (now.date(), "added")
    day, source = chosen
    if day is None or day > now.date() + timedelta(days=1):
        raise usage("ACC-225", "The day of the list is still to come.", str(day), f"{now.date()} or before")
    added = []
    for code in dict.fromkeys(listing.list for listing in read.listings):
        addition = Addition(
            code=code,
            list_format=read.format,
            as_of=day,
            as_of_from=source,
            files=list(hashed),
            sha256=list(hashed.values()),
            listings=[listing for listing in read.listings if listing.list == code],
            unread=read.unread,
            findings=dict(sorted(Counter(finding.id for finding in read.findings).items())),
            shrinkage_reason=reason.strip(),
        )
        added.append(add_list(lists, addition, now=now))
    return added


def added_json(added: Added) -> Json:
    """Return what came of an addition as values of JSON."""
    manifest = added.stored.manifest
    return {
        "list": manifest.list,
        "snapshot": added.stored.id,
        "format": manifest.list_format,
        "as_of": manifest.as_of,
        "as_of_from": manifest.as_of_from,
        "new": added.is_new,
        "entries": manifest.entries,
        "in_force": manifest.in_force,
        "kinds": dict(manifest.kinds),
        "unread": dict(manifest.unread),
        "findings": dict(manifest.findings),
        "previous": added.previous.id if added.previous else "",
    }


def say_added(added: Added) -> None:
    """Say what came of an addition."""
    manifest = added.stored.manifest
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in manifest.kinds.items())
    say(f"{added.stored.id}: {manifest.entries:,} entries ({kinds}), {manifest.in_force:,} in force")
    if manifest.as_of_from == "added":
        say("look     the files do not say of which day they are: taken is today; name it with --as-of")
    if not added.is_new:
        say("         it was there already, byte for byte")
    elif added.latest.id != added.stored.id:
        say(f"look     {added.latest.id} is of a later day and stays the newest")


def say_account(read: ReadList) -> int:
    """Say what no field took and what was not understood; return how many entries were set apart."""
    for path, count in read.unread.items():
        say(f"unread   {path}: {count:,} times")
    for problem in read.findings[:_SHOWN]:
        place = ", ".join(part for part in (problem.row, problem.field, problem.value) if part)
        say(f"look     {problem.id} {problem.what} ({place})")
    if len(read.findings) > _SHOWN:
        say(f"look     {len(read.findings) - _SHOWN:,} more findings are counted in the manifest")
    return sum(finding.id == "ACC-385" for finding in read.findings)
