"""The recorded cells of a snapshot: what figures were computed from that is no content of the declaration."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from accord.domain.recorded_cell import RecordedCell
from accord.errors import InputDataError, Problem
from accord.store.engine import ParquetWriter, read_parquet
from accord.store.schema import columns_of, from_record, to_record

__all__ = ["RECORDED", "read_recorded", "recorded_tables"]

RECORDED = "recorded"
"""Folder of a snapshot in which the table lies."""
_TABLE = "cells"


def recorded_tables(cells: Iterable[RecordedCell]) -> dict[str, bytes]:
    """Return the table of cells as Parquet, by its name, in the order of ids; nothing without cells.

    The same cells give the same bytes.

    Args:
        cells: Cells of all composites of a snapshot; a cell may stand in several times.

    Raises:
        InputDataError: Two different cells have one id (ACC-691).
    """
    by_id: dict[str, RecordedCell] = {}
    for cell in cells:
        if by_id.setdefault(cell.id, cell) != cell:
            raise InputDataError(
                Problem(
                    id="ACC-691",
                    what="Two different cells have one id, so that a figure could not say which it means.",
                    file=cell.file,
                    row=cell.place,
                    value=cell.id,
                    expected=f"{by_id[cell.id].says} ({by_id[cell.id].file}, {by_id[cell.id].place})",
                    fix="Give each specification an `id` of its own.",
                )
            )
    if not by_id:
        return {}
    records = [to_record(by_id[name]) for name in sorted(by_id)]
    with TemporaryDirectory() as folder, ParquetWriter() as writer:
        path = Path(folder) / f"{_TABLE}.parquet"
        writer.write(path, columns_of(RecordedCell), records)
        return {_TABLE: path.read_bytes()}


def read_recorded(snapshot: Path) -> dict[str, RecordedCell]:
    """Return the cells of a snapshot by id; empty if it was built without any.

    Args:
        snapshot: Folder of the snapshot, whose bytes were verified.
    """
    path = snapshot / RECORDED / f"{_TABLE}.parquet"
    if not path.is_file():
        return {}
    records = read_parquet([(_TABLE, path)])[_TABLE]
    cells = (from_record(RecordedCell, record, {}) for record in records)
    return {cell.id: cell for cell in cells}
