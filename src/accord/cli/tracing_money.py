"""What `accord why` says of published money: of a single flow, and of a sum of flows."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from accord.cli.output import print_json, print_line
from accord.errors import Problem, UsageError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["explain_money", "is_money", "plain_cell", "shown_amount"]

_FLOW = re.compile(r"[0-9a-f]{12}:[0-9]+:\w+")
_LISTED = 20


def is_money(name: str) -> bool:
    """Tell whether an id is that of a flow (hash of its file, byte, place) or of a sum of flows."""
    from accord.store.flow_query import SUM_ID

    return _FLOW.fullmatch(name) is not None or SUM_ID.fullmatch(name) is not None


def explain_money(folder: Path, name: str, *, json: bool) -> None:
    """Say where a flow or a sum of flows comes from.

    Raises:
        UsageError: There is no such flow or sum (ACC-218), or none were taken in (ACC-214).
    """
    if _FLOW.fullmatch(name):
        _explain_flow(folder, name, json=json)
    else:
        _explain_sum(folder, name, json=json)


def _unknown(name: str) -> UsageError:
    return UsageError(
        Problem(
            id="ACC-218",
            what="There is no flow or sum of flows with this id in the snapshot.",
            value=name,
            expected="an id that `accord money --json` or `accord money --excluded all` prints",
            fix="Take in the file in which it stands, and build again.",
        )
    )


def _explain_sum(folder: Path, name: str, *, json: bool) -> None:
    from accord.methods.money.rules import RULES
    from accord.store.flow_query import query_of
    from accord.store.money import flows, money_by
    from accord.store.money_tables import rows_of

    query = query_of(name)
    sums = money_by(folder, (), query=query)
    if not sums or not sums[0].flows:
        raise _unknown(name)
    total, deciding = sums[0], money_by(folder, ("status", "rule"), query=query)
    listed = flows(folder, query, limit=_LISTED)
    titles = {rule.id: rule.title for rule in RULES}
    files = rows_of(folder, "files")
    if json:
        print_json(
            {
                "id": name,
                "amount": None if total.amount is None else str(total.amount),
                "currency": total.currency,
                "method": "published_money 1.0",
                "rules": [{**row.group, "flows": row.flows} for row in deciding],
                "files": [{key: plain_cell(file[key]) for key in ("name", "sha256")} for file in files],
                "flows": [{key: plain_cell(cell) for key, cell in flow.items()} for flow in listed],
                "flows_in_all": total.flows,
            }
        )
        return
    print_line(f"{name}  {shown_amount(total.amount) or 'unknown'} {total.currency or ''}")
    print_line("  method     published_money 1.0: the sum of the flows that count")
    print_line(f"  flows      {total.flows:,} came in, {total.counted:,} of them count")
    print_line("\nRules that decided")
    for row in deciding:
        rule = row.group["rule"] or ""
        print_line(f"  {row.flows:>7,}  {row.group['status']} by {rule}  {titles.get(rule, '')}")
    print_line(f"\nFlows, the first {len(listed)}" if total.flows > len(listed) else "\nFlows")
    for flow in listed:
        amount = flow["amount"] if isinstance(flow["amount"], Decimal) else None
        print_line(
            f"  {flow['id']}  {shown_amount(amount)} {flow['currency'] or ''}  {flow['iati_identifier']}"
        )
    print_line("\nFiles")
    for file in files:
        print_line(f"  {file['name']}\n    sha256 {file['sha256']}")


def _explain_flow(folder: Path, name: str, *, json: bool) -> None:
    """Say where a flow stands, what it was read as, and which rules touched it."""
    from accord.methods.money.rules import RULES
    from accord.store.flow_query import FlowQuery
    from accord.store.money import flows

    found = flows(folder, FlowQuery(id=name))
    if not found:
        raise _unknown(name)
    flow, rules = found[0], {rule.id: rule for rule in RULES}
    touched = [str(flow["rule"]), *(str(note) for note in _listed(flow["notes"]))]
    if json:
        explained = [
            {"rule": rule, "title": rules[rule].title, "meaning": rules[rule].meaning} for rule in touched
        ]
        print_json({**{key: plain_cell(cell) for key, cell in flow.items()}, "rules": explained})
        return
    amount, share = flow["amount"], flow["share"]
    print_line(f"{name}  {flow['measure']} of {flow['publisher_name'] or flow['publisher']}")
    print_line(f"  activity   {flow['iati_identifier']}  {flow['title'] or ''}")
    shown = shown_amount(amount) if isinstance(amount, Decimal) else "unknown"
    print_line(f"  amount     {shown} {flow['currency'] or ''} (currency from: {flow['currency_from']})")
    if isinstance(share, Decimal):
        place = flow["place_level"]
        print_line(f"  place      {flow['partner']}, share {share.normalize():f} (stated for: {place})")
    print_line(f"  day        {flow['day'] or 'unknown'}{'' if flow['is_value_date'] else ', no value date'}")
    print_line(f"  from, to   {flow['provider_name'] or 'not said'}, {flow['receiver_name'] or 'not said'}")
    if isinstance(flow["amount_converted"], Decimal):
        rate = f"(rate {flow['rate']} of {flow['rate_day']}, {flow['rate_table']})"
        print_line(
            f"  converted  {shown_amount(flow['amount_converted'])} {flow['currency_converted']} {rate}"
        )
    reasons = {"excluded": f" by {flow['rule']}", "unconverted": f": {flow['reason']}"}
    print_line(f"  status     {flow['status']}{reasons.get(str(flow['status']), '')}")
    print_line("\nRules")
    for rule in touched:
        print_line(f"  {rule}  {rules[rule].title}\n    {rules[rule].meaning}\n    {rules[rule].reference}")
    print_line("\nOrigin")
    print_line(f"  {flow['file_name']}, byte {flow['byte']}\n  sha256 {flow['sha256']}")


def _listed(cell: object) -> list[object]:
    return cell if isinstance(cell, list) else []


def shown_amount(amount: Decimal | None) -> str:
    """Return an amount to the cent; nothing for one that is unknown, which is not zero."""
    return "" if amount is None else f"{amount:,.2f}"


def plain_cell(cell: object) -> object:
    """Return a cell of a flow as JSON holds it; numbers and days as text, exact."""
    return cell if cell is None or isinstance(cell, bool | int | list) else str(cell)
