"""Times between the places that count, while arcs are put in and taken out, for many draws at once."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from accord.methods.network.graph import Graph
from accord.methods.network.scenarios import Scenario
from accord.methods.network.times import Matrix, all_pairs

__all__ = ["Insertions", "Undo", "Worth", "bare_insertions"]

_MOST_BY_NUMPY = 100
"""Up to this many rows no compiler is loaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What times are worth, as a sum over journeys between two places; larger is better.

    Attributes:
        weights: Weight of each ordered pair of places; not negative.
        half_minutes: Minutes after which a journey is worth half; None where each minute costs the same, and
            then the worth is minus the minutes, and without bound where a journey is impossible.
    """

    weights: Matrix
    half_minutes: float | None = None

    def gain(self, before: Matrix, after: Matrix) -> Matrix:
        """Return how much more single journeys are worth, before weights; impossible ones take no time."""
        if self.half_minutes is not None:
            return np.exp2(after / -self.half_minutes) - np.exp2(before / -self.half_minutes)
        with np.errstate(invalid="ignore"):
            gained: Matrix = before - after
        if not np.isfinite(gained).all():
            gained = np.where(np.isfinite(before), before, 0.0) - np.where(np.isfinite(after), after, 0.0)
        return gained


class Undo(NamedTuple):
    """What stood in a block before an arc was put in, the worth of all, and the journeys without a way."""

    block: tuple[NDArray[np.intp], ...]
    times: Matrix
    worth: Matrix
    gaps: NDArray[np.intp]


class Insertions:
    """Times between places that count and ends of arcs that change, with what they are worth.

    Putting an arc in is exact and needs no search: T'(i, j) = min(T(i, j), T(i, tail) + cost + T(head, j)).

    Args:
        times: Minutes by row, column and draw.
        position: Row and column of each vertex that is an end of an arc that changes.
        weights: Weight by row and column.
        worth: How journeys are valued.
    """

    __slots__ = ("_gaps", "_position", "_sum", "_times", "_weights", "_worth")

    def __init__(self, times: Matrix, position: dict[int, int], weights: Matrix, worth: Worth) -> None:
        """Value the times as they are."""
        self._times, self._position, self._weights, self._worth = times, position, weights, worth
        counted = times[weights > 0]
        self._gaps = self._without_way(counted)
        nothing = np.full_like(counted, np.inf)  # a journey that takes for ever, or no time, is worth nothing
        self._sum: Matrix = weights[weights > 0] @ worth.gain(nothing, counted)

    @property
    def worth(self) -> Matrix:
        """What the times are worth by draw; minus infinite where a journey that counts is impossible."""
        return np.where(self._gaps > 0, -np.inf, self._sum)

    def copy(self) -> Insertions:
        """Return a copy that can be changed."""
        other = copy(self)
        other._times = self._times.copy()
        return other

    def repeated(self, count: int) -> Insertions:
        """Return a copy in which all draws stand some times one after the other."""
        other = copy(self)
        other._times = np.tile(self._times, count)
        other._sum, other._gaps = np.tile(self._sum, count), np.tile(self._gaps, count)
        return other

    def put(self, tail: int, head: int, cost: Matrix) -> Undo | None:
        """Put an arc in.

        Args:
            tail: Vertex where it begins.
            head: Vertex where it ends.
            cost: Its minutes by draw; infinite minutes change nothing.

        Returns:
            What ``take_out`` needs; None if no journey gets shorter.
        """
        if len(self._times) > _MOST_BY_NUMPY:
            return self._put_compiled(self._position[tail], self._position[head], cost)
        times, begin, end = self._times, self._position[tail], self._position[head]
        there, on = times[:, begin] + cost, times[end]
        rows = np.flatnonzero((there < times[:, end]).any(axis=1))
        if not rows.size:
            return None
        columns = np.flatnonzero((on + cost < times[begin]).any(axis=1))
        if not columns.size:
            return None
        block = np.ix_(rows, columns)
        before = times[block]
        after = np.minimum(before, there[rows][:, np.newaxis] + on[columns])
        times[block] = after
        undo = Undo(block=block, times=before, worth=self._sum, gaps=self._gaps)
        weights = self._weights[block]
        if self._gaps.any():
            is_counted = weights > 0
            closed = self._without_way(before[is_counted]) - self._without_way(after[is_counted])
            self._gaps = self._gaps - closed
        self._sum = self._sum + np.tensordot(weights, self._worth.gain(before, after), 2)
        return undo

    def _put_compiled(self, begin: int, end: int, cost: Matrix) -> Undo | None:
        """Do the same without a row, column or block that is written down in between."""
        from accord.methods.network.inserting import Change, lower_block, shorter_ends

        near = np.empty((2, len(self._times)), dtype=np.int64)
        rows, columns = shorter_ends(self._times, (begin, end), cost, near)
        if not rows or not columns:
            return None
        change = Change(
            begin=begin,
            end=end,
            cost=cost,
            rows=near[0, :rows],
            columns=near[1, :columns],
            before=np.empty((rows, columns, len(cost))),
            gained=np.zeros(len(cost)),
            opened=np.zeros(len(cost), dtype=np.int64),
        )
        lower_block(self._times, self._weights, self._worth.half_minutes or 0.0, change)
        block = (near[0, :rows, np.newaxis], near[1, np.newaxis, :columns])
        undo = Undo(block=block, times=change.before, worth=self._sum, gaps=self._gaps)
        self._sum = self._sum + change.gained
        if self._worth.half_minutes is None:
            self._gaps = self._gaps - change.opened
        return undo

    def take_out(self, undo: Undo) -> None:
        """Take the arc out again that was put in last of all that are still in.

        Args:
            undo: What ``put`` returned.
        """
        self._times[undo.block] = undo.times
        self._sum, self._gaps = undo.worth, undo.gaps

    def _without_way(self, times: Matrix) -> NDArray[np.intp]:
        """Return how many journeys are impossible by draw, where that matters."""
        is_counted = self._worth.half_minutes is None
        return np.isinf(times).sum(axis=0) if is_counted else np.zeros(times.shape[1], dtype=np.intp)


def bare_insertions(scenario: Scenario, worth: Worth) -> Insertions:
    """Return the times of a network without any arc that a project changes.

    Args:
        scenario: The network and what the projects change.
        worth: How journeys between its places are valued.
    """
    graph = scenario.graph
    places = np.flatnonzero(worth.weights.any(axis=0) | worth.weights.any(axis=1))
    homes = np.array([place for place, _mode in graph.vertices], dtype=np.intp)
    row_of = {int(place): at for at, place in enumerate(places)}
    is_alone = np.bincount(homes, minlength=len(graph.places)) == 1
    ends = sorted({end for arc in scenario.changes for end in (graph.arcs[arc].tail, graph.arcs[arc].head)})
    position: dict[int, int] = {}
    more: list[int] = []
    for end in ends:
        home = int(homes[end])
        if is_alone[home] and home in row_of:
            position[end] = row_of[home]
        else:
            position[end] = len(places) + len(more)
            more.append(end)
    weights = np.zeros((len(places) + len(more),) * 2)
    weights[: len(places), : len(places)] = worth.weights[np.ix_(places, places)]
    draws = [_rows_that_count(graph, times, places, more) for times in _bare_times(scenario)]
    times = (
        np.repeat(draws[0][..., np.newaxis], scenario.draws, axis=2)
        if len(draws) == 1
        else np.stack(draws, 2)
    )
    return Insertions(np.ascontiguousarray(times), position, weights, worth)


def _bare_times(scenario: Scenario) -> list[Matrix]:
    """Return the times between vertices without arcs that change: once, or by draw if others are drawn."""
    found = []
    for draw in range(scenario.draws if set(scenario.guessed) - set(scenario.changes) else 1):
        costs = scenario.costs(0, draw)
        costs[list(scenario.changes)] = np.inf
        found.append(all_pairs(scenario.graph, costs))
    return found


def _rows_that_count(graph: Graph, times: Matrix, places: NDArray[np.intp], more: list[int]) -> Matrix:
    """Return the times from and to places, by any of their modes, and some single vertices."""
    first = graph.first_vertex
    rows = np.concatenate((np.minimum.reduceat(times, first, axis=0)[places], times[more]))
    return np.concatenate((np.minimum.reduceat(rows, first, axis=1)[:, places], rows[:, more]), axis=1)
