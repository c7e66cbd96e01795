"""Turns spans of bytes into Arrow arrays of text."""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from accord.compiling import compiled
from accord.sources.iati.characters import character
from accord.sources.iati.nodes import CODED_ATTRIBUTE, PADDING, PLAIN, Bytes, Nodes, Numbers, Positions
from accord.sources.iati.vectors import LANES, copy_lanes

__all__ = ["Mask", "Table", "bit_buffers", "text_array", "text_arrays"]

Mask = npt.NDArray[np.bool_]
Table = tuple[Numbers, Numbers]
"""The nodes of some cells, shape (columns, rows), and which of the columns are meant."""


def text_array(buffer: Bytes, nodes: Nodes, cells: Numbers) -> pa.Array:
    """Return the values of nodes as text; see ``text_arrays``."""
    return text_arrays(buffer, nodes, (cells.reshape(1, -1), np.zeros(1, np.int32)))[0]


def text_arrays(buffer: Bytes, nodes: Nodes, table: Table) -> list[pa.Array]:
    """Return the values of nodes as text, all columns in one go.

    Args:
        buffer: The bytes in which the spans of the nodes lie.
        nodes: The nodes.
        table: The node of each cell; 0 for a cell without value.

    Returns:
        An array of strings for each column that is meant, null where there is no node.
    """
    cells, columns = table
    rows = cells.shape[1]
    offsets = np.zeros((len(columns), rows + 1), np.int32)
    firsts = np.zeros(len(columns) + 1, np.int64)
    text = np.empty(_room(nodes, cells, columns) + PADDING, np.uint8)
    _copy(buffer, nodes, table, offsets, (firsts, text))
    data, places = pa.py_buffer(text), pa.py_buffer(offsets)
    validity = bit_buffers(cells[columns] > 0)
    arrays = []
    for place, (first, end) in enumerate(itertools.pairwise(firsts.tolist())):
        if first == end:
            arrays.append(pa.nulls(rows, pa.string()))
            continue
        said = places.slice(4 * place * (rows + 1), 4 * (rows + 1))
        arrays.append(
            pa.Array.from_buffers(pa.string(), rows, [validity[place], said, data.slice(first, end - first)])
        )
    return arrays


def bit_buffers(flags: Mask) -> list[pa.Buffer]:
    """Return each row of truth values as the buffer in which Arrow says what is not null."""
    bits = np.packbits(flags, axis=1, bitorder="little")
    whole, width = pa.py_buffer(bits), bits.shape[1]
    return [whole.slice(place * width, width) for place in range(len(bits))]


@compiled
def _room(nodes: Nodes, cells: Numbers, columns: Numbers) -> int:
    """Return how many bytes some cells take at the most; node 0 has none."""
    room = 0
    for place in range(columns.shape[0]):
        for row in range(cells.shape[1]):
            node = cells[columns[place], row]
            room += nodes.end[node] - nodes.start[node]
    return room


@compiled
def _copy(
    buffer: Bytes, nodes: Nodes, table: Table, offsets: Numbers, target: tuple[Positions, Bytes]
) -> None:
    """Copy, 32 bytes at once: what is copied too much is written over by the next cell."""
    cells, columns = table
    firsts, text = target
    out = 0
    for place in range(columns.shape[0]):
        firsts[place] = out
        for row in range(cells.shape[1]):
            node = cells[columns[place], row]
            if node > 0:
                start, end, form = nodes.start[node], nodes.end[node], nodes.form[node]
                if form == PLAIN:
                    for at in range(start, end, LANES):
                        copy_lanes(buffer, at, text, out + at - start)
                    out += end - start
                else:
                    out = _decode(buffer, start, end, form, (text, out))
            offsets[place, row + 1] = out - firsts[place]
        firsts[place + 1] = out


@compiled
def _decode(buffer: Bytes, start: int, end: int, form: int, target: tuple[Bytes, int]) -> int:
    """Write a span with references resolved and line ends normalised; return where it ends.

    XML 1.0, 2.11 and 3.3.3: a carriage return, with or without a line feed, is one line feed; in an
    attribute each white-space character that stands as itself is a space.
    """
    text, out = target
    at = start
    while at < end:
        code = int(buffer[at])
        if code == 38 and form < 3:
            code, at = character(buffer, at)
            out = _encode(code, text, out)
            continue
        if code == 13:
            code = 10
            if at + 1 < end and buffer[at + 1] == 10:
                at += 1
        if form == CODED_ATTRIBUTE and (code == 10 or code == 9):
            code = 32
        text[out] = code
        out += 1
        at += 1
    return out


@compiled
def _encode(code: int, text: Bytes, out: int) -> int:
    """Write a code point in UTF-8, which is never longer than the reference to it."""
    if code < 0x80:
        text[out] = code
        return out + 1
    if code < 0x800:
        text[out] = 0xC0 | (code >> 6)
    elif code < 0x10000:
        text[out] = 0xE0 | (code >> 12)
    else:
        text[out] = 0xF0 | (code >> 18)
        out += 1
        text[out] = 0x80 | ((code >> 12) & 0x3F)
    out += 1
    if code >= 0x800:
        text[out] = 0x80 | ((code >> 6) & 0x3F)
        out += 1
    text[out] = 0x80 | (code & 0x3F)
    return out + 1
