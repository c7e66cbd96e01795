"""What an arc costs once some projects are finished."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from accord.domain.network_change import EffectKind, ProjectEffect
from accord.methods.network.graph import Arc, Graph
from accord.methods.network.times import Matrix

__all__ = ["Scenario", "drawn_scenario", "likely_scenario"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """What one project does to one arc."""

    project: int
    kind: EffectKind
    crossing: str
    value: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A network and what each of some projects changes in it.

    Where several projects retime a section the fastest counts; shares of a delay multiply; a closed section
    stays closed.

    Attributes:
        graph: The network.
        projects: Ids of the projects, in their order.
        minutes: Minutes of each arc without waiting.
        changes: Changes by arc.
        touched: Arcs that each project changes.
    """

    graph: Graph
    projects: tuple[str, ...]
    minutes: tuple[float, ...]
    changes: Mapping[int, tuple[_Change, ...]]
    touched: tuple[tuple[int, ...], ...]

    def cost(self, arc: int, chosen: int) -> float:
        """Return the minutes of an arc once some projects are finished.

        Args:
            arc: Position of the arc.
            chosen: Set of projects: bit k stands for the project at position k.
        """
        row = self.graph.arcs[arc]
        applied = [change for change in self.changes.get(arc, ()) if chosen >> change.project & 1]
        kinds = {change.kind for change in applied}
        if EffectKind.CLOSES in kinds or (row.is_planned and EffectKind.OPENS not in kinds):
            return float("inf")
        stated = [change.value for change in applied if not change.crossing and change.value is not None]
        minutes = min(stated) if stated else self.minutes[arc]
        return minutes + sum(wait.mean * _share(applied, wait.crossing) for wait in row.crossings)

    def costs(self, chosen: int) -> Matrix:
        """Return the minutes of all arcs once some projects are finished."""
        return np.array([self.cost(arc, chosen) for arc in range(len(self.graph.arcs))], dtype=np.float64)


def likely_scenario(graph: Graph, effects: Sequence[ProjectEffect]) -> Scenario:
    """Return the scenario with every guess at its likely value.

    Args:
        graph: The network.
        effects: Effects of the projects that are looked at.
    """
    values = {row.id: None if row.value is None else float(row.value) for row in effects}
    return _scenario(graph, effects, [arc.minutes for arc in graph.arcs], values)


def drawn_scenario(
    graph: Graph, effects: Sequence[ProjectEffect], generator: np.random.Generator
) -> Scenario:
    """Return the scenario with every guess drawn from the triangle over low, likely and high.

    The two directions of a section take the same draw. Guesses are independent of each other by assumption.

    Args:
        graph: The network.
        effects: Effects of the projects that are looked at.
        generator: Source of random numbers, seeded by the caller.
    """
    by_section: dict[str, float] = {}
    minutes = []
    for arc in graph.arcs:
        key = arc.section or f"change {arc.tail} {arc.head}"
        if key not in by_section:
            by_section[key] = _triangle(generator, arc.low, arc.minutes, arc.high)
        minutes.append(by_section[key])
    values: dict[str, float | None] = {}
    for row in sorted(effects, key=lambda row: row.id):
        likely = None if row.value is None else float(row.value)
        is_guess = likely is not None and row.low is not None and row.high is not None
        values[row.id] = (
            _triangle(generator, float(row.low or 0), likely, float(row.high or 0))
            if is_guess and likely is not None
            else likely
        )
    return _scenario(graph, effects, minutes, values)


def _scenario(
    graph: Graph,
    effects: Sequence[ProjectEffect],
    minutes: Sequence[float],
    values: Mapping[str, float | None],
) -> Scenario:
    projects = tuple(sorted({row.project for row in effects}))
    changes: dict[int, tuple[_Change, ...]] = {}
    touched: list[list[int]] = [[] for _project in projects]
    arcs_of = _arcs_by_target(graph.arcs)
    for row in sorted(effects, key=lambda row: row.id):
        at = projects.index(row.project)
        crossing = row.target if row.kind is EffectKind.SHORTENS_WAIT else ""
        change = _Change(project=at, kind=row.kind, crossing=crossing, value=values[row.id])
        for arc in arcs_of.get(row.target, ()):
            changes[arc] = (*changes.get(arc, ()), change)
            touched[at].append(arc)
    return Scenario(
        graph=graph,
        projects=projects,
        minutes=tuple(minutes),
        changes=changes,
        touched=tuple(tuple(sorted(set(arcs))) for arcs in touched),
    )


def _arcs_by_target(arcs: Sequence[Arc]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, arc in enumerate(arcs):
        for target in (arc.section, *(wait.crossing for wait in arc.crossings)):
            found.setdefault(target, []).append(at)
    return found


def _share(applied: Sequence[_Change], crossing: str) -> float:
    share = 1.0
    for change in applied:
        if change.crossing == crossing and change.value is not None:
            share *= change.value
    return share


def _triangle(generator: np.random.Generator, low: float, likely: float, high: float) -> float:
    return float(generator.triangular(low, likely, high)) if low < high < float("inf") else likely
