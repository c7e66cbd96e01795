"""The tables of screened parties in a snapshot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from accord.domain.party import Dealing, ListUsed, Party, PartyHit, Screened, ScreeningRun
from accord.domain.screening import IdentityEvidence, NamePart
from accord.store.engine import ParquetWriter, read_parquet
from accord.store.lists.opening import Lists
from accord.store.schema import Cell, Record, columns_of, from_record, to_record

__all__ = [
    "SCREENING",
    "SCREENING_TABLES",
    "lists_used",
    "read_screened",
    "screened_tables",
    "screening_parameters",
]

SCREENING = "screening"
"""Folder of a snapshot in which the tables lie."""
_OWNED = {"dealings": Dealing, "hit_parts": NamePart, "hit_evidence": IdentityEvidence}
SCREENING_TABLES: Mapping[str, type] = {
    "run": ScreeningRun,
    "lists": ListUsed,
    "parties": Party,
    "hits": PartyHit,
    **_OWNED,
}
"""Tables by name, with the dataclass of their rows; those of ``dealings``, ``hit_parts`` and ``hit_evidence``
also have ``parent`` (id of the party or hit) and ``position`` (from 0)."""
_KINDS = {
    "amount": "DECIMAL(38, 14)",
    "likeness": "DOUBLE",
    "bits": "DOUBLE",
    "hit_name_score": "DOUBLE",
    **dict.fromkeys(("as_of", "first_day", "last_day", "ended_on", "hit_listed_on", "hit_as_of"), "DATE"),
}
Row = TypeVar("Row")


def lists_used(known: Lists, day: date) -> tuple[ListUsed, ...]:
    """Return the lists against which parties are screened, with their age on a day.

    Args:
        known: Lists as known on the day.
        day: Day of the snapshot of the declaration.
    """
    return tuple(
        ListUsed(
            code=source.code,
            sha256=source.sha256,
            as_of=source.as_of,
            age_days=(day - source.as_of).days,
            entries=source.entries,
        )
        for source in known.sources
    )


def screening_parameters(screened: Screened) -> dict[str, str]:
    """Return under what was screened, for the manifest: lists with day and hash, method, least score."""
    run = screened.run
    lists = {f"screening.list.{used.code}": f"{used.as_of} sha256 {used.sha256}" for used in screened.lists}
    return {
        "screening.lists_id": run.lists_id,
        "screening.method": run.method,
        "screening.least": str(run.least),
        "screening.most": str(run.most),
        **lists,
    }


def screened_tables(screened: Screened) -> dict[str, bytes]:
    """Return the tables as Parquet, by name; the same parties give the same bytes."""
    rows: dict[str, Iterable[Record]] = {
        "run": [to_record(screened.run)],
        "lists": map(to_record, screened.lists),
        "parties": map(to_record, screened.parties),
        "hits": map(to_record, screened.hits),
        "dealings": _owned((party.id, party.dealings) for party in screened.parties),
        "hit_parts": _owned((hit.id, hit.hit.parts) for hit in screened.hits),
        "hit_evidence": _owned((hit.id, hit.hit.evidence) for hit in screened.hits),
    }
    tables = {}
    with TemporaryDirectory() as name, ParquetWriter() as writer:
        for table, row_type in SCREENING_TABLES.items():
            path = Path(name) / f"{table}.parquet"
            writer.write(path, _columns(table, row_type), list(rows[table]))
            tables[table] = path.read_bytes()
    return tables


def read_screened(snapshot: Path) -> Screened | None:
    """Return what a snapshot says of its parties; None if it was built without lists.

    Args:
        snapshot: Folder of the snapshot, whose bytes were verified.
    """
    folder = snapshot / SCREENING
    if not folder.is_dir():
        return None
    tables = read_parquet((name, folder / f"{name}.parquet") for name in SCREENING_TABLES)
    dealings = _by_parent(Dealing, tables["dealings"])
    parts = _by_parent(NamePart, tables["hit_parts"])
    evidence = _by_parent(IdentityEvidence, tables["hit_evidence"])
    hits = [from_record(PartyHit, record, {}) for record in tables["hits"]]
    return Screened(
        run=from_record(ScreeningRun, tables["run"][0], {}),
        lists=tuple(from_record(ListUsed, record, {}) for record in tables["lists"]),
        parties=tuple(
            from_record(Party, record, {"dealings": dealings.get(str(record["id"]), ())})
            for record in tables["parties"]
        ),
        hits=tuple(
            replace(
                hit,
                hit=replace(hit.hit, parts=parts.get(hit.id, ()), evidence=evidence.get(hit.id, ())),
            )
            for hit in hits
        ),
    )


def _columns(table: str, row_type: type) -> dict[str, str]:
    columns = {name: _KINDS.get(name, kind) for name, kind in columns_of(row_type).items()}
    return {"parent": "VARCHAR", "position": "INTEGER", **columns} if table in _OWNED else columns


def _owned(rows: Iterable[tuple[str, Sequence[object]]]) -> list[Record]:
    return [
        {"parent": owner, "position": position, **to_record(row)}
        for owner, owned in rows
        for position, row in enumerate(owned)
    ]


def _by_parent(row_type: type[Row], records: Iterable[dict[str, Cell]]) -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for record in records:
        found[str(record["parent"])].append(from_record(row_type, record, {}))
    return {owner: tuple(rows) for owner, rows in found.items()}
