"""Composite scores of specifications, computed anew from the tables that they name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from accord.domain.figure import Figure
from accord.domain.recorded_cell import RecordedCell
from accord.errors import Problem, UsageError
from accord.methods.composite.cells import CellTables
from accord.methods.composite.figures import composite_figures, partners_of
from accord.methods.composite.running import inputs_of, run_composite
from accord.sources.composite_inputs import read_composite
from accord.taking_in.taken import Taken

__all__ = ["take_composites"]


def take_composites(specs: Sequence[Path], partners: Collection[str]) -> Taken:
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
    return Taken(figures=figures, cells=cells, inputs=inputs)
