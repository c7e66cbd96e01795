"""What the checks across rows share: a problem with its place, a currency, a near word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import Protocol

from accord.domain.evidence import Origin
from accord.errors import Problem

__all__ = ["Identified", "currency_problems", "nearest", "row_problem"]

_CURRENCY = re.compile(r"[A-Z]{3}")


class Identified(Protocol):
    """A row with an id and a place."""

    @property
    def id(self) -> str:
        """Id of the row."""

    @property
    def origin(self) -> Origin:
        """Place of the row."""


def row_problem(row: Identified, problem_id: str, what: str, **details: str) -> Problem:
    """Return a problem of a row, with the row's place."""
    return Problem(
        id=problem_id, what=what, file=row.origin.file, line=row.origin.line, row=row.id, **details
    )


def currency_problems(row: Identified, unit: str, field: str, value: str) -> Iterator[Problem]:
    """Yield a problem if an amount of a row stands without its currency."""
    if _CURRENCY.fullmatch(unit) is None:
        yield row_problem(
            row,
            "ACC-313",
            "An amount of money stands without its currency.",
            field="unit",
            value=f"{field} {value}, unit {unit or 'missing'}",
            expected="a currency code of three capital letters, e.g. EUR",
            fix="Add `unit: EUR` (or the currency that the source states).",
        )


def nearest(word: str, allowed: list[str]) -> str:
    """Return advice that names the nearest allowed word, if one is near."""
    near = difflib.get_close_matches(word, allowed, n=1)
    return f"Did you mean `{near[0]}`?" if near else "Use one of the expected words."
