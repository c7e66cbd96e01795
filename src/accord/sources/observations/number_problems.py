"""What is wrong with a cell that should hold a number, with the likely cause."""

from __future__ import annotations

import re

from accord.errors import Problem
from accord.sources.rates.refusals import Place, cell_problem

__all__ = ["decimal_problem"]

_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,.'\u2019\s]\d{3})+(?:[.,]\d+)?", re.ASCII)
_TINY = re.compile(r"[+-]?(?:0*\.?0*[1-9]\d*\.?\d*[eE]-\d{2,3}|0?\.0{17,}\d+)", re.ASCII)
_MINUS = ("\u2212", "\u2013", "\u2012")


def decimal_problem(place: Place) -> Problem:
    """Return the problem that a cell is no number (ACC-623), with the likely cause."""
    text = place.value
    if _GROUPED.fullmatch(text):
        what, fix = (
            "The number may hold signs between thousands.",
            "Write 1234.5 with nothing between thousands.",
        )
    elif _COMMA.fullmatch(text):
        what, fix = "The number is written with a comma.", "Write a point before decimals."
    elif text.startswith(_MINUS):
        what, fix = (
            "The minus sign is a typographic one.",
            "Write the hyphen of the keyboard before the digits.",
        )
    elif _TINY.fullmatch(text):
        what = "The number is closer to zero than tables can hold, and it is not zero."
        fix = "Write 0 if the source means zero, or round the number; 18 decimals are held."
    elif text.rstrip().endswith("%"):
        what, fix = "The number carries its unit.", "Write the number alone; the unit has a place of its own."
    else:
        what = "The value is not a number."
        fix = (
            "If it says that there is no value, list it under `absent` of the layout with its meaning; if it"
        )
        fix += " follows a number, list it under `flags`. It is never 0."
    return cell_problem(
        place,
        "ACC-623",
        what,
        expected="digits with at most one point before decimals, such as 0.42 or 1.5e-3, below 10^20",
        fix=fix,
    )
