"""A page for each commitment: promise, measures, ratings by partner."""

from __future__ import annotations

from accord.publish.chain_chart import chain_chart
from accord.publish.chain_view import chain_view
from accord.publish.charts import tile_chart
from accord.publish.library import Library
from accord.publish.page import Page
from accord.store.status import Filter, status_rows

__all__ = ["commitment_page"]


def commitment_page(library: Library, commitment_id: str) -> Page:
    """Return the page of a commitment.

    Args:
        library: The snapshot.
        commitment_id: Id of a commitment that exists.
    """
    commitment = library.commitments[commitment_id]
    assessments = [library.assessment(commitment.id, partner) for partner in library.partners]
    ratings = {a.partner: (a.rating, a.id) for a in assessments}
    used = {result.figure for assessment in assessments for result in assessment.results}
    chain = chain_view(library, commitment.id)
    own = [figure for figure in library.figures_by_subject.get(commitment.id, ()) if figure.value is not None]
    topics = {figure.id: figure for figure in own} | {name: library.figures[name] for name in sorted(used)}
    return Page(
        path=f"commitments/{commitment.id}",
        title=commitment.id,
        title_why=commitment.id,
        description=commitment.wording,
        template="commitment.html",
        context={
            "commitment": commitment,
            "chain": chain,
            "chain_drawing": chain_chart(chain, library.footnotes) if chain else "",
            "assessments": assessments,
            "figures_shown": list(topics.values()),
            "projects": [row for row in library.declaration.projects if commitment.id in row.commitments],
            "gaps": [row for row in library.declaration.gaps if commitment.id in row.concerns],
            "instrument": next(r for r in library.declaration.instruments if r.id == commitment.instrument),
            "pillar": next(r for r in library.declaration.pillars if r.id == commitment.pillar),
        },
        table=[row.to_json() for row in status_rows(library.snapshot, Filter(commitment=commitment.id))],
        chart=tile_chart(
            f"Rating of {commitment.id} by partner",
            library.declaration.partners,
            library.names,
            ratings,
            notes=list(library.footnotes.items()),
        ),
    )
