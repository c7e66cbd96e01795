"""What every set of projects is worth; each set is reached from one before by what one project changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from accord.methods.network.insertions import Insertions, Undo, Worth, bare_insertions
from accord.methods.network.scenarios import Scenario
from accord.methods.network.times import Matrix

__all__ = ["worth_of_sets", "worth_of_subsets"]

_MOST_NUMBERS = 4_000_000
"""So many times are held at once: more draws are taken one part after the other."""

_WIDTH = 16
"""So many sets and draws are looked at side by side, where the memory is enough."""


class _Arc(NamedTuple):
    """An arc that projects change.

    Attributes:
        tail: Vertex where it begins.
        head: Vertex where it ends.
        projects: Positions of the projects that change it.
        costs: Minutes by set of these projects and draw; bit k of the set stands for the k-th of them.
        ceiling: Most minutes of all sets, by draw.
    """

    tail: int
    head: int
    projects: tuple[int, ...]
    costs: Matrix
    ceiling: Matrix

    def cost(self, sets: NDArray[np.int64]) -> Matrix:
        """Return the minutes by set of all projects and draw."""
        local = np.zeros_like(sets)
        for bit, one in enumerate(self.projects):
            local |= (sets >> one & 1) << bit
        return self.costs[local]


class _Visit(NamedTuple):
    """What does not change while sets are visited.

    Attributes:
        decided: Arcs by the last of the projects that change them.
        single: Projects before this one are decided one by one, the others all together.
        values: Receives the worth by set and draw.
    """

    decided: list[list[_Arc]]
    single: int
    values: Matrix


def worth_of_subsets(scenario: Scenario, worth: Worth) -> Matrix:
    """Return the worth of every set of projects, by set and draw; bit k of a set stands for project k.

    Arcs that projects change are put in at the most that they take under any set. An arc gets faster once all
    projects that change it are decided on, so that times only fall on the way down, and nothing is searched.

    Args:
        scenario: The network and what the projects change.
        worth: How journeys are valued.

    Returns:
        Worth by set and draw; minus infinite where a journey that counts is impossible.
    """
    values = np.empty((1 << len(scenario.projects), scenario.draws))
    most = max(1, _MOST_NUMBERS // _square(scenario, worth))
    step = max(1, min(most, _MOST_NUMBERS // len(values)))
    for begin in range(0, scenario.draws, step):
        part = scenario.part(begin, begin + step)
        together = int(min(most, _WIDTH) / part.draws).bit_length() - 1
        _visit_all(part, worth, max(0, together), values[:, begin : begin + step])
    return values


def worth_of_sets(scenario: Scenario, worth: Worth, sets: Iterable[int]) -> Matrix:
    """Return the worth of some sets of projects, by set and draw, where there are too many to visit all.

    Args:
        scenario: The network and what the projects change.
        worth: How journeys are valued.
        sets: The sets; bit k of each stands for the project at position k. One may stand there twice.

    Returns:
        Worth by set and draw; minus infinite where a journey that counts is impossible.
    """
    wanted = list(sets)
    values = np.empty((len(wanted), scenario.draws))
    step = max(1, _MOST_NUMBERS // _square(scenario, worth))
    for begin in range(0, scenario.draws, step):
        part = scenario.part(begin, begin + step)
        times, decided = _undecided(part, worth)
        found: dict[int, Matrix] = {}
        _visit_wanted(times, decided, sorted(set(wanted)), 0, found)
        if wanted:
            values[:, begin : begin + step] = [found[chosen] for chosen in wanted]
    return values


def _visit_wanted(
    times: Insertions, decided: list[list[_Arc]], wanted: list[int], project: int, found: dict[int, Matrix]
) -> None:
    """Find the worth of sets that agree on the projects before the next."""
    if project == len(decided):
        found[wanted[0]] = times.worth
        return
    for is_in in (0, 1):
        part = [chosen for chosen in wanted if chosen >> project & 1 == is_in]
        if part:
            undone = _put(times, decided[project], part[0])
            _visit_wanted(times, decided, part, project + 1, found)
            _take_out(times, undone)


def _square(scenario: Scenario, worth: Worth) -> int:
    """Return how many times there are in one draw, about."""
    ends = {end for arc in scenario.changes for end in (scenario.graph.tails[arc], scenario.graph.heads[arc])}
    size = len(ends) + int((worth.weights > 0).any(axis=0).sum())
    return max(1, size * size)


def _visit_all(scenario: Scenario, worth: Worth, together: int, values: Matrix) -> None:
    """Fill in the worth of all sets; those that differ in the last projects only are looked at together."""
    times, decided = _undecided(scenario, worth)
    _visit(times, _Visit(decided, max(0, len(decided) - together), values), 0, 0)


def _undecided(scenario: Scenario, worth: Worth) -> tuple[Insertions, list[list[_Arc]]]:
    """Return times with each arc at the most that it takes, and the arcs that get faster, by last project."""
    times = bare_insertions(scenario, worth)
    decided: list[list[_Arc]] = [[] for _project in scenario.projects]
    for at in sorted(scenario.changes):
        arc = _arc(scenario, at)
        times.put(arc.tail, arc.head, arc.ceiling)
        if (arc.costs < arc.ceiling).any():
            decided[arc.projects[-1]].append(arc)
    return times, decided


def _visit(times: Insertions, visit: _Visit, project: int, chosen: int) -> None:
    """Fill in the worth of all sets that agree with one on the projects before the next."""
    if project == visit.single:
        sets = chosen | np.arange(1 << len(visit.decided) - project) << project
        wide = times.repeated(len(sets)) if len(sets) > 1 else times
        for arc in (arc for arcs in visit.decided[project:] for arc in arcs):
            wide.put(arc.tail, arc.head, arc.cost(sets).ravel())
        visit.values[sets] = wide.worth.reshape(len(sets), -1)
        return
    for more in (chosen, chosen | 1 << project):
        undone = _put(times, visit.decided[project], more)
        _visit(times, visit, project + 1, more)
        _take_out(times, undone)


def _put(times: Insertions, arcs: Sequence[_Arc], chosen: int) -> list[Undo]:
    """Put arcs in as a set of projects makes them, and return how to take them out again."""
    undone = []
    for arc in arcs:
        cost = arc.costs[sum((chosen >> one & 1) << bit for bit, one in enumerate(arc.projects))]
        undo = times.put(arc.tail, arc.head, cost) if (cost < arc.ceiling).any() else None
        if undo is not None:
            undone.append(undo)
    return undone


def _take_out(times: Insertions, undone: Sequence[Undo]) -> None:
    for undo in reversed(undone):
        times.take_out(undo)


def _arc(scenario: Scenario, at: int) -> _Arc:
    projects = tuple(sorted({change.project for change in scenario.changes[at]}))
    costs = np.stack(
        [
            scenario.cost(at, sum((local >> bit & 1) << one for bit, one in enumerate(projects)))
            for local in range(1 << len(projects))
        ]
    )
    arc = scenario.graph.arcs[at]
    return _Arc(tail=arc.tail, head=arc.head, projects=projects, costs=costs, ceiling=costs.max(axis=0))
