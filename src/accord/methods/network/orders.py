"""What projects gain along drawn orders of building, where there are too many sets to look at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from accord.methods.network.insertions import Insertions, Worth, bare_insertions
from accord.methods.network.scenarios import Scenario
from accord.methods.network.times import Matrix

__all__ = ["OrderGains", "gains_of_orders"]


class OrderGains(NamedTuple):
    """Gains along orders of building.

    Attributes:
        gains: Gain by order, project and draw.
        worth: Worth by draw of each set that was looked at: those on the way, each project alone, and all
            without each.
    """

    gains: Matrix
    worth: dict[int, Matrix]


def gains_of_orders(scenario: Scenario, worth: Worth, orders: Sequence[tuple[int, ...]]) -> OrderGains:
    """Return what each project gains along each order of building.

    Args:
        scenario: The network and what the projects change.
        worth: How journeys are valued.
        orders: Positions of all projects, in the order in which they are built.
    """
    bare = bare_insertions(scenario, worth)
    start = _built(scenario, bare, 0)
    known = {0: start.worth}
    gains = np.empty((len(orders), len(scenario.projects), scenario.draws))
    for at, order in enumerate(orders):
        chosen, times = 0, start.copy()
        for project in order:
            more = chosen | 1 << project
            times = _with(scenario, (bare, times), project, chosen)
            known.setdefault(more, times.worth)
            with np.errstate(invalid="ignore"):
                gains[at, project] = known[more] - known[chosen]
            chosen = more
    whole = (1 << len(scenario.projects)) - 1
    for project in range(len(scenario.projects)):
        for single in (1 << project, whole & ~(1 << project)):
            if single not in known:
                known[single] = _built(scenario, bare, single).worth
    return OrderGains(gains=gains, worth=known)


def _with(scenario: Scenario, pair: tuple[Insertions, Insertions], project: int, chosen: int) -> Insertions:
    """Return the times with one project more; from the start where it makes an arc slower."""
    bare, times = pair
    graph, more = scenario.graph, chosen | 1 << project
    for arc in scenario.touched[project]:
        before, after = scenario.cost(arc, chosen), scenario.cost(arc, more)
        if (after > before).any():
            return _built(scenario, bare, more)
        if (after < before).any():
            times.put(graph.arcs[arc].tail, graph.arcs[arc].head, after)
    return times


def _built(scenario: Scenario, bare: Insertions, chosen: int) -> Insertions:
    times = bare.copy()
    for arc in sorted(scenario.changes):
        row = scenario.graph.arcs[arc]
        times.put(row.tail, row.head, scenario.cost(arc, chosen))
    return times
