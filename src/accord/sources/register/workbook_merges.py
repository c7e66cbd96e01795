"""Merged cells of a workbook: only the first of them holds a value, so that the others look empty."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.parsers import expat

from accord.errors import Problem
from accord.sources.register.workbook_library import GivenPage, OpenedBook

__all__ = ["Merge", "RowSheet", "merge_problems", "merges"]

_MERGE = "mergeCell"
_LISTED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Cells that are shown as one.

    Attributes:
        cells: The range as the file states it, e.g. C2:E2.
        first_column: Counted from 1.
        first_row: Counted from 1.
        last_column: Counted from 1.
        last_row: Counted from 1.
    """

    cells: str
    first_column: int
    first_row: int
    last_column: int
    last_row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RowSheet:
    """The part of a sheet that is read row by row: there each cell stands for itself.

    Attributes:
        name: Name of the sheet.
        first_row: First row in which each cell counts; what is merged above is a title.
        last_row: Last row that is read; 0 for the last of the sheet.
        columns: Columns that are read, what is merged right of them is a note; 0 for all.
        has_titles: Whether one row may be merged from its first cell on: a title between rows, or a note
            below them, says nothing of the other cells.
    """

    name: str
    first_row: int = 1
    last_row: int = 0
    columns: int = 0
    has_titles: bool = False

    def loses(self, merge: Merge) -> bool:
        """Whether merged cells hide what belongs into a cell of its own."""
        is_beside = (
            merge.last_row < self.first_row
            or 0 < self.last_row < merge.first_row
            or 0 < self.columns < merge.first_column
        )
        is_title = self.has_titles and merge.first_column == 1 and merge.first_row == merge.last_row
        is_note_beside = 0 < self.columns == merge.first_column and merge.first_row == merge.last_row
        return not (is_beside or is_title or is_note_beside)


def merge_problems(
    content: bytes, book: OpenedBook, file: str, sheets: Iterable[RowSheet]
) -> Iterator[Problem]:
    """Yield one problem for each sheet in which merged cells hide a value (ACC-990).

    Args:
        content: The bytes of the workbook; none of its parts has a document type.
        book: The same, opened.
        file: Its name.
        sheets: The sheets that are read row by row; those that the workbook lacks are passed over.

    Raises:
        ValueError: A range is none.
        ExpatError: A sheet is no XML.
    """
    for sheet in sheets:
        if sheet.name not in book.sheetnames:
            continue
        found = [merge.cells for merge in merges(content, book[sheet.name]) if sheet.loses(merge)]
        if found:
            more = f" and {len(found) - _LISTED:,} more" if len(found) > _LISTED else ""
            yield Problem(
                id="ACC-990",
                what="Cells are merged; only the first of them holds a value, the others are empty.",
                file=f"{file}, sheet {sheet.name}",
                field=f"cells {found[0]}",
                value=f"merged: {', '.join(found[:_LISTED])}{more}",
                expected="cells that each stand for themselves, in the header and in the rows below",
                fix="Unmerge them and write a value into each cell: an amount over three years is three"
                " amounts, and only you know which.",
            )


def merges(content: bytes, page: GivenPage) -> list[Merge]:
    """Return the merged cells of a sheet, by row and column.

    The library does not tell them of a book that it reads row by row, and to load a book whole takes a cell
    for each one merged: a range over a whole sheet would be seventeen thousand million.

    Args:
        content: The bytes of the workbook.
        page: One of its sheets; a sheet that is a chart has no merged cells.

    Raises:
        ValueError: A range is none.
        ExpatError: The sheet is no XML.

    Reference:
        ECMA-376 part 1, 18.3.1.54 and 18.3.1.55 (mergeCell, mergeCells).
    """
    from openpyxl.utils import range_boundaries  # type: ignore[import-untyped]  # as in workbook_opening

    part = getattr(page, "_worksheet_path", "")
    if not part:
        return []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        markup = archive.read(part)
    if _MERGE.encode() not in markup:
        return []
    ranges: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(" ")[2] == _MERGE:
            ranges.append(attributes.get("ref", ""))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.Parse(markup, True)
    found = []
    for cells in ranges:
        left, upper, right, lower = range_boundaries(cells)
        found.append(
            Merge(cells=cells, first_column=left, first_row=upper, last_column=right, last_row=lower)
        )
    return sorted(found, key=lambda merge: (merge.first_row, merge.first_column))
