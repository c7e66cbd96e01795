"""A name as it is compared: its words in one spelling each, its legal forms apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from accord.cleaning.legal_form_table import LEGAL_FORMS
from accord.cleaning.legal_forms import without_legal_forms
from accord.cleaning.name_lexicon import FATHER_WORDS, ORGANISATION_WORDS, PARTICLES
from accord.cleaning.names import MOST_CHARACTERS, name_words
from accord.cleaning.transliteration import UNVOCALISED
from accord.domain.listing import ListingKind

__all__ = ["MOST_WORDS", "NameReading", "read_name", "reading_gap"]

MOST_WORDS = 40
"""Words of a name that are compared."""

_UNSPECIFIC = frozenset({"company", "enterprise"})
_CLASSES = sorted({kind for kind, _, _ in LEGAL_FORMS} - _UNSPECIFIC)
_BIT = {kind: 1 << number for number, kind in enumerate(_CLASSES)}

_SERVANT = re.compile(
    r"(?:abd(?:[aeou]|ou)|~bda)l(?!l?[aeo]?h$)(?P<rest>\w{3,})$"
    r"|abd[aeou](?=([rsnzdt])\2)\w(?P<twice>\w{3,})$"
    r"|abdu(?P<bare>[rsk]\w{3,})$"
)
_LATIF = re.compile(r"^at[ie]+f$")


@dataclass(frozen=True, slots=True)
class NameReading:
    """A name that was read.

    Attributes:
        words: Its words in the spelling in which they are compared.
        forms: Classes of its legal forms, one bit for each; 0 if it has none that says anything.
        fathers: Which words stand behind "son of" or "daughter of", one bit for each place.
        is_cut: True if the name goes on where the reading ends.
    """

    words: tuple[str, ...]
    forms: int = 0
    fathers: int = 0
    is_cut: bool = False


@lru_cache(maxsize=20_000)
def read_name(text: str, kind: ListingKind) -> NameReading:
    """Read a name.

    Args:
        text: Name as written.
        kind: What is named. Legal forms and the words of firms are looked for unless it is a person.
    """
    words = name_words(text)
    is_cut = len(text) > MOST_CHARACTERS
    if kind is ListingKind.PERSON:
        words = _with_particles(words)
        is_cut, words = is_cut or len(words) > MOST_WORDS, words[:MOST_WORDS]
        fathers = sum(1 << place for place, word in enumerate(words[:-1], 1) if word in FATHER_WORDS)
        return NameReading(words, 0, fathers, is_cut)
    left, classes = without_legal_forms(words)
    plain = _with_particles(tuple(ORGANISATION_WORDS.get(word, word) for word in left))
    is_cut, plain = is_cut or len(plain) > MOST_WORDS, plain[:MOST_WORDS]
    return NameReading(plain, sum({_BIT.get(each, 0) for each in classes}), 0, is_cut)


def _with_particles(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words with Arabic particles in one spelling; "servant of" is a word of its own."""
    found: list[str] = []
    for word in words:
        plain = PARTICLES.get(word, word)
        servant = _SERVANT.match(plain)
        if servant is not None:
            rest = servant["rest"] or servant["bare"] or servant["twice"]
            found += ["abd", f"{UNVOCALISED}{rest}" if plain[0] == UNVOCALISED else _LATIF.sub("latif", rest)]
        elif not (plain == "al" and found and found[-1] == "abd"):
            found.append(plain)
    return tuple(found)


def reading_gap(text: str, kind: ListingKind) -> str:
    """Say what of a name cannot be compared; empty if all of it can.

    Args:
        text: Name as written.
        kind: What is named.
    """
    reading = read_name(text, kind)
    if not reading.words:
        return "Nothing in the name can be read as a letter or digit; it was not compared"
    if reading.is_cut:
        return f"Only the first {len(reading.words)} words of the name were compared"
    return ""
