"""The published flows at the end of a descent: id, document, file, hash, byte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from accord.store.figure_json import Json
from accord.store.money_tables import has_money, opened

__all__ = ["FlowLeaf", "flow_leaves"]

_FLOWS = """
SELECT f.id, f.measure, f.status, f.amount, f.currency, f.amount_converted, f.currency_converted, f.day,
       f.partner, coalesce(f.publisher_name, f.publisher, 'unknown') AS publisher,
       f.iati_identifier AS activity, f.title, f.file_name AS file, f.sha256, f.byte,
       (SELECT list_sort(list(DISTINCT j.rule)) FROM joined_flows AS j WHERE j.id = f.id) AS joined_by
FROM flows AS f JOIN (SELECT unnest(?) AS id) AS w USING (id) ORDER BY f.file, f.byte, f.partner"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowLeaf:
    """A published flow at the end of a descent.

    Attributes:
        id: Id of the flow; `accord why` explains it alone, with every rule that touched it.
        role: What it does in the figure that uses it.
        used_by: Id of that figure.
        measure: What was measured, e.g. ``disbursement``.
        status: ``counted`` or ``unconverted``; what a rule left out is not joined.
        amount: Amount in ``currency``, as published; None if unknown.
        currency: Currency as published; None if unknown.
        amount_converted: Amount in ``currency_converted``; None without a rate.
        currency_converted: Currency of the snapshot; None without a rate.
        day: Day of the flow; None if none is stated.
        partner: Where the money goes.
        publisher: Who published it.
        activity: Identifier of the activity, as written.
        title: Title of the activity; None if it has none.
        joined_by: Ids of the rules that joined it to a commitment.
        file: Name of the published file.
        sha256: Hash of its bytes.
        byte: Position of the transaction in it, as decoded to UTF-8.
    """

    id: str
    role: str
    used_by: str
    measure: str
    status: str
    amount: Decimal | None
    currency: str | None
    amount_converted: Decimal | None
    currency_converted: str | None
    day: date | None
    partner: str
    publisher: str
    activity: str | None
    title: str | None
    joined_by: tuple[str, ...]
    file: str
    sha256: str
    byte: int

    def to_json(self) -> dict[str, Json]:
        """Return the leaf with the keys that ``accord why --json`` documents; amounts as text, exact."""
        return {
            "id": self.id,
            "role": self.role,
            "used_by": self.used_by,
            "measure": self.measure,
            "status": self.status,
            "amount": None if self.amount is None else str(self.amount),
            "currency": self.currency,
            "amount_converted": None if self.amount_converted is None else str(self.amount_converted),
            "currency_converted": self.currency_converted,
            "day": str(self.day) if self.day else None,
            "partner": self.partner,
            "publisher": self.publisher,
            "activity": self.activity,
            "title": self.title,
            "joined_by": list(self.joined_by),
            "file": self.file,
            "sha256": self.sha256,
            "byte": self.byte,
        }


def flow_leaves(snapshot: Path, wanted: Mapping[str, tuple[str, str]]) -> tuple[FlowLeaf, ...]:
    """Return the flows with some ids, in the order of files and bytes; other ids are passed over.

    Args:
        snapshot: Folder of the snapshot.
        wanted: Role and figure that uses it, by id.
    """
    if not wanted or not has_money(snapshot):
        return ()
    with opened(snapshot) as connection:
        found = connection.execute(_FLOWS, [list(wanted)])
        names = [column[0] for column in found.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return tuple(
        FlowLeaf(
            role=wanted[row["id"]][0],
            used_by=wanted[row["id"]][1],
            **(row | {"joined_by": tuple(row["joined_by"] or ())}),
        )
        for row in rows
    )
