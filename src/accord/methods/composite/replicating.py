"""The chain is run once for each draw; what no draw touches is computed once.

Where values are measured anew, every replication is imputed, treated and normalised anew. Where they are not,
one table is prepared for each combination of imputation, treatment and normalisation, and the replications
choose among these. Division and screening are never repeated: errors are divided as values are, and the
units stay the same.
"""

from __future__ import annotations

import numpy as np

from accord.methods.composite.adding_loops import add_up, rank_all
from accord.methods.composite.plan import Drawn, Floats, Ints, Plan
from accord.methods.composite.preparing_loops import prepare

__all__ = ["Replicator", "ranked"]


class Replicator:
    """Runs the chain for draws.

    Args:
        plan: The chain.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        units = plan.base.shape[1]
        self._room = np.empty((2, units))
        self._sums = np.empty((3 + len(plan.methods), units))
        self._prepared: Drawn | None = None
        self._tables, self._failed = np.empty((0, *plan.base.shape)), np.empty(0, np.int64)

    def scores(self, drawn: Drawn) -> tuple[Floats, Floats]:
        """Return the scores of replications by units, and for each replication why it failed (0: it did not).

        The scores of a failed replication are no result.
        """
        count = len(drawn.choices)
        if len(drawn.noise):
            if len(self._tables) != count:
                self._tables = np.empty((count, *self._plan.base.shape))
                self._failed = np.empty(count, np.int64)
            prepare(self._plan, drawn, self._room, self._tables, self._failed)
            which = np.arange(count)
        else:
            which = self._choose(drawn)
        result = np.empty((count, self._plan.base.shape[1] + 1))
        result[:, -1] = self._failed[which]
        add_up(self._plan, drawn, (self._tables, which), self._sums, result)
        return result[:, :-1], result[:, -1]

    def _choose(self, drawn: Drawn) -> Ints:
        sizes = [len(self._plan.imputations), len(self._plan.transforms), len(self._plan.normalisations)]
        if len(self._tables) != np.prod(sizes):
            choices = np.zeros((int(np.prod(sizes)), 4), np.int64)
            choices[:, :3] = np.stack(np.unravel_index(np.arange(len(choices)), sizes), axis=1)
            self._tables = np.empty((len(choices), *self._plan.base.shape))
            self._failed = np.empty(len(choices), np.int64)
            every = drawn._replace(choices=choices)
            prepare(self._plan, every, self._room, self._tables, self._failed)
        return np.asarray(np.ravel_multi_index(tuple(drawn.choices[:, :3].T), sizes), np.int64)


def ranked(scores: Floats) -> Floats:
    """Return the ranks of each replication."""
    result = np.empty(scores.shape)
    rank_all(np.ascontiguousarray(scores), result)
    return result
