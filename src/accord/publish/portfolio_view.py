"""A portfolio arranged for readers: the call as the snapshot keeps it, and the figures of its answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from accord.cleaning.sentences import listed, short_number
from accord.domain.figure import Figure
from accord.domain.portfolio import Candidate
from accord.methods.portfolio.naming import PORTFOLIO_METHOD, portfolio_id
from accord.methods.portfolio.wording import said_benefit, said_money
from accord.publish.portfolio_drawings import NO_PARTNER, Drawings
from accord.taking_in.portfolios import KeptPortfolio

__all__ = ["MOST_OPEN", "PortfolioView"]

MOST_OPEN = 120
"""Above so many candidates the reasons of all stand in parts that are opened; a page of 500 is long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """One candidate as the page shows it.

    Attributes:
        row: The candidate.
        partners: Its partners in words.
        is_in: Whether it was chosen.
        near: In which near choices it is: ``all``, ``some``, ``none``; empty if not known.
        change: By how much the best result changes; None if not known.
    """

    row: Candidate
    partners: str
    is_in: bool
    near: str
    change: float | None


class PortfolioView:
    """One portfolio of a snapshot.

    Args:
        kept: The call and its candidates.
        figures: Figures of the snapshot by id.
        names: Names of partners by id.
        notes: Footnotes of its charts: id of the row that says so, and text.
    """

    def __init__(
        self,
        kept: KeptPortfolio,
        figures: Mapping[str, Figure],
        names: Mapping[str, str],
        notes: tuple[tuple[str, str], ...],
    ) -> None:
        self.kept, self.call = kept, kept.call
        self._figures, self._names = figures, names
        begins = self.id("")
        self.own = {name: one for name, one in figures.items() if name.startswith(begins)}
        self.notes = notes
        self.draw = Drawings(call=self.call, figures=self.own, names=names, notes=notes)
        self._in_shares = {rule.id for rule in self.call.rules if "share" in rule.kind.value}
        self.rows = [self._shown(one) for one in self.call.candidates]

    def id(self, *parts: str) -> str:
        """Return the id of a figure of this portfolio."""
        return portfolio_id(self.call.id, *parts)

    def cell(self, *parts: str) -> str:
        """Return the id of a cell of the files of this portfolio."""
        return ".".join(("cell", self.call.id, *parts))

    def has(self, *parts: str) -> bool:
        """Whether there is such a figure, and it has a value."""
        figure = self.own.get(self.id(*parts))
        return figure is not None and figure.value is not None

    def number(self, *parts: str) -> str:
        """Return the number of a figure as sentences say it."""
        value = self.own[self.id(*parts)].value
        return short_number(float(value)) if isinstance(value, Decimal) else "unknown"

    def money(self, *parts: str) -> str:
        """Return an amount of money of a figure with its unit."""
        value = self.own[self.id(*parts)].value
        return said_money(self.call, float(value)) if isinstance(value, Decimal) else "unknown"

    def benefit(self, *parts: str) -> str:
        """Return a benefit of a figure with its unit."""
        value = self.own[self.id(*parts)].value
        return said_benefit(self.call, float(value)) if isinstance(value, Decimal) else "unknown"

    def year(self, *parts: str) -> str:
        """Return a year."""
        return str(int(self.own[self.id(*parts)].value or 0))

    def used(self, rule: str, name: str) -> str:
        """Return what is used of a rule, or its limit, as a share where the rule is one of shares."""
        parts = ("rule", rule, name)
        return self.percent(*parts) if rule in self._in_shares else self.number(*parts)

    def percent(self, *parts: str) -> str:
        """Return a share as sentences say it."""
        value = self.own[self.id(*parts)].value
        return f"{float(value) * 100:.0f} %" if isinstance(value, Decimal) else "cost unknown"

    def said(self, *parts: str) -> str:
        """Return the word or sentence that is the value of a figure."""
        return str(self.own[self.id(*parts)].value)

    def why(self, *parts: str) -> str:
        """Return the sentence that goes with a figure."""
        return self.own[self.id(*parts)].reason

    def context(self) -> dict[str, object]:
        """Return what the template shows."""
        return {
            "v": self,
            "call": self.call,
            "network": self.kept.read.network,
            "chosen": self._chosen(),
            "parts": list(self._parts()),
            "index": sorted(self.rows, key=_by_name),
            "is_long": len(self.rows) > MOST_OPEN,
            "rules": self._rules(),
            "curve": [str(number) for number in self._numbered("curve", "value")],
            "near": [str(number) for number in self._numbered("near", "value")],
            "drift": [str(number) for number in self._numbered("drift", "share_over", first=0)],
            "doubts": self._doubts(),
            "number": lambda value: short_number(float(value)),
            "in_money": lambda value: said_money(self.call, float(value)),
            "in_benefit": lambda value: said_benefit(self.call, float(value)),
            "ends": {rule.id: _end(rule.kind.value) for rule in self.call.rules},
            "method": PORTFOLIO_METHOD,
            "notes": self.notes,
        }

    def firm(self) -> list[tuple[str, list[_Shown]]]:
        """Return the candidates by the near choices in which they are."""
        words = (("all", "In every near choice"), ("some", "In some of them"), ("none", "In none of them"))
        shown = words[:2] if len(self.rows) > MOST_OPEN else words
        return [(word, [one for one in self.rows if one.near == key]) for key, word in shown]

    def _shown(self, row: Candidate) -> _Shown:
        change = self.own.get(self.id("change", row.id))
        near = self.own.get(self.id("near_choices", row.id))
        value = None if change is None else change.value
        return _Shown(
            row=row,
            partners=self.partners(row),
            is_in=self.own[self.id("verdict", row.id)].value == "in",
            near="" if near is None else str(near.value),
            change=float(value) if isinstance(value, Decimal) else None,
        )

    def partners(self, row: Candidate) -> str:
        """Return the partners of a candidate by name, with shares where there are several."""
        names = {one: self._names.get(one, one) for one in row.partners}
        if len(names) < 2:
            return next(iter(names.values()), NO_PARTNER)
        return listed(
            f"{names[one]} {short_number(float(share) * 100)} %" for one, share in row.partners.items()
        )

    def _chosen(self) -> list[_Shown]:
        def order(one: _Shown) -> tuple[Decimal, str]:
            adds = self.own[self.id("adds", one.row.id)].value
            return (-adds if isinstance(adds, Decimal) else Decimal(0), one.row.id)

        return sorted((one for one in self.rows if one.is_in), key=order)

    def _parts(self) -> Iterator[tuple[str, str, list[_Shown]]]:
        """Yield those in and those out: first with whom least would change; by name where they are folded."""
        for key, heading, is_in in (("in", "Why these are in", True), ("out", "Why these are out", False)):
            rows = [one for one in self.rows if one.is_in is is_in]
            order = sorted(rows, key=_by_name if len(self.rows) > MOST_OPEN else _by_change)
            yield key, heading, order

    def _rules(self) -> list[str]:
        """Return the ids of the rules, the dearest first."""

        def order(name: str) -> tuple[float, str]:
            cost = self.own.get(self.id("rule", name, "cost"))
            value = None if cost is None else cost.value
            return (-float(value) if isinstance(value, Decimal) else 0.0, name)

        return sorted((rule.id for rule in self.call.rules), key=order)

    def _numbered(self, group: str, name: str, *, first: int = 1) -> Iterator[int]:
        number = first
        while self.id(group, str(number), name) in self.own:
            yield number
            number += 1

    def _doubts(self) -> list[str]:
        """Return the ids of what must be known before this is used."""
        found: list[str] = []
        for group in ("finding", "note"):
            number = 1
            while self.id(group, str(number)) in self.own:
                found.append(self.id(group, str(number)))
                number += 1
        return found


def _end(kind: str) -> str:
    """Return on which side a limit lies."""
    return "at least" if kind.endswith("at_least") else "at most"


def _by_name(one: _Shown) -> tuple[str, str]:
    return (one.row.label.casefold(), one.row.id)


def _by_change(one: _Shown) -> tuple[bool, float, str]:
    """Sort those first with whom the best result would change least."""
    return (one.change is None, one.change or 0.0, one.row.id)
