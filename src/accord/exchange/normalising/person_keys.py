"""The keys of a person, each of which forgives another mistake.

A person is two names and a date of birth, of which at least two must be known. Names are compared without
regard to which comes first. Keys are equal or not: nothing is measured, so that they can go through the
oblivious function. The deletions make any one edit of a name harmless: two names that differ by one letter
put in, left out, changed or swapped with its neighbour have a name with one letter less in common.

Reference:
    Regulation (EU) 2024/982, Article 43 (at least two of first name, family name, date of birth); symmetric
    deletion after W. Garbe, SymSpell, https://github.com/wolfgarbe/SymSpell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from accord.exchange.normalising.birth_dates import masked_digits, unordered_day
from accord.exchange.normalising.sounds import joined, outline

__all__ = ["LETTERS_OF_EDITS", "PERSON_KEYS", "Person", "PersonKey", "person_fields", "person_of"]

LETTERS_OF_EDITS = 7
"""Letters of a folded name that take part in one-edit keys; both sides leave the rest out.

The number of deletions would tell the length of the name. With seven letters, eight variants of each name and
the other keys of the default set a question about a person has 31 elements, within a step of the batches.
"""
_FIRST_LETTERS = 3
_DAY = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Canonical names in any order, and a canonical date of birth; empty where not known.

    Args:
        names: Each name as one word.
        outlines: Consonants of each name.
        first_words: The first word of each name.
        last_words: The last word of each name.
        birth: Date of birth.
    """

    names: tuple[str, ...]
    outlines: tuple[str, ...]
    first_words: tuple[str, ...]
    last_words: tuple[str, ...]
    birth: str


def person_of(fields: Mapping[str, str]) -> Person:
    """Return the person of canonical fields."""
    written = [fields[name] for name in ("first_name", "family_name") if name in fields]
    names = tuple(map(joined, written))
    return Person(
        names=names,
        outlines=tuple(map(outline, names)),
        first_words=tuple(name.split()[0] for name in written),
        last_words=tuple(name.split()[-1] for name in written),
        birth=fields.get("birth_date", ""),
    )


Fields = tuple[str, ...]


def _exact(person: Person) -> Iterable[Fields]:
    return [(*sorted(person.names), person.birth)]


def _sound(person: Person) -> Iterable[Fields]:
    return [(*sorted(person.outlines), person.birth)]


def _sound_unordered_day(person: Person) -> Iterable[Fields]:
    return [(*sorted(person.outlines), unordered_day(person.birth))]


def _first_letters(person: Person) -> Iterable[Fields]:
    """Shorten the first words and the last ones: of a double surname either half is enough."""
    for words in (person.first_words, person.last_words):
        yield (*sorted(word[:_FIRST_LETTERS] for word in words), person.birth)


def _variants(name: str) -> list[str]:
    name = name[:LETTERS_OF_EDITS]
    return [name, *(name[:at] + name[at + 1 :] for at in range(len(name)))]


def _one_edit(person: Person) -> Iterable[Fields]:
    for sound, edited in zip(person.outlines, reversed(person.names), strict=True):
        for variant in _variants(edited):
            yield (sound, variant, person.birth)


def _one_name_and_initial(person: Person) -> Iterable[Fields]:
    one, other = person.names
    return [(one, other[0], person.birth), (other, one[0], person.birth)]


def _masked_digit(person: Person) -> Iterable[Fields]:
    outlines = sorted(person.outlines)
    return [(*outlines, masked) for masked in masked_digits(person.birth)]


def _one_name(person: Person) -> Iterable[Fields]:
    return [(name, person.birth) for name in person.outlines]


def _year(person: Person) -> Iterable[Fields]:
    return [(*sorted(person.names), person.birth[:4])]


def _day_and_month(person: Person) -> Iterable[Fields]:
    return [(*sorted(person.names), person.birth[4:])]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonKey:
    """How a key is made.

    Args:
        names: How many names it needs.
        birth_digits: How many digits of the date of birth it needs.
        slots: The most inputs that one person has under it.
        make: Its fields, once for each input.
    """

    names: int
    birth_digits: int
    slots: int
    make: Callable[[Person], Iterable[Fields]]


def _key(
    make: Callable[[Person], Iterable[Fields]], *, slots: int = 1, names: int = 2, birth: int = _DAY
) -> PersonKey:
    return PersonKey(names=names, birth_digits=birth, slots=slots, make=make)


PERSON_KEYS: Mapping[str, PersonKey] = {
    "person-exact": _key(_exact),
    "person-sound": _key(_sound),
    "person-sound-unordered-day": _key(_sound_unordered_day),
    "person-one-name": _key(_one_name, names=1, slots=2),
    "person-year": _key(_year, birth=4),
    "person-day-month": _key(_day_and_month),
    "person-first-letters": _key(_first_letters, slots=2),
    "person-one-edit": _key(_one_edit, slots=2 * (LETTERS_OF_EDITS + 1)),
    "person-initial": _key(_one_name_and_initial, slots=2),
    "person-masked-digit": _key(_masked_digit, slots=_DAY),
}
"""The keys of a person by name."""


def person_fields(person: Person, key: str) -> tuple[Fields, ...]:
    """Return the fields of a key, once for each input, none twice; none if the person lacks what it needs.

    Args:
        person: Canonical names and date of birth.
        key: Name of the key in ``PERSON_KEYS``.
    """
    rule = PERSON_KEYS[key]
    if len(person.names) < rule.names or len(person.birth) < rule.birth_digits:
        return ()
    return tuple(dict.fromkeys(rule.make(person)))
