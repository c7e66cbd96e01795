"""Indicators of many units of measurement are brought onto one scale, on which more is better.

Values are multiplied by their direction first; targets and goalposts too. Formulas: OECD/JRC Handbook (2008),
step 5, in the form of COINr 1.1 (n_minmax, n_zscore, n_rank, n_prank, n_borda, n_dist2max, n_dist2targ,
n_fracmax, n_goalposts).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from accord.domain.composite import Indicator
from accord.domain.composite_steps import Normalisation, NormalisationMethod
from accord.methods.composite.table import Floats, Table, refusal

__all__ = ["normalised"]

_WITHOUT_SPREAD = {
    NormalisationMethod.MINMAX,
    NormalisationMethod.ZSCORE,
    NormalisationMethod.DISTANCE_TO_MAX,
    NormalisationMethod.DISTANCE_TO_TARGET,
}


def normalised(table: Table, indicators: Sequence[Indicator], settings: Normalisation) -> Table:
    """Normalise each indicator; unknown values stay unknown.

    Args:
        table: Values, after treatment.
        indicators: The indicators of the columns, in their order.
        settings: The method.

    Raises:
        InputDataError: The known values of an indicator are all the same, or there are none, so that they
            have no place on a scale (ACC-612); a target or a goalpost is missing (ACC-613).
    """
    values = np.full_like(table.values, np.nan)
    for place, indicator in enumerate(indicators):
        column = table.values[:, place] * int(indicator.direction)
        known = column[np.isfinite(column)]
        if not len(known) or (settings.method in _WITHOUT_SPREAD and np.ptp(known) == 0):
            raise refusal(
                "ACC-612",
                "The known values of an indicator are all the same, or there are none.",
                row=indicator.code,
                field="normalisation",
                value=f"{len(known)} known values",
                fix="Leave the indicator out, or normalise by rank.",
            )
        values[:, place] = _METHODS[settings.method](column, known, indicator, settings)
    return table.having(values)


def _plain(column: Floats, known: Floats, indicator: Indicator, settings: Normalisation) -> Floats:
    return column


def _minmax(column: Floats, known: Floats, indicator: Indicator, settings: Normalisation) -> Floats:
    lower, upper = float(settings.lower), float(settings.upper)
    return np.asarray((column - known.min()) / (known.max() - known.min()) * (upper - lower) + lower)


def _zscore(column: Floats, known: Floats, indicator: Indicator, settings: Normalisation) -> Floats:
    standard = (column - known.mean()) / known.std(ddof=1)
    return np.asarray(standard * float(settings.deviation) + float(settings.mean))


def _below(column: Floats, known: Floats) -> Floats:
    """Return how many known values each value exceeds: ties share the lowest place."""
    counts = np.searchsorted(np.sort(known), column, side="left").astype(np.float64)
    return np.where(np.isfinite(column), counts, np.nan)


def _rank(column: Floats, known: Floats, indicator: Indicator, settings: Normalisation) -> Floats:
    return _below(column, known) + 1


def _percentile_rank(column: Floats, known: Floats, indicator: Indicator, settings: Normalisation) -> Floats:
    return _below(column, known) / max(len(known) - 1, 1)


def _borda(column: Floats, known: Floats, indicator: Indicator, settings: Normalisation) -> Floats:
    return _below(column, known)


def _distance_to_max(column: Floats, known: Floats, indicator: Indicator, settings: Normalisation) -> Floats:
    return np.asarray(1 - (known.max() - column) / (known.max() - known.min()))


def _distance_to_target(
    column: Floats, known: Floats, indicator: Indicator, settings: Normalisation
) -> Floats:
    target = _stated(indicator, "target") * int(indicator.direction)
    if target <= known.min():
        raise _unfit(indicator, "target", "The target is not better than the worst value.")
    return np.asarray(1 - (target - column) / (target - known.min()))


def _fraction_of_max(column: Floats, known: Floats, indicator: Indicator, settings: Normalisation) -> Floats:
    if known.max() <= 0:
        raise _unfit(indicator, "direction", "The greatest value is not above zero: there is no fraction.")
    return np.asarray(column / known.max())


def _goalposts(column: Floats, known: Floats, indicator: Indicator, settings: Normalisation) -> Floats:
    direction = int(indicator.direction)
    low, high = _stated(indicator, "low"), _stated(indicator, "high")
    if low >= high:
        raise _unfit(indicator, "low", "The lower goalpost is not below the upper one.")
    worst, best = (low, high) if direction == 1 else (-high, -low)
    share = np.clip((column - worst) / (best - worst), 0, 1)
    return np.asarray(share * float(settings.upper - settings.lower) + float(settings.lower))


def _stated(indicator: Indicator, name: str) -> float:
    number = getattr(indicator, name)
    if number is None:
        raise _unfit(indicator, name, "The normalisation needs a number that the indicator does not state.")
    return float(number)


def _unfit(indicator: Indicator, field: str, what: str) -> Exception:
    value = getattr(indicator, field)
    return refusal(
        "ACC-613",
        what,
        row=indicator.code,
        field=field,
        value="" if value is None else str(value),
        fix="Correct the indicator, or choose another normalisation.",
    )


_METHODS: dict[NormalisationMethod, Callable[[Floats, Floats, Indicator, Normalisation], Floats]] = {
    NormalisationMethod.NONE: _plain,
    NormalisationMethod.MINMAX: _minmax,
    NormalisationMethod.ZSCORE: _zscore,
    NormalisationMethod.RANK: _rank,
    NormalisationMethod.PERCENTILE_RANK: _percentile_rank,
    NormalisationMethod.BORDA: _borda,
    NormalisationMethod.DISTANCE_TO_MAX: _distance_to_max,
    NormalisationMethod.DISTANCE_TO_TARGET: _distance_to_target,
    NormalisationMethod.FRACTION_OF_MAX: _fraction_of_max,
    NormalisationMethod.GOALPOSTS: _goalposts,
}
