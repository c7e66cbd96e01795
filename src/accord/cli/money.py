"""The command that follows published money: money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from accord.cli.money_excluded import print_excluded
from accord.cli.money_options import (
    By,
    Currency,
    DeflatorFile,
    Excluded,
    OfPartner,
    OfPublisher,
    OfType,
    OfYear,
    PricesOf,
    Quality,
)
from accord.cli.money_prices import open_prices, print_in_prices
from accord.cli.money_quality import print_quality
from accord.cli.output import JsonOption, SnapshotOption, load, print_json, print_table, say
from accord.cli.tracing_money import shown_amount
from accord.errors import Problem, UsageError

if TYPE_CHECKING:
    from accord.store.flow_query import FlowQuery
    from accord.store.money import MoneyRow

__all__ = ["money"]

_OWN = "own"


def money(
    by: By = "partner,year,type",
    currency: Currency = None,
    partner: OfPartner = None,
    publisher: OfPublisher = None,
    year: OfYear = None,
    type_: OfType = None,
    excluded: Excluded = None,
    prices: PricesOf = None,
    deflator: DeflatorFile = None,
    quality: Quality = False,
    snapshot: SnapshotOption = None,
    json: JsonOption = False,
) -> None:
    """Sum up published transactions, and say what was left out and what has no rate.

    The last lines reconcile: what came in is what counts, what rules left out, and what could not
    be converted. `accord why FLOW` explains a single flow, `accord why money.ALB.2019.commitment` a sum.
    """
    from accord.store.flow_query import FlowQuery

    narrowed = partner is not None or year is not None or type_ is not None
    _check_views(
        {
            "--quality": quality,
            "--excluded": excluded is not None,
            "--prices": prices is not None,
            "--partner, --year, --type": quality and narrowed,
        }
    )
    asked = open_prices(prices, deflator)
    folder = load(snapshot).folder
    query = FlowQuery(partner=partner or "", publisher=publisher or "", year=year or "", measure=type_ or "")
    dimensions, is_own = [name.strip() for name in by.split(",") if name.strip()], currency == _OWN
    if quality:
        print_quality(folder, publisher=publisher or "", json=json)
    elif excluded is not None:
        print_excluded(folder, query, excluded, json=json)
    else:
        _check_currency(currency, folder)
        if asked is not None:
            print_in_prices(folder, dimensions, asked, query=query, is_own=is_own, json=json)
        else:
            _print_sums(folder, dimensions, query, is_own=is_own, json=json)
        if not json:
            _reconcile(folder, query, is_own=is_own)


def _check_views(views: Mapping[str, bool]) -> None:
    """Refuse views that answer different questions."""
    wanted = [name for name, is_wanted in views.items() if is_wanted]
    if len(wanted) > 1:
        raise UsageError(
            Problem(
                id="ACC-222",
                what="These options answer different questions and cannot be used together.",
                value=" ".join(wanted),
                expected=f"one of {', '.join(views)}",
                fix="Run the command once for each of them.",
            )
        )


def _check_currency(currency: str | None, folder: Path) -> None:
    from accord.store.money_tables import target_currency

    known = target_currency(folder)
    if currency not in {None, _OWN, known}:
        raise UsageError(
            Problem(
                id="ACC-216",
                what="The snapshot does not convert into this currency.",
                field="--currency",
                value=str(currency),
                expected=f"{known} or {_OWN}" if known else _OWN,
                fix=f"Build another one: accord build --iati DIR --rates FILE --currency {currency}",
            )
        )


def _print_sums(
    folder: Path, dimensions: Sequence[str], query: FlowQuery, *, is_own: bool, json: bool
) -> None:
    from accord.store.flow_query import group_id
    from accord.store.money import money_by

    rows = money_by(folder, dimensions, own_currency=is_own, query=query)
    if json:
        print_json([_to_json(row, None if is_own else group_id(row.group, query)) for row in rows])
    else:
        _print(dimensions, rows)
        name = next((group_id(row.group, query) for row in rows if not is_own), None)
        if name is not None:
            say(f"Where a sum comes from: accord why {name}")


def _reconcile(folder: Path, query: FlowQuery, *, is_own: bool) -> None:
    """Say that what came in is what counts, what was left out and what has no rate: in flows, in amounts."""
    from accord.store.money_balance import balances

    found = balances(folder, (), query=query, own_currency=is_own)
    if not found:
        say("No flow matches; `accord money` without filters shows what there is.")
    for balance in found:
        parts = (balance.came_in, balance.counted, balance.excluded, balance.unconverted)
        words = "{} in = {} counted + {} left out by rules + {} unconverted."
        say("Flows: " + words.format(*(f"{part.flows:,}" for part in parts)))
        for currency in sorted(balance.came_in.amounts):
            say(f"{currency}: " + words.format(*(f"{part.amounts.get(currency, 0):,.2f}" for part in parts)))
        if balance.came_in.without_amount:
            say(f"Flows without an amount that can be read: {balance.came_in.without_amount:,}.")


def _to_json(row: MoneyRow, name: str | None) -> dict[str, object]:
    return {
        "id": name,
        **row.group,
        "currency": row.currency,
        "amount": None if row.amount is None else str(row.amount),
        "amount_excluded": None if row.amount_excluded is None else str(row.amount_excluded),
        "flows": row.flows,
        "flows_counted": row.counted,
        "flows_excluded": row.excluded,
        "flows_unconverted": row.unconverted,
    }


def _print(dimensions: Sequence[str], rows: Sequence[MoneyRow]) -> None:
    print_table(
        [*dimensions, "currency", "amount counted", "amount left out", "counted", "left out", "unconverted"],
        [
            [
                *(row.group[name] or "unknown" for name in dimensions),
                row.currency or "none stated",
                shown_amount(row.amount),
                shown_amount(row.amount_excluded),
                f"{row.counted:,}",
                f"{row.excluded:,}",
                f"{row.unconverted:,}",
            ]
            for row in rows
        ],
        numeric=5,
    )
