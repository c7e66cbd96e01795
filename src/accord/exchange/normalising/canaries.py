"""Invented subjects that every list contains, and how they are asked for.

They are public and belong to nobody. Each is listed in one spelling and asked for in another, so that
it misses as soon as two nodes normalise differently: then the exchange is broken, and no answer counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from accord.exchange.normalising.subject import IdentifierType, Subject

__all__ = ["MARK", "Canary", "canaries", "canary_questions"]

MARK = "Canary"
"""Word by which the invented persons are marked; a family name that nobody has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Canary:
    """One invented subject in two spellings."""

    listed: Subject
    asked: Subject


def _canary(kind: IdentifierType, listed: Mapping[str, str], asked: Mapping[str, str]) -> Canary:
    return Canary(listed=Subject(type=kind, fields=listed), asked=Subject(type=kind, fields=asked))


_CANARIES: tuple[Canary, ...] = (
    _canary(
        IdentifierType.FIREARM,
        {"serial": "CANARY-O1I", "make": "Crvena zastava", "calibre": "7.62x39 mm"},
        {"serial": "СА NАRУ.011", "make": "Застава", "calibre": "7,62 × 39"},
    ),
    _canary(
        IdentifierType.PLATE,
        {"country": "SRB", "plate": "ŠČ-000-ĆŽ"},
        {"country": "rs", "plate": "SС ООO CZ"},
    ),
    _canary(IdentifierType.VEHICLE, {"vin": "ZZZCANARY00000001"}, {"vin": "ZZZ-СANАRY-OOOOOOOI"}),
    _canary(
        IdentifierType.IBAN,
        {"iban": "XK450000000000001900"},
        {"iban": "ХК45 0000 0000 0000 1900"},
    ),
    _canary(
        IdentifierType.DOCUMENT,
        {"country": "MNE", "number": "CANARYO10"},
        {"country": "ME", "number": "canаry 0I0"},
    ),
    _canary(IdentifierType.PHONE, {"number": "+383 99 000 001"}, {"number": "099/000-001", "country": "KOS"}),
    _canary(
        IdentifierType.COMPANY, {"country": "SRB", "number": "00001234"}, {"country": "RS", "number": "1234"}
    ),
    _canary(
        IdentifierType.PERSON,
        {"first_name": "Đorđe Kanarinac", "family_name": "Canary", "birth_date": "1900-02-01"},
        {"first_name": "CANARY", "family_name": "DJORDJE-KANARINAC", "birth_date": "1.2.1900."},
    ),
)


def canaries(kind: IdentifierType) -> tuple[Subject, ...]:
    """Return the invented subjects of a type, as every list of the type contains them."""
    return tuple(canary.listed for canary in _CANARIES if canary.listed.type is kind)


def canary_questions(kind: IdentifierType) -> tuple[Subject, ...]:
    """Return the same subjects as a node asks for them; each must hit under a default key."""
    return tuple(canary.asked for canary in _CANARIES if canary.listed.type is kind)
