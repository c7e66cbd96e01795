"""A text file with one row a line becomes a raw table."""

from __future__ import annotations

from collections.abc import Mapping

from accord.domain.observation_layout import ObservationLayout, Separator
from accord.sources.observations.raw import RawRow, RawTable
from accord.sources.rates import grid
from accord.sources.rates.grid import TableFile, decode_table, read_grid

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
        InputDataError: The file is no such table (ACC-340, ACC-341, ACC-347).
    """
    cells = read_grid(decode_table(file), file=file.name, separator=_SEPARATORS[layout.separator])
    rows = tuple(RawRow(f"line {line}", line, tuple(row)) for line, row in cells.rows)
    return RawTable(file=file.name, sha256=file.sha256, columns=cells.header, rows=rows)
