"""Rows of a comma-separated file, each with its line, below a header that is checked."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, pairwise

from accord.errors import InputDataError
from accord.sources.rates.refusals import CONTROL, Place, Refusals, cell_problem, control_problem

__all__ = [
    "Grid",
    "Separator",
    "TableFile",
    "decode_table",
    "grid_of",
    "read_grid",
]

_ZIP = b"PK\x03\x04"


class Separator(StrEnum):
    """What stands between two cells."""

    COMMA = ","
    SEMICOLON = ";"
    TAB = "\t"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """The raw bytes of a file.

    Attributes:
        name: Name of the file, for errors and origins.
        content: Its bytes, unchanged.
        packed: Bytes of the archive out of which it was taken; empty if it was none.
    """

    name: str
    content: bytes
    packed: bytes = b""

    @property
    def sha256(self) -> str:
        """Hash of the bytes of the file or of its archive, hexadecimal: that of the file on disk."""
        return hashlib.sha256(self.packed or self.content).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The cells of a file, without the white space around them.

    Attributes:
        file: Name of the file.
        header: Names of the columns.
        rows: Line (counted from 1) and cells of each row, as many as there are columns.
    """

    file: str
    header: tuple[str, ...]
    rows: tuple[tuple[int, Sequence[str]], ...]

    def unlisted(self, listed: Iterable[str]) -> tuple[str, ...]:
        """Return the columns that are not listed, in their order."""
        known = set(listed)
        return tuple(name for name in self.header if name not in known)


def decode_table(file: TableFile) -> str:
    """Return the text of a file in UTF-8, with or without a byte order mark.

    Raises:
        InputDataError: It is an archive, or not UTF-8 (ACC-340), or holds a control character (ACC-988).
    """
    try:
        if file.content.startswith(_ZIP):
            raise ValueError("a ZIP archive")
        text = file.content.decode("utf-8-sig")
    except ValueError as error:
        raise InputDataError(
            cell_problem(
                Place(file.name, value=str(error)),
                "ACC-340",
                "The file is not a table in text form.",
                expected="a text file in UTF-8 with one row a line",
                fix="Unpack an archive; save a spreadsheet as CSV in UTF-8.",
            )
        ) from error
    strange = CONTROL.search(text)
    if strange is not None:
        line = text.count("\n", 0, strange.start()) + 1
        raise InputDataError(control_problem(Place(file.name, line), strange[0]))
    return text


def grid_of(file: TableFile, *, columns: Iterable[str] = (), most_rows: int | None = None) -> Grid:
    """Read a table with commas or semicolons between its cells, whichever its header has more of.

    Where a comma writes decimals, programs save tables with semicolons. Numbers in them are not read
    otherwise: each reader refuses a comma in a number.

    Args:
        file: The file.
        columns: Columns that must exist.
        most_rows: How many rows are read, for a first look; all if None.

    Raises:
        InputDataError: It is no table (ACC-340, ACC-341, ACC-347).
    """
    text = decode_table(file)
    header = text.lstrip().partition("\n")[0]
    is_parted = header.count(Separator.SEMICOLON) > header.count(Separator.COMMA)
    separator = Separator.SEMICOLON if is_parted else Separator.COMMA
    return read_grid(text, file=file.name, columns=columns, separator=separator, most_rows=most_rows)


def read_grid(
    text: str,
    *,
    file: str,
    columns: Iterable[str] = (),
    separator: Separator = Separator.COMMA,
    row_names: str = "",
    most_rows: int | None = None,
) -> Grid:
    """Read a table.

    Args:
        text: The whole file.
        file: Its name, for errors.
        columns: Columns that must exist.
        separator: What stands between two cells.
        row_names: Name for a first column without one, as R and pandas write the names of rows; without it
            such a column is refused.
        most_rows: How many rows are read, for a first look; all if None.

    Returns:
        Its header and its rows; empty lines are passed over, and so is the nameless column that a comma
        at the end of each line makes. Where the header ends with one, so must each row: a row without it
        was cut off.

    Raises:
        InputDataError: There is no row (ACC-340), a column is missing or stands twice (ACC-341), or a row
            has more or fewer cells than the header (ACC-347).
    """
    refusals = Refusals()
    lines = _split(text, file, separator)
    line, first = next(lines, (0, []))
    header = first[:-1] if first and not first[-1] else list(first)
    if header and not header[0]:
        header[0] = row_names
    if header:
        _check_header(header, Place(file, line, value=separator.join(header)), columns)
    rows = tuple(islice(_rows(lines, len(header), len(first), Place(file), refusals), most_rows))
    refusals.finish()
    if not rows:
        raise InputDataError(
            cell_problem(
                Place(file),
                "ACC-340",
                "The table is empty.",
                expected="a header and at least one row below it",
                fix="Save the table again, with its rows.",
            )
        )
    return Grid(file=file, header=tuple(header), rows=rows)


def _split(text: str, file: str, separator: Separator) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator.value, strict=True)
    before = 0
    try:
        for cells in reader:
            if any(stripped := [cell.strip() for cell in cells]):
                yield before + 1, stripped
            before = reader.line_num
    except csv.Error as error:
        raise InputDataError(
            cell_problem(
                Place(file, before + 1, value=str(error)),
                "ACC-347",
                "The line cannot be split into cells.",
                expected="cells between separators; double quotes around a cell that holds one",
                fix="Correct the quotes of this line, or what stands between cells: semicolons or tabs where"
                " commas are expected look like this, too.",
            )
        ) from error


def _check_header(header: list[str], place: Place, columns: Iterable[str]) -> None:
    missing = [name for name in columns if name not in header]
    twice = sorted({name for name, following in pairwise(sorted(header)) if name == following})
    if missing:
        raise InputDataError(
            cell_problem(
                place,
                "ACC-341",
                "The header is not that of the table.",
                expected=f"the columns {', '.join(missing)}",
                fix="Check the spelling, the separator of the cells (comma, semicolon, tab), and the names of"
                " the columns in the description of the table.",
            )
        )
    if twice or "" in header:
        wrong = ", ".join(twice) or "a column without a name"
        raise InputDataError(
            cell_problem(
                place,
                "ACC-341",
                "The header is not that of the table.",
                expected=f"each column once and with a name; wrong: {wrong}",
                fix="Keep one of the columns, or name it.",
            )
        )


def _rows(
    lines: Iterator[tuple[int, list[str]]], width: int, fewest: int, place: Place, refusals: Refusals
) -> Iterator[tuple[int, list[str]]]:
    for line, cells in lines:
        if len(cells) < fewest or any(cells[width:]):
            refusals.add(
                cell_problem(
                    place._replace(line=line, value=f"{len(cells)} cells"),
                    "ACC-347",
                    "The row has another number of cells than the header.",
                    expected=f"{fewest} cells",
                    fix="Complete or quote the cells: a comma inside a number or a text splits it in two. A"
                    " last row that is too short says that the file was cut off: fetch it again.",
                )
            )
        else:
            yield line, cells[:width]
