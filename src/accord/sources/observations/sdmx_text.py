"""The text of an SDMX-ML message, in the encoding that it declares."""

from __future__ import annotations

import re

from accord.errors import InputDataError
from accord.sources.rates.grid import TableFile
from accord.sources.rates.refusals import Place, cell_problem

__all__ = ["MOST_BYTES", "is_markup", "message_text"]

MOST_BYTES = 256 * 1024 * 1024
"""A message is held in memory many times over while it is read; a larger one is asked for in parts."""

_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ENCODINGS = {"utf-8": "utf-8", "us-ascii": "ascii", "ascii": "ascii", "iso-8859-1": "latin-1"}
_WHITE = b" \t\r\n\x00"


def is_markup(content: bytes) -> bool:
    """Say whether a file begins like XML, whatever its name."""
    for mark, _ in _MARKS:
        content = content.removeprefix(mark)
    return content[:4096].lstrip(_WHITE).startswith(b"<")


def message_text(file: TableFile) -> str:
    """Return the text of a message.

    Raises:
        InputDataError: Not in its encoding, or that is not read (ACC-651); or too large (ACC-657).
    """
    if len(file.content) > MOST_BYTES:
        raise InputDataError(
            cell_problem(
                Place(file.name, value=f"{len(file.content):,} bytes"),
                "ACC-657",
                "The message is too large to be read at once.",
                expected=f"at most {MOST_BYTES:,} bytes",
                fix="Ask the publisher for fewer places, periods or indicators, or for SDMX-CSV.",
            )
        )
    try:
        return file.content.decode(_encoding(file.content))
    except ValueError as error:
        line = file.content.count(b"\n", 0, getattr(error, "start", 0)) + 1
        raise InputDataError(
            cell_problem(
                Place(file.name, line, value=str(error)),
                "ACC-651",
                "The message is not in the encoding that it declares, or in one that is not read.",
                expected="UTF-8; UTF-16 with a byte order mark, ASCII and ISO 8859-1 are read too",
                fix="Fetch the file again; save it in UTF-8 if it was edited.",
            )
        ) from error


def _encoding(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    declared = _DECLARED.match(content)
    named = declared.group(1).decode().lower() if declared else "utf-8"
    if named not in _ENCODINGS:
        raise ValueError(f"encoding {named}")
    return _ENCODINGS[named]
