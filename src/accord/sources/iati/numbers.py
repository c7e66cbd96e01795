"""Turns spans of bytes into Arrow arrays of dates, amounts, whole numbers and flags."""

from __future__ import annotations

import re
from datetime import date
from decimal import Context, Decimal, InvalidOperation

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from accord.compiling import compiled
from accord.sources.iati.layout import AMOUNT
from accord.sources.iati.nodes import CODED_ATTRIBUTE, CODED_TEXT, Bytes, Nodes, Numbers, Positions
from accord.sources.iati.texts import text_array

__all__ = ["EXPECTED", "amount_array", "date_array", "flag_array", "position_array", "whole_array"]

EXPECTED = {
    "date": "a date such as 2018-05-17, from year 1 on",
    "amount": "a number such as 1234.56, with a point and without separators of thousands",
    "number": "a number such as 33.3, with a point and without separators of thousands",
    "whole": "a whole number",
    "flag": "1, 0, true or false",
}
"""What a cell of a kind should hold; the text of a problem."""
_PLACES = 14
_STEP = Decimal(1).scaleb(-_PLACES)
_EXACT = Context(prec=60)
_ABSENT, _READ, _WRONG, _LEFT = range(4)
_EPOCH = date(1970, 1, 1)
_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[T +-][0-9].*)?", re.DOTALL)
_FLAGS = {"1": True, "0": False, "true": True, "false": False}
Mask = npt.NDArray[np.bool_]
Halves = npt.NDArray[np.uint64]


def date_array(buffer: Bytes, nodes: Nodes, cells: Numbers) -> tuple[pa.Array, Mask]:
    """Return dates, and where a value is none; a time or time zone after the date is left out."""
    days = np.zeros(len(cells), np.int32)
    outcome = np.zeros(len(cells), np.uint8)
    _read_dates(buffer, nodes, cells, days, outcome)
    for cell, text in _left(buffer, nodes, cells, outcome):
        day = _date(text)
        outcome[cell] = _WRONG if day is None else _READ
        days[cell] = 0 if day is None else (day - _EPOCH).days
    return _array(pa.date32(), days, outcome == _READ), outcome == _WRONG


def amount_array(buffer: Bytes, nodes: Nodes, cells: Numbers) -> tuple[pa.Array, Mask]:
    """Return numbers, and where a value is none or has more than 24 digits before the point.

    What stands beyond the 14th place is rounded, half to even: it is the noise of a float.
    """
    parts = np.zeros((len(cells), 2), np.uint64)
    outcome = np.zeros(len(cells), np.uint8)
    _read_amounts(buffer, nodes, cells, parts, outcome)
    for cell, text in _left(buffer, nodes, cells, outcome):
        unscaled = _unscaled(text)
        outcome[cell] = _WRONG if unscaled is None else _READ
        if unscaled is not None:
            parts[cell] = unscaled & (2**64 - 1), (unscaled >> 64) & (2**64 - 1)
    return _array(AMOUNT, parts, outcome == _READ), outcome == _WRONG


def position_array(values: Positions, is_known: Mask | None = None) -> pa.Array:
    """Return positions or keys, null where they are not known; faster than Arrow's own conversion."""
    known = np.ones(len(values), np.bool_) if is_known is None else is_known
    return _array(pa.int64(), values, known)


def whole_array(texts: pa.Array) -> tuple[pa.Array, Mask]:
    """Return whole numbers of at most nine digits, and where a text is none."""
    values = [
        int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 10 else None
        for text in texts.to_pylist()
    ]
    return _checked(pa.array(values, pa.int32()), texts)


def flag_array(texts: pa.Array) -> tuple[pa.Array, Mask]:
    """Return truth values, and where a text is none of 1, 0, true, false in any case."""
    coded = texts.dictionary_encode()
    meant = pa.array([_FLAGS.get(text.casefold()) for text in coded.dictionary.to_pylist()], pa.bool_())
    return _checked(meant.take(coded.indices), texts)


def _checked(values: pa.Array, texts: pa.Array) -> tuple[pa.Array, Mask]:
    return values, np.asarray(values.is_null()) & ~np.asarray(texts.is_null())


def _array(kind: pa.DataType, values: npt.NDArray[np.generic], is_read: Mask) -> pa.Array:
    validity = pa.py_buffer(np.packbits(is_read, bitorder="little").tobytes())
    return pa.Array.from_buffers(kind, len(is_read), [validity, pa.py_buffer(values)])


def _left(buffer: Bytes, nodes: Nodes, cells: Numbers, outcome: Bytes) -> list[tuple[int, str]]:
    """Return the cells that the compiled loop leaves to Python, each with its text."""
    left = np.flatnonzero(outcome == _LEFT)
    return list(zip(left.tolist(), text_array(buffer, nodes, cells[left]).to_pylist(), strict=True))


def _date(written: str) -> date | None:
    found = _DATE.fullmatch(written)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def _unscaled(written: str) -> int | None:
    """Return a number times 10^14, rounded half to even, or None if it is none or beyond 24 digits."""
    try:
        number = Decimal(written)
        scaled = (
            number.quantize(_STEP, context=_EXACT).scaleb(_PLACES, _EXACT) if number.is_finite() else None
        )
    except InvalidOperation:
        return None
    if (
        not written.isascii()
        or "_" in written
        or scaled is None
        or abs(int(scaled)) >= 10**38
        or scaled != scaled.to_integral_value()
    ):
        return None
    return int(scaled)


@compiled
def _read_dates(buffer: Bytes, nodes: Nodes, cells: Numbers, days: Numbers, outcome: Bytes) -> None:
    for cell in range(cells.shape[0]):
        node = cells[cell]
        if node == 0:
            continue
        if _is_coded(nodes.form[node]):
            outcome[cell] = _LEFT
            continue
        at = nodes.start[node]
        length = nodes.end[node] - at
        outcome[cell] = _WRONG
        if length < 10 or buffer[at + 4] != 45 or buffer[at + 7] != 45:
            continue
        if length > 10 and not _may_follow_a_date(buffer[at + 10], buffer[at + 11], length):
            continue
        year, month, day = _digits(buffer, at, 4), _digits(buffer, at + 5, 2), _digits(buffer, at + 8, 2)
        if year < 1 or month < 1 or month > 12 or day < 1 or day > _days_of(year, month):
            continue
        days[cell] = _day_number(year, month, day)
        outcome[cell] = _READ


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
def _read_amounts(buffer: Bytes, nodes: Nodes, cells: Numbers, parts: Halves, outcome: Bytes) -> None:
    """Read plain numbers of at most 18 digits; leave the others to Python."""
    for cell in range(cells.shape[0]):
        node = cells[cell]
        if node == 0:
            continue
        outcome[cell] = _LEFT
        if _is_coded(nodes.form[node]):
            continue
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
                digits = 99
            at += 1
        if digits == 0 or digits > 18 or places > _PLACES:
            continue
        _scale(value, _PLACES - max(places, 0), is_negative, parts[cell])
        outcome[cell] = _READ


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
