"""Dataclasses of the domain become cells of a table, and cells become dataclasses again."""

from __future__ import annotations

import dataclasses
import functools
import json
import types
import typing
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
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
    for name, hint in _hints(type(row)).items():
        value = getattr(row, name)
        if hint in {Value, Value | None}:
            record[f"{name}_number"] = value if isinstance(value, Decimal) else None
            record[f"{name}_text"] = value if isinstance(value, str) else None
            record[f"{name}_truth"] = value if isinstance(value, bool) else None
        elif _is_nested(hint):
            record |= {f"{name}_{part}": cell for part, cell in to_record(value).items()}
        elif not _is_owned(hint):
            record[name] = _to_cell(value)
    return record


def from_record(row_type: type[Row], record: Record, owned: Mapping[str, tuple[object, ...]]) -> Row:
    """Return the dataclass instance that ``to_record`` took apart.

    Args:
        row_type: The dataclass.
        record: Cells by column; further columns are ignored.
        owned: Rows of other tables by the field that holds them.
    """
    values: dict[str, object] = {}
    for name, hint in _hints(row_type).items():
        if hint in {Value, Value | None}:
            parts = (record[f"{name}_number"], record[f"{name}_text"], record[f"{name}_truth"])
            values[name] = next((part for part in parts if part is not None), None)
        elif _is_nested(hint):
            prefix = f"{name}_"
            inner = {key.removeprefix(prefix): cell for key, cell in record.items() if key.startswith(prefix)}
            values[name] = from_record(hint, inner, {})  # type: ignore[arg-type]
        elif _is_owned(hint):
            values[name] = owned.get(name, ())
        else:
            values[name] = _from_cell(_bare(hint), record[name])
    return row_type(**values)


def _hints(row_type: type) -> dict[str, object]:
    return _hints_once(row_type)


@functools.cache
def _hints_once(row_type: type) -> dict[str, object]:
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


def _from_cell(hint: object, cell: Cell) -> object:
    if cell is None:
        return None
    if isinstance(cell, list):
        item = typing.get_args(hint)[0]
        return tuple(_from_cell(item, part) for part in cell)
    if typing.get_origin(hint) is not None:
        return json.loads(str(cell))
    if isinstance(hint, type) and issubclass(hint, StrEnum | PartialDate):
        return hint(str(cell))
    return cell
