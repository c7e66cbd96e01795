"""At which prices the amounts of a line are stated: those of one year, or those of each year itself."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Prices"]


class Prices(StrEnum):
    """At which prices amounts are stated.

    ``constant``: those of the year of the prices; ``current``: nominal, those of the year in which an amount
    flows, inflation included.
    """

    CONSTANT = "constant"
    CURRENT = "current"
