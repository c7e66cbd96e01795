"""What an arc costs once some projects are finished, for one or many draws of what is guessed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from accord.domain.network_change import EffectKind, ProjectEffect
from accord.methods.network.graph import Arc, Graph
from accord.methods.network.times import Matrix

__all__ = ["Scenario", "drawn_scenario", "effects_in", "likely_scenario"]

_OF_CROSSINGS, _OF_PLACES, _OF_SECTIONS = "crossing", "place", "section"
_TARGETS = {EffectKind.SHORTENS_WAIT: _OF_CROSSINGS, EffectKind.RETIMES_TRANSFER: _OF_PLACES}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """What one project does to one arc, by draw."""

    project: int
    kind: EffectKind
    crossing: str
    value: Matrix | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A network and what each of some projects changes in it.

    Where several projects retime a section the fastest counts; shares of a delay multiply; a closed section
    stays closed.

    Attributes:
        graph: The network.
        projects: Ids of the projects, in their order.
        draws: Number of draws of what is guessed; one where every guess stands at its likely value.
        guessed: Minutes by draw, without waiting, of arcs whose minutes are drawn.
        changes: Changes by arc.
        touched: Arcs that each project changes.
    """

    graph: Graph
    projects: tuple[str, ...]
    draws: int
    guessed: Mapping[int, Matrix]
    changes: Mapping[int, tuple[_Change, ...]]
    touched: tuple[tuple[int, ...], ...]

    def cost(self, arc: int, chosen: int) -> Matrix:
        """Return the minutes of an arc by draw once some projects are finished.

        Args:
            arc: Position of the arc.
            chosen: Set of projects: bit k stands for the project at position k.
        """
        row = self.graph.arcs[arc]
        applied = [change for change in self.changes.get(arc, ()) if chosen >> change.project & 1]
        kinds = {change.kind for change in applied}
        if EffectKind.CLOSES in kinds or (row.is_planned and EffectKind.OPENS not in kinds):
            return np.full(self.draws, np.inf)
        stated = [change.value for change in applied if not change.crossing and change.value is not None]
        own = self.guessed.get(arc)
        minutes = np.full(self.draws, row.minutes) if own is None else own
        if stated:
            minutes = np.minimum.reduce(stated)
        for wait in row.crossings:
            minutes = minutes + wait.mean * _share(applied, wait.crossing)
        return minutes

    def costs(self, chosen: int, draw: int = 0) -> Matrix:
        """Return the minutes of all arcs in one draw once some projects are finished."""
        costs = self.graph.costs.copy()
        for arc in {*self.guessed, *self.changes}:
            costs[arc] = self.cost(arc, chosen)[draw]
        return costs

    def part(self, begin: int, end: int) -> Scenario:
        """Return the scenario with some of its draws only.

        Args:
            begin: First draw, from 0.
            end: Draw after the last one.
        """
        span = slice(begin, min(end, self.draws))
        return Scenario(
            graph=self.graph,
            projects=self.projects,
            draws=span.stop - begin,
            guessed={arc: values[span] for arc, values in self.guessed.items()},
            changes={
                arc: tuple(
                    _Change(
                        project=row.project,
                        kind=row.kind,
                        crossing=row.crossing,
                        value=None if row.value is None else row.value[span],
                    )
                    for row in rows
                )
                for arc, rows in self.changes.items()
            },
            touched=self.touched,
        )


def effects_in(
    graph: Graph, effects: Iterable[ProjectEffect], projects: Collection[str] = ()
) -> list[ProjectEffect]:
    """Return the effects that change an arc of a network; a project in another mode changes nothing there.

    Args:
        graph: The network.
        effects: Effects of projects.
        projects: Ids of the projects; empty for all.
    """
    known = _arcs_by_target(graph.arcs)
    return [row for row in effects if _target(row) in known and (not projects or row.project in projects)]


def likely_scenario(graph: Graph, effects: Sequence[ProjectEffect]) -> Scenario:
    """Return the scenario with every guess at its likely value.

    Args:
        graph: The network.
        effects: Effects of the projects that are looked at.
    """
    values = {row.id: None if row.value is None else np.array([float(row.value)]) for row in effects}
    return _scenario(graph, effects, {}, values, draws=1)


def drawn_scenario(
    graph: Graph, effects: Sequence[ProjectEffect], generator: np.random.Generator, draws: int
) -> Scenario:
    """Return the scenario with every guess drawn from the triangle over low, likely and high.

    The two directions of a section take the same draws. Guesses are independent of each other by assumption.

    Args:
        graph: The network.
        effects: Effects of the projects that are looked at.
        generator: Source of random numbers, seeded by the caller.
        draws: How many draws.
    """
    by_section: dict[str, Matrix] = {}
    guessed: dict[int, Matrix] = {}
    for at, arc in enumerate(graph.arcs):
        if arc.low < arc.high < float("inf"):
            key = arc.section or f"change {arc.tail} {arc.head}"
            if key not in by_section:
                by_section[key] = generator.triangular(arc.low, arc.minutes, arc.high, draws)
            guessed[at] = by_section[key]
    values: dict[str, Matrix | None] = {}
    for row in sorted(effects, key=lambda row: row.id):
        likely = None if row.value is None else float(row.value)
        if likely is not None and row.low is not None and row.high is not None and row.low < row.high:
            values[row.id] = generator.triangular(float(row.low), likely, float(row.high), draws)
        else:
            values[row.id] = None if likely is None else np.full(draws, likely)
    return _scenario(graph, effects, guessed, values, draws=draws)


def _scenario(
    graph: Graph,
    effects: Sequence[ProjectEffect],
    guessed: Mapping[int, Matrix],
    values: Mapping[str, Matrix | None],
    *,
    draws: int,
) -> Scenario:
    projects = tuple(sorted({row.project for row in effects}))
    changes: dict[int, tuple[_Change, ...]] = {}
    touched: list[list[int]] = [[] for _project in projects]
    arcs_of = _arcs_by_target(graph.arcs)
    for row in sorted(effects, key=lambda row: row.id):
        at = projects.index(row.project)
        crossing = row.target if row.kind is EffectKind.SHORTENS_WAIT else ""
        change = _Change(project=at, kind=row.kind, crossing=crossing, value=values[row.id])
        for arc in arcs_of.get(_target(row), ()):
            changes[arc] = (*changes.get(arc, ()), change)
            touched[at].append(arc)
    return Scenario(
        graph=graph,
        projects=projects,
        draws=draws,
        guessed=guessed,
        changes=changes,
        touched=tuple(tuple(sorted(set(arcs))) for arcs in touched),
    )


def _target(row: ProjectEffect) -> tuple[str, str]:
    return _TARGETS.get(row.kind, _OF_SECTIONS), row.target


def _arcs_by_target(arcs: Sequence[Arc]) -> dict[tuple[str, str], list[int]]:
    """Return the arcs by what effects can name: what it is, and its id."""
    found: dict[tuple[str, str], list[int]] = {}
    for at, arc in enumerate(arcs):
        own = (_OF_SECTIONS, arc.section) if arc.section else (_OF_PLACES, arc.place)
        for target in (own, *((_OF_CROSSINGS, wait.crossing) for wait in arc.crossings)):
            found.setdefault(target, []).append(at)
    return found


def _share(applied: Sequence[_Change], crossing: str) -> Matrix | float:
    share: Matrix | float = 1.0
    for change in applied:
        if change.crossing == crossing and change.value is not None:
            share = share * change.value
    return share
