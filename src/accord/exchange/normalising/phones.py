"""Telephone numbers as E.164: plus, country code, national number."""

from __future__ import annotations

import re
from collections.abc import Mapping

from accord.exchange.normalising.characters import by_shape
from accord.exchange.normalising.subject import RefusedValueError

__all__ = ["CALLING_CODES", "phone_characters", "phone_number"]

_TRUNK_ZERO = """ALB355 BIH387 KOS383 MKD389 MNE382 SRB381 AUT43 BEL32 BGR359 HRV385 FIN358 FRA33 DEU49
IRL353 LTU370 NLD31 ROU40 SVK421 SVN386 SWE46 GBR44 CHE41 LIE423 TUR90 MDA373 UKR380 MCO377"""
_NO_TRUNK = """CYP357 CZE420 DNK45 EST372 GRC30 ITA39 LVA371 LUX352 MLT356 NOR47 ISL354 POL48 PRT351 ESP34
SMR378 VAT39 AND376"""
CALLING_CODES: Mapping[str, tuple[str, str]] = (
    {cell[:3]: (cell[3:], "0") for cell in _TRUNK_ZERO.split()}
    | {cell[:3]: (cell[3:], "") for cell in _NO_TRUNK.split()}
    | {"HUN": ("36", "06")}
)
"""Calling code and trunk prefix of a country, where a number may be written without its calling code.

Reference: ITU-T E.164 and the national numbering plans; a test compares every row with phonenumbers. A zero
at the start of an Italian number belongs to the number.
"""
_ALLOWED = re.compile(r"\+?\d+", re.ASCII)
_OPTIONAL_ZERO = re.compile(r"\(0\)")
_SEPARATORS = re.compile(r"[\s\-–—‑‐./()]")
_SHORTEST, _LONGEST = 7, 15


def phone_characters(text: str) -> str:
    """Return digits, with a plus in front if there was one; ``00`` becomes plus, a bracketed zero goes.

    Raises:
        RefusedValueError: If there is anything else, such as an extension or two numbers.
    """
    text = _SEPARATORS.sub("", _OPTIONAL_ZERO.sub("", by_shape(text).replace("O", "0")))
    text = text.removeprefix("TEL").removeprefix("MOB").removeprefix(":")
    if text.startswith("00"):
        text = "+" + text[2:]
    if not _ALLOWED.fullmatch(text):
        raise RefusedValueError("one telephone number", "Give digits only, without an extension.")
    return text


def phone_number(text: str, country: str | None) -> str:
    """Return a number as E.164.

    Args:
        text: Number as ``phone_characters`` returns it.
        country: Country of a number without calling code; None if there is none.

    Raises:
        RefusedValueError: If the country is missing or its plan is not known, or the length is impossible.
    """
    if not text.startswith("+"):
        if country is None:
            raise RefusedValueError(
                "a number with its calling code, or a country", "Write + and the calling code in front."
            )
        if country not in CALLING_CODES:
            raise RefusedValueError(
                "a number with its calling code", "The plan of this country is not known; write + in front."
            )
        code, trunk = CALLING_CODES[country]
        national = text.lstrip("0") if trunk == "0" else text.removeprefix(trunk)
        text = f"+{code}{national}"
    else:
        text = _without_trunk(text)
    digits = len(text) - 1
    if not _SHORTEST <= digits <= _LONGEST or text[1] == "0":
        raise RefusedValueError(
            f"{_SHORTEST} to {_LONGEST} digits with the calling code", "Compare the number with its source."
        )
    return text


def _without_trunk(text: str) -> str:
    """Take out the zero of a number that was written with both: +381 064 ..."""
    for code, trunk in CALLING_CODES.values():
        if trunk == "0" and text.startswith(f"+{code}0"):
            return f"+{code}{text[len(code) + 1 :].lstrip('0')}"
    return text
