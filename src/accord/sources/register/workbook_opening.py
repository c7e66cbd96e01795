"""A file is opened as a workbook only after a look at its parts: no document types, no bombs."""

from __future__ import annotations

import io
import warnings
import zipfile

from accord.errors import InputDataError, Problem
from accord.sources.register.workbook_library import OpenedBook

__all__ = ["no_workbook", "open_workbook"]

_MOST_BYTES = 256 * 1024 * 1024
"""Size of all parts unpacked; a register of the whole region is a thousandth of it."""

_MARKUP = (".xml", ".rels", ".vml")
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")


def open_workbook(content: bytes, file: str) -> OpenedBook:
    """Open a workbook for reading.

    Args:
        content: The bytes of the file.
        file: Its name, for errors.

    Raises:
        InputDataError: The bytes are no workbook, or one that no honest program writes (ACC-353).
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
            return book
    except InputDataError:
        raise
    except Exception as error:  # the libraries raise many kinds for damaged parts
        raise InputDataError(no_workbook(file, str(error))) from error


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
