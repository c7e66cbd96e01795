"""The keys under which a subject is listed and asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from accord.exchange.normalising.calibres import bore_of, is_full_calibre
from accord.exchange.normalising.canonical import canonical_fields, fields_by_sound
from accord.exchange.normalising.encoding import MatchKey, match_key
from accord.exchange.normalising.key_facts import DEFAULT_KEYS, KEY_FACTS
from accord.exchange.normalising.person_keys import PERSON_KEYS, person_fields, person_of
from accord.exchange.normalising.subject import IdentifierType, RefusedSubjectError, Subject

__all__ = ["match_keys", "query_keys", "query_length"]

_FIELDS_OF_KEYS = {
    "firearm": ("serial", "make", "calibre"),
    "firearm-bore": ("serial", "make", "bore"),
    "firearm-by-sound": ("serial", "make", "calibre"),
    "firearm-origin": ("serial", "make", "calibre", "origin"),
    "plate": ("country", "plate"),
    "vehicle": ("vin",),
    "iban": ("iban",),
    "document": ("country", "number"),
    "phone": ("number",),
    "company": ("country", "number"),
}


def match_keys(subject: Subject, allowed: Collection[str] | None = None) -> tuple[MatchKey, ...]:
    """Return the keys of a subject, in the order of ``KEY_FACTS``, none twice.

    A key whose fields the subject lacks is left out, as long as another one is left.

    Args:
        subject: What to list or to ask for.
        allowed: Names of the keys to make; the default keys of the type if None.

    Raises:
        RefusedSubjectError: If a value cannot be read, or no allowed key can be made.
        ValueError: If a name is no key of this type.
    """
    return tuple(key for slots in _keys(subject, allowed) for key in slots)


def query_keys(subject: Subject, allowed: Collection[str] | None = None) -> tuple[MatchKey | None, ...]:
    """Return the keys of a question, with None where a dummy is to be sent.

    How many there are depends on the type and on the names of the allowed keys only (``query_length``), never
    on the subject: the number of elements must not tell how long a name is or what is not known. A dummy must
    be blinded like a key, of a random input, and its result thrown away.

    Args:
        subject: What to ask for.
        allowed: Names of the keys to make; the default keys of the type if None.

    Raises:
        RefusedSubjectError: As ``match_keys``.
        ValueError: If a name is no key of this type.
    """
    names = _names(subject.type, allowed)
    padded: list[MatchKey | None] = []
    for name, slots in zip(names, _keys(subject, allowed), strict=True):
        padded += [*slots, *[None] * (KEY_FACTS[name].slots - len(slots))]
    return tuple(padded)


def query_length(kind: IdentifierType, allowed: Collection[str] | None = None) -> int:
    """Return how many elements every question of a type has.

    Args:
        kind: Type of the subject.
        allowed: Names of the keys; the default keys of the type if None.
    """
    return sum(KEY_FACTS[name].slots for name in _names(kind, allowed))


def _names(kind: IdentifierType, allowed: Collection[str] | None) -> tuple[str, ...]:
    if allowed is None:
        return DEFAULT_KEYS[kind]
    known = tuple(name for name, fact in KEY_FACTS.items() if fact.type is kind)
    strange = sorted(set(allowed) - set(known))
    if strange or not allowed:
        raise ValueError(
            f"no key of a {kind}: {', '.join(strange) or 'none given'}; keys are {', '.join(known)}"
        )
    return tuple(name for name in known if name in allowed)


def _keys(subject: Subject, allowed: Collection[str] | None) -> list[tuple[MatchKey, ...]]:
    """Return the keys of each allowed name."""
    names = _names(subject.type, allowed)
    made = _person(subject, names) if subject.type is IdentifierType.PERSON else _identifier(subject, names)
    keys = [
        tuple(match_key(subject.type, name, fields) for fields in alternatives)
        for name, alternatives in zip(names, made, strict=True)
    ]
    if not any(keys):
        raise _refusal(subject, names)
    return keys


def _person(subject: Subject, names: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], ...]]:
    person = person_of(canonical_fields(subject))
    return (person_fields(person, name) for name in names)


def _identifier(subject: Subject, names: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], ...]]:
    for name in names:
        read = fields_by_sound if name == "firearm-by-sound" else canonical_fields
        fields = dict(read(subject))
        if subject.type is IdentifierType.FIREARM:
            fields["bore"] = bore_of(fields["calibre"])
            if not is_full_calibre(fields["calibre"]):
                del fields["calibre"]
        needed = _FIELDS_OF_KEYS[name]
        yield (tuple(fields[field] for field in needed),) if all(field in fields for field in needed) else ()


def _refusal(subject: Subject, names: tuple[str, ...]) -> RefusedSubjectError:
    if subject.type is not IdentifierType.PERSON:
        return RefusedSubjectError(
            field="calibre, origin",
            expected="a calibre with the length of the case, such as 9x19, and what else the allowed keys need",
            fix="Read the calibre off the weapon, or allow the key firearm-bore.",
        )
    if len(subject.fields) < 2:
        return RefusedSubjectError(
            field="first_name, family_name, birth_date",
            expected="at least two of them",
            fix="Find out one more; a name alone is never asked for.",
        )
    needed = sorted(
        {f"{PERSON_KEYS[name].names} names and {PERSON_KEYS[name].birth_digits} digits" for name in names}
    )
    return RefusedSubjectError(
        field="first_name, family_name, birth_date",
        expected=f"what one of the allowed keys needs: {'; '.join(needed)} of the date of birth",
        fix="Find out the day of birth, or have a weak key allowed for this purpose.",
    )
