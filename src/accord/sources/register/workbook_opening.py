"""A file is opened as a workbook only after a look at its parts: no document types, bombs, merged rows."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Sequence

from accord.errors import InputDataError, Problem
from accord.sources.register.workbook_library import OpenedBook
from accord.sources.register.workbook_merges import RowSheet, merge_problems

__all__ = ["no_workbook", "open_workbook"]

_MOST_BYTES = 256 * 1024 * 1024
"""Size of all parts unpacked; a register of the whole region is a thousandth of it."""

_MARKUP = (".xml", ".rels", ".vml")
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")


def open_workbook(content: bytes, file: str, *, row_sheets: Sequence[RowSheet]) -> OpenedBook:
    """Open a workbook for reading.

    Args:
        content: The bytes of the file.
        file: Its name, for errors.
        row_sheets: The sheets that will be read row by row.

    Raises:
        InputDataError: The bytes are no workbook, or one that no honest program writes (ACC-353), or cells
            are merged in one of those sheets (ACC-990).
    """
    from openpyxl import load_workbook  # type: ignore[import-untyped]  # builds without workbooks need none

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST_BYTES:
                raise InputDataError(no_workbook(file, f"more than {_MOST_BYTES} bytes unpacked"))
            for name in archive.namelist():
                if name.endswith(_MARKUP) and any(sign in archive.read(name) for sign in _FORBIDDEN):
                    raise InputDataError(no_workbook(file, f"a document type in {name}"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book: OpenedBook = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        merged = tuple(merge_problems(content, book, file, row_sheets))
    except InputDataError:
        raise
    except Exception as error:  # the libraries raise many kinds for damaged parts
        raise InputDataError(no_workbook(file, str(error))) from error
    if merged:
        book.close()
        raise InputDataError(*merged)
    return book


def no_workbook(file: str, reason: str) -> Problem:
    """Return the problem that says why a file is no workbook (ACC-353)."""
    return Problem(
        id="ACC-353",
        what="The file is not a spreadsheet that can be read.",
        file=file,
        value=reason[:200],
        expected="a workbook in the format .xlsx, without a password",
        fix="Save it again as an Excel workbook (.xlsx).",
    )
