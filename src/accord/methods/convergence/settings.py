"""What the convergence methods are told: window, level of intervals, fewest units, draws and seed."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ConvergenceSettings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvergenceSettings:
    """Settings, all of which are published with each figure that depends on them.

    Attributes:
        window_years: Length of "the present": periods that begin earlier before the end of the last one
            are left out. Not used where ``first`` is given.
        first: First period of the window; empty for the length above.
        last: Last period of the window; empty for the last one that is known.
        level: Share that intervals hold. 0.90, so that they run from 5 to 95 %, as those of the Worldwide
            Governance Indicators and the Corruption Perceptions Index do.
        least_units: Fewest units for a standard deviation or an order among partners.
        least_units_beta: Fewest units for a regression of growth on the initial level.
        draws: Number of random draws behind ranges of ranks; 20,000 leave a probability of 2 % uncertain by
            0.1 points (one standard deviation).
        seed: Seed of these draws.
    """

    window_years: float = 15.0
    first: str = ""
    last: str = ""
    level: float = 0.90
    least_units: int = 3
    least_units_beta: int = 10
    draws: int = 20_000
    seed: int = 1
