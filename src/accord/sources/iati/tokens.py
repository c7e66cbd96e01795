"""The fast tokeniser: whole activities in, one node per element and attribute out.

It accepts a strict, plain part of XML 1.0 and refuses everything else (mixed content, processing
instructions, unknown entities, anything malformed). What it refuses goes to the exact tokeniser in
``exact.py``, which decides. So a mistake here can cost speed, never a wrong value; the tests
compare the two on damaged and on random input.
"""

from __future__ import annotations

import numpy as np

from accord.compiling import compiled, inlined
from accord.sources.iati.characters import NAME, SPACE
from accord.sources.iati.nodes import (
    SLOTS,
    Bytes,
    Nodes,
    Paths,
    Positions,
    add_path,
    is_name_of,
    write_node,
)
from accord.sources.iati.values import read_cdata, read_quoted, read_text, skip_comment

__all__ = ["FULL", "REFUSED", "scan"]

FULL = 1
REFUSED = 2

_DEPTH = 128
_MOST_ATTRIBUTES = 32


@compiled
def scan(buffer: Bytes, slices: Positions, cursor: Positions, nodes: Nodes, paths: Paths) -> int:
    """Tokenise slices of a buffer, each a whole activity.

    Args:
        buffer: Bytes in UTF-8, known to be valid, ended by ``PADDING`` zero bytes.
        slices: Start and end of each slice, shape (n, 2).
        cursor: Two numbers, read and written: the next slice and the number of nodes in use.
        nodes: Where nodes are written.
        paths: Where paths are looked up and added.

    Returns:
        0 if all slices were read; ``FULL`` if ``nodes`` has no room for the slice at the cursor;
        ``REFUSED`` if that slice is for the exact tokeniser. Nodes of that slice are taken back.
    """
    stack = cursor[4:]
    state = cursor[2:4]  # depth, nodes in use
    while cursor[0] < slices.shape[0]:
        at, end = slices[cursor[0], 0], slices[cursor[0], 1]
        state[0], state[1] = 0, cursor[1]
        while 0 <= at < end:
            if nodes.path.shape[0] - state[1] <= _MOST_ATTRIBUTES:
                return FULL
            if state[0] > 0:
                at = read_text(buffer, at, nodes, stack[state[0]])
            if at >= 0:
                at = _markup(buffer, at, (nodes, paths), stack, state)
            if at >= 0 and state[0] == 0 and at != end:
                at = -1
        if at < 0 or at != end or state[0] != 0:
            return REFUSED
        cursor[1] = state[1]
        cursor[0] += 1
    return 0


@inlined
def _markup(buffer: Bytes, at: int, tables: tuple[Nodes, Paths], stack: Positions, state: Positions) -> int:
    """Read what begins with ``<``; return the position after it, or -1."""
    nodes, paths = tables
    following = buffer[at + 1]
    if following == 47:  # /
        return _close_tag(buffer, at + 2, nodes.path[stack[state[0]]], paths, state)
    if following == 33:  # !
        if buffer[at + 2] == 45 and buffer[at + 3] == 45:
            return skip_comment(buffer, at + 4)
        return read_cdata(buffer, at + 2, nodes, stack[state[0]])
    outer = nodes.path[stack[state[0]]] if state[0] > 0 else 0
    node = state[1]
    after, path = _name(buffer, at + 1, outer, paths)
    if path == 0:
        return -1
    write_node(nodes, node, path, stack[state[0]] if state[0] > 0 else 0, at)
    state[1] += 1
    after = _attributes(buffer, after, tables, state)
    if after < 0 or buffer[after] == 47:
        return after + 2 if after >= 0 and buffer[after + 1] == 62 else -1
    if state[0] + 1 >= _DEPTH:
        return -1
    state[0] += 1
    stack[state[0]] = node
    return after + 1


@inlined
def _name(buffer: Bytes, at: int, outer: int, paths: Paths) -> tuple[int, int]:
    """Read a name; return the position after it and its path, or path 0 if it is refused."""
    if NAME[buffer[at]] != 1:
        return at, 0
    code = np.uint64(outer + (1 << 20)) * np.uint64(0x9E3779B97F4A7C15)
    end = at
    while NAME[buffer[end]]:
        code = (code ^ np.uint64(buffer[end])) * np.uint64(0x100000001B3)
        end += 1
    slot = int(np.int64((code ^ (code >> np.uint64(29))) & np.uint64(SLOTS - 1)))
    while True:
        path = paths.slots[slot]
        if path == 0:
            return end, add_path(paths, slot, outer, buffer, (at, end))
        if paths.parent[path] == outer and is_name_of(paths, path, buffer, at, end - at):
            return end, path
        slot = (slot + 1) & (SLOTS - 1)


@inlined
def _attributes(buffer: Bytes, at: int, tables: tuple[Nodes, Paths], state: Positions) -> int:
    """Read the attributes of the newest node; return the position of ``>`` or ``/``, or -1."""
    nodes, paths = tables
    element = state[1] - 1
    outer = ~nodes.path[element]
    while True:
        before = at
        while SPACE[buffer[at]]:
            at += 1
        if buffer[at] == 62 or buffer[at] == 47:
            return at
        if at == before or state[1] - element > _MOST_ATTRIBUTES - 2:
            return -1
        name_at = at
        at, path = _name(buffer, at, outer, paths)
        if path == 0 or _is_repeated(nodes, element, state[1], path):
            return -1
        at = _equals(buffer, at)
        if at < 0:
            return -1
        write_node(nodes, state[1], path, element, name_at)
        at = read_quoted(buffer, at, nodes, state[1])
        if at < 0:
            return -1
        state[1] += 1


@inlined
def _is_repeated(nodes: Nodes, element: int, end: int, path: int) -> bool:
    for other in range(element + 1, end):  # noqa: SIM110 - compiled loops hold no generators
        if nodes.path[other] == path:
            return True
    return False


@inlined
def _equals(buffer: Bytes, at: int) -> int:
    """Skip ``=`` and the white space around it; return the position after it, or -1."""
    while SPACE[buffer[at]]:
        at += 1
    if buffer[at] != 61:
        return -1
    at += 1
    while SPACE[buffer[at]]:
        at += 1
    return at


@inlined
def _close_tag(buffer: Bytes, at: int, path: int, paths: Paths, state: Positions) -> int:
    if state[0] == 0:
        return -1
    length = paths.name_length[path]
    if not is_name_of(paths, path, buffer, at, length):
        return -1
    at += length
    while SPACE[buffer[at]]:
        at += 1
    if buffer[at] != 62:
        return -1
    state[0] -= 1
    return at + 1
