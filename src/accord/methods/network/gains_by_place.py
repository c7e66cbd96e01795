"""What each project alone saves by place: minutes of a mean journey of the people who live there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np

from accord.domain.network import Mode
from accord.domain.network_change import Network
from accord.methods.network.graph import Graph, graph_of
from accord.methods.network.reach import reach_by_place
from accord.methods.network.scenarios import effects_in, likely_scenario
from accord.methods.network.times import Matrix, all_pairs, place_times

__all__ = ["gains_by_place"]


def gains_by_place(
    network: Network, *, day: date, modes: tuple[Mode, ...] = (Mode.ROAD,), projects: tuple[str, ...] = ()
) -> Mapping[str, Mapping[str, float | None]]:
    """Return the minutes saved by each project as the only one, by project and then by place.

    The mean over the people of a partner is the published ``network.PROJECT.PARTNER.minutes_saved``. A
    project that changes no way of these modes is left out. Traffic does not react.

    Args:
        network: The network.
        day: Sections in use on this day count.
        modes: Modes by which one travels.
        projects: Ids of the projects; empty for all that have effects.

    Returns:
        Minutes by project and place, negative where journeys get longer; None for a place of which nobody is
        known to live there, or whose people cannot reach all others.
    """
    graph = graph_of(network, day=day, modes=modes)
    scenario = likely_scenario(graph, effects_in(graph, network.effects, projects))
    before = _minutes(graph, scenario.costs(0))
    gains = {}
    for at, project in enumerate(scenario.projects):
        saved = before - _minutes(graph, scenario.costs(1 << at))
        gains[project] = {
            place.id: float(value) if np.isfinite(value) else None
            for place, value in zip(graph.places, saved, strict=True)
        }
    return gains


def _minutes(graph: Graph, costs: Matrix) -> Matrix:
    return reach_by_place(place_times(graph, all_pairs(graph, costs)), graph.population)[0]
