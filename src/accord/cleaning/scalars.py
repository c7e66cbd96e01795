"""The strict reading of one plain (unquoted) YAML scalar."""

from __future__ import annotations

import re
from decimal import Decimal

__all__ = ["Scalar", "clean_plain_scalar", "comma_advice"]

Scalar = str | int | Decimal | bool | None

_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_INTEGER = re.compile(r"-?(0|[1-9]\d*)", re.ASCII)
_COMMA = re.compile(r"(-?\d+),(\d+)", re.ASCII)
_DECIMAL = re.compile(r"-?(0|[1-9]\d*)\.\d+", re.ASCII)


def clean_plain_scalar(text: str) -> Scalar:
    """Return the value of an unquoted scalar.

    Only five forms are special: whole numbers, decimals with a point, ``true``, ``false`` and
    ``null``. All else is text: ``no``, ``NO``, ``1e3``, ``08`` and ``2018-05-17`` stay as written,
    since YAML 1.1 would turn them into other things without a word.

    Args:
        text: The scalar as written.

    Returns:
        A whole number, an exact decimal, a truth value, None, or the text itself.

    Reference:
        YAML 1.2.2, chapter 10 (JSON schema), https://yaml.org/spec/1.2.2/#102-json-schema
    """
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    return text


def comma_advice(text: str) -> str:
    """Return what to write in place of a number with one comma; empty if it is none.

    Three digits behind the comma may be decimals or the end of thousands: both are offered, none is taken.
    """
    found = _COMMA.fullmatch(text)
    if not found:
        return ""
    whole, rest = found.groups()
    if len(rest) == 3:
        return f"Write {whole}{rest} or {whole}.{rest}, as is meant: a comma has been read as either."
    return f"Write {whole}.{rest}, with a point before decimals."
