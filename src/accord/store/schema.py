"""Dataclasses of the domain become cells of a table, and cells become dataclasses again."""

from __future__ import annotations

import dataclasses
import functools
import json
import types
import typing
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum, StrEnum
from typing import TypeVar

from accord.domain.claim import Value
from accord.domain.period import PartialDate

__all__ = ["Cell", "Record", "columns_of", "from_record", "to_record"]

Cell = str | int | bool | Decimal | list[str] | None
Record = dict[str, Cell]
Row = TypeVar("Row")

_NUMBER = "DECIMAL(24, 6)"


def columns_of(row_type: type) -> dict[str, str]:
    """Return the columns of a dataclass: name to DuckDB type.

    A claim's value takes three columns (number, text, truth), a nested dataclass one for each of
    its fields; fields that hold rows of another table take none.
    """
    columns: dict[str, str] = {}
    for name, hint in _hints(row_type).items():
        if hint in {Value, Value | None}:
            columns |= {f"{name}_number": _NUMBER, f"{name}_text": "VARCHAR", f"{name}_truth": "BOOLEAN"}
        elif _is_nested(hint):
            columns |= {f"{name}_{part}": kind for part, kind in columns_of(hint).items()}  # type: ignore[arg-type]
        elif not _is_owned(hint):
            columns[name] = _kind(_bare(hint))
    return columns


def to_record(row: object) -> Record:
    """Return a dataclass instance as cells by column."""
    record: Record = {}
    for name, kind, _, _ in _fields(type(row)):
        value = getattr(row, name)
        if kind is _Kind.CELL:
            record[name] = _to_cell(value)
        elif kind is _Kind.VALUE:
            record[f"{name}_number"] = value if isinstance(value, Decimal) else None
            record[f"{name}_text"] = value if isinstance(value, str) else None
            record[f"{name}_truth"] = value if isinstance(value, bool) else None
        elif kind is _Kind.NESTED:
            record |= {f"{name}_{part}": cell for part, cell in to_record(value).items()}
    return record


def from_record(row_type: type[Row], record: Record, owned: Mapping[str, tuple[object, ...]]) -> Row:
    """Return the dataclass instance that ``to_record`` took apart.

    Args:
        row_type: The dataclass.
        record: Cells by column; further columns are ignored.
        owned: Rows of other tables by the field that holds them.
    """
    values: dict[str, object] = {}
    for name, kind, hint, columns in _fields(row_type):
        if kind is _Kind.CELL:
            cell = record[name]
            values[name] = None if cell is None else _reader(hint)(cell)
        elif kind is _Kind.VALUE:
            values[name] = next((record[column] for column in columns if record[column] is not None), None)
        elif kind is _Kind.NESTED:
            inner = {column[len(name) + 1 :]: record[column] for column in columns}
            values[name] = from_record(hint, inner, {})  # type: ignore[arg-type]
        else:
            values[name] = owned.get(name, ())
    return row_type(**values)


class _Kind(Enum):
    """How a field lies in tables: one cell, a claim's value, a dataclass, or rows of another table."""

    CELL, VALUE, NESTED, OWNED = range(4)


_Field = tuple[str, _Kind, object, tuple[str, ...]]
"""Name, kind, hint without ``| None``, and columns."""


def _fields(row_type: type) -> tuple[_Field, ...]:
    return _fields_once(row_type)


@functools.cache
def _fields_once(row_type: type) -> tuple[_Field, ...]:
    return tuple((name, *_laid_out(name, hint)) for name, hint in _hints(row_type).items())


def _laid_out(name: str, hint: object) -> tuple[_Kind, object, tuple[str, ...]]:
    if hint in {Value, Value | None}:
        return _Kind.VALUE, hint, (f"{name}_number", f"{name}_text", f"{name}_truth")
    if _is_nested(hint):
        return _Kind.NESTED, hint, tuple(f"{name}_{part}" for part in columns_of(hint))  # type: ignore[arg-type]
    if _is_owned(hint):
        return _Kind.OWNED, hint, ()
    return _Kind.CELL, _bare(hint), (name,)


def _hints(row_type: type) -> dict[str, object]:
    hints = typing.get_type_hints(row_type)
    return {field.name: hints[field.name] for field in dataclasses.fields(row_type)}


def _bare(hint: object) -> object:
    """Return a hint without its ``| None``."""
    if isinstance(hint, types.UnionType):
        return next(part for part in typing.get_args(hint) if part is not type(None))
    return hint


def _is_nested(hint: object) -> bool:
    return isinstance(hint, type) and dataclasses.is_dataclass(hint) and hint is not PartialDate


def _is_owned(hint: object) -> bool:
    return typing.get_origin(hint) is tuple and _is_nested(typing.get_args(hint)[0])


def _kind(hint: object) -> str:
    if typing.get_origin(hint) is tuple:
        return "VARCHAR[]"
    return {bool: "BOOLEAN", int: "INTEGER", Decimal: _NUMBER}.get(hint, "VARCHAR")  # type: ignore[call-overload, no-any-return]


def _to_cell(value: object) -> Cell:
    if value is None or isinstance(value, bool | int | Decimal):
        return value
    if isinstance(value, tuple):
        return [str(part) for part in value]
    if isinstance(value, Mapping):
        return json.dumps(dict(value), ensure_ascii=False, sort_keys=True)
    return str(value)


@functools.cache
def _reader(hint: object) -> Callable[[Cell], object]:
    """Return what makes a value with a hint from a cell that is not empty."""
    if typing.get_origin(hint) is tuple:
        item = _reader(typing.get_args(hint)[0])
        return lambda cell: tuple(map(item, cell)) if isinstance(cell, list) else json.loads(str(cell))
    if typing.get_origin(hint) is not None:
        return lambda cell: json.loads(str(cell))
    if isinstance(hint, type) and issubclass(hint, StrEnum | PartialDate):
        return lambda cell: hint(str(cell))
    return lambda cell: cell
