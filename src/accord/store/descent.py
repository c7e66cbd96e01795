"""The whole descent of a figure: method, parameters, inputs, files, hashes, places, dates."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from accord.cleaning.values import plain_value
from accord.domain.figure import Figure
from accord.errors import Problem, UsageError
from accord.store.content_rows import ContentRow, content_rows
from accord.store.figure_json import Json, figure_json
from accord.store.flow_descent import FlowLeaf, flow_leaves
from accord.store.snapshot import Snapshot

__all__ = ["Descent", "Leaf", "Tracer"]

_ROW_METHOD = "content row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A content row at the end of a descent.

    Attributes:
        row: The row.
        role: What it does in the figure that uses it.
        used_by: Id of that figure.
        sha256: Hash of the file in which the row stands.
    """

    row: ContentRow
    role: str
    used_by: str
    sha256: str

    def to_json(self) -> dict[str, Json]:
        """Return the leaf with the keys that ``accord why --json`` documents."""
        row = self.row
        source = row.source
        place = f"line {row.origin.line}, {row.kind} {row.id}"
        return {
            "id": row.id,
            "role": self.role,
            "used_by": self.used_by,
            "says": row.says,
            "source": source.id if source else None,
            "document": source.title if source else None,
            "publisher": source.publisher if source else None,
            "url": source.url if source else None,
            "published": str(source.published) if source and source.published else None,
            "file": f"inputs/{row.origin.file}",
            "sha256": self.sha256,
            "place": f"{place}; in the document: {row.place}" if row.place else place,
            "date": str(row.date) if row.date else None,
            "date_read": str(source.date_read) if source else None,
            "evidence": row.evidence.value if row.evidence else None,
            "note": row.note,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """Why a figure, or a content row, says what it says.

    Attributes:
        figure: The figure; None if a content row was asked for.
        row: The content row; None if a figure was asked for.
        steps: Figures on the way down, with their depth, in the order in which they are met.
        inputs: Rows of the public record at the end, each once.
        definitions: Rows that this project defined: measures, parameters, attributes.
        snapshot: Id of the snapshot.
        flows: Published flows from which the figure comes, or which stand beside it.
    """

    figure: Figure | None
    row: ContentRow | None
    steps: tuple[tuple[int, Figure], ...]
    inputs: tuple[Leaf, ...]
    definitions: tuple[Leaf, ...]
    snapshot: str
    flows: tuple[FlowLeaf, ...] = ()

    def to_json(self) -> dict[str, Json]:
        """Return the descent with the keys that ``accord why --json`` documents."""
        inputs: list[Json] = [leaf.to_json() for leaf in self.inputs]
        definitions: list[Json] = [leaf.to_json() for leaf in self.definitions]
        if self.figure is None:
            assert self.row is not None  # noqa: S101  (one of the two is always set)
            return {
                "figure": self.row.id,
                "label": self.row.kind,
                "value": self.row.says,
                "unit": "text",
                "method": _ROW_METHOD,
                "parameters": {},
                "snapshot": self.snapshot,
                "inputs": inputs,
                "definitions": definitions,
                "flows": [],
            }
        steps: list[Json] = [
            {"depth": depth, "figure": step.id, "value": plain_value(step.value), "method": step.method}
            for depth, step in self.steps
        ]
        return {
            **figure_json(self.figure),
            "snapshot": self.snapshot,
            "steps": steps,
            "inputs": inputs,
            "definitions": definitions,
            "flows": [flow.to_json() for flow in self.flows],
        }


class Tracer:
    """Traces figures and rows of one snapshot.

    Args:
        snapshot: The snapshot.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    @cached_property
    def rows(self) -> Mapping[str, ContentRow]:
        """All content rows by id."""
        return content_rows(self.snapshot.declaration)

    @cached_property
    def _hashes(self) -> Mapping[str, str]:
        return {entry.path: entry.sha256 for entry in self.snapshot.manifest.inputs}

    def knows(self, name: str) -> bool:
        """Whether an id can be traced."""
        return name in self.snapshot.figures or name in self.rows

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
        figure = self.snapshot.figures.get(name)
        if figure is None:
            row = self.rows.get(name)
            if row is None:
                raise self._unknown(name)
            return self._descent(None, row, (), (self._leaf(row, "itself", name),))
        steps = tuple(self._steps(figure))
        leaves = tuple(self._leaves(steps))
        return self._descent(figure, None, steps, leaves)

    def _descent(
        self,
        figure: Figure | None,
        row: ContentRow | None,
        steps: tuple[tuple[int, Figure], ...],
        leaves: tuple[Leaf, ...],
    ) -> Descent:
        inputs = tuple(leaf for leaf in leaves if leaf.row.source is not None)
        if not inputs:
            inputs = tuple(self._stand_ins(figure, row))
        return Descent(
            figure=figure,
            row=row,
            steps=steps,
            inputs=inputs,
            definitions=tuple(leaf for leaf in leaves if leaf.row.source is None),
            snapshot=self.snapshot.id,
            flows=flow_leaves(self.snapshot.folder, self._elsewhere(steps)),
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
        """Return what figures come from that is neither a figure nor a row: ids of published flows."""
        known = self.snapshot.figures.keys() | self.rows.keys()
        parts = [(part, figure.id) for _depth, figure in reversed(steps) for part in figure.inputs]
        return {part.id: (part.role.value, name) for part, name in parts if part.id not in known}

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
