"""Writes and opens folders of large tables: one Parquet file each, and a note of what was read."""

from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from accord import __version__
from accord.errors import Problem, UsageError, unreadable
from accord.store.disk import Disk

__all__ = ["NOTE", "check_target", "read_note", "read_tables", "write_tables"]

NOTE = "reading.json"
"""File that marks a folder as one of ours and says what is in it."""
_ROWS = 1 << 17
_BYTES = 1 << 24
_HELD = 3 << 24
"""Bytes of all tables from which the largest is written although it fills no row group."""
_THREADS, _WAITING = 2, 2
"""Threads that write, and row groups that may wait for them."""
_CODEC = "zstd"
_WORDY = 40
"""Bytes in a cell from which a text is taken to be said once only."""


def check_target(folder: Path) -> None:
    """Refuse to write where something else lies.

    Raises:
        UsageError: The path is a file, or a folder that holds anything but an earlier reading (ACC-211).
    """
    if not folder.exists() or (folder / NOTE).is_file():
        return
    if not folder.is_dir() or any(folder.iterdir()):
        raise UsageError(
            Problem(
                id="ACC-211",
                what="Something else lies where the tables are to be written.",
                file=str(folder),
                expected="a new folder, an empty one, or one that an earlier reading wrote",
                fix="Name another folder with --out.",
            )
        )


def write_tables(
    batches: Iterable[tuple[str, pa.Table]],
    schemas: Mapping[str, pa.Schema],
    folder: Path,
    *,
    disk: Disk | None = None,
) -> dict[str, int]:
    """Write tables to a folder, which appears only when all of them are whole.

    Rows are held back until they fill a row group, so that memory does not grow with the tables.

    Args:
        batches: Name of a table and some of its rows; rows keep their order.
        schemas: All tables; one without rows is written, too.
        folder: Folder to create; an earlier reading in it is replaced.
        disk: Where changes go; replaced by tests.

    Returns:
        Number of rows by table.

    Raises:
        UsageError: Something else lies there (ACC-211).
    """
    check_target(folder)
    disk = disk or Disk()
    aside = folder.parent / f".{folder.name}.{os.getpid()}"
    disk.make_dir(aside)
    try:
        with _writers(aside, schemas) as writers:
            for name, rows in batches:
                writers.take(name, rows)
        counts = {name: writer.rows for name, writer in writers.by_name.items()}
        note = {"accord": __version__, "rows": counts}
        disk.write(aside / NOTE, json.dumps(note, indent=2, sort_keys=True).encode() + b"\n")
        old = folder.parent / f".{folder.name}.old.{os.getpid()}"
        if folder.exists():
            disk.rename(folder, old)
        disk.rename(aside, folder)
        disk.sync_dir(folder.parent)
        if old.exists():
            disk.remove_tree(old)
    finally:
        if aside.exists():
            disk.remove_tree(aside)
    return counts


def read_note(folder: Path) -> dict[str, int]:
    """Return the number of rows by table of a folder that ``write_tables`` wrote.

    Raises:
        UsageError: The folder is none of ours (ACC-212).
    """
    try:
        rows: dict[str, int] = json.loads((folder / NOTE).read_text(encoding="utf-8"))["rows"]
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError) as error:
        raise UsageError(
            Problem(
                id="ACC-212",
                what="The folder holds no tables that were read.",
                file=str(folder),
                expected=f"a folder with {NOTE}, as `accord read` writes it",
                fix="Run `accord read`, such as `accord read observations` or `accord read iati`, and name"
                " the folder that was given as --out.",
            )
        ) from error
    except OSError as error:
        raise unreadable(folder, error) from error
    return rows


def read_tables(folder: Path, names: Collection[str] = ()) -> dict[str, pa.Table]:
    """Return the tables of a folder that ``write_tables`` wrote, by name.

    Args:
        folder: The folder.
        names: The tables that are wanted; empty for all.

    Raises:
        UsageError: The folder is none of ours (ACC-212).
    """
    held = read_note(folder)
    return {name: pq.read_table(folder / f"{name}.parquet") for name in held if not names or name in names}


