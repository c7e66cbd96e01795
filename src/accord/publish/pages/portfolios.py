"""The pages of portfolios: a list of calls, and one page for each with what was chosen and why."""

from __future__ import annotations

from collections.abc import Sequence

from accord.methods.portfolio.footnote import portfolio_footnote
from accord.publish.charts import value_card
from accord.publish.library import Library
from accord.publish.page import Page
from accord.publish.portfolio_view import PortfolioView
from accord.store.figure_json import figure_json
from accord.taking_in.portfolios import KeptPortfolio, kept_calls

__all__ = ["portfolio_ids", "portfolio_page", "portfolios_page"]

_COLUMNS = ("figure", "label", "value", "unit", "method")
_KOSOVO = "KOS"
_LISTED = ("standing", "chosen", "candidates", "grants", "value")


def portfolio_ids(library: Library) -> Sequence[str]:
    """Return the ids of the calls of a snapshot."""
    return kept_calls(library.taken_in)


def portfolios_page(library: Library) -> Page:
    """Return the page that lists the calls of a snapshot."""
    views = [_view(library, kept) for kept in library.portfolios.values()]
    if views:
        chart = views[0].draw.whole()
    else:
        chart = value_card("Choosing projects", "none in this snapshot", why=library.declaration.header.id)
    listed = [view.id(name) for view in views for name in _LISTED]
    return Page(
        path="portfolios",
        title="Choosing projects",
        description="Which projects to choose under a grant envelope, and for each why it is in or out.",
        template="portfolios.html",
        context={
            "views": views,
            "notes": next((view.notes for view in views if view.notes), ()),
        },
        table=[figure_json(library.figures[name]) for name in listed if name in library.figures],
        columns=_COLUMNS,
        chart=chart,
    )


def portfolio_page(library: Library, name: str) -> Page:
    """Return the page of one call.

    Args:
        library: The snapshot.
        name: Id of the call.
    """
    view = _view(library, library.portfolios[name])
    call = view.call
    return Page(
        path=f"portfolios/{name}",
        title=call.title,
        title_why=view.cell("call", "title"),
        description=f"{call.title}: which projects are chosen, and for each why it is in or out.",
        template="portfolio.html",
        context=view.context(),
        table=[figure_json(figure) for figure in view.own.values()],
        columns=_COLUMNS,
        chart=view.draw.whole(),
    )


def _view(library: Library, kept: KeptPortfolio) -> PortfolioView:
    why = _KOSOVO if _KOSOVO in library.footnotes else f"cell.{kept.call.id}.call.title"
    note = portfolio_footnote(kept.call)
    return PortfolioView(kept, library.figures, library.names, ((why, note),) if note else ())
