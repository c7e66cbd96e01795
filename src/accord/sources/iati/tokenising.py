"""Turns a chunk of activities into tables: the fast tokeniser first, the exact one for the rest."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from accord.sources.iati.exact import Malformed, PathFinder, read_exactly
from accord.sources.iati.nodes import PADDING, Bytes, Nodes, Paths, Positions, copy_paths, new_nodes
from accord.sources.iati.pieces import Chunk, Refusal
from accord.sources.iati.plan import Plan, start_cursor
from accord.sources.iati.room import Room
from accord.sources.iati.shredding import Origin, Shredded, shred
from accord.sources.iati.tokens import FULL, scan

__all__ = ["tokenise"]

_BYTES_PER_NODE = 16
"""How many bytes of a file there is a node for, to begin with; room is doubled where it is too little."""


def tokenise(chunk: Chunk, plan: Plan, origin: Origin, room: Room) -> tuple[Shredded, list[Refusal]]:
    """Turn the activities of a chunk into tables.

    Args:
        chunk: The activities; its memory is given back.
        plan: How nodes become tables.
        origin: Where the chunk stands.
        room: Where memory is taken from and given back.

    Returns:
        The tables, and the activities that are malformed.
    """
    work = _Work(chunk, plan, room)
    work.run()
    buffer = chunk.buffer
    if work.text:
        buffer = np.concatenate([buffer, np.frombuffer(bytes(work.text) + bytes(PADDING), np.uint8)])
    count = int(work.cursor[1])
    shredded = shred(buffer, work.nodes, count, plan=plan, paths=work.paths, origin=origin)
    room.give_nodes(work.nodes)
    room.give_buffer(chunk.memory)
    return shredded, work.refusals


class _Work:
    """The work on one chunk.

    Attributes:
        text: Text that the exact tokeniser gave; its spans lie behind the chunk's buffer.
    """

    def __init__(self, chunk: Chunk, plan: Plan, room: Room) -> None:
        self.chunk = chunk
        self.paths: Paths = copy_paths(plan.paths)
        self.nodes: Nodes = room.take_nodes(len(chunk.buffer) // _BYTES_PER_NODE + 100)
        self.cursor = start_cursor()
        self.refusals: list[Refusal] = []
        self.text = bytearray()

    def run(self) -> None:
        """Tokenise all activities."""
        slices, first = self.chunk.slices, 0
        bad = _not_utf8(self.chunk.buffer, slices)
        for stop in [*bad, len(slices)]:
            self._scan(slices[first:stop], first)
            if stop < len(slices):
                self._read_exactly(stop)
            first = stop + 1

    def _scan(self, slices: Positions, first: int) -> None:
        self.cursor[0] = 0
        while outcome := scan(self.chunk.buffer, slices, self.cursor, self.nodes, self.paths):
            if outcome == FULL:
                self._grow(2 * len(self.nodes.path))
            else:
                self._read_exactly(first + int(self.cursor[0]))
                self.cursor[0] += 1

    @staticmethod
    def _arrays(nodes: Nodes) -> list[npt.NDArray[np.integer]]:
        return [nodes.path, nodes.parent, nodes.at, nodes.start, nodes.end, nodes.form]

    def _grow(self, capacity: int) -> None:
        larger = new_nodes(capacity)
        for old, new in zip(self._arrays(self.nodes), self._arrays(larger), strict=True):
            new[: len(old)] = old
        self.nodes = larger

    def _read_exactly(self, number: int) -> None:
        start, end = (int(place) for place in self.chunk.slices[number])
        piece = self.chunk.buffer[start:end].tobytes()
        read = read_exactly(piece, PathFinder(self.paths))
        if isinstance(read, Malformed):
            where = self.chunk.base + start + read.at
            self.refusals.append(
                Refusal(
                    start=self.chunk.base + start,
                    end=self.chunk.base + end,
                    reason=f"{read.reason}, at byte {where}",
                    xml=piece,
                )
            )
            return
        first = int(self.cursor[1])
        if first + len(read.rows) + 64 > len(self.nodes.path):
            self._grow(2 * (first + len(read.rows) + 64))
        rows = np.array(read.rows, np.int64)
        is_root = rows[:, 1] < 0
        rows[:, 1] = np.where(is_root, 0, rows[:, 1] + first)
        rows[:, 2] += start
        rows[:, 3:5] += len(self.chunk.buffer) + len(self.text)
        for place, array in enumerate(self._arrays(self.nodes)):
            array[first : first + len(rows)] = rows[:, place]
        self.text += read.text
        self.cursor[1] = first + len(rows)


def _not_utf8(buffer: Bytes, slices: Positions) -> list[int]:
    """Return the numbers of the slices that are not UTF-8; almost always none."""
    if len(slices) == 0 or _is_utf8(buffer[int(slices[0, 0]) : int(slices[-1, 1])]):
        return []
    return [number for number, (start, end) in enumerate(slices) if not _is_utf8(buffer[start:end])]


def _is_utf8(span: Bytes) -> bool:
    offsets = pa.py_buffer(np.array([0, len(span)], np.int32))
    text = pa.Array.from_buffers(pa.string(), 1, [None, offsets, pa.py_buffer(span)])
    try:
        text.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True
