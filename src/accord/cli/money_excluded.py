"""What `accord money --excluded` says: the flows that a rule left out, one by one."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from accord.cli.output import print_json, print_line, say
from accord.cli.tracing_money import plain_cell, shown_amount
from accord.errors import Problem, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from accord.store.flow_query import FlowQuery

__all__ = ["print_excluded"]

_MOST = 1000


def print_excluded(folder: Path, query: FlowQuery, rule: str, *, json: bool) -> None:
    """Print the flows that a rule left out.

    Args:
        folder: Folder of the snapshot.
        query: Which flows are meant.
        rule: Id of the rule; `all` for every rule.
        json: True for JSON.

    Raises:
        UsageError: There is no such rule (ACC-217), or no transactions were taken in (ACC-214).
    """
    from dataclasses import replace

    from accord.methods.money.rules import RULES
    from accord.store.money import flows, money_by

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
    in_all = sum(row.flows for row in money_by(folder, (), query=wanted))
    if json:
        print_json([{name: plain_cell(cell) for name, cell in flow.items()} for flow in found])
    else:
        for flow in found:
            amount = flow["amount"]
            shown = shown_amount(amount) if isinstance(amount, Decimal) else "unknown"
            print_line(
                f"{flow['id']}  {flow['measure']} {shown} {flow['currency'] or ''} {flow['day'] or ''}"
            )
            print_line(f"  {flow['publisher']}  {flow['iati_identifier']}  {flow['title'] or ''}")
            print_line(f"  left out by {flow['rule']}: {known.get(str(flow['rule']), '')}")
    if not json or in_all > len(found):
        listed = f" The first {len(found):,} are listed; narrow them down with --partner, --publisher, --year"
        say(f"{in_all:,} flows were left out." + (f"{listed} or --type." if in_all > len(found) else ""))
