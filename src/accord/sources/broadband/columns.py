"""The columns of the tables on broadband, and those that come near one in another unit or spelling."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from accord.sources.rates.refusals import Place, Refusals, cell_problem

__all__ = ["COLUMNS", "NEEDED", "check_columns"]

_SAID = ("source", "evidence")

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "settlements": (
        *("id", "label", "partner", "municipality", "latitude", "longitude"),
        *("population", "households", "premises", "area_km2", "density", "schools"),
        *("upstream", "backhaul_km", *_SAID, "note"),
    ),
    "points": ("id", "label", "partner", "latitude", "longitude"),
    "coverage": (
        *("settlement", "municipality", "technology", "speed_mbit", "stage", "basis"),
        *("share", "number", "day", *_SAID),
    ),
    "prices": ("partner", "basket", "price", "currency", "period", "year", *_SAID),
    "incomes": ("partner", "group", "amount", "currency", "period", "year", *_SAID),
}
"""Columns that are read, by table."""

NEEDED: Mapping[str, tuple[str, ...]] = {
    "settlements": ("id", "label", "partner"),
    "points": ("id", "label"),
    "coverage": ("technology", "speed_mbit", "stage", "day", *_SAID),
    "prices": COLUMNS["prices"],
    "incomes": COLUMNS["incomes"],
}
"""Columns that must be there."""

_ONE_OF: Mapping[str, tuple[tuple[str, str], ...]] = {
    "coverage": (("settlement", "municipality"), ("share", "number")),
}
"""Columns of which one must be there."""

_MEANT: Mapping[str, str] = {
    "backhaul": "backhaul_km",
    "distance": "backhaul_km",
    "length": "backhaul_km",
    "area": "area_km2",
    "speed": "speed_mbit",
    "download": "speed_mbit",
    "percent": "share",
    "percentage": "share",
    "pct": "share",
    "coverage": "share",
    "share": "share",
    "covered": "number",
    "population": "population",
    "inhabitants": "population",
    "households": "households",
    "premises": "premises",
    "density": "density",
    "schools": "schools",
    "price": "price",
    "income": "amount",
    "gni": "amount",
    "amount": "amount",
}
"""What a column means whose name begins or ends with a word."""

_UNITS: Mapping[str, str] = {
    "backhaul_km": "kilometres; a mile is 1.609344 km, a metre 0.001 km",
    "area_km2": "square kilometres; a hectare is 0.01 km2",
    "speed_mbit": "Mbit/s; 1 Gbit/s is 1000, 30,000 kbit/s are 30",
    "share": "a part of one, from 0 to 1; 80 % is 0.8",
    "population": "inhabitants, one by one and not in thousands",
    "households": "households, one by one and not in thousands",
    "premises": "premises, one by one and not in thousands",
    "density": "inhabitants per square kilometre",
    "price": "whole units of the currency, not in thousands",
    "amount": "whole units of the currency, not in thousands",
}
_CLOSE = 0.8


def check_columns(table: str, file: str, header: Iterable[str], refusals: Refusals) -> tuple[str, ...]:
    """Refuse columns that mean one that is read, in another unit or spelling; return those not needed.

    A column that is passed over in silence would make a known value unknown.

    Args:
        table: One of ``COLUMNS``.
        file: Name of the file.
        header: Its columns.
        refusals: Receives what is wrong.
    """
    known, unused = COLUMNS[table], []
    present = set(header)
    for alternatives in _ONE_OF.get(table, ()):
        if not present & set(alternatives):
            refusals.add(
                cell_problem(
                    Place(file, 1, alternatives[0], ", ".join(header)),
                    "ACC-868",
                    "The table lacks a column that every row needs.",
                    expected=" or ".join(f"`{name}`" for name in alternatives),
                    fix="Add one of the two, or give the column that holds it this name.",
                )
            )
    for name in header:
        if name in known:
            continue
        meant = _meant(name, known)
        if not meant or meant in present:
            unused.append(name)
            continue
        refusals.add(
            cell_problem(
                Place(file, 1, name, name),
                "ACC-868",
                "The column is not read, and seems to mean one that is.",
                expected=f"`{meant}`" + (f", in {_UNITS[meant]}" if meant in _UNITS else ""),
                fix=f"Convert the values where needed and rename the column to `{meant}`; rename it to"
                " something else if it means another thing.",
            )
        )
    return tuple(unused)


def _meant(name: str, known: tuple[str, ...]) -> str:
    word = name.casefold().strip()
    parts = word.replace("-", "_").replace(" ", "_").split("_")
    for part in (parts[0], parts[-1]):
        if _MEANT.get(part, "") in known:
            return _MEANT[part]
    near = difflib.get_close_matches(word, known, n=1, cutoff=_CLOSE)
    return near[0] if near else ""
