"""Reads dates and amounts as they are nearly always written; says which ones it leaves to Python."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from accord.compiling import compiled
from accord.sources.iati.nodes import CODED_ATTRIBUTE, CODED_TEXT, Bytes, Nodes, Numbers
from accord.sources.iati.texts import Table

__all__ = ["LEFT", "PLACES", "READ", "WRONG", "Halves", "read_amounts", "read_dates"]

_ABSENT, READ, WRONG, LEFT = range(4)
"""What became of a cell: nothing stood there, its value was read, is none, or is left to Python."""
PLACES = 14
"""Decimal places of an amount."""
Halves = npt.NDArray[np.uint64]


@compiled
def read_dates(buffer: Bytes, nodes: Nodes, table: Table, days: Numbers, outcome: Bytes) -> int:
    """Read dates; return how many are left to Python."""
    cells, columns = table
    left = 0
    for place in range(columns.shape[0]):
        for row in range(cells.shape[1]):
            node = cells[columns[place], row]
            if node > 0:
                outcome[place, row], days[place, row] = _read_date(buffer, nodes, node)
                left += outcome[place, row] == LEFT
    return left


@compiled
def _read_date(buffer: Bytes, nodes: Nodes, node: int) -> tuple[int, int]:
    if _is_coded(nodes.form[node]):
        return LEFT, 0
    at = nodes.start[node]
    length = nodes.end[node] - at
    if length < 10 or buffer[at + 4] != 45 or buffer[at + 7] != 45:
        return WRONG, 0
    if length > 10 and not _may_follow_a_date(buffer[at + 10], buffer[at + 11], length):
        return WRONG, 0
    year, month, day = _digits(buffer, at, 4), _digits(buffer, at + 5, 2), _digits(buffer, at + 8, 2)
    if year < 1 or month < 1 or month > 12 or day < 1 or day > _days_of(year, month):
        return WRONG, 0
    return READ, _day_number(year, month, day)


@compiled
def _is_coded(form: int) -> bool:
    return form in (CODED_TEXT, CODED_ATTRIBUTE)


@compiled
def _may_follow_a_date(code: int, following: int, length: int) -> bool:
    """Tell whether a time (T or a space, then a digit) or a time zone (Z alone, + or -) follows a date."""
    if code == 90:
        return length == 11
    return code in (84, 32, 43, 45) and 48 <= following <= 57


@compiled
def _digits(buffer: Bytes, at: int, count: int) -> int:
    value = 0
    for offset in range(count):
        digit = int(buffer[at + offset]) - 48
        if digit < 0 or digit > 9:
            return -1
        value = value * 10 + digit
    return value


@compiled
def _days_of(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month == 4 or month == 6 or month == 9 or month == 11 else 31


@compiled
def _day_number(year: int, month: int, day: int) -> int:
    """Return days since 1970-01-01 in the Gregorian calendar, years counted from March."""
    shifted = year - (1 if month < 3 else 0)
    place = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return shifted * 365 + shifted // 4 - shifted // 100 + shifted // 400 + place - 719468


@compiled
def read_amounts(buffer: Bytes, nodes: Nodes, table: Table, parts: Halves, outcome: Bytes) -> int:
    """Read plain numbers of at most 18 digits; return how many others are left to Python."""
    cells, columns = table
    left = 0
    for place in range(columns.shape[0]):
        for row in range(cells.shape[1]):
            node = cells[columns[place], row]
            if node > 0:
                outcome[place, row] = _read_amount(buffer, nodes, node, parts[place, row])
                left += outcome[place, row] == LEFT
    return left


@compiled
def _read_amount(buffer: Bytes, nodes: Nodes, node: int, parts: Halves) -> int:
    at, end = nodes.start[node], nodes.end[node]
    is_negative = buffer[at] == 45
    at += 1 if is_negative or buffer[at] == 43 else 0
    value, digits, places = np.uint64(0), 0, -1
    while at < end:
        digit = int(buffer[at]) - 48
        if 0 <= digit <= 9:
            value = value * np.uint64(10) + np.uint64(digit)
            digits += 1
            places += 1 if places >= 0 else 0
        elif buffer[at] == 46 and places < 0:
            places = 0
        else:
            return LEFT
        at += 1
    if digits == 0 or digits > 18 or places > PLACES or _is_coded(nodes.form[node]):
        return LEFT
    _scale(value, PLACES - max(places, 0), is_negative, parts)
    return READ


@compiled
def _scale(value: np.uint64, places: int, is_negative: bool, parts: Halves) -> None:
    """Write a value times a power of ten as a number of 128 bits, low half first."""
    low, high = value, np.uint64(0)
    half = np.uint64(0xFFFFFFFF)
    width = np.uint64(32)
    for _place in range(places):
        first = (low & half) * np.uint64(10)
        second = (low >> width) * np.uint64(10) + (first >> width)
        low = (second << width) | (first & half)
        high = high * np.uint64(10) + (second >> width)
    if is_negative:
        low, high = ~low + np.uint64(1), ~high
        if low == np.uint64(0):
            high += np.uint64(1)
    parts[0], parts[1] = low, high
