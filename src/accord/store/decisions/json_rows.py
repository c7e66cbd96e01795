"""Frozen rows as canonical JSON, and back, guided by the types of their fields."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import TypeVar

__all__ = ["from_json", "to_json", "to_values"]

_Row = TypeVar("_Row")


def to_json(row: object) -> str:
    """Return a row as canonical JSON: sorted keys, no spaces, ASCII only; the same row, the same text."""
    return json.dumps(
        to_values(row), ensure_ascii=True, separators=(",", ":"), sort_keys=True, allow_nan=False
    )


def to_values(value: object) -> object:
    """Return a row as values of JSON.

    Raises:
        TypeError: A value has no form in JSON here.
    """
    if is_dataclass(value):
        return {field.name: to_values(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [to_values(part) for part in value]
    if isinstance(value, Mapping):
        return {str(key): to_values(part) for key, part in value.items()}
    if value is None or isinstance(value, str | bool | int | float):
        return value
    raise TypeError(f"no JSON is known for {type(value).__name__}")


def from_json(row_type: type[_Row], text: str) -> _Row:
    """Return the row that ``to_json`` wrote.

    Raises:
        ValueError: The text is no such row: a key is missing or unknown, or a value has another type.
    """
    row = _read(row_type, json.loads(text))
    if not isinstance(row, row_type):
        raise ValueError(f"no {row_type.__name__}")
    return row


@cache
def _hints(row_type: type) -> dict[str, object]:
    return typing.get_type_hints(row_type)


def _read(hint: object, value: object) -> object:
    if isinstance(hint, types.UnionType):
        inner = next(part for part in typing.get_args(hint) if part is not type(None))
        return None if value is None else _read(inner, value)
    origin = typing.get_origin(hint)
    if origin is tuple and isinstance(value, list):
        inner = typing.get_args(hint)[0]
        return tuple(_read(inner, part) for part in value)
    if origin is Mapping and isinstance(value, dict):
        inner = typing.get_args(hint)[1]
        return {key: _read(inner, part) for key, part in value.items()}
    if isinstance(hint, type):
        return _read_plain(hint, value)
    raise ValueError(f"{value!r} is not of the type {hint}")


def _read_plain(hint: type, value: object) -> object:
    if is_dataclass(hint) and isinstance(value, dict):
        hints = _hints(hint)
        if value.keys() != hints.keys():
            raise ValueError(f"the keys of {hint.__name__} are {', '.join(sorted(hints))}")
        return hint(**{key: _read(hints[key], part) for key, part in value.items()})
    if isinstance(value, str) and issubclass(hint, StrEnum):
        return hint(value)
    if isinstance(value, str) and issubclass(hint, datetime | date):
        return hint.fromisoformat(value)
    if hint is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if type(value) is hint:
        return value
    raise ValueError(f"{value!r} is not of the type {hint.__name__}")
