"""Names in folded letters, and the outline of their consonants.

Spellings that Balkan offices use for one sound become one: ``Đorđe``, ``Djordje``, ``Ђорђе`` and ``DORDE``
are ``dorde``; ``Hoxha``, ``Hodža`` and ``Хоџа`` are ``hoda``. This serves persons and makes; identifiers
are read by shape. The tables of ``cleaning.transliteration`` are used for Cyrillic and Greek only, and the
tests hold every letter of them, so that a change there cannot change version 1 unseen.

References:
    ICAO Doc 9303-3, section 6, transliteration of Latin and Cyrillic letters in travel documents; the
    spelling of the Albanian, Bosnian, Macedonian, Montenegrin and Serbian languages. The rules are our own.
"""

from __future__ import annotations

import re
import unicodedata

from accord.cleaning.names import name_words
from accord.exchange.normalising.subject import RefusedValueError

__all__ = ["LETTERS", "fold_sounds", "joined", "outline"]

LETTERS = frozenset(
    "abcdefghijklmnopqrstuvwxyzđðłøßæœıəþ"
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёђѓєѕіїјљњћќўџґѐѝ"
    "αβγδεζηθικλμνξοπρσςτυφχψω"
)
"""Small letters that a name may hold, beside marks above and below them."""
_JOINERS = " -‐‑‒–—'’‘`´ʼ.,·"
_SPELLINGS = (
    ("shch", "s"),
    ("dzh", "d"),
    ("xh", "d"),
    ("dz", "d"),
    ("dj", "d"),
    ("gj", "d"),
    ("zh", "z"),
    ("sh", "s"),
    ("ch", "c"),
    ("kj", "c"),
    ("ts", "c"),
    ("tz", "c"),
    ("kh", "h"),
    ("th", "t"),
    ("dh", "d"),
    ("ph", "f"),
    ("lj", "l"),
    ("nj", "n"),
    ("q", "c"),
    ("x", "d"),
    ("w", "v"),
    ("y", "i"),
    ("j", "i"),
)
_TWICE = re.compile(r"(.)\1+")
_TWICE_IN_NAME = re.compile(r"([^aeou ])\1+")
_SILENT = re.compile(r"(?<!^)[aeiouh]")
_VOICELESS = str.maketrans("bdgvz", "ptkfs")
_OPEN = "aeou"


def fold_sounds(text: str) -> str:
    """Return a name in folded letters a to z, its words parted by blanks.

    Raises:
        RefusedValueError: If the name holds something else than Latin, Cyrillic and Greek letters, blanks,
            hyphens and apostrophes, or no letter at all.
    """
    small = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).casefold())
    for letter in small:
        if letter not in LETTERS and letter not in _JOINERS and not unicodedata.combining(letter):
            raise RefusedValueError(
                "a name in Latin, Cyrillic or Greek letters",
                "Write the name as in the machine-readable lines of the travel document.",
            )
    words = name_words(small)
    if not words:
        raise RefusedValueError("a name with letters", "Give the name, or leave the field out.")
    return " ".join(map(_folded, words))


def joined(folded: str) -> str:
    """Return the words of a folded name as one: ``Ana Marija`` and ``Anamarija`` are the same.

    Args:
        folded: Name as ``fold_sounds`` returns it.
    """
    return _folded(folded.replace(" ", "")) if " " in folded else folded


def _folded(text: str) -> str:
    while True:
        before = text
        for spelling, letter in _SPELLINGS:
            text = text.replace(spelling, letter)
        text = _TWICE_IN_NAME.sub(r"\1", text)
        if text == before:
            return text


def outline(folded: str) -> str:
    """Return the consonants of a folded name: what is left where vowels, ``h`` and endings vary.

    The first letter stays (``a``, ``e``, ``o`` and ``u`` as one); later vowels and ``h`` go, a last ``b``,
    ``d``, ``g``, ``v`` or ``z`` is unvoiced (``Ahmed`` and ``Ahmet``); a repeated letter counts once.

    Args:
        folded: Name as ``joined`` returns it.
    """
    first = "a" if folded[0] in _OPEN else folded[0]
    rest = _TWICE.sub(r"\1", first + _SILENT.sub("", folded)[1:])
    return rest[:-1] + rest[-1].translate(_VOICELESS) if len(rest) > 1 else rest
