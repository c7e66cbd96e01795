"""The answers of each partner to "fast, cheap and for all", and what they rest on, arranged for a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from accord.cleaning.values import shown_figure, shown_value
from accord.domain.broadband_call import AffordabilityLimit
from accord.domain.broadband_facts import PartnerFact, shipped_cell_id
from accord.domain.figure import Figure
from accord.methods.broadband.fact_figures import DEPENDS, NO, YES, partner_figure_id
from accord.methods.broadband.partner_tests import TEST_AIMS, TEST_QUESTIONS, PartnerTest, answer_count_id
from accord.publish.broadband_charts import PriceRow, price_chart
from accord.publish.charts import Notes, number

__all__ = ["PartnerAnswer", "PartnerAnswers"]

_STATES = {YES: "state-met", NO: "state-not_met", DEPENDS: "state-partly"}
_BESIDE = {
    PartnerTest.SPEED: (("speed_median", ""),),
    PartnerTest.PRICE: (("price_share", ""),),
    PartnerTest.PRICE_POOREST: (("price_share_poorest", ""),),
    PartnerTest.GIGABIT: (("gigabit_gap", ""), ("gigabit_most", "at most")),
    PartnerTest.MOBILE_5G: (("mobile_5g_gap", ""),),
}
"""Numbers of which the first that is known stands beside an answer, and the words before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerAnswer:
    """One answer of one partner.

    Attributes:
        partner: Id of the partner.
        question: The question.
        why: Id of the figure of the answer.
        word: ``yes``, ``no``, ``depends`` or ``unknown``.
        state: Class by which the page colours it.
        reason: Why.
        beside: Id of the number that it rests on; empty if there is none.
        before: Words before that number; empty if it stands alone.
        year: Latest year that it rests on; empty if there is none.
    """

    partner: str
    question: str
    why: str
    word: str
    state: str
    reason: str
    beside: str
    before: str
    year: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerAnswers:
    """What the page shows of all partners.

    Attributes:
        figures: Figures of the snapshot by id.
        names: Names of partners by id, in the order of the page.
        facts: What others publish.
        limit: Share of income that the entry basket may cost; None if no limit came with the snapshot.
        notes: Footnotes of the partners that are named: id and text.
    """

    figures: Mapping[str, Figure]
    names: Mapping[str, str]
    facts: Sequence[PartnerFact]
    limit: AffordabilityLimit | None
    notes: Notes = ()

    @property
    def is_asked(self) -> bool:
        """Whether the snapshot holds answers; one that was made before they were asked holds none."""
        return answer_count_id("known") in self.figures

    @property
    def known(self) -> str:
        """Id of the number of answers that are known."""
        return answer_count_id("known")

    @property
    def not_known(self) -> str:
        """Id of the number of answers that nobody gave."""
        return answer_count_id("not_known")

    def questions(self) -> Iterator[tuple[str, str]]:
        """Yield the cell of the target that each question comes from, and the question."""
        for test, question in TEST_QUESTIONS.items():
            yield shipped_cell_id(*TEST_AIMS[test]), question

    def answers(self, partner: str) -> Iterator[PartnerAnswer]:
        """Yield the answers of one partner, in the order of the questions."""
        for test, question in TEST_QUESTIONS.items():
            figure = self.figures[partner_figure_id(partner, test)]
            beside, before = self._beside(partner, test)
            yield PartnerAnswer(
                partner=partner,
                question=question,
                why=figure.id,
                word=shown_value(figure.value),
                state=_STATES.get(str(figure.value), "state-unknown"),
                reason=figure.reason,
                beside=beside,
                before=before,
                year="" if figure.value is None else str(figure.last_evidence or ""),
            )

    def _beside(self, partner: str, test: PartnerTest) -> tuple[str, str]:
        for part, before in _BESIDE.get(test, ()):
            figure = self.figures.get(partner_figure_id(partner, part))
            if figure is not None and figure.value is not None:
                return figure.id, before
        return "", ""

    def prices(self) -> str:
        """Return the chart of prices in per cent of income of the year before; empty without a limit."""
        if self.limit is None:
            return ""
        rows = []
        for partner, name in self.names.items():
            figure = self.figures[partner_figure_id(partner, "price_share")]
            rows.append(
                PriceRow(
                    label=name,
                    percent=None if figure.value is None else float(number(figure) or 0),
                    shown=shown_figure(figure),
                    is_kept=self.figures[partner_figure_id(partner, "price")].value == YES,
                    why=figure.id,
                )
            )
        most = self.limit.share * 100
        mark = (
            float(most),
            f"limit: {shown_value(most, 'percent')}",
            shipped_cell_id("limits", self.limit.id),
        )
        return price_chart(
            "Entry basket in per cent of income of the year before", rows, mark, notes=self.notes
        )

    def published(self) -> Iterator[tuple[str, PartnerFact, str]]:
        """Yield what others publish: cell, value, and the value in words; by partner as on the page."""
        order = {partner: at for at, partner in enumerate(self.names)}
        for fact in sorted(self.facts, key=lambda row: order.get(row.partner, len(order))):
            if fact.partner in order:
                yield shipped_cell_id("facts", fact.id), fact, shown_value(fact.value, fact.unit)
