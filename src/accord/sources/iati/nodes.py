"""Elements and attributes as parallel arrays, and the numbered paths that they stand at.

A node is an element or an attribute:

========  ==================================================================================
path      number of the path from the root, e.g. of ``/iati-activity/transaction/value``
parent    node of the element around it; 0 for a root, whose own number is never 0
at        position of its ``<``, or of the attribute's name, in the buffer
start     first byte of its value, white space at both ends left out
end       byte after its value; equal to ``start`` if it has none
form      how its bytes become text: ``PLAIN``, ``CODED_TEXT``, ``CODED_ATTRIBUTE`` or ``RAW``
========  ==================================================================================
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from accord.compiling import compiled, inlined
from accord.sources.iati.vectors import LANES, eight_bytes, first_difference

__all__ = [
    "CODED_ATTRIBUTE",
    "CODED_TEXT",
    "PADDING",
    "PLAIN",
    "RAW",
    "SLOTS",
    "Bytes",
    "Nodes",
    "Numbers",
    "Paths",
    "Positions",
    "add_path",
    "copy_paths",
    "is_name_of",
    "name_slot",
    "new_nodes",
    "new_paths",
    "path_text",
    "write_node",
]

Bytes = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.int32]
Positions = npt.NDArray[np.int64]

PADDING = 2 * LANES
"""A buffer ends with so many zero bytes, on which every loop stops."""
PLAIN, CODED_TEXT, CODED_ATTRIBUTE, RAW = range(4)
"""As it stands; with references or line ends to normalise, in text or attribute; from a CDATA section."""
_SLOT_BITS = 15
SLOTS = 1 << _SLOT_BITS
_LONGEST_NAME = 128
_MOST_PATHS = 1 << 13


class Nodes(NamedTuple):
    """Nodes as parallel arrays; see the module's docstring. Node 0 is not used."""

    path: Numbers
    parent: Numbers
    at: Numbers
    start: Numbers
    end: Numbers
    form: Bytes


class Paths(NamedTuple):
    """Numbered paths: a hash table over (path of the element around, name).

    Attributes:
        slots: Hash table of path numbers; 0 is free.
        parent: Path of the element around, 0 at the root; for an attribute its complement (``~path``).
        name_at: Position of the name in ``names``.
        name_length: Length of the name in bytes.
        names: All names, one after the other.
        following: The path that last came after a path; a guess, and no part of the numbering.
        counts: Two numbers: the next path, which begin at 1, and bytes of names in use.
    """

    slots: Numbers
    parent: Numbers
    name_at: Numbers
    name_length: Numbers
    names: Bytes
    following: Numbers
    counts: Numbers


def new_nodes(capacity: int) -> Nodes:
    """Return room for nodes; what is in it is not set, but for node 0, which has no value."""
    path, parent, at, start, end = (np.empty(capacity, np.int32) for _member in range(5))
    path[0] = parent[0] = start[0] = end[0] = 0
    return Nodes(path, parent, at, start, end, np.empty(capacity, np.uint8))


def new_paths() -> Paths:
    """Return an empty table of paths."""
    slots = np.zeros(SLOTS, np.int32)
    parent, name_at, name_length, following = (np.zeros(_MOST_PATHS, np.int32) for _ in range(4))
    names = np.zeros(_MOST_PATHS * _LONGEST_NAME // 4 + PADDING, np.uint8)
    return Paths(slots, parent, name_at, name_length, names, following, np.array([1, 0], np.int32))


def copy_paths(paths: Paths) -> Paths:
    """Return a table with the same paths, to which others can be added."""
    return Paths._make(array.copy() for array in paths)


def path_text(paths: Paths, path: int) -> str:
    """Return a path as text, e.g. ``/iati-activity/transaction/value/@currency``; empty for path 0."""
    if path == 0:
        return ""
    at, outer = int(paths.name_at[path]), int(paths.parent[path])
    name = paths.names[at : at + int(paths.name_length[path])].tobytes().decode(errors="replace")
    return f"{path_text(paths, outer)}/{name}" if outer >= 0 else f"{path_text(paths, ~outer)}/@{name}"


@inlined
def write_node(nodes: Nodes, node: int, path: int, parent: int, at: int) -> None:
    """Write a node that has no value yet."""
    nodes.path[node] = path
    nodes.parent[node] = parent
    nodes.at[node] = at
    nodes.start[node] = 0
    nodes.end[node] = 0
    nodes.form[node] = PLAIN


@inlined
def is_name_of(paths: Paths, path: int, buffer: Bytes, at: int, length: int) -> bool:
    """Tell whether the name that stands in a buffer is the last one of a path."""
    if paths.name_length[path] != length:
        return False
    known = paths.name_at[path]
    same = 0
    while same < length:
        more = first_difference(buffer, at + same, paths.names, known + same)
        same += more
        if more < LANES:
            break
    return same >= length


@inlined
def name_slot(buffer: Bytes, at: int, length: int, outer: int) -> int:
    """Return the slot at which the search for a name begins: a hash of its first and last eight bytes."""
    code = eight_bytes(buffer, at)
    if length < 8:
        code = code << np.uint64(64 - 8 * length)
    else:
        code = code ^ (eight_bytes(buffer, at + length - 8) * np.uint64(0x9E3779B97F4A7C15))
    code = (code ^ np.uint64(outer + _MOST_PATHS)) * np.uint64(0xD6E8FEB86659FD93)
    code = (code ^ (code >> np.uint64(32))) * np.uint64(0xD6E8FEB86659FD93)
    return int(np.int64(code >> np.uint64(64 - _SLOT_BITS)))


@compiled
def add_path(paths: Paths, slot: int, outer: int, buffer: Bytes, span: tuple[int, int]) -> int:
    """Add a path at a free slot; return its number, or 0 if the table is full or the name too long."""
    at, end = span
    path, length = paths.counts[0], end - at
    if path >= _MOST_PATHS - 1 or length > _LONGEST_NAME:
        return 0
    if paths.counts[1] + length > paths.names.shape[0] - PADDING:
        return 0
    paths.slots[slot] = path
    paths.parent[path] = outer
    paths.name_at[path] = paths.counts[1]
    paths.name_length[path] = length
    for offset in range(length):
        paths.names[paths.counts[1] + offset] = buffer[at + offset]
    paths.counts[0] += 1
    paths.counts[1] += length
    return int(path)
