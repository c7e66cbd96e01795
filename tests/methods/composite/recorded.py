"""A composite of invented places as a snapshot publishes it: figures and recorded cells."""

from __future__ import annotations

from pathlib import Path

from accord.domain.figure import Figure
from accord.domain.recorded_cell import RecordedCell
from accord.methods.composite.cells import CellTables
from accord.methods.composite.figures import composite_figures, partners_of
from accord.methods.composite.running import inputs_of, run_composite
from accord.sources.composite_inputs import read_composite

SPEC = """id: calm
title: Calm of invented places
data: {file: values.csv, unit: place}
indicators:
  - {code: quiet, parent: calm, direction: 1, unit: hours a day}
  - {code: noise, parent: calm, direction: -1, unit: decibel}
groups:
  - {code: calm}
imputation: {method: median}
normalisation: {method: minmax}
"""
VARIED = "uncertainty: {replications: 300, seed: 1, weights: 0.3, aggregation: [arithmetic, geometric]}\n"
SOURCES = """id: fair
title: Fairness by three sources
data: {file: values.csv, unit: place}
indicators:
  - {code: one, parent: fair, direction: 1, unit: score 0-100}
  - {code: two, parent: fair, direction: 1, unit: score 0-100}
  - {code: three, parent: fair, direction: 1, unit: score 0-100}
groups:
  - {code: fair}
aggregation: {methods: [mean_of_sources]}
"""
VALUES = "place,quiet,noise\nA,8,40\nB,6,45\nKSV,12,\nD,4,60\n"
SCORES = "place,one,two,three\nA,40,50,60\nB,30,,45\nKSV,33,34,34\n"


def published(
    folder: Path, spec: str = SPEC + VARIED, values: str = VALUES
) -> tuple[dict[str, Figure], dict[str, RecordedCell]]:
    """Return the figures and the cells of a specification by id; KSV is the partner KOS."""
    (folder / "values.csv").write_text(values, encoding="utf-8")
    (folder / "spec.yml").write_text(spec, encoding="utf-8")
    files = read_composite(folder / "spec.yml")
    inputs = inputs_of(files.data, files.errors, files.denominators, files.groups)
    run = run_composite(files.spec, files.tree, inputs)
    tables = CellTables(
        spec=files.spec, data=files.data, errors=files.errors, units=files.denominators, hashes=files.files
    )
    figures, cells = composite_figures(run, tables, partners_of(files.data.units, {"ALB", "KOS"}))
    return {figure.id: figure for figure in figures}, {cell.id: cell for cell in cells}
