"""A network before and after its projects: times, reach, borders, and what each project adds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from accord.domain.network_change import Network, ProjectEffect
from accord.methods.network.attribution import (
    MOST_EXACT,
    Attribution,
    NoWayError,
    attribution_of,
    readings_of,
    sampled_readings,
    scenario_times,
)
from accord.methods.network.borders import border_share, pair_weights
from accord.methods.network.graph import Graph, graph_of
from accord.methods.network.insertions import Worth
from accord.methods.network.reach import HALF_MINUTES, mean_minutes, minutes_by_place, reach_of
from accord.methods.network.report import (
    AloneReach,
    GainRange,
    Measured,
    NetworkReport,
    PartnerReach,
    Question,
    Spread,
)
from accord.methods.network.scenarios import Scenario, drawn_scenario, effects_in, likely_scenario
from accord.methods.network.times import Matrix, all_pairs, changed, connected_groups, place_times

__all__ = ["NETWORK_METHOD", "analyse_network", "worth_in"]

NETWORK_METHOD = "network_effects 1"

_ORDERS_OF_A_DRAW = 20


def analyse_network(network: Network, question: Question) -> NetworkReport:
    """Answer what a network does without and with its projects.

    Every guess stands at its likely value, and the ranges draw all guesses at once. Traffic does not
    react: nobody travels more, and no road gets fuller.

    Args:
        network: The network; readers have checked it.
        question: What is asked.
    """
    graph = graph_of(network, day=question.day, modes=question.modes)
    effects = effects_in(graph, network.effects, question.projects)
    scenario = likely_scenario(graph, effects)
    vertex_times = all_pairs(graph)
    before = place_times(graph, vertex_times)
    after = scenario_times(scenario, (1 << len(scenario.projects)) - 1) if effects else before
    measured, attribution = _measured(scenario, before, question.seed)
    alone, alone_by_place = _alone(scenario, vertex_times) if attribution else ((), {})
    return NetworkReport(
        question=question,
        graph=graph,
        before=before,
        after=after,
        reach=_reach(graph, before, after),
        alone=alone,
        alone_by_place=alone_by_place,
        border=border_share(graph, vertex_times, seed=question.seed),
        measured=measured,
        attribution=attribution,
        ranges=_ranges(graph, effects, measured, question) if effects else (),
        groups=connected_groups(before, [place.id for place in graph.places]),
    )


def worth_in(graph: Graph, measured: Measured) -> Worth:
    """Return how times are valued, so that the sum over all journeys is the mean of all people.

    Args:
        graph: The network.
        measured: In what: minutes of a mean journey, or people that a person reaches.
    """
    people = np.nan_to_num(graph.population)
    if measured is Measured.POTENTIAL:
        everybody = people.sum()
        return Worth(weights=np.outer(people, people) / max(everybody, 1.0), half_minutes=HALF_MINUTES)
    weights = pair_weights(graph.population)
    return Worth(weights=weights / max(weights.sum(), 1.0))


def _measured(scenario: Scenario, before: Matrix, seed: int) -> tuple[Measured, Attribution | None]:
    """Return in what gains are counted, and the gains: in minutes only if each set of projects has a mean."""
    graph = scenario.graph
    has_mean = mean_minutes(before, graph.population) is not None
    if not scenario.projects or not (graph.population > 0).any():
        return Measured.MINUTES if has_mean else Measured.POTENTIAL, None
    if has_mean:
        try:
            return Measured.MINUTES, attribution_of(scenario, worth_in(graph, Measured.MINUTES), seed=seed)
        except NoWayError:
            pass
    return Measured.POTENTIAL, attribution_of(scenario, worth_in(graph, Measured.POTENTIAL), seed=seed)


def _reach(graph: Graph, before: Matrix, after: Matrix) -> tuple[PartnerReach, ...]:
    partners = sorted({place.partner for place in graph.places if place.partner})
    rows = []
    for partner in ("", *partners):
        chosen = [not partner or place.partner == partner for place in graph.places]
        rows.append(
            PartnerReach(
                partner=partner,
                before=reach_of(before, graph.population, chosen),
                after=reach_of(after, graph.population, chosen),
            )
        )
    return tuple(rows)


def _alone(scenario: Scenario, vertex_times: Matrix) -> tuple[tuple[AloneReach, ...], Mapping[str, Matrix]]:
    graph, before = scenario.graph, scenario.costs(0)
    partners = sorted({place.partner for place in graph.places if place.partner})
    chosen = {name: [place.partner == name for place in graph.places] for name in partners}
    rows, by_place = [], {}
    for at, project in enumerate(scenario.projects):
        times = place_times(graph, changed(graph, vertex_times, before, scenario.costs(1 << at)))
        for partner in partners:
            minutes = mean_minutes(times, graph.population, chosen[partner])
            rows.append(AloneReach(project=project, partner=partner, minutes=minutes))
        by_place[project] = minutes_by_place(times, graph.population)
    return tuple(rows), by_place


def _ranges(
    graph: Graph, effects: Sequence[ProjectEffect], measured: Measured, question: Question
) -> tuple[GainRange, ...]:
    is_guess = any(row.low is not None and row.high is not None for row in effects)
    if question.draws < 1 or not (is_guess or any(arc.low < arc.high for arc in graph.arcs)):
        return ()
    generator = np.random.default_rng(question.seed)
    drawn = drawn_scenario(graph, effects, generator, question.draws)
    worth = worth_in(graph, measured)
    if len(drawn.projects) <= MOST_EXACT:
        found = readings_of(drawn, worth)
    else:
        found = sampled_readings(drawn, worth, seed=question.seed, orders=_ORDERS_OF_A_DRAW)
    whole = _spread(found.after - found.before)
    ranges = [GainRange(project="", alone=whole, last=whole, shapley=whole)]
    for at, project in enumerate(drawn.projects):
        spreads = (_spread(gains[at]) for gains in (found.alone, found.last, found.shapley))
        alone, last, shapley = spreads
        ranges.append(GainRange(project=project, alone=alone, last=last, shapley=shapley))
    return tuple(ranges)


def _spread(values: Matrix) -> Spread:
    lower, median, upper = np.quantile(values, (0.05, 0.5, 0.95))
    return Spread(lower=float(lower), upper=float(upper), median=float(median))
