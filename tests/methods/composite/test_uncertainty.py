"""Replications: they compute what the chain computes, failures are counted, ranks have ranges."""

from __future__ import annotations

import dataclasses
import itertools
from decimal import Decimal

import numpy as np
import pytest

from accord.domain.composite import CompositeSpec
from accord.domain.composite_steps import (
    Aggregation,
    Imputation,
    ImputationMethod,
    Mean,
    Normalisation,
    NormalisationMethod,
    Screening,
    ScreeningMethod,
    ScreeningStage,
    Sensitivity,
    Transform,
    Treatment,
    Uncertainty,
)
from accord.errors import InputDataError
from accord.methods.composite.chain import run_chain
from accord.methods.composite.drawing import Drawing, exchanged, varied_things
from accord.methods.composite.plan import Drawn, make_plan
from accord.methods.composite.replicating import Replicator
from accord.methods.composite.sensitivity import MEAN_SHIFT, Indices, rank_sensitivity
from accord.methods.composite.table import CompositeInputs
from accord.methods.composite.uncertainty import Spread, score_and_rank_spread
from methods.composite.made_up import UNITS, inputs, spec, table, tree

IMPUTATIONS = tuple(ImputationMethod)
TREATMENTS = tuple(Transform)
SCALES = tuple(
    Normalisation(method=method, lower=Decimal(1), mean=Decimal(50), deviation=Decimal(9))
    for method in NormalisationMethod
)
MEANS = (Mean.ARITHMETIC, Mean.GEOMETRIC, Mean.HARMONIC)
MINMAX = Normalisation(method=NormalisationMethod.MINMAX, lower=Decimal(1))


def varied(**settings: object) -> CompositeSpec:
    """The made-up composite with imputation, treatment, and what is given to vary."""
    return spec(
        imputation=Imputation(method=ImputationMethod.MEAN),
        treatment=Treatment(first=Transform.WINSORISE, second=Transform.LOG, most=2),
        normalisation=MINMAX,
        aggregation=Aggregation(floor=Decimal("0.5")),
        uncertainty=Uncertainty(**settings),  # type: ignore[arg-type]  # any settings
    )


def spread_of(stated: CompositeSpec, given: CompositeInputs) -> Spread:
    chain = run_chain(stated, tree(), given)
    return score_and_rank_spread(stated, chain, make_plan(stated, chain, given))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("is_measured", [False, True])
def test_every_choice_gives_what_the_chain_gives(seed: int, is_measured: bool) -> None:
    """The compiled loops against the steps that are written to be read, for all 750 combinations."""
    given = inputs(seed)
    stated = varied(imputation=IMPUTATIONS, treatment=TREATMENTS, normalisation=SCALES, aggregation=MEANS)
    plan = make_plan(stated, run_chain(stated, tree(), given), given)
    combinations = list(itertools.product(IMPUTATIONS, TREATMENTS, SCALES, MEANS))
    numbers = [range(len(each)) for each in (IMPUTATIONS, TREATMENTS, SCALES, MEANS)]
    noise = np.random.default_rng(seed).standard_normal((len(combinations), 4, 12))
    drawn = Drawn(
        noise=noise if is_measured else noise[:0],
        choices=np.array(list(itertools.product(*numbers)), np.int64),
        weights=np.tile(plan.weights, (len(combinations), 1)),
    )
    scores, failed = Replicator(plan).scores(drawn)
    for place, (imputation, first, scale, mean) in enumerate(combinations):
        data = given.data.having(given.data.values + 0.5 * noise[place].T) if is_measured else given.data
        one = dataclasses.replace(
            stated,
            imputation=Imputation(method=imputation),
            treatment=dataclasses.replace(stated.treatment, first=first),
            normalisation=scale,
            aggregation=dataclasses.replace(stated.aggregation, methods=(mean,)),
        )
        wanted = run_chain(one, tree(), dataclasses.replace(given, data=data)).scores
        if np.isfinite(wanted).all():
            assert failed[place] == 0
        assert scores[place] == pytest.approx(wanted, rel=1e-9, abs=1e-9, nan_ok=True)


