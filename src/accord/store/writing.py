"""A snapshot is written aside, checked, made durable, then named current in one step."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from accord.domain.assessment import Assessment
from accord.domain.declaration import Declaration
from accord.domain.figure import Figure
from accord.errors import IntegrityError, OutsideError, Problem
from accord.store.disk import Disk
from accord.store.engine import ParquetWriter
from accord.store.finding import CURRENT, MANIFEST, SNAPSHOTS
from accord.store.ledger import LEDGER
from accord.store.manifest import FileEntry, Manifest, code_sha256, sha256_of
from accord.store.observed import OBSERVED
from accord.store.recorded import RECORDED
from accord.store.schema import Record, columns_of, to_record
from accord.store.screened import SCREENING
from accord.store.snapshot_tables import TABLES, Table
from accord.store.verifying import verify_snapshot

__all__ = ["Content", "write_snapshot"]

_VIEWS = Path(__file__).parent / "queries" / "views.sql"
_ASIDE = ".building-"
_DAMAGED = ".damaged-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything that goes into a snapshot.

    Attributes:
        declaration: Content as known on the day.
        figures: All figures.
        assessments: All assessments.
        as_of: The day, ISO 8601.
        parameters: Parameters of the build, by name.
        inputs: Raw content files by path.
        money: Tables of published transactions by name, as Parquet; empty if none were taken in.
        screening: Tables of screened parties by name, as Parquet; empty if no lists were given.
        observed: Tables of observations by name, as Parquet; empty if none were given.
        recorded: The table of cells from which scores come, as Parquet; empty without scores.
    """

    declaration: Declaration
    figures: Sequence[Figure]
    assessments: Sequence[Assessment]
    as_of: str
    parameters: Mapping[str, str]
    inputs: Mapping[str, bytes]
    money: Mapping[str, bytes] = field(default_factory=dict)
    screening: Mapping[str, bytes] = field(default_factory=dict)
    observed: Mapping[str, bytes] = field(default_factory=dict)
    recorded: Mapping[str, bytes] = field(default_factory=dict)


def write_snapshot(content: Content, store: Path, *, disk: Disk | None = None) -> Path:
    """Write a snapshot and make it the current one of a store.

    Until the very last step readers keep finding the previous snapshot, whole. The same content
    and code give the same folder, byte for byte; writing it again only renews the pointer.

    Args:
        content: What to write.
        store: Folder of the store; created if missing.
        disk: Where writes go; replaced by tests that stop the world.

    Returns:
        The folder of the snapshot.

    Raises:
        OutsideError: The disk refused (ACC-501).
        IntegrityError: What was written is not what was meant.
    """
    disk = disk or Disk()
    try:
        return _write(content, store, disk)
    except OSError as error:
        raise OutsideError(
            Problem(
                id="ACC-501",
                what="The snapshot could not be written; the previous one is untouched and current.",
                file=str(error.filename or store),
                value=error.strerror or str(error),
                expected="a folder that can be written, with free space",
                fix="Free space or correct the permissions, or choose another folder with --snapshot.",
            )
        ) from error


def _write(content: Content, store: Path, disk: Disk) -> Path:
    snapshots = store / SNAPSHOTS
    disk.make_dir(snapshots)
    _remove_leftovers(snapshots, disk)
    aside = snapshots / f"{_ASIDE}{os.getpid()}"
    if aside.exists():
        disk.remove_tree(aside)
    manifest = _write_files(content, aside, disk)
    target = snapshots / manifest.snapshot_id
    verify_snapshot(aside, expected_id=manifest.snapshot_id)
    if target.exists() and _is_whole(target):
        disk.remove_tree(aside)
    else:
        _replace(target, aside, snapshots, disk)
    _point(store, manifest.snapshot_id, disk)
    return target


def _is_whole(snapshot: Path) -> bool:
    try:
        verify_snapshot(snapshot)
    except (IntegrityError, OSError):
        return False
    return True


