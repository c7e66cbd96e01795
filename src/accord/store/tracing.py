"""Figures and rows of a snapshot are traced down to documents, files and places."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache

from accord.domain.figure import Figure
from accord.domain.observation import Observation
from accord.domain.recorded_cell import RecordedCell
from accord.errors import Problem, UsageError
from accord.store.content_rows import ContentRow, content_rows
from accord.store.descent import Descent, Leaf
from accord.store.flow_descent import flow_leaves
from accord.store.observed import ObservationLeaf, observation_leaves, read_observed, said
from accord.store.recorded import read_recorded
from accord.store.recorded_descent import RecordedLeaf, recorded_leaves
from accord.store.snapshot import Snapshot

__all__ = ["Tracer"]


class Tracer:
    """Traces figures and rows of one snapshot.

    Args:
        snapshot: The snapshot.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self._traced_last = lru_cache(maxsize=1)(self._traced)  # a page asks for the same descent again

    @cached_property
    def rows(self) -> Mapping[str, ContentRow]:
        """All content rows by id."""
        return content_rows(self.snapshot.declaration)

    @cached_property
    def _observed(self) -> Mapping[str, Observation]:
        return read_observed(self.snapshot.folder)

    @cached_property
    def _cells(self) -> Mapping[str, RecordedCell]:
        return read_recorded(self.snapshot.folder)

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset((*self.snapshot.figures, *self.rows))

    @cached_property
    def _elsewhere_known(self) -> frozenset[str]:
        return frozenset((*self._observed, *self._cells))

    @cached_property
    def _hashes(self) -> Mapping[str, str]:
        return {entry.path: entry.sha256 for entry in self.snapshot.manifest.inputs}

    def knows(self, name: str) -> bool:
        """Whether an id can be traced."""
        return name in self.snapshot.figures or name in self.rows or name in self._elsewhere_known

    def definition(self, name: str) -> ContentRow | None:
        """Return the row that defines a computed figure, or None if none does."""
        for derived in self.snapshot.declaration.derived:
            if derived.id == name:
                return ContentRow(id=name, kind="definition", says=derived.label, origin=derived.origin)
        return None

    def trace(self, name: str) -> Descent:
        """Return the descent of a figure or of a content row.

        Args:
            name: Id of a figure, claim, commitment, project, source or other row.

        Raises:
            UsageError: No such id (ACC-206); near ones are named.
        """
        return self._traced_last(name)

    def _traced(self, name: str) -> Descent:
        figure = self.snapshot.figures.get(name)
        if figure is None and name in self._observed:
            return self._of_observation(self._observed[name])
        if figure is None and name in self._cells:
            return self._of_cell(self._cells[name])
        if figure is None:
            row = self.rows.get(name)
            if row is None:
                raise self._unknown(name)
            return self._descent(None, row, (), (self._leaf(row, "itself", name),))
        steps = tuple(self._steps(figure))
        leaves = tuple(self._leaves(steps))
        return self._descent(figure, None, steps, leaves)

    def _of_observation(self, observation: Observation) -> Descent:
        """Return the descent of an observation: itself, and the indicator that it observes."""
        indicator = self.rows[observation.indicator]
        leaf = ObservationLeaf(observation=observation, role="itself", used_by=observation.id)
        row = ContentRow(
            id=observation.id, kind="observation", says=said(observation), origin=indicator.origin
        )
        return Descent(
            figure=None,
            row=row,
            steps=(),
            inputs=(self._leaf(indicator, "indicator", observation.id),),
            definitions=(),
            snapshot=self.snapshot.id,
            observations=(leaf,),
        )

    def _of_cell(self, cell: RecordedCell) -> Descent:
        """Return the descent of a cell: itself, with the file in which it stands."""
        origin = self.rows[self.snapshot.declaration.header.id].origin
        row = ContentRow(id=cell.id, kind="cell", says=cell.says, origin=origin)
        leaf = RecordedLeaf(cell=cell, role="itself", used_by=cell.id)
        return Descent(
            figure=None,
            row=row,
            steps=(),
            inputs=(),
            definitions=(),
            snapshot=self.snapshot.id,
            cells=(leaf,),
        )

    def _descent(
        self,
        figure: Figure | None,
        row: ContentRow | None,
        steps: tuple[tuple[int, Figure], ...],
        leaves: tuple[Leaf, ...],
    ) -> Descent:
        inputs = tuple(leaf for leaf in leaves if leaf.row.source is not None)
        elsewhere = self._elsewhere(steps)
        cells = recorded_leaves(self._cells, elsewhere)
        if not inputs and not cells:
            inputs = tuple(self._stand_ins(figure, row))
        return Descent(
            figure=figure,
            row=row,
            steps=steps,
            inputs=inputs,
            definitions=tuple(leaf for leaf in leaves if leaf.row.source is None),
            snapshot=self.snapshot.id,
            flows=flow_leaves(self.snapshot.folder, elsewhere),
            observations=observation_leaves(self.snapshot.folder, elsewhere),
            cells=cells,
        )

    def _stand_ins(self, figure: Figure | None, row: ContentRow | None) -> Iterator[Leaf]:
        """Yield what a figure without claims rests on: the gap that was noted, else who asks for it."""
        declaration = self.snapshot.declaration
        name = figure.id if figure else row.id if row else ""
        subject = figure.subject if figure else name
        gaps = [gap.id for gap in declaration.gaps if subject in gap.concerns]
        askers = [
            commitment.id
            for commitment in declaration.commitments
            for measure in commitment.measures
            if measure.id == name or name == measure.topic or name.startswith(f"{measure.topic}.")
        ]
        found, role = (gaps, "gap") if gaps else (askers, "asked by")
        for other in dict.fromkeys(found or [declaration.header.id]):
            yield self._leaf(self.rows[other], role if found else "declaration", name)

    def _steps(self, figure: Figure) -> Iterator[tuple[int, Figure]]:
        waiting, seen = [(0, figure)], {figure.id}
        while waiting:
            depth, current = waiting.pop()
            yield depth, current
            for part in reversed(current.inputs):
                below = self.snapshot.figures.get(part.id)
                if below is not None and below.id not in seen:
                    seen.add(below.id)
                    waiting.append((depth + 1, below))

    def _leaves(self, steps: tuple[tuple[int, Figure], ...]) -> Iterator[Leaf]:
        seen: set[str] = set()
        for _depth, figure in steps:
            roles = [(part.id, part.role.value) for part in figure.inputs]
            roles += [(name, "parameter") for name in figure.parameters if self._is_parameter(name)]
            for name, role in roles:
                row = self.rows.get(name)
                if name not in self.snapshot.figures and row is not None and name not in seen:
                    seen.add(name)
                    yield self._leaf(row, role, figure.id)

    def _elsewhere(self, steps: tuple[tuple[int, Figure], ...]) -> dict[str, tuple[str, str]]:
        """Return what figures come from that is neither a figure nor a row: flows, observations, cells."""
        parts = [(part, figure.id) for _depth, figure in reversed(steps) for part in figure.inputs]
        return {part.id: (part.role.value, name) for part, name in parts if part.id not in self._known}

    def _is_parameter(self, name: str) -> bool:
        return name in self.rows and self.rows[name].kind == "parameter"

    def _leaf(self, row: ContentRow, role: str, used_by: str) -> Leaf:
        sha256 = self._hashes[f"inputs/{row.origin.file}"]
        return Leaf(row=row, role=role, used_by=used_by, sha256=sha256)

    def _unknown(self, name: str) -> UsageError:
        known = [*self.snapshot.figures, *self.rows]
        near = difflib.get_close_matches(name, known, n=3)
        return UsageError(
            Problem(
                id="ACC-206",
                what="There is no figure or row with this id.",
                value=name,
                expected=f"an id such as {', '.join(near)}" if near else "an id that `accord figures` lists",
                fix="List the ids with `accord figures`.",
            )
        )
