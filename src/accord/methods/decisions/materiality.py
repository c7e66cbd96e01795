"""Which facts of a party or listing a decision rests on, and what changed in them."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date

from accord.domain.audit_log import FieldChange
from accord.domain.decision import Fields
from accord.domain.listing import BirthDate, Identifier, ListedName, Listing
from accord.domain.screening import Query

__all__ = [
    "IMMATERIAL",
    "alert_id",
    "field_changes",
    "has_ended",
    "listing_fields",
    "party_fields",
    "party_fingerprint",
    "version_of",
]

IMMATERIAL: Mapping[str, str] = {
    "id": "names the listing",
    "list": "part of the id",
    "regime": "law under which it stands, shown with the alert; who is meant does not depend on it",
    "programmes": "as regime",
    "listed_on": "day of designation; who is meant does not depend on it",
    "remarks": "free text that authorities edit without a change of substance",
    "references": "numbers of the same entry elsewhere",
    "place": "place in a file",
}
"""Fields of a listing whose change reopens nothing, with the reason."""


def has_ended(listing: Listing, day: date) -> bool:
    """Tell whether a listing had ended by a day; a last day itself still counts as in force."""
    return listing.is_ended or (listing.ended_on is not None and listing.ended_on < day)


def party_fields(query: Query) -> Fields:
    """Return the material fields of a party."""
    return {
        "name": _texts([query.name]),
        "kind": (query.kind.value,),
        "birth date": _texts([] if query.birth_date is None else [_born(query.birth_date)]),
        "countries": _texts(query.countries),
        "identifiers": _texts(query.identifiers),
    }


def listing_fields(listing: Listing, day: date) -> Fields:
    """Return the material fields of a listing.

    Effect and end are among them beside what identifies: a decision that a debarment does not apply must
    not outlive its becoming an asset freeze, nor a decision that a listing ended its renewal.

    Args:
        listing: The listing.
        day: Day as of which it was read; by it a listing with a last day is in force or ended.
    """
    return {
        "names": _texts(_name(name) for name in listing.names),
        "kind": (listing.kind.value,),
        "birth dates": _texts(_born(birth) for birth in listing.birth_dates),
        "nationalities": _texts(listing.nationalities),
        "countries": _texts(listing.countries),
        "addresses": _texts(listing.addresses),
        "identifiers": _texts(_identifier(number) for number in listing.identifiers),
        "effect": (listing.effect.value,),
        "force": ("ended" if has_ended(listing, day) else "in force",),
    }


def version_of(fields: Fields) -> str:
    """Return a hash that changes when a material value does; letter case and order do not count."""
    plain = {name: sorted({value.casefold() for value in values}) for name, values in fields.items()}
    return hashlib.sha256(_canonical(plain)).hexdigest()


def field_changes(of: str, before: Fields, after: Fields) -> tuple[FieldChange, ...]:
    """Return what changed, field by field.

    Args:
        of: ``party`` or ``listing``.
        before: Fields as they were.
        after: Fields as they are.
    """
    found = []
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name, ()), after.get(name, ())
        old_plain, new_plain = {text.casefold() for text in old}, {text.casefold() for text in new}
        if old_plain != new_plain:
            gone = tuple(text for text in old if text.casefold() not in new_plain)
            come = tuple(text for text in new if text.casefold() not in old_plain)
            found.append(FieldChange(of=of, field=name, gone=gone, come=come))
    return tuple(found)


def party_fingerprint(register: str, party_id: str) -> str:
    """Return what a party keeps when its data change: a hash of the register and its id there.

    Args:
        register: Name of the register that gave the id; the same id in another one is another party.
        party_id: Id of the party.
    """
    return hashlib.sha256(_canonical([register, party_id])).hexdigest()[:32]


def alert_id(fingerprint: str, listing_id: str) -> str:
    """Return the id of the alert about a party and a listing."""
    return "A" + hashlib.sha256(_canonical([fingerprint, listing_id])).hexdigest()[:16]


def _canonical(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True).encode()


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    """Return texts in one order, each once, in one way of writing letters and spaces."""
    return tuple(sorted({" ".join(unicodedata.normalize("NFC", value).split()) for value in values}))


def _name(name: ListedName) -> str:
    return f"{name.text} (weak alias)" if name.is_weak else name.text


def _born(birth: BirthDate) -> str:
    days = birth.earliest.isoformat()
    if birth.latest != birth.earliest:
        days += f" to {birth.latest.isoformat()}"
    return f"about {days}" if birth.is_circa else days


def _identifier(number: Identifier) -> str:
    return " ".join(part for part in (number.kind, number.value, number.country) if part)
