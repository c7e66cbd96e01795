"""Units of amounts in words: a currency or a thing, with a scale in words, and one per the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

__all__ = ["AmountUnit", "money_unit", "quantity_unit", "spent_unit", "value_factor"]

_SCALES = {
    "thousand": Decimal(10) ** 3,
    "million": Decimal(10) ** 6,
    "billion": Decimal(10) ** 9,
}
_SHORT = {"tonne": "t", "h": "hour", "min": "minute"}
"""Two ways of writing one thing."""

_IN_ONE = {("hour", "minute"): 60, ("t", "kg"): 1000}
"""How many of the second are one of the first; both sides of a price may differ by this much."""

_MONEY = re.compile(r"([A-Z]{3})(?: (thousand|million|billion))?")
_QUANTITY = re.compile(r"(?:(thousand|million|billion) )?(\S.*)")


@dataclass(frozen=True, slots=True)
class AmountUnit:
    """A unit with its scale.

    Attributes:
        noun: Currency, or the thing that is counted, without a plural s.
        scale: By what an amount is multiplied to be in single units.
    """

    noun: str
    scale: Decimal


def money_unit(text: str) -> AmountUnit | None:
    """Return a unit of money such as ``EUR million``; None if it is none.

    Short forms (EUR m, kEUR, mn) are no units: m has been read as thousand and as million.
    """
    found = _MONEY.fullmatch(text)
    return AmountUnit(found[1], _SCALES.get(found[2] or "", Decimal(1))) if found else None


def quantity_unit(text: str) -> AmountUnit | None:
    """Return a unit of things such as ``thousand hours``; None if there is no thing."""
    found = _QUANTITY.fullmatch(text.strip())
    if not found or found[2] in _SCALES or "/" in found[2]:
        return None
    return AmountUnit(_singular(found[2]), _SCALES.get(found[1] or "", Decimal(1)))


def spent_unit(volume: str, each: str) -> str:
    """Return the unit of what all users spend together; empty if the two do not fit.

    Args:
        volume: Unit of a volume of users, e.g. ``million trips``.
        each: What one of them spends, e.g. ``hours/trip``.
    """
    above, slash, below = each.partition("/")
    counted, spent, per = quantity_unit(volume), quantity_unit(above), quantity_unit(below)
    if not (slash and counted and spent and per) or counted.noun != per.noun:
        return ""
    words = {scale: word for word, scale in _SCALES.items()} | {Decimal(1): ""}
    scale = words.get(counted.scale * spent.scale / per.scale)
    return "" if scale is None else f"{scale} {spent.noun}".strip()


def value_factor(quantity: str, price: str, money: str) -> Decimal | None:
    """Return by what quantity times price is multiplied to be money in a unit; None if they do not fit.

    Args:
        quantity: Unit of the quantity, e.g. ``million hours``.
        price: Unit of the price, e.g. ``EUR/hour``.
        money: Unit of the result, e.g. ``EUR million``.
    """
    above, slash, below = price.partition("/")
    counted, paid, per = quantity_unit(quantity), money_unit(above.strip()), quantity_unit(below)
    result = money_unit(money)
    if not (slash and counted and paid and per and result):
        return None
    same = _same_things(per.noun, counted.noun)
    if paid.noun != result.noun or same is None:
        return None
    return counted.scale * paid.scale * same.denominator / (per.scale * result.scale * same.numerator)


def _same_things(one: str, other: str) -> Fraction | None:
    """Return how many of the other thing are one; None if they are different things."""
    if one == other:
        return Fraction(1)
    if (one, other) in _IN_ONE:
        return Fraction(_IN_ONE[one, other])
    return Fraction(1, _IN_ONE[other, one]) if (other, one) in _IN_ONE else None


def _singular(noun: str) -> str:
    return " ".join(map(_singular_word, noun.split()))


def _singular_word(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    singular = word.removesuffix("s") if len(word) > 2 else word
    return _SHORT.get(singular, singular)
