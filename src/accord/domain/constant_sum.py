"""A sum over years in the prices of one year, apart from what could not be brought to them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from accord.domain.conversion import ConstantPrice
from accord.domain.rate import exact_sum

__all__ = ["ConstantSum"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConstantSum:
    """Amounts of several years in one currency.

    Attributes:
        parts: The sum of each year, in current prices and, where there is an index, in constant ones.
    """

    parts: tuple[ConstantPrice, ...]

    @property
    def constant(self) -> Decimal | None:
        """Sum in prices of the base year of all that has an index; None if nothing has."""
        found = [part.result for part in self.parts if part.result is not None]
        return exact_sum(found) if found else None

    @property
    def current(self) -> Decimal | None:
        """Sum of what stays in current prices; None if nothing does."""
        found = [part.amount for part in self.undeflated if part.amount is not None]
        return exact_sum(found) if found else None

    @property
    def undeflated(self) -> tuple[ConstantPrice, ...]:
        """The parts that stay in current prices, each with its reason."""
        return tuple(part for part in self.parts if part.result is None)
