"""The layout of the tables: which element or attribute goes into which column."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import yaml

__all__ = [
    "AMOUNT",
    "ELEMENT_NAME",
    "Codes",
    "Column",
    "Layout",
    "TableLayout",
    "codes",
    "layouts",
    "schemas",
]

AMOUNT = pa.decimal128(38, 14)
"""Amounts and other numbers: exact up to 14 places, the most seen in published files being 13."""
ELEMENT_NAME = "element name"
_FOLDER = Path(__file__).parent
_TYPES = {
    "amount": AMOUNT,
    "number": AMOUNT,
    "date": pa.date32(),
    "whole": pa.int32(),
    "flag": pa.bool_(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table.

    Attributes:
        name: Its name.
        sources: Paths relative to the element of a row; the first with a value wins.
        kind: ``text``, ``date``, ``amount``, ``number``, ``whole``, ``flag`` or ``code``.
        codes: Name of the map in ``codes.yml`` by which a code is read; empty for other kinds.
    """

    name: str
    sources: tuple[str, ...]
    kind: str
    codes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLayout:
    """A table.

    Attributes:
        name: Its name and that of its Parquet file.
        meaning: What one row is.
        rows: Paths of the elements that make a row, relative to the root element.
        columns: Columns read from the element, without keys and origin.
        parents: Key columns that say inside which row of another table the element stands.
        id: Key column by which other tables refer to a row; empty if none does.
        is_only_with_text: True if an element without text makes no row.
    """

    name: str
    meaning: str
    rows: tuple[str, ...]
    columns: tuple[Column, ...]
    parents: tuple[str, ...] = ()
    id: str = ""
    is_only_with_text: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The tables of one root element.

    Attributes:
        root: ``iati-activity`` or ``iati-organisation``.
        id: Key column that every table has: the running number of the root element.
        tables: Its tables; the first one holds the root element.
    """

    root: str
    id: str
    tables: tuple[TableLayout, ...]

    def keys(self, table: TableLayout) -> tuple[str, ...]:
        """Return the key columns of a table, that of the root element first."""
        own = () if table.id in {"", self.id} else (table.id,)
        return (self.id, *table.parents, *own)

    def owner(self, key: str) -> int:
        """Return the number of the table whose rows a key names."""
        return next(number for number, table in enumerate(self.tables) if table.id == key)

    def schema(self, table: TableLayout) -> pa.Schema:
        """Return the Arrow schema of a table: origin, keys, columns."""
        return pa.schema(
            [
                ("file", pa.int32()),
                ("byte", pa.int64()),
                *((key, pa.int64()) for key in self.keys(table)),
                *((column.name, _TYPES.get(column.kind, pa.string())) for column in table.columns),
            ]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """How words and older codes become codes of 2.03.

    Attributes:
        codes: Code by word in small letters.
        case: ``upper`` or ``lower`` if what the map does not name is put into such letters, or empty.
    """

    codes: Mapping[str, str]
    case: str = ""

    def read(self, written: str) -> str:
        """Return the code that a written code means."""
        known = self.codes.get(" ".join(written.split()).casefold())
        if known is not None:
            return known
        if self.case == "lower":
            return written.lower()
        return written.upper() if self.case == "upper" else written


@functools.cache
def layouts() -> dict[str, Layout]:
    """Return the layout by root element, as ``layout.yml`` gives it."""
    content = yaml.safe_load((_FOLDER / "layout.yml").read_text(encoding="utf-8"))
    return {
        root: Layout(root=root, id=entry["id"], tables=tuple(_tables(entry)))
        for root, entry in content.items()
    }


@functools.cache
def codes() -> dict[str, Codes]:
    """Return the maps of ``codes.yml`` by name."""
    content = yaml.safe_load((_FOLDER / "codes.yml").read_text(encoding="utf-8"))
    return {
        name: Codes(
            codes={word.casefold(): code for word, code in entry["codes"].items()},
            case=entry.get("case", ""),
        )
        for name, entry in content.items()
    }


@functools.cache
def schemas() -> dict[str, pa.Schema]:
    """Return the schema of every table that a reading gives, by its name."""
    tables = {table.name: layout.schema(table) for layout in layouts().values() for table in layout.tables}
    return tables | {
        "files": pa.schema(
            [
                ("file", pa.int32()),
                ("name", pa.string()),
                ("sha256", pa.string()),
                ("bytes", pa.int64()),
                ("encoding", pa.string()),
                ("version", pa.string()),
                ("kind", pa.string()),
                ("records", pa.int64()),
                ("refused", pa.int64()),
                ("is_complete", pa.bool_()),
            ]
        ),
        "refused": pa.schema(
            [
                ("file", pa.int32()),
                ("byte", pa.int64()),
                ("end", pa.int64()),
                ("ordinal", pa.int64()),
                ("identifier", pa.string()),
                ("reason", pa.string()),
                ("xml", pa.binary()),
            ]
        ),
        "problems": pa.schema(
            [
                ("file", pa.int32()),
                ("byte", pa.int64()),
                ("table", pa.string()),
                ("column", pa.string()),
                ("value", pa.string()),
                ("expected", pa.string()),
            ]
        ),
        "unread": pa.schema([("file", pa.int32()), ("path", pa.string()), ("count", pa.int64())]),
        "repeated": pa.schema([("file", pa.int32()), ("path", pa.string()), ("count", pa.int64())]),
    }


def _tables(entry: Mapping[str, object]) -> Iterator[TableLayout]:
    tables = entry["tables"]
    if not isinstance(tables, dict):
        raise TypeError(f"layout.yml: tables of {entry['id']} are no mapping")
    for position, (name, table) in enumerate(tables.items()):
        yield TableLayout(
            name=name,
            meaning=table["meaning"],
            rows=tuple(table["rows"]),
            columns=tuple(_column(*item) for item in table["columns"].items()),
            parents=tuple(table.get("parents", ())),
            id=str(entry["id"]) if position == 0 else table.get("id", ""),
            is_only_with_text=table.get("only_with_text", False),
        )


def _column(name: str, entry: Mapping[str, object]) -> Column:
    kind, _colon, chosen = str(entry.get("kind", "text")).partition(":")
    sources = entry["from"]
    if not isinstance(sources, list):
        raise TypeError(f"layout.yml: `from` of {name} is no list")
    return Column(name=name, sources=tuple(sources), kind=kind, codes=chosen)
