"""Turns the nodes of whole activities into tables."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from accord.sources.iati.cells import Cells, find_cells, find_owners
from accord.sources.iati.layout import ELEMENT_NAME, Column, TableLayout, codes, schemas
from accord.sources.iati.nodes import Bytes, Nodes, Numbers, Paths, path_texts
from accord.sources.iati.numbers import (
    EXPECTED,
    Mask,
    amount_array,
    date_array,
    flag_array,
    position_array,
    whole_array,
)
from accord.sources.iati.plan import Plan
from accord.sources.iati.texts import text_array

__all__ = ["Origin", "Shredded", "shred"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a buffer comes from.

    Attributes:
        file: Number of the file.
        byte: Position of the buffer's first byte in the file, as decoded to UTF-8.
    """

    file: int
    byte: int


@dataclass(slots=True, kw_only=True)
class Shredded:
    """What one buffer gave.

    Attributes:
        tables: Tables by name; keys are counted from 0 within the buffer.
        rows: Number of rows by the table's place in the layout.
        unread: How many values no column reads, by path.
        repeated: How many further values a column had no room for, by path.
    """

    tables: dict[str, pa.Table]
    rows: list[int]
    unread: Counter[str] = field(default_factory=Counter)
    repeated: Counter[str] = field(default_factory=Counter)


def shred(buffer: Bytes, nodes: Nodes, count: int, *, plan: Plan, paths: Paths, origin: Origin) -> Shredded:
    """Turn nodes into tables.

    Args:
        buffer: The bytes in which the spans of the nodes lie.
        nodes: The nodes.
        count: Number of nodes in use, node 0 with them.
        plan: How nodes become tables.
        paths: All paths of the nodes.
        origin: Where the buffer comes from.
    """
    cells = find_cells(nodes, count, plan.feeds, int(paths.counts[0]))
    work = _Work(buffer=buffer, nodes=nodes, cells=cells, plan=plan, origin=origin)
    tables = {}
    first = 0
    for number, table in enumerate(plan.layout.tables):
        tables[table.name] = work.table(number, table, first)
        first += len(table.columns)
    texts = path_texts(paths)
    return Shredded(
        tables=tables | {"problems": pa.concat_tables([schemas()["problems"].empty_table(), *work.problems])},
        rows=cells.rows.tolist(),
        unread=_counter(cells.unread, texts),
        repeated=_counter(cells.repeated, texts),
    )


def _counter(counts: Numbers, texts: list[str]) -> Counter[str]:
    counter: Counter[str] = Counter()
    for path in np.flatnonzero(counts):
        counter[texts[path]] += int(counts[path])
    return counter


@dataclass(slots=True, kw_only=True)
class _Work:
    """The work on one buffer."""

    buffer: Bytes
    nodes: Nodes
    cells: Cells
    plan: Plan
    origin: Origin
    problems: list[pa.Table] = field(default_factory=list)

    def table(self, number: int, table: TableLayout, first: int) -> pa.Table:
        """Return a table of the layout; ``first`` is the place of its first column."""
        rows, base = int(self.cells.rows[number]), int(self.cells.row_base[number])
        elements = self.cells.row_node[base : base + rows]
        schema = schemas()[table.name]
        if rows == 0:
            return schema.empty_table()
        arrays = [
            pa.repeat(pa.scalar(self.origin.file, pa.int32()), rows),
            position_array(self.nodes.at[elements] + np.int64(self.origin.byte)),
            *(self._key(elements, key) for key in self.plan.layout.keys(table)),
        ]
        for place, column in enumerate(table.columns, first):
            at = int(self.cells.cell_base[place])
            chosen = self.cells.cell[at : at + rows]
            array, is_wrong = self._column(column, chosen, elements)
            if is_wrong is not None and is_wrong.any():
                self._report(table, column, elements[is_wrong], chosen[is_wrong])
            arrays.append(array)
        return pa.Table.from_arrays(arrays, schema=schema)

    def _key(self, elements: Numbers, key: str) -> pa.Array:
        owner = self.plan.layout.owner(key)
        rows = find_owners(self.nodes, elements, owner, self.plan.feeds, self.cells)
        return position_array(rows, rows >= 0)

    def _column(self, column: Column, chosen: Numbers, elements: Numbers) -> tuple[pa.Array, Mask | None]:
        match column.kind:
            case "date":
                return date_array(self.buffer, self.nodes, chosen)
            case "amount" | "number":
                return amount_array(self.buffer, self.nodes, chosen)
        if column.sources == (ELEMENT_NAME,):
            names = pa.array(self.plan.element_names)
            return names.take(position_array(self.nodes.path[elements].astype(np.int64))), None
        texts = text_array(self.buffer, self.nodes, chosen)
        match column.kind:
            case "text":
                return texts, None
            case "code":
                return _coded(texts, column.codes), None
            case "whole":
                return whole_array(texts)
            case "flag":
                return flag_array(texts)
        raise ValueError(f"layout.yml: {column.kind!r} of {column.name} is none of {sorted(EXPECTED)}")

    def _report(self, table: TableLayout, column: Column, elements: Numbers, chosen: Numbers) -> None:
        rows = len(elements)
        self.problems.append(
            pa.Table.from_arrays(
                [
                    pa.repeat(pa.scalar(self.origin.file, pa.int32()), rows),
                    position_array(self.nodes.at[elements] + np.int64(self.origin.byte)),
                    pa.repeat(pa.scalar(table.name), rows),
                    pa.repeat(pa.scalar(column.name), rows),
                    text_array(self.buffer, self.nodes, chosen),
                    pa.repeat(pa.scalar(EXPECTED[column.kind]), rows),
                ],
                schema=schemas()["problems"],
            )
        )


def _coded(texts: pa.Array, name: str) -> pa.Array:
    """Return codes as those of 2.03; each different word is looked up once."""
    if texts.null_count == len(texts):
        return texts
    coded = texts.dictionary_encode()
    read = codes()[name].read
    return pa.array([read(text) for text in coded.dictionary.to_pylist()], pa.string()).take(coded.indices)
