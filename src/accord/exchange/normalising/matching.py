"""The keys under which a subject is listed and asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

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
    by_shape = _with_bore(canonical_fields(subject))
    for name in names:
        fields = _with_bore(fields_by_sound(subject)) if name == "firearm-by-sound" else by_shape
        needed = _FIELDS_OF_KEYS[name]
        yield (tuple(fields[field] for field in needed),) if all(field in fields for field in needed) else ()


def _with_bore(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Add the bore of a firearm, and take a calibre out that is a bore alone."""
    calibre = fields.get("calibre")
    if calibre is None:
        return fields
    bore = {"bore": bore_of(calibre)}
    kept = {name: text for name, text in fields.items() if name != "calibre" or is_full_calibre(calibre)}
    return kept | bore


def _refusal(subject: Subject, names: tuple[str, ...]) -> RefusedSubjectError:
    if subject.type is not IdentifierType.PERSON:
        return RefusedSubjectError(
            field="calibre, origin",
            expected="the calibre with the length of the case (9x19), and what else the allowed keys need",
            fix="Read the calibre off the weapon, or have the key firearm-bore allowed.",
        )
    if len(subject.fields) < 2:
        return RefusedSubjectError(
            field="first_name, family_name, birth_date",
            expected="at least two of them",
            fix="Find out one more; a name alone is never asked for.",
        )
    rules = [PERSON_KEYS[name] for name in names]
    needed = sorted({f"{rule.names} names and {rule.birth_digits} digits" for rule in rules})
    return RefusedSubjectError(
        field="first_name, family_name, birth_date",
        expected=f"what one of the allowed keys needs: {'; '.join(needed)} of the date of birth",
        fix="Find out the day of birth, or have a weak key allowed for this purpose.",
    )
