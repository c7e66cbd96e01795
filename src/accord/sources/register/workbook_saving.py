"""What all workbooks that are written share: cells that are never calculated, bytes without the time."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Protocol

from openpyxl.utils.exceptions import IllegalCharacterError  # type: ignore[import-untyped]

from accord.sources.register.workbook_cells import FORMULA_SIGNS, Written
from accord.sources.register.workbook_library import NewCell

__all__ = ["NewBook", "NotHeldError", "put_written", "saved_bytes"]

_MOST_SIGNS = 32_767
"""Longest text of a cell; beyond it programs cut without a word."""

_SETTLED = "2000-01-01T00:00:00Z"
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


class NewBook(Protocol):
    """A workbook as the library saves it."""

    def save(self, target: io.BytesIO) -> None:
        """Write its bytes."""


class NotHeldError(Exception):
    """A value that a spreadsheet cannot hold: what it is and what would be held."""

    def __init__(self, value: str, expected: str) -> None:
        self.value, self.expected = value, expected
        super().__init__(expected)


def put_written(cell: NewCell, written: Written) -> None:
    """Put a value into a cell; a text is never taken for a formula.

    Raises:
        NotHeldError: The text is too long, or has control signs.
    """
    if len(written.text) > _MOST_SIGNS:
        raise NotHeldError(f"{written.text[:40]}...", f"at most {_MOST_SIGNS} signs")
    try:
        cell.value = written.text
    except IllegalCharacterError as error:
        raise NotHeldError(repr(written.text[:80]), "a text without control signs") from error
    cell.data_type = "n" if written.is_number else "s"
    cell.number_format = "General" if written.is_number else "@"
    cell.quotePrefix = written.text.startswith(FORMULA_SIGNS) and not written.is_number


def saved_bytes(workbook: NewBook) -> bytes:
    """Return the bytes of a workbook without the time of writing: the same content gives the same bytes."""
    buffer, settled = io.BytesIO(), io.BytesIO()
    workbook.save(buffer)
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(settled, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _STAMP.sub(rb"\g<1>" + _SETTLED.encode(), part)
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return settled.getvalue()
