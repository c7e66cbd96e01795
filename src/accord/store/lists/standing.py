"""Whether an entry was on a list on a day, told from all snapshots of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from accord.domain.listing import Listing
from accord.errors import Problem, UsageError
from accord.store.lists.folder import StoredList, codes_of, snapshots_of

__all__ = ["Standing", "standing_on"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether an entry was listed on a day.

    Attributes:
        is_listed: Yes, no, or None where the snapshots leave it open.
        reason: Why, in words.
        listing: The entry as the nearest snapshot states it that has it; None if none has it.
        seen_on: Day of that snapshot.
        gone_by: Day of the first later snapshot without it; None if there is none.
    """

    is_listed: bool | None
    reason: str
    listing: Listing | None = None
    seen_on: date | None = None
    gone_by: date | None = None


def standing_on(folder: Path, listing_id: str, day: date) -> Standing:
    """Return whether an entry was listed on a day, also one that later snapshots no longer have.

    The newest snapshot up to the day decides. Where only a later one has the entry, its day of listing
    decides, because published files follow the law by days. Between a snapshot that has an entry and
    the next, which does not, it is open when it ended.

    Args:
        folder: Folder of lists.
        listing_id: Id of the entry, such as ``eu:EU.1.2``.
        day: The day.

    Raises:
        UsageError: The folder has no such list (ACC-224, ACC-227).
        IntegrityError: A byte is not what a manifest says.
    """
    code = listing_id.partition(":")[0]
    if code not in codes_of(folder):
        raise UsageError(
            Problem(
                id="ACC-227",
                what="There is no such list in this folder.",
                file=str(folder),
                value=code,
                expected=f"one of {', '.join(codes_of(folder))}",
                fix="Correct the code, or add the list.",
            )
        )
    snapshots = snapshots_of(folder, code)
    earlier = [one for one in snapshots if one.manifest.day <= day]
    later = [one for one in snapshots if one.manifest.day > day]
    found = earlier[-1].find(listing_id) if earlier else None
    if found is not None:
        return _seen(found, earlier[-1].manifest.day, day, _first_without(later, listing_id))
    for stored in later:
        if (after := stored.find(listing_id)) is not None:
            return _seen_later(after, stored.manifest.day, day)
    for stored in reversed(earlier[:-1]):
        if (before := stored.find(listing_id)) is not None:
            gone = _first_without(earlier, listing_id, since=stored.manifest.day)
            reason = f"on the list of {stored.manifest.day}, no longer on that of {gone}"
            return Standing(
                is_listed=False, reason=reason, listing=before, seen_on=stored.manifest.day, gone_by=gone
            )
    return Standing(is_listed=False, reason="no snapshot has such an entry")


def _first_without(snapshots: list[StoredList], listing_id: str, *, since: date | None = None) -> date | None:
    for stored in snapshots:
        if (since is None or stored.manifest.day > since) and stored.find(listing_id) is None:
            return stored.manifest.day
    return None


def _seen(listing: Listing, seen_on: date, day: date, gone_by: date | None) -> Standing:
    def told(is_listed: bool | None, reason: str) -> Standing:
        return Standing(is_listed=is_listed, reason=reason, listing=listing, seen_on=seen_on, gone_by=gone_by)

    if listing.ended_on is not None and listing.ended_on <= day:
        return told(False, f"it ended on {listing.ended_on}")
    if listing.is_ended and listing.ended_on is None:
        return told(False, f"the list of {seen_on} keeps it as ended")
    if listing.listed_on is not None and listing.listed_on > day:
        return told(False, f"it was listed on {listing.listed_on}")
    if gone_by is not None and seen_on < day:
        return told(None, f"on the list of {seen_on}, no longer on that of {gone_by}")
    return told(True, f"on the list of {seen_on}")


def _seen_later(listing: Listing, seen_on: date, day: date) -> Standing:
    def told(is_listed: bool | None, reason: str) -> Standing:
        return Standing(is_listed=is_listed, reason=reason, listing=listing, seen_on=seen_on)

    if listing.listed_on is None:
        return told(None, f"first on the list of {seen_on}, which does not say since when")
    if listing.listed_on > day:
        return told(False, f"it was listed on {listing.listed_on}")
    if listing.ended_on is not None and listing.ended_on <= day:
        return told(False, f"it ended on {listing.ended_on}")
    if listing.is_ended and listing.ended_on is None:
        return told(None, f"the list of {seen_on} keeps it as ended without a day")
    return told(True, f"the list of {seen_on} has it since {listing.listed_on}")
