"""How each list stands: how old it is, whether it is whole, and whether it is stale or missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from accord.errors import Problem, UsageError
from accord.sources.lists.official import read_official
from accord.store.lists.confirming import read_confirmation
from accord.store.lists.folder import codes_of, newest, snapshots_of, verify_list

if TYPE_CHECKING:
    from accord.store.figure_json import Json

__all__ = ["ListRow", "list_rows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """One line of the status.

    Attributes:
        code: Code of the list.
        state: ``fresh``, ``stale`` or ``missing``.
        snapshot: Id of its newest snapshot.
        list_format: Format of the published file.
        as_of: Day of which the list is.
        confirmed_on: Day on which its authority last confirmed it; empty if it was not asked.
        age_days: Days since the later of both.
        entries: Number of entries.
        in_force: Number of those that the list does not keep as ended.
        sha256: Hash over what the list says.
    """

    code: str
    state: str
    snapshot: str = ""
    list_format: str = ""
    as_of: str = ""
    confirmed_on: str = ""
    age_days: int | None = None
    entries: int = 0
    in_force: int = 0
    sha256: str = ""

    @property
    def is_fresh(self) -> bool:
        """Whether the list is there and not stale."""
        return self.state == "fresh"

    def to_json(self) -> Json:
        """Return the line as values of JSON."""
        return {
            "list": self.code,
            "state": self.state,
            "snapshot": self.snapshot,
            "format": self.list_format,
            "as_of": self.as_of,
            "confirmed_on": self.confirmed_on,
            "age_days": self.age_days,
            "entries": self.entries,
            "in_force": self.in_force,
            "sha256": self.sha256,
        }

    def to_cells(self) -> list[str]:
        """Return the line as cells of a table."""
        if not self.snapshot:
            return [self.code, "", "", "", "", self.state, "", "", ""]
        age = f"{self.age_days} days"
        counts = [age, f"{self.entries:,}", f"{self.in_force:,}"]
        return [
            self.code,
            self.snapshot,
            self.list_format,
            self.as_of,
            self.confirmed_on,
            self.state,
            *counts,
        ]


def list_rows(lists: Path, codes: list[str], today: date) -> list[ListRow]:
    """Return a line for each list that was named, or for each official one and each that is there.

    The age counts from the day of the list, or from the day on which its authority last confirmed it. A
    list that Accord does not know is never stale by itself.

    Raises:
        UsageError: A list that was named is neither official nor there (ACC-227).
        IntegrityError: A byte of a newest snapshot is not what its manifest says.
    """
    official = read_official()
    try:
        there = list(codes_of(lists))
    except UsageError:
        there = []
    known = list(dict.fromkeys([*official, *there]))
    for code in codes:
        if code not in known:
            raise UsageError(
                Problem(
                    id="ACC-227",
                    what="There is no such list.",
                    value=code,
                    expected=f"one of {', '.join(known)}",
                    fix="Correct the code.",
                )
            )
    stale = {code: one.stale_after_days for code, one in official.items()}
    return [_row(lists, code, code in there, stale.get(code), today) for code in codes or known]


def _row(lists: Path, code: str, is_there: bool, stale_after: int | None, today: date) -> ListRow:
    stored = newest(snapshots_of(lists, code), today) if is_there else None
    if stored is None:
        return ListRow(code=code, state="missing")
    verify_list(stored)
    manifest = stored.manifest
    confirmed = read_confirmation(lists, code)
    last = max(manifest.day, confirmed.day if confirmed and confirmed.day <= today else manifest.day)
    age = (today - last).days
    return ListRow(
        code=code,
        state="stale" if stale_after is not None and age > stale_after else "fresh",
        snapshot=stored.id,
        list_format=manifest.list_format,
        as_of=manifest.as_of,
        confirmed_on=confirmed.confirmed_on if confirmed else "",
        age_days=age,
        entries=manifest.entries,
        in_force=manifest.in_force,
        sha256=manifest.content_sha256,
    )
