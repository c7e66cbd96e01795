"""Which numbers of a portfolio its charts show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from accord.cleaning.sentences import short_number
from accord.domain.figure import Figure
from accord.domain.portfolio import Portfolio
from accord.methods.portfolio.envelopes import stated_envelope
from accord.methods.portfolio.naming import portfolio_id
from accord.methods.portfolio.summary_figures import REGIONAL
from accord.publish.charts import Bar, Notes, bar_chart, value_card
from accord.publish.portfolio_charts import (
    CurvePoint,
    LossRow,
    YearBar,
    curve_chart,
    loss_chart,
    years_chart,
)

__all__ = ["NO_PARTNER", "Drawings"]

NO_PARTNER = "regional, or no partner stated"
"""Stands in place of a partner; a call cannot tell one from the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawings:
    """The charts of one portfolio; each is empty where there is nothing to draw.

    Attributes:
        call: The call.
        figures: Its figures by id.
        names: Names of partners by id.
        notes: Footnotes: id of the row that says so, and text.
    """

    call: Portfolio
    figures: Mapping[str, Figure]
    names: Mapping[str, str]
    notes: Notes

    def whole(self) -> str:
        """Return the chart of the page as a file of its own: the curve, otherwise what is known."""
        name = portfolio_id(self.call.id, "standing")
        words = str(self.figures[name].value)
        return self.curve(notes=self.notes) or value_card(self.call.title, words, why=name, notes=self.notes)

    def curve(self, *, notes: Notes = ()) -> str:
        """Return what more or less money buys.

        Args:
            notes: Footnotes.
        """
        points = sorted(self._points(), key=lambda one: (one.envelope, one.benefit))
        if len(points) < 2:
            return ""
        envelope = stated_envelope(self.call)
        title = f"{self.call.title}: best benefit by envelope"
        stated = None if envelope is None else float(envelope)
        units = (self.call.unit, self.call.benefit_unit)
        return curve_chart(title, points, stated, units, notes=notes)

    def partners(self) -> str:
        """Return who gets the grants."""
        begins = portfolio_id(self.call.id, "grants_to", "")
        found = {
            name.removeprefix(begins): one for name, one in self.figures.items() if name.startswith(begins)
        }
        bars = [
            Bar(
                label=f"{self._name(partner)}: {one.reason.rstrip('.')}",
                value=one.value if isinstance(one.value, Decimal) else None,
                shown=short_number(self._value(one) or 0.0),
                why=one.id,
            )
            for partner, one in sorted(found.items())
        ]
        title = f"{self.call.title}: grants by partner, {self.call.unit}"
        return bar_chart(title, bars, notes=self.notes) if bars else ""

    def years(self) -> str:
        """Return what is paid in each year."""
        if self.call.years is None:
            return ""
        bars = []
        for year in range(self.call.years[0], self.call.years[1] + 1):
            figure = self.figures.get(portfolio_id(self.call.id, "paid_in", str(year)))
            if figure is None:
                return ""
            limit = figure.parameters["room"]
            room = None if limit == "none" else float(limit)
            paid = self._value(figure) or 0.0
            bars.append(YearBar(year=year, paid=paid, room=room, why=figure.id))
        return years_chart(f"{self.call.title}: grants paid by year", bars, self.call.unit)

    def losses(self) -> str:
        """Return what grown costs cost the choice and the near choices."""
        rows = list(self._losses())
        title = f"{self.call.title}: what is lost when costs grow, against knowing them beforehand"
        return loss_chart(title, rows, self.call.benefit_unit) if rows else ""

    def _name(self, partner: str) -> str:
        return NO_PARTNER if partner == REGIONAL else self.names.get(partner, partner)

    def _losses(self) -> Iterator[LossRow]:
        number = 0
        while (start := portfolio_id(self.call.id, "drift", str(number), "mean_regret")) in self.figures:
            worst = portfolio_id(self.call.id, "drift", str(number), "worst_regret")
            ends = (self._value(self.figures[start]), self._value(self.figures[worst]))
            if ends[0] is not None and ends[1] is not None:
                label = "This choice" if number == 0 else f"Near choice {number}"
                yield LossRow(label=label, mean=ends[0], worst=ends[1], why=(start, worst))
            number += 1

    def _points(self) -> Iterator[CurvePoint]:
        """Yield the points of the curve, and the next better choice if there is one."""
        ends = (portfolio_id(self.call.id, "curve", ""), portfolio_id(self.call.id, "next", ""))
        for why, figure in self.figures.items():
            benefit = self._value(figure)
            if not why.startswith(ends) or not why.endswith(".value") or benefit is None:
                continue
            why_envelope = f"{why.removesuffix('.value')}.envelope"
            envelope = self._value(self.figures[why_envelope])
            if envelope is not None:
                yield CurvePoint(envelope=envelope, benefit=benefit, why=why, why_envelope=why_envelope)

    def _value(self, figure: Figure) -> float | None:
        return float(figure.value) if isinstance(figure.value, Decimal) else None
