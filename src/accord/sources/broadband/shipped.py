"""Targets, limits and values for comparison that come with Accord, as read and as recorded cells."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from accord.domain.appraisal_parameters import Parameter
from accord.domain.broadband_call import AffordabilityLimit, BroadbandTarget
from accord.domain.recorded_cell import RecordedCell
from accord.sources.broadband.recorded import recorded_row
from accord.sources.broadband.stated import BENCHMARKS, SHIPPED, TARGETS, parse_benchmarks, parse_targets

__all__ = ["ShippedStatements", "read_shipped", "shipped_cell_id"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedStatements:
    """What others ask for and measured; it stands beside an announcement and answers nothing of it.

    Attributes:
        targets: Targets, in the order of the file.
        limits: Limits of affordability.
        benchmarks: Values of others, for comparison only.
        cells: A recorded cell for each row, by its id.
        raw: Bytes of the files, by name.
    """

    targets: tuple[BroadbandTarget, ...]
    limits: tuple[AffordabilityLimit, ...]
    benchmarks: tuple[Parameter, ...]
    cells: Mapping[str, RecordedCell]
    raw: Mapping[str, bytes]


def shipped_cell_id(table: str, row: str) -> str:
    """Return the id of the cell of a row, e.g. ``broadband.announced.cell.targets.gigabit``."""
    return f"broadband.announced.cell.{table}.{row}"


def read_shipped(folder: Path = SHIPPED) -> ShippedStatements:
    """Read targets, limits and values for comparison.

    Args:
        folder: Folder with both files; a snapshot keeps those of its day.

    Raises:
        InputDataError: One of them is damaged.
    """
    raw = {name: (folder / name).read_bytes() for name in (BENCHMARKS.name, TARGETS.name)}
    targets, limits = parse_targets(raw[TARGETS.name], file=TARGETS.name)
    benchmarks = parse_benchmarks(raw[BENCHMARKS.name], file=BENCHMARKS.name)
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in raw.items()}
    cells = [
        recorded_row(shipped_cell_id(table, row.id), table, row, hashes)
        for table, rows in (("targets", targets), ("limits", limits), ("benchmarks", benchmarks))
        for row in rows.values()
    ]
    return ShippedStatements(
        targets=tuple(targets.values()),
        limits=tuple(limits.values()),
        benchmarks=tuple(benchmarks.values()),
        cells={cell.id: cell for cell in cells},
        raw=raw,
    )
