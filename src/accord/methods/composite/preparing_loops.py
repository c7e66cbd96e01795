"""Compiled loops that make normalised indicators for thousands of replications.

They compute what ``preparing``, ``treating`` and ``normalising`` compute, which are written to be read; tests
compare both. A replication that cannot be normalised is marked instead of stopping the others.
"""

from __future__ import annotations

import numpy as np

from accord.compiling import compiled, inlined
from accord.methods.composite.plan import Drawn, Floats, Ints, Plan

__all__ = ["WITHOUT_SPREAD", "prepare"]

WITHOUT_SPREAD = 1
"""Why a replication failed: an indicator whose values are all the same, or a target nobody is short of."""

_MEDIAN, _GROUP_MEAN, _GROUP_MEDIAN = 2, 3, 4
_WINSORISE, _LOG, _LOG_SHIFT = 1, 2, 3
_MINMAX, _ZSCORE, _RANK, _PERCENTILE, _BORDA, _TO_MAX, _TO_TARGET, _FRACTION, _POSTS = range(1, 10)


@inlined
def _copy(one: Floats, other: Floats) -> None:
    for u in range(len(one)):
        other[u] = one[u]


@inlined
def _judged(x: Floats, limits: Floats) -> tuple[bool, float]:
    """Return whether an indicator is within its limits, and its skewness; one without spread passes."""
    n, total = 0, 0.0
    for u in range(len(x)):
        if not np.isnan(x[u]):
            n += 1
            total += x[u]
    if n < 4:
        return True, 0.0
    mean, two, three, four = total / n, 0.0, 0.0, 0.0
    for u in range(len(x)):
        if not np.isnan(x[u]):
            rest = x[u] - mean
            square = rest * rest
            two += square
            three += square * rest
            four += square * square
    if two == 0.0:
        return True, 0.0
    skew = np.sqrt(n) * three / (two * np.sqrt(two)) * np.sqrt(n * (n - 1.0)) / (n - 2.0)
    kurt = ((n + 1.0) * (n * four / (two * two) - 3.0) + 6.0) * (n - 1.0) / ((n - 2.0) * (n - 3.0))
    return abs(skew) < limits[0] or kurt < limits[1], skew


