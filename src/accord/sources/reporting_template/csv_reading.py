"""A form is read from CSV, as this project writes it or as a spreadsheet program saves it."""

from __future__ import annotations

import csv

from accord.errors import InputDataError, Problem
from accord.sources.rates.grid import Separator, TableFile, decode_table, read_grid
from accord.sources.register.workbook_cells import FORMULA_SIGNS
from accord.sources.reporting_template.csv_writing import ESCAPE
from accord.sources.reporting_template.given_form import GivenCell, GivenForm, GivenRow
from accord.sources.reporting_template.layout import HEADINGS, Heading

__all__ = ["parse_csv_form"]

_NAMED = "sep="
"""First line by which some programs name the separator."""


def parse_csv_form(content: bytes, *, file: str) -> GivenForm:
    """Read the rows of a CSV file; nothing is understood yet.

    The separator may be a comma, a semicolon or a tab, whichever splits the heading; a byte order mark and
    any ends of lines are accepted. Columns may stand in any order.

    Args:
        content: Bytes of the file, UTF-8.
        file: Its name.

    Raises:
        InputDataError: It is not text in UTF-8 or has no row (ACC-340), a column is missing or stands twice
            (ACC-341), a row is cut off (ACC-347), or a column is not known (ACC-672).
    """
    table = TableFile(name=file, content=content)
    text = decode_table(table)
    first, _, rest = text.partition("\n")
    if first.strip().casefold().startswith(_NAMED):
        text = f"\n{rest}"
    separator = _separator(text)
    grid = read_grid(text, file=file, columns=[heading.value for heading in HEADINGS], separator=separator)
    unknown = grid.unlisted(heading.value for heading in HEADINGS)
    if unknown:
        raise InputDataError(
            Problem(
                id="ACC-672",
                what="A column is not one of the form.",
                file=file,
                value=", ".join(unknown),
                expected=", ".join(HEADINGS),
                fix="Remove it; what does not fit a column belongs into `note`.",
            )
        )
    headings = [Heading(name) for name in grid.header]
    rows = [
        GivenRow(
            line=line,
            place=f"line {line}, column value",
            cells={
                heading: GivenCell(text=_text(cell), place=f"line {line}, column {heading}", line=line)
                for heading, cell in zip(headings, cells, strict=True)
                if cell
            },
        )
        for line, cells in grid.rows
    ]
    return GivenForm(
        file=file,
        sha256=table.sha256,
        rows=tuple(rows),
        has_commas_for_points=separator is Separator.SEMICOLON,
    )


def _separator(text: str) -> Separator:
    """Return the sign that splits the heading into those of the form; a comma if none does."""
    heading = next((line for line in text.splitlines() if line.strip()), "")
    for separator in Separator:
        cells = next(csv.reader([heading], delimiter=separator.value), [])
        if {Heading.ID.value, Heading.VALUE.value} <= {cell.strip() for cell in cells}:
            return separator
    return Separator.COMMA


def _text(cell: str) -> str:
    return cell[1:] if cell.startswith(ESCAPE) and cell[1:].startswith((*FORMULA_SIGNS, ESCAPE)) else cell
