"""Discount rates that take the place of earlier ones: rates may fall with time."""

from __future__ import annotations

from dataclasses import dataclass

from accord.domain.appraisal_flows import Analysis
from accord.domain.claim import Value
from accord.domain.evidence import NOWHERE, Origin

__all__ = ["LaterRate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterRate:
    """A rate that takes the place of the one before it: rates may fall with time.

    Attributes:
        analysis: In which analysis it holds.
        from_year: First year of the appraisal in which it holds; the base year is year 0.
        rate: Name of the parameter.
    """

    analysis: Analysis
    from_year: int
    rate: Value
    origin: Origin = NOWHERE

    @property
    def id(self) -> str:
        """How refusals name it."""
        return f"{self.analysis.value} rate from year {self.from_year}"
