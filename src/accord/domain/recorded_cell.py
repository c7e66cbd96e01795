"""A cell of a table outside the declaration, recorded so that a figure computed from it can be traced."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["RecordedCell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedCell:
    """One cell, as it was read.

    Attributes:
        id: Id under which figures name it, e.g. ``cell.calm.noise.Hill``.
        says: What stands in it, in words; an empty cell says that nothing is known.
        file: Name of the file.
        sha256: Hash of the bytes of the file, hexadecimal.
        place: Place in the file, e.g. ``line 4, column noise``.
    """

    id: str
    says: str
    file: str
    sha256: str
    place: str