def test_nothing_that_varies_gives_ranges_of_one_point() -> None:
    stated = varied(replications=20)
    chain = run_chain(stated, tree(), inputs())
    found = spread_of(stated, inputs())
    assert found.things == ()
    assert (found.failed, found.on_scale, found.exact_order) == ({}, 20, 1.0)
    for bound in (found.score_lower, found.score_median, found.score_upper):
        assert bound == pytest.approx(chain.scores)
    assert found.rank_lower.tolist() == found.rank_upper.tolist() == chain.ranks.tolist()


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others() -> None:
    one, same, other = (
        spread_of(varied(replications=70, seed=seed, measurement=True, weights=Decimal("0.2")), inputs())
        for seed in (1, 1, 2)
    )
    assert one.score_lower.tolist() == same.score_lower.tolist() != other.score_lower.tolist()


def test_errors_of_measurement_widen_scores_as_their_size_says() -> None:
    # By hand: one indicator without scale, weights 1; the 5 % bounds of a normal are 1.6449 errors away.
    stated = spec(uncertainty=Uncertainty(replications=20_000, measurement=True))
    given = inputs()
    known = given.data.having(np.tile(np.arange(12.0)[:, None], 4))
    half = dataclasses.replace(given, data=known, errors=known.having(np.full((12, 4), 0.5)))
    found = spread_of(stated, half)
    # top = (2 (a - b) / 2 + (c + d) / 2) / 3: variance .25 (1 + 1 + .25 + .25) / 9.
    width = 1.6449 * np.sqrt(0.25 * 2.5) / 3
    assert found.score_upper - found.score_median == pytest.approx(np.full(12, width), rel=0.05)


def test_an_unknown_error_lets_a_value_stand_and_an_unknown_value_is_not_measured() -> None:
    given = inputs()
    without = dataclasses.replace(given, errors=given.data.having(np.full((12, 4), np.nan)))
    found = spread_of(varied(replications=10, measurement=True), without)
    assert found.score_lower.tolist() == found.score_upper.tolist()


def test_replications_that_cannot_be_computed_are_counted_and_left_out() -> None:
    stated = dataclasses.replace(
        varied(replications=400, aggregation=(Mean.ARITHMETIC, Mean.GEOMETRIC)),
        aggregation=Aggregation(),
        normalisation=Normalisation(method=NormalisationMethod.MINMAX),
    )
    chain = run_chain(stated, tree(), inputs())
    found = spread_of(stated, inputs())
    ((reason, count),) = found.failed.items()
    assert reason == "a geometric or harmonic mean met a value that is not above zero"
    assert 150 < count < 250
    assert found.on_scale == 400 - count
    # Only arithmetic means are left, and nothing else varies.
    assert found.rank_mean == pytest.approx(chain.ranks)


def test_if_all_replications_fail_nothing_is_said() -> None:
    stated = dataclasses.replace(
        varied(replications=10, aggregation=(Mean.GEOMETRIC,)),
        aggregation=Aggregation(),
        normalisation=Normalisation(method=NormalisationMethod.ZSCORE),
    )
    found = spread_of(stated, inputs())
    assert sum(found.failed.values()) == 10
    assert np.isnan([*found.rank_mean, *found.rank_lower, *found.score_median, found.exact_order]).all()


def test_an_indicator_that_loses_its_spread_fails_the_replication() -> None:
    given = inputs()
    values = given.data.values.copy()
    values[:, 0] = [0.0] * 11 + [50.0]
    flat = dataclasses.replace(given, data=given.data.having(values))
    stated = varied(replications=50, treatment=(Transform.NONE, Transform.WINSORISE))
    stated = dataclasses.replace(stated, treatment=Treatment(first=Transform.NONE))
    ((reason, _),) = spread_of(stated, flat).failed.items()
    assert reason.startswith("the values of an indicator were all the same")


def test_scores_on_another_scale_do_not_enter_the_bounds_of_scores() -> None:
    scales = (MINMAX, Normalisation(method=NormalisationMethod.ZSCORE))
    found = spread_of(varied(replications=200, normalisation=scales), inputs())
    assert 60 < found.on_scale < 140
    assert found.score_lower.tolist() == found.score_upper.tolist()
    assert (found.rank_lower != found.rank_upper).any()


