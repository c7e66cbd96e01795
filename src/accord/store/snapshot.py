"""A finished snapshot, read into memory for those who answer questions from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TypeVar

from accord.domain.assessment import Assessment
from accord.domain.declaration import Declaration
from accord.domain.figure import Figure
from accord.errors import IntegrityError, Problem
from accord.store.engine import read_parquet
from accord.store.finding import find_snapshot
from accord.store.manifest import Manifest
from accord.store.schema import Cell, from_record
from accord.store.snapshot_tables import TABLES, Table
from accord.store.verifying import read_manifest, verify_snapshot

__all__ = ["Snapshot", "open_snapshot"]

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """An immutable build, in memory.

    Attributes:
        folder: Where it lies.
        id: Id under which it is cited.
        manifest: Hashes and parameters.
        declaration: Content as known on the day of the snapshot.
        figures: Figures by id.
        assessments: Assessments by id, in the order of the content.
    """

    folder: Path
    id: str
    manifest: Manifest
    declaration: Declaration
    figures: Mapping[str, Figure]
    assessments: Mapping[str, Assessment]


def open_snapshot(folder: Path) -> Snapshot:
    """Read a snapshot.

    Args:
        folder: A snapshot, or a store whose current snapshot is meant.

    Raises:
        UsageError: There is none.
        IntegrityError: A byte is not what the manifest says (ACC-401 to ACC-405), or a table cannot
            be read (ACC-406). Nothing is answered from a snapshot that was changed.
    """
    found = find_snapshot(folder)
    manifest = verify_snapshot(found, expected_id=read_manifest(found).snapshot_id)
    try:
        tables = read_parquet((t.name, found / "tables" / f"{t.name}.parquet") for t in TABLES)
        rows = _restore(tables)
    except Exception as error:
        raise IntegrityError(
            Problem(
                id="ACC-406",
                what="The tables of the snapshot cannot be read.",
                file=str(found / "tables"),
                value=str(error).splitlines()[0],
                expected="the tables that this version of Accord writes",
                fix="Run `accord verify`; then build the snapshot again.",
            )
        ) from error
    figures = _typed(Figure, rows["figures"])
    assessments = _typed(Assessment, rows["assessments"])
    return Snapshot(
        folder=found,
        id=manifest.snapshot_id,
        manifest=manifest,
        declaration=_declaration(rows),
        figures={figure.id: figure for figure in figures},
        assessments={assessment.id: assessment for assessment in assessments},
    )


def _restore(tables: dict[str, list[dict[str, Cell]]]) -> dict[str, tuple[object, ...]]:
    """Put owned rows back into their owners."""
    rows: dict[str, tuple[object, ...]] = {}
    for table in TABLES:
        if table.parent:
            continue
        owned = {part.field: _owned(part, tables[part.name]) for part in TABLES if part.parent == table.name}
        rows[table.name] = tuple(
            from_record(
                table.row_type,
                record,
                {name: parts.get(str(record.get("id")), ()) for name, parts in owned.items()},
            )
            for record in tables[table.name]
        )
    return rows


def _owned(table: Table, records: list[dict[str, Cell]]) -> dict[str, tuple[object, ...]]:
    by_owner: dict[str, list[object]] = {}
    for record in records:
        by_owner.setdefault(str(record["parent"]), []).append(from_record(table.row_type, record, {}))
    return {owner: tuple(rows) for owner, rows in by_owner.items()}


def _typed(row_type: type[Row], rows: tuple[object, ...]) -> tuple[Row, ...]:
    return tuple(row for row in rows if isinstance(row, row_type))


def _declaration(rows: dict[str, tuple[object, ...]]) -> Declaration:
    values: dict[str, object] = {
        field.name: rows["declaration"][0] if field.name == "header" else rows[field.name]
        for field in fields(Declaration)
    }
    return Declaration(**values)  # type: ignore[arg-type]  # tables and fields carry the same names
