"""What a calculation of leverage is told beside the lines, and where a line can be put."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from accord.domain.leverage import Mechanism

__all__ = ["LeverageTerms", "Placing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverageTerms:
    """What a calculation of leverage is told beside the lines.

    Attributes:
        round: Round whose investment grants count, such as ``IG03``; empty for any round.
        private: Mechanism of each line that is private money, by id of the line; no register that
            was read marks private money, so a person says so.
        complete: Projects whose plan is known to be complete, so that a kind of line that it does
            not hold is zero and not unknown; this never holds for private money.
        chosen: Grants that a person chose for the round although no code was seen.
        unit: Currency in which lines are added; lines in another are named and left out.
    """

    round: str = ""
    private: Mapping[str, Mechanism] = field(default_factory=dict)
    complete: frozenset[str] = frozenset()
    chosen: frozenset[str] = frozenset()
    unit: str = "EUR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placing:
    """Where a definition puts a line.

    Attributes:
        is_above: Whether it is part of the numerator.
        is_below: Whether it is part of the denominator.
        reason: Why it is on neither side; empty if it is on one.
        is_unknown: Whether it may belong below the line, which cannot be told.
    """

    is_above: bool = False
    is_below: bool = False
    reason: str = ""
    is_unknown: bool = False
