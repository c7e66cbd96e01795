"""A page for each partner: names, ratings, figures, projects."""

from __future__ import annotations

from accord.domain.assessment import Rating
from accord.publish.charts import rating_chart, tile_bars_chart
from accord.publish.library import Library
from accord.publish.page import Page
from accord.publish.scoreboard import cells_of, score_lines
from accord.store.figure_json import figure_json
from accord.store.status import Filter, status_rows

__all__ = ["partner_page", "partners_page"]


def partners_page(library: Library) -> Page:
    """Return the list of partners with their counts of ratings."""
    ratings = list(Rating)
    return Page(
        path="partners",
        title="Partners",
        description="The partners that the declaration addresses, with the counts of their ratings.",
        template="partners.html",
        context={"ratings": ratings},
        table=[
            {
                "partner": partner,
                "name": name,
                **{
                    r.value: figure_json(library.figures[f"count.{r.value}.{partner}"])["value"]
                    for r in ratings
                },
            }
            for partner, name in library.names.items()
        ],
        chart=tile_bars_chart(
            "Ratings by partner",
            library.declaration.partners,
            library.names,
            library.figures,
            notes=list(library.footnotes.items()),
        ),
    )


def partner_page(library: Library, partner_id: str) -> Page:
    """Return the page of a partner.

    Args:
        library: The snapshot.
        partner_id: Id of a partner that exists.
    """
    partner = library.partners[partner_id]
    name = library.names[partner_id]
    assessments = [library.assessment(commitment, partner_id) for commitment in library.commitments]
    figures = [
        figure
        for group in library.figures_by_subject.values()
        for figure in group
        if partner_id in {figure.partner, figure.subject} and figure.value is not None
    ]
    return Page(
        path=f"partners/{partner_id}",
        title=name,
        title_why=partner_id,
        description=f"How far each commitment is kept by {name}, and what the public record says.",
        template="partner.html",
        context={
            "partner": partner,
            "assessments": assessments,
            "figures_shown": sorted(figures, key=lambda figure: figure.id),
            "scores": cells_of(score_lines(library), partner_id),
            "projects": [row for row in library.declaration.projects if partner_id in row.partners],
            "ratings": list(Rating),
        },
        table=[row.to_json() for row in status_rows(library.snapshot, Filter(partner=partner_id))],
        chart=rating_chart(
            f"Ratings for {name}",
            [(name, f".{partner_id}")],
            library.figures,
            notes=[(key, note) for key, note in library.footnotes.items() if key == partner_id],
        ),
    )