@compiled
def _fill(x: Floats, is_median: bool, groups: Ints, group: int, room: Floats) -> None:
    """Fill the unknown values of a group of units in place; group -2 is all of them."""
    n, total = 0, 0.0
    for u in range(len(x)):
        if (group == -2 or groups[u] == group) and not np.isnan(x[u]):
            total += x[u]
            place = n
            while is_median and place > 0 and room[place - 1] > x[u]:
                room[place] = room[place - 1]
                place -= 1
            room[place] = x[u]
            n += 1
    if n == 0:
        return
    stand_in = (room[(n - 1) // 2] + room[n // 2]) / 2.0 if is_median else total / n
    for u in range(len(x)):
        if (group == -2 or groups[u] == group) and np.isnan(x[u]):
            x[u] = stand_in


@compiled
def _impute(x: Floats, method: int, groups: Ints, n_groups: int, room: Floats) -> None:
    unknown = 0
    for u in range(len(x)):
        unknown += np.isnan(x[u])
    if method == 0 or unknown == 0:
        return
    if method < _GROUP_MEAN:
        _fill(x, method == _MEDIAN, groups, -2, room)
    else:
        for group in range(n_groups):
            _fill(x, method == _GROUP_MEDIAN, groups, group, room)


@compiled
def _winsorise(x: Floats, limits: Floats) -> None:
    high, low = 0, 0
    passes, skew = _judged(x, limits)
    while high + low < limits[2] and not passes:
        side = 1.0 if skew >= 0.0 else -1.0
        outermost, inner, count = -np.inf, -np.inf, 0
        for u in range(len(x)):
            value = side * x[u]
            if value > outermost:
                inner, outermost = outermost, value
            elif inner < value < outermost:
                inner = value
        for u in range(len(x)):
            if side * x[u] == outermost:
                x[u] = side * inner
                count += 1
        high, low = (count, low) if side > 0.0 else (high, count)
        passes, skew = _judged(x, limits)


@compiled
def _transform(x: Floats, kind: int, limits: Floats) -> None:
    if kind == _WINSORISE:
        _winsorise(x, limits)
        return
    least, most, power = np.inf, -np.inf, limits[3]
    for u in range(len(x)):
        least = x[u] if x[u] < least else least
        most = x[u] if x[u] > most else most
    for u in range(len(x)):
        if kind == _LOG:
            x[u] = np.log(x[u] - least + 0.01 * (most - least))
        elif kind == _LOG_SHIFT or power == 0.0:
            x[u] = np.log(x[u] - least + 1.0)
        else:
            x[u] = ((x[u] - least + 1.0) ** power - 1.0) / power


@compiled
def _treat(x: Floats, first: int, second: int, limits: Floats, before: Floats) -> None:
    if first == 0 or _judged(x, limits)[0]:
        return
    _copy(x, before)
    _transform(x, first, limits)
    if second != 0 and not _judged(x, limits)[0]:
        _copy(before, x)
        _transform(x, second, limits)


@compiled
def _rank(x: Floats, before: Floats) -> None:
    """Replace each value by how many others it exceeds."""
    _copy(x, before)
    for u in range(len(x)):
        below = 0
        for v in range(len(x)):
            below += before[v] < before[u]
        if not np.isnan(before[u]):
            x[u] = below


@compiled
def _deviation(x: Floats, mean: float, n: int) -> float:
    square = 0.0
    for u in range(len(x)):
        if not np.isnan(x[u]):
            square += (x[u] - mean) ** 2
    return float(np.sqrt(square / max(n - 1.0, 1.0)))


@compiled
def _extent(x: Floats) -> tuple[int, float, float, float]:
    """Return how many values are known, their mean, the least and the greatest."""
    n, total, least, most = 0, 0.0, np.inf, -np.inf
    for u in range(len(x)):
        if not np.isnan(x[u]):
            n += 1
            total += x[u]
            least, most = min(least, x[u]), max(most, x[u])
    return n, total / max(n, 1), least, most


@compiled
def _scale(x: Floats, settings: Floats, posts: Floats) -> tuple[float, float, float]:
    """Return shift, scale and start of a normalisation; a scale that is not above 0 says there is none."""
    n, mean, least, most = _extent(x)
    method, shift, scale, start = int(settings[0]), 0.0, 1.0, 0.0
    if n == 0:
        scale = 0.0
    elif method == _MINMAX:
        shift, scale, start = least, (most - least) / (settings[2] - settings[1]), settings[1]
    elif method == _ZSCORE:
        shift, scale, start = mean, _deviation(x, mean, n) / settings[4], settings[3]
    elif method == _TO_MAX:
        shift, scale = least, most - least
    elif method == _TO_TARGET:
        shift, scale = least, posts[0] - least
    elif method == _FRACTION:
        scale = most
    elif method == _PERCENTILE:
        scale = max(n - 1.0, 1.0)
    elif method == _POSTS:
        shift, scale = posts[1], (posts[2] - posts[1]) / (settings[2] - settings[1])
        start = settings[1]
    elif method == _RANK:
        shift = -1.0
    return shift, scale, start


@inlined
def _normalise(x: Floats, settings: Floats, posts: Floats, room: Floats) -> bool:
    """Normalise an indicator in place, after its direction; False if it has no spread where it needs one."""
    method = int(settings[0])
    if _RANK <= method <= _BORDA:
        _rank(x, room)
    shift, scale, start = _scale(x, settings, posts)
    if not scale > 0.0:
        return False
    if method == _POSTS:
        for u in range(len(x)):
            if not np.isnan(x[u]):
                x[u] = max(posts[1], min(posts[2], x[u]))
    for u in range(len(x)):
        x[u] = (x[u] - shift) / scale + start
    return True


@compiled
def prepare(plan: Plan, drawn: Drawn, room: Floats, result: Floats, failed: Ints) -> None:
    """Impute, treat and normalise every indicator of each replication.

    Args:
        plan: The chain.
        drawn: What was drawn.
        room: Two rows of units, overwritten.
        result: Replications by indicators by units, overwritten.
        failed: 0 or ``WITHOUT_SPREAD`` for each replication, overwritten.
    """
    for r in range(len(result)):
        failed[r] = 0
        imputation = plan.imputations[drawn.choices[r, 0]]
        transform = plan.transforms[drawn.choices[r, 1]]
        settings = plan.normalisations[drawn.choices[r, 2]]
        for j in range(len(plan.base)):
            x, sign = result[r, j], plan.directions[j]
            if len(drawn.noise):
                for u in range(len(x)):
                    x[u] = plan.base[j, u] + plan.spread[j, u] * drawn.noise[r, j, u]
            else:
                _copy(plan.base[j], x)
            _impute(x, imputation, plan.groups, plan.n_groups, room[0])
            if plan.is_treated[j]:
                _treat(x, transform, plan.second, plan.limits, room[0])
            for u in range(len(x)):
                x[u] *= sign
            if not _normalise(x, settings, plan.posts[j], room[1]):
                failed[r] = WITHOUT_SPREAD
