"""A list of invented persons, and the mistakes with which they are asked for; everything hangs on a seed.

The mix of mistakes is that of the research behind the exchange (section 4.2 there). What it left open is
settled here: a typing error is one of four kinds with equal chance, at any letter of either name, of a name
already written in plain Latin letters; the second half of a double surname stands before or after; a short
name is the one in ``SHORT_FORMS`` or four letters; day and month are swapped only where that gives a day.
Names are drawn evenly: the lists are so short that namesakes are already commoner than in life.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from exchange.normalising.balkan_names import (
    COMMUNITIES,
    LATIN,
    OFFICIAL,
    SERBIAN_CYRILLIC,
    SHORT_FORMS,
    Community,
)

__all__ = ["MISTAKES", "Invented", "Mistake", "drawn_mistakes", "invented_person", "mistaken"]

_FIRST_DAY = date(1945, 1, 1)
_DAYS = 60 * 365
_SMALL = "abcdefghijklmnopqrstuvwxyz"
_ASCII = str.maketrans({"č": "c", "ć": "c", "ž": "z", "š": "s", "ç": "c", "ë": "e"})
_ASCII_CAPITALS = str.maketrans({"Č": "C", "Ć": "C", "Ž": "Z", "Š": "S", "Ç": "C", "Ë": "E"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """A person who does not exist."""

    first: str
    family: str
    birth: str
    community: Community

    def fields(self) -> dict[str, str]:
        """Return the fields of a subject."""
        known = {"first_name": self.first, "family_name": self.family, "birth_date": self.birth}
        return {name: text for name, text in known.items() if text}


def _cyrillic(name: str) -> str:
    for pair, letter in (("lj", "љ"), ("nj", "њ"), ("dž", "џ"), ("Lj", "Љ"), ("Nj", "Њ"), ("Dž", "Џ")):
        name = name.replace(pair, letter)
    return "".join(SERBIAN_CYRILLIC.get(letter, letter) for letter in name)


def invented_person(chance: random.Random) -> Invented:
    """Draw a person: a community, names of it, a day of birth."""
    community = chance.choices(COMMUNITIES, [community.weight for community in COMMUNITIES])[0]
    first, family = chance.choice(community.given), chance.choice(community.family)
    if chance.random() < community.cyrillic_share:
        first, family = _cyrillic(first), _cyrillic(family)
    birth = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
    return Invented(first=first, family=family, birth=birth.isoformat(), community=community)


def _written(name: str, table: Mapping[str, str]) -> str:
    return "".join(table.get(letter, letter) for letter in name)


def _none(person: Invented, chance: random.Random) -> Invented:
    return person


def _official(person: Invented, chance: random.Random) -> Invented:
    return replace(person, first=_written(person.first, OFFICIAL), family=_written(person.family, OFFICIAL))


def _ascii(person: Invented, chance: random.Random) -> Invented:
    stroke = chance.choice(("dj", "d"))

    def plain(name: str) -> str:
        name = _written(name, LATIN).translate(_ASCII).translate(_ASCII_CAPITALS)
        return name.replace("đ", stroke).replace("Đ", stroke.capitalize())

    return replace(person, first=plain(person.first), family=plain(person.family))


def _names_swapped(person: Invented, chance: random.Random) -> Invented:
    return replace(person, first=person.family, family=person.first)


def _typed(name: str, chance: random.Random) -> str:
    at = chance.randrange(len(name))
    kind = chance.randrange(4)
    letter = chance.choice(_SMALL)
    if kind == 0:
        return name[:at] + letter + name[at:]
    if kind == 1:
        return name[:at] + letter + name[at + 1 :]
    if kind == 2 and len(name) > 2:
        return name[:at] + name[at + 1 :]
    at = min(at, len(name) - 2)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _typo(person: Invented, chance: random.Random) -> Invented:
    latin = _ascii(person, chance)
    if chance.random() < 0.5:
        return replace(latin, first=_typed(latin.first, chance))
    return replace(latin, family=_typed(latin.family, chance))


def _two_typos(person: Invented, chance: random.Random) -> Invented:
    return _typo(_typo(person, chance), chance)


def _day_and_month(person: Invented, chance: random.Random) -> Invented:
    day = chance.randrange(1, 13)
    month = chance.choice([month for month in range(1, 13) if month != day])
    return replace(person, birth=f"{person.birth[:4]}-{day:02}-{month:02}")


def _birth_digit(person: Invented, chance: random.Random) -> Invented:
    digits = person.birth.replace("-", "")
    while True:
        at = chance.randrange(8)
        changed = digits[:at] + chance.choice("0123456789") + digits[at + 1 :]
        try:
            day = date(int(changed[:4]), int(changed[4:6]), int(changed[6:]))
        except ValueError:
            continue
        if changed != digits and 1900 <= day.year <= 2020:
            return replace(person, birth=day.isoformat())


def _no_birth(person: Invented, chance: random.Random) -> Invented:
    return replace(person, birth="")


def _short_first(person: Invented, chance: random.Random) -> Invented:
    return replace(person, first=SHORT_FORMS.get(person.first, person.first[:4]))


def _double_family(person: Invented, chance: random.Random) -> Invented:
    other = chance.choice(person.community.family)
    both = [person.family, other]
    chance.shuffle(both)
    return replace(person, family="-".join(both))


Mistake = Callable[[Invented, random.Random], Invented]
MISTAKES: Mapping[Mistake, int] = {
    _none: 10,
    _official: 20,
    _ascii: 20,
    _names_swapped: 8,
    _typo: 14,
    _two_typos: 4,
    _day_and_month: 6,
    _birth_digit: 6,
    _no_birth: 4,
    _short_first: 4,
    _double_family: 4,
}
"""Mistakes, and how many of a hundred questions have them."""


def drawn_mistakes(count: int, chance: random.Random) -> list[Mistake]:
    """Return mistakes in exactly the shares of the mix, in a drawn order.

    Args:
        count: How many; a multiple of a hundred.
        chance: Source of the order.
    """
    mistakes = [mistake for mistake, share in MISTAKES.items() for _ in range(share * count // 100)]
    chance.shuffle(mistakes)
    return mistakes


def mistaken(person: Invented, mistake: Mistake, chance: random.Random) -> tuple[Invented, Invented]:
    """Return a person as listed and as asked for, with a mistake.

    A person whose day and month are to be swapped gets a day of birth for which that is possible.
    """
    if mistake is _day_and_month:
        person = _day_and_month(person, chance)
        year, month, day = person.birth.split("-")
        return person, replace(person, birth=f"{year}-{day}-{month}")
    return person, mistake(person, chance)
