"""Countries as codes of three letters, and what registration plates of the six partners look like."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from accord.cleaning.place_codes import place_code
from accord.exchange.normalising.subject import RefusedValueError

__all__ = ["PLATE_FORMS", "PlateForm", "country", "is_usual_plate"]

_ESTIMATE = "estimate: general knowledge, no regulation was read"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateForm:
    """The usual plate of a partner.

    Args:
        text: Form in words; A is a letter, 9 a digit.
        pattern: The same for a canonical plate, in which O is 0 and I is 1.
        universe: About how many such plates there can be; the smaller, the lower the quota must be.
        source: Where the form is from.
    """

    text: str
    pattern: str
    universe: int
    source: str = _ESTIMATE


_LETTER = "[A-HJ-NP-Z01]"
PLATE_FORMS: Mapping[str, PlateForm] = {
    "ALB": PlateForm(text="AA 999 AA", pattern=rf"{_LETTER}{{2}}\d{{3}}{_LETTER}{{2}}", universe=331_000_000),
    "BIH": PlateForm(text="A99-A-999", pattern=r"[AEJKMT0]\d\d[AEJKMT0]\d{3}", universe=4_900_000),
    "KOS": PlateForm(text="99-999-AA", pattern=rf"0[1-7]\d{{3}}{_LETTER}{{2}}", universe=3_700_000),
    "MKD": PlateForm(
        text="AA-9999-AA", pattern=rf"{_LETTER}{{2}}\d{{3,4}}{_LETTER}{{2}}", universe=200_000_000
    ),
    "MNE": PlateForm(text="AA AA999", pattern=rf"{_LETTER}{{2}}{_LETTER}{{2}}\d{{3}}", universe=14_000_000),
    "SRB": PlateForm(
        text="AA 999(9)-AA", pattern=rf"{_LETTER}{{2}}\d{{3,5}}{_LETTER}{{2}}", universe=600_000_000
    ),
}
"""Usual plates by partner. Older, diplomatic, military and personal plates look different and are as good."""


def country(text: str) -> str:
    """Return a country as Accord's code of three letters; Kosovo* may be written KOS, XKX, XK or RKS.

    Raises:
        RefusedValueError: If the text is no code of ISO 3166-1 and no name that Accord knows.
    """
    code = place_code(_OTHER_CODES.get(text.upper(), text))
    if code is None or not re.fullmatch("[A-Z]{3}", code):
        raise RefusedValueError(
            "a country", "Give its code of ISO 3166-1, two or three letters; XK for Kosovo*."
        )
    return code


_OTHER_CODES = {"RKS": "XK", "UNK": "XK", "D": "DEU", "A": "AUT", "SCG": "SRB"}
"""Codes of travel documents and plates that ISO 3166-1 does not have."""


def is_usual_plate(country: str, plate: str) -> bool:
    """Tell whether a canonical plate has the usual form of its country; True where no form is known.

    For a word of caution to whoever types. Nothing is ever refused for it.
    """
    form = PLATE_FORMS.get(country)
    return form is None or re.fullmatch(form.pattern, plate) is not None