@contextmanager
def _writers(folder: Path, schemas: Mapping[str, pa.Schema]) -> Iterator[_Writers]:
    writers = {name: _Writer(folder / f"{name}.parquet", schema) for name, schema in schemas.items()}
    try:
        with ThreadPoolExecutor(_THREADS) as pool:
            together = _Writers(writers, pool)
            yield together
            together.flush()
    finally:
        for writer in writers.values():
            writer.close()


class _Writers:
    """Holds rows of all tables back and hands them to threads that write, so that reading goes on."""

    def __init__(self, writers: Mapping[str, _Writer], pool: ThreadPoolExecutor) -> None:
        self.by_name, self._pool = writers, pool
        self._pending: deque[Future[None]] = deque()
        self._held = 0

    def take(self, name: str, rows: pa.Table) -> None:
        """Take in rows of a table; write them once there are enough, in it or in all."""
        writer = self.by_name[name]
        self._held += writer.take(rows)
        if writer.is_full:
            self._write(writer)
        elif self._held >= _HELD:
            self._write(max(self.by_name.values(), key=lambda one: one.held_bytes))

    def flush(self) -> None:
        """Write what is held."""
        for writer in self.by_name.values():
            self._write(writer)
        self._wait(0)

    def _write(self, writer: _Writer) -> None:
        """Have the rows of a table written, after those of it that wait."""
        self._held -= writer.held_bytes
        self._wait(_WAITING)
        writer.pending.result()
        writer.pending = self._pool.submit(writer.write, writer.release())
        self._pending.append(writer.pending)

    def _wait(self, most: int) -> None:
        while len(self._pending) > most:
            self._pending.popleft().result()


class _Writer:
    """Writes one table, a row group at a time."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._path, self._schema = path, schema
        self._writer: pq.ParquetWriter | None = None
        self._held: list[pa.Table] = []
        self.rows = self.held_rows = self.held_bytes = 0
        self.pending: Future[None] = Future()
        self.pending.set_result(None)

    @property
    def is_full(self) -> bool:
        """Tell whether the rows that are held fill a row group."""
        return self.held_rows >= _ROWS or self.held_bytes >= _BYTES

    def take(self, rows: pa.Table) -> int:
        """Hold rows; return how many bytes they are."""
        size = int(rows.nbytes)
        self._held.append(rows)
        self.held_rows += rows.num_rows
        self.held_bytes += size
        self.rows += rows.num_rows
        return size

    def release(self) -> list[pa.Table]:
        """Return the rows that are held, and hold none any more."""
        held, self._held = self._held, []
        self.held_rows = self.held_bytes = 0
        return held

    def write(self, held: list[pa.Table]) -> None:
        """Write rows."""
        if held:
            rows = pa.concat_tables(held)
            self._open(rows).write_table(rows, row_group_size=_ROWS)

    def close(self) -> None:
        """End the file; that of a table without rows, too."""
        self._open(self._schema.empty_table()).close()

    def _open(self, rows: pa.Table) -> pq.ParquetWriter:
        """Return the writer; the first rows decide how each column is encoded."""
        if self._writer is None:
            numbers = [column.name for column in self._schema if pa.types.is_integer(column.type)]
            repeated = [name for name in self._schema.names if _repeats(rows[name])]
            self._writer = pq.ParquetWriter(
                self._path,
                self._schema,
                compression=_CODEC,
                use_dictionary=repeated,
                column_encoding=dict.fromkeys(numbers, "DELTA_BINARY_PACKED"),
                write_statistics=numbers + repeated,
            )
        return self._writer


def _repeats(column: pa.ChunkedArray) -> bool:
    """Tell whether a column is likely to say the same again: short words, amounts, dates."""
    if pa.types.is_integer(column.type) or pa.types.is_boolean(column.type):
        return False
    return not pa.types.is_string(column.type) or column.nbytes < _WORDY * max(len(column), 1)
