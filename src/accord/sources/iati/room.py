"""Memory that chunks use one after the other: fresh memory costs a fault of the processor for each page."""

from __future__ import annotations

from accord.sources.iati.nodes import Nodes, new_nodes

__all__ = ["Room"]

_MOST = 1 << 26
"""Bytes or nodes beyond which memory is given back to the system: one activity in a million needs it."""


class Room:
    """Buffers and nodes that nobody uses now; several threads may take and give at once."""

    def __init__(self) -> None:
        self._buffers: list[bytearray] = []
        self._nodes: list[Nodes] = []

    def take_buffer(self, size: int) -> bytearray:
        """Return a buffer of at least so many bytes, which hold anything."""
        try:
            buffer = self._buffers.pop()
        except IndexError:
            return bytearray(size)
        return buffer if len(buffer) >= size else bytearray(size)

    def give_buffer(self, buffer: bytearray) -> None:
        """Take a buffer back, to which nothing refers any more."""
        if len(buffer) <= _MOST:
            self._buffers.append(buffer)

    def take_nodes(self, count: int) -> Nodes:
        """Return room for at least so many nodes."""
        try:
            nodes = self._nodes.pop()
        except IndexError:
            return new_nodes(count)
        return nodes if len(nodes.path) >= count else new_nodes(count)

    def give_nodes(self, nodes: Nodes) -> None:
        """Take nodes back, to which nothing refers any more."""
        if len(nodes.path) <= _MOST // 8:
            self._nodes.append(nodes)
