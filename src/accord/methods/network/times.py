"""Travel times between all vertices, and their exact change when arcs become faster or slower."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from accord.errors import Problem, UsageError
from accord.methods.network.graph import Graph

__all__ = ["MOST_VERTICES", "Matrix", "all_pairs", "changed", "connected_groups", "lowered", "place_times"]

Matrix = NDArray[np.float64]

MOST_VERTICES = 20_000
"""All pairs of more vertices do not fit into the memory of a usual machine (3.2 GB)."""

_MOST_BY_FLOYD = 100
"""Up to this many vertices Floyd's method takes a millisecond, less than loading a compiler."""

_MOST_UPDATES = 16


def all_pairs(graph: Graph, costs: Matrix | None = None) -> Matrix:
    """Return the shortest minutes from each vertex to each other; infinite where there is no way.

    Up to 100 vertices by Floyd's method (1962), above by ``swept_times`` if the network falls apart as roads
    do, else by ``searched_times``. Times differ only in the last bits of the sums.

    Args:
        graph: The network.
        costs: Minutes of each arc, above zero or infinite; those before all projects if not given.

    Raises:
        UsageError: The network is too large (ACC-835).
        ValueError: A cost is negative, zero or not a number; readers refuse such rows before.
    """
    count = len(graph.vertices)
    if count > MOST_VERTICES:
        raise UsageError(
            Problem(
                id="ACC-835",
                what="The network is too large for the times between all its places.",
                value=f"{count:,} places and modes",
                expected=f"at most {MOST_VERTICES:,}",
                fix="Keep the main places and sections, or cut a smaller area out.",
            )
        )
    taken = graph.costs if costs is None else costs
    if not bool(np.all(taken > 0)):
        raise ValueError("every arc takes more than zero minutes")
    arcs = _shortest_arcs(graph, taken)
    if count <= _MOST_BY_FLOYD:
        return _floyd(count, arcs)
    from accord.methods.network.sweeping import most_pairs, swept_times

    swept = swept_times(count, arcs, most_pairs(count, arcs))
    if swept is not None:
        return swept
    from accord.methods.network.searching import searched_times

    return searched_times(count, arcs)


def lowered(times: Matrix, tail: int, head: int, cost: float) -> Matrix:
    """Return the times once an arc takes fewer minutes, or is new: exact, and without a search.

    A journey gets shorter only if it uses the arc: T'(i, j) = min(T(i, j), T(i, tail) + cost + T(head, j)).
    Only rows that reach the head sooner, and columns that the tail reaches sooner, can change.

    Args:
        times: Times before.
        tail: Vertex where the arc begins.
        head: Vertex where it ends.
        cost: Its minutes now; not above its minutes before.

    Returns:
        New times; the same matrix where nothing gets shorter.
    """
    rows = np.flatnonzero(times[:, tail] + cost < times[:, head])
    columns = np.flatnonzero(cost + times[head] < times[tail])
    if not rows.size or not columns.size:
        return times
    through = (times[rows, tail] + cost)[:, np.newaxis] + times[head, columns]
    block = np.ix_(rows, columns)
    after = times.copy()
    after[block] = np.minimum(times[block], through)
    return after


def changed(graph: Graph, times: Matrix, before: Matrix, after: Matrix) -> Matrix:
    """Return the times after the costs of arcs changed, by the cheaper exact way.

    Faster and new arcs: by ``lowered``, one after the other. If there are many, or some are slower or closed,
    everything is searched again.

    Args:
        graph: The network.
        times: Times with the costs before.
        before: Costs of the arcs before.
        after: Costs of the arcs now.
    """
    faster = np.flatnonzero(after < before)
    if faster.size > _MOST_UPDATES or bool(np.any(after > before)):
        return all_pairs(graph, after)
    tails, heads = graph.tails, graph.heads
    for arc in faster:
        times = lowered(times, int(tails[arc]), int(heads[arc]), float(after[arc]))
    return times


def place_times(graph: Graph, times: Matrix) -> Matrix:
    """Return the shortest minutes between places: a journey begins and ends in any mode of its place.

    Args:
        graph: The network.
        times: Times between vertices.
    """
    if len(graph.vertices) == len(graph.places):
        return times
    first = graph.first_vertex
    by_row = np.minimum.reduceat(times, first, axis=0)
    return cast("Matrix", np.minimum.reduceat(by_row, first, axis=1))


def _shortest_arcs(graph: Graph, costs: Matrix) -> tuple[NDArray[np.intp], NDArray[np.intp], Matrix]:
    """Return the arcs that can be travelled; of parallel arcs the fastest, as a matrix would add them up."""
    is_open = np.isfinite(costs) & (graph.tails != graph.heads)
    tails, heads, taken = graph.tails[is_open], graph.heads[is_open], costs[is_open]
    order = np.lexsort((taken, heads, tails))
    tails, heads, taken = tails[order], heads[order], taken[order]
    is_first = np.ones(len(tails), dtype=bool)
    is_first[1:] = (tails[1:] != tails[:-1]) | (heads[1:] != heads[:-1])
    return tails[is_first], heads[is_first], taken[is_first]


def _floyd(count: int, arcs: tuple[NDArray[np.intp], NDArray[np.intp], Matrix]) -> Matrix:
    times = np.full((count, count), np.inf)
    times[arcs[0], arcs[1]] = arcs[2]
    np.fill_diagonal(times, 0.0)
    for middle in range(count):
        np.minimum(times, times[:, middle, np.newaxis] + times[middle], out=times)
    return times


def connected_groups(times: Matrix, labels: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of places that reach each other, the largest first."""
    left = list(range(len(labels)))
    groups: list[tuple[str, ...]] = []
    while left:
        first = left[0]
        group = [at for at in left if np.isfinite(times[first, at]) and np.isfinite(times[at, first])]
        groups.append(tuple(labels[at] for at in group))
        left = [at for at in left if at not in set(group)]
    return tuple(sorted(groups, key=lambda group: (-len(group), group)))
