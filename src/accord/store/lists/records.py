"""Entries of lists as lines of JSON, each with a hash of what it says."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from enum import Enum

from accord.domain.listing import BirthDate, Effect, Identifier, ListedName, Listing, ListingKind, NameKind
from accord.store.manifest import sha256_of

__all__ = ["from_lines", "to_lines", "to_record", "version_of", "without_collecting"]

_OWNED = {"names": ListedName, "birth_dates": BirthDate, "identifiers": Identifier}
_DEFAULTS = {
    row: {field.name: field.default for field in fields(row)}
    for row in (Listing, ListedName, BirthDate, Identifier)
}
_KINDS = {kind.value: kind for kind in ListingKind}
_NAME_KINDS = {kind.value: kind for kind in NameKind}
_EFFECTS = {effect.value: effect for effect in Effect}

Scalar = str | bool | None
Record = dict[str, "Scalar | list[str] | list[dict[str, Scalar]]"]


def to_record(listing: Listing) -> Record:
    """Return an entry as values of JSON; what has its default is left out."""
    record: Record = {}
    for name, value in _said(listing):
        if not isinstance(value, tuple):
            record[name] = _plain(value)
        elif name in _OWNED:
            record[name] = [{key: _plain(part) for key, part in _said(row)} for row in value]
        else:
            record[name] = [str(part) for part in value]
    return record


def _said(row: Listing | ListedName | BirthDate | Identifier) -> Iterable[tuple[str, object]]:
    defaults = _DEFAULTS[type(row)]
    return ((name, value) for name in defaults if (value := getattr(row, name)) != defaults[name])


def _plain(value: object) -> Scalar:
    if isinstance(value, Enum | date):
        return value.value if isinstance(value, Enum) else value.isoformat()
    return value if isinstance(value, bool) else str(value)


def to_lines(listings: Iterable[Listing]) -> bytes:
    """Return entries as lines of JSON; the same entries give the same bytes."""
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    return "".join(f"{encode(to_record(listing))}\n" for listing in listings).encode()


def version_of(listing: Listing) -> str:
    """Return a hash over everything that an entry says, without its place in the file.

    Two versions of an entry with the same hash say the same.
    """
    record = to_record(listing)
    record.pop("place", None)
    return sha256_of(json.dumps(record, ensure_ascii=False, sort_keys=True).encode())


def from_lines(content: bytes) -> tuple[Listing, ...]:
    """Return the entries of lines of JSON, as ``to_lines`` wrote them.

    Raises:
        ValueError: The lines are not such entries; so do KeyError, TypeError and AttributeError.
    """
    with without_collecting():
        rows = json.loads(b"[" + content.rstrip(b"\n").replace(b"\n", b",") + b"]")
        return tuple([_listing(row) for row in rows])


@contextmanager
def without_collecting() -> Iterator[None]:
    """Pause the search for garbage while hundreds of thousands of values are made, none of them garbage."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


def _listing(row: dict[str, object]) -> Listing:
    values: dict[str, object] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
    }
    values["kind"] = _KINDS[str(row["kind"])]
    values["names"] = tuple([_name(name) for name in _rows(row["names"])])
    if "effect" in row:
        values["effect"] = _EFFECTS[str(row["effect"])]
    for day in ("listed_on", "ended_on"):
        if day in row:
            values[day] = date.fromisoformat(str(row[day]))
    if "birth_dates" in row:
        values["birth_dates"] = tuple([_birth(birth) for birth in _rows(row["birth_dates"])])
    if "identifiers" in row:
        found = [Identifier(**identifier) for identifier in _rows(row["identifiers"])]  # type: ignore[arg-type]
        values["identifiers"] = tuple(found)
    return Listing(**values)  # type: ignore[arg-type]  # keys and fields carry the same names


def _rows(value: object) -> list[Mapping[str, object]]:
    if not isinstance(value, list):
        raise ValueError("a list of rows is missing")
    return value


def _name(row: Mapping[str, object]) -> ListedName:
    if "kind" in row:
        return ListedName(**{**row, "kind": _NAME_KINDS[str(row["kind"])]})  # type: ignore[arg-type]
    return ListedName(**row)  # type: ignore[arg-type]


def _birth(row: Mapping[str, object]) -> BirthDate:
    return BirthDate(
        earliest=date.fromisoformat(str(row["earliest"])),
        latest=date.fromisoformat(str(row["latest"])),
        is_circa=bool(row.get("is_circa", False)),
    )
