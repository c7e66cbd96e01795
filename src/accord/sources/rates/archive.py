"""A table that comes in a ZIP archive is taken out of it, in memory and never larger than a bound."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from accord.errors import InputDataError
from accord.sources.rates.grid import TableFile
from accord.sources.rates.refusals import Place, cell_problem

__all__ = ["LARGEST_TABLE", "is_archive", "unpack_table"]

LARGEST_TABLE = 64 * 1024 * 1024
"""Bytes of an unpacked table; all reference rates since 1999 are less than two million."""

_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_TABLES = {".csv", ".xml"}
_OFFICE = "[Content_Types].xml"
"""Stands in every spreadsheet of the Office Open XML form, which is an archive too."""


def is_archive(file: TableFile) -> bool:
    """Tell whether a file is a ZIP archive, by its first bytes."""
    return file.content.startswith(_MARKS)


def unpack_table(file: TableFile) -> TableFile:
    """Return the one table of an archive; nothing is written to disk.

    The name of the result is that of the archive and of the table in it; its hash is that of the
    archive, which is the file that a reader has.

    Args:
        file: The archive.

    Raises:
        InputDataError: It does not hold exactly one table, or the table cannot be unpacked, or is larger
            than ``LARGEST_TABLE`` (ACC-361).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
            tables = [name for name in names if PurePosixPath(name).suffix.lower() in _TABLES]
            if len(tables) != 1 or _OFFICE in names:
                raise _refusal(file, f"{len(names)} files, {len(tables)} of them CSV or XML")
            with archive.open(tables[0]) as packed:
                content = packed.read(LARGEST_TABLE + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
        raise _refusal(file, str(error) or type(error).__name__) from error
    if len(content) > LARGEST_TABLE:
        raise _refusal(file, f"a table of more than {LARGEST_TABLE:,} bytes")
    return TableFile(name=f"{file.name}/{tables[0]}", content=content, packed=file.content)


def _refusal(file: TableFile, found: str) -> InputDataError:
    return InputDataError(
        cell_problem(
            Place(file.name, value=found),
            "ACC-361",
            "The archive does not hold one table that can be read.",
            expected=f"a ZIP archive with one CSV or XML file of at most {LARGEST_TABLE:,} bytes, as the"
            " European Central Bank publishes it, not encrypted",
            fix="Download it again, or unpack it and name the table itself; save a spreadsheet as CSV.",
        )
    )