def _replace(target: Path, aside: Path, snapshots: Path, disk: Disk) -> None:
    """Put a new snapshot in its place; a damaged one of the same name makes way."""
    damaged = snapshots / f"{_DAMAGED}{os.getpid()}"
    if target.exists():
        disk.rename(target, damaged)
    try:
        disk.rename(aside, target)
    except OSError:
        # Another build of the same content was faster: the same id means the same bytes.
        if not _is_whole(target):
            raise
        disk.remove_tree(aside)
    disk.sync_dir(snapshots)
    if damaged.exists():
        disk.remove_tree(damaged)


def _write_files(content: Content, aside: Path, disk: Disk) -> Manifest:
    inputs, outputs = [], []
    for name, raw in content.inputs.items():
        path = aside / "inputs" / name
        disk.make_dir(path.parent)
        disk.write(path, raw)
        inputs.append(FileEntry(path=f"inputs/{name}", sha256=sha256_of(raw), size=len(raw)))
    disk.make_dir(aside / "tables")
    with ParquetWriter() as writer:
        for table in TABLES:
            path = aside / "tables" / f"{table.name}.parquet"
            columns, records = _table_content(table, content)
            disk.produce(path, partial(writer.write, columns=columns, records=records))
            outputs.append(_entry(aside, path))
    for folder, tables in _further(content):
        for name, raw in tables.items():
            path = aside / folder / f"{name}.parquet"
            disk.make_dir(path.parent)
            disk.write(path, raw)
            outputs.append(_entry(aside, path))
    disk.write(aside / "views.sql", _VIEWS.read_bytes())
    outputs.append(_entry(aside, aside / "views.sql"))
    manifest = Manifest(
        declaration=content.declaration.header.id,
        as_of=content.as_of,
        code_sha256=code_sha256(),
        parameters=dict(content.parameters),
        inputs=tuple(inputs),
        outputs=tuple(outputs),
    )
    disk.write(aside / MANIFEST, manifest.to_bytes())
    for made in sorted({path.parent for path in aside.rglob("*")}):
        disk.sync_dir(made)
    return manifest


def _further(content: Content) -> tuple[tuple[str, Mapping[str, bytes]], ...]:
    """Return the folders of tables that only some builds have."""
    return (
        (LEDGER, content.money),
        (SCREENING, content.screening),
        (OBSERVED, content.observed),
        (RECORDED, content.recorded),
    )


def _entry(aside: Path, path: Path) -> FileEntry:
    raw = path.read_bytes()
    return FileEntry(path=path.relative_to(aside).as_posix(), sha256=sha256_of(raw), size=len(raw))


def _table_content(table: Table, content: Content) -> tuple[dict[str, str], list[Record]]:
    columns = columns_of(table.row_type)
    if not table.parent:
        return columns, [to_record(row) for row in _rows(table.name, content)]
    columns = {"parent": "VARCHAR", "position": "INTEGER", **columns}
    records: list[Record] = []
    for owner in _rows(table.parent, content):
        owned = getattr(owner, table.field)
        owner_id = str(getattr(owner, "id"))  # noqa: B009  (every owner has an id)
        records.extend(
            {"parent": owner_id, "position": position, **to_record(row)} for position, row in enumerate(owned)
        )
    return columns, records


def _rows(name: str, content: Content) -> Sequence[object]:
    if name == "figures":
        return content.figures
    if name == "assessments":
        return content.assessments
    if name == "declaration":
        return [content.declaration.header]
    rows: Sequence[object] = getattr(content.declaration, name)
    return rows


def _point(store: Path, snapshot_id: str, disk: Disk) -> None:
    pointer = store / f"{CURRENT}.{os.getpid()}"
    disk.write(pointer, f"{snapshot_id}\n".encode())
    disk.rename(pointer, store / CURRENT)
    disk.sync_dir(store)


def _remove_leftovers(snapshots: Path, disk: Disk) -> None:
    for leftover in sorted((*snapshots.glob(f"{_ASIDE}*"), *snapshots.glob(f"{_DAMAGED}*"))):
        process = leftover.name.rpartition("-")[2]
        if process.isdigit() and not _is_running(int(process)):
            disk.remove_tree(leftover)
    for pointer in sorted(snapshots.parent.glob(f"{CURRENT}.*")):
        process = pointer.name.rpartition(".")[2]
        if process.isdigit() and not _is_running(int(process)):
            disk.remove_file(pointer)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
