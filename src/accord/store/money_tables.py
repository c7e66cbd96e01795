"""The tables of published transactions of a snapshot, held in memory while it is asked."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb

from accord.errors import Problem, UsageError
from accord.store.ledger import LEDGER, LEDGER_TABLES

__all__ = ["has_money", "opened", "publisher_names", "rows_of", "target_currency"]

_FLOWS = """
CREATE TABLE flows AS
SELECT f.*, t.title, s.name AS file_name, s.sha256
FROM read_parquet('{flows}') AS f LEFT JOIN titles AS t USING (activity) LEFT JOIN files AS s USING (file)
ORDER BY f.file, f.byte, f.partner"""


def has_money(snapshot: Path) -> bool:
    """Tell whether published transactions were taken into a snapshot."""
    return (snapshot / LEDGER).is_dir()


@contextmanager
def opened(snapshot: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the tables of a snapshot; ``flows`` also holds the title of the activity, and file and hash.

    Raises:
        UsageError: No transactions were taken in (ACC-214).
    """
    folder = snapshot / LEDGER
    if not folder.is_dir():
        raise UsageError(
            Problem(
                id="ACC-214",
                what="No published transactions were taken into this snapshot.",
                file=str(snapshot),
                expected="a snapshot that was built with --iati",
                fix="Run `accord read iati FILE... --out DIR`, then `accord build --iati DIR`.",
            )
        )
    with _loaded(folder).cursor() as connection:
        yield connection


def rows_of(snapshot: Path, table: str) -> list[dict[str, object]]:
    """Return all rows of one of the smaller tables of ``LEDGER_TABLES``, as they stand.

    Raises:
        UsageError: No transactions were taken in (ACC-214).
    """
    if table not in LEDGER_TABLES:
        raise KeyError(f"{table} is none of {', '.join(LEDGER_TABLES)}")
    with opened(snapshot) as connection:
        relation = connection.table(table)
        return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]


@functools.lru_cache(maxsize=4)
def target_currency(snapshot: Path) -> str | None:
    """Return the currency into which a snapshot converts; None if nothing could be converted.

    Raises:
        UsageError: No transactions were taken in (ACC-214).
    """
    with opened(snapshot) as connection:
        found = connection.execute("SELECT max(currency_converted) FROM flows").fetchone()
    return found[0] if found else None


@functools.lru_cache(maxsize=4)
def publisher_names(snapshot: Path) -> Mapping[str, str]:
    """Return the name of each publisher; its identifier stands in where it states no name.

    Raises:
        UsageError: No transactions were taken in (ACC-214).
    """
    with opened(snapshot) as connection:
        return dict(
            connection.execute(
                "SELECT publisher, coalesce(max(publisher_name), publisher) "
                "FROM flows GROUP BY publisher ORDER BY publisher"
            ).fetchall()
        )


@functools.lru_cache(maxsize=2)
def _loaded(folder: Path) -> duckdb.DuckDBPyConnection:
    """Load the tables of a snapshot into memory, once: a snapshot never changes."""
    connection = duckdb.connect(
        config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    )
    source = {name: str(folder / f"{name}.parquet").replace("'", "''") for name in LEDGER_TABLES}
    for name in LEDGER_TABLES:
        if name != "flows":
            connection.execute(f"CREATE TABLE {name} AS FROM read_parquet('{source[name]}')")
    connection.execute(_FLOWS.format(**source))
    return connection
