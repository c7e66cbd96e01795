"""The activities of an IATI reading that name a WBIF project, with the codes that they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from accord.cleaning.wbif_codes import CodeKind, WbifCode, compose_wbif_code, find_wbif_codes
from accord.domain.project import FinancingLine, Project

__all__ = ["TABLES", "Cells", "NamedActivity", "Place", "known_codes", "named_activities", "project_of"]

TABLES = (
    "activities", "narratives", "other_identifiers", "activity_dates", "participating_orgs",
    "recipient_countries", "sectors", "related_activities", "transactions", "files",
)  # fmt: skip
"""Tables of ``sources/iati/layout.yml`` that are needed."""

_PERHAPS = r"(?i)PRJ|WB\s?[-\x{2010}-\x{2015}\x{2212}]\s?IG|WB\d"
"""Every text with a code matches it; what matches is looked at more closely."""
_OWN = (("activities", "iati_identifier"), ("other_identifiers", "ref"), ("activities", "title"))
_TRANSACTION = ("ref", "description", "provider_activity", "receiver_activity")

Cell = str | int | bool | Decimal | date | None
Cells = Mapping[str, Cell]
"""One row of a table of the reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something is stated.

    Attributes:
        file: Name of the IATI file.
        sha256: Hash of its bytes.
        byte: Position of the element in the file as decoded to UTF-8.
        activity: Identifier of the activity as written.
    """

    file: str
    sha256: str
    byte: int
    activity: str

    def __str__(self) -> str:
        return f"{self.file} (sha256 {self.sha256}), byte {self.byte}, activity {self.activity}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedActivity:
    """An activity that names a code, itself or in one of its transactions.

    Attributes:
        row: Its row of ``activities``.
        file: Its row of ``files``.
        own: Codes in its identifiers and titles: they say what the activity is.
        references: Codes in its references to other activities.
        mentioned: Codes in its descriptions, which say nothing of whose money it is.
        by_transaction: Codes in the reference, parties' activities or description of a transaction.
        tables: Its rows of the other tables.
    """

    row: Cells
    file: Cells
    own: tuple[WbifCode, ...]
    references: tuple[WbifCode, ...]
    mentioned: tuple[WbifCode, ...]
    by_transaction: Mapping[int, tuple[WbifCode, ...]]
    tables: Mapping[str, Sequence[Cells]]

    def place(self, row: Cells) -> Place:
        """Return where one of its rows stands."""
        return Place(
            file=str(self.file["name"]),
            sha256=str(self.file["sha256"]),
            byte=int(str(row["byte"])),
            activity=str(self.row["iati_identifier"] or "without identifier"),
        )


@dataclass(slots=True)
class _Codes:
    own: dict[int, list[WbifCode]] = field(default_factory=dict)
    references: dict[int, list[WbifCode]] = field(default_factory=dict)
    mentioned: dict[int, list[WbifCode]] = field(default_factory=dict)
    transactions: dict[int, dict[int, list[WbifCode]]] = field(default_factory=dict)


def named_activities(tables: Mapping[str, pa.Table]) -> tuple[NamedActivity, ...]:
    """Return the activities that name a code anywhere, in the order of the files.

    Args:
        tables: The tables in ``TABLES``, as ``accord.sources.iati.reading`` makes them.
    """
    codes = _codes(tables)
    numbers = {*codes.own, *codes.references, *codes.mentioned, *codes.transactions}
    wanted = pa.array(sorted(numbers), pa.int64())
    rows: dict[str, dict[int, list[Cells]]] = {}
    for name in TABLES:
        if "activity" in tables[name].schema.names:
            for row in tables[name].filter(pc.is_in(tables[name]["activity"], wanted)).to_pylist():
                rows.setdefault(name, {}).setdefault(row["activity"], []).append(row)
    files = {row["file"]: row for row in tables["files"].to_pylist()}
    return tuple(
        NamedActivity(
            row=row,
            file=files[row["file"]],
            own=_once(codes.own.get(number, ())),
            references=_once(codes.references.get(number, ())),
            mentioned=_once(codes.mentioned.get(number, ())),
            by_transaction={key: _once(found) for key, found in codes.transactions.get(number, {}).items()},
            tables={name: rows.get(name, {}).get(number, ()) for name in TABLES},
        )
        for number in sorted(numbers)
        for row in rows["activities"][number]
    )


def _once(codes: Iterable[WbifCode]) -> tuple[WbifCode, ...]:
    return tuple(dict.fromkeys(codes))


def _codes(tables: Mapping[str, pa.Table]) -> _Codes:
    found = _Codes()
    texts = tables["narratives"]
    is_title = pc.equal(texts["element"], "title")
    looked: list[tuple[dict[int, list[WbifCode]], pa.Table, str]] = [
        *((found.own, tables[table], column) for table, column in _OWN),
        (found.own, texts.filter(is_title), "text"),
        (found.references, tables["related_activities"], "ref"),
        (found.mentioned, tables["activities"], "description"),
        (found.mentioned, texts.filter(pc.invert(is_title)), "text"),
    ]
    for kept, table, column in looked:
        for row, codes in _look(table, column):
            kept.setdefault(row["activity"], []).extend(codes)
    for column in _TRANSACTION:
        for row, codes in _look(tables["transactions"], column):
            kept = found.transactions.setdefault(row["activity"], {})
            kept.setdefault(row["transaction"], []).extend(codes)
    return found


def _look(table: pa.Table, column: str) -> Iterator[tuple[dict[str, int], tuple[WbifCode, ...]]]:
    """Yield the keys of the rows that have codes in a column, and the codes."""
    keys = [name for name in ("activity", "transaction") if name in table.schema.names]
    may_match = pc.fill_null(pc.match_substring_regex(table[column], _PERHAPS), False)
    for row in table.select([*keys, column]).filter(may_match).to_pylist():
        if codes := find_wbif_codes(row.pop(column)):
            yield row, codes


def known_codes(projects: Iterable[Project], lines: Iterable[FinancingLine]) -> dict[str, str]:
    """Return the project by each code that a declaration gives it, its own and those of its grants.

    A code that it gives to several projects is left out.
    """
    pairs = [(project.code, project.id) for project in projects]
    pairs += [(line.grant_code, line.project) for line in lines]
    owners: dict[str, set[str]] = {}
    for text, project in pairs:
        for code in find_wbif_codes(text):
            owners.setdefault(compose_wbif_code(code), set()).add(project)
    return {code: min(found) for code, found in owners.items() if len(found) == 1}


def project_of(codes: Sequence[WbifCode], known: Mapping[str, str]) -> tuple[str, ...]:
    """Return the projects that codes name; more than one if they do not name a single one.

    A grant whose project is not known is taken for a project of its own only where no code of a
    project stands beside it.

    Args:
        codes: The codes.
        known: Id of the project by code, see ``known_codes``.
    """
    written = [(code, compose_wbif_code(code)) for code in codes]
    certain = [known.get(text, text) for code, text in written if code.kind is CodeKind.PROJECT]
    certain += [known[text] for code, text in written if code.kind is not CodeKind.PROJECT and text in known]
    return tuple(dict.fromkeys(certain or [text for _, text in written]))
