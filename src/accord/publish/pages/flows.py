"""The page of published transactions: what counts, what was left out by which rule, what has no rate."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from accord.methods.money.quality import CHECKS, Check
from accord.methods.money.rule import Rule
from accord.methods.money.rules import RULES
from accord.publish.charts import bar_chart
from accord.publish.library import Library
from accord.publish.page import Page, Row
from accord.publish.pages.flow_givers import STEPS, read_giving
from accord.publish.pages.flow_sums import PLACES, shown_part
from accord.store.money import MoneyRow, money_by
from accord.store.money_balance import FlowSum, flow_sums
from accord.store.money_quality import Lack, lacks
from accord.store.money_tables import has_money, rows_of, target_currency

__all__ = ["flows_page"]

_DESCRIPTION = (
    "Published transactions by partner and year: counted, left out by a named rule, or without a rate."
)


@functools.lru_cache(maxsize=1)
def flows_page(library: Library) -> Page:
    """Return the page of published transactions; it says so where none were taken in.

    Kept for the library that was last asked, since a snapshot never changes.
    """
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
    currency = target_currency(folder) or ""
    names = {**library.names, **PLACES}
    sums = [found for found in flow_sums(folder).values() if "partner" in found.balance.group]
    totals = [found for found in sums if "year" not in found.balance.group]
    years = [found for found in sums if "year" in found.balance.group]
    giving = read_giving(folder, names, list(library.names))
    return Page(
        path="flows",
        title="Published payments",
        description=_DESCRIPTION,
        template="flows.html",
        context={
            "has_money": True,
            "currency": currency,
            "givers": giving.rows(),
            "pairs": giving.pairs(),
            "steps": STEPS.values(),
            "totals": _by_place(totals, names),
            "years": _by_place(years, names),
            "shown_part": shown_part,
            "rules": _rules(folder),
            "checks": _checks(folder),
            "files": rows_of(folder, "files"),
        },
        table=[_to_row(found, currency) for found in years],
        chart=giving.chart(notes=library.notes_for(*names.values())),
    )


def _by_place(sums: Sequence[FlowSum], names: Mapping[str, str]) -> list[tuple[str, list[FlowSum]]]:
    """Return the sums of each place, partners first, in the order of the content; then by year and type."""
    grouped: dict[str, list[FlowSum]] = defaultdict(list)
    for found in sorted(sums, key=lambda found: (_group(found, "year"), _group(found, "type"))):
        grouped[_group(found, "partner") or "unknown"].append(found)
    return [(names[place], grouped[place]) for place in names if place in grouped]


def _group(found: FlowSum, dimension: str) -> str:
    return found.balance.group.get(dimension) or ""


def _rules(folder: Path) -> list[tuple[Rule, MoneyRow]]:
    """Return each rule that decided, with what it did."""
    decided = {row.group["rule"]: row for row in money_by(folder, ("rule",))}
    return [(rule, decided[rule.id]) for rule in RULES if rule.id in decided]


def _checks(folder: Path) -> list[tuple[str, list[tuple[Check, Lack]]]]:
    """Return by publisher and file what is missing, in the order of the checks."""
    grouped: dict[str, list[tuple[Check, Lack]]] = {}
    found = {(lack.publisher, lack.file, lack.check): lack for lack in lacks(folder)}
    for publisher, file in dict.fromkeys((publisher, file) for publisher, file, _check in found):
        lines = [
            (check, lack)
            for check in CHECKS
            if (lack := found.get((publisher, file, check.id))) is not None and lack.affected
        ]
        if lines:
            grouped[f"{lines[0][1].publisher_name} ({publisher}), {file}"] = lines
    return list(grouped.items())


def _to_row(found: FlowSum, currency: str) -> Row:
    """Return a sum as data: amounts in the currency of the snapshot, those without a rate by themselves."""
    balance = found.balance
    return {
        "why": found.id,
        **balance.group,
        "currency": currency,
        "amount": _plain(balance.counted.amounts.get(currency)),
        "amount_excluded": _plain(balance.excluded.amounts.get(currency)),
        "amount_without_rate": [
            f"{amount:f} {unit}"
            for unit, amount in sorted(balance.came_in.amounts.items())
            if unit != currency
        ],
        "flows": balance.came_in.flows,
        "flows_counted": balance.counted.flows,
        "flows_excluded": balance.excluded.flows,
        "flows_unconverted": balance.unconverted.flows,
    }


def _plain(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"
