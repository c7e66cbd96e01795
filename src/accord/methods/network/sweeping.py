"""Shortest times from all places at once: places are taken out one by one, and put back in two sweeps.

A place is taken out by joining its neighbours wherever the way through it is short. Times then run up that
order and down again, for sixteen sources side by side. All times are exact. The order is that of sparse
elimination; the sweeps follow Delling, Goldberg, Nowatzyk and Werneck, "PHAST" (2011), with all joins and
no witnesses, and Planken, de Weerdt and van der Krogt (2012) on networks of low treewidth, as roads are.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from accord.compiling import compiled, inlined
from accord.methods.network.eliminating import NO_ROOM, TOO_MANY, Eliminated, Links, Matrix, eliminate

__all__ = ["most_pairs", "swept_times"]

Arcs = tuple[NDArray[np.intp], NDArray[np.intp], Matrix]

_LANES = 16
_INFINITE = float("inf")
_ANY = 2**62


class _Ways(NamedTuple):
    """Joins by place in the order of the sweep down, each to a place before it.

    Attributes:
        begins: First join by place.
        ends: Join after the last by place.
        to: Place at the other end.
        out: Minutes to the other end.
        back: Minutes from the other end.
        vertex_at: Vertex by place in this order.
        place_of: Place in this order by vertex.
    """

    begins: NDArray[np.uint32]
    ends: NDArray[np.uint32]
    to: NDArray[np.uint32]
    out: Matrix
    back: Matrix
    vertex_at: NDArray[np.uint32]
    place_of: NDArray[np.uint32]


def swept_times(count: int, arcs: Arcs, most: int | None = None) -> Matrix | None:
    """Return the shortest minutes from each vertex to each other; infinite where there is no way.

    Args:
        count: Number of vertices.
        arcs: Tails, heads and minutes, all above zero and finite; no arc ends where it begins.
        most: Pairs of neighbours that may be joined; any number if not given.

    Returns:
        The times; None if more pairs would have to be joined.
    """
    found = _eliminated(count, arcs, _ANY if most is None else most)
    if found is None:
        return None
    times = np.empty((count, count))
    _sweep(_ways(found), np.empty((count, _LANES)), np.zeros(count, dtype=np.uint8), times)
    return times


def most_pairs(count: int, arcs: Arcs) -> int:
    """Return how many pairs of neighbours may be joined before a search from each vertex is faster.

    A search looks at each arc, and at each vertex as often as a heap has levels. Joining a pair takes twice
    as long as one such look (measured), so that a trial of an eighth of all looks costs a fourth of them.
    Roads need less than a tenth of what is allowed.

    Args:
        count: Number of vertices.
        arcs: Tails, heads and minutes.
    """
    return count * (len(arcs[2]) + count * count.bit_length()) // 8


def _eliminated(count: int, arcs: Arcs, most: int) -> Eliminated | None:
    # Arcs are put into lists, which are looked through for each arc of the same vertex.
    if int((np.bincount(arcs[0], minlength=1) ** 2).sum()) > most:
        return None
    room = 4 * len(arcs[2]) + 16 * count + 64
    while True:
        links, result = _room(count, room)
        state = eliminate(arcs, most, links, result)
        if state != NO_ROOM:
            return None if state == TOO_MANY else result
        room *= 2


def _room(count: int, room: int) -> tuple[Links, Eliminated]:
    """Return arrays for a number of joins; the compiled loops make none."""
    whole = [np.empty(room, dtype=np.int64) for _array in range(3)]
    minutes = [np.empty(room) for _array in range(4)]
    by_vertex = [np.empty(count + 1, dtype=np.int64) for _array in range(2)]
    links = Links(
        ends=whole[0],
        following=whole[1],
        out=minutes[0],
        back=minutes[1],
        first=by_vertex[0][:count],
        degree=np.empty(count, dtype=np.int64),
        mark=np.empty(count, dtype=np.int64),
    )
    result = Eliminated(
        vertices=np.empty(count, dtype=np.int64),
        starts=by_vertex[1],
        ends=whole[2],
        out=minutes[2],
        back=minutes[3],
    )
    return links, result


def _ways(found: Eliminated) -> _Ways:
    count = len(found.vertices)
    last_first = found.vertices[::-1]
    place_of = np.empty(count, dtype=np.uint32)
    place_of[last_first] = np.arange(count, dtype=np.uint32)
    kept = int(found.starts[count])
    return _Ways(
        begins=found.starts[:-1][::-1].astype(np.uint32),
        ends=found.starts[1:][::-1].astype(np.uint32),
        to=place_of[found.ends[:kept]],
        out=found.out[:kept],
        back=found.back[:kept],
        vertex_at=last_first.astype(np.uint32),
        place_of=place_of,
    )


@compiled
def _sweep(ways: _Ways, lanes: Matrix, is_reached: NDArray[np.uint8], times: Matrix) -> None:
    """Fill in the times from all vertices, sixteen at a time."""
    count = len(ways.vertex_at)
    for source in range(0, count, _LANES):
        together = min(_LANES, count - source)
        lanes[:] = _INFINITE
        for lane in range(together):
            place = ways.place_of[source + lane]
            lanes[place, lane] = 0.0
            is_reached[place] = 1
        for step in range(count):
            place = count - 1 - step
            if is_reached[place]:
                is_reached[place] = 0
                _run_up(ways, place, lanes, is_reached)
        for place in range(count):
            _run_down(ways, place, lanes)
            for lane in range(together):
                times[source + lane, ways.vertex_at[place]] = lanes[place, lane]


@inlined
def _run_up(ways: _Ways, place: int, lanes: Matrix, is_reached: NDArray[np.uint8]) -> None:
    """Carry the times of a place to the places before it."""
    for join in range(ways.begins[place], ways.ends[place]):
        to, cost = ways.to[join], ways.out[join]
        is_reached[to] = 1
        for lane in range(_LANES):
            through = lanes[place, lane] + cost
            lanes[to, lane] = through if through < lanes[to, lane] else lanes[to, lane]


@inlined
def _run_down(ways: _Ways, place: int, lanes: Matrix) -> None:
    """Fetch the times of a place from the places before it."""
    for join in range(ways.begins[place], ways.ends[place]):
        to, cost = ways.to[join], ways.back[join]
        for lane in range(_LANES):
            through = lanes[to, lane] + cost
            lanes[place, lane] = through if through < lanes[place, lane] else lanes[place, lane]
