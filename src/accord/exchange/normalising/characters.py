"""Characters of an identifier, read by their shape.

An identifier is compared as it looks on metal, plate or paper, not as it sounds: a Cyrillic EN is an ``H``.
That is the one rule for letters that are both the likeness of one Latin letter and the sound of another
(the Cyrillic VE, EN, ER, ES, U and HA); both sides apply it. Letters without a Latin likeness are written
by sound. For marks on firearms, where a Cyrillic letter may have been typed by its sound, ``by_sound`` is
the second reading.
"""

from __future__ import annotations

import unicodedata

from accord.exchange.normalising.subject import RefusedValueError

__all__ = ["MOST_CHARACTERS", "by_shape", "by_sound", "digits_for_letters", "readable", "without_separators"]

MOST_CHARACTERS = 200
"""Longest value of a field."""
_NOT_TEXT = {
    "Cc": "a control character",
    "Cs": "half a character",
    "Co": "a character of private use",
    "Cn": "an unassigned character",
}
_SPACES = "\t\n\r\v\f\x85"
_SEPARATORS = dict.fromkeys(map(ord, " -_.,:;/\\|'`\"()[]{}<>*#+=~^°·•‐‑‒–—―−’‘‚“”„«»´ʹʼ′"))


def _letters(*rows: str) -> dict[int, str]:
    cells = (cell.partition("=") for row in rows for cell in row.split())
    return {ord(letter): text for letter, _, text in cells}


_ALIKE = _letters(
    "А=A В=B Е=E Ѕ=S І=I Ј=J К=K М=M Н=H О=O Р=P С=C Т=T У=Y Х=X Ү=Y Һ=H Ԛ=Q Ԝ=W",
    "Α=A Β=B Ε=E Ζ=Z Η=H Ι=I Κ=K Μ=M Ν=N Ο=O Ρ=P Τ=T Υ=Y Χ=X",
)
_WITHOUT_LIKENESS = _letters(
    "Б=B Г=G Д=D Ђ=D Ж=Z З=Z И=I Л=L Љ=LJ Њ=NJ П=P Ћ=C Ф=F Ц=C Ч=C Џ=DZ Ш=S Щ=SC Ы=Y Э=E Ю=YU Я=YA Є=E Ґ=G",
    "Ъ= Ь= Γ=G Δ=D Θ=TH Λ=L Ξ=X Π=P Σ=S Φ=F Ψ=PS Ω=O",
    "Đ=D Ð=D Ø=O Ł=L Ħ=H Æ=AE Œ=OE Þ=TH Ə=E ẞ=SS",
)
_SHAPES = _ALIKE | _WITHOUT_LIKENESS
_SOUNDS = _SHAPES | _letters("В=V Н=N Р=R С=S У=U Х=H Η=I Ρ=R Χ=CH Β=V")


def readable(text: str) -> str:
    """Return a text in one form: full width, ligatures, white space and invisible characters unified.

    NFKC is applied, before and after characters without a look of their own (marks of direction, zero width,
    soft hyphens) are dropped; digits of any script become 0 to 9; white space becomes single blanks.

    Raises:
        RefusedValueError: If nothing is left, the text is too long, or it holds what is not text.
    """
    if len(text) > MOST_CHARACTERS:
        raise RefusedValueError(f"at most {MOST_CHARACTERS} characters", "Give the value alone.")
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.replace("№", " "))
        text = "".join(_digit(letter) for letter in text if unicodedata.category(letter) != "Cf")
        text = unicodedata.normalize("NFKC", text)
    for letter in text:
        found = _NOT_TEXT.get(unicodedata.category(letter))
        if found is not None and letter not in _SPACES:
            raise RefusedValueError(f"text without {found}", "Type the value again by hand.")
    text = " ".join(text.split())
    if not text:
        raise RefusedValueError("a value", "Give the value, or leave the field out if it is not known.")
    return text


def _digit(letter: str) -> str:
    return str(unicodedata.decimal(letter)) if unicodedata.category(letter) == "Nd" else letter


def _capitals(text: str, table: dict[int, str]) -> str:
    """Write capitals, take marks off, then write the letters of a table."""
    text = unicodedata.normalize("NFD", text.upper())
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return text.translate(table)


def by_shape(text: str) -> str:
    """Return capitals without marks, Cyrillic and Greek letters as the Latin ones that look like them."""
    return text.upper() if text.isascii() else _capitals(text, _SHAPES)


def by_sound(text: str) -> str:
    """Return capitals without marks, Cyrillic and Greek letters as the Latin ones that sound like them."""
    return text.upper() if text.isascii() else _capitals(text, _SOUNDS)


def without_separators(text: str) -> str:
    """Return a text without blanks, dashes and points.

    Raises:
        RefusedValueError: If anything but A to Z and 0 to 9 is left, or nothing.
    """
    text = text.translate(_SEPARATORS)
    if not (text.isascii() and text.isalnum()):
        raise RefusedValueError(
            "Latin, Cyrillic or Greek letters, digits and separators", "Type the value as it is printed."
        )
    return text


def digits_for_letters(text: str) -> str:
    """Return a text with 0 for O and 1 for I: on metal and in a scan nobody can tell them apart."""
    return text.translate(_AS_DIGITS)


_AS_DIGITS = str.maketrans("OI", "01")
