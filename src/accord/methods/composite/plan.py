"""What the compiled loops work on: the chain as arrays of numbers, and what is drawn for each replication."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from accord.domain.composite import CompositeSpec, Indicator
from accord.domain.composite_steps import (
    ImputationMethod,
    Mean,
    Normalisation,
    NormalisationMethod,
    ScreeningStage,
    Transform,
)
from accord.methods.composite.aggregating import methods_of
from accord.methods.composite.chain import Chain
from accord.methods.composite.preparing import error_scale
from accord.methods.composite.table import CompositeInputs, Table, refusal

__all__ = ["Drawn", "Floats", "Ints", "Plan", "make_plan"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_IMPUTATIONS = tuple(ImputationMethod)
_TRANSFORMS = tuple(Transform)
_NORMALISATIONS = tuple(NormalisationMethod)
_MEANS = tuple(Mean)
"""The number of a word in the loops is its place in its enumeration."""


class Plan(NamedTuple):
    """The chain as arrays. Indicators are rows and units columns; unknown is nan.

    Attributes:
        base: Values after division and screening.
        spread: Their standard errors; 0 where none is stated.
        groups: Number of the group of each unit; -1 without one.
        n_groups: Number of groups of units.
        imputations: Methods of imputation to choose from.
        transforms: First transformations to choose from.
        second: The second transformation.
        limits: Skewness, kurtosis, most points, power.
        is_treated: 1 for each indicator that may be treated.
        directions: 1 or -1.
        normalisations: Rows to choose from: method, lower, upper, mean, deviation.
        posts: For each indicator target, worst and best goalpost, after direction; nan if not stated.
        starts: Where the members of each group begin, and where the last end.
        members: Numbers of the members.
        methods: Mean of each group.
        means: Means to choose from for all groups; -1 is that of each group.
        weights: Weights of the nodes.
        floor: Floor of geometric and harmonic means; nan without one.
        least_share: Least share of the members of a group.
        has_score: 1 for each unit that has a score before anything is varied.
    """

    base: Floats
    spread: Floats
    groups: Ints
    n_groups: int
    imputations: Ints
    transforms: Ints
    second: int
    limits: Floats
    is_treated: Ints
    directions: Floats
    normalisations: Floats
    posts: Floats
    starts: Ints
    members: Ints
    methods: Ints
    means: Ints
    weights: Floats
    floor: float
    least_share: float
    has_score: Ints


class Drawn(NamedTuple):
    """What is drawn for some replications, one row for each.

    Attributes:
        noise: Replications by indicators by units, standard normal; no rows if nothing is measured anew.
        choices: Replications by 4: numbers of imputation, transformation, normalisation, mean.
        weights: Replications by nodes.
    """

    noise: Floats
    choices: Ints
    weights: Floats


def make_plan(spec: CompositeSpec, chain: Chain, inputs: CompositeInputs) -> Plan:
    """Turn a chain into arrays.

    Args:
        spec: The specification; what ``uncertainty`` lists can be chosen, else only what the chain does.
        chain: What came of it.
        inputs: Its tables; standard errors are divided as the values are.

    Raises:
        InputDataError: Units that were imputed from were screened out afterwards, so that no replication
            can repeat the imputation (ACC-618).
    """
    _refuse_lost_units(spec, chain)
    tree, varied = chain.tree, spec.uncertainty
    screened = chain.steps["denominated"].rows(chain.units)
    names = sorted({inputs.groups[unit] for unit in screened.units if inputs.groups.get(unit)})
    floor = spec.aggregation.floor
    treatment = spec.treatment
    return Plan(
        base=np.ascontiguousarray(screened.values.T),
        spread=_spread(inputs, tree.indicators, screened),
        groups=np.array(
            [names.index(inputs.groups[unit]) if inputs.groups.get(unit) else -1 for unit in screened.units],
            np.int64,
        ),
        n_groups=len(names),
        imputations=_numbers((varied and varied.imputation) or (spec.imputation.method,), _IMPUTATIONS),
        transforms=_numbers((varied and varied.treatment) or (treatment.first,), _TRANSFORMS),
        second=_TRANSFORMS.index(treatment.second),
        limits=np.array(
            [treatment.skewness, treatment.kurtosis, treatment.most, treatment.power], np.float64
        ),
        is_treated=np.array([leaf.code not in treatment.untreated for leaf in tree.indicators], np.int64),
        directions=np.array([int(leaf.direction) for leaf in tree.indicators], np.float64),
        normalisations=_normalisations((varied and varied.normalisation) or (spec.normalisation,)),
        posts=np.array([_posts(leaf) for leaf in tree.indicators]),
        starts=np.array([0, *accumulate(len(found) for found in tree.members)], np.int64),
        members=np.array([number for found in tree.members for number in found], np.int64),
        methods=_numbers(methods_of(tree, spec.aggregation), _MEANS),
        means=_numbers((varied and varied.aggregation) or (), _MEANS, otherwise=-1),
        weights=np.array(tree.weights),
        floor=np.nan if floor is None else float(floor),
        least_share=float(spec.aggregation.least_share),
        has_score=np.isfinite(chain.scores).astype(np.int64),
    )


def _refuse_lost_units(spec: CompositeSpec, chain: Chain) -> None:
    lost = [unit.unit for unit in chain.screening if not unit.is_included]
    if lost and spec.screening.stage is ScreeningStage.AFTER_IMPUTATION:
        raise refusal(
            "ACC-618",
            "Replications cannot repeat an imputation from units that were screened out after it.",
            row=", ".join(lost),
            field="screening.stage",
            value=spec.screening.stage,
            fix="Screen before imputation (`stage: before_imputation`), or remove these units from the data.",
        )


def _numbers(words: Sequence[str], known: Sequence[str], *, otherwise: int | None = None) -> Ints:
    found = [known.index(word) for word in words]
    return np.array(found if found or otherwise is None else [otherwise], np.int64)


def _spread(inputs: CompositeInputs, indicators: Sequence[Indicator], screened: Table) -> Floats:
    """Return standard errors after division; 0 where none is stated, so that the value does not vary."""
    if inputs.errors is None:
        return np.zeros((len(indicators), len(screened.units)))
    scaled = inputs.errors.having(inputs.errors.values / error_scale(inputs, indicators))
    return np.ascontiguousarray(np.nan_to_num(scaled.rows(screened.units).values).T)


def _normalisations(settings: Sequence[Normalisation]) -> Floats:
    return np.array(
        [
            [_NORMALISATIONS.index(each.method), each.lower, each.upper, each.mean, each.deviation]
            for each in settings
        ],
        np.float64,
    )


def _posts(leaf: Indicator) -> tuple[float, float, float]:
    sign = int(leaf.direction)
    target, low, high = (
        np.nan if stated is None else sign * float(stated) for stated in (leaf.target, leaf.low, leaf.high)
    )
    return (target, low, high) if sign == 1 else (target, high, low)
