"""Turns the nodes of whole activities into tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from accord.sources.iati.cells import Cells, find_cells, find_owners
from accord.sources.iati.layout import ELEMENT_NAME, Column, TableLayout, codes, schemas
from accord.sources.iati.nodes import Bytes, Nodes, Numbers, Paths, Positions, path_text
from accord.sources.iati.numbers import (
    EXPECTED,
    Checked,
    amount_arrays,
    date_arrays,
    flag_array,
    position_array,
    whole_array,
)
from accord.sources.iati.plan import Plan
from accord.sources.iati.texts import text_array, text_arrays

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
        keys: The name of a key column and its values, which its column is a view of; for each of them.
        rows: Number of rows by the table's place in the layout.
        unread: How many values no column reads, by path.
        repeated: How many further values a column had no room for, by path.
    """

    tables: dict[str, pa.Table]
    keys: list[tuple[str, Positions]]
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
    return Shredded(
        tables=tables | {"problems": pa.concat_tables([schemas()["problems"].empty_table(), *work.problems])},
        keys=work.keys,
        rows=cells.rows.tolist(),
        unread=_counter(cells.unread, paths),
        repeated=_counter(cells.repeated, paths),
    )


def _counter(counts: Numbers, paths: Paths) -> Counter[str]:
    counter: Counter[str] = Counter()
    for path in np.flatnonzero(counts):
        counter[path_text(paths, int(path))] += int(counts[path])
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
    keys: list[tuple[str, Positions]] = field(default_factory=list)

    def table(self, number: int, table: TableLayout, first: int) -> pa.Table:
        """Return a table of the layout; ``first`` is the place of its first column."""
        rows, base = int(self.cells.rows[number]), int(self.cells.row_base[number])
        elements = self.cells.row_node[base : base + rows]
        schema = schemas()[table.name]
        if rows == 0:
            return schema.empty_table()
        at = int(self.cells.cell_base[first])
        chosen = self.cells.cell[at : at + rows * len(table.columns)].reshape(-1, rows)
        arrays = [
            pa.repeat(pa.scalar(self.origin.file, pa.int32()), rows),
            position_array(self.nodes.at[elements] + np.int64(self.origin.byte)),
            *self._key_columns(elements, self.plan.layout.keys(table)),
        ]
        for place, (array, is_wrong) in enumerate(self._columns(number, table, chosen, elements)):
            if is_wrong is not None:
                self._report(table, table.columns[place], elements[is_wrong], chosen[place][is_wrong])
            arrays.append(array)
        return pa.Table.from_arrays(arrays, schema=schema)

    def _key_columns(self, elements: Numbers, keys: tuple[str, ...]) -> Iterator[pa.Array]:
        owners = np.array([self.plan.layout.owner(key) for key in keys], np.int32)
        found = find_owners(self.nodes, elements, owners, self.plan.feeds, self.cells)
        for key, rows in zip(keys, found, strict=True):
            self.keys.append((key, rows))
            yield position_array(rows, rows >= 0)

    def _columns(
        self, number: int, table: TableLayout, chosen: Numbers, elements: Numbers
    ) -> Iterator[Checked]:
        """Yield the columns of a table, read kind by kind."""
        kinds = self.plan.kinds[number]
        source = (self.buffer, self.nodes)
        dates = iter(date_arrays(*source, (chosen, kinds.dates)) if len(kinds.dates) else ())
        amounts = iter(amount_arrays(*source, (chosen, kinds.amounts)) if len(kinds.amounts) else ())
        texts = iter(text_arrays(*source, (chosen, kinds.texts)) if len(kinds.texts) else ())
        for column in table.columns:
            if column.kind == "date":
                yield next(dates)
            elif column.kind in {"amount", "number"}:
                yield next(amounts)
            elif column.sources == (ELEMENT_NAME,):
                paths = position_array(self.nodes.path[elements].astype(np.int64))
                yield self.plan.element_names.take(paths), None
            else:
                yield _read(column, next(texts))

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


def _read(column: Column, texts: pa.Array) -> Checked:
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


def _coded(texts: pa.Array, name: str) -> pa.Array:
    """Return codes as those of 2.03; each different word is looked up once."""
    if texts.null_count == len(texts):
        return texts
    coded = texts.dictionary_encode()
    written = coded.dictionary.to_pylist()
    read = [codes()[name].read(text) for text in written]
    return texts if read == written else pa.array(read, pa.string()).take(coded.indices)
