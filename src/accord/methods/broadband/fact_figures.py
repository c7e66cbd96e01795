"""Figures that are made from published values of one partner: their ids, inputs and evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from accord.domain.broadband_facts import FactKind, PartnerFact, shipped_cell_id
from accord.domain.claim import Qualifier, Value
from accord.domain.evidence import weakest
from accord.domain.figure import Figure, FigureInput, InputRole
from accord.domain.period import PartialDate
from accord.methods.broadband.naming import BROADBAND_PREFIX

__all__ = ["DEPENDS", "NO", "YES", "FactFigures", "answer_of", "partner_figure_id"]

YES, NO, DEPENDS = "yes", "no", "depends"
"""Answers to a test; None is the answer that nobody knows. ``depends``: published values disagree."""

Part = tuple[PartnerFact | str, InputRole]
"""An input of a figure: a published value, or the id of a figure or of a cell that comes with Accord."""


def partner_figure_id(partner: str, part: str) -> str:
    """Return the id of a figure on a partner, e.g. ``broadband.announced.partner.ALB.price``."""
    return f"{BROADBAND_PREFIX}announced.partner.{partner}.{part}"


def answer_of(said: Sequence[bool]) -> str | None:
    """Return the answer that some comparisons give: one only if all of them agree.

    Args:
        said: Whether each of them is kept.
    """
    if not said:
        return None
    if all(said):
        return YES
    return DEPENDS if any(said) else NO


@dataclass(frozen=True, slots=True)
class FactFigures:
    """Makes the figures of one partner and keeps them.

    Attributes:
        partner: Id of the partner.
        facts: What others publish on it; nothing unverified.
        announced: Ids of the commitments because of which it is asked.
        made: Figures by id.
    """

    partner: str
    facts: Sequence[PartnerFact]
    announced: Sequence[str]
    made: dict[str, Figure] = field(default_factory=dict)

    def latest(self, kind: FactKind, year: int | None = None) -> PartnerFact | None:
        """Return the latest value of a kind, or that of one year; None if nobody published one.

        Of two documents with a value for one year the one with the smaller id counts.
        """
        found = [fact for fact in self.facts if fact.kind is kind and year in (None, fact.year)]
        return min(found, key=lambda fact: (-fact.year, fact.id), default=None)

    def id(self, part: str) -> str:
        """Return the id of a figure of this partner."""
        return partner_figure_id(self.partner, part)

    def add(
        self, part: str, label: str, value: Value | None, inputs: Sequence[Part],
        *, method: str, reason: str, unit: str = "", qualifier: Qualifier = Qualifier.EXACT,
    ) -> Figure:  # fmt: skip
        """Make a figure and return it.

        Args:
            part: Last part of its id.
            label: What it is, for people.
            value: Its value; None if not known.
            inputs: What it was made from, and what each does.
            method: Name and version of the method.
            reason: Why the value is what it is, or why there is none.
            unit: Unit of the value; empty for an answer.
            qualifier: Whether it is exact.
        """
        levels = [each.evidence for each, _role in inputs if isinstance(each, PartnerFact)]
        dates = [PartialDate(str(each.year)) for each, _role in inputs if isinstance(each, PartnerFact)]
        made = [self.made[each] for each, _role in inputs if each in self.made]
        below, days = [row.evidence for row in made], [row.last_evidence for row in made]
        figure = Figure(
            id=self.id(part),
            label=f"{label}, {self.partner}",
            value=value,
            unit=unit,
            method=method,
            inputs=(
                *(FigureInput(id=_named(each), role=role) for each, role in inputs),
                *(FigureInput(id=name, role=InputRole.WORDING) for name in self.announced),
            ),
            qualifier=qualifier,
            evidence=weakest([*levels, *(level for level in below if level is not None)]),
            last_evidence=max([*dates, *(day for day in days if day is not None)], default=None),
            reason=reason,
            partner=self.partner,
        )
        self.made[figure.id] = figure
        return figure


def _named(part: PartnerFact | str) -> str:
    return part if isinstance(part, str) else shipped_cell_id("facts", part.id)
