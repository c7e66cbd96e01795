"""How values are written for people: digits grouped, units named, absence said."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from accord.domain.claim import Qualifier, Value
from accord.domain.figure import Figure

__all__ = [
    "NONE_KNOWN",
    "UNKNOWN",
    "UNKNOWN_END",
    "is_currency",
    "plain_value",
    "shown_figure",
    "shown_value",
    "without_formula",
]

UNKNOWN = "unknown"
"""What is written where a value is not known; never a zero and never a blank."""

UNKNOWN_END = "no end"
"""What is written where an interval has no end."""

NONE_KNOWN = "none known"
"""What is written for an amount of at least nought: none is on record, and there may be some."""

_CURRENCY = re.compile(r"[A-Z]{3}")
_SILENT_UNITS = {"count", "ratio", "score", "share"}
_HUNDREDTH = Decimal("0.01")


def is_currency(unit: str) -> bool:
    """Whether a unit is a currency code (three capital letters, ISO 4217)."""
    return _CURRENCY.fullmatch(unit) is not None


def shown_value(value: Value | None, unit: str = "", *, qualifier: Qualifier = Qualifier.EXACT) -> str:
    """Return a value as people read it, e.g. ``at least EUR 27,672,000`` or ``1.08``.

    Args:
        value: Number, word, truth value, or None for unknown.
        unit: Unit or currency; ratios and scores are shown without it.
        qualifier: Said before the number unless exact; an amount of at least nought is ``none known``.

    Returns:
        Text; numbers are rounded half up to two decimals, whole numbers have none.
    """
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value.replace("_", " ")
    if qualifier is Qualifier.AT_LEAST and value == 0 and is_currency(unit):
        return NONE_KNOWN
    number = _grouped(value)
    if is_currency(unit):
        number = f"{unit} {number}"
    elif unit == "percent":
        number = f"{number} %"
    elif unit and unit not in _SILENT_UNITS:
        number = f"{number} {unit}"
    return number if qualifier is Qualifier.EXACT else f"{qualifier.value} {number}"


def shown_figure(figure: Figure) -> str:
    """Return the value of a figure as people read it; an estimate never stands without its interval and n."""
    shown = shown_value(figure.value, figure.unit, qualifier=figure.qualifier)
    if figure.lower is None and figure.upper is None:
        return shown
    none = figure.parameters.get("latest", UNKNOWN_END)  # an interval of years may run to never
    ends = [none if end is None else shown_value(end) for end in (figure.lower, figure.upper)]
    count = "" if figure.n is None else f"; n {figure.n}"
    return f"{shown} ({ends[0]} to {ends[1]}{count})"


def plain_value(value: Value | None) -> str | int | float | bool | None:
    """Return a value for JSON: a whole number stays whole, a fraction becomes a number.

    Amounts of the public record are far below the precision of a JSON number (15 digits).
    """
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)


def without_formula(value: object) -> object:
    """Return what is written into a CSV cell: a text that a spreadsheet would run gets an apostrophe."""
    is_formula = isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))
    return f"'{value}" if is_formula else value


def _grouped(number: Decimal) -> str:
    if number == number.to_integral_value():
        return f"{int(number):,}"
    rounded = number.quantize(_HUNDREDTH, rounding=ROUND_HALF_UP)
    return f"{rounded:,f}".rstrip("0").rstrip(".") if rounded else f"{number.normalize():f}"
