"""The fast tokeniser: whole activities in, one node per element and attribute out.

It accepts a strict, plain part of XML 1.0 and refuses everything else (mixed content, processing
instructions, unknown entities, anything malformed). What it refuses goes to the exact tokeniser in
``exact.py``, which decides. So a mistake here can cost speed, never a wrong value; the tests
compare the two on damaged and on random input.
"""

from __future__ import annotations

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
    name_slot,
    write_node,
)
from accord.sources.iati.values import read_cdata, read_quoted, read_text, skip_comment
from accord.sources.iati.vectors import first_difference, first_no_name

__all__ = ["FULL", "REFUSED", "scan"]

FULL = 1
REFUSED = 2

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
    while cursor[0] < slices.shape[0]:
        at, end = slices[cursor[0], 0], slices[cursor[0], 1]
        count, element = cursor[1], 0  # the next node, the element that is open
        while 0 <= at < end:
            if nodes.path.shape[0] - count <= _MOST_ATTRIBUTES:
                return FULL
            at = read_text(buffer, at, nodes, element) if element > 0 else at
            if at < 0:
                break
            if buffer[at + 1] == 47:  # /
                at = _close_tag(buffer, at + 2, nodes.path[element], paths) if element > 0 else -1
                element = nodes.parent[element]
            elif buffer[at + 1] == 33:  # !
                at = _section(buffer, at + 2, nodes, element)
            else:
                at, count, element = _open_tag(buffer, at, element, count, (nodes, paths))
            if element == 0 and at != end:
                at = -1
        if at != end or element != 0:
            return REFUSED
        cursor[1] = count
        cursor[0] += 1
    return 0


@inlined
def _section(buffer: Bytes, at: int, nodes: Nodes, element: int) -> int:
    """Read what follows ``<!``: a comment or CDATA section; return the position after it, or -1."""
    if buffer[at] == 45 and buffer[at + 1] == 45:
        return skip_comment(buffer, at + 2)
    return read_cdata(buffer, at, nodes, element)


@inlined
def _open_tag(
    buffer: Bytes, at: int, parent: int, node: int, tables: tuple[Nodes, Paths]
) -> tuple[int, int, int]:
    """Read a start tag; return the position after it, or -1, the next node and the element that is open."""
    nodes, paths = tables
    after, path = _name(buffer, at + 1, nodes.path[parent], paths, nodes.path[node - 1])
    if path == 0:
        return -1, node, parent
    write_node(nodes, node, path, parent, at)
    after, following = _attributes(buffer, after, node, tables)
    if after >= 0 and buffer[after] == 62:
        return after + 1, following, node
    return after + 2 if after >= 0 and buffer[after + 1] == 62 else -1, following, parent


@inlined
def _name(buffer: Bytes, at: int, outer: int, paths: Paths, before: int) -> tuple[int, int]:
    """Read a name; return the position after it and its path, or path 0 if it is refused.

    What followed the path before last time mostly follows it again. Only if it does not, or the
    name is longer than one look, the name is searched for.
    """
    guess = paths.following[before]
    length = paths.name_length[guess]
    if (
        paths.parent[guess] == outer
        and 0 < length <= first_difference(buffer, at, paths.names, paths.name_at[guess])
        and NAME[buffer[at + length]] == 0
    ):
        return at + length, guess
    after, path = _search(buffer, at, outer, paths)
    paths.following[before] = path
    return after, path


@compiled
def _search(buffer: Bytes, at: int, outer: int, paths: Paths) -> tuple[int, int]:
    if NAME[buffer[at]] != 1:
        return at, 0
    end = at
    while NAME[buffer[end]]:
        end += first_no_name(buffer, end)
    slot = name_slot(buffer, at, end - at, outer)
    while True:
        path = paths.slots[slot]
        if path == 0:
            return end, add_path(paths, slot, outer, buffer, (at, end))
        if paths.parent[path] == outer and is_name_of(paths, path, buffer, at, end - at):
            return end, path
        slot = (slot + 1) & (SLOTS - 1)


@inlined
def _attributes(buffer: Bytes, at: int, element: int, tables: tuple[Nodes, Paths]) -> tuple[int, int]:
    """Read the attributes of an element; return the position of ``>`` or ``/``, or -1, and the next node."""
    nodes, paths = tables
    outer = ~nodes.path[element]
    node = element + 1
    while True:
        before = at
        while SPACE[buffer[at]]:
            at += 1
        if buffer[at] == 62 or buffer[at] == 47:
            return at, node
        if at == before or node - element > _MOST_ATTRIBUTES - 2:
            return -1, node
        name_at = at
        at, path = _name(buffer, at, outer, paths, nodes.path[node - 1])
        if path == 0 or _is_repeated(nodes, element, node, path):
            return -1, node
        at = _equals(buffer, at)
        if at < 0:
            return -1, node
        write_node(nodes, node, path, element, name_at)
        at = read_quoted(buffer, at, nodes, node)
        if at < 0:
            return -1, node
        node += 1


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
def _close_tag(buffer: Bytes, at: int, path: int, paths: Paths) -> int:
    length = paths.name_length[path]
    if not is_name_of(paths, path, buffer, at, length):
        return -1
    at += length
    while SPACE[buffer[at]]:
        at += 1
    return at + 1 if buffer[at] == 62 else -1
