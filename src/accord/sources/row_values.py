"""A value of content is read as what a field asks for: text, number, date, word, and nothing near it."""

from __future__ import annotations

import difflib
import typing
from collections.abc import Callable
from decimal import Decimal
from enum import StrEnum

from accord.cleaning.scalars import comma_advice
from accord.domain.claim import Value
from accord.domain.period import PartialDate
from accord.sources.marked_yaml import Marked

__all__ = ["ValueRefusedError", "describe_value", "nearest_word", "read_value"]


class ValueRefusedError(Exception):
    """A value that does not fit: what was expected, what to do, and which part of a list it is, if of one."""

    def __init__(self, expected: str, fix: str) -> None:
        self.expected, self.fix = expected, fix
        self.part: Marked | None = None
        super().__init__(expected)


def read_value(hint: object, given: Marked) -> object:
    """Read one value that is no list and no row.

    Args:
        hint: The type that the field has.
        given: The value.

    Raises:
        ValueRefusedError: The value does not fit.
        TypeError: There is no reader for the type.
    """
    if hint == Value:
        return _read_claim_value(given)
    if not isinstance(hint, type):
        raise TypeError(f"no reader for the type {hint}")
    if issubclass(hint, StrEnum):
        return _read_word(hint, given)
    return _READERS[hint](given)


def describe_value(hint: object) -> str:
    """Return in words what a field of a type takes."""
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return "one of: " + ", ".join(word.value for word in hint)
    return _DESCRIPTIONS.get(hint, "a list" if typing.get_origin(hint) is tuple else "a mapping")


def nearest_word(word: str, allowed: list[str]) -> str:
    """Return advice that names the nearest allowed word, if one is near, or to remove the word."""
    near = difflib.get_close_matches(word, allowed, n=1)
    return f"Did you mean `{near[0]}`?" if near else "Use one of the expected words, or remove it."


def _read_word(words: type[StrEnum], given: Marked) -> StrEnum:
    try:
        return words(str(given.value))
    except ValueError as error:
        allowed = ", ".join(word.value for word in words)
        raise ValueRefusedError(
            f"one of: {allowed}", nearest_word(str(given.value), [w.value for w in words])
        ) from error


def _read_text(given: Marked) -> str:
    if not isinstance(given.value, str):
        raise ValueRefusedError("a text", "Put the value between double quotes.")
    return given.value.strip()


def _read_truth(given: Marked) -> bool:
    if not isinstance(given.value, bool):
        raise ValueRefusedError("true or false", "Write `true` or `false`.")
    return given.value


def _read_whole(given: Marked) -> int:
    if isinstance(given.value, bool) or not isinstance(given.value, int):
        raise ValueRefusedError("a whole number", "Write digits only.")
    return given.value


def _read_decimal(given: Marked) -> Decimal:
    if isinstance(given.value, bool) or not isinstance(given.value, int | Decimal):
        advice = comma_advice(str(given.value))
        raise ValueRefusedError(
            "a number such as 27672000 or 3.12", advice or "Write digits only: no spaces, commas or currency."
        )
    return Decimal(given.value)


def _read_date(given: Marked) -> PartialDate:
    try:
        return PartialDate(str(given.value))
    except ValueError as error:
        expected = "a date written YYYY, YYYY-MM or YYYY-MM-DD"
        raise ValueRefusedError(
            expected if "is written" in str(error) else f"{expected}: {error}",
            "Write 31 December 2025 as 2025-12-31, and only as much of the date as the source states.",
        ) from error


def _read_claim_value(given: Marked) -> Value:
    value = given.value
    if isinstance(value, bool | str):
        return value
    if isinstance(value, int | Decimal):
        return Decimal(value)
    raise ValueRefusedError(
        "a number, a word, or true/false", "A claim always says something: write the value."
    )


_READERS: dict[type, Callable[[Marked], object]] = {
    str: _read_text,
    bool: _read_truth,
    int: _read_whole,
    Decimal: _read_decimal,
    PartialDate: _read_date,
}

_DESCRIPTIONS: dict[object, str] = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    Decimal: "a number",
    PartialDate: "a date",
    Value: "a number, a word, or true/false",
}
