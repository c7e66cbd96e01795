"""A value and its absence, read together: a number, the rank of a word, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from accord.domain.indicator import Indicator, Level, Scale
from accord.domain.observation import Absence
from accord.errors import Problem
from accord.sources.observations.number_problems import decimal_problem
from accord.sources.observations.observation_problems import absence_problem, order_problem
from accord.sources.observations.value_cells import ValueMarks, clean_decimal
from accord.sources.rates.refusals import Place

__all__ = ["StatedValue", "read_stated_value"]

_REASONS = frozenset(word.value for word in Absence if word is not Absence.ZERO)


class StatedValue(NamedTuple):
    """What a row says of a value.

    Attributes:
        value: The number; for a word, its rank; None if there is none.
        absence: Why there is none; ``zero`` for a true zero; None for any other value.
        word: The word of an ordinal indicator; empty for numbers.
        flag: Flag of the source that stood after the value.
    """

    value: Decimal | None
    absence: Absence | None
    word: str = ""
    flag: str = ""


def read_stated_value(
    cell: Callable[[str], str],
    place: Callable[[str], Place],
    indicator: Indicator,
    marks: ValueMarks,
    problems: list[Problem],
) -> StatedValue | None:
    """Read the value of a row.

    A reason in a column of its own comes before one that the status gives, and that before an empty cell,
    which is missing.

    Args:
        cell: Text of a role, translated.
        place: Place of a role, for problems.
        indicator: The indicator.
        marks: What the source writes in place of a value.
        problems: Receives what is wrong (ACC-623, ACC-632, ACC-634).

    Returns:
        The value, or None if anything is wrong.
    """
    read, stated = marks.read(cell("value")), cell("absence")
    if read.absence is None:
        value, word = _number_or_rank(indicator, read.text)
        if value is None:
            where = place("value")
            is_word = indicator.scale is Scale.ORDINAL
            problems.append(order_problem(where, indicator) if is_word else decimal_problem(where))
            return None
        if stated and (stated != Absence.ZERO.value or value != 0):
            problems.append(
                absence_problem(place("absence"), "A value stands beside a reason for its absence.")
            )
            return None
        return StatedValue(value, Absence.ZERO if value == 0 else None, word, read.flag)
    if stated and stated not in _REASONS:
        what = "An empty value is not zero." if stated == Absence.ZERO.value else "The reason is not known."
        problems.append(absence_problem(place("absence"), what))
        return None
    if stated:
        return StatedValue(None, Absence(stated), flag=read.flag)
    by_status = marks.by_status.get(cell("status"), read.absence)
    return StatedValue(None, by_status if read.absence is Absence.MISSING else read.absence, flag=read.flag)


def _number_or_rank(indicator: Indicator, text: str) -> tuple[Decimal | None, str]:
    """Return a number, or the rank and the word of a level; None if the text is neither."""
    number = clean_decimal(text)
    if indicator.scale is not Scale.ORDINAL:
        return number, ""
    level = next((level for level in indicator.levels if _is_level(level, text, number)), None)
    return (None, "") if level is None else (level.rank, level.word)


def _is_level(level: Level, text: str, number: Decimal | None) -> bool:
    return level.word.casefold() == text.casefold() or (number is not None and level.rank == number)
