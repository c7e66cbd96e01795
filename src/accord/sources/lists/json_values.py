"""Values of JSON, taken out by their type; what is of another type is an error with its place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeAlias

from accord.sources.lists.refusals import bad_encoding, bad_json

__all__ = ["Row", "Value", "parse", "text_of", "texts_of"]

Value: TypeAlias = str | int | float | bool | list["Value"] | dict[str, "Value"] | None
Row: TypeAlias = Mapping[str, Value]


def parse(content: bytes, *, file: str, line: int = 1) -> Value:
    """Return the value of some JSON.

    Raises:
        InputDataError: It is not UTF-8 (ACC-384), or no whole JSON value (ACC-387).
    """
    try:
        value: Value = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise bad_encoding(file, f"byte {content[error.start]:#04x}", line=line) from error
    except (ValueError, RecursionError) as error:
        at = line + getattr(error, "lineno", 1) - 1
        raise bad_json(file, at, getattr(error, "msg", "") or str(error)[:80]) from error
    return value


def _refuse(word: str) -> float:
    raise ValueError(f"{word} is no number of JSON")


def text_of(value: Value, *, file: str, line: int) -> str:
    """Return a text or a number as text with single spaces; null is an empty text.

    Raises:
        InputDataError: It is a list, an object or a truth value (ACC-387).
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise bad_json(file, line, f"{type(value).__name__} where a text was expected")


def texts_of(value: Value, *, file: str, line: int) -> list[str]:
    """Return the texts of a list, or of a single text, without empty ones.

    Raises:
        InputDataError: One is no text (ACC-387).
    """
    values = value if isinstance(value, list) else [value]
    return [text for one in values if (text := text_of(one, file=file, line=line))]
