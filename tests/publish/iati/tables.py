"""Tables of activities for tests: read from files, made by chance, compared without place and numbering."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Context, Decimal
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st
from lxml import etree

from accord.publish.iati.rules import CodeList
from accord.publish.iati.writing import NOT_EXPORTED, ExportReport, write_activities
from accord.sources.iati.layout import Column, TableLayout, codes, layouts, schemas
from accord.sources.iati.reading import read_iati

Tables = dict[str, pa.Table]
Row = dict[str, Any]
Rows = dict[str, list[Row]]
SPECIMENS = Path(__file__).resolve().parents[2] / "sources" / "iati" / "specimens"
GENERATED = datetime(2026, 1, 1, 12, tzinfo=UTC)
LAYOUT = layouts()["iati-activity"]
TABLES: Mapping[str, TableLayout] = {table.name: table for table in LAYOUT.tables}
KEYS = ("transaction", "result", "indicator", "period")
_PLACE = ("file", "byte", "activity")
_BLANKS = " \t\r\n"


def specimen(name: str) -> Tables:
    """Read one of the specimens of the reader."""
    return read(SPECIMENS / f"{name}.xml")


def read(*paths: Path) -> Tables:
    """Read files into the tables of activities; those without rows are empty."""
    batches: dict[str, list[pa.Table]] = defaultdict(list)
    for batch in read_iati(paths):
        batches[batch.table].append(batch.rows)
    return {
        name: pa.concat_tables([schemas()[name].empty_table(), *batches[name]], promote_options="default")
        for name in TABLES
    }


def to_tables(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Tables:
    """Put rows into tables; columns that they lack are null, as are ``file`` and ``byte``."""
    return {
        name: pa.Table.from_pylist([dict(row) for row in rows.get(name, ())], schema=schemas()[name])
        for name in TABLES
    }


def to_rows(tables: Tables) -> Rows:
    """Return the rows of all tables, to be changed."""
    return {name: table.to_pylist() for name, table in tables.items()}


def export(
    tables: Mapping[str, pa.Table],
    *,
    is_lenient: bool = False,
    reporting_org: str | None = None,
    code_lists: Mapping[str, CodeList] | None = None,
) -> tuple[etree._Element, ExportReport]:
    """Export tables and parse what was written."""
    out = io.BytesIO()
    report = write_activities(
        tables,
        out,
        generated=GENERATED,
        reporting_org=reporting_org,
        is_lenient=is_lenient,
        code_lists=code_lists,
    )
    return etree.fromstring(out.getvalue()), report


def read_again(tables: Tables, folder: Path) -> Tables:
    """Export tables with all that they hold and read the file."""
    path = folder / "exported.xml"
    with path.open("wb") as out:
        write_activities(tables, out, generated=GENERATED, is_lenient=True)
    return read(path)


def comparable(tables: Tables) -> list[dict[str, list[str]]]:
    """Return activities in order, their rows without place, sorted, keys counted within the activity.

    Order within an activity is not compared between rows, since 2.03 prescribes that of elements; that
    of transactions, results, indicators and periods is, by their keys.
    """
    rows = to_rows(tables)
    found: dict[int, dict[str, list[str]]] = {row["activity"]: {} for row in rows["activities"]}
    numbers: dict[tuple[int, str, int], int] = {}
    for name, key in (("transactions", "transaction"), ("results", "result"), ("indicators", "indicator")):
        _count(rows[name], key, numbers)
    _count(rows["periods"], "period", numbers)
    for name, content in rows.items():
        for row in content:
            activity = row["activity"]
            keys = {key: numbers.get((activity, key, row[key])) for key in KEYS if row.get(key) is not None}
            cells = {column: value for column, value in row.items() if column not in _PLACE}
            found[activity].setdefault(name, []).append(repr(_exportable(name, cells) | keys))
    return [{name: sorted(content) for name, content in activity.items()} for activity in found.values()]


def differences(found: Tables, expected: Tables) -> list[tuple[int, str, list[str], list[str]]]:
    """Return activity, table, found and expected rows where two sets of tables differ."""
    nothing: dict[str, list[str]] = {}
    pairs = zip_longest(comparable(found), comparable(expected), fillvalue=nothing)
    return [
        (number, name, left.get(name, []), right.get(name, []))
        for number, (left, right) in enumerate(pairs)
        for name in TABLES
        if left.get(name, []) != right.get(name, [])
    ]


def _count(rows: Iterable[Row], key: str, numbers: dict[tuple[int, str, int], int]) -> None:
    seen: dict[int, int] = defaultdict(int)
    for row in rows:
        numbers[row["activity"], key, row[key]] = seen[row["activity"]]
        seen[row["activity"]] += 1


def _exportable(table: str, row: Row) -> Row:
    """Return a row as 2.03 can say it."""
    if table == "locations" and None not in (row["latitude"], row["longitude"]) and row["position"] is None:
        pair = (f"{row[name].normalize() + 0:f}" for name in ("latitude", "longitude"))
        row = row | {"position": " ".join(pair), "exactness": None}
    return {name: None if (table, name) in NOT_EXPORTED else value for name, value in row.items()}


_CHARACTERS = st.characters(
    codec="utf-8",
    exclude_categories=["Cs"],
    exclude_characters=[*map(chr, range(32)), "\ufffe", "\uffff"],
)
_TEXTS = st.text(_CHARACTERS | st.sampled_from("\t\n\r<>&\"' ]"), min_size=1, max_size=12)
_WORDS = _TEXTS.map(lambda text: text.strip(_BLANKS)).filter(bool)
_AMOUNTS = st.integers(-(10**37), 10**37).map(lambda units: Decimal(units).scaleb(-14, Context(prec=60)))


def _cells(column: Column) -> st.SearchStrategy[Any]:
    """Return cells of a column as the reader can give them: trimmed, not blank, codes as in 2.03."""
    if column.kind == "code":
        read_code = codes()[column.codes].read
        texts = st.sampled_from(["1", "2", "99", "XK", "EUR"]) | _WORDS
        return texts.filter(lambda text: read_code(text) == text)
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "text": _WORDS,
        "date": st.dates(date(1, 1, 1), date(9999, 12, 31)),
        "amount": _AMOUNTS,
        "number": _AMOUNTS,
        "whole": st.integers(0, 999_999_999),
        "flag": st.booleans(),
    }
    return kinds[column.kind]


def _row(draw: st.DrawFn, table: str, **fixed: Any) -> Row:
    row = {
        column.name: draw(st.none() | _cells(column))
        for column in TABLES[table].columns
        if (table, column.name) not in NOT_EXPORTED and column.name not in fixed
    }
    return row | fixed


def _several(draw: st.DrawFn, most: int = 2) -> range:
    return range(draw(st.integers(0, most)))


_LEAVES = (
    "other_identifiers",
    "activity_dates",
    "participating_orgs",
    "recipient_countries",
    "recipient_regions",
    "sectors",
    "locations",
    "policy_markers",
    "budgets",
    "planned_disbursements",
    "related_activities",
    "documents",
    "conditions",
)


@st.composite
def made_tables(draw: st.DrawFn) -> Tables:
    """Make tables of a few activities that hold whatever the reader could have read."""
    rows: Rows = {name: [] for name in TABLES}
    for activity in range(draw(st.integers(1, 3))):
        wordings = _wordings(draw, activity)
        rows["narratives"] += wordings
        first = {row["element"]: row["text"] for row in reversed(wordings)}
        named = {name: first.get(name) for name in ("title", "description")}
        rows["activities"].append(_row(draw, "activities", activity=activity, **named))
        for table in _LEAVES:
            rows[table] += [_row(draw, table, activity=activity) for _ in _several(draw, 1)]
        for _ in _several(draw):
            key = len(rows["transactions"])
            rows["transactions"].append(_row(draw, "transactions", activity=activity, transaction=key))
            for table in ("sectors", "recipient_countries", "recipient_regions"):
                rows[table] += [_row(draw, table, activity=activity, transaction=key) for _ in _several(draw)]
        for _ in _several(draw):
            _add_result(draw, rows, activity)
    return to_tables(rows)


def _wordings(draw: st.DrawFn, activity: int) -> list[Row]:
    titles = [_wording(draw, activity, "title", None) for _ in _several(draw)]
    kinds = st.none() | st.sampled_from(["1", "2"])
    return titles + [_wording(draw, activity, "description", draw(kinds)) for _ in _several(draw, 3)]


def _wording(draw: st.DrawFn, activity: int, element: str, kind: str | None) -> Row:
    fixed = {"element": element, "description_type": kind, "text": draw(_WORDS)}
    return _row(draw, "narratives", activity=activity, **fixed)


def _add_result(draw: st.DrawFn, rows: Rows, activity: int) -> None:
    keys: Row = {"activity": activity, "result": len(rows["results"])}
    rows["results"].append(_row(draw, "results", **keys))
    rows["documents"] += [_row(draw, "documents", **keys) for _ in _several(draw, 1)]
    for _ in _several(draw):
        keys |= {"indicator": len(rows["indicators"]), "period": None}
        rows["indicators"].append(_row(draw, "indicators", **keys))
        _add_values(draw, rows, keys, "baseline")
        for _ in _several(draw):
            keys |= {"period": len(rows["periods"])}
            rows["periods"].append(_row(draw, "periods", **keys))
            _add_values(draw, rows, keys, "target", year=None, date=None)
            _add_values(draw, rows, keys, "actual", year=None, date=None)


def _add_values(draw: st.DrawFn, rows: Rows, keys: Row, kind: str, **fixed: Any) -> None:
    """Add values of an indicator or period; documents stand behind them by their position."""
    for _ in _several(draw):
        byte = len(rows["indicator_values"]) + len(rows["documents"])
        rows["indicator_values"].append(_row(draw, "indicator_values", kind=kind, byte=byte, **keys, **fixed))
        documents = (_row(draw, "documents", byte=byte + 1 + place, **keys) for place in _several(draw, 1))
        rows["documents"] += documents
