"""Single cells of a spreadsheet: values without loss, texts that no program takes for a formula."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from enum import StrEnum

from accord.domain.period import PartialDate
from accord.sources.register.workbook_layout import CellKind, Column
from accord.sources.row_problems import nearest

__all__ = [
    "FORMULA_SIGNS",
    "Cell",
    "CellRefusedError",
    "FormulaRefusedError",
    "Written",
    "exact_number",
    "plain_text",
    "read_cell",
    "written_value",
]

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
"""Signs that make spreadsheet programs take a text for a formula.

Reference: OWASP, CSV injection, https://owasp.org/www-community/attacks/CSV_Injection
"""

_PLAIN_NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SIGNIFICANT = 15


class CellRefusedError(Exception):
    """A cell that does not fit: what was expected and what to do."""

    def __init__(self, expected: str, fix: str) -> None:
        self.expected, self.fix = expected, fix
        super().__init__(expected)


class FormulaRefusedError(CellRefusedError):
    """A cell that holds a formula, or the error that a formula left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What a file holds in one cell.

    Attributes:
        value: The value; None for an empty cell.
        data_type: ``s`` text, ``n`` number, ``d`` date, ``b`` truth value, ``f`` formula, ``e`` error.
        number_format: How numbers and dates are shown.
    """

    value: object
    data_type: str
    number_format: str = "General"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What is to be put into a cell: digits of a number, or a text that is never calculated."""

    text: str
    is_number: bool = False


def written_value(value: object) -> Written | None:
    """Return what stands in a cell for a value; None for an empty cell.

    A number that a spreadsheet holds exactly (15 significant digits) stays a number, so that it
    can be added up; any other is written as text, digit by digit. Carriage returns and texts that
    look like an escape are escaped as the file format says.

    Args:
        value: Text, word, number, truth value, date, ids or None.

    Reference:
        ECMA-376 part 1, 22.9.2.19 (ST_Xstring), for ``_x000D_``.
    """
    if value is None or value in ("", ()):
        return None
    if isinstance(value, bool):
        return Written(text="yes" if value else "no")
    if isinstance(value, Decimal):
        return Written(text=f"{value:f}", is_number=_is_held_exactly(value))
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    return Written(text=_ESCAPED.sub(r"_x005F_x\1_", text).replace("\r", "_x000D_"))


def _is_held_exactly(value: Decimal) -> bool:
    if not value.is_finite():
        return False
    number = float(value)
    return Decimal(repr(number)) == value and float(f"{number:.{_SIGNIFICANT}g}") == number


def read_cell(column: Column, cell: Cell, *, stages: Sequence[str]) -> object:
    """Read one cell that is not empty.

    Args:
        column: The column in which it stands.
        cell: The cell.
        stages: Ids of the stages that are known.

    Returns:
        The value for the field of that name.

    Raises:
        FormulaRefusedError: The cell holds a formula or an error.
        CellRefusedError: The cell holds something else.
    """
    if cell.data_type in {"f", "e"}:
        raise FormulaRefusedError(str(column.kind), "Paste the value alone into the cell.")
    if column.kind is CellKind.STAGE:
        return _one_of(_text(column, cell), stages)
    if column.words is not None:
        return _word(_text(column, cell), column.words)
    return _READERS[column.kind](column, cell)


def plain_text(text: str) -> str:
    """Return the text that a cell stands for: no escapes of the file format, no white space around it."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).strip()


def exact_number(cell: Cell) -> Decimal | None:
    """Return the number in a cell, also one that is written as a text; None if it holds something else.

    Raises:
        CellRefusedError: The number has more digits than a spreadsheet holds exactly.
    """
    if cell.data_type == "s" and _PLAIN_NUMBER.fullmatch(str(cell.value).strip()):
        return Decimal(str(cell.value).strip())
    if cell.data_type == "n" and isinstance(cell.value, int):
        return Decimal(cell.value)
    if cell.data_type == "n" and isinstance(cell.value, float):
        if float(f"{cell.value:.{_SIGNIFICANT}g}") != cell.value:
            raise CellRefusedError(
                "a number of at most 15 digits, as a spreadsheet holds it exactly",
                "Round it to what the document says, or write it as a text.",
            )
        return Decimal(repr(cell.value))
    return None


def _text(column: Column, cell: Cell) -> str:
    if cell.data_type != "s" or not isinstance(cell.value, str):
        raise CellRefusedError(str(column.kind), "Format the cell as text, then write the value again.")
    return plain_text(cell.value)


def _one_of(text: str, allowed: Sequence[str]) -> str:
    if text not in allowed:
        raise CellRefusedError(f"one of: {', '.join(allowed)}", nearest(text, list(allowed)))
    return text


def _word(text: str, words: type[StrEnum]) -> StrEnum:
    return words(_one_of(text, [word.value for word in words]))


def _ids(column: Column, cell: Cell) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in _text(column, cell).split(","))
    if not all(parts):
        raise CellRefusedError(str(column.kind), "Remove the comma that nothing stands beside.")
    return parts


def _amount(column: Column, cell: Cell) -> Decimal:
    number = exact_number(cell)
    if number is None:
        raise CellRefusedError(str(column.kind), "Write digits only; the currency stands in its own column.")
    if number < 0:
        raise CellRefusedError("zero or more", "If money was taken back, say so in a row of its own.")
    return number


def _yes_no(column: Column, cell: Cell) -> bool:
    if cell.data_type == "b":
        return bool(cell.value)
    return _one_of(_text(column, cell).casefold(), ["yes", "no"]) == "yes"


def _date(column: Column, cell: Cell) -> PartialDate:
    text = ""
    if cell.data_type == "s":
        text = _text(column, cell)
    elif cell.data_type == "n" and isinstance(cell.value, int):
        text = str(cell.value)
    elif isinstance(cell.value, datetime) and cell.value.time() == time():
        is_whole = all(sign in cell.number_format.casefold() for sign in "ymd")
        text = cell.value.date().isoformat() if is_whole else ""
    try:
        return PartialDate(text)
    except ValueError as error:
        raise CellRefusedError(
            str(column.kind), "Format the cell as text and write as much of the date as the source states."
        ) from error


_READERS: dict[CellKind, Callable[[Column, Cell], object]] = {
    CellKind.TEXT: _text,
    CellKind.IDS: _ids,
    CellKind.AMOUNT: _amount,
    CellKind.YES_NO: _yes_no,
    CellKind.DATE: _date,
}
