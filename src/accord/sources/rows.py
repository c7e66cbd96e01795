"""A marked YAML row becomes a frozen dataclass, or a list of problems with their lines."""

from __future__ import annotations

import dataclasses
import functools
import re
import types
import typing
from typing import TypeVar

from accord.domain.claim import Value
from accord.domain.evidence import Origin
from accord.domain.period import PartialDate
from accord.errors import Problem
from accord.sources.marked_yaml import Marked
from accord.sources.row_values import ValueRefusedError, describe_value, nearest_word, read_value

__all__ = ["read_row"]

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")

Row = TypeVar("Row")


def read_row(row_type: type[Row], marked: Marked, *, file: str, problems: list[Problem]) -> Row | None:
    """Read one row strictly.

    Args:
        row_type: A frozen dataclass whose fields are the allowed keys.
        marked: The row.
        file: Name of its file.
        problems: Receives one problem for each thing that is wrong with the row.

    Returns:
        The row with its origin, or None if it has problems.
    """
    if not isinstance(marked.value, dict):
        problems.append(
            Problem(
                id="ACC-304",
                what="A row must be a mapping of keys to values.",
                file=file,
                line=marked.line,
                value=_shown(marked.value),
                expected=f"a row ({_kind(row_type)}) with the keys {', '.join(_field_names(row_type))}",
                fix="Write the row as `key: value` lines.",
            )
        )
        return None
    before = len(problems)
    _refuse_unknown_keys(row_type, marked, file, problems)
    values = _read_fields(row_type, marked.value, marked.line, file, problems)
    if len(problems) > before:
        return None
    if "origin" in _all_field_names(row_type):
        values["origin"] = Origin(file=file, line=marked.line)
    return row_type(**values)


def _read_fields(
    row_type: type, row: dict[str, Marked], line: int, file: str, problems: list[Problem]
) -> dict[str, object]:
    hints = _hints(row_type)
    values: dict[str, object] = {}
    name = _row_name(row)
    for field in _fields(row_type):
        if field.name not in row:
            if field.default is dataclasses.MISSING:
                problems.append(
                    Problem(
                        id="ACC-306",
                        what=f"The key `{field.name}` is missing.",
                        file=file,
                        line=line,
                        row=name,
                        field=field.name,
                        expected=describe_value(hints[field.name]),
                        fix=f"Add `{field.name}:` to the row.",
                    )
                )
            continue
        given = row[field.name]
        try:
            values[field.name] = _read_value(hints[field.name], given, file, problems)
        except ValueRefusedError as refusal:
            wrong = refusal.part or given
            problems.append(
                Problem(
                    id="ACC-307",
                    what=f"The value of `{field.name}` cannot be read.",
                    file=file,
                    line=wrong.line,
                    row=name,
                    field=field.name,
                    value=_shown(wrong.value),
                    expected=refusal.expected,
                    fix=refusal.fix,
                )
            )
    return values


def _read_value(hint: object, given: Marked, file: str, problems: list[Problem]) -> object:
    if isinstance(hint, types.UnionType) and hint != Value:
        if given.value is None:
            return None
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    if typing.get_origin(hint) is tuple:
        return _read_tuple(typing.get_args(hint)[0], given, file, problems)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint) and hint is not PartialDate:
        return read_row(hint, given, file=file, problems=problems)
    return read_value(hint, given)


def _read_tuple(item: object, given: Marked, file: str, problems: list[Problem]) -> tuple[object, ...]:
    if not isinstance(given.value, list):
        raise ValueRefusedError("a list", "Write it as `[a, b]` or as lines that begin with `- `.")
    return tuple(_read_item(item, part, file, problems) for part in given.value)


def _read_item(item: object, part: Marked, file: str, problems: list[Problem]) -> object:
    try:
        return _read_value(item, part, file, problems)
    except ValueRefusedError as refusal:
        refusal.part = refusal.part or part
        raise


def _refuse_unknown_keys(row_type: type, marked: Marked, file: str, problems: list[Problem]) -> None:
    assert isinstance(marked.value, dict)  # noqa: S101  (narrowing; checked by the caller)
    allowed = _field_names(row_type)
    for key, given in marked.value.items():
        if key not in allowed:
            problems.append(
                Problem(
                    id="ACC-305",
                    what=f"The key `{key}` is not known in a row of this kind ({_kind(row_type)}).",
                    file=file,
                    line=given.line,
                    row=_row_name(marked.value),
                    field=key,
                    value=_shown(given.value),
                    expected=", ".join(allowed),
                    fix=nearest_word(key, allowed),
                )
            )


def _kind(row_type: type) -> str:
    """Return what a row is, in words: ``CashFlow`` is a cash flow, ``CandidateRow`` a candidate."""
    return _CAPITAL.sub(" ", row_type.__name__.strip("_").removesuffix("Row")).lower()


@functools.cache
def _hints(row_type: type) -> dict[str, object]:
    return typing.get_type_hints(row_type)


def _fields(row_type: type) -> list[dataclasses.Field[object]]:
    return [field for field in dataclasses.fields(row_type) if field.name != "origin"]


def _field_names(row_type: type) -> list[str]:
    return [field.name for field in _fields(row_type)]


def _all_field_names(row_type: type) -> set[str]:
    return {field.name for field in dataclasses.fields(row_type)}


def _row_name(row: dict[str, Marked]) -> str:
    return str(row["id"].value) if "id" in row else ""


def _shown(value: object) -> str:
    if isinstance(value, list):
        return f"a list of {len(value)}"
    if isinstance(value, dict):
        return f"a mapping with the keys {', '.join(value)}"
    return "nothing" if value is None else str(value)
