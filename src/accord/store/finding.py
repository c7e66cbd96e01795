"""Where snapshots are: a folder of one snapshot, or a store that names its current one."""

from __future__ import annotations

from pathlib import Path

from accord.errors import Problem, UsageError, unreadable

__all__ = ["CURRENT", "MANIFEST", "SNAPSHOTS", "STORE", "find_snapshot"]

STORE = Path(".accord")
"""The store that ``build`` and ``demo`` use unless told otherwise, below the working folder."""

SNAPSHOTS = "snapshots"
CURRENT = "current"
MANIFEST = "manifest.json"


def find_snapshot(folder: Path) -> Path:
    """Return the folder of a snapshot.

    Args:
        folder: A snapshot, or a store whose current snapshot is meant.

    Raises:
        UsageError: There is no snapshot there (ACC-204), or the pointer names one that is
            missing (ACC-205).
    """
    if (folder / MANIFEST).is_file():
        return folder
    pointer = folder / CURRENT
    if not pointer.is_file():
        raise UsageError(
            Problem(
                id="ACC-204",
                what="There is no snapshot here.",
                value=str(folder),
                expected="the folder of a snapshot, or of a store that `accord build` wrote",
                fix="Run `accord build` first, or name a folder with --snapshot.",
            )
        )
    try:
        name = pointer.read_bytes().decode("utf-8", errors="replace").strip()
    except OSError as error:
        raise unreadable(pointer, error) from error
    snapshot = folder / SNAPSHOTS / name
    if not name or not (snapshot / MANIFEST).is_file():
        raise UsageError(
            Problem(
                id="ACC-205",
                what="The store names a current snapshot that is not there.",
                file=str(pointer),
                value=name,
                expected=f"a folder below {folder / SNAPSHOTS}",
                fix="Run `accord build` to write it again.",
            )
        )
    return snapshot
