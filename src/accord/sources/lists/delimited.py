"""Rows of a CSV file, strictly: every row has its columns, every byte is text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from accord.sources.lists.refusals import bad_encoding, refusal, too_large
from accord.sources.lists.result import Reading

__all__ = ["read_rows"]

_LARGEST = 4 << 20
_END_OF_FILE = "\x1a"


def read_rows(stream: BinaryIO, reading: Reading, *, columns: int = 0) -> Iterator[tuple[int, list[str]]]:
    """Yield each row that is not empty with its line in the file.

    A lone Ctrl-Z, with which old programs end a file, is left out by name.

    Args:
        stream: The bytes of the file, UTF-8 with or without byte order mark.
        reading: Account of the reading.
        columns: Number of columns of every row; 0 leaves it open.

    Raises:
        InputDataError: A row has another number of columns or a quote is not closed (ACC-386), bytes
            are not UTF-8 (ACC-384), or a row is larger than 4 million characters (ACC-395).
    """
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    csv.field_size_limit(_LARGEST)
    rows = csv.reader(_lines(text, reading), strict=True)
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            raise _bad_row(reading, rows.line_num, str(error), columns) from error
        except UnicodeDecodeError as error:
            value = f"byte {error.object[error.start]:#04x} after line {rows.line_num}"
            raise bad_encoding(reading.file, value, line=rows.line_num + 1) from error
        if row is None:
            text.detach()
            return
        if row in ([], [_END_OF_FILE]) or not any(cell.strip() for cell in row):
            continue
        if columns and len(row) != columns:
            raise _bad_row(reading, rows.line_num, f"{len(row)} columns", columns)
        yield rows.line_num, row


def _lines(text: io.TextIOWrapper, reading: Reading) -> Iterator[str]:
    number = 0
    while line := text.readline(_LARGEST + 1):
        number += 1
        if len(line) > _LARGEST:
            raise too_large(reading.file, number, "characters of one line", _LARGEST)
        if "\0" in line:
            raise bad_encoding(reading.file, "a zero byte", line=number)
        yield line


def _bad_row(reading: Reading, line: int, value: str, columns: int) -> Exception:
    return refusal(
        "ACC-386",
        "A row of the table is broken, or the file is cut off.",
        file=reading.file,
        line=line,
        value=value,
        expected=f"{columns} columns" if columns else "the columns of the heading, each quote closed",
    )
