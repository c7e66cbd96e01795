"""Notes beside the snapshots: when an authority last said that its list is still the one we hold."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from accord.store.disk import Disk

__all__ = ["Confirmation", "read_confirmation", "write_confirmation"]

_NOTE = ".confirmed.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """What the server of an authority said when it was last asked.

    Attributes:
        confirmed_on: Day of the answer, ISO 8601.
        address: Address that was asked.
        etag: Mark of the version, as the server gave it.
        last_modified: Time of the version, as the server gave it.
    """

    confirmed_on: str
    address: str = ""
    etag: str = ""
    last_modified: str = ""

    @property
    def day(self) -> date:
        """Day of the answer."""
        return date.fromisoformat(self.confirmed_on)


def read_confirmation(folder: Path, code: str) -> Confirmation | None:
    """Return the note of a list; None if there is none, or none that can be read.

    A note only spares a download and tells how fresh a list is; without it the list is asked for anew.
    """
    try:
        found = Confirmation(**json.loads((folder / code / _NOTE).read_text(encoding="utf-8")))
        date.fromisoformat(found.confirmed_on)
    except (OSError, ValueError, TypeError):
        return None
    return found


def write_confirmation(folder: Path, code: str, note: Confirmation, *, disk: Disk | None = None) -> None:
    """Write the note of a list in one step."""
    disk = disk or Disk()
    aside = folder / code / f"{_NOTE}.{os.getpid()}"
    disk.write(aside, (json.dumps(asdict(note), indent=1) + "\n").encode())
    disk.rename(aside, folder / code / _NOTE)
