"""A specification of a composite score in YAML: read strictly, and checked for what contradicts itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from accord.domain.composite import CompositeSpec, Group, Indicator, TableForm, TableSource
from accord.domain.composite_steps import (
    ImputationMethod,
    Mean,
    NormalisationMethod,
    Uncertainty,
)
from accord.domain.composite_tree import Tree, tree_faults, tree_of
from accord.errors import InputDataError, Problem
from accord.sources.marked_yaml import read_marked_yaml
from accord.sources.rows import read_row

__all__ = ["check_spec", "checked_tree", "parse_spec"]

_BY_GROUP = (ImputationMethod.GROUP_MEAN, ImputationMethod.GROUP_MEDIAN)
_WITH_UPPER = (NormalisationMethod.MINMAX, NormalisationMethod.GOALPOSTS)


def parse_spec(text: str, *, file: str) -> CompositeSpec:
    """Read a specification.

    Args:
        text: The whole file.
        file: Its name, for errors.

    Raises:
        InputDataError: It is not YAML (ACC-301 to ACC-303), a row is wrong (ACC-304 to ACC-307), or keys
            contradict each other (ACC-608).
    """
    problems: list[Problem] = []
    spec = read_row(CompositeSpec, read_marked_yaml(text, file=file), file=file, problems=problems)
    if spec is None:
        raise InputDataError(*problems)
    check_spec(spec, file)
    return spec


def check_spec(spec: CompositeSpec, file: str) -> None:
    """Refuse a specification whose keys contradict each other.

    Raises:
        InputDataError: They do (ACC-608); every contradiction is named.
    """
    found = [
        Problem(id="ACC-608", what=what, file=file, row=spec.id, field=key, fix=fix)
        for check in _CHECKS
        for key, what, fix in check(spec)
    ]
    if found:
        raise InputDataError(*found)


_Finding = tuple[str, str, str]


def _tables(spec: CompositeSpec) -> Iterator[_Finding]:
    if (spec.structure is None) == (not spec.indicators and not spec.groups):
        yield (
            "structure",
            "Indicators and groups are stated nowhere, or twice.",
            "State either `structure` or `indicators` with `groups`.",
        )
    tables: list[tuple[str, TableSource | None]] = [("data", spec.data), ("errors", spec.errors)]
    for key, table in tables:
        if table and (table.form is TableForm.LONG) != bool(table.indicator and table.value):
            yield (
                key,
                "A long table needs the columns `indicator` and `value`; a wide one has none.",
                "State `form: long` with both columns, or neither.",
            )
    for key, table in tables:
        if table and table.period and not table.year:
            yield key, "A period is named, but no column holds years.", "State `year`, the column of years."
    if spec.units is None and (spec.imputation.by or any(leaf.denominator for leaf in spec.indicators)):
        yield "units", "Groups or denominators are named without a table of units.", "State `units`."


def _steps(spec: CompositeSpec) -> Iterator[_Finding]:
    varied = spec.uncertainty or Uncertainty()
    if any(m in _BY_GROUP for m in (spec.imputation.method, *varied.imputation)) and not spec.imputation.by:
        yield "imputation.by", "Imputation by group needs a group.", "State `by`, a column of the units."
    yield from _shares(spec)
    for each in (spec.normalisation, *varied.normalisation):
        if each.method in _WITH_UPPER and each.lower >= each.upper:
            yield "normalisation", "The lower end is not below the upper one.", "Correct `lower` or `upper`."
        if each.deviation <= 0:
            yield "normalisation.deviation", "A deviation is not above zero.", "Correct it."
    if spec.aggregation.floor is not None and spec.aggregation.floor <= 0:
        yield "aggregation.floor", "The floor is not above zero.", "Choose a small number such as 0.01."
    if not spec.aggregation.methods:
        yield "aggregation.methods", "There is no mean.", "State at least one."


def _shares(spec: CompositeSpec) -> Iterator[_Finding]:
    varied = spec.uncertainty or Uncertainty()
    shares = {
        "screening.least_share": spec.screening.least_share,
        "screening.least_not_zero": spec.screening.least_not_zero,
        "aggregation.least_share": spec.aggregation.least_share,
        "uncertainty.weights": varied.weights,
        "uncertainty.interval": varied.interval,
    }
    for key, share in shares.items():
        if not 0 <= share <= 1:
            yield key, "A share is not between 0 and 1.", "Write a quarter as 0.25."
    if varied.weights == 1:
        yield "uncertainty.weights", "Weights that vary by their whole size can vanish.", "Stay below 1."
    if not 0 < varied.interval < 1:
        yield "uncertainty.interval", "The interval holds nothing or everything.", "Write 90 % as 0.9."


def _source_means(spec: CompositeSpec) -> Iterator[_Finding]:
    varied = spec.uncertainty or Uncertainty()
    means = spec.aggregation.methods
    if Mean.MEAN_OF_SOURCES in varied.aggregation or (Mean.MEAN_OF_SOURCES in means and len(means) > 1):
        yield "aggregation", "A mean of sources cannot be mixed with other means.", "State it alone."
    if Mean.MEAN_OF_SOURCES in means:
        if spec.uncertainty:
            yield (
                "uncertainty",
                "A mean of sources has its standard error; replications have nothing to vary.",
                "Remove `uncertainty` and `sensitivity`.",
            )
        if any(leaf.weight != 1 for leaf in spec.indicators):
            yield "indicators", "Sources of a mean all weigh 1.", "Remove the weights."


def _variation(spec: CompositeSpec) -> Iterator[_Finding]:
    varied = spec.uncertainty
    if spec.sensitivity and not varied:
        yield "sensitivity", "Nothing varies.", "State `uncertainty`."
    if spec.sensitivity and (spec.sensitivity.base < 2 or spec.sensitivity.resamples < 1):
        yield "sensitivity", "The sample is too small.", "Choose a base of some hundreds."
    if varied is None:
        return
    if varied.replications < 2 or varied.seed < 0:
        yield "uncertainty", "Replications are below 2, or the seed is below 0.", "Correct the number."
    if varied.measurement != (spec.errors is not None):
        yield (
            "uncertainty.measurement",
            "Measurement varies by standard errors, which only a table states.",
            "State both `errors` and `measurement: true`, or neither.",
        )
    chosen: list[tuple[str, object, Sequence[object]]] = [
        ("imputation", spec.imputation.method, varied.imputation),
        ("treatment", spec.treatment.first, varied.treatment),
        ("normalisation", spec.normalisation, varied.normalisation),
    ]
    for key, stated, choices in chosen:
        if choices and stated not in choices:
            yield (
                f"uncertainty.{key}",
                "The choices do not include what the specification does.",
                "List it too, with the same settings: a range must hold what it is a range of.",
            )


_CHECKS: tuple[Callable[[CompositeSpec], Iterator[_Finding]], ...] = (
    _tables,
    _steps,
    _source_means,
    _variation,
)


def checked_tree(
    indicators: Sequence[Indicator], groups: Sequence[Group], spec: CompositeSpec, file: str
) -> Tree:
    """Return the tree of indicators and groups.

    Raises:
        InputDataError: They make no tree, or do not fit the means of the specification (ACC-607); an
            indicator has no unit of measurement (ACC-616).
    """
    problems = [
        Problem(
            id="ACC-607",
            what=fault.what,
            file=file,
            row=fault.code,
            value=fault.value,
            expected=fault.expected,
            fix=fault.fix,
        )
        for fault in tree_faults(indicators, groups)
    ]
    problems += [
        Problem(
            id="ACC-616",
            what="The unit of measurement is missing.",
            file=file,
            row=leaf.code,
            field="unit",
            expected="what the values count, e.g. % of GDP or score 0-100",
            fix="State it as the source does; for an index without one write `index`.",
        )
        for leaf in indicators
        if not leaf.unit
    ]
    if problems:
        raise InputDataError(*problems)
    tree = tree_of(indicators, groups)
    many = spec.aggregation.methods
    if len(many) not in (1, max(tree.levels) - 1) or (Mean.MEAN_OF_SOURCES in many and len(groups) > 1):
        raise InputDataError(
            Problem(
                id="ACC-607",
                what="The means do not fit the levels.",
                file=file,
                field="aggregation.methods",
                value=", ".join(many),
                expected=f"one mean, or {max(tree.levels) - 1}; a mean of sources has one level",
                fix="State one mean for each level from below.",
            )
        )
    return tree
