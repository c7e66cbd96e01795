"""Who holds how much of a company through whom, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from accord.domain.ownership import ChainConvention
from accord.methods.ownership.shares import Shares, as_percent

__all__ = ["explain_shares"]


def explain_shares(
    company: str,
    shares: Shares,
    listed: frozenset[str],
    counted: Mapping[str, Fraction],
    *,
    convention: ChainConvention,
) -> tuple[str, ...]:
    """Return the sentences, from the company upwards; each company is explained once.

    Args:
        company: Id of the company.
        shares: Shares put together.
        listed: Listed owners.
        counted: By owner, the part of it that counts as listed; owners without a part are not among the
            keys.
        convention: How chains count.
    """
    if company in listed:
        return (f"{company} is listed itself.",)
    said: list[str] = []
    waiting, seen = [company], {company}
    while waiting:
        current = waiting.pop(0)
        owners = shares.held.get(current, {})
        said += [
            _sentence(owner, current, share, (listed, counted), convention)
            for owner, share in owners.items()
            if owner in counted
        ]
        said.append(_rest(current, owners, counted))
        above = [owner for owner in owners if owner in counted and owner not in seen | listed]
        seen.update(above)
        waiting += above
    return tuple(said)


def _sentence(
    owner: str,
    company: str,
    share: Fraction,
    counts: tuple[frozenset[str], Mapping[str, Fraction]],
    convention: ChainConvention,
) -> str:
    listed, counted = counts
    holds = f"{owner} holds {as_percent(share)} % of {company}"
    if not share:
        holds = f"{owner} holds a share of {company} that is not known"
    if owner in listed:
        return f"{holds} and is listed."
    if convention is ChainConvention.WHOLE:
        return f"{holds} and counts whole, because listed owners own it."
    return f"{holds}, of which {as_percent(share * counted[owner])} % come from listed owners."


def _rest(company: str, owners: Mapping[str, Fraction], counted: Mapping[str, Fraction]) -> str:
    others = {owner: share for owner, share in owners.items() if owner not in counted}
    known = as_percent(sum(others.values(), Fraction(0)))
    left = as_percent(max(Fraction(0), 1 - sum(owners.values(), Fraction(0))))
    if not owners:
        return f"No owner of {company} is stated."
    many = "1 other owner holds" if len(others) == 1 else f"{len(others)} other owners hold"
    named = f"{many} {known} %" if others else "No other owner is stated"
    return f"{named}; of {left} % of {company} the owner or the share is not known."
