"""Solves programmes with HiGHS through scipy.optimize.milp."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from accord.errors import OutsideError, Problem
from accord.methods.highs import silent_milp
from accord.methods.portfolio.programme import Floats, Programme, Row

__all__ = ["LARGE_GAP", "MOST_EXACT", "Solver", "gap_for", "matrix_of"]

MOST_EXACT = 60
"""Up to this many candidates that can be chosen the gap is zero; above it is ``LARGE_GAP``."""

LARGE_GAP = 1e-4
"""Relative gap at which larger programmes stop; it is stated with every answer."""

_STOPPED, _INFEASIBLE = 1, 2


def gap_for(programme: Programme) -> float:
    """Return the relative gap at which a programme may stop."""
    return 0.0 if len(programme.prepared.open_ids) <= MOST_EXACT else LARGE_GAP


def matrix_of(rows: Sequence[Row], width: int) -> tuple[Any, Floats, Floats]:
    """Return the sparse matrix of some rows, and their lower and upper limits."""
    from scipy.sparse import csr_array

    starts = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum([len(row.columns) for row in rows], out=starts[1:])
    columns = np.fromiter((column for row in rows for column in row.columns), np.int64, int(starts[-1]))
    factors = np.fromiter((factor for row in rows for factor in row.factors), np.float64, int(starts[-1]))
    matrix = csr_array((factors, columns, starts), shape=(len(rows), width))
    lower = np.fromiter((row.lower for row in rows), np.float64, len(rows))
    upper = np.fromiter((row.upper for row in rows), np.float64, len(rows))
    return matrix, lower, upper


@dataclass(slots=True, kw_only=True)
class Solver:
    """Solves programmes and counts how often it was asked; the only state is the count.

    Attributes:
        solves: How often the solver ran.
    """

    solves: int = field(default=0)

    def best(
        self,
        programme: Programme,
        *,
        gains: Floats | None = None,
        forced: Mapping[str, int] | None = None,
        extra: Iterable[Row] = (),
        gap: float | None = None,
        nodes: int | None = None,
        is_careful: bool = False,
    ) -> tuple[Floats, float] | None:
        """Return the columns of a best solution and the bound on the objective, or None if none is possible.

        Args:
            programme: The programme.
            gains: What is maximised; the benefits if not given.
            forced: Candidates that are in (1) or out (0).
            extra: More rows.
            gap: Relative gap at which it may stop; by the number of candidates if not given.
            nodes: After so many branches it stops where it is, which the bound then shows; None for never.
                With a limit of time what it finds would depend on the machine.
            is_careful: Whether to do without the simplifications that a solver makes before.

        Raises:
            UsageError: SciPy is not installed (ACC-296).
            OutsideError: The solver gave up (ACC-843).
        """
        milp = silent_milp()
        width = len(programme.gains)
        taken = programme.gains if gains is None else gains
        limits = _limits(programme, forced or {})
        if limits is None:
            return None
        rows = [*programme.rows, *extra]
        if not width:
            return (limits[1], 0.0) if all(row.lower <= 0 <= row.upper for row in rows) else None
        constraints = matrix_of(rows, width)
        options: dict[str, Any] = {"mip_rel_gap": gap_for(programme) if gap is None else gap}
        if nodes is not None:
            options["node_limit"] = nodes
        for is_plain in (is_careful, True):
            self.solves += 1
            result = milp(
                -taken,
                integrality=programme.is_whole,
                bounds=limits,
                constraints=constraints if constraints[0].shape[0] else None,
                options=options | {"presolve": not is_plain},
            )
            if result.x is not None and result.status in (0, _STOPPED):
                bound = result.mip_dual_bound
                return result.x, -float(result.fun if bound is None else bound)
            if result.status == _INFEASIBLE:
                return None
            if options.pop("node_limit", None) is not None:
                options["mip_rel_gap"] = max(options["mip_rel_gap"], LARGE_GAP)
        raise _gave_up(str(result.message))


def _limits(programme: Programme, forced: Mapping[str, int]) -> tuple[Floats, Floats] | None:
    """Return the limits of columns; None if a candidate is forced in that can never be chosen."""
    lower, upper = np.zeros(len(programme.gains)), programme.upper.copy()
    for candidate, value in forced.items():
        place = programme.prepared.position[candidate]
        if value > upper[place]:
            return None
        lower[place] = upper[place] = value
    return lower, upper


def _gave_up(message: str) -> OutsideError:
    return OutsideError(
        Problem(
            id="ACC-843",
            what="The solver HiGHS gave up.",
            value=message,
            expected="a choice, or a proof that there is none",
            fix="Check that costs, grants and benefits are of similar size; report the file if they are.",
        )
    )
