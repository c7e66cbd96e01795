"""The legal form of an organisation, found in its name and taken out of it.

A legal form says what kind of body it is, never which one, so it takes no part when names are compared. Long
ways to write one are recognised by the consonants of their words, so that transcriptions do not matter
(``OGRANICHENNOI``, ``ogranichennoy``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from accord.cleaning.legal_form_table import LEGAL_FORMS
from accord.cleaning.names import name_words

__all__ = ["without_legal_forms"]

_LONG_WORD = 6
_LEAST_CONSONANTS = 4
_VOWELS = re.compile(r"[aeiouyhw']+")
_TWICE = re.compile(r"(.)\1+")
_ALIKE = str.maketrans("gqdbvzjcx", "kktpfssss")


@lru_cache(maxsize=200_000)
def _outline(word: str) -> str:
    """Return the consonants of a long word, alike ones as one; a short word as it is."""
    if len(word) < _LONG_WORD:
        return word
    consonants = _TWICE.sub(r"\1", _VOWELS.sub("", word.translate(_ALIKE)))
    return f"{consonants}-" if len(consonants) >= _LEAST_CONSONANTS else word


def _tree() -> dict[str, dict[tuple[str, ...], str]]:
    tree: dict[str, dict[tuple[str, ...], str]] = {}
    for kind, _, ways in LEGAL_FORMS:
        for way in ways:
            dotted = name_words(way)
            loose = name_words(way.replace(".", ". ")) if "." in way else dotted
            for words in (dotted, loose):
                outline = tuple(_outline(word) for word in words)
                tree.setdefault(outline[0], {}).setdefault(outline, kind)
    return tree


_TREE = _tree()
_LONGEST = max(len(way) for ways in _TREE.values() for way in ways)
_LOOSE = ("and",)


def without_legal_forms(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Take the legal forms out of the words of an organisation's name.

    Args:
        words: Words of the name as ``name_words`` returns them.

    Returns:
        The words that are left, and the classes of the forms taken out, in the order of the name. Where
        nothing would be left, all words stay: a name that is a legal form is compared as it stands.
    """
    outlines = [_outline(word) for word in words]
    left: list[str] = []
    kinds: list[str] = []
    at = 0
    while at < len(words):
        ways = _TREE.get(outlines[at])
        size = 0
        if ways is not None:
            for tried in range(min(_LONGEST, len(words) - at), 0, -1):
                kind = ways.get(tuple(outlines[at : at + tried]))
                if kind is not None:
                    kinds.append(kind)
                    size = tried
                    break
        if size == 0:
            left.append(words[at])
            size = 1
        at += size
    if all(word in _LOOSE for word in left):
        return tuple(words), tuple(kinds)
    return tuple(left), tuple(kinds)
