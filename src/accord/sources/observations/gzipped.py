"""A file that comes compressed by gzip is unpacked in memory, never larger than a bound."""

from __future__ import annotations

import gzip
import io
import zlib

from accord.errors import InputDataError
from accord.sources.rates.grid import TableFile
from accord.sources.rates.refusals import Place, cell_problem

__all__ = ["LARGEST_FILE", "unpack_gzip"]

LARGEST_FILE = 256 * 1024 * 1024
"""Bytes of an unpacked file; two hundred places, six indicators and thirty years are three million."""

_MARK = b"\x1f\x8b"


def unpack_gzip(file: TableFile) -> TableFile:
    """Return a file unpacked; one that is not compressed is returned as it is.

    Its hash stays that of the bytes on disk.

    Args:
        file: The file.

    Raises:
        InputDataError: It is cut off or damaged, or larger than ``LARGEST_FILE`` (ACC-641).
    """
    if not file.content.startswith(_MARK):
        return file
    try:
        with gzip.open(io.BytesIO(file.content)) as packed:
            content = packed.read(LARGEST_FILE + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise _refused(file, str(error)) from error
    if len(content) > LARGEST_FILE:
        raise _refused(file, f"more than {LARGEST_FILE:,} bytes")
    return TableFile(name=file.name, content=content, packed=file.content)


def _refused(file: TableFile, found: str) -> InputDataError:
    return InputDataError(
        cell_problem(
            Place(file.name, value=found),
            "ACC-641",
            "The compressed file cannot be unpacked.",
            expected=f"a file compressed by gzip, of at most {LARGEST_FILE:,} bytes",
            fix="Fetch it again, or unpack it and name the file itself.",
        )
    )
