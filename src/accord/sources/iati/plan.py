"""The layout as arrays over path numbers, in the form that the compiled loops read."""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from accord.sources.iati.layout import ELEMENT_NAME, Layout, TableLayout, layouts
from accord.sources.iati.nodes import PADDING, Numbers, Paths, Positions, new_nodes, new_paths, path_text
from accord.sources.iati.tokens import scan

__all__ = ["Feeds", "Kinds", "Plan", "plan_of", "start_cursor"]


class Feeds(NamedTuple):
    """What a value at a path feeds; lists by path are compressed rows.

    Attributes:
        table: Table to which an element at the path adds a row, or -1; by path.
        needs_text: 1 if it does so only with text; by path.
        first: First feed of a path, shape (paths + 1); feeds of path p are ``first[p]:first[p + 1]``.
        column: Column that is fed, counted over all tables; by feed.
        rank: Which source of the column it is, from 1; by feed.
        up: How many elements above the value the row's element is; by feed.
        inherited_first: As ``first``, for what a row takes from an attribute of the element around it.
        inherited_column: Column that is fed.
        inherited_path: Path of that attribute.
        column_table: Table of a column; by column.
    """

    table: Numbers
    needs_text: Numbers
    first: Numbers
    column: Numbers
    rank: Numbers
    up: Numbers
    inherited_first: Numbers
    inherited_column: Numbers
    inherited_path: Numbers
    column_table: Numbers


class Kinds(NamedTuple):
    """Which columns of a table, by their place in it, are read as dates, as amounts, and as texts first."""

    dates: Numbers
    amounts: Numbers
    texts: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How nodes become tables.

    Attributes:
        layout: The tables.
        paths: The paths that the layout names, numbered.
        feeds: What they feed.
        kinds: How the columns of each table are read.
        element_names: By path, the name for the column ``element name``; the text around a narrative
            counts, not ``narrative``.
    """

    layout: Layout
    paths: Paths
    feeds: Feeds
    kinds: tuple[Kinds, ...]
    element_names: pa.Array


def start_cursor() -> Positions:
    """Return the cursor with which ``scan`` begins: slice 0, node 1."""
    return np.array([0, 1], np.int64)


@functools.cache
def plan_of(root: str) -> Plan:
    """Return the plan for a root element."""
    layout = layouts()[root]
    wanted = sorted({path for table in layout.tables for path in _paths(table)})
    paths = _numbered(root, wanted)
    texts = [path_text(paths, path) for path in range(int(paths.counts[0]))]
    number = {
        text.removeprefix(f"/{root}").removeprefix("/"): path for path, text in enumerate(texts) if path
    }
    names = [text.removesuffix("/narrative").rpartition("/")[2] for text in texts]
    return Plan(
        layout=layout,
        paths=paths,
        feeds=_feeds(layout, number, len(texts)),
        kinds=tuple(_kinds(table) for table in layout.tables),
        element_names=pa.array(names),
    )


def _kinds(table: TableLayout) -> Kinds:
    places: dict[str, list[int]] = {"date": [], "amount": [], "text": []}
    reads = {"date": "date", "amount": "amount", "number": "amount"}
    for place, column in enumerate(table.columns):
        if column.sources != (ELEMENT_NAME,):
            places[reads.get(column.kind, "text")].append(place)
    return Kinds(*(np.array(places[kind], np.int32) for kind in places))


def _joined(row: str, source: str) -> str:
    """Return a source's path relative to the root; empty if it has none there."""
    row = "" if row == "." else row
    if source == ".":
        return row
    if source.startswith("../"):
        outer = row.rpartition("/")[0]
        return f"{outer}/{source[3:]}" if outer else ""
    return f"{row}/{source}".removeprefix("/")


def _paths(table: TableLayout) -> set[str]:
    sources = [source for column in table.columns for source in column.sources if source != ELEMENT_NAME]
    return {_joined(row, source) for row in table.rows for source in (".", *sources)} - {""}


def _numbered(root: str, wanted: list[str]) -> Paths:
    """Number paths by tokenising a document that has them all."""
    document = b"".join(_element(root, path) for path in wanted)
    buffer = np.frombuffer(document + bytes(PADDING), np.uint8)
    ends = np.cumsum([len(_element(root, path)) for path in wanted])
    slices = np.column_stack([np.concatenate([[0], ends[:-1]]), ends]).astype(np.int64)
    paths = new_paths()
    if scan(buffer, slices, start_cursor(), new_nodes(40 * len(wanted)), paths):
        raise ValueError(f"layout.yml: not all paths of {root} are names of XML")
    return paths


def _element(root: str, path: str) -> bytes:
    steps = [root, *(step for step in path.split("/") if not step.startswith("@"))]
    attribute = path.rpartition("@")[2] if "@" in path else ""
    opened = "".join(f"<{step}>" for step in steps)
    if attribute:
        opened = f'{opened[:-1]} {attribute}="">'
    return (opened + "".join(f"</{step}>" for step in reversed(steps))).encode()


def _feeds(layout: Layout, number: dict[str, int], count: int) -> Feeds:
    table_of = np.full(count, -1, np.int32)
    needs_text = np.zeros(count, np.int32)
    feeds: dict[int, list[tuple[int, ...]]] = defaultdict(list)
    inherited: dict[int, list[tuple[int, ...]]] = defaultdict(list)
    column_table: list[int] = []
    for position, table in enumerate(layout.tables):
        rows = {("" if row == "." else row): number["" if row == "." else row] for row in table.rows}
        for row, path in rows.items():
            table_of[path], needs_text[path] = position, table.is_only_with_text
            for offset, column in enumerate(table.columns):
                for rank, source in enumerate(column.sources, 1):
                    fed = number.get(_joined(row, source))
                    if source == ELEMENT_NAME or fed is None or not _joined(row, source):
                        continue
                    if source.startswith("../"):
                        inherited[path].append((len(column_table) + offset, fed))
                    else:
                        up = 0 if source == "." else source.count("/") + 1
                        feeds[fed].append((len(column_table) + offset, rank, up))
        column_table += [position] * len(table.columns)
    first, fed_columns = _rows(feeds, count, 3)
    inherited_first, inherited_columns = _rows(inherited, count, 2)
    return Feeds(
        table=table_of,
        needs_text=needs_text,
        first=first,
        column=fed_columns[0],
        rank=fed_columns[1],
        up=fed_columns[2],
        inherited_first=inherited_first,
        inherited_column=inherited_columns[0],
        inherited_path=inherited_columns[1],
        column_table=np.array(column_table, np.int32),
    )


def _rows(lists: dict[int, list[tuple[int, ...]]], count: int, width: int) -> tuple[Numbers, list[Numbers]]:
    """Return lists by path as compressed rows: where each begins, and one array for each member."""
    lengths = [len(lists.get(path, ())) for path in range(count)]
    flat = np.array([entry for path in range(count) for entry in lists.get(path, ())], np.int32)
    members = flat.reshape(-1, width)
    first = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    return first, [np.ascontiguousarray(members[:, place]) for place in range(width)]
