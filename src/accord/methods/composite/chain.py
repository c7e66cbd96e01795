"""The whole chain of a composite, from the data to scores and ranks, with every table on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from accord.domain.composite import CompositeSpec
from accord.domain.composite_steps import Mean, ScreeningStage
from accord.domain.composite_tree import Tree
from accord.methods.composite.aggregating import Coverage, aggregated, coverage, ranks
from accord.methods.composite.normalising import normalised
from accord.methods.composite.preparing import ScreenedUnit, denominated, imputed, screened
from accord.methods.composite.source_means import SourceMeans, source_means
from accord.methods.composite.table import CompositeInputs, Floats, Table
from accord.methods.composite.treating import TreatedIndicator, treated

__all__ = ["Chain", "Flag", "run_chain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A cell that is not what the data say.

    Attributes:
        unit: Code of the unit.
        indicator: Code of the indicator.
        flag: ``unknown``, ``imputed`` or a transformation.
        before: Value before; nan if unknown.
        after: Value after; nan if unknown.
    """

    unit: str
    indicator: str
    flag: str
    before: float
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """What came of a specification.

    Attributes:
        tree: Indicators and groups.
        steps: Tables by the name of their step, in the order of the chain.
        screening: How each unit fared.
        treatment: What was done to each indicator.
        flags: Cells that are not what the data say.
        coverage: Indicators behind each score.
        scores: Scores of the composite; nan where there is none.
        ranks: Their ranks.
        raised: Values that were raised to the floor.
        means: Standard errors and intervals, if the composite is a mean of sources.
    """

    tree: Tree
    steps: dict[str, Table]
    screening: tuple[ScreenedUnit, ...]
    treatment: tuple[TreatedIndicator, ...]
    flags: tuple[Flag, ...]
    coverage: Coverage
    scores: Floats
    ranks: Floats
    raised: int
    means: SourceMeans | None

    @property
    def units(self) -> tuple[str, ...]:
        """Codes of the units that passed the screening."""
        return self.steps["screened"].units


def run_chain(spec: CompositeSpec, tree: Tree, inputs: CompositeInputs) -> Chain:
    """Run all steps.

    Args:
        spec: The specification.
        tree: Its indicators and groups.
        inputs: Its tables, indicators in the order of the tree.

    Raises:
        InputDataError: A step cannot use a value (ACC-610 to ACC-614); it names unit and indicator.
    """
    steps = {"raw": inputs.data, "denominated": denominated(inputs, tree.indicators)}
    filled, screening = _filled(spec, inputs, steps)
    steps["treated"], treatment = treated(filled, spec.treatment)
    steps["normalised"] = normalised(steps["treated"], tree.indicators, spec.normalisation)
    means, raised = None, 0
    if spec.aggregation.methods[0] is Mean.MEAN_OF_SOURCES:
        means = source_means(steps["normalised"].values, spec.aggregation)
        columns = np.column_stack([steps["normalised"].values, means.score])
        steps["aggregated"] = Table(units=steps["normalised"].units, columns=tree.codes, values=columns)
    else:
        steps["aggregated"], raised = aggregated(steps["normalised"], tree, spec.aggregation)
    scores = steps["aggregated"].values[:, -1]
    return Chain(
        tree=tree,
        steps=steps,
        screening=screening,
        treatment=treatment,
        flags=tuple(_flags(steps, treatment)),
        coverage=coverage(
            tree, np.isfinite(steps["denominated"].rows(filled.units).values), np.isfinite(filled.values)
        ),
        scores=scores,
        ranks=ranks(scores),
        raised=raised,
        means=means,
    )


def _filled(
    spec: CompositeSpec, inputs: CompositeInputs, steps: dict[str, Table]
) -> tuple[Table, tuple[ScreenedUnit, ...]]:
    """Screen and impute in the order of the specification; both tables become steps."""

    def groups(table: Table) -> list[str]:
        return [inputs.groups.get(unit, "") for unit in table.units]

    start = steps["denominated"]
    if spec.screening.stage is ScreeningStage.AFTER_IMPUTATION:
        steps["imputed"] = imputed(start, spec.imputation, groups(start))
        steps["screened"], screening = screened(steps["imputed"], spec.screening)
        return steps["screened"], screening
    steps["screened"], screening = screened(start, spec.screening)
    steps["imputed"] = imputed(steps["screened"], spec.imputation, groups(steps["screened"]))
    return steps["imputed"], screening


def _flags(steps: dict[str, Table], treatment: tuple[TreatedIndicator, ...]) -> Iterator[Flag]:
    after = steps["treated"]
    before, filled = (steps[name].rows(after.units) for name in ("denominated", "imputed"))
    for column, code in enumerate(before.columns):
        for row, unit in enumerate(before.units):
            at_first, then, at_last = (table.values[row, column] for table in (before, filled, after))
            if np.isnan(at_first):
                flag = "unknown" if np.isnan(then) else "imputed"
                yield Flag(unit=unit, indicator=code, flag=flag, before=float(at_first), after=float(then))
            if then != at_last and not np.isnan(then):
                flag = treatment[column].done.value
                yield Flag(unit=unit, indicator=code, flag=flag, before=float(then), after=float(at_last))
