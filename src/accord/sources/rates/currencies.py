"""The codes of currencies that there are or were."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from accord.errors import Problem
from accord.sources.rates.facts import read_facts
from accord.sources.rates.refusals import Place, cell_problem

__all__ = ["currency_problem", "known_currencies"]

_CODES = Path(__file__).parent / "currencies.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Codes:
    source: str
    current: tuple[str, ...]
    withdrawn: tuple[str, ...]


@cache
def known_currencies() -> frozenset[str]:
    """Return the codes of ISO 4217, of today and withdrawn."""
    codes = read_facts(_Codes, _CODES.read_text(encoding="utf-8"), file=_CODES.name)
    return frozenset((*codes.current, *codes.withdrawn))


def currency_problem(place: Place) -> Problem:
    """Return the problem that a currency code is not known (ACC-344)."""
    letters = sorted(place.value.upper())
    near = [code for code in sorted(known_currencies()) if sorted(code) == letters]
    return cell_problem(
        place,
        "ACC-344",
        "The currency is not known.",
        expected="a code of ISO 4217 in capital letters, e.g. USD",
        fix=f"Did you mean {near[0]}?" if near else "Correct the code, or remove the row or column.",
    )
