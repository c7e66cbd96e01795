"""Canonical JSON: one value has one row of bytes, and other bytes are refused.

Signatures and hashes are made over bytes, so two nodes must write the same value alike. The form is that
of RFC 8785, confined to what an exchange needs: objects with keys of ASCII letters, arrays, text, whole
numbers up to 2^53 - 1, true, false and null. There are no fractions, so the awkward part of that RFC (how
numbers are printed) does not arise.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["JsonValue", "Limits", "MalformedError", "canonical", "parse_canonical"]

JsonValue: TypeAlias = "bool | int | str | Sequence[JsonValue] | Mapping[str, JsonValue] | None"

_MOST = 2**53 - 1
_KEY = re.compile(r"[A-Za-z0-9_.:/-]{1,64}\Z", re.ASCII)


class MalformedError(ValueError):
    """A message or file is not what it should be.

    The text names the place and what was expected, and never repeats the value that was found.

    Attributes:
        where: Path of the place, such as ``peers[2].address``.
        expected: What would have been accepted.
    """

    def __init__(self, where: str, expected: str) -> None:
        self.where = where
        self.expected = expected
        super().__init__(f"{where}: expected {expected}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is read at most; checked before anything is parsed.

    Attributes:
        size: Bytes of the whole.
        depth: Objects and arrays within each other.
        items: Commas and colons outside text, which bounds the number of values.
    """

    size: int = 1_048_576
    depth: int = 8
    items: int = 100_000


def canonical(value: JsonValue) -> bytes:
    """Return the one row of bytes of a value.

    Args:
        value: Objects, arrays, text, whole numbers, true, false or null.

    Raises:
        MalformedError: The value holds a fraction, too great a number, a foreign key or a lone surrogate.
    """
    _check(value, "value", 0)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise MalformedError("value", "text without lone surrogates") from None


def parse_canonical(data: bytes, limits: Limits | None = None, *, where: str = "message") -> JsonValue:
    """Return the value of canonical bytes.

    Args:
        data: The bytes.
        limits: How much is read at most.
        where: Name of the whole, for messages.

    Raises:
        MalformedError: The bytes are too many, too deep, no JSON, or not in canonical form (a key given
            twice, spaces, another order of keys, escapes that are not needed).
    """
    _check_limits(data, limits or Limits(), where)
    try:
        value: JsonValue = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise MalformedError(where, "JSON in UTF-8") from None
    if canonical(value) != data:
        raise MalformedError(where, "canonical JSON (sorted keys, each once, no spaces)")
    return value


def _check_limits(data: bytes, limits: Limits, where: str) -> None:
    if len(data) > limits.size:
        raise MalformedError(where, f"at most {limits.size} bytes")
    outside = re.sub(rb'"(?:[^"\\]|\\.)*"', b"", data, flags=re.DOTALL)
    if outside.count(b",") + outside.count(b":") > limits.items:
        raise MalformedError(where, f"at most {limits.items} values")
    depth = 0
    for found in re.finditer(rb"[\[\]{}]", outside):
        depth += 1 if found.group() in b"[{" else -1
        if depth > limits.depth:
            raise MalformedError(where, f"at most {limits.depth} levels")


def _check(value: JsonValue, where: str, depth: int) -> None:
    if depth > 32:
        raise MalformedError(where, "at most 32 levels")
    if value is None or isinstance(value, bool | str):
        return
    if isinstance(value, int):
        if abs(value) > _MOST:
            raise MalformedError(where, "a whole number up to 2^53 - 1")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            if not isinstance(key, str) or not _KEY.match(key):
                raise MalformedError(where, "keys of ASCII letters, digits and _ . : / -")
            _check(item, f"{where}.{key}", depth + 1)
    elif isinstance(value, list | tuple):
        for place, item in enumerate(value):
            _check(item, f"{where}[{place}]", depth + 1)
    else:
        raise MalformedError(where, "no fractions and no other kinds of values")
