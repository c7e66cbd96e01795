"""The page that follows money from its promise to what was built with it."""

from __future__ import annotations

from accord.publish.chain_chart import chain_chart, chains_chart
from accord.publish.chain_view import ChainView, chain_views
from accord.publish.library import Library
from accord.publish.page import Page, Row
from accord.store.figure_json import figure_json

__all__ = ["delivery_page"]


def delivery_page(library: Library) -> Page:
    """Return the page with the chain of every commitment whose money is followed."""
    chains = chain_views(library)
    return Page(
        path="delivery",
        title="From promise to payment",
        description="What was promised, approved, signed, paid out and built, and what nobody says.",
        template="delivery.html",
        context={
            "chains": chains,
            "drawings": {chain.join.id: chain_chart(chain, library.footnotes) for chain in chains},
        },
        table=[row for chain in chains for row in _rows(chain)],
        columns=("commitment", "step", "partner"),
        chart=chains_chart(chains, library.footnotes),
    )


def _rows(chain: ChainView) -> list[Row]:
    rows: list[Row] = []
    for step in chain.steps:
        cells = [("", step.figure), *step.partners.items()]
        if step.rest is not None and step.rest is not step.figure:
            cells.append(("not split", step.rest))
        rows += [
            {
                "commitment": chain.join.commitment,
                "step": step.step.value,
                "partner": partner,
                **figure_json(figure),
                "gaps": [gap.id for gap in step.gaps],
            }
            for partner, figure in cells
        ]
    return rows
