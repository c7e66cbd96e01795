"""Outliers: winsorisation step by step, logarithms, Box-Cox, judged by skewness and kurtosis.

An indicator passes if its absolute skewness or its excess kurtosis is below its limit. Both are the sample
measures G1 and G2 (Joanes and Gill, The Statistician 47, 1998; those of Excel and of COINr). If it fails, the
first transformation is tried; if it then still fails, the second is applied to the untreated values, whatever
comes of it. The order and the handling of ties follow COINr 1.1 (functions Treat, winsorise, log_CT).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from accord.domain.composite_steps import Transform, Treatment
from accord.methods.composite.table import Floats, Table

__all__ = ["TreatedIndicator", "kurtosis", "skewness", "treated"]

_FEWEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatedIndicator:
    """What was done to one indicator.

    Attributes:
        indicator: Its code.
        skewness: Skewness before; nan if it cannot be told.
        kurtosis: Excess kurtosis before.
        done: What was done: a transformation, or ``none``.
        points: Points that were winsorised.
        skewness_after: Skewness after.
        kurtosis_after: Excess kurtosis after.
        passes: Whether it is within the limits now.
        note: Why nothing could be done, or empty.
    """

    indicator: str
    skewness: float
    kurtosis: float
    done: Transform
    points: int
    skewness_after: float
    kurtosis_after: float
    passes: bool
    note: str = ""


def skewness(values: Floats) -> float:
    """Return the adjusted Fisher-Pearson skewness G1 of known values; nan below three or without spread."""
    known = values[np.isfinite(values)]
    n, rest = len(known), known - known.mean() if len(known) else known
    square = float((rest**2).sum())
    if n < 3 or square == 0:
        return float("nan")
    return float(np.sqrt(n) * (rest**3).sum() / square**1.5 * np.sqrt(n * (n - 1)) / (n - 2))


def kurtosis(values: Floats) -> float:
    """Return the sample excess kurtosis G2 of known values; nan below four or without spread."""
    known = values[np.isfinite(values)]
    n, rest = len(known), known - known.mean() if len(known) else known
    square = float((rest**2).sum())
    if n < _FEWEST or square == 0:
        return float("nan")
    raw = n * float((rest**4).sum()) / square**2
    return float(((n + 1) * (raw - 3) + 6) * (n - 1) / ((n - 2) * (n - 3)))


def treated(table: Table, settings: Treatment) -> tuple[Table, tuple[TreatedIndicator, ...]]:
    """Treat each indicator that is beyond both limits.

    Args:
        table: Values; unknown ones stay unknown and count nowhere.
        settings: Transformations and limits.

    Returns:
        The table, and for each indicator what was done.
    """
    values, told = table.values.copy(), []
    for place, code in enumerate(table.columns):
        settled = Treatment() if code in settings.untreated else settings
        column, done, points = _treated(values[:, place], settled)
        told.append(_told(code, values[:, place], column, done, points, settings=settings))
        values[:, place] = column
    return table.having(values), tuple(told)


def _told(
    code: str, before: Floats, after: Floats, done: Transform, points: int, *, settings: Treatment
) -> TreatedIndicator:
    skew, kurt = skewness(before), kurtosis(before)
    note = "too few values, or all the same" if np.isnan(skew) or np.isnan(kurt) else ""
    return TreatedIndicator(
        indicator=code,
        skewness=skew,
        kurtosis=kurt,
        done=done,
        points=points,
        skewness_after=skewness(after),
        kurtosis_after=kurtosis(after),
        passes=not note and _passes(after, settings),
        note="left untreated by name" if code in settings.untreated else note,
    )


def _passes(values: Floats, settings: Treatment) -> bool:
    """Return whether values are within the limits; values that cannot be judged are left alone."""
    skew, kurt = skewness(values), kurtosis(values)
    if np.isnan(skew) or np.isnan(kurt):
        return True
    return abs(skew) < float(settings.skewness) or kurt < float(settings.kurtosis)


def _treated(values: Floats, settings: Treatment) -> tuple[Floats, Transform, int]:
    if settings.first is Transform.NONE or _passes(values, settings):
        return values, Transform.NONE, 0
    after, points = _transformed(values, settings.first, settings)
    if _passes(after, settings) or settings.second is Transform.NONE:
        return after, settings.first, points
    after, points = _transformed(values, settings.second, settings)
    return after, settings.second, points


def _transformed(values: Floats, transform: Transform, settings: Treatment) -> tuple[Floats, int]:
    if transform is Transform.WINSORISE:
        return _winsorised(values, settings)
    least, most = np.nanmin(values), np.nanmax(values)
    if transform is Transform.LOG:
        return np.log(values - least + 0.01 * (most - least)), 0
    shifted = values - least + 1
    power = 0.0 if transform is Transform.LOG_SHIFT else float(settings.power)
    return (shifted**power - 1) / power if power else np.log(shifted), 0


def _winsorised(values: Floats, settings: Treatment) -> tuple[Floats, int]:
    """Bring the outermost values in, one step at a time, at the side to which they are skewed."""
    after = values.copy()
    counts = {1: 0, -1: 0}
    while sum(counts.values()) < settings.most and not _passes(after, settings):
        side = 1 if skewness(after) >= 0 else -1
        outermost = side * np.nanmax(side * after)
        inner = side * after[(after != outermost) & np.isfinite(after)]
        counts[side] = int((after == outermost).sum())
        after[after == outermost] = side * inner.max()
    return after, sum(counts.values())
