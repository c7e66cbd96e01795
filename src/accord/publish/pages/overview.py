"""The overview: commitments by partner, filtered by pillar, partner, rating or instrument."""

from __future__ import annotations

from dataclasses import dataclass, replace

from accord.domain.assessment import Assessment, Rating
from accord.domain.commitment import Commitment
from accord.publish.charts import rating_chart
from accord.publish.library import Library
from accord.publish.page import Page
from accord.store.status import STATUS_KEYS, Filter, status_rows

__all__ = ["overview_page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    commitment: Commitment
    cells: tuple[Assessment | None, ...]


def overview_page(library: Library, *, chosen: Filter | None = None, path: str = "") -> Page:
    """Return the overview, or a page of it that is narrowed to something.

    Args:
        library: The snapshot.
        chosen: What it is narrowed to.
        path: Address of the page.

    Raises:
        UsageError: A word of the filter is not known (ACC-208).
    """
    chosen = chosen or Filter()
    chosen.check(library.declaration)
    partners = [row for row in library.declaration.partners if chosen.partner in {"", row.id}]
    lines = [
        _line(library, commitment, [partner.id for partner in partners], chosen.rating)
        for commitment in library.declaration.commitments
        if chosen.pillar in {"", commitment.pillar} and chosen.instrument in {"", commitment.instrument}
    ]
    lines = [line for line in lines if any(line.cells)]
    groups = [
        (pillar, [line for line in lines if line.commitment.pillar == pillar.id])
        for pillar in library.declaration.pillars
    ]
    title, why = _title(library, chosen)
    return Page(
        path=path,
        title=title,
        title_why=why,
        description=f"How far each commitment is kept by each partner: {library.declaration.header.title}.",
        template="overview.html",
        context={
            "chosen": chosen,
            "partners": partners,
            "groups": [(pillar, members) for pillar, members in groups if members],
            "suffix": _suffix(chosen),
            "counts_more": bool(chosen.rating) or not (chosen.is_empty or _suffix(chosen)),
            "ratings": list(Rating),
        },
        table=[row.to_json() for row in status_rows(library.snapshot, chosen)],
        columns=STATUS_KEYS,
        chart=_chart(library, chosen),
    )


def _line(library: Library, commitment: Commitment, partners: list[str], rating: str) -> _Line:
    assessments = [library.assessment(commitment.id, partner) for partner in partners]
    return _Line(
        commitment=commitment,
        cells=tuple(a if rating in {"", a.rating.value} else None for a in assessments),
    )


def _title(library: Library, chosen: Filter) -> tuple[str, str]:
    header = library.declaration.header
    pillars = {row.id: row.title for row in library.declaration.pillars}
    instruments = {row.id: row.title for row in library.declaration.instruments}
    parts = [
        pillars.get(chosen.pillar, ""),
        instruments.get(chosen.instrument, ""),
        library.names.get(chosen.partner, ""),
        f"rated {chosen.rating.replace('_', ' ')}" if chosen.rating else "",
    ]
    title = ", ".join(part for part in parts if part)
    return (title, chosen.pillar or chosen.instrument or header.id) if title else (header.title, header.id)


def _suffix(chosen: Filter) -> str:
    words = [word for word in (chosen.pillar, chosen.instrument, chosen.partner) if word]
    return f".{words[0]}" if len(words) == 1 else ""


def _chart(library: Library, chosen: Filter) -> str:
    suffix = _suffix(chosen)
    rows = [(_title(library, replace(chosen, rating=""))[0], suffix)] if suffix else []
    if not rows:
        rows = [(name, f".{partner}") for partner, name in library.names.items()]
    return rating_chart(
        "Ratings of commitments", rows, library.figures, notes=list(library.footnotes.items())
    )
