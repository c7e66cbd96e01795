"""DuckDB writes and reads the Parquet files of a snapshot."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import duckdb

from accord.store.schema import Cell, Record

__all__ = ["ENGINE_VERSION", "ParquetWriter", "read_parquet"]

ENGINE_VERSION = duckdb.__version__
"""Version of the engine; part of the manifest, since it decides the bytes of a Parquet file."""


class ParquetWriter:
    """Writes tables to Parquet files through one engine in memory; use it in a ``with`` block."""

    def __enter__(self) -> ParquetWriter:
        self._connection = _connect()
        return self

    def __exit__(self, *_error: object) -> None:
        self._connection.close()

    def write(self, path: Path, columns: Mapping[str, str], records: Sequence[Record]) -> None:
        """Write rows to a Parquet file; the same rows give the same bytes.

        Args:
            path: File to create.
            columns: Column name to DuckDB type; also the order of columns.
            records: Rows in the order in which they are to stand.
        """
        definition = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        structure = json.dumps([dict(columns)])
        self._connection.execute(f"CREATE OR REPLACE TABLE t ({definition})")
        if records:
            self._connection.execute(
                f"INSERT INTO t SELECT unnest(from_json(?, '{structure}'), max_depth := 2)",
                [json.dumps([_jsonable(record) for record in records], ensure_ascii=False)],
            )
        self._connection.table("t").write_parquet(str(path), compression="zstd")


def _connect() -> duckdb.DuckDBPyConnection:
    """Open a private engine in memory: one thread, no extensions, nothing fetched."""
    return duckdb.connect(
        config={
            "threads": 1,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )


def _jsonable(record: Record) -> dict[str, object]:
    return {name: str(cell) if isinstance(cell, Decimal) else cell for name, cell in record.items()}


def read_parquet(paths: Iterable[tuple[str, Path]]) -> dict[str, list[dict[str, Cell]]]:
    """Read Parquet files.

    Args:
        paths: Name of the table and its file.

    Returns:
        Rows by table, in the order in which they stand in the file.
    """
    tables: dict[str, list[dict[str, Cell]]] = {}
    with _connect() as connection:
        for name, path in paths:
            relation = connection.read_parquet(str(path))
            names = relation.columns
            tables[name] = [dict(zip(names, row, strict=True)) for row in relation.fetchall()]
    return tables
