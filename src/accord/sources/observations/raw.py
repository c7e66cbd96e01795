"""A table as it stands in a file, before any cell is interpreted, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["RawRow", "RawTable"]


class RawRow(NamedTuple):
    """One row, or one observation of a message.

    Attributes:
        place: Where it stands, for people: ``line 7``, ``sheet CC, row 12``, ``series 3, observation 2``.
        line: Line of the file, counted from 1; 0 where lines mean nothing, as in a workbook.
        cells: Texts without white space around them, one for each column of the table; empty for nothing.
    """

    place: str
    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """The rows of one file.

    Attributes:
        file: Name of the file, for errors and origins.
        sha256: Hash of its bytes, hexadecimal.
        columns: Names of the columns as the file writes them; for a message, of dimensions and attributes.
        rows: The rows in the order of the file.
        unread: What of the file stands in no row, in words, such as a sheet.
    """

    file: str
    sha256: str
    columns: tuple[str, ...]
    rows: tuple[RawRow, ...]
    unread: tuple[str, ...] = ()
