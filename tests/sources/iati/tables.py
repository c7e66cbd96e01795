"""What the reader makes of files, as plain values that a test can compare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa

from accord.sources.iati.reading import read_iati
from sources.iati.reference import UNIT, WIDE, Count, Transaction

SPECIMENS = Path(__file__).parent / "specimens"
SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "iati"
ACCOUNTS = {"files", "refused", "problems", "unread", "repeated"}
"""Tables that say how the reading went, beside those of the layout."""
Tables = dict[str, pa.Table]
Row = dict[str, Any]


def specimen(name: str) -> Path:
    """Return the path of a specimen by the name of its file."""
    return SPECIMENS / f"{name}.xml"


def read_tables(*paths: Path, encoding: str | None = None, threads: int | None = None) -> Tables:
    """Read files and join the batches of each table in their order."""
    batches: dict[str, list[pa.Table]] = {}
    for batch in read_iati(paths, encoding=encoding, threads=threads):
        batches.setdefault(batch.table, []).append(batch.rows)
    return {table: pa.concat_tables(rows) for table, rows in batches.items()}


def read_bytes(folder: Path, *contents: bytes, encoding: str | None = None) -> Tables:
    """Write contents to files of their own in a folder and read them in their order."""
    paths = [folder / f"made_{number:06}.xml" for number in range(len(contents))]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    return read_tables(*paths, encoding=encoding)


def rows(tables: Tables, table: str, *columns: str) -> list[Row]:
    """Return the rows of a table, or nothing if it is absent, with some of its columns or all."""
    if table not in tables:
        return []
    found = tables[table].select(list(columns)) if columns else tables[table]
    return list(found.to_pylist())


def values(tables: Tables, table: str, column: str) -> list[Any]:
    """Return the values of one column of a table."""
    return [row[column] for row in rows(tables, table, column)]


def identifiers(tables: Tables) -> list[str | None]:
    """Return the identifiers of the activities that were read, in order."""
    return values(tables, "activities", "iati_identifier")


def transactions_by_file(tables: Tables) -> dict[int, list[Transaction]]:
    """Return the transactions of each file as the reference would state them."""
    activities = {(row["file"], row["activity"]): row for row in rows(tables, "activities")}
    sectors = _within_transactions(tables, "sectors")
    countries = _within_transactions(tables, "recipient_countries")
    found: dict[int, list[Transaction]] = {}
    for row in rows(tables, "transactions"):
        activity = activities[row["file"], row["activity"]]
        key = (row["file"], row["transaction"])
        found.setdefault(row["file"], []).append(
            Transaction(
                publisher=activity["reporting_org"],
                identifier=activity["iati_identifier"],
                type=row["type"],
                currency=row["currency"] or activity["default_currency"],
                value=row["value"],
                date=row["date"],
                value_date=row["value_date"],
                provider=row["provider"],
                provider_name=row["provider_name"],
                receiver=row["receiver"],
                receiver_name=row["receiver_name"],
                sectors=sectors[key],
                countries=countries[key],
            )
        )
    return found


def count_of(tables: Tables) -> Count:
    """Return what the reader found in all files, counted as the reference counts."""
    count = Count()
    for found in transactions_by_file(tables).values():
        count.transactions += found
    count.rows.update({table: found.num_rows for table, found in tables.items()})
    defaults = {(row["file"], row["activity"]): row["default_currency"] for row in rows(tables, "activities")}
    for table in ("budgets", "planned_disbursements"):
        for row in rows(tables, table):
            key = table, row["currency"] or defaults[row["file"], row["activity"]]
            count.planned[key] = WIDE.add(count.planned[key], row["value"] or 0 * UNIT)
    return count


def differences(
    found: Iterable[Transaction], expected: Iterable[Transaction]
) -> dict[str, list[Transaction]]:
    """Return the transactions that only one side has; an empty dictionary if both are the same."""
    left, right = Counter(found), Counter(expected)
    only = {"only in the reader": list((left - right).elements())}
    only["only in the reference"] = list((right - left).elements())
    return {side: sorted(those, key=str)[:5] for side, those in only.items() if those}


def _within_transactions(tables: Tables, table: str) -> Counter[tuple[int, int]]:
    return Counter(
        (row["file"], row["transaction"])
        for row in rows(tables, table, "file", "transaction")
        if row["transaction"] is not None
    )
