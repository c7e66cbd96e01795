"""The share of travel time that is spent waiting at borders, as a distribution."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accord.methods.network.delays import drawn_delays
from accord.methods.network.graph import Graph
from accord.methods.network.times import Matrix, place_times

__all__ = ["BorderShare", "CrossingUse", "border_share", "journeys_by_arc", "pair_weights"]

_SLACK = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossingUse:
    """One crossing in one direction.

    Attributes:
        crossing: Id of the crossing.
        section: Id of its section.
        begins: Id of the place on the side from which one comes.
        ends: Id of the place on the other side.
        profile: Id of its delay.
        journeys: Share of all journeys, weighted by the people at both ends, that pass it.
        median: Median minutes of waiting.
        mean: Mean minutes.
        late: Minutes that one crossing in twenty exceeds.
    """

    crossing: str
    section: str
    begins: str
    ends: str
    profile: str
    journeys: float
    median: float
    mean: float
    late: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BorderShare:
    """Waiting at borders as a share of the time of all journeys.

    Attributes:
        mean: Mean share over the draws, between 0 and 1.
        lower: Share below which one draw in twenty lies.
        median: Median share.
        upper: Share above which one draw in twenty lies.
        draws: Number of draws.
        crossings: The crossings by direction, most used first.
    """

    mean: float
    lower: float
    median: float
    upper: float
    draws: int
    crossings: tuple[CrossingUse, ...]


def pair_weights(population: Matrix) -> Matrix:
    """Return the weight of each ordered pair of places: people at one end times people at the other."""
    people = np.nan_to_num(population)
    weights = np.outer(people, people)
    np.fill_diagonal(weights, 0.0)
    return weights


def journeys_by_arc(graph: Graph, costs: Matrix, times: Matrix) -> Matrix:
    """Return how many weighted journeys pass each arc on a shortest way.

    Of several ways that are equally short, the one of the first arc in the order of ids is taken. Journeys
    that are impossible are left out.

    Args:
        graph: The network.
        costs: Minutes of each arc.
        times: Shortest minutes between vertices with these costs.
    """
    tails, heads = graph.tails, graph.heads
    sources = np.arange(len(times))
    flow = _vertex_weights(graph, times)
    arriving = np.full(times.shape, -1, dtype=np.intp)
    for arc in range(len(costs)):
        reached = times[:, heads[arc]]
        gap = np.abs(times[:, tails[arc]] + costs[arc] - np.where(np.isfinite(reached), reached, 0.0))
        is_on = (gap <= _SLACK * np.maximum(1.0, np.where(np.isfinite(reached), reached, 0.0))) & (
            np.isfinite(reached)
        )
        is_on &= (arriving[:, heads[arc]] < 0) & (sources != heads[arc])
        arriving[is_on, heads[arc]] = arc
    used = np.zeros(len(costs))
    order = np.argsort(-np.where(np.isfinite(times), times, -1.0), axis=1, kind="stable")
    for rank in range(times.shape[1]):
        ends = order[:, rank]
        arcs: NDArray[np.intp] = arriving[sources, ends]
        rows = np.flatnonzero(arcs >= 0)
        passing = flow[rows, ends[rows]]
        np.add.at(used, arcs[rows], passing)
        flow[rows, tails[arcs[rows]]] += passing
    return used


def border_share(graph: Graph, times: Matrix, *, seed: int, draws: int = 10_000) -> BorderShare | None:
    """Return the share of travel time spent at borders, each crossing and direction drawn for itself.

    Ways are chosen by mean delays, as nobody knows the queue before; then delays are drawn. Delays of
    different crossings are independent by assumption, which makes the distribution narrower than that of
    days on which all crossings are slow.

    Args:
        graph: The network, before projects.
        times: Shortest minutes between its vertices.
        seed: Seed of the random numbers.
        draws: How many.

    Returns:
        The share; None if no journey is possible or no delay of a crossing is known.
    """
    costs = graph.costs
    used = journeys_by_arc(graph, costs, times)
    between = place_times(graph, times)
    weights = pair_weights(graph.population)
    possible = (weights > 0) & np.isfinite(between)
    total = float(weights[possible].sum())
    waits = [(at, wait) for at, arc in enumerate(graph.arcs) for wait in arc.crossings if not arc.is_planned]
    if not total or not waits:
        return None
    free = float((weights[possible] * between[possible]).sum())
    free -= sum(float(used[at]) * wait.mean for at, wait in waits)
    generator = np.random.default_rng(seed)
    waited = np.zeros(draws)
    crossings = []
    for at, wait in waits:
        drawn = drawn_delays(wait.profile, generator, draws)
        waited += used[at] * drawn
        arc = graph.arcs[at]
        median, late = (float(value) for value in np.quantile(drawn, (0.5, 0.95)))
        begins, ends = (graph.places[graph.vertices[end][0]].id for end in (arc.tail, arc.head))
        crossings.append(
            CrossingUse(
                crossing=wait.crossing,
                section=arc.section,
                begins=begins,
                ends=ends,
                profile=wait.profile.id,
                journeys=float(used[at]) / total,
                median=median,
                mean=wait.mean,
                late=late,
            )
        )
    shares = waited / (free + waited)
    lower, median, upper = (float(value) for value in np.quantile(shares, (0.05, 0.5, 0.95)))
    return BorderShare(
        mean=float(shares.mean()),
        lower=lower,
        median=median,
        upper=upper,
        draws=draws,
        crossings=tuple(sorted(crossings, key=lambda row: (-row.journeys, row.crossing, row.begins))),
    )


def _vertex_weights(graph: Graph, times: Matrix) -> Matrix:
    """Return the weight of each pair of vertices; ways in other modes that are equally short share it."""
    weights = pair_weights(graph.population)
    homes = np.array([place for place, _mode in graph.vertices], dtype=np.intp)
    first = graph.first_vertex
    is_shortest = (times == place_times(graph, times)[np.ix_(homes, homes)]).astype(np.float64)
    counts = np.add.reduceat(np.add.reduceat(is_shortest, first, axis=0), first, axis=1)
    spread = np.where(np.isfinite(times), is_shortest, 0.0) * weights[np.ix_(homes, homes)]
    return spread / np.maximum(counts, 1.0)[np.ix_(homes, homes)]
