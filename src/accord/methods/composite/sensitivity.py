"""How much of the variance of ranks each varied thing brings: Sobol indices by Saltelli's design.

Two independent samples A and B of all draws are run, and for each thing i the sample A with the draws of i
from B. First-order and total indices follow Jansen (Computer Physics Communications 117, 1999): with V the
variance of the output, S_i = 1 - E[(y_B - y_ABi)^2] / 2V and T_i = E[(y_A - y_ABi)^2] / 2V. All errors of
measurement are one thing, and so are all weights: the indices are those of groups of inputs. Intervals are
bootstrap percentiles over the base sample. A base point any of whose runs fails is left out, and counted.

Reference: Saltelli and others, Computer Physics Communications 181 (2010), 259-270.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accord.domain.composite import CompositeSpec
from accord.domain.composite_steps import Sensitivity, Uncertainty
from accord.methods.composite.chain import Chain
from accord.methods.composite.drawing import Drawing, exchanged, varied_things
from accord.methods.composite.plan import Floats, Plan
from accord.methods.composite.replicating import Replicator, ranked
from accord.methods.composite.uncertainty import CHUNK

__all__ = ["MEAN_SHIFT", "Indices", "rank_sensitivity"]

MEAN_SHIFT = "mean_rank_shift"
"""The output for all units together: mean distance from the ranks of the specification."""

_BOUNDS = (0.05, 0.95)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indices:
    """Sensitivity indices; outputs are ``MEAN_SHIFT``, then the rank of each unit.

    Attributes:
        things: What varied.
        outputs: Names of the outputs.
        base: Base points run.
        failed: Base points left out because a run failed.
        runs: Runs of the chain.
        first: Outputs by things: share of the variance that the thing brings alone.
        total: Outputs by things: share that would go with it, interactions included.
        first_bounds: 5 and 95 % bootstrap bounds of ``first``, 2 by outputs by things.
        total_bounds: The same of ``total``.
        variance: Variance of each output; indices of an output that does not vary are nan.
    """

    things: tuple[str, ...]
    outputs: tuple[str, ...]
    base: int
    failed: int
    runs: int
    first: Floats
    total: Floats
    first_bounds: Floats
    total_bounds: Floats
    variance: Floats


def rank_sensitivity(spec: CompositeSpec, chain: Chain, plan: Plan) -> Indices:
    """Run Saltelli's design.

    Args:
        spec: The specification; it states ``uncertainty`` and ``sensitivity``, and two things vary.
        chain: What came of it.
        plan: The same as arrays.
    """
    varied, settings = spec.uncertainty or Uncertainty(), spec.sensitivity or Sensitivity()
    things = varied_things(varied)
    outputs, good = _run(plan, varied, settings.base, chain.ranks)
    outputs = outputs[:, good]
    random = np.random.Generator(np.random.SFC64(np.random.SeedSequence([varied.seed, 9])))
    count = int(good.sum())
    everything = np.ones((1, count))
    resamples = everything
    if count:
        drawn = random.multinomial(count, np.full(count, 1 / count), settings.resamples)
        resamples = drawn.astype(np.float64)
    first, total, variance = _indices(outputs, everything)
    first_many, total_many, _ = _indices(outputs, resamples)
    return Indices(
        things=things,
        outputs=(MEAN_SHIFT, *chain.units),
        base=settings.base,
        failed=settings.base - count,
        runs=settings.base * (len(things) + 2),
        first=first[0],
        total=total[0],
        first_bounds=np.quantile(first_many, _BOUNDS, axis=0),
        total_bounds=np.quantile(total_many, _BOUNDS, axis=0),
        variance=variance[0],
    )


def _run(plan: Plan, varied: Uncertainty, base: int, nominal: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Return samples (A, B, then A with each thing from B) by base points by outputs, and which are good."""
    things = varied_things(varied)
    first, second, replicator = Drawing(plan, varied), Drawing(plan, varied, stream=1), Replicator(plan)
    has_rank = np.isfinite(nominal)
    outputs = np.empty((len(things) + 2, base, len(nominal) + 1))
    good = np.ones(base, np.bool_)
    for start in range(0, base, CHUNK):
        part = slice(start, min(start + CHUNK, base))
        a, b = first.draw(part.stop - start), second.draw(part.stop - start)
        for sample, drawn in enumerate((a, b, *(exchanged(a, b, thing) for thing in things))):
            scores, failed = replicator.scores(drawn)
            places = ranked(scores)
            outputs[sample, part, 1:] = places
            outputs[sample, part, 0] = np.abs(places - nominal)[:, has_rank].mean(1)
            good[part] &= failed == 0
    return outputs, good


def _indices(outputs: Floats, counts: Floats) -> tuple[Floats, Floats, Floats]:
    """Return first-order and total indices, resamples by outputs by things, and variances."""
    a, b, mixed = outputs[0], outputs[1], outputs[2:]
    n = counts.sum(1)[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = counts @ (a + b) / (2 * n)
        variance = counts @ (a**2 + b**2) / (2 * n) - mean**2
        variance = np.where(variance > 1e-12, variance, np.nan)
        first = [1 - counts @ ((b - each) ** 2) / (2 * n * variance) for each in mixed]
        total = [counts @ ((a - each) ** 2) / (2 * n * variance) for each in mixed]
    return np.stack(first, axis=2), np.stack(total, axis=2), variance
