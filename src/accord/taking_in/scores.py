"""Composite scores of specifications, computed anew from the tables that they name."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from accord.domain.figure import Figure
from accord.domain.recorded_cell import RecordedCell
from accord.errors import Problem, UsageError
from accord.methods.composite.cells import CellTables
from accord.methods.composite.figures import composite_figures, partners_of
from accord.methods.composite.running import inputs_of, run_composite
from accord.sources.composite_inputs import read_composite

__all__ = ["Composites", "take_composites"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Composites:
    """The scores that a build takes in.

    Attributes:
        figures: Figures by id.
        cells: Cells from which they come.
        inputs: Bytes of the specifications and tables, by the name under which the snapshot keeps them.
    """

    figures: Mapping[str, Figure] = field(default_factory=dict)
    cells: Sequence[RecordedCell] = ()
    inputs: Mapping[str, bytes] = field(default_factory=dict)


def take_composites(specs: Sequence[Path], partners: Collection[str]) -> Composites:
    """Compute the composite scores of some specifications.

    Args:
        specs: Specification files; the tables that they name stand beside them.
        partners: Ids of the partners of the declaration.

    Raises:
        UsageError: Two specifications have one id (ACC-247).
        InputDataError: A specification or a table is wrong.
    """
    figures: dict[str, Figure] = {}
    cells: list[RecordedCell] = []
    inputs: dict[str, bytes] = {}
    for path in specs:
        files = read_composite(path)
        if f"composite.{files.spec.id}" in figures:
            raise UsageError(
                Problem(
                    id="ACC-247",
                    what="Two specifications have one id, so that their scores would share theirs.",
                    file=str(path),
                    field="id",
                    value=files.spec.id,
                    expected="an id of its own in each specification",
                    fix="Change the id of one of them.",
                )
            )
        run = run_composite(
            files.spec,
            files.tree,
            inputs_of(files.data, files.errors, files.denominators, files.groups),
            with_sensitivity=False,
        )
        tables = CellTables(
            spec=files.spec,
            data=files.data,
            errors=files.errors,
            units=files.denominators,
            hashes=files.files,
        )
        made, used = composite_figures(run, tables, partners_of(files.data.units, partners))
        figures |= {figure.id: figure for figure in made}
        cells += used
        inputs |= {f"composites/{files.spec.id}/{name}": raw for name, raw in files.raw.items()}
    return Composites(figures=figures, cells=cells, inputs=inputs)
