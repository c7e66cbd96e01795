"""What scores and ranks are when everything that could have been otherwise varies at random.

Reference: OECD/JRC Handbook (2008), step 7; Saisana, Saltelli and Tarantola, Journal of the Royal Statistical
Society A 168 (2005). Replications that fail are counted by reason and left out of all numbers. Ranks compare
all replications; scores only those with the normalisation of the specification, since the others have another
scale. Errors of measurement are independent of each other: an assumption that makes ranges too narrow where
indicators share sources.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from accord.domain.composite import CompositeSpec
from accord.domain.composite_steps import Uncertainty
from accord.methods.composite.adding_loops import NONE_LEFT, NOT_POSITIVE
from accord.methods.composite.chain import Chain
from accord.methods.composite.drawing import Drawing, varied_things
from accord.methods.composite.plan import Floats, Plan
from accord.methods.composite.preparing_loops import WITHOUT_SPREAD
from accord.methods.composite.replicating import Replicator, ranked

__all__ = ["CHUNK", "FAILURES", "Spread", "score_and_rank_spread"]

CHUNK = 64
"""Replications that are computed at once: their tables stay in the cache of a core."""

FAILURES = {
    WITHOUT_SPREAD: "the values of an indicator were all the same, or none fell short of its target",
    NOT_POSITIVE: "a geometric or harmonic mean met a value that is not above zero",
    NONE_LEFT: "a unit that has a score had none",
}
"""Why replications fail, by number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """What the replications say of each unit; nan where nothing can be said.

    Attributes:
        things: What varied.
        replications: How many were run.
        failed: How many failed, by reason; a reason that did not occur is absent.
        on_scale: How many that did not fail have the specification's normalisation; behind the scores.
        score_lower: Lower bound of the scores.
        score_median: Median of the scores.
        score_upper: Upper bound of the scores.
        rank_lower: Best rank within the interval.
        rank_median: Median rank.
        rank_mean: Mean rank.
        rank_upper: Worst rank within the interval.
        same_rank: Share of the replications with the rank of the specification.
        exact_order: Share of the replications in which all units have it.
    """

    things: tuple[str, ...]
    replications: int
    failed: dict[str, int]
    on_scale: int
    score_lower: Floats
    score_median: Floats
    score_upper: Floats
    rank_lower: Floats
    rank_median: Floats
    rank_mean: Floats
    rank_upper: Floats
    same_rank: Floats
    exact_order: float


def score_and_rank_spread(spec: CompositeSpec, chain: Chain, plan: Plan) -> Spread:
    """Run the replications.

    Args:
        spec: The specification; it states ``uncertainty``.
        chain: What came of it.
        plan: The same as arrays.
    """
    settings = spec.uncertainty or Uncertainty()
    drawing, replicator = Drawing(plan, settings), Replicator(plan)
    scores = np.empty((settings.replications, plan.base.shape[1]))
    failed = np.empty(settings.replications)
    normalisation = np.empty(settings.replications, np.int64)
    for start in range(0, settings.replications, CHUNK):
        part = slice(start, min(start + CHUNK, settings.replications))
        drawn = drawing.draw(part.stop - part.start)
        scores[part], failed[part] = replicator.scores(drawn)
        normalisation[part] = drawn.choices[:, 2]
    stated = [place for place, one in enumerate(settings.normalisation) if one == spec.normalisation]
    is_on_scale = np.isin(normalisation, stated or ([] if settings.normalisation else [0]))
    good = failed == 0
    tail = (1 - float(settings.interval)) / 2
    shares = (tail, 0.5, 1 - tail)
    places = ranked(scores[good])
    ranks_low, ranks_median, ranks_high = _quantiles(places, shares)
    low, median, high = _quantiles(scores[good & is_on_scale], shares)
    has_rank = np.isfinite(chain.ranks)
    same = places == chain.ranks
    none = np.full(len(chain.ranks), np.nan)
    return Spread(
        things=varied_things(settings),
        replications=settings.replications,
        failed={text: int((failed == why).sum()) for why, text in FAILURES.items() if (failed == why).any()},
        on_scale=int((good & is_on_scale).sum()),
        score_lower=low,
        score_median=median,
        score_upper=high,
        rank_lower=ranks_low,
        rank_median=ranks_median,
        rank_mean=places.mean(0) if len(places) else none,
        rank_upper=ranks_high,
        same_rank=np.where(has_rank, same.mean(0), np.nan) if len(places) else none,
        exact_order=float(same[:, has_rank].all(1).mean()) if len(places) else float("nan"),
    )


def _quantiles(values: Floats, shares: tuple[float, ...]) -> Floats:
    """Return quantiles by column; nan without rows and for columns that are not known."""
    if not len(values):
        return np.full((len(shares), values.shape[1]), np.nan)
    return np.asarray(np.quantile(values, shares, axis=0))
