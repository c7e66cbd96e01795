"""The strict reading of one plain (unquoted) YAML scalar."""

from __future__ import annotations

import re
from decimal import Decimal

__all__ = ["Scalar", "clean_plain_scalar"]

Scalar = str | int | Decimal | bool | None

_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_INTEGER = re.compile(r"-?(0|[1-9]\d*)", re.ASCII)
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
