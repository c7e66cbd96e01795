"""What is known about every key: what it forgives, how often it finds, and how often it errs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from accord.exchange.normalising.person_keys import PERSON_KEYS
from accord.exchange.normalising.subject import IdentifierType

__all__ = ["DEFAULT_KEYS", "KEY_FACTS", "SET_FACTS", "KeyFact", "SetFact"]

_PERSONS = (
    "Measured by tests/exchange/normalising/test_person_levels.py: 4,000 members and 20,000 strangers, asked"
    " for with mistakes, against a list of 60,000 invented persons of the Western Balkans."
)
_SPELLINGS = (
    "Measured by tests/exchange/normalising/test_identifier_levels.py: 2,000 members and 2,000 strangers, in"
    " other spellings, against a list of 10,000 invented identifiers; typing errors are not forgiven."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFact:
    """A key, in words and in figures.

    Args:
        type: Type of the subjects that have it.
        text: What two subjects have in common that hit under it.
        is_weak: True if a hit says so little that the key is off unless a purpose asks for it.
        is_default: True if it is used where nothing else is said.
        slots: Inputs that a question has under it, always.
        recall: Share of members found under this key alone, 0 to 1.
        false_hits: Share of strangers that hit under this key alone, 0 to 1.
        source: How both were measured.
    """

    type: IdentifierType
    text: str
    is_weak: bool
    is_default: bool
    slots: int
    recall: float
    false_hits: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFact:
    """Keys of a person used together.

    Args:
        keys: Names of the keys.
        recall: Share of members found, 0 to 1.
        false_hits: Share of strangers that hit, 0 to 1.
        febrl_recall: The same on FEBRL4, a set of invented Australian persons made by others.
        febrl_false_hits: The same on FEBRL4.
    """

    keys: tuple[str, ...]
    recall: float
    false_hits: float
    febrl_recall: float
    febrl_false_hits: float


def _person(key: str, text: str, recall: float, false_hits: float, *, is_weak: bool = False) -> KeyFact:
    return KeyFact(
        type=IdentifierType.PERSON,
        text=text,
        is_weak=is_weak,
        is_default=not is_weak,
        slots=PERSON_KEYS[key].slots,
        recall=recall,
        false_hits=false_hits,
        source=_PERSONS,
    )


def _identifier(kind: IdentifierType, text: str, recall: float, *, is_default: bool = True) -> KeyFact:
    return KeyFact(
        type=kind,
        text=text,
        is_weak=False,
        is_default=is_default,
        slots=1,
        recall=recall,
        false_hits=0.0,
        source=_SPELLINGS,
    )


KEY_FACTS: Mapping[str, KeyFact] = {
    "firearm": _identifier(IdentifierType.FIREARM, "serial number, maker and calibre", 1.0),
    "firearm-bore": _identifier(
        IdentifierType.FIREARM,
        "serial number, maker and bore, for a calibre such as 9 mm",
        1.0,
        is_default=False,
    ),
    "firearm-by-sound": _identifier(
        IdentifierType.FIREARM,
        "serial number with Cyrillic letters read by sound, maker and calibre",
        1.0,
        is_default=False,
    ),
    "firearm-origin": _identifier(
        IdentifierType.FIREARM, "serial number, maker, calibre and country of origin", 1.0, is_default=False
    ),
    "plate": _identifier(IdentifierType.PLATE, "country and registration plate", 1.0),
    "vehicle": _identifier(IdentifierType.VEHICLE, "vehicle identification number", 1.0),
    "iban": _identifier(IdentifierType.IBAN, "account number", 1.0),
    "document": _identifier(IdentifierType.DOCUMENT, "country and number of the document", 1.0),
    "phone": _identifier(IdentifierType.PHONE, "telephone number", 1.0),
    "company": _identifier(IdentifierType.COMPANY, "country and register number", 1.0),
    "person-exact": _person("person-exact", "both names in folded letters, day of birth", 0.593, 0.0001),
    "person-sound": _person("person-sound", "consonants of both names, day of birth", 0.66, 0.0001),
    "person-sound-unordered-day": _person(
        "person-sound-unordered-day",
        "consonants of both names, day of birth with day and month in any order",
        0.721,
        0.0001,
    ),
    "person-first-letters": _person(
        "person-first-letters", "first three letters of both names, day of birth", 0.739, 0.00015
    ),
    "person-one-edit": _person(
        "person-one-edit", "consonants of one name, the other but for one edit, day of birth", 0.77, 0.0002
    ),
    "person-initial": _person(
        "person-initial", "one name in folded letters, first letter of the other, day of birth", 0.77, 0.00075
    ),
    "person-masked-digit": _person(
        "person-masked-digit", "consonants of both names, day of birth but for one digit", 0.721, 0.00325
    ),
    "person-one-name": _person(
        "person-one-name", "consonants of one name, day of birth", 0.831, 0.02575, is_weak=True
    ),
    "person-year": _person(
        "person-year", "both names in folded letters, year of birth", 0.682, 0.0189, is_weak=True
    ),
    "person-day-month": _person(
        "person-day-month",
        "both names in folded letters, day and month of birth",
        0.623,
        0.00325,
        is_weak=True,
    ),
}
"""Every key by its name."""

DEFAULT_KEYS: Mapping[IdentifierType, tuple[str, ...]] = {
    kind: tuple(key for key, fact in KEY_FACTS.items() if fact.type is kind and fact.is_default)
    for kind in IdentifierType
}
"""Keys of each type where nothing else is said; none of them is weak."""

_STRICT = ("person-exact", "person-sound", "person-sound-unordered-day", "person-first-letters")
_EDITED = (*_STRICT, "person-one-edit")
_DIGIT = (*_EDITED, "person-masked-digit")
_WITH_ONE_NAME = (*DEFAULT_KEYS[IdentifierType.PERSON], "person-one-name")


def _set(keys: tuple[str, ...], measured: tuple[float, float], febrl: tuple[float, float]) -> SetFact:
    return SetFact(
        keys=keys,
        recall=measured[0],
        false_hits=measured[1],
        febrl_recall=febrl[0],
        febrl_false_hits=febrl[1],
    )


SET_FACTS: tuple[SetFact, ...] = (
    _set(("person-exact",), (0.5925, 0.0001), (0.47, 0.0)),
    _set(_STRICT, (0.8273, 0.00015), (0.6848, 0.0)),
    _set(_EDITED, (0.8805, 0.0002), (0.702, 0.0)),
    _set(_DIGIT, (0.9405, 0.00335), (0.7072, 0.0)),
    _set(DEFAULT_KEYS[IdentifierType.PERSON], (0.9463, 0.00395), (0.7184, 0.0)),
    _set(_WITH_ONE_NAME, (0.9533, 0.02875), (0.8608, 0.0008)),
    _set((*_WITH_ONE_NAME, "person-year", "person-day-month"), (0.9533, 0.0485), (0.8632, 0.0008)),
)
"""Keys of a person used together, the strictest first; the fifth is the default, later ones are weak."""
