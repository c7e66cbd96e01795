"""Turns spans of bytes into Arrow arrays of text."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from accord.compiling import compiled
from accord.sources.iati.characters import character
from accord.sources.iati.nodes import CODED_ATTRIBUTE, PLAIN, Bytes, Nodes, Numbers

__all__ = ["text_array"]


def text_array(buffer: Bytes, nodes: Nodes, cells: Numbers) -> pa.Array:
    """Return the values of nodes as text.

    Args:
        buffer: The bytes in which the spans of the nodes lie.
        nodes: The nodes.
        cells: The node of each cell; 0 for a cell without value.

    Returns:
        An array of strings, null where there is no node.
    """
    if not cells.any():
        return pa.nulls(len(cells), pa.string())
    offsets = np.zeros(len(cells) + 1, np.int32)
    room = int((nodes.end[cells] - nodes.start[cells]).sum(dtype=np.int64))
    text = np.empty(room, np.uint8)
    _copy(buffer, nodes, cells, offsets, text)
    validity = pa.py_buffer(np.packbits(cells > 0, bitorder="little").tobytes())
    return pa.Array.from_buffers(
        pa.string(), len(cells), [validity, pa.py_buffer(offsets), pa.py_buffer(text[: offsets[-1]])]
    )


@compiled
def _copy(buffer: Bytes, nodes: Nodes, cells: Numbers, offsets: Numbers, text: Bytes) -> None:
    out = 0
    for cell in range(cells.shape[0]):
        node = cells[cell]
        if node > 0:
            start, end, form = nodes.start[node], nodes.end[node], nodes.form[node]
            if form == PLAIN:
                for at in range(start, end):
                    text[out] = buffer[at]
                    out += 1
            else:
                out = _decode(buffer, start, end, form, (text, out))
        offsets[cell + 1] = out


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
