"""A text file with one row a line becomes a raw table."""

from __future__ import annotations

from collections.abc import Mapping

from accord.domain.observation_layout import ObservationLayout, Separator
from accord.errors import InputDataError
from accord.sources.observations.raw import RawRow, RawTable
from accord.sources.rates import grid
from accord.sources.rates.grid import Grid, TableFile, decode_table, read_grid
from accord.sources.rates.refusals import Place, cell_problem

__all__ = ["read_delimited"]

_SEPARATORS: Mapping[Separator, grid.Separator] = {
    Separator.COMMA: grid.Separator.COMMA,
    Separator.SEMICOLON: grid.Separator.SEMICOLON,
    Separator.TAB: grid.Separator.TAB,
}


def read_delimited(file: TableFile, layout: ObservationLayout) -> RawTable:
    """Read a text file; no cell is interpreted.

    Args:
        file: The file, in UTF-8.
        layout: Says what stands between cells.

    Raises:
        InputDataError: The file is no such table (ACC-340, ACC-341, ACC-347), or another sign stands between
            its cells (ACC-642).
    """
    cells = read_grid(decode_table(file), file=file.name, separator=_SEPARATORS[layout.separator])
    _check_separator(cells, layout)
    rows = tuple(RawRow(f"line {line}", line, tuple(row)) for line, row in cells.rows)
    return RawTable(file=file.name, sha256=file.sha256, columns=cells.header, rows=rows)


def _check_separator(cells: Grid, layout: ObservationLayout) -> None:
    """Refuse a header that is one cell and holds another separator: one problem in place of one a column."""
    for separator, sign in _SEPARATORS.items():
        if len(cells.header) == 1 and sign.value in cells.header[0]:
            raise InputDataError(
                cell_problem(
                    Place(cells.file, 1, value=cells.header[0][:200]),
                    "ACC-642",
                    f"Between cells stands not a {layout.separator.value}, but a {separator.value}.",
                    expected=f"a {layout.separator.value} between cells, as the layout {layout.id} says",
                    fix=f"Save the table with a {layout.separator.value} between cells, or copy the layout"
                    f" and add `separator: {separator.value}`.",
                )
            )
