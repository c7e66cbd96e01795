"""The whole descent of a figure as it is told: method, parameters, inputs, files, hashes, places, dates."""

from __future__ import annotations

from dataclasses import dataclass

from accord.cleaning.values import plain_value
from accord.domain.figure import Figure
from accord.store.content_rows import ContentRow
from accord.store.figure_json import Json, figure_json
from accord.store.flow_descent import FlowLeaf
from accord.store.observed import ObservationLeaf
from accord.store.recorded_descent import RecordedLeaf

__all__ = ["Descent", "Leaf"]

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
        row: The content row, or an observation told as one; None if a figure was asked for.
        steps: Figures on the way down, with their depth, in the order in which they are met.
        inputs: Rows of the public record at the end, each once.
        definitions: Rows that this project defined: measures, parameters, attributes.
        snapshot: Id of the snapshot.
        flows: Published flows from which the figure comes, or which stand beside it.
        observations: Observations from which it comes.
        cells: Cells of tables from which it comes.
    """

    figure: Figure | None
    row: ContentRow | None
    steps: tuple[tuple[int, Figure], ...]
    inputs: tuple[Leaf, ...]
    definitions: tuple[Leaf, ...]
    snapshot: str
    flows: tuple[FlowLeaf, ...] = ()
    observations: tuple[ObservationLeaf, ...] = ()
    cells: tuple[RecordedLeaf, ...] = ()

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
                "observations": [leaf.to_json() for leaf in self.observations],
                "cells": [leaf.to_json() for leaf in self.cells],
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
            "observations": [leaf.to_json() for leaf in self.observations],
            "cells": [leaf.to_json() for leaf in self.cells],
        }
