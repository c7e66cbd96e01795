"""Amounts of money in the prices of one year, by a named price index.

An amount of year Y in prices of year B is amount x index of B / index of Y.

Conversion comes first, at the value date, and the deflator is that of the currency of the result: dollars are
not deflated by prices in euros. The DAC deflators of the OECD fit this order: they are made for amounts in
dollars and hold both the change of prices and that of exchange rates.

References:
    OECD, Information note on the DAC deflators (constant = current amount / deflator, base year = 100),
    http://www.oecd.org/development/stats/informationnoteonthedacdeflators.htm
    Eurostat, Harmonised Index of Consumer Prices, https://ec.europa.eu/eurostat/web/hicp/overview
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from accord.domain.constant_sum import ConstantSum
from accord.domain.conversion import ConstantPrice, Undeflated
from accord.domain.rate import Deflator, exact_product, exact_ratio

__all__ = ["deflate", "deflate_by_year"]


def deflate(
    amount: Decimal | None, currency: str, year: int | None, deflator: Deflator, *, base_year: int
) -> ConstantPrice:
    """Return an amount in the prices of another year.

    No index is filled in, carried forward or estimated: a year that is missing leaves the amount in
    current prices, with the reason.

    Args:
        amount: Amount in current prices; None if unknown.
        currency: Its currency, after conversion if it was converted.
        year: Year of the amount; None if unknown.
        deflator: Price index of that currency.
        base_year: Year in whose prices the result is.

    Returns:
        The amount in constant prices, not rounded, with both indices; or the reason why there is none.

    Raises:
        ValueError: The amount is infinite or not a number.
    """
    if amount is not None and not amount.is_finite():
        raise ValueError(f"an amount is a number, not {amount}")
    of_year = deflator.indices.get(year) if year is not None else None
    of_base = deflator.indices.get(base_year)
    reason: Undeflated | None = None
    result: Decimal | None = None
    if amount is None:
        reason = Undeflated.NO_AMOUNT
    elif currency != deflator.currency:
        reason = Undeflated.OTHER_CURRENCY
    elif year is None:
        reason = Undeflated.NO_YEAR
    elif of_base is None:
        reason = Undeflated.NO_INDEX_OF_BASE_YEAR
    elif of_year is None:
        reason = Undeflated.NO_INDEX_OF_YEAR
    else:
        result = exact_ratio(exact_product(amount, of_base), of_year)
    return ConstantPrice(
        amount=amount,
        currency=currency,
        year=year,
        base_year=base_year,
        deflator=deflator.id,
        result=result,
        index_of_year=of_year,
        index_of_base_year=of_base,
        reason=reason,
    )


def deflate_by_year(
    sums: Iterable[tuple[int | None, Decimal | None]], currency: str, deflator: Deflator, *, base_year: int
) -> ConstantSum:
    """Return the sum of amounts of several years in the prices of one.

    Each year is deflated by its own index, then they are added. A year without an index, and amounts
    without a year, stay apart in current prices: they are never added to the rest.

    Args:
        sums: Year and sum of the amounts of that year; the year is None if it is unknown.
        currency: Currency of all amounts.
        deflator: Price index of that currency.
        base_year: Year in whose prices the result is.

    Raises:
        ValueError: An amount is infinite or not a number.
    """
    return ConstantSum(
        parts=tuple(deflate(amount, currency, year, deflator, base_year=base_year) for year, amount in sums)
    )
