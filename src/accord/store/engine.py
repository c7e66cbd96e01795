"""DuckDB writes and reads the Parquet files of a snapshot."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import duckdb

from accord.store.schema import Cell, Record

__all__ = ["ENGINE_VERSION", "read_parquet", "write_parquet"]

ENGINE_VERSION = duckdb.__version__
"""Version of the engine; part of the manifest, since it decides the bytes of a Parquet file."""


def _connect() -> duckdb.DuckDBPyConnection:
    """Open a private engine in memory: one thread, no extensions, nothing fetched."""
    return duckdb.connect(
        config={
            "threads": 1,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )


def write_parquet(path: Path, columns: Mapping[str, str], records: Sequence[Record]) -> None:
    """Write rows to a Parquet file; the same rows give the same bytes.

    Args:
        path: File to create.
        columns: Column name to DuckDB type; also the order of columns.
        records: Rows in the order in which they are to stand.
    """
    definition = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
    structure = json.dumps([dict(columns)])
    with _connect() as connection:
        connection.execute(f"CREATE TABLE t ({definition})")
        if records:
            connection.execute(
                f"INSERT INTO t SELECT unnest(from_json(?, '{structure}'), max_depth := 2)",
                [json.dumps([_jsonable(record) for record in records], ensure_ascii=False)],
            )
        connection.table("t").write_parquet(str(path), compression="zstd")


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
