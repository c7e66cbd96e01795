"""The price of a basket against the income of a group, at a limit."""

from __future__ import annotations

from collections.abc import Sequence

from accord.domain.broadband import BasketPrice, Income
from accord.domain.broadband_call import AffordabilityLimit, BroadbandCase
from accord.domain.broadband_standing import Affordability

__all__ = ["affordabilities"]


def affordabilities(case: BroadbandCase) -> tuple[Affordability, ...]:
    """Return every limit for each partner, basket and group of people that are named anywhere.

    Price and income are brought to a month. The latest price counts, and the latest income that is not
    later. Nothing unverified counts and nothing is converted: another currency, an older income than the
    limit allows, a missing price or income, or an income of zero have no answer, and the reason says why.

    Args:
        case: What the folder states.
    """
    partners = sorted(
        {row.partner for row in case.settlements}
        | {row.partner for row in case.prices}
        | {row.partner for row in case.incomes}
    )
    baskets = sorted({row.basket for row in case.prices})
    groups = sorted(
        {row.group for row in case.incomes} | {"mean"}, key=lambda group: (group != "mean", group)
    )
    return tuple(
        _tested(limit, (partner, basket, group), case)
        for _name, limit in sorted(case.limits.items())
        for partner in partners
        for basket in baskets
        for group in groups
    )


def _tested(limit: AffordabilityLimit, of: tuple[str, str, str], case: BroadbandCase) -> Affordability:
    partner, basket, group = of
    prices = [
        row
        for row in case.prices
        if (row.partner, row.basket) == (partner, basket) and row.evidence.is_verified
    ]
    price = max(prices, key=lambda row: (row.year, row.id), default=None)
    incomes = [
        row
        for row in case.incomes
        if (row.partner, row.group) == (partner, group) and row.evidence.is_verified
    ]
    income = _latest(incomes, price)
    reason = _why_not(limit, price, incomes, income)
    share, is_kept = None, None
    if price is not None and income is not None and not reason:
        share = float(price.price_a_month / income.amount_a_month)
        is_kept = price.price * income.months <= limit.share * income.amount * price.months
        reason = (
            f"{price.price_a_month:.6g} {price.currency} a month ({price.year}) by"
            f" {income.amount_a_month:.6g} {income.currency} a month per head ({income.year}):"
            f" {share * 100:.4g} %; the limit is {(limit.share * 100).normalize():f} %."
        )
    return Affordability(
        limit=limit.id,
        partner=partner,
        basket=basket,
        group=group,
        share=share,
        is_kept=is_kept,
        price=price.id if price else "",
        income=income.id if income else "",
        reason=reason,
    )


def _latest(incomes: Sequence[Income], price: BasketPrice | None) -> Income | None:
    usable = [row for row in incomes if price is None or row.year <= price.year]
    return max(usable, key=lambda row: (row.year, row.id), default=None)


def _why_not(
    limit: AffordabilityLimit, price: BasketPrice | None, incomes: Sequence[Income], income: Income | None
) -> str:
    if price is None:
        return "No price is given."
    if income is None:
        later = " that is not later than the price" if incomes else ""
        return f"No income of this group is given{later}."
    if income.currency != price.currency:
        return f"The price is in {price.currency}, the income in {income.currency}; nothing is converted."
    if price.year - income.year > limit.oldest_income_years:
        return f"The income of {income.year} is over {limit.oldest_income_years} years older than the price."
    return "" if income.amount > 0 else "The income is not above zero."
