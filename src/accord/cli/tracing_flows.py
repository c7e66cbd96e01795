"""What `accord why` says of the published flows from which a figure comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accord.cli.output import print_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from accord.store.flow_descent import FlowLeaf

__all__ = ["print_flow_leaves"]

_SHOWN = 50


def print_flow_leaves(flows: Sequence[FlowLeaf]) -> None:
    """Print flows with the file and the byte at which each stands; the JSON lists all of them."""
    if flows:
        print_line("\nPublished flows")
    for flow in flows[:_SHOWN]:
        said = _shown(flow.amount, flow.currency)
        if flow.amount_converted is not None and flow.currency_converted != flow.currency:
            said += f" = {_shown(flow.amount_converted, flow.currency_converted)}"
        print_line(
            f"  {flow.id}  ({flow.measure}, {flow.role})  {said}, {flow.partner}, {flow.day or 'no day'}"
        )
        print_line(
            f"    said by  {flow.publisher}: {flow.activity or 'no identifier'}  {flow.title or ''}".rstrip()
        )
        print_line(f"    joined   {', '.join(flow.joined_by) or 'by no rule'}; {flow.status}")
        print_line(f"    stands   {flow.file}, byte {flow.byte}")
        print_line(f"    sha256   {flow.sha256}")
    if len(flows) > _SHOWN:
        print_line(f"  {len(flows) - _SHOWN} more: --json lists all of them")


def _shown(amount: Decimal | None, currency: str | None) -> str:
    return "amount unknown" if amount is None else f"{currency or 'no currency'} {amount:,.2f}"
