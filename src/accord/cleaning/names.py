"""The words of a name, ready to be compared.

Case, marks, script and punctuation are taken away; dotted letters become one word (``d.o.o.`` is
``doo``); an apostrophe joins and a hyphen separates; what is written from right to left needs nothing
special, marks of direction are dropped. Titles, articles and particles stay: how little they say is
decided by who compares.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from accord.cleaning.transliteration import to_latin

__all__ = ["MOST_CHARACTERS", "name_words"]

MOST_CHARACTERS = 2000
"""Characters of a name that are read; the longest listed name has about 400."""
_JOINING = dict.fromkeys(map(ord, "'’‘`´ʼʻʹʺ″′ʿʾ"))
_DOTTED = re.compile(r"(?<!\w)((?:\w\.){2,}\w?)(?!\w)")
_SLASHED = re.compile(r"(?<!\w)(\w)/(\w)(?!\w)")
_WORD = re.compile(r"[^\W_]+")


def name_words(text: str) -> tuple[str, ...]:
    """Return the words of a name in small Latin letters, in their order.

    Args:
        text: A name in any script. Of more than ``MOST_CHARACTERS`` the rest is not read; whoever calls says
            so where it matters.

    Returns:
        The words, each of ASCII letters and digits, or with a mark of ``cleaning.transliteration`` in front;
        none if nothing in the text can be read as a letter or digit.
    """
    text = text[:MOST_CHARACTERS]
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    text = text.casefold().translate(_JOINING).replace("&", " and ")
    if "." in text:
        text = _DOTTED.sub(_undotted, text)
    if "/" in text:
        text = _SLASHED.sub(r"\1\2", text)
    if text.isascii():
        return tuple(_WORD.findall(text))
    words = _words_with_marks(unicodedata.normalize("NFC", text))
    latin = (word if word.isascii() else _latin(word) for word in words)
    return tuple(word for word in latin if word)


def _undotted(found: re.Match[str]) -> str:
    letters = found[1].replace(".", "")
    return f" {letters} "


def _words_with_marks(text: str) -> list[str]:
    """Split where neither a letter, a digit nor a mark above or below a letter stands."""
    kept = (letter if letter.isalnum() or unicodedata.combining(letter) else " " for letter in text)
    return "".join(kept).split()


@lru_cache(maxsize=100_000)
def _latin(word: str) -> str:
    return to_latin(word)
