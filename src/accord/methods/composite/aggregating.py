"""Normalised indicators become groups, and groups the composite: weighted means from below, and ranks.

Reference: OECD/JRC Handbook (2008), step 6. A member without a value is left out of its group and the
weights of the others count for more; the number of indicators behind each score is given beside it
(``coverage``), and ``least_share`` leaves a group of which too little is known without a score.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accord.domain.composite_steps import Aggregation, Mean
from accord.domain.composite_tree import Tree
from accord.methods.composite.table import Floats, Table, refusal

__all__ = ["Coverage", "aggregated", "coverage", "methods_of", "ranks", "weighted_mean"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """On how many indicators the scores of each group rest.

    Attributes:
        observed: Units by groups: indicators whose value was in the data.
        imputed: Units by groups: indicators whose value was filled in.
        of: For each group the indicators below it.
    """

    observed: NDArray[np.int64]
    imputed: NDArray[np.int64]
    of: tuple[int, ...]


def methods_of(tree: Tree, settings: Aggregation) -> tuple[Mean, ...]:
    """Return the mean that each group of a tree takes: by its level, or the only one stated."""
    many = len(settings.methods) > 1
    return tuple(settings.methods[level - 2 if many else 0] for level in tree.levels)


def aggregated(table: Table, tree: Tree, settings: Aggregation) -> tuple[Table, int]:
    """Add the groups behind the indicators, as further columns.

    Args:
        table: Normalised indicators in the order of the tree.
        tree: Indicators and groups.
        settings: Means, floor, least share of members.

    Returns:
        The table with the groups, and how many values were raised to the floor.

    Raises:
        InputDataError: A geometric or harmonic mean meets a value that is not above zero (ACC-614).
    """
    values = np.column_stack([table.values, np.full((len(table.units), len(tree.groups)), np.nan)])
    result = Table(units=table.units, columns=tree.codes, values=values)
    weights, raised = np.array(tree.weights), 0
    for place, method in enumerate(methods_of(tree, settings)):
        members = list(tree.members[place])
        inside = values[:, members]
        if method in (Mean.GEOMETRIC, Mean.HARMONIC):
            if settings.floor is not None:
                raised += int((inside < float(settings.floor)).sum())
                inside = np.fmax(inside, np.where(np.isnan(inside), np.nan, float(settings.floor)))
            _refuse_nought(inside, members, result, method)
        known = np.isfinite(inside)
        scores = weighted_mean(inside, weights[members], method)
        enough = known.sum(1) / len(members) >= float(settings.least_share)
        values[:, len(tree.indicators) + place] = np.where(enough, scores, np.nan)
    return result, raised


def _refuse_nought(inside: Floats, members: list[int], result: Table, method: Mean) -> None:
    if (inside <= 0).any():
        row, column = np.argwhere(inside <= 0)[0]
        raise refusal(
            "ACC-614",
            f"A {method} mean meets a value that is not above zero.",
            row=result.units[row],
            field=result.columns[members[column]],
            value=f"{inside[row, column]:g}",
            fix="State a `floor` in `aggregation`, let `minmax` begin at 1, or use the arithmetic mean.",
        )


def weighted_mean(values: Floats, weights: Floats, method: Mean) -> Floats:
    """Return the weighted mean of each row over its known values; nan where none has a weight.

    Args:
        values: Rows of values; for geometric and harmonic means above zero.
        weights: One weight for each column, relative.
        method: Arithmetic, geometric or harmonic.
    """
    known = np.isfinite(values)
    shares = np.where(known, weights, 0.0)
    total = shares.sum(1)
    terms = np.where(known, values, 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        if method is Mean.GEOMETRIC:
            means = np.exp((shares * np.log(terms)).sum(1) / total)
        elif method is Mean.HARMONIC:
            means = total / (shares / terms).sum(1)
        else:
            means = (shares * terms).sum(1) / total
    return np.where(total > 0, means, np.nan)


def ranks(scores: Floats) -> Floats:
    """Return ranks, 1 for the highest; equal scores share the better rank, unknown ones have none (nan)."""
    known = np.sort(-scores[np.isfinite(scores)])
    return np.where(np.isfinite(scores), np.searchsorted(known, -scores, side="left") + 1.0, np.nan)


def coverage(tree: Tree, observed: NDArray[np.bool_], present: NDArray[np.bool_]) -> Coverage:
    """Count the indicators behind each group.

    Args:
        tree: Indicators and groups.
        observed: Units by indicators: whether the value was in the data.
        present: The same after imputation.
    """
    leaves = [list(tree.leaves(place)) for place in range(len(tree.groups))]
    return Coverage(
        observed=np.column_stack([observed[:, below].sum(1) for below in leaves]),
        imputed=np.column_stack([(present & ~observed)[:, below].sum(1) for below in leaves]),
        of=tuple(len(below) for below in leaves),
    )
