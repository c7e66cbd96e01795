"""Amounts of money as pages print them: signs, groups of digits, millions.

What could mean two things is refused: ``27.672`` may be 27,672 or a little more than 27.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

__all__ = ["PrintedAmount", "clean_printed_amount", "ends_with_amount"]

_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD", "EURO": "EUR", "EUROS": "EUR"}
_FACTORS = {
    "": 1,
    "K": 1_000,
    "THOUSAND": 1_000,
    "M": 1_000_000,
    "MN": 1_000_000,
    "MLN": 1_000_000,
    "MIO": 1_000_000,
    "MILLION": 1_000_000,
    "BN": 1_000_000_000,
    "BLN": 1_000_000_000,
    "BILLION": 1_000_000_000,
}
_CODES = r"(?:EUR|USD|GBP|CHF|SEK|NOK|DKK|JPY|CZK|HUF|PLN|RON|BGN|TRY|RSD|BAM|MKD|ALL)(?![A-Za-z])"
_CURRENCY = rf"€|£|\$|{_CODES}|euros?(?![A-Za-z])"
_NUMBER = r"\d(?:[\d.,' \u00a0\u2009\u202f]*\d)?"
_FACTOR = r"(?:million|billion|thousand|mln|mio|mn|bln|bn|m|k)"
_AMOUNT = re.compile(
    rf"(?P<before>{_CURRENCY})?\s*(?P<number>{_NUMBER})\s*(?P<factor>{_FACTOR})?\.?\s*(?P<after>{_CURRENCY})?",
    re.IGNORECASE,
)
_AT_THE_END = re.compile(
    rf"(?:(?:€|£|\$|(?<![A-Za-z]){_CODES})\s*{_NUMBER}\s*{_FACTOR}?|{_NUMBER}\s*{_FACTOR}?\s*(?:€|£|\$|{_CODES}))\s*$"
)
_MOST_SIGNS = 24
_BLANKS = re.compile(r"[' \u00a0\u2009\u202f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedAmount:
    """An amount with its currency.

    Attributes:
        amount: Amount in ``unit``.
        unit: Currency code (ISO 4217).
    """

    amount: Decimal
    unit: str


def clean_printed_amount(text: str, *, default_unit: str = "") -> PrintedAmount:
    """Read an amount such as ``EUR 27,672,000``, ``€ 25.0 m`` or ``27.672.000``.

    A comma before three digits groups them, as on English pages; a single point before three
    digits is refused, since it could do either.

    Args:
        text: The amount and nothing else.
        default_unit: Currency of a page that prints none beside its amounts; empty to refuse.

    Returns:
        The amount and its currency.

    Raises:
        ValueError: The text is no amount, has no currency or two, or could mean two amounts.
    """
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        raise ValueError("an amount is written like EUR 27,672,000 or € 25.0 m")
    factor = _FACTORS[(match["factor"] or "").upper()]
    number = _number(match["number"], is_scaled=factor > 1)
    units = {_unit(sign) for sign in (match["before"], match["after"]) if sign}
    if len(units) > 1:
        raise ValueError(f"two currencies stand beside one amount: {', '.join(sorted(units))}")
    unit = units.pop() if units else default_unit
    if not unit:
        raise ValueError("the amount has no currency")
    amount = number * factor
    whole = amount.to_integral_value()
    return PrintedAmount(amount=whole if whole == amount else amount, unit=unit)


def ends_with_amount(text: str) -> int | None:
    """Return where the amount begins with which a text ends; None if it ends otherwise.

    Only a number with a currency beside it counts: a text may end with a year or a code.
    """
    match = _AT_THE_END.search(text)
    return match.start() if match else None


def _unit(sign: str) -> str:
    return _SIGNS.get(sign.upper(), sign.upper())


def _number(text: str, *, is_scaled: bool) -> Decimal:
    compact = _BLANKS.sub("", text) if _is_well_grouped(text) and len(text) <= _MOST_SIGNS else ""
    for groups, point in ((",", "."), (".", ",")):
        if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(groups)}\d{{3}})+(?:{re.escape(point)}\d+)?", compact):
            is_sure = compact.count(groups) > 1 or point in compact
            if is_sure or (groups == "," and not is_scaled):
                return Decimal(compact.replace(groups, "").replace(point, "."))
        if re.fullmatch(rf"\d+(?:{re.escape(point)}\d+)?", compact):
            is_ambiguous = re.fullmatch(rf"[1-9]\d{{0,2}}{re.escape(point)}\d{{3}}", compact) is not None
            if not is_ambiguous or (is_scaled and point == "."):
                return Decimal(compact.replace(point, "."))
    raise ValueError(f"{text!r} is no number, or could mean two: write 27,672,000 or 27672000")


def _is_well_grouped(text: str) -> bool:
    """Whether blanks and apostrophes stand only before groups of three digits."""
    head, *groups = _BLANKS.split(text)
    return not groups or (
        re.fullmatch(r"\d{1,3}", head) is not None
        and all(re.fullmatch(r"\d{3}", group) for group in groups[:-1])
        and re.fullmatch(r"\d{3}(?:[.,]\d+)?", groups[-1]) is not None
    )
