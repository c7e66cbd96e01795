"""The place that a code or a name of any source means, as one code of three letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from accord.cleaning.place_table import ISO_CODES, PLACE_NAMES, SPELLINGS
from accord.domain.observed_period import ObservedPeriod

__all__ = ["STATE_UNION_ENDED", "place_code", "place_in_period"]

STATE_UNION_ENDED = 2006
"""Year in which the State Union of Serbia and Montenegro ended, by the independence of Montenegro on 3 June.

Reference: United Nations, Standard country or area codes for statistical use (M49), which since then has
codes of its own for Montenegro (499) and Serbia (688) in place of 891.
"""

_MARKS = re.compile(r"[^a-z0-9]+")
_NUMBER = re.compile(r"\d{1,3}", re.ASCII)


def _known() -> Iterator[tuple[str, str]]:
    """Yield every code with the one that Accord uses."""
    for entry in ISO_CODES.split():
        three, two, number = entry[:3], entry[3:5], entry[5:]
        yield from ((code, three) for code in (three, two, number))
    yield from SPELLINGS.items()


_CODES: Mapping[str, str] = dict(_known())


def place_code(text: str) -> str | None:
    """Return the code that Accord uses for a place; None if the text is not known to mean one.

    Partners have the codes ALB, BIH, KOS, MKD, MNE and SRB, all other places those of ISO 3166-1. The text
    may be a code of three letters, two letters or a number in capitals or not, or the English name of a
    partner or of a member of the European Union, with or without an asterisk. Other names are not guessed.

    Args:
        text: Code or name as the source writes it.
    """
    written = text.strip()
    code = _CODES.get(written.zfill(3) if _NUMBER.fullmatch(written) else written.upper())
    if code is not None:
        return code
    words = _MARKS.sub(" ", written.casefold().replace("&", " and ")).strip()
    return PLACE_NAMES.get(words.removeprefix("the "))


def place_in_period(code: str, period: ObservedPeriod) -> str | None:
    """Return the place that a code means in a period; None if there was no such place.

    Sources write SRB for Serbia and Montenegro, too: what ended before 2006 is a value of the state union
    (SCG) and never becomes the beginning of a series of Serbia. In 2006 and later SRB is Serbia.

    Args:
        code: Code as ``place_code`` returns it.
        period: Period to which the value refers.
    """
    if code == "SRB" and period.ends <= STATE_UNION_ENDED:
        return "SCG"
    if code == "SCG" and period.begins > STATE_UNION_ENDED:
        return None
    return code
