"""Finds for every cell of every table the node that holds its value."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from accord.compiling import compiled
from accord.sources.iati.nodes import Bytes, Nodes, Numbers, Positions
from accord.sources.iati.plan import Feeds

__all__ = ["Cells", "find_cells", "find_owners"]


class Cells(NamedTuple):
    """Which node holds what; 0 stands for no node.

    Attributes:
        rows: Number of rows; by table.
        row_base: Where the rows of a table begin in ``row_node``; by table.
        row_node: The element of a row.
        node_row: The row, within its table, that an element makes, or -1; by node.
        cell_base: Where the cells of a column begin in ``cell``; by column.
        cell: The node whose value a cell takes.
        rank: From which source of its column it was taken, from 1.
        unread: How many values no column reads; by path.
        repeated: How many values a column had no room for; by path.
    """

    rows: Positions
    row_base: Positions
    row_node: Numbers
    node_row: Numbers
    cell_base: Positions
    cell: Numbers
    rank: Bytes
    unread: Numbers
    repeated: Numbers


def find_cells(nodes: Nodes, count: int, feeds: Feeds, paths: int) -> Cells:
    """Find the nodes of all cells.

    Args:
        nodes: The nodes.
        count: Number of nodes in use, node 0 with them.
        feeds: What each path feeds.
        paths: Number of paths, those that the feeds do not know with them.

    Returns:
        The cells.
    """
    tables = int(feeds.column_table.max()) + 1
    rows = np.zeros(tables, np.int64)
    node_row = np.full(count, -1, np.int32)
    _number_rows(nodes, count, feeds, rows, node_row)
    row_base = np.concatenate([[0], np.cumsum(rows)])[:-1]
    sizes = rows[feeds.column_table]
    cell_base = np.concatenate([[0], np.cumsum(sizes)])[:-1]
    cells = Cells(
        rows,
        row_base,
        np.zeros(int(rows.sum()), np.int32),
        node_row,
        cell_base,
        np.zeros(int(sizes.sum()), np.int32),
        np.zeros(int(sizes.sum()), np.uint8),
        np.zeros(paths, np.int32),
        np.zeros(paths, np.int32),
    )
    _fill(nodes, count, feeds, cells)
    return cells


def find_owners(nodes: Nodes, elements: Numbers, tables: Numbers, feeds: Feeds, cells: Cells) -> Positions:
    """Return, for each of some tables, the row within which each element stands, itself included, or -1."""
    owners = np.full((len(tables), len(elements)), -1, np.int64)
    _climb(nodes, elements, tables, (feeds.table, cells.node_row), owners)
    return owners


@compiled
def _climb(
    nodes: Nodes, elements: Numbers, tables: Numbers, rows: tuple[Numbers, Numbers], owners: Positions
) -> None:
    table_of, node_row = rows
    for place in range(elements.shape[0]):
        node = elements[place]
        while node > 0:
            path = nodes.path[node]
            for key in range(tables.shape[0]):
                if path < table_of.shape[0] and table_of[path] == tables[key] and owners[key, place] < 0:
                    owners[key, place] = node_row[node]
            node = nodes.parent[node]


@compiled
def _number_rows(nodes: Nodes, count: int, feeds: Feeds, rows: Positions, node_row: Numbers) -> None:
    known = feeds.table.shape[0]
    for node in range(1, count):
        path = nodes.path[node]
        if path >= known or feeds.table[path] < 0:
            continue
        if feeds.needs_text[path] and nodes.end[node] == nodes.start[node]:
            continue
        table = feeds.table[path]
        node_row[node] = rows[table]
        rows[table] += 1


@compiled
def _fill(nodes: Nodes, count: int, feeds: Feeds, cells: Cells) -> None:
    known = feeds.table.shape[0]
    for node in range(1, count):
        path = nodes.path[node]
        if path < known and cells.node_row[node] >= 0:
            cells.row_node[cells.row_base[feeds.table[path]] + cells.node_row[node]] = node
            _inherit(nodes, node, feeds, cells)
        if nodes.end[node] == nodes.start[node]:
            continue
        if path >= known or feeds.first[path] == feeds.first[path + 1]:
            cells.unread[path] += _is_read_by_rows(nodes, node, feeds)
            continue
        for feed in range(feeds.first[path], feeds.first[path + 1]):
            above = node
            for _step in range(feeds.up[feed]):
                above = nodes.parent[above]
            row = cells.node_row[above]
            if row < 0:
                continue
            place = cells.cell_base[feeds.column[feed]] + row
            if cells.rank[place] == 0 or cells.rank[place] > feeds.rank[feed]:
                cells.rank[place], cells.cell[place] = feeds.rank[feed], node
            elif path >= known or feeds.table[path] < 0:
                cells.repeated[path] += 1


@compiled
def _is_read_by_rows(nodes: Nodes, node: int, feeds: Feeds) -> int:
    """Return 0 if rows take the attribute from the element around them, else 1."""
    for place in range(feeds.inherited_path.shape[0]):
        if feeds.inherited_path[place] == nodes.path[node]:
            return 0
    return 1


@compiled
def _inherit(nodes: Nodes, node: int, feeds: Feeds, cells: Cells) -> None:
    """Take values from attributes of the element around a row's element."""
    path = nodes.path[node]
    for place in range(feeds.inherited_first[path], feeds.inherited_first[path + 1]):
        attribute = nodes.parent[node] + 1
        while attribute < node and nodes.parent[attribute] == nodes.parent[node]:
            if nodes.path[attribute] == feeds.inherited_path[place]:
                column = feeds.inherited_column[place]
                cells.cell[cells.cell_base[column] + cells.node_row[node]] = attribute
            attribute += 1
