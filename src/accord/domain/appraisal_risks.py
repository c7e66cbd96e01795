"""What is uncertain in an appraisal, what goes together, and how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accord.domain.evidence import NOWHERE, Origin

__all__ = ["Distribution", "Risk", "RiskCorrelation", "RiskRun"]


class Distribution(StrEnum):
    """How an uncertain factor is distributed."""

    TRIANGULAR = "triangular"
    UNIFORM = "uniform"
    NORMAL = "normal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """A factor by which lines are multiplied in each draw.

    Attributes:
        id: Name of the risk.
        distribution: Its distribution.
        lines: Lines that it multiplies.
        source: Where the distribution comes from.
        low: Least factor, of a triangular or uniform one.
        mode: Most likely factor, of a triangular one.
        high: Greatest factor, of a triangular or uniform one.
        mean: Mean, of a normal one.
        deviation: Standard deviation, of a normal one.
    """

    id: str
    distribution: Distribution
    lines: tuple[str, ...]
    source: str
    low: Decimal | None = None
    mode: Decimal | None = None
    high: Decimal | None = None
    mean: Decimal | None = None
    deviation: Decimal | None = None
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskCorrelation:
    """Two risks that go together, or against each other; pairs that are not stated are independent.

    Attributes:
        first: Name of a risk.
        second: Name of another one.
        rank: Correlation of their ranks (Spearman), from -1 to 1.
        source: Where it comes from.
    """

    first: str
    second: str
    rank: Decimal
    source: str
    origin: Origin = NOWHERE

    @property
    def id(self) -> str:
        """How refusals name it."""
        return f"{self.first} and {self.second}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRun:
    """How risks are drawn.

    Attributes:
        draws: Number of draws.
        seed: Seed; the same seed gives the same draws.
    """

    draws: int = 10000
    seed: int = 1
