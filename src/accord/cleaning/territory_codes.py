"""Codes of three letters that belong to no country: most likely slips of the pen in a table of countries."""

from __future__ import annotations

from accord.cleaning.place_table import ISO_CODES, SPELLINGS

__all__ = ["TERRITORY_CODES", "strange_codes"]

_FORMER = "BUR CHI CSK DDR IMY NTZ SER SKM SUN VDR YMD YUG"
"""Codes of former countries (ISO 3166-3), and for the Channel Islands, the Isle of Man, Serbia."""

TERRITORY_CODES = frozenset(
    (
        *(entry[:3] for entry in ISO_CODES.split()),
        *(code for code in SPELLINGS if len(code) == 3 and code.isalpha()),
        *_FORMER.split(),
    )
)
"""Every code that a table of countries may hold."""

_MOST_STRANGE = 0.5


def strange_codes(codes: frozenset[str]) -> frozenset[str]:
    """Return the codes of a table of countries that belong to none.

    A table in which at least half of the codes belong to no country is about something else (regions,
    invented places); nothing in it is strange. Not done: a code that belongs to another country than was
    meant cannot be seen.

    Args:
        codes: All codes of a table, in capital letters.
    """
    strange = codes - TERRITORY_CODES
    return strange if len(strange) < _MOST_STRANGE * len(codes) else frozenset()
