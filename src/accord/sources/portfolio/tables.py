"""The candidates of a call as marked rows, from the call itself, a table or a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accord.errors import InputDataError, Problem
from accord.sources.appraisal.tables import marked_rows
from accord.sources.appraisal.workbooks import sheet_cells, sheet_header
from accord.sources.marked_yaml import Marked
from accord.sources.portfolio.rows import CandidateRow
from accord.sources.rates.grid import TableFile, grid_of
from accord.sources.register.workbook_merges import RowSheet
from accord.sources.register.workbook_opening import open_workbook

__all__ = ["SHEET", "CandidateTable", "candidate_table", "inline_table"]

SHEET = "candidates"
"""Sheet of a workbook that holds the candidates."""

_COLUMNS = ("id", "label", "source")
_MOST_ROWS = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateTable:
    """Rows of candidates that are not yet read.

    Attributes:
        file: Name of the file.
        place: Name of the file, with that of the sheet, for errors.
        rows: The rows.
        key_word: What a cell is called: ``column`` in a table, ``key`` in a call.
        line_word: What a line is called: ``line``, or ``row`` in a sheet.
    """

    file: str
    place: str
    rows: tuple[Marked, ...]
    key_word: str
    line_word: str = "line"

    def place_of(self, row: Mapping[str, Marked], line: int, field: str) -> str:
        """Return where the cell of a field stands, or would stand if it were filled."""
        sheet = f"{self.place.removeprefix(self.file + ', ')}, " if self.place != self.file else ""
        given = row.get(field)
        return f"{sheet}{self.line_word} {given.line if given else line}, {self.key_word} {field}"


def inline_table(rows: Sequence[Marked], file: str) -> CandidateTable:
    """Return the candidates that stand in the call itself."""
    return CandidateTable(file=file, place=file, rows=tuple(rows), key_word="key")


def candidate_table(file: TableFile) -> CandidateTable:
    """Return the candidates of a table or a workbook.

    Args:
        file: A CSV file with commas or semicolons, or a workbook with the sheet ``candidates``.

    Raises:
        InputDataError: It is no table (ACC-340, ACC-341, ACC-347) or workbook (ACC-353), lacks the sheet
            (ACC-858), a cell holds a formula (ACC-812) or has no heading (ACC-985), or there are too many
            rows (ACC-986), or cells are merged (ACC-990).
    """
    if file.name.lower().endswith(".xlsx"):
        return _of_workbook(file)
    grid = grid_of(file, columns=_COLUMNS)
    if len(grid.rows) > _MOST_ROWS:
        raise InputDataError(
            Problem(
                id="ACC-986",
                what="The table has more candidates than can be weighed against each other.",
                file=file.name,
                value=f"{len(grid.rows):,} rows",
                expected=f"at most {_MOST_ROWS:,} candidates",
                fix="Leave out those that cannot be chosen, or ask for each year or partner apart.",
            )
        )
    rows = marked_rows(grid.header, grid.rows, CandidateRow, file=file.name)
    return CandidateTable(file=file.name, place=file.name, rows=tuple(rows), key_word="column")


def _of_workbook(file: TableFile) -> CandidateTable:
    place = f"{file.name}, sheet {SHEET}"
    book = open_workbook(file.content, file.name, row_sheets=(RowSheet(name=SHEET),))
    try:
        if SHEET not in book.sheetnames:
            raise InputDataError(
                Problem(
                    id="ACC-858",
                    what="The workbook lacks the sheet of candidates.",
                    file=file.name,
                    value=", ".join(book.sheetnames),
                    expected=f"a sheet named {SHEET}, one candidate a row below the names of the columns",
                    fix="Rename the sheet that holds the candidates.",
                )
            )
        cells = sheet_cells(book[SHEET], place)
    finally:
        book.close()
    header = sheet_header(cells[0], place) if cells else []
    missing = [name for name in _COLUMNS if name not in header]
    if missing:
        raise InputDataError(
            Problem(
                id="ACC-341",
                what="The header is not that of the table.",
                file=place,
                line=1,
                value=", ".join(header),
                expected=f"the columns {', '.join(missing)}",
                fix="Write the names of the columns into the first row of the sheet.",
            )
        )
    rows = marked_rows(header, cells[1:], CandidateRow, file=place)
    return CandidateTable(file=file.name, place=place, rows=tuple(rows), key_word="column", line_word="row")
