"""Numbers and marks of absence in single cells, exact as written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext

from accord.domain.observation import Absence
from accord.domain.observation_layout import ObservationLayout

__all__ = ["MOST_DECIMALS", "ValueCell", "ValueMarks", "clean_decimal", "exceeds_decimals"]

MOST_DECIMALS = 18
"""Decimals that tables hold; programs that print binary numbers in full write a few more near zero."""

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
_TOO_LARGE = Decimal(10) ** 20
_ZERO = Decimal(0)
_STEP = Decimal(1).scaleb(-MOST_DECIMALS)


@dataclass(frozen=True, slots=True)
class ValueCell:
    """What the cell of a value says.

    Attributes:
        text: The number or word, without a flag; empty if there is none.
        absence: Why there is none; None if there is one.
        flag: Flag that follows it; empty if none.
    """

    text: str
    absence: Absence | None = None
    flag: str = ""


class ValueMarks:
    """What a source writes in place of a value and after it.

    Args:
        layout: The layout of the source.
    """

    def __init__(self, layout: ObservationLayout) -> None:
        self._absent = {"": Absence.MISSING} | {
            each.mark: each.means for each in layout.absent if each.role == "value"
        }
        self.by_status: Mapping[str, Absence] = {
            each.mark: each.means for each in layout.absent if each.role == "status"
        }
        self._flags = frozenset(layout.flags)

    def read(self, text: str) -> ValueCell:
        """Return what a cell says; that it is a number is not checked."""
        absence = self._absent.get(text)
        if absence is not None:
            return ValueCell("", absence)
        if self._flags:
            before, _, flag = text.rpartition(" ")
            if flag in self._flags:
                bare = before.rstrip()
                absence = self._absent.get(bare)
                return ValueCell("" if absence else bare, absence, flag)
        return ValueCell(text)


def clean_decimal(text: str) -> Decimal | None:
    """Return an exact number; None if the text is none.

    Digits with at most one point before decimals, or a power of ten as programs write it, are numbers; a
    comma, ``n/a``, infinity and the word nan are none. What lies beyond the 18th decimal is rounded half to
    even, as tables hold no more; a number of which nothing would be left is none, as it is not zero.

    Args:
        text: Cell without white space around it.
    """
    if _NUMBER.fullmatch(text) is None:
        return None
    number = Decimal(text)
    if abs(number) >= _TOO_LARGE:
        return None
    if not number:
        return _ZERO
    _, _, exponent = number.as_tuple()
    assert isinstance(exponent, int)  # noqa: S101  (narrowing; the number is finite)
    if exponent > 0:
        return Decimal(f"{number:f}")
    if exponent < -MOST_DECIMALS:
        with localcontext(prec=60):
            return number.quantize(_STEP) or None
    return number


def exceeds_decimals(text: str) -> bool:
    """Tell whether a number has digits beyond those that tables hold."""
    number = Decimal(text).normalize()
    _, _, exponent = number.as_tuple()
    return isinstance(exponent, int) and exponent < -MOST_DECIMALS
