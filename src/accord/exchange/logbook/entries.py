"""Entries of the log: a few kinds, each with its fields and no others.

No field can hold a value that somebody asked for: there are ids, numbers, moments and hashes only. What comes
from a question is the hash over its blinded elements, which are uniformly random whatever is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from accord.exchange.canonical import JsonValue, Limits, canonical, parse_canonical
from accord.exchange.strict_fields import StrictFields, instant_text

__all__ = ["ENTRY_FIELDS", "Entry", "EntryKind", "FieldKind", "entry_bytes", "read_entry"]

_LIMITS = Limits(size=65_536, depth=3, items=4_096)


class EntryKind(StrEnum):
    """What happened."""

    EPOCH_PUBLISHED = "epoch-published"
    ADMITTED = "admitted"
    DENIED = "denied"
    EVALUATED = "evaluated"
    HIT = "hit"
    FOLLOW_UP = "follow-up"
    COSIGNED = "cosigned"
    RETAINED = "retained"
    HELD = "held"
    ALARM = "alarm"


class FieldKind(StrEnum):
    """What a field holds."""

    ID = "id"
    NUMBER = "number"
    HASH = "hash"
    MOMENT = "moment"


_READ: Mapping[FieldKind, Callable[[StrictFields, str], object]] = MappingProxyType(
    {
        FieldKind.ID: StrictFields.id,
        FieldKind.NUMBER: StrictFields.number,
        FieldKind.HASH: lambda row, name: row.octets(name, 32),
        FieldKind.MOMENT: StrictFields.instant,
    }
)


def _fields(
    *, ids: str = "", numbers: str = "", hashes: str = "", moments: str = ""
) -> Mapping[str, FieldKind]:
    groups = {FieldKind.ID: ids, FieldKind.NUMBER: numbers, FieldKind.HASH: hashes, FieldKind.MOMENT: moments}
    return MappingProxyType({name: kind for kind, names in groups.items() for name in names.split()})


ENTRY_FIELDS: Mapping[EntryKind, Mapping[str, FieldKind]] = MappingProxyType(
    {
        EntryKind.EPOCH_PUBLISHED: _fields(
            ids="asker type purpose epoch", numbers="count", hashes="root public", moments="from to"
        ),
        EntryKind.ADMITTED: _fields(
            ids="asker type purpose epoch request basis asks approves",
            numbers="elements offence_years",
            hashes="blinded case message",
        ),
        EntryKind.DENIED: _fields(ids="asker request code", hashes="message"),
        EntryKind.EVALUATED: _fields(
            ids="asker request", numbers="elements admitted", hashes="blinded answer"
        ),
        EntryKind.HIT: _fields(ids="holder type purpose epoch request", numbers="hits", hashes="blinded"),
        EntryKind.FOLLOW_UP: _fields(ids="peer request follow_up state", hashes="body"),
        EntryKind.COSIGNED: _fields(ids="peer", numbers="size", hashes="root", moments="time"),
        EntryKind.RETAINED: _fields(ids="what rule", numbers="count first last", moments="before"),
        EntryKind.HELD: _fields(ids="hold request state", moments="until"),
        EntryKind.ALARM: _fields(ids="about code", numbers="number"),
    }
)
"""Fields of each kind, beside ``kind`` and ``at``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry.

    Attributes:
        kind: What happened.
        at: When, to the second.
        fields: Exactly the fields of the kind: ids and moments as text, hashes as hexadecimal digits.
    """

    kind: EntryKind
    at: datetime
    fields: Mapping[str, str | int]


def entry_bytes(entry: Entry) -> bytes:
    """Return the canonical bytes of an entry.

    Raises:
        MalformedError: A field is missing, unknown or not of its kind.
    """
    fields: dict[str, JsonValue] = {"kind": entry.kind.value, "at": instant_text(entry.at), **entry.fields}
    data = canonical(fields)
    read_entry(data)
    return data


def read_entry(data: bytes) -> Entry:
    """Return the entry of canonical bytes.

    Raises:
        MalformedError: They are none.
    """
    value = parse_canonical(data, _LIMITS, where="entry")
    row = StrictFields(value, "entry")
    kind, at = row.word("kind", EntryKind), row.instant("at")
    for name, holds in ENTRY_FIELDS[kind].items():
        _READ[holds](row, name)
    row.finish()
    found = value if isinstance(value, Mapping) else {}
    fields = {name: item for name, item in found.items() if name in ENTRY_FIELDS[kind]}
    return Entry(kind=kind, at=at, fields={k: v for k, v in fields.items() if isinstance(v, str | int)})
