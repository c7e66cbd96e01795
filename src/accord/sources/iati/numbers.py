"""Turns spans of bytes into Arrow arrays of dates, amounts, whole numbers and flags."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Context, Decimal, InvalidOperation

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from accord.sources.iati.digits import LEFT, PLACES, READ, WRONG, read_amounts, read_dates
from accord.sources.iati.layout import AMOUNT
from accord.sources.iati.nodes import Bytes, Nodes, Positions
from accord.sources.iati.texts import Mask, Table, bit_buffers, text_array

__all__ = [
    "EXPECTED",
    "Checked",
    "amount_arrays",
    "date_arrays",
    "flag_array",
    "position_array",
    "whole_array",
]

EXPECTED = {
    "date": "a date such as 2018-05-17, from year 1 on",
    "amount": "a number such as 1234.56, with a point and without separators of thousands",
    "number": "a number such as 33.3, with a point and without separators of thousands",
    "whole": "a whole number",
    "flag": "1, 0, true or false",
}
"""What a cell of a kind should hold; the text of a problem."""
_STEP = Decimal(1).scaleb(-PLACES)
_EXACT = Context(prec=60)
_EPOCH = date(1970, 1, 1)
_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[T +-][0-9].*)?", re.DOTALL)
_FLAGS = {"1": True, "0": False, "true": True, "false": False}
Checked = tuple[pa.Array, Mask | None]
"""A column, and where a value is none of its kind; None if there is no such place."""


def date_arrays(buffer: Bytes, nodes: Nodes, table: Table) -> list[Checked]:
    """Return columns of dates; a time or time zone after the date is left out."""
    days = np.zeros((len(table[1]), table[0].shape[1]), np.int32)
    outcome = np.zeros(days.shape, np.uint8)
    if read_dates(buffer, nodes, table, days, outcome):
        for place, row, text in _left(buffer, nodes, table, outcome):
            day = _date(text)
            outcome[place, row] = WRONG if day is None else READ
            days[place, row] = 0 if day is None else (day - _EPOCH).days
    return _arrays(pa.date32(), days, outcome)


def amount_arrays(buffer: Bytes, nodes: Nodes, table: Table) -> list[Checked]:
    """Return columns of numbers, of at most 24 digits before the point.

    What stands beyond the 14th place is rounded, half to even: it is the noise of a float.
    """
    parts = np.zeros((len(table[1]), table[0].shape[1], 2), np.uint64)
    outcome = np.zeros(parts.shape[:2], np.uint8)
    if read_amounts(buffer, nodes, table, parts, outcome):
        for place, row, text in _left(buffer, nodes, table, outcome):
            unscaled = _unscaled(text)
            outcome[place, row] = WRONG if unscaled is None else READ
            if unscaled is not None:
                parts[place, row] = unscaled & (2**64 - 1), (unscaled >> 64) & (2**64 - 1)
    return _arrays(AMOUNT, parts, outcome)


def position_array(values: Positions, is_known: Mask | None = None) -> pa.Array:
    """Return positions or keys, null where they are not known; the array is a view of the values."""
    validity = None if is_known is None or is_known.all() else bit_buffers(is_known.reshape(1, -1))[0]
    return pa.Array.from_buffers(pa.int64(), len(values), [validity, pa.py_buffer(values)])


def whole_array(texts: pa.Array) -> Checked:
    """Return whole numbers of at most nine digits."""
    return _meant(texts, _whole, pa.int32())


def flag_array(texts: pa.Array) -> Checked:
    """Return truth values: 1, 0, true, false in any case."""
    return _meant(texts, lambda text: _FLAGS.get(text.casefold()), pa.bool_())


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _meant(texts: pa.Array, read: Callable[[str], int | None], kind: pa.DataType) -> Checked:
    """Read each different text once."""
    if texts.null_count == len(texts):
        return pa.nulls(len(texts), kind), None
    coded = texts.dictionary_encode()
    meant = [read(text) for text in coded.dictionary.to_pylist()]
    values = pa.array(meant, kind).take(coded.indices)
    return values, np.asarray(values.is_null()) & ~np.asarray(texts.is_null()) if None in meant else None


def _arrays(kind: pa.DataType, values: npt.NDArray[np.generic], outcome: Bytes) -> list[Checked]:
    rows, columns = outcome.shape[1], len(outcome)
    data, width = pa.py_buffer(values), values.nbytes // columns
    is_wrong = outcome == WRONG
    return [
        (
            pa.Array.from_buffers(kind, rows, [validity, data.slice(place * width, width)]),
            is_wrong[place] if is_wrong[place].any() else None,
        )
        for place, validity in enumerate(bit_buffers(outcome == READ))
    ]


def _left(buffer: Bytes, nodes: Nodes, table: Table, outcome: Bytes) -> list[tuple[int, int, str]]:
    """Return the cells that the compiled loop leaves to Python: column, row and text of each."""
    places, rows = np.nonzero(outcome == LEFT)
    texts = text_array(buffer, nodes, table[0][table[1][places], rows]).to_pylist()
    return list(zip(places.tolist(), rows.tolist(), texts, strict=True))


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
        scaled = number.quantize(_STEP, context=_EXACT).scaleb(PLACES, _EXACT) if number.is_finite() else None
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
