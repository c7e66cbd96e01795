"""The whole descent of a figure as it is told: method, parameters, inputs, files, hashes, places, dates."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from accord.cleaning.values import plain_value
from accord.domain.figure import Figure
from accord.store.content_rows import ContentRow
from accord.store.figure_json import Json, figure_json
from accord.store.flow_descent import FlowLeaf
from accord.store.observed import ObservationLeaf
from accord.store.recorded_descent import RecordedLeaf

__all__ = ["Descent", "Leaf", "briefly"]

_ROW_METHOD = "content row"
_MOST_REPEATED = 20


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
        told_elsewhere: Figures on the way down whose rows are left to their own descents; see ``briefly``.
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
    told_elsewhere: tuple[Figure, ...] = ()

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


def briefly(descent: Descent) -> Descent:
    """Return a descent without the long lists of rows that many other figures share.

    A figure further down that itself brings more than 20 rows is named in ``told_elsewhere`` instead: its own
    descent tells them. The steps, and rows that other figures bring, stay.

    Args:
        descent: The whole descent.
    """
    lists = (descent.inputs, descent.definitions, descent.flows, descent.observations, descent.cells)
    rows = Counter(leaf.used_by for leaves in lists for leaf in leaves)
    below = {step.id: step for depth, step in descent.steps if depth and rows[step.id] > _MOST_REPEATED}
    if not below:
        return descent
    return replace(
        descent,
        inputs=tuple(leaf for leaf in descent.inputs if leaf.used_by not in below),
        definitions=tuple(leaf for leaf in descent.definitions if leaf.used_by not in below),
        flows=tuple(leaf for leaf in descent.flows if leaf.used_by not in below),
        observations=tuple(leaf for leaf in descent.observations if leaf.used_by not in below),
        cells=tuple(leaf for leaf in descent.cells if leaf.used_by not in below),
        told_elsewhere=tuple(below.values()),
    )
