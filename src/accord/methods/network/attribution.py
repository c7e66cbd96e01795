"""What each project adds: alone, as the last of all, and by Shapley's value over all orders."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from accord.methods.network.scenarios import Scenario
from accord.methods.network.times import Matrix, all_pairs, changed, place_times

__all__ = [
    "MOST_EXACT",
    "Attribution",
    "attribution_of",
    "sampled_attribution",
    "scenario_times",
    "values_of_all",
]

Value = Callable[[Matrix], float]

MOST_EXACT = 15
"""Up to this many projects all subsets are looked at; above, orders are drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """What each of some projects adds to a value; the three readings always stand together.

    Attributes:
        projects: Ids of the projects.
        before: Value before all projects.
        after: Value with all projects.
        alone: Gain of each project if it is the only one; these need not add up.
        last: Gain of each project if all others are finished; these need not add up.
        shapley: Mean gain of each project over all orders of building; these add up to the whole gain.
        error: Standard error of the Shapley values; zeros where all subsets were looked at.
        subsets: Number of different sets of projects that were looked at.
    """

    projects: tuple[str, ...]
    before: float
    after: float
    alone: tuple[float, ...]
    last: tuple[float, ...]
    shapley: tuple[float, ...]
    error: tuple[float, ...]
    subsets: int


def attribution_of(scenario: Scenario, value: Value) -> Attribution:
    """Return what each project adds, exactly.

    Shapley (1953): the gain of a project is averaged over all orders in which the projects can be built.

    Args:
        scenario: The network and what the projects change; at most 15 projects.
        value: Value of the times between places, finite and larger for better.

    Raises:
        ValueError: There are more projects than ``MOST_EXACT``.
    """
    count = len(scenario.projects)
    values = values_of_all(scenario, value)
    masks = np.arange(len(values))
    sizes = np.array([mask.bit_count() for mask in range(len(values))])
    factors = np.array(
        [
            math.factorial(size) * math.factorial(count - size - 1) / math.factorial(count)
            for size in range(count)
        ]
    )
    shapley, alone, last = [], [], []
    for project in range(count):
        without = masks[(masks >> project & 1) == 0]
        gains = values[without | 1 << project] - values[without]
        shapley.append(float(factors[sizes[without]] @ gains))
        alone.append(float(gains[0]))
        last.append(float(gains[-1]))
    return Attribution(
        projects=scenario.projects,
        before=float(values[0]),
        after=float(values[-1]),
        alone=tuple(alone),
        last=tuple(last),
        shapley=tuple(shapley),
        error=(0.0,) * count,
        subsets=len(values),
    )


def values_of_all(scenario: Scenario, value: Value) -> Matrix:
    """Return the value of every set of projects; bit k of the position stands for project k.

    Sets are visited so that each differs from one before by one project, whose arcs alone are updated.

    Args:
        scenario: The network and what the projects change.
        value: Value of the times between places.

    Raises:
        ValueError: There are more projects than ``MOST_EXACT``.
    """
    count = len(scenario.projects)
    if count > MOST_EXACT:
        raise ValueError(f"{count} projects; all subsets are looked at up to {MOST_EXACT}")
    values = np.empty(1 << count)
    costs = scenario.costs(0)
    waiting = [(0, 0, all_pairs(scenario.graph, costs), costs)]
    while waiting:
        project, chosen, times, taken = waiting.pop()
        if project == count:
            values[chosen] = value(place_times(scenario.graph, times))
            continue
        waiting.append((project + 1, chosen, times, taken))
        waiting.append((project + 1, *_with(scenario, project, chosen, times, taken)))
    return values


def sampled_attribution(scenario: Scenario, value: Value, *, seed: int, orders: int = 500) -> Attribution:
    """Return what each project adds, with Shapley's value from drawn orders of building and its error.

    Args:
        scenario: The network and what the projects change.
        value: Value of the times between places.
        seed: Seed of the random numbers.
        orders: How many orders are drawn; at least two.
    """
    count = len(scenario.projects)
    graph, generator = scenario.graph, np.random.default_rng(seed)
    costs, whole = scenario.costs(0), (1 << count) - 1
    start = all_pairs(graph, costs)
    known = {0: value(place_times(graph, start))}
    gains = np.empty((orders, count))
    for order in range(orders):
        chosen, times, taken = 0, start, costs
        for project in generator.permutation(count).tolist():
            before = known[chosen]
            chosen, times, taken = _with(scenario, project, chosen, times, taken)
            if chosen not in known:
                known[chosen] = value(place_times(graph, times))
            gains[order, project] = known[chosen] - before
    single = [_value_of(scenario, value, known, 1 << project) for project in range(count)]
    others = [_value_of(scenario, value, known, whole & ~(1 << project)) for project in range(count)]
    return Attribution(
        projects=scenario.projects,
        before=known[0],
        after=known[whole],
        alone=tuple(one - known[0] for one in single),
        last=tuple(known[whole] - one for one in others),
        shapley=tuple(gains.mean(axis=0).tolist()),
        error=tuple((gains.std(axis=0, ddof=1) / math.sqrt(orders)).tolist()),
        subsets=len(known),
    )


def scenario_times(scenario: Scenario, chosen: int) -> Matrix:
    """Return the shortest minutes between places once some projects are finished.

    Args:
        scenario: The network and what the projects change.
        chosen: Set of projects: bit k stands for the project at position k.
    """
    return place_times(scenario.graph, all_pairs(scenario.graph, scenario.costs(chosen)))


def _value_of(scenario: Scenario, value: Value, known: dict[int, float], chosen: int) -> float:
    if chosen not in known:
        known[chosen] = value(scenario_times(scenario, chosen))
    return known[chosen]


def _with(
    scenario: Scenario, project: int, chosen: int, times: Matrix, costs: Matrix
) -> tuple[int, Matrix, Matrix]:
    """Return the set with one project more, and its times and costs."""
    more = chosen | 1 << project
    after = costs.copy()
    for arc in scenario.touched[project]:
        after[arc] = scenario.cost(arc, more)
    return more, changed(scenario.graph, times, costs, after), after
