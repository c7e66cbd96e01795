"""Pages about the record itself: what was not found, methods, documents."""

from __future__ import annotations

from accord.cleaning.values import shown_figure
from accord.domain.evidence import Authority, Evidence
from accord.methods.catalogue import METHODS
from accord.methods.rating import RATING_RULES
from accord.publish.charts import Bar, bar_chart, number, rating_chart
from accord.publish.library import Library
from accord.publish.page import Page

__all__ = ["gaps_page", "methods_page", "sources_page"]


def gaps_page(library: Library) -> Page:
    """Return what we could not find: gaps, unknown figures, unverified rows, unmeasurable promises."""
    declaration = library.declaration
    unknown = [
        figure
        for figures in library.figures_by_subject.values()
        for figure in figures
        if figure.value is None and figure.reason
    ]
    return Page(
        path="gaps",
        title="What we could not find",
        description="What was looked for in the public record and not found, and where to look next.",
        template="gaps.html",
        context={
            "gaps": declaration.gaps,
            "unknown": sorted(unknown, key=lambda figure: figure.id),
            "unverified": [row for row in declaration.commitments if not row.evidence.is_verified],
            "unmeasurable": [row for row in declaration.commitments if row.not_measurable],
            "claims": [claim for claim in declaration.claims if not claim.evidence.is_verified],
        },
        table=[
            {
                "gap": gap.id,
                "title": gap.title,
                "looked": gap.looked,
                "next_place": gap.next_place,
                "concerns": list(gap.concerns),
                "source": gap.source,
                "evidence": gap.evidence.value,
            }
            for gap in declaration.gaps
        ],
        chart=rating_chart("Ratings in all", [("All partners", "")], library.figures),
    )


def methods_page(library: Library) -> Page:
    """Return the rules: how claims are chosen, figures computed, ratings given."""
    return Page(
        path="methods",
        title="Methods",
        description="The named rules by which claims are chosen, figures computed and ratings given.",
        template="methods.html",
        context={
            "methods": METHODS,
            "parameters": {row.id: row for row in library.declaration.parameters},
            "rules": RATING_RULES,
            "levels": list(Evidence),
            "authorities": list(Authority),
        },
        table=[
            {"method": m.name, "version": m.version, "kind": m.kind, "text": m.text, "reference": m.reference}
            for m in METHODS
        ],
        chart=rating_chart("Ratings in all", [("All partners", "")], library.figures),
    )


def sources_page(library: Library) -> Page:
    """Return the documents that were read."""
    sources = library.declaration.sources
    used = {source.id: 0 for source in sources}
    for claim in library.declaration.claims:
        used[claim.source] += 1
    return Page(
        path="sources",
        title="Documents",
        description="Every document of the public record that a claim, a commitment or a project rests on.",
        template="sources.html",
        context={"sources": sources},
        table=[
            {
                "source": row.id,
                "title": row.title,
                "publisher": row.publisher,
                "authority": row.authority.value,
                "published": str(row.published) if row.published else None,
                "date_read": str(row.date_read),
                "language": row.language,
                "url": row.url,
                "claims": used[row.id],
                "note": row.note,
            }
            for row in sources
        ],
        chart=bar_chart(
            "Documents and claims",
            [
                Bar(label=figure.label, value=number(figure), shown=shown_figure(figure), why=figure.id)
                for name in ("sources", "claims", "claims_verified")
                if (figure := library.figures[f"count.{name}"])
            ],
        ),
    )
