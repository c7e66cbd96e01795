"""The pages of composite scores; none is shown without its interval and its counts."""

from __future__ import annotations

from collections.abc import Sequence

from accord.publish.charts import value_card
from accord.publish.composite_chart import (
    composite_chart,
    counts_words,
    exact,
    interval_words,
    rank_words,
)
from accord.publish.composite_view import CompositeView, composite_view, composite_views
from accord.publish.library import Library
from accord.publish.page import Page, Row
from accord.store.figure_json import figure_json

__all__ = ["composite_ids", "composite_page", "composites_page"]


def composite_ids(library: Library) -> Sequence[str]:
    """Return the ids of the specifications whose scores stand in a snapshot."""
    return [view.id for view in composite_views(library)]


def composites_page(library: Library) -> Page:
    """Return the page that lists the composites of a snapshot."""
    views = composite_views(library)
    if views:
        chart = _chart(library, views[0])
    else:
        chart = value_card("Composite scores", "none in this snapshot", why=library.declaration.header.id)
    return Page(
        path="composites",
        title="Composite scores",
        description="Scores made of many indicators, each with its interval and its number of indicators.",
        template="composites.html",
        context={"views": views},
        table=[figure_json(view.figure) for view in views],
        columns=("figure", "label", "value", "method"),
        chart=chart,
    )


def composite_page(library: Library, spec_id: str) -> Page:
    """Return the page of one composite.

    Args:
        library: The snapshot.
        spec_id: Id of its specification.
    """
    view = composite_view(library, spec_id)
    return Page(
        path=f"composites/{spec_id}",
        title=view.figure.label,
        title_why=view.figure.id,
        description=f"{view.figure.label}: each score with its interval and its number of indicators.",
        template="composite.html",
        context={
            "view": view,
            "exact": exact,
            "interval_words": interval_words,
            "rank_words": rank_words,
            "counts_words": counts_words,
        },
        table=_rows(view),
        columns=("figure", "label", "value", "lower", "upper", "n"),
        chart=_chart(library, view),
        figure=view.figure.id,
    )


def _chart(library: Library, view: CompositeView) -> str:
    return composite_chart(view, notes=library.notes_for(*(score.name for score in view.scores)))


def _rows(view: CompositeView) -> list[Row]:
    rows: list[Row] = []
    for score in (*view.scores, *view.others):
        rank = figure_json(score.rank) if score.rank else {}
        rows.append(
            {
                **figure_json(score.figure),
                "name": score.name,
                "imputed": score.figure.parameters["imputed"],
                "of": score.figure.parameters["of"],
                "rank": rank.get("value"),
                "rank_lower": rank.get("lower"),
                "rank_upper": rank.get("upper"),
            }
        )
    return rows
