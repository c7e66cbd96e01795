"""What each project adds: alone, as the last of all, and by Shapley's value over all orders."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from accord.methods.network.insertions import Worth
from accord.methods.network.orders import gains_of_orders
from accord.methods.network.scenarios import Scenario
from accord.methods.network.subsets import worth_of_subsets
from accord.methods.network.times import Matrix, all_pairs, place_times

__all__ = [
    "MOST_EXACT",
    "Attribution",
    "NoWayError",
    "Readings",
    "attribution_of",
    "readings_of",
    "sampled_readings",
    "scenario_times",
]

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


class NoWayError(Exception):
    """Some people cannot reach each other with some set of projects, so that there is no mean time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """What each project adds, by draw of what is guessed.

    Attributes:
        before: Worth before all projects, by draw.
        after: Worth with all projects.
        alone: Gain by project and draw if it is the only one.
        last: Gain if all others are finished.
        shapley: Mean gain over all orders of building, or those that were drawn.
        error: Standard error of the Shapley values; zeros where all subsets were looked at.
        subsets: Number of different sets of projects that were looked at.
    """

    before: Matrix
    after: Matrix
    alone: Matrix
    last: Matrix
    shapley: Matrix
    error: Matrix
    subsets: int


def attribution_of(scenario: Scenario, worth: Worth, *, seed: int = 1, orders: int = 500) -> Attribution:
    """Return what each project adds: exactly up to 15 projects, above with Shapley's value from drawn orders.

    Args:
        scenario: The network and what the projects change, every guess at its likely value.
        worth: How journeys are valued.
        seed: Seed of the random numbers; used above 15 projects only.
        orders: How many orders are drawn then.

    Raises:
        NoWayError: A set of projects has no worth, as some journey is impossible.
    """
    if len(scenario.projects) <= MOST_EXACT:
        found = readings_of(scenario, worth)
    else:
        found = sampled_readings(scenario, worth, seed=seed, orders=orders)
    return Attribution(
        projects=scenario.projects,
        before=float(found.before[0]),
        after=float(found.after[0]),
        alone=tuple(found.alone[:, 0].tolist()),
        last=tuple(found.last[:, 0].tolist()),
        shapley=tuple(found.shapley[:, 0].tolist()),
        error=tuple(found.error[:, 0].tolist()),
        subsets=found.subsets,
    )


def readings_of(scenario: Scenario, worth: Worth) -> Readings:
    """Return what each project adds, exactly, by draw.

    Shapley (1953): the gain of a project is averaged over all orders in which the projects can be built.

    Args:
        scenario: The network and what the projects change; at most 15 projects.
        worth: How journeys are valued.

    Raises:
        NoWayError: A set of projects has no worth, as some journey is impossible.
        ValueError: There are more projects than ``MOST_EXACT``.
    """
    count = len(scenario.projects)
    if count > MOST_EXACT:
        raise ValueError(f"{count} projects; all subsets are looked at up to {MOST_EXACT}")
    values = worth_of_subsets(scenario, worth)
    if not np.isfinite(values).all():
        raise NoWayError
    sets = np.arange(len(values))
    sizes = np.array([chosen.bit_count() for chosen in range(len(values))])
    factors = np.array(
        [
            math.factorial(size) * math.factorial(count - size - 1) / math.factorial(count)
            for size in range(count)
        ]
    )
    shapley, alone, last = (np.empty((count, scenario.draws)) for _reading in range(3))
    for project in range(count):
        without = sets[(sets >> project & 1) == 0]
        gains = values[without | 1 << project] - values[without]
        shapley[project] = factors[sizes[without]] @ gains
        alone[project], last[project] = gains[0], gains[-1]
    return Readings(
        before=values[0],
        after=values[-1],
        alone=alone,
        last=last,
        shapley=shapley,
        error=np.zeros_like(shapley),
        subsets=len(values),
    )


def sampled_readings(scenario: Scenario, worth: Worth, *, seed: int, orders: int) -> Readings:
    """Return what each project adds, with Shapley's value from drawn orders of building and its error.

    Args:
        scenario: The network and what the projects change.
        worth: How journeys are valued.
        seed: Seed of the random numbers.
        orders: How many orders are drawn; at least two.

    Raises:
        NoWayError: A set of projects has no worth, as some journey is impossible.
    """
    generator = np.random.default_rng(seed)
    count = len(scenario.projects)
    drawn = [tuple(generator.permutation(count).tolist()) for _order in range(orders)]
    found = gains_of_orders(scenario, worth, drawn)
    if not all(np.isfinite(value).all() for value in found.worth.values()):
        raise NoWayError
    whole = (1 << count) - 1
    before, after = found.worth[0], found.worth[whole]
    return Readings(
        before=before,
        after=after,
        alone=np.stack([found.worth[1 << project] - before for project in range(count)]),
        last=np.stack([after - found.worth[whole & ~(1 << project)] for project in range(count)]),
        shapley=found.gains.mean(axis=0),
        error=found.gains.std(axis=0, ddof=1) / math.sqrt(orders),
        subsets=len(found.worth),
    )


def scenario_times(scenario: Scenario, chosen: int) -> Matrix:
    """Return the shortest minutes between places in the first draw once some projects are finished.

    Args:
        scenario: The network and what the projects change.
        chosen: Set of projects: bit k stands for the project at position k.
    """
    return place_times(scenario.graph, all_pairs(scenario.graph, scenario.costs(chosen)))
