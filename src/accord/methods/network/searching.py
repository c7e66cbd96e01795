"""Shortest times from all places by one search for each: for networks that do not fall apart, as random ones.

Dijkstra's method (1959) with a binary heap, from which entries that became too late are dropped as they come
up. The time of a place does not depend on which of several equal ways is found first, as each is a sum along
the way from its start.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from accord.compiling import compiled, inlined

__all__ = ["searched_times"]

Matrix = NDArray[np.float64]

_INFINITE = float("inf")


class _Queue(NamedTuple):
    """Vertices that were reached, the soonest on top: each no later than the two below it.

    Attributes:
        minutes: When each was reached.
        vertices: Which vertex it is; one may stand here several times.
    """

    minutes: Matrix
    vertices: NDArray[np.uint32]


def searched_times(count: int, arcs: tuple[NDArray[np.intp], NDArray[np.intp], Matrix]) -> Matrix:
    """Return the shortest minutes from each vertex to each other; infinite where there is no way.

    Args:
        count: Number of vertices.
        arcs: Tails, heads and minutes, all above zero and finite, in the order of tails.
    """
    tails, heads, minutes = arcs
    first = np.searchsorted(tails, np.arange(count + 1)).astype(np.uint32)
    room = len(minutes) + 1
    queue = _Queue(minutes=np.empty(room), vertices=np.empty(room, dtype=np.uint32))
    times = np.full((count, count), np.inf)
    _search(first, heads.astype(np.uint32), minutes, queue, times)
    return times


@compiled
def _search(
    first: NDArray[np.uint32], heads: NDArray[np.uint32], minutes: Matrix, queue: _Queue, times: Matrix
) -> None:
    """Fill in the times from all vertices, one search for each; an arc is put into the queue at most once."""
    for source in range(len(times)):
        reached = times[source]
        reached[source] = 0.0
        queue.minutes[0], queue.vertices[0] = 0.0, source
        waiting = 1
        while waiting:
            soonest, vertex = queue.minutes[0], queue.vertices[0]
            waiting = _drop(queue, waiting)
            if soonest > reached[vertex]:
                continue
            for arc in range(first[vertex], first[vertex + 1]):
                later, head = soonest + minutes[arc], heads[arc]
                if later < reached[head]:
                    reached[head] = later
                    waiting = _put(queue, waiting, later, head)


@inlined
def _put(queue: _Queue, waiting: int, later: float, head: int) -> int:
    """Put a vertex into the queue; return how many wait now."""
    at = waiting
    while at > 0:
        above = (at - 1) >> 1
        if queue.minutes[above] <= later:
            break
        queue.minutes[at], queue.vertices[at] = queue.minutes[above], queue.vertices[above]
        at = above
    queue.minutes[at], queue.vertices[at] = later, head
    return waiting + 1


@inlined
def _drop(queue: _Queue, waiting: int) -> int:
    """Take the top off the queue, and let the last entry sink to its place; return how many wait now."""
    last = waiting - 1
    moved, vertex = queue.minutes[last], queue.vertices[last]
    at = 0
    while True:
        below = 2 * at + 1
        if below >= last:
            break
        if below + 1 < last and queue.minutes[below + 1] < queue.minutes[below]:
            below += 1
        if queue.minutes[below] >= moved:
            break
        queue.minutes[at], queue.vertices[at] = queue.minutes[below], queue.vertices[below]
        at = below
    queue.minutes[at], queue.vertices[at] = moved, vertex
    return last
