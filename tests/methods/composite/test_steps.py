"""The steps before aggregation: screening, imputation, treatment, normalisation."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.composite_steps import (
    Imputation,
    ImputationMethod,
    Normalisation,
    NormalisationMethod,
    Screening,
    ScreeningMethod,
    Transform,
    Treatment,
)
from accord.errors import InputDataError
from accord.methods.composite.normalising import normalised
from accord.methods.composite.preparing import denominated, imputed, screened
from accord.methods.composite.table import CompositeInputs, Table
from accord.methods.composite.treating import kurtosis, skewness, treated
from methods.composite.made_up import UNITS, indicator, table

NAN = np.nan


def column(*values: float) -> Table:
    return table(np.array([values]).T, ("a",))


def test_a_value_is_divided_and_an_unknown_denominator_leaves_it_unknown() -> None:
    leaf = dataclasses.replace(indicator(), denominator="people", factor=Decimal(1000))
    people = Table(units=UNITS[:3][::-1], columns=("people",), values=np.array([[4.0], [NAN], [2.0]]))
    found = denominated(CompositeInputs(data=column(1, 2, 3), denominators=people), [leaf])
    assert found.values[:, 0].tolist() == pytest.approx([500, NAN, 750], nan_ok=True)


def test_a_denominator_of_zero_is_refused_with_its_unit() -> None:
    leaf = dataclasses.replace(indicator(), denominator="people")
    people = Table(units=UNITS[:2], columns=("people",), values=np.array([[4.0], [0.0]]))
    with pytest.raises(InputDataError) as caught:
        denominated(CompositeInputs(data=column(1, 2), denominators=people), [leaf])
    (problem,) = caught.value.problems
    assert (problem.id, problem.row, problem.field) == ("ACC-610", "U01", "people")


def test_screening_counts_unknown_values_and_names_have_the_last_word() -> None:
    values = np.array([[1.0, 2, 3, 4], [1, 2, 3, NAN], [1, 2, NAN, NAN], [1, NAN, NAN, NAN]])
    settings = Screening(
        method=ScreeningMethod.AVAILABILITY, least_share=Decimal("0.75"), include=("U03",), exclude=("U00",)
    )
    kept, told = screened(table(values), settings)
    assert kept.units == ("U01", "U03")
    assert [(unit.known, unit.of, unit.reason) for unit in told] == [
        (4, 4, "excluded by name"),
        (3, 4, "enough values"),
        (2, 4, "too few values"),
        (1, 4, "included by name"),
    ]


def test_zeros_are_counted_among_known_values_only() -> None:
    settings = Screening(method=ScreeningMethod.NOT_ZERO, least_not_zero=Decimal("0.5"))
    kept, _ = screened(table(np.array([[0, 0, 1, NAN], [0, 1, NAN, NAN]])), settings)
    assert kept.units == ("U01",)


def test_a_screening_that_leaves_nobody_is_refused() -> None:
    with pytest.raises(InputDataError, match="ACC-611"):
        screened(column(NAN), Screening(method=ScreeningMethod.AVAILABILITY))


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        (ImputationMethod.NONE, [1, 2, 9, NAN, NAN, NAN]),
        (ImputationMethod.MEAN, [1, 2, 9, 4, 4, 4]),
        (ImputationMethod.MEDIAN, [1, 2, 9, 2, 2, 2]),
        # The last unit has no group, and the group of the fifth has no value: both stay unknown.
        (ImputationMethod.GROUP_MEAN, [1, 2, 9, 4, NAN, NAN]),
        (ImputationMethod.GROUP_MEDIAN, [1, 2, 9, 2, NAN, NAN]),
    ],
)
def test_unknown_values_are_filled_from_known_ones_and_never_with_nought(
    method: ImputationMethod, expected: list[float]
) -> None:
    found = imputed(column(1, 2, 9, NAN, NAN, NAN), Imputation(method=method), ["x", "x", "x", "x", "y", ""])
    assert found.values[:, 0].tolist() == pytest.approx(expected, nan_ok=True)


def test_skewness_and_kurtosis_are_the_sample_measures() -> None:
    # By hand, for 1, 2, 3, 10: sums of powers 50, 180, 1394 about the mean 4; G1 = 2 * 180 / 50^1.5 *
    # sqrt(12) / 2 = 1.76363; G2 = (5 * (4 * 1394 / 2500 - 3) + 6) * 3 / 2 = 3.228.
    values = np.array([1, 2, NAN, 3, 10])
    assert skewness(values) == pytest.approx(1.763632, abs=1e-6)
    assert kurtosis(values) == pytest.approx(3.228)
    assert np.isnan(
        [skewness(np.array([1.0, 2])), kurtosis(np.array([1.0, 2, 3])), skewness(np.ones(5))]
    ).all()


WINSORISE = Treatment(first=Transform.WINSORISE, second=Transform.LOG)


def test_the_outermost_value_is_brought_in_until_the_limits_hold() -> None:
    found, (told,) = treated(column(*range(1, 10), 100), WINSORISE)
    assert found.values[:, 0].tolist() == [*range(1, 10), 9]
    assert (told.done, told.points, told.passes) == (Transform.WINSORISE, 1, True)


def test_low_outliers_are_brought_in_from_below() -> None:
    found, (told,) = treated(column(*range(-9, 0), -100), WINSORISE)
    assert found.values.min() == -9
    assert told.points == 1


def test_where_winsorising_is_not_enough_the_untreated_values_are_transformed() -> None:
    # Logarithm after COINr's log_CT: ln(x - min + 0.01 (max - min)).
    values = [0.0] * 20 + [10.0, 100.0, 1000.0]
    settings = Treatment(first=Transform.WINSORISE, second=Transform.LOG, most=1)
    found, (told,) = treated(column(*values), settings)
    assert told.done is Transform.LOG
    assert found.values[[0, 20, 22], 0] == pytest.approx(np.log([10, 20, 1010]))


def test_box_cox_and_the_shifted_logarithm() -> None:
    values = [*range(1, 10), 100.0]
    root, _ = treated(column(*values), Treatment(first=Transform.BOX_COX, power=Decimal("0.5")))
    assert root.values[9, 0] == pytest.approx((100**0.5 - 1) / 0.5)
    log, _ = treated(column(*values), Treatment(first=Transform.LOG_SHIFT))
    assert log.values[9, 0] == pytest.approx(np.log(100))


def test_what_cannot_be_judged_or_is_named_stays_as_it_is() -> None:
    for values in ([5.0] * 6, [1.0, 2, 900]):
        found, (told,) = treated(column(*values), WINSORISE)
        assert found.values[:, 0].tolist() == values
        assert told.note == "too few values, or all the same"
    kept = Treatment(first=Transform.WINSORISE, untreated=("a",))
    found, (told,) = treated(column(*range(1, 10), 100), kept)
    assert (found.values.max(), told.passes, told.note) == (100, False, "left untreated by name")


@given(st.lists(st.floats(-1e6, 1e6).map(lambda x: round(x, 3)), min_size=5, max_size=30))
def test_winsorising_never_leaves_the_range_and_never_turns_two_values_round(values: list[float]) -> None:
    found, _ = treated(column(*values[:12]), Treatment(first=Transform.WINSORISE))
    before, after = np.array(values[:12]), found.values[:, 0]
    assert before.min() <= after.min()
    assert after.max() <= before.max()
    order = np.argsort(before, kind="stable")
    assert (np.diff(after[order]) >= 0).all()


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (Normalisation(), [-2, 0, 3, 3]),
        (Normalisation(method=NormalisationMethod.MINMAX), [0, 40, 100, 100]),
        (Normalisation(method=NormalisationMethod.MINMAX, lower=Decimal(1)), [1, 40.6, 100, 100]),
        # Mean 1, sum of squares 18, standard deviation sqrt(6).
        (Normalisation(method=NormalisationMethod.ZSCORE), [-1.224745, -0.408248, 0.816497, 0.816497]),
        (Normalisation(method=NormalisationMethod.RANK), [1, 2, 3, 3]),
        (Normalisation(method=NormalisationMethod.PERCENTILE_RANK), [0, 1 / 3, 2 / 3, 2 / 3]),
        (Normalisation(method=NormalisationMethod.BORDA), [0, 1, 2, 2]),
        (Normalisation(method=NormalisationMethod.DISTANCE_TO_MAX), [0, 0.4, 1, 1]),
        (Normalisation(method=NormalisationMethod.DISTANCE_TO_TARGET), [0, 2 / 22, 5 / 22, 5 / 22]),
        (Normalisation(method=NormalisationMethod.FRACTION_OF_MAX), [-2 / 3, 0, 1, 1]),
        (Normalisation(method=NormalisationMethod.GOALPOSTS), [13 / 0.3, 50, 60, 60]),
    ],
    ids=lambda value: value.method.value if isinstance(value, Normalisation) else "",
)
def test_each_normalisation(settings: Normalisation, expected: list[float]) -> None:
    """Expected values by hand for -2, 0, 3, 3 and an unknown one; target 20, goalposts -15 and 15."""
    up = normalised(column(-2, 0, NAN, 3, 3), [indicator()], settings)
    assert up.values[[0, 1, 3, 4], 0] == pytest.approx(expected, abs=1e-6)
    assert np.isnan(up.values[2, 0])
    down = normalised(column(2, 0, NAN, -3, -3), [indicator(direction=-1)], settings)
    assert down.values[[0, 1, 3, 4], 0] == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("values", [(5, 5, 5), (NAN, NAN)])
def test_an_indicator_without_spread_or_values_is_refused(values: tuple[float, ...]) -> None:
    with pytest.raises(InputDataError, match="ACC-612"):
        normalised(column(*values), [indicator()], Normalisation(method=NormalisationMethod.MINMAX))


def test_a_target_that_is_not_stated_is_refused() -> None:
    leaf = dataclasses.replace(indicator(), target=None)
    with pytest.raises(InputDataError, match="ACC-613"):
        normalised(column(1, 2), [leaf], Normalisation(method=NormalisationMethod.DISTANCE_TO_TARGET))
