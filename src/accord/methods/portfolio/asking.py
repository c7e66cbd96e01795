"""What all questions about a portfolio share: programme, best choice, and how much effort is allowed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from accord.domain.portfolio import Portfolio
from accord.methods.portfolio.building import programme_of
from accord.methods.portfolio.choosing import Choice
from accord.methods.portfolio.neighbours import Neighbours
from accord.methods.portfolio.preparing import Prepared, prepare
from accord.methods.portfolio.programme import Programme
from accord.methods.portfolio.solving import MOST_EXACT, Solver

__all__ = ["MOST_AGAIN", "MOST_BRANCHES", "MOST_COLUMNS", "MOST_REASONED", "Asked", "programme_with"]

MOST_AGAIN = 1000
"""Up to this many candidates questions are answered by solving again; above, by the relaxed problem."""

MOST_COLUMNS = 4000
"""Up to this many columns, most of them sets of joint benefits, questions are answered by solving again."""

MOST_REASONED = 6_000
"""Above 60 candidates so many columns are solved again for exact reasons: 30 times 200, or 6 times 1,000.

That is about three seconds on a machine of 2024. It is counted in columns and not in seconds, so that the
answer does not depend on the machine.
"""

MOST_BRANCHES = 2000
"""So many branches one exact answer above 60 candidates may take; hard ones become bounds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A portfolio that was solved.

    Attributes:
        prepared: The portfolio.
        programme: Its programme.
        solver: The solver that counts.
        best: The best choice.
        beside: What ties the chosen candidates to others.
    """

    prepared: Prepared
    programme: Programme
    solver: Solver
    best: Choice
    beside: Neighbours

    @property
    def portfolio(self) -> Portfolio:
        """The portfolio as stated."""
        return self.prepared.portfolio

    @property
    def _open(self) -> int:
        """How many candidates can be chosen; their columns stand first."""
        return int(np.count_nonzero(self.programme.upper[: len(self.prepared.items)]))

    @property
    def is_exact(self) -> bool:
        """Whether everything is solved with no gap."""
        return self._open <= MOST_EXACT and len(self.programme.gains) <= MOST_COLUMNS

    @property
    def can_solve_again(self) -> bool:
        """Whether questions are answered by solving again."""
        has_few_columns = len(self.programme.gains) <= MOST_COLUMNS or not self.prepared.joint
        return self._open <= MOST_AGAIN and has_few_columns

    @property
    def reasoned(self) -> int:
        """For how many candidates it is solved again what they change."""
        if self.is_exact:
            return self._open
        if not self.can_solve_again:
            return 0
        wanted = self.portfolio.questions.reasons
        return min(self._open, MOST_REASONED // len(self.programme.gains) if wanted is None else wanted)

    @property
    def tolerance(self) -> float:
        """Benefits that differ by less are the same."""
        return 1e-7 * max(abs(self.best.value), self.programme.benefit_scale)


def programme_with(portfolio: Portfolio) -> Programme:
    """Return the programme of another portfolio, such as one with a rule less."""
    return programme_of(prepare(portfolio))
