"""The money page: totals, conflicting claims side by side, leverage by definition."""

from __future__ import annotations

from accord.cleaning.values import is_currency, shown_figure
from accord.domain.figure import Figure
from accord.publish.charts import Bar, bar_chart, number
from accord.publish.library import Library
from accord.publish.page import Page
from accord.store.figure_json import figure_json

__all__ = ["money_page"]


def money_page(library: Library) -> Page:
    """Return the money page.

    The declaration's panels come first; then every figure whose claims contradict each other.
    """
    panels = [
        (panel, [library.figures[name] for name in panel.figures]) for panel in library.declaration.panels
    ]
    shown = [figure for _panel, figures in panels for figure in figures]
    money = [figure for figure in shown if is_currency(figure.unit)] or _money(library)
    unique = {figure.id: figure for figure in (*shown, *library.conflicts)}
    return Page(
        path="money",
        title="Money",
        description="What was announced, what could be traced, what contradicts, and leverage by definition.",
        template="money.html",
        context={"panels": panels, "conflicts": library.conflicts, "claims_of": library.claims_of},
        table=[figure_json(figure) for figure in unique.values()],
        chart=bar_chart(
            "Announced and traced",
            [
                Bar(
                    label=figure.label,
                    value=number(figure),
                    shown=shown_figure(figure),
                    why=figure.id,
                )
                for figure in money[:10]
            ],
        ),
    )


def _money(library: Library) -> list[Figure]:
    return [figure for figure in library.figures.values() if is_currency(figure.unit) and figure.claims]
