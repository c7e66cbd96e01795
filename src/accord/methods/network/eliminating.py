"""Compiled loops that take the vertices out of a network one by one and join their neighbours instead.

The vertex with the fewest neighbours goes first, so that a road map of thousands of places gets few joins.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from accord.compiling import compiled, inlined

__all__ = ["DONE", "NO_ROOM", "TOO_MANY", "Eliminated", "Links", "Matrix", "Positions", "eliminate"]

Matrix = NDArray[np.float64]
Positions = NDArray[np.int64]

DONE, NO_ROOM, TOO_MANY = 0, 1, 2
"""All vertices are out; there is no room for the joins; more pairs have to be joined than were allowed."""

_INFINITE = float("inf")
_NONE = -1


class Links(NamedTuple):
    """Joins between vertices, each in the list of the vertex from which it is seen, with room for more.

    Attributes:
        ends: Vertex at the other end.
        following: Next join of the same vertex; -1 for the last.
        out: Minutes to the other end; infinite where there is no way.
        back: Minutes from the other end.
        first: First join by vertex.
        degree: Number of neighbours that are left by vertex; -1 once it is out.
        mark: Join that leads to each vertex from the one that is looked at; -1 for none.
    """

    ends: Positions
    following: Positions
    out: Matrix
    back: Matrix
    first: Positions
    degree: Positions
    mark: Positions


class Eliminated(NamedTuple):
    """The vertices in the order in which they went out, with their joins to those that were left then.

    Attributes:
        vertices: Vertex by step.
        starts: First join by step, and the number of all joins.
        ends: Vertex at the other end of each join.
        out: Minutes to the other end.
        back: Minutes from the other end.
    """

    vertices: Positions
    starts: Positions
    ends: Positions
    out: Matrix
    back: Matrix


@compiled
def eliminate(arcs: tuple[Positions, Positions, Matrix], most: int, links: Links, result: Eliminated) -> int:
    """Take all vertices out.

    Once each vertex that is left has ``near`` neighbours, at least ``near`` cubed, by three, pairs are still
    to be joined: so it is known early when too many are coming.

    Args:
        arcs: Vertices where arcs begin, where they end (not where they begin), and their minutes.
        most: Pairs of neighbours, in both directions, that may be joined.
        links: Room for the joins, at least twice as many as arcs.
        result: Receives the order and the joins.

    Returns:
        ``DONE``, ``NO_ROOM`` or ``TOO_MANY``.
    """
    tails, heads, minutes = arcs
    links.first[:] = _NONE
    links.mark[:] = _NONE
    links.degree[:] = 0
    used, kept, pairs = 0, 0, 0
    for arc in range(len(minutes)):
        used = _lower(links, used, (tails[arc], heads[arc]), (minutes[arc], _INFINITE))
        used = _lower(links, used, (heads[arc], tails[arc]), (_INFINITE, minutes[arc]))
    for step in range(len(result.vertices)):
        vertex = _least(links.degree)
        near = links.degree[vertex]
        if pairs + near * near * near // 3 > most:
            return TOO_MANY
        if used + near * near > len(links.ends) or kept + near > len(result.ends):
            return NO_ROOM
        pairs += near * near
        result.vertices[step], result.starts[step] = vertex, kept
        kept = _keep(links, vertex, kept, result)
        links.degree[vertex] = _NONE
        for one in range(kept - near, kept):
            used = _bypass(links, used, one, (vertex, kept - near, kept), result)
    result.starts[len(result.vertices)] = kept
    return DONE


@inlined
def _least(degree: Positions) -> int:
    """Return the vertex with the fewest neighbours; of equal ones the first."""
    vertex, least = _NONE, len(degree)
    for other in range(len(degree)):
        if 0 <= degree[other] < least:
            vertex, least = other, degree[other]
    return vertex


@inlined
def _lower(links: Links, used: int, pair: tuple[int, int], costs: tuple[float, float]) -> int:
    """Add a join to the list of its vertex, or make the one that is there faster; return the joins used."""
    vertex, other = pair
    cell = links.first[vertex]
    while cell != _NONE and links.ends[cell] != other:
        cell = links.following[cell]
    if cell == _NONE:
        cell, used = used, used + 1
        links.ends[cell], links.following[cell] = other, links.first[vertex]
        links.out[cell], links.back[cell] = costs
        links.first[vertex] = cell
        links.degree[vertex] += 1
    else:
        links.out[cell] = min(links.out[cell], costs[0])
        links.back[cell] = min(links.back[cell], costs[1])
    return used


@inlined
def _keep(links: Links, vertex: int, kept: int, result: Eliminated) -> int:
    """Copy the joins of a vertex to the result; return the joins kept."""
    cell = links.first[vertex]
    while cell != _NONE:
        result.ends[kept], result.out[kept], result.back[kept] = (
            links.ends[cell],
            links.out[cell],
            links.back[cell],
        )
        kept, cell = kept + 1, links.following[cell]
    return kept


@inlined
def _bypass(links: Links, used: int, one: int, span: tuple[int, int, int], result: Eliminated) -> int:
    """Join one neighbour of a vertex that went out to its other neighbours; return the joins used."""
    vertex, begin, end = span
    here = result.ends[one]
    _forget(links, here, vertex)
    for other in range(begin, end):
        if other != one:
            there = result.ends[other]
            out, back = result.back[one] + result.out[other], result.back[other] + result.out[one]
            cell = links.mark[there]
            if cell == _NONE:
                links.ends[used], links.following[used] = there, links.first[here]
                links.out[used], links.back[used] = out, back
                links.first[here] = used
                links.degree[here] += 1
                used += 1
            else:
                links.out[cell] = min(links.out[cell], out)
                links.back[cell] = min(links.back[cell], back)
    cell = links.first[here]
    while cell != _NONE:
        links.mark[links.ends[cell]] = _NONE
        cell = links.following[cell]
    return used


@inlined
def _forget(links: Links, here: int, vertex: int) -> None:
    """Take the join to a vertex off the list of a neighbour, and mark the others to find them at once."""
    before, cell = _NONE, links.first[here]
    while cell != _NONE:
        after = links.following[cell]
        if links.ends[cell] != vertex:
            links.mark[links.ends[cell]] = cell
            before = cell
        elif before == _NONE:
            links.first[here] = after
        else:
            links.following[before] = after
        cell = after
    links.degree[here] -= 1
