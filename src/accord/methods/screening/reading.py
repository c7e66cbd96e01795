"""A name as it is compared: its words in one spelling each, its legal forms apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from accord.cleaning.legal_form_table import LEGAL_FORMS
from accord.cleaning.legal_forms import without_legal_forms
from accord.cleaning.name_lexicon import FATHER_WORDS, ORGANISATION_WORDS, PARTICLES
from accord.cleaning.names import MOST_WORDS, name_words
from accord.domain.listing import ListingKind

__all__ = ["NameReading", "read_name"]

_UNSPECIFIC = frozenset({"company", "enterprise"})
_CLASSES = sorted({kind for kind, _, _ in LEGAL_FORMS} - _UNSPECIFIC)
_BIT = {kind: 1 << number for number, kind in enumerate(_CLASSES)}


@dataclass(frozen=True, slots=True)
class NameReading:
    """A name that was read.

    Attributes:
        words: Its words in the spelling in which they are compared.
        forms: Classes of its legal forms, one bit for each; 0 if it has none that says anything.
        fathers: Which words stand behind "son of" or "daughter of", one bit for each place.
    """

    words: tuple[str, ...]
    forms: int = 0
    fathers: int = 0


@lru_cache(maxsize=20_000)
def read_name(text: str, kind: ListingKind) -> NameReading:
    """Read a name.

    Args:
        text: Name as written.
        kind: What is named. Legal forms and the words of firms are looked for unless it is a person.
    """
    words = name_words(text)
    if kind is ListingKind.PERSON:
        words = tuple(PARTICLES.get(word, word) for word in words)
        fathers = sum(1 << place for place, word in enumerate(words[:-1], 1) if word in FATHER_WORDS)
        return NameReading(words, 0, fathers)
    left, classes = without_legal_forms(words)
    plain = tuple(ORGANISATION_WORDS.get(word) or PARTICLES.get(word, word) for word in left)
    return NameReading(plain[:MOST_WORDS], sum({_BIT.get(each, 0) for each in classes}))