def test_a_unit_without_a_score_has_no_range() -> None:
    given = inputs()
    values = given.data.values.copy()
    values[0] = np.nan
    blank = dataclasses.replace(given, data=given.data.having(values))
    stated = dataclasses.replace(varied(replications=20, weights=Decimal("0.2")), imputation=Imputation())
    found = spread_of(stated, blank)
    assert found.failed == {}
    assert np.isnan([found.score_lower[0], found.rank_lower[0], found.same_rank[0]]).all()


def test_units_screened_out_after_imputation_stop_replications() -> None:
    stated = dataclasses.replace(
        varied(replications=5),
        screening=Screening(
            method=ScreeningMethod.NOT_ZERO, stage=ScreeningStage.AFTER_IMPUTATION, exclude=("U01",)
        ),
    )
    with pytest.raises(InputDataError, match="ACC-618"):
        spread_of(stated, inputs())


def test_one_thing_is_exchanged_and_the_others_stay() -> None:
    stated = varied(measurement=True, weights=Decimal("0.1"), aggregation=MEANS, normalisation=SCALES)
    given, settings = inputs(), stated.uncertainty
    assert settings
    plan = make_plan(stated, run_chain(stated, tree(), given), given)
    one, other = Drawing(plan, settings).draw(30), Drawing(plan, settings, stream=1).draw(30)
    assert varied_things(settings) == ("measurement", "weights", "normalisation", "aggregation")
    for thing in varied_things(settings):
        mixed = exchanged(one, other, thing)
        changed = {
            "measurement": (mixed.noise != one.noise).any(),
            "weights": (mixed.weights != one.weights).any(),
            "normalisation": (mixed.choices[:, 2] != one.choices[:, 2]).any(),
            "aggregation": (mixed.choices[:, 3] != one.choices[:, 3]).any(),
        }
        assert [name for name, is_changed in changed.items() if is_changed] == [thing]


def sensitivity_of(stated: CompositeSpec, given: CompositeInputs) -> Indices:
    chain = run_chain(stated, tree(), given)
    return rank_sensitivity(stated, chain, make_plan(stated, chain, given))


def test_what_varies_alone_brings_all_of_the_variance() -> None:
    # With one thing A with the thing from B is B: Jansen's estimators are then exactly 1 and about 1.
    stated = dataclasses.replace(varied(weights=Decimal("0.9")), sensitivity=Sensitivity(base=300))
    found = sensitivity_of(stated, inputs())
    assert found.outputs == (MEAN_SHIFT, *UNITS)
    moved = np.isfinite(found.first[:, 0])
    assert found.first[moved, 0] == pytest.approx(np.ones(moved.sum()))
    assert found.total[moved, 0] == pytest.approx(np.ones(moved.sum()), abs=0.35)
    assert found.runs == 900


def test_a_thing_without_effect_has_no_share_and_failed_points_are_counted() -> None:
    given = dataclasses.replace(
        inputs(), data=inputs().data.having(np.nan_to_num(inputs().data.values, nan=1.0))
    )
    stated = dataclasses.replace(
        varied(weights=Decimal("0.9"), imputation=(ImputationMethod.MEAN, ImputationMethod.MEDIAN)),
        sensitivity=Sensitivity(base=200, resamples=50),
    )
    found = sensitivity_of(stated, given)
    assert found.things == ("weights", "imputation")
    assert np.nanmax(found.total[:, 1]) == 0  # every value is known
    assert (found.first_bounds[0] <= found.first_bounds[1])[np.isfinite(found.first)].all()
    assert found.failed == 0
    failing = dataclasses.replace(
        varied(weights=Decimal("0.9"), aggregation=(Mean.ARITHMETIC, Mean.GEOMETRIC)),
        aggregation=Aggregation(),
        normalisation=Normalisation(method=NormalisationMethod.MINMAX),
        sensitivity=Sensitivity(base=100, resamples=20),
    )
    assert 50 < sensitivity_of(failing, given).failed < 100


def test_a_table_of_one_unit_can_be_replicated() -> None:
    stated = spec(uncertainty=Uncertainty(replications=5, weights=Decimal("0.5")))
    one = CompositeInputs(data=table(np.array([[1.0, 2, 3, 4]])))
    assert spread_of(stated, one).rank_upper.tolist() == [1]
