"""Ways in which a listed name comes back changed: what a test of a screening system does to names.

Each treatment is a pure function of the name and a seed. A name to which it does not apply (one word, another
script) gives None and is not counted.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Mapping

from accord.cleaning.legal_forms import without_legal_forms
from accord.cleaning.names import name_words
from accord.domain.listing import ListingKind

__all__ = ["TREATMENTS", "Treatment", "script_of"]

Treatment = Callable[[str, ListingKind, int], str | None]
_LEAST_LETTERS = 4
_CYRILLIC = {
    **dict(zip("abvgdezijklmnoprstufhc", "абвгдезијклмнопрстуфхц", strict=True)),
    **{
        "sh": "ш",
        "ch": "ч",
        "zh": "ж",
        "kh": "х",
        "ya": "я",
        "yu": "ю",
        "y": "й",
        "w": "в",
        "q": "к",
        "x": "кс",
    },
}
_MARKS = str.maketrans({"c": "č", "s": "š", "z": "ž", "e": "é", "a": "á", "o": "ö"})
_SCRIPTS = {
    **{
        "LATIN": "Latn",
        "CYRILLIC": "Cyrl",
        "GREEK": "Grek",
        "ARABIC": "Arab",
        "HEBREW": "Hebr",
        "CJK": "Hani",
    },
    **{
        "CJK": "Hani",
        "HANGUL": "Hang",
        "HIRAGANA": "Hira",
        "KATAKANA": "Kana",
        "GEORGIAN": "Geor",
        "ARMENIAN": "Armn",
    },
    **{"THAI": "Thai", "ETHIOPIC": "Ethi", "DEVANAGARI": "Deva", "BENGALI": "Beng", "MYANMAR": "Mymr"},
}
_FORMS = ("d.o.o.", "sh.p.k.", "a.d.", "LLC", "JSC")


def _pick(text: str, seed: int, count: int) -> int:
    """Return a number below ``count`` that follows from a text and a seed alone."""
    digest = hashlib.blake2b(f"{seed}:{text}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % count


def _inner_letter(name: str, seed: int) -> int | None:
    """Return the place of a letter inside the longest word: never its first or last."""
    words = name.split()
    longest = max(words, key=len, default="")
    if len(longest) < _LEAST_LETTERS or not longest.isalpha():
        return None
    return name.index(longest) + 1 + _pick(name, seed, len(longest) - 2)


def _same(name: str, kind: ListingKind, seed: int) -> str | None:
    del kind, seed
    return name


def _swapped(name: str, kind: ListingKind, seed: int) -> str | None:
    del kind
    at = _inner_letter(name, seed)
    if at is None or name[at] == name[at + 1] or not name[at + 1].isalpha():
        return None
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _dropped(name: str, kind: ListingKind, seed: int) -> str | None:
    del kind
    at = _inner_letter(name, seed)
    return None if at is None else name[:at] + name[at + 1 :]


def _doubled(name: str, kind: ListingKind, seed: int) -> str | None:
    del kind
    at = _inner_letter(name, seed)
    return None if at is None else name[: at + 1] + name[at:]


def _reordered(name: str, kind: ListingKind, seed: int) -> str | None:
    del seed
    words = name.split()
    if kind is not ListingKind.PERSON or len(words) < 2:
        return None
    return f"{words[-1]}, {' '.join(words[:-1])}"


def _unmarked(name: str, kind: ListingKind, seed: int) -> str | None:
    del kind, seed
    parts = unicodedata.normalize("NFD", name)
    plain = "".join(letter for letter in parts if not unicodedata.combining(letter))
    if plain != name:
        return plain
    marked = name.translate(_MARKS) if name.isascii() else name
    return marked if marked != name else None


def _in_cyrillic(name: str, kind: ListingKind, seed: int) -> str | None:
    del kind, seed
    if script_of(name) != "Latn" or not name.isascii():
        return None
    text, at = "", 0
    lower = name.lower()
    while at < len(lower):
        size = 2 if lower[at : at + 2] in _CYRILLIC else 1
        text += _CYRILLIC.get(lower[at : at + size], lower[at])
        at += size
    return text.title()


def _other_form(name: str, kind: ListingKind, seed: int) -> str | None:
    if kind is not ListingKind.ORGANIZATION:
        return None
    words = name_words(name)
    left, forms = without_legal_forms(words)
    if not forms or left == words:
        return f"{name} {_FORMS[_pick(name, seed, len(_FORMS))]}"
    return " ".join(left)


def _joined(name: str, kind: ListingKind, seed: int) -> str | None:
    del kind
    words = name.split()
    if len(words) < 2:
        return None
    at = _pick(name, seed, len(words) - 1)
    return " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])


TREATMENTS: Mapping[str, Treatment] = {
    "control": _same,
    "two letters swapped": _swapped,
    "a letter dropped": _dropped,
    "a letter doubled": _doubled,
    "family name first": _reordered,
    "marks changed": _unmarked,
    "in Cyrillic": _in_cyrillic,
    "legal form changed": _other_form,
    "two words joined": _joined,
}
"""Name of each treatment, the first being none at all: every listed name must be found as it stands."""


def script_of(name: str) -> str:
    """Return the ISO 15924 code of the script of a name's first letter; ``Zyyy`` if it has none."""
    letter = next((letter for letter in name if letter.isalpha()), "")
    word = unicodedata.name(letter, "").split(" ")[0] if letter else ""
    return _SCRIPTS.get(word, "Zyyy")
