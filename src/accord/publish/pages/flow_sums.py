"""The page of one sum of published transactions: what it adds up, what it leaves out, each flow."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import overload

from accord.methods.money.rules import RULES
from accord.publish.charts import value_card
from accord.publish.library import Library
from accord.publish.page import Page, Row
from accord.store.figure_json import Json
from accord.store.flow_query import ALL_PLACES, FlowQuery, query_of, sum_id
from accord.store.money import flows
from accord.store.money_balance import Part, flow_sums
from accord.store.money_tables import has_money, publisher_names

__all__ = ["PLACES", "shown_part", "sum_ids", "sum_page"]

PLACES: Mapping[str, str] = {
    "regional": "Regional, not attributable",
    "elsewhere": "Elsewhere",
    "unknown": "Place unknown",
}
"""What is no partner; regional money is not spread over partners."""

_TITLES: Mapping[str, str] = {rule.id: rule.title for rule in RULES}
_LISTED = 200
_MOST = 100_000
"""Flows that a page lists, and that its data hold."""
_SHOWN = (
    *("id", "title", "iati_identifier", "publisher", "publisher_name", "receiver_name", "day", "amount"),
    *("currency", "status", "rule", "file_name", "byte"),
)


def sum_ids(library: Library) -> list[str]:
    """Return the ids of all sums that have a page: each place and type, also by year; each publisher."""
    folder = library.snapshot.folder
    if not has_money(folder):
        return []
    return [name for name in flow_sums(folder) if _has_page(name)]


def _has_page(name: str) -> bool:
    """Tell whether a sum has a page: not that over all places and publishers, whose flows are all flows."""
    return name != sum_id(ALL_PLACES, query_of(name).measure)


def sum_page(library: Library, name: str) -> Page:
    """Return the page of one sum: what it adds up, what it leaves out, and each flow with its origin."""
    folder, query = library.snapshot.folder, query_of(name)
    found = flow_sums(folder)[name]
    balance, title = found.balance, _title(library, folder, query)
    shown = shown_part(balance.counted) or "nothing counts"
    return Page(
        path=f"flows/{name}",
        title=title,
        title_why=name,
        description=f"{title}: the flows behind a sum, each with file and byte.",
        template="flow_sum.html",
        context={
            "name": name,
            "balance": balance,
            "shown_part": shown_part,
            "rules": [(status, rule, _TITLES.get(rule, ""), count) for status, rule, count in found.decided],
            "flows": flows(folder, query, limit=_LISTED, columns=_SHOWN),
            "is_cut": balance.came_in.flows > _LISTED,
            "most": _MOST if balance.came_in.flows > _MOST else None,
        },
        table=_Rows(folder, query, balance.came_in.flows),
        chart=value_card(title, shown, why=name, notes=library.notes_for(title)),
    )


def shown_part(part: Part) -> str:
    """Return what some flows amount to, each currency by itself; empty if there is no amount."""
    return " + ".join(f"{amount:,.2f} {currency}" for currency, amount in sorted(part.amounts.items()))


def _title(library: Library, folder: Path, query: FlowQuery) -> str:
    places = {**library.names, **PLACES, "": ""}
    publisher = publisher_names(folder)[query.publisher] if query.publisher else ""
    year = query.year if query.year != "undated" else "year unknown"
    return ", ".join(part for part in (places[query.partner], publisher, year, query.measure) if part)


class _Rows(Sequence[Row]):
    """The flows of a sum as rows, read only when somebody asks for the data of the page.

    Args:
        folder: Folder of the snapshot.
        query: Which flows are meant.
        count: How many there are.
    """

    def __init__(self, folder: Path, query: FlowQuery, count: int) -> None:
        self._folder, self._query, self._count = folder, query, min(count, _MOST)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        return self._read()[index]

    def __iter__(self) -> Iterator[Row]:
        return iter(self._read())

    def _read(self) -> Sequence[Row]:
        query = self._query
        rows = _rows(self._folder, replace(query, year=""))
        if not query.year:
            return rows
        if len(rows) == _MOST:
            return _rows(self._folder, query)
        year = None if query.year == "undated" else int(query.year)
        return [row for row in rows if row["year"] == year]


@functools.lru_cache(maxsize=1)
def _rows(folder: Path, query: FlowQuery) -> Sequence[Row]:
    """Return all flows of a place and type; kept, since an export asks for each of its years next."""
    return [{key: _cell(cell) for key, cell in flow.items()} for flow in flows(folder, query, limit=_MOST)]


def _cell(cell: object) -> Json:
    if isinstance(cell, list):
        return [str(part) for part in cell]
    return cell if cell is None or isinstance(cell, bool | int) else str(cell)
