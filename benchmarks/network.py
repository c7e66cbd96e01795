"""Measures times between all places, and their change by projects, against SciPy in the same run.

``python -m benchmarks.network [FOLDER]``; FOLDER holds ``wb_strategic_road_nodes.csv`` and ``..._edges.csv``.
Without it only generated networks are measured: planar ones, and random ones, which do not fall apart.
Each line gives minima of some runs, and the ratio to ``scipy``: its search over all sources, on a matrix
that is ready.
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra, minimum_spanning_tree
from scipy.spatial import Delaunay

from accord.domain.evidence import Evidence
from accord.domain.network import Mode, Place, Section
from accord.domain.network_change import EffectKind, Network, ProjectEffect
from accord.methods.network.analysis import worth_in
from accord.methods.network.attribution import attribution_of
from accord.methods.network.graph import Graph, graph_of
from accord.methods.network.report import Measured
from accord.methods.network.scenarios import Scenario, likely_scenario
from accord.methods.network.times import Matrix, all_pairs, changed

_PROJECTS = 11
_DAY = date(2024, 1, 15)


def main() -> None:
    """Measure the road network if it is there, then planar networks of growing size, then random ones."""
    if len(sys.argv) > 1:
        measure("strategic roads", road_network(Path(sys.argv[1])))
    for count in (400, 1000, 2000):
        measure("planar", planar_network(count))
    for count, joins in ((500, 1500), (2000, 4000), (2000, 6000)):
        measure("random", random_network(count, joins))


def measure(name: str, network: Network) -> None:
    """Print one line for each task on a network."""
    graph = graph_of(network, day=_DAY)
    scenario = likely_scenario(graph, network.effects)
    costs = graph.costs
    matrix = csr_matrix((costs, (graph.tails, graph.heads)), shape=(len(graph.vertices),) * 2)
    runs = 7 if len(graph.vertices) <= 400 else 3
    scipy_alone = _best(lambda: dijkstra(matrix), runs)
    print(f"{name}, {len(graph.vertices)} places, {len(network.sections)} sections")
    ours = _best(lambda: all_pairs(graph), runs)
    _line("all pairs", scipy_alone, ours)
    times = all_pairs(graph)
    updated = _best(lambda: _each_project(graph, scenario, times, changed), runs)
    again = _best(lambda: _each_project(graph, scenario, times, _searched), runs)
    _line(f"after each of {_PROJECTS} projects, updated", _PROJECTS * scipy_alone, updated)
    _line(f"after each of {_PROJECTS} projects, searched", _PROJECTS * scipy_alone, again)
    after = [scenario.costs(1 << project) for project in range(_PROJECTS)]
    worst = max(
        float(np.abs(changed(graph, times, costs, one) - all_pairs(graph, one)).max()) for one in after
    )
    print(f"  largest difference of updated and searched times: {worst:.1e} minutes")
    if len(graph.vertices) <= 400:
        worth = worth_in(graph, Measured.MINUTES)
        found = attribution_of(scenario, worth)
        taken = _best(lambda: attribution_of(scenario, worth), 3)
        _line(f"Shapley over {found.subsets:,} sets", found.subsets * scipy_alone, taken)


def _line(task: str, scipy_seconds: float, ours: float) -> None:
    left, right = f"{scipy_seconds * 1000:10.2f} ms", f"{ours * 1000:10.2f} ms"
    print(f"  {task:<38} scipy {left}  accord {right}  ratio {ours / scipy_seconds:.3f}")


def road_network(folder: Path) -> Network:
    """The strategic roads of the region, with a faster section for each of eleven projects."""
    with (folder / "wb_strategic_road_nodes.csv").open(encoding="utf-8") as text:
        places = [
            _place(row["name"], float(row["lat"]), float(row["lon"]), int(row["population"]))
            for row in csv.DictReader(text)
        ]
    with (folder / "wb_strategic_road_edges.csv").open(encoding="utf-8") as text:
        sections = [_section(row["from"], row["to"], row["minutes"]) for row in csv.DictReader(text)]
    return _with_projects(places, sections)


def planar_network(count: int) -> Network:
    """Random points joined as in a road map: the shorter sides of a Delaunay triangulation."""
    generator = np.random.default_rng(count)
    points = generator.random((count, 2))
    corners = Delaunay(points).simplices
    sides = {tuple(sorted((int(a), int(b)))) for a, b, c in corners for a, b in ((a, b), (b, c), (a, c))}
    length = {side: float(np.hypot(*(points[side[0]] - points[side[1]]))) for side in sides}
    ordered = sorted(sides, key=lambda side: length[side])
    ends = np.array(ordered).T
    tree = minimum_spanning_tree(
        csr_matrix(([length[side] for side in ordered], (ends[0], ends[1])), shape=(count, count))
    ).tocoo()
    joined = {(int(one), int(other)) for one, other in zip(tree.row, tree.col, strict=True)}
    kept = [*joined, *(side for side in ordered[: len(ordered) * 6 // 10] if side not in joined)]
    places = [_place(f"p{at:05}", 40.0, 20.0, 1000 + at) for at in range(count)]
    minutes = {
        side: f"{1 + 600 * float(np.hypot(*(points[side[0]] - points[side[1]]))):.3f}" for side in kept
    }
    return _with_projects(
        places, [_section(f"p{one:05}", f"p{other:05}", taken) for (one, other), taken in minutes.items()]
    )


def random_network(count: int, joins: int) -> Network:
    """Places joined at random: a tree, so that all are reached, and then any two."""
    generator = np.random.default_rng(count + joins)
    pairs = {(int(generator.integers(0, place)), place) for place in range(1, count)}
    while len(pairs) < joins:
        one, other = sorted(int(place) for place in generator.integers(0, count, 2))
        if one != other:
            pairs.add((one, other))
    sections = [
        _section(f"p{one:05}", f"p{other:05}", f"{1 + 60 * generator.random():.1f}")
        for one, other in sorted(pairs)
    ]
    return _with_projects([_place(f"p{at:05}", 40.0, 20.0, 1000 + at) for at in range(count)], sections)


def _with_projects(places: list[Place], sections: list[Section]) -> Network:
    step = len(sections) // _PROJECTS
    effects = [
        ProjectEffect(
            id=f"effect{at}",
            project=f"P{at:02}",
            kind=EffectKind.RETIMES,
            target=sections[at * step].id,
            value=(sections[at * step].minutes or Decimal(1)) * Decimal("0.6"),
            source="made-up",
            evidence=Evidence.UNVERIFIED,
        )
        for at in range(_PROJECTS)
    ]
    return Network(places=tuple(places), sections=tuple(sections), effects=tuple(effects))


def _each_project(
    graph: Graph,
    scenario: Scenario,
    times: Matrix,
    way: Callable[[Graph, Matrix, Matrix, Matrix], Matrix],
) -> None:
    before = scenario.costs(0)
    for project in range(_PROJECTS):
        after = before.copy()
        for arc in scenario.touched[project]:
            after[arc] = scenario.cost(arc, 1 << project)[0]
        way(graph, times, before, after)


def _searched(graph: Graph, _times: Matrix, _before: Matrix, after: Matrix) -> Matrix:
    return all_pairs(graph, after)


def _place(name: str, north: float, east: float, people: int) -> Place:
    return Place(
        id=name,
        label=name,
        latitude=Decimal(str(north)),
        longitude=Decimal(str(east)),
        source="made-up",
        evidence=Evidence.UNVERIFIED,
        population=Decimal(people) if people else None,
    )


def _section(begins: str, ends: str, minutes: str) -> Section:
    return Section(
        id=f"{begins} - {ends}",
        begins=begins,
        ends=ends,
        mode=Mode.ROAD,
        source="made-up",
        evidence=Evidence.UNVERIFIED,
        minutes=Decimal(minutes),
    )


def _best(action: Callable[[], object], runs: int) -> float:
    return min(_times(action, runs))


def _times(action: Callable[[], object], runs: int) -> Iterator[float]:
    action()
    for _run in range(runs):
        start = time.perf_counter()
        action()
        yield time.perf_counter() - start


if __name__ == "__main__":
    main()
