"""Statements about shares put together: one for each owner and company, unknown kept apart from zero."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from accord.domain.ownership import Holding

__all__ = ["Shares", "as_percent", "put_together"]

_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Who holds at least how much of whom, as parts of one.

    Attributes:
        held: By company, the least share of each owner; 0 where a share exists and is not known.
        problems: By company, what is wrong with the statements.
        doubtful: Companies whose shares add up to more than all; what is stated of them tells nothing.
    """

    held: Mapping[str, Mapping[str, Fraction]]
    problems: Mapping[str, tuple[str, ...]]
    doubtful: frozenset[str]


def put_together(holdings: Iterable[Holding]) -> Shares:
    """Return the shares that statements agree on.

    Where sources give one owner different shares of a company, the least is what is known and the rest is
    unknown; dates decide nothing here, so give the statements of one day. What a company holds of itself
    belongs to whoever owns it and is unknown, too. A share that is no number from 0 to 100 is unknown.

    Args:
        holdings: Statements.
    """
    stated: defaultdict[tuple[str, str], set[Fraction]] = defaultdict(set)
    problems: defaultdict[str, list[str]] = defaultdict(list)
    for holding in holdings:
        shares = stated[holding.company, holding.owner]
        if holding.percent is None:
            continue
        if holding.percent.is_finite() and 0 <= holding.percent <= 100:
            shares.add(Fraction(holding.percent) / 100)
        else:
            what = f"{holding.source} gives {holding.owner} {holding.percent} %, which is no share"
            problems[holding.company].append(what)
    held: defaultdict[str, dict[str, Fraction]] = defaultdict(dict)
    for (company, owner), shares in sorted(stated.items()):
        held[company][owner] = min(shares, default=Fraction(0))
        if len(shares) > 1:
            given = ", ".join(f"{as_percent(share)} %" for share in sorted(shares))
            problems[company].append(f"sources give {owner} different shares: {given}")
    doubtful = set()
    for company, owners in held.items():
        total = sum(owners.values(), Fraction(0))
        if total > 1:
            problems[company].append(f"the shares add up to {as_percent(total)} %")
            doubtful.add(company)
        if owners.pop(company, None) is not None:
            problems[company].append("it holds shares of itself; they are counted as unknown")
    return Shares(
        held={company: dict(owners) for company, owners in held.items()},
        problems={company: tuple(found) for company, found in problems.items()},
        doubtful=frozenset(doubtful),
    )


def as_percent(share: Fraction, rounding: str = ROUND_FLOOR) -> Decimal:
    """Return a part of one in percent, to four places.

    Args:
        share: Part of one.
        rounding: Rounding of ``decimal``; down by default, so that no share is shown that is not reached.
    """
    exact = share * 100
    scaled = Decimal(exact.numerator * 10**8) / Decimal(exact.denominator) / Decimal(10**8)
    rounded = scaled.quantize(_PLACES, rounding=rounding).normalize()
    return rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded
