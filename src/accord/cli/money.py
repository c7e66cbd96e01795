"""The command that follows published money: money."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

import typer

from accord.cli.output import JsonOption, SnapshotOption, load, print_json, print_line, print_table, say
from accord.cli.tracing_money import plain_cell, shown_amount
from accord.errors import Problem, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from accord.store.flow_query import FlowQuery
    from accord.store.money import MoneyRow

__all__ = ["money"]

_OWN = "own"
_MOST = 1000


def money(
    by: Annotated[
        str,
        typer.Option(
            help="What to group by, with commas: partner, year, type, publisher, currency, kind,"
            " receiver, rule, status."
        ),
    ] = "partner,year,type",
    currency: Annotated[
        str | None,
        typer.Option(
            help="Currency of the amounts: the one into which the snapshot converts, or `own` for the"
            " currency in which each amount is stated.",
            show_default=False,
        ),
    ] = None,
    partner: Annotated[str | None, typer.Option(help="Only this partner.", show_default=False)] = None,
    publisher: Annotated[str | None, typer.Option(help="Only this publisher.", show_default=False)] = None,
    year: Annotated[str | None, typer.Option(help="Only this year.", show_default=False)] = None,
    type_: Annotated[
        str | None, typer.Option("--type", help="Only this type, such as commitment.", show_default=False)
    ] = None,
    excluded: Annotated[
        str | None,
        typer.Option(
            metavar="RULE",
            help="List the flows that a rule left out, such as hierarchy; `all` for every rule.",
            show_default=False,
        ),
    ] = None,
    snapshot: SnapshotOption = None,
    json: JsonOption = False,
) -> None:
    """Sum up published transactions, and say what was left out and what has no rate.

    The last line reconciles: what came in is what counts, what rules left out, and what could not
    be converted. `accord why FLOW` explains a single flow.
    """
    from accord.store.flow_query import FlowQuery
    from accord.store.money import money_by

    folder = load(snapshot).folder
    query = FlowQuery(partner=partner or "", publisher=publisher or "", year=year or "", measure=type_ or "")
    if excluded is not None:
        _list_excluded(folder, query, excluded, json=json)
        return
    dimensions = [name.strip() for name in by.split(",") if name.strip()]
    rows = money_by(folder, dimensions, own_currency=currency == _OWN, query=query)
    _check_currency(currency, rows)
    if json:
        print_json([_to_json(row) for row in rows])
        return
    _print(dimensions, rows)
    parts = ("flows", "counted", "excluded", "unconverted")
    total = [sum(getattr(row, part) for row in rows) for part in parts]
    say("{:,} flows in = {:,} counted + {:,} left out by rules + {:,} unconverted.".format(*total))


def _check_currency(currency: str | None, rows: Sequence[MoneyRow]) -> None:
    known = next((row.currency for row in rows if row.currency), None)
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


def _to_json(row: MoneyRow) -> dict[str, object]:
    return {
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
        [*dimensions, "currency", "counted", "flows", "left out", "unconverted"],
        [
            [
                *(row.group[name] or "unknown" for name in dimensions),
                row.currency or "none stated",
                shown_amount(row.amount),
                f"{row.counted:,}",
                f"{row.excluded:,}",
                f"{row.unconverted:,}",
            ]
            for row in rows
        ],
        numeric=4,
    )


def _list_excluded(folder: Path, query: FlowQuery, rule: str, *, json: bool) -> None:
    from dataclasses import replace

    from accord.methods.money.rules import RULES
    from accord.store.money import flows

    known = {each.id: each.title for each in RULES}
    if rule != "all" and rule not in known:
        raise UsageError(
            Problem(
                id="ACC-217",
                what="There is no such rule.",
                field="--excluded",
                value=rule,
                expected=f"all, or one of {', '.join(known)}",
                fix="Run `accord money --by rule,status` to see which rules left something out.",
            )
        )
    wanted = replace(query, status="excluded", rule="" if rule == "all" else rule)
    found = flows(folder, wanted, limit=_MOST)
    if json:
        print_json([{name: plain_cell(cell) for name, cell in flow.items()} for flow in found])
        return
    if found:
        for flow in found:
            amount = flow["amount"]
            shown = shown_amount(amount) if isinstance(amount, Decimal) else "unknown"
            print_line(
                f"{flow['id']}  {flow['measure']} {shown} {flow['currency'] or ''} {flow['day'] or ''}"
            )
            print_line(f"  {flow['publisher']}  {flow['iati_identifier']}  {flow['title'] or ''}")
            print_line(f"  left out by {flow['rule']}: {known.get(str(flow['rule']), '')}")
    say(
        f"{len(found):,} flows were left out."
        + (" Only the first 1,000 are listed." if len(found) == 1000 else "")
    )
