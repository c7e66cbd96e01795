"""What the files of each publisher lack for following the money, as it was found when they were taken in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from accord.store.money_tables import publisher_names, rows_of

__all__ = ["Lack", "lacks"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """The finding of one check in one publisher's part of a file.

    Attributes:
        publisher: Identifier of the publisher.
        publisher_name: Its name.
        file: Name of the file.
        check: Id of the check.
        affected: How many things lack it.
        examined: How many were looked at; zero says that there was nothing to look at.
        example: One of those that lack it; empty if none does.
    """

    publisher: str
    publisher_name: str
    file: str
    check: str
    affected: int
    examined: int
    example: str


def lacks(snapshot: Path, *, publisher: str = "") -> list[Lack]:
    """Return the findings of all checks by publisher and file, those that found nothing too.

    Args:
        snapshot: Folder of the snapshot.
        publisher: Only those of this publisher; empty for all.

    Raises:
        UsageError: No transactions were taken in (ACC-214).
    """
    names = publisher_names(snapshot)
    files = {row["file"]: str(row["name"]) for row in rows_of(snapshot, "files")}
    found = [
        Lack(
            publisher=str(row["publisher"]),
            publisher_name=names.get(str(row["publisher"]), str(row["publisher"])),
            file=files[row["file"]],
            check=str(row["check_id"]),
            affected=int(str(row["affected"])),
            examined=int(str(row["examined"])),
            example=str(row["example"] or ""),
        )
        for row in rows_of(snapshot, "quality")
        if publisher in {"", row["publisher"]}
    ]
    return sorted(found, key=lambda lack: (lack.publisher, lack.file))
