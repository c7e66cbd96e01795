"""The page of published transactions: what counts, what was left out by which rule, what has no rate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from accord.methods.money.quality import CHECKS
from accord.methods.money.rules import RULES
from accord.publish.charts import Bar, Notes, bar_chart, value_card
from accord.publish.library import Library
from accord.publish.page import Page, Row
from accord.store.figure_json import Json
from accord.store.flow_query import query_of, sum_id
from accord.store.money import MoneyRow, flows, has_money, money_by, rows_of

__all__ = ["flows_page", "sum_ids", "sum_page"]

_DESCRIPTION = (
    "Published transactions by partner and year: counted, left out by a named rule, or without a rate."
)
_PLACES: Mapping[str, str] = {
    "regional": "Regional, not attributable",
    "elsewhere": "Elsewhere",
    "unknown": "Place unknown",
}
"""What is no partner; regional money is not spread over partners."""
_TITLES: Mapping[str, str] = {rule.id: rule.title for rule in RULES}
_LISTED = 200
_MOST = 100_000
"""Flows that a page lists, and that its data hold."""


def flows_page(library: Library) -> Page:
    """Return the page of published transactions; it says so where none were taken in."""
    folder = library.snapshot.folder
    if not has_money(folder):
        return Page(
            path="flows",
            title="Published payments",
            description=_DESCRIPTION,
            template="flows.html",
            context={"has_money": False},
            columns=("partner", "year", "type", "amount"),
            chart=bar_chart("No published transactions were taken into this snapshot", []),
        )
    totals = money_by(folder, ("partner", "type"))
    years = money_by(folder, ("partner", "year", "type"))
    own = money_by(folder, ("partner", "type", "currency"), own_currency=True)
    names = {**library.names, **_PLACES}
    return Page(
        path="flows",
        title="Published payments",
        description=_DESCRIPTION,
        template="flows.html",
        context={
            "has_money": True,
            "currency": next((row.currency for row in totals if row.currency), ""),
            "id_of": _id,
            "totals": _by_place(totals, names),
            "years": _by_place(years, names),
            "unconverted": [
                (names.get(row.group["partner"] or "", ""), row) for row in own if row.unconverted
            ],
            "rules": _rules(folder),
            "checks": _checks(folder),
            "files": rows_of(folder, "files"),
        },
        table=[_to_row(row) for row in years],
        chart=_chart(totals, names, library.notes_for(*names.values())),
    )


def sum_ids(library: Library) -> list[str]:
    """Return the ids of all sums that have a page: by place and type, and by place, year and type."""
    folder = library.snapshot.folder
    if not has_money(folder):
        return []
    return [
        _id(row)
        for dimensions in (("partner", "type"), ("partner", "year", "type"))
        for row in money_by(folder, dimensions)
    ]


def sum_page(library: Library, name: str) -> Page:
    """Return the page of one sum: what it adds up, what it leaves out, and each flow with its origin."""
    folder, query = library.snapshot.folder, query_of(name)
    total = money_by(folder, (), query=query)[0]
    found = flows(folder, query, limit=_MOST)
    names = {**library.names, **_PLACES}
    title = ", ".join(part for part in (names[query.partner], query.year, query.measure) if part)
    shown = f"{total.amount:,.2f} {total.currency}" if total.amount is not None else "nothing counts"
    return Page(
        path=f"flows/{name}",
        title=title,
        description=f"{title}: the flows behind a sum, each with file and byte.",
        template="flow_sum.html",
        context={
            "name": name,
            "total": total,
            "rules": [
                (row.group["status"], row.group["rule"], _TITLES.get(row.group["rule"] or "", ""), row.flows)
                for row in money_by(folder, ("status", "rule"), query=query)
            ],
            "flows": found[:_LISTED],
            "is_cut": total.flows > _LISTED,
            "shown": shown,
        },
        table=[{key: _cell(cell) for key, cell in flow.items()} for flow in found],
        chart=value_card(title, shown, why=name, notes=library.notes_for(title)),
    )


def _id(row: MoneyRow) -> str:
    group = row.group
    return sum_id(group["partner"] or "unknown", group["type"] or "", group.get("year", ""))


def _cell(cell: object) -> Json:
    if isinstance(cell, list):
        return [str(part) for part in cell]
    return cell if cell is None or isinstance(cell, bool | int) else str(cell)


def _by_place(rows: Sequence[MoneyRow], names: Mapping[str, str]) -> list[tuple[str, list[MoneyRow]]]:
    """Return the rows of each place, partners first, in the order of the content."""
    grouped: dict[str, list[MoneyRow]] = defaultdict(list)
    for row in rows:
        grouped[row.group["partner"] or "unknown"].append(row)
    return [(names[place], grouped[place]) for place in names if place in grouped]


def _chart(rows: Sequence[MoneyRow], names: Mapping[str, str], notes: Notes) -> str:
    bars = [
        Bar(
            label=f"{names[row.group['partner'] or 'unknown']}: {row.group['type']}",
            value=row.amount,
            shown=f"{row.amount / 1_000_000:,.1f} m {row.currency}",
            why=_id(row),
            is_quiet=row.group["type"] != "commitment",
        )
        for row in rows
        if row.amount and row.group["type"] in {"commitment", "disbursement"}
    ]
    return bar_chart("Committed and paid, as published", bars, notes=notes)


def _rules(folder: Path) -> list[tuple[str, str, str, int, int]]:
    """Return each rule that decided: id, title, meaning, flows left out, flows without a rate."""
    decided = {row.group["rule"]: row for row in money_by(folder, ("rule",))}
    return [
        (rule.id, rule.title, rule.meaning, decided[rule.id].excluded, decided[rule.id].unconverted)
        for rule in RULES
        if rule.id in decided and (decided[rule.id].excluded or decided[rule.id].unconverted)
    ]


def _checks(folder: Path) -> list[tuple[str, list[tuple[str, str, int, int, str]]]]:
    """Return by publisher what its files lack: title, what it prevents, how many of how many, an example."""
    known = {check.id: check for check in CHECKS}
    sums: dict[tuple[str, str], tuple[int, int, str]] = {}
    for row in rows_of(folder, "quality"):
        key = str(row["publisher"]), str(row["check_id"])
        affected, examined, example = sums.get(key, (0, 0, ""))
        sums[key] = (
            affected + int(str(row["affected"])),
            examined + int(str(row["examined"])),
            example or str(row["example"] or ""),
        )
    grouped: dict[str, list[tuple[str, str, int, int, str]]] = defaultdict(list)
    for (publisher, name), (affected, examined, example) in sums.items():
        if affected:
            grouped[publisher].append((known[name].title, known[name].prevents, affected, examined, example))
    return sorted(grouped.items())


def _to_row(row: MoneyRow) -> Row:
    return {
        "why": _id(row),
        **row.group,
        "currency": row.currency,
        "amount": _plain(row.amount),
        "amount_excluded": _plain(row.amount_excluded),
        "flows": row.flows,
        "flows_counted": row.counted,
        "flows_excluded": row.excluded,
        "flows_unconverted": row.unconverted,
    }


def _plain(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"
