"""The overview: commitments by partner, filtered by pillar, partner, rating or instrument."""

from __future__ import annotations

from dataclasses import dataclass

from accord.domain.assessment import Assessment, Rating
from accord.domain.commitment import Commitment
from accord.errors import Problem, UsageError
from accord.publish.charts import rating_chart
from accord.publish.library import Library
from accord.publish.page import Page, Row
from accord.store.status import STATUS_KEYS, status_rows

__all__ = ["Filter", "overview_page", "status_table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What the overview is narrowed to; an empty word narrows nothing."""

    pillar: str = ""
    partner: str = ""
    rating: str = ""
    instrument: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether everything is shown."""
        return not (self.pillar or self.partner or self.rating or self.instrument)


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
    _check(library, chosen)
    partners = [row for row in library.declaration.partners if chosen.partner in {"", row.id}]
    lines = [
        line
        for commitment in library.declaration.commitments
        if chosen.pillar in {"", commitment.pillar} and chosen.instrument in {"", commitment.instrument}
        if any((line := _line(library, commitment, [p.id for p in partners], chosen.rating)).cells)
        if any(cell is not None for cell in line.cells)
    ]
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
            "ratings": list(Rating),
        },
        table=status_table(library, chosen),
        columns=STATUS_KEYS,
        chart=_chart(library, chosen),
    )


def _check(library: Library, chosen: Filter) -> None:
    known = {
        "pillar": [row.id for row in library.declaration.pillars],
        "partner": list(library.partners),
        "rating": [rating.value for rating in Rating],
        "instrument": [row.id for row in library.declaration.instruments],
    }
    for name, words in known.items():
        word = getattr(chosen, name)
        if word and word not in words:
            raise UsageError(
                Problem(
                    id="ACC-208",
                    what=f"There is no {name} with this id.",
                    field=name,
                    value=word,
                    expected=", ".join(words),
                    fix="Choose one of these.",
                )
            )


def _line(library: Library, commitment: Commitment, partners: list[str], rating: str) -> _Line:
    assessments = [library.assessment(commitment.id, partner) for partner in partners]
    return _Line(
        commitment=commitment,
        cells=tuple(a if rating in {"", a.rating.value} else None for a in assessments),
    )


def status_table(library: Library, chosen: Filter) -> list[Row]:
    """Return the status rows that a filter leaves."""
    return [
        row.to_json()
        for row in status_rows(library.snapshot)
        if chosen.pillar in {"", row.pillar}
        and chosen.partner in {"", row.partner}
        and chosen.rating in {"", row.rating}
        and chosen.instrument in {"", row.instrument}
    ]


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
    rows = [(_title(library, chosen)[0], suffix)] if suffix else []
    if not rows:
        rows = [(name, f".{partner}") for partner, name in library.names.items()]
    return rating_chart(
        "Ratings of commitments", rows, library.figures, notes=list(library.footnotes.items())
    )
