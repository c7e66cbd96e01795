"""Who gives to whom, from promise to payment: the ribbons of the page of payments, and their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from accord.domain.rate import exact_sum
from accord.publish.charts import Notes
from accord.publish.flow_chart import Panel, Ribbon, Side, ribbon_chart
from accord.store.flow_query import ALL_PLACES, FlowQuery, sum_id
from accord.store.money import money_by
from accord.store.money_tables import publisher_names

__all__ = ["STEPS", "Cell", "GiverRow", "Giving", "read_giving"]

STEPS: Mapping[str, str] = {
    "commitment": "Committed",
    "disbursement": "Paid to others",
    "expenditure": "Own spending",
}
"""Types of flows on the way from promise to payment, and what they are called."""

_Key = tuple[str, str, str]
"""Publisher, place, step; either of the first two may be all."""
_LARGEST = 6
"""Givers that have a place of their own in the chart; the rest stand together, and each in the table."""
_SMALL = 100_000
"""Amounts below it are shown to the cent: in millions they would look like nothing."""
_REST, _ALL = "\nrest", ""
_UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A sum in a table.

    Attributes:
        amount: The sum; None if nothing counts.
        why: Its id.
    """

    amount: Decimal | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GiverRow:
    """The steps of one giver, for all places or for one.

    Attributes:
        name: Name of the giver.
        place: Name of the place; empty for all.
        cells: A sum for each of ``STEPS``.
    """

    name: str
    place: str
    cells: Sequence[Cell]


class Giving:
    """What counts, by publisher, place and step.

    Args:
        sums: Sum by publisher, place and step, where any flow counts.
        givers: Names of the publishers.
        places: Names of the places, in the order in which they are shown.
        partners: Places that are partners.
        currency: Currency of the sums.
    """

    def __init__(
        self,
        sums: Mapping[_Key, Decimal],
        *,
        givers: Mapping[str, str],
        places: Mapping[str, str],
        partners: Sequence[str],
        currency: str,
    ) -> None:
        self._names, self._places = givers, places
        self._partners, self._currency = frozenset(partners), currency
        by_giver = _added({(giver, _ALL, step): amount} for (giver, _, step), amount in sums.items())
        largest: dict[str, Decimal] = {}
        for (giver, _, _step), amount in by_giver.items():
            largest[giver] = max(largest.get(giver, amount), amount)
        self._givers = sorted(largest, key=lambda giver: (-largest[giver], giver))
        self._rest = self._givers[_LARGEST:]
        rest = frozenset(self._rest)
        self._sums = _added(
            {
                (giver, place, step): amount,
                (giver, _ALL, step): amount,
                (_ALL, place, step): amount,
                (_ALL, _ALL, step): amount,
                **({(_REST, place, step): amount, (_REST, _ALL, step): amount} if giver in rest else {}),
            }
            for (giver, place, step), amount in sums.items()
        )

    def rows(self) -> list[GiverRow]:
        """Return the steps of each giver over all places, the largest first."""
        return [
            GiverRow(
                name=self._names[giver],
                place="",
                cells=[
                    Cell(
                        amount=self._sums.get((giver, _ALL, step)),
                        why=sum_id(ALL_PLACES, step, publisher=giver),
                    )
                    for step in STEPS
                ],
            )
            for giver in self._givers
        ]

    def pairs(self) -> list[GiverRow]:
        """Return the steps of each giver for each place: what the ribbons are drawn from."""
        return [
            GiverRow(
                name=self._names[giver],
                place=name,
                cells=[
                    Cell(
                        amount=self._sums.get((giver, place, step)),
                        why=sum_id(place, step, publisher=giver),
                    )
                    for step in STEPS
                ],
            )
            for giver in self._givers
            for place, name in self._places.items()
            if any((giver, place, step) in self._sums for step in STEPS)
        ]

    def chart(self, *, notes: Notes = ()) -> str:
        """Return the ribbons; what is unknown stays shown, what is below zero is left to the table."""
        return ribbon_chart("From promise to payment, as published", list(self._panels()), notes=notes)

    def _panels(self) -> Sequence[Panel]:
        return [self._panel(step, title) for step, title in STEPS.items() if (_ALL, _ALL, step) in self._sums]

    def _panel(self, step: str, title: str) -> Panel:
        keys = [*self._givers[:_LARGEST], _REST]
        return Panel(
            title=title,
            shown=self._shown((_ALL, _ALL, step)),
            why=sum_id(ALL_PLACES, step),
            givers={key: self._giver(key, step) for key in keys if (key, _ALL, step) in self._sums},
            places={
                place: Side(
                    name=name,
                    shown=self._shown((_ALL, place, step)),
                    why=sum_id(place, step),
                    is_partner=place in self._partners,
                    is_unknown=place == _UNKNOWN,
                )
                for place, name in self._places.items()
                if (_ALL, place, step) in self._sums
            },
            ribbons=[
                Ribbon(
                    giver=key,
                    place=place,
                    amount=self._sums[key, place, step],
                    shown=self._shown((key, place, step)),
                    why=sum_id(place, step, publisher="" if key == _REST else key),
                )
                for key in keys
                for place in self._places
                if (key, place, step) in self._sums
            ],
        )

    def _giver(self, key: str, step: str) -> Side:
        if key == _REST:
            name = f"{len(self._rest)} others, each in the table"
            return Side(name=name, shown="", why=sum_id(ALL_PLACES, step))
        shown, why = self._shown((key, _ALL, step)), sum_id(ALL_PLACES, step, publisher=key)
        return Side(name=self._names[key], shown=shown, why=why)

    def _shown(self, key: _Key) -> str:
        amount = self._sums[key]
        shown = f"{amount:,.2f}" if abs(amount) < _SMALL else f"{amount / 1_000_000:,.1f} m"
        return f"{shown} {self._currency}"


def _added(terms: Iterable[Mapping[_Key, Decimal]]) -> Mapping[_Key, Decimal]:
    sums: dict[_Key, Decimal] = {}
    for term in terms:
        for key, amount in term.items():
            sums[key] = exact_sum((sums.get(key, Decimal(0)), amount))
    return sums


def read_giving(snapshot: Path, places: Mapping[str, str], partners: Sequence[str]) -> Giving:
    """Return what counts by publisher, place and step.

    Args:
        snapshot: Folder of the snapshot.
        places: Names of the places, in the order in which they are shown.
        partners: Places that are partners.
    """
    rows = money_by(snapshot, ("publisher", "partner", "type"), query=FlowQuery(status="counted"))
    sums = {
        (row.group["publisher"] or "", row.group["partner"] or _UNKNOWN, row.group["type"] or ""): row.amount
        for row in rows
        if row.amount is not None and row.group["type"] in STEPS
    }
    currency = next((row.currency for row in rows if row.currency), "")
    return Giving(sums, givers=publisher_names(snapshot), places=places, partners=partners, currency=currency)
