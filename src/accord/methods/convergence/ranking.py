"""How sure an order is: ranges of ranks, and the probabilities that pairs and the whole order are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from accord.methods.convergence.panels import Floats

__all__ = ["Ranking", "ranking"]

_Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Ranks, 1 for the best; equal values share the better rank.

    Attributes:
        ranks: Published ranks, in the order in which values were given.
        lower: Best rank within the interval; None where a standard error is not known.
        upper: Worst rank within the interval.
        order: Probability that the whole published order is right; None where it is not known, or where all
            values are equal, so that no order was published.
        pairs: Probability that the row unit is truly better than the column unit; None where not known.
    """

    ranks: tuple[int, ...]
    lower: tuple[int, ...] | None
    upper: tuple[int, ...] | None
    order: float | None
    pairs: Floats | None


def ranking(
    values: Sequence[float],
    std_errors: Sequence[float | None],
    *,
    is_higher_better: bool,
    level: float,
    draws: int,
    seed: int,
) -> Ranking:
    """Rank values and say how sure the ranks are.

    True values are drawn from normal distributions around the stated ones with the stated standard errors,
    independently of each other; ranks are counted in each draw. The range of a rank are the quantiles of
    its draws, whole ranks that were drawn. The order is right in a draw if all whose published values differ
    stand as published. The probability of a pair is computed, not drawn: Phi((x_i - x_j) / sqrt(s_i^2 +
    s_j^2)), and one half for equal values. Independence is an assumption: a source that errs on all
    partners alike makes the order surer than this says, one that errs on them apart does not.
    Reference for the idea: Goldstein and Spiegelhalter, Journal of the Royal Statistical Society A 159
    (1996).

    One unknown standard error leaves the doubt of the whole order unknown: ranks are published, ranges are
    not. It is never taken as nought. The order in which values are given changes nothing.

    Args:
        values: Values.
        std_errors: Their standard errors; None where none is stated.
        is_higher_better: Direction.
        level: Share that the ranges hold.
        draws: Number of draws.
        seed: Seed of the draws.
    """
    given = np.array(values, np.float64) * (1.0 if is_higher_better else -1.0)
    ranks = tuple(int((given > one).sum()) + 1 for one in given)
    known = [error for error in std_errors if error is not None]
    if len(known) < len(given) or not known:
        return Ranking(ranks=ranks, lower=None, upper=None, order=None, pairs=None)
    errors = np.array(known, np.float64)
    best_first = np.lexsort((errors, -given))
    ordered, spread = given[best_first], errors[best_first]
    drawn = ordered + spread * np.random.default_rng(seed).standard_normal((draws, len(given)))
    tail = (1 - level) / 2
    bounds = np.quantile(_drawn_ranks(drawn), (tail, 1 - tail), axis=0, method="inverted_cdf")
    places = np.argsort(best_first)
    lower, upper = (tuple(int(one) for one in bound[places]) for bound in bounds)
    return Ranking(
        ranks=ranks,
        lower=lower,
        upper=upper,
        order=_order_probability(ordered, drawn) if len(set(values)) > 1 else None,
        pairs=_pairs(given, errors),
    )


def _drawn_ranks(drawn: Floats) -> _Counts:
    """Return the rank of each unit in each draw."""
    ranks = np.ones(drawn.shape, np.int64)
    for unit in range(drawn.shape[1]):
        ranks += drawn[:, unit : unit + 1] > drawn
    return ranks


def _order_probability(ordered: Floats, drawn: Floats) -> float:
    """Return the share of draws in which everyone above a step of the published order is above it."""
    steps = np.flatnonzero(np.diff(ordered) < 0)
    worst_above = np.minimum.accumulate(drawn, axis=1)[:, :-1]
    best_below = np.maximum.accumulate(drawn[:, ::-1], axis=1)[:, ::-1][:, 1:]
    return float((worst_above > best_below)[:, steps].all(axis=1).mean())


def _pairs(values: Floats, errors: Floats) -> Floats:
    """Return the probability that each unit is better than each other one."""
    normal = NormalDist()
    found = np.full((len(values), len(values)), 0.5)
    for i, (one, its_error) in enumerate(zip(values, errors, strict=True)):
        for j, (other, other_error) in enumerate(zip(values, errors, strict=True)):
            spread = sqrt(its_error**2 + other_error**2)
            if one != other:
                found[i, j] = normal.cdf((one - other) / spread) if spread else float(one > other)
    return found
