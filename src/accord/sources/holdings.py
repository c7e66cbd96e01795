"""Reader of shareholdings: one CSV row for each statement that somebody owns a share of a company."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from accord.domain.ownership import Holding
from accord.errors import InputDataError, Problem

__all__ = ["COLUMNS", "Holdings", "read_holdings"]

COLUMNS = ("owner", "company", "percent", "source", "as_of", "owner_kind")
"""Columns of the file; the first two are needed. An empty ``percent`` is a share that nobody knows."""
_PERCENT = re.compile(r"\d{1,3}(\.\d+)?", re.ASCII)
_KINDS = ("", "listed", "person", "state", "company")


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a file of shareholdings says.

    Attributes:
        holdings: The statements, in their order.
        listed: Owners that a person found to be under an asset freeze; a hit alone does not make one.
        known_ends: Natural persons and states that are not listed: nobody stands behind them.
    """

    holdings: tuple[Holding, ...]
    listed: frozenset[str]
    known_ends: frozenset[str]


def read_holdings(path: Path) -> Holdings:
    """Read shareholdings.

    Args:
        path: CSV file in UTF-8 with a header.

    Raises:
        InputDataError: The file is no such CSV (ACC-374), or cells are wrong (ACC-375, all of them told).
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restkey="", restval="")
            header = [name.strip() for name in reader.fieldnames or []]
            rows = [(reader.line_num, row) for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise _unreadable(path, str(error)) from error
    if not {"owner", "company"} <= set(header):
        raise _unreadable(path, ", ".join(header) or "an empty file")
    problems: list[Problem] = []
    holdings: list[Holding] = []
    owners: dict[str, set[str]] = {kind: set() for kind in _KINDS}
    for line, row in rows:
        cells = {name: str(row.get(name) or "").strip() for name in COLUMNS}
        wrong = _wrong(str(path), line, cells)
        problems += wrong
        if not wrong:
            holdings.append(_holding(cells))
            owners[cells["owner_kind"].lower()].add(cells["owner"])
    if problems:
        raise InputDataError(*problems)
    listed = frozenset(owners["listed"])
    return Holdings(tuple(holdings), listed, frozenset(owners["person"] | owners["state"]) - listed)


def _unreadable(path: Path, value: str) -> InputDataError:
    return InputDataError(
        Problem(
            id="ACC-374",
            what="The file of shareholdings cannot be read.",
            file=str(path),
            value=value,
            expected=f"a CSV file in UTF-8 with a header out of {', '.join(COLUMNS)}",
            fix="Save it as CSV (UTF-8, with commas), with a header.",
        )
    )


def _holding(cells: Mapping[str, str]) -> Holding:
    return Holding(
        owner=cells["owner"],
        company=cells["company"],
        percent=Decimal(cells["percent"]) if cells["percent"] else None,
        source=cells["source"],
        as_of=date.fromisoformat(cells["as_of"]) if cells["as_of"] else None,
    )


def _wrong(path: str, line: int, cells: Mapping[str, str]) -> list[Problem]:
    tests = (
        ("owner", bool(cells["owner"]), "the id or name of the owner"),
        ("company", bool(cells["company"]), "the id or name of the company"),
        (
            "percent",
            _is_percent(cells["percent"]),
            "0 to 100, such as 33.5, or nothing",
        ),
        ("as_of", _is_day(cells["as_of"]), "a day such as 2026-05-17, or nothing"),
        ("owner_kind", cells["owner_kind"].lower() in _KINDS, ", ".join(_KINDS[1:]) + ", or nothing"),
    )
    return [
        Problem(
            id="ACC-375",
            what="A statement about a share cannot be used.",
            file=path,
            line=line,
            field=field,
            value=cells[field][:80],
            expected=expected,
            fix="Correct the cell; nothing was computed.",
        )
        for field, is_right, expected in tests
        if not is_right
    ]


def _is_percent(text: str) -> bool:
    return not text or (_PERCENT.fullmatch(text) is not None and Decimal(text) <= 100)


def _is_day(text: str) -> bool:
    try:
        return not text or bool(date.fromisoformat(text))
    except ValueError:
        return False
