"""Counts: of ratings by partner, pillar and instrument, and of the rows of the content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from accord.domain.assessment import Assessment, Rating
from accord.domain.declaration import Declaration
from accord.domain.figure import Figure, FigureInput, InputRole

__all__ = ["COUNT_METHOD", "count_figures"]

COUNT_METHOD = "count 1.0"
"""Name and version of counting, published with every count."""


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


def count_figures(
    declaration: Declaration, assessments: Sequence[Assessment], figures: Mapping[str, Figure]
) -> dict[str, Figure]:
    """Return all counts. A count of zero is published as zero: every row was looked at.

    Args:
        declaration: The content as known on a day.
        assessments: All assessments.
        figures: All other figures by id; the disputed ones are counted.
    """
    counts = [*_rating_counts(declaration, assessments), *_row_counts(declaration, figures)]
    return {figure.id: figure for figure in sorted(counts, key=lambda figure: figure.id)}


def _rating_counts(declaration: Declaration, assessments: Sequence[Assessment]) -> Iterable[Figure]:
    for suffix, label, belongs in _groups(declaration):
        members = [assessment for assessment in assessments if belongs(assessment)]
        yield _count(f"count.ratings{suffix}", f"Ratings {label}", members, members, declaration)
        for rating in Rating:
            matching = [assessment for assessment in members if assessment.rating is rating]
            name, words = f"count.{rating.value}{suffix}", f"Ratings `{rating.value}` {label}"
            yield _count(name, words, matching, members, declaration)


def _groups(declaration: Declaration) -> Iterable[tuple[str, str, Callable[[Assessment], bool]]]:
    yield "", "in all", lambda _assessment: True
    for partner in declaration.partners:
        yield f".{partner.id}", f"for {partner.id}", _for_partner(partner.id)
    for pillar in declaration.pillars:
        ids = {row.id for row in declaration.commitments if row.pillar == pillar.id}
        yield f".{pillar.id}", f"in pillar {pillar.id}", _among(ids)
    for instrument in declaration.instruments:
        ids = {row.id for row in declaration.commitments if row.instrument == instrument.id}
        yield f".{instrument.id}", f"in instrument {instrument.id}", _among(ids)


def _for_partner(partner: str) -> Callable[[Assessment], bool]:
    return lambda assessment: assessment.partner == partner


def _among(ids: set[str]) -> Callable[[Assessment], bool]:
    return lambda assessment: assessment.commitment in ids


def _row_counts(declaration: Declaration, figures: Mapping[str, Figure]) -> Iterable[Figure]:
    measures = [measure for commitment in declaration.commitments for measure in commitment.measures]
    verified = [claim for claim in declaration.claims if claim.evidence.is_verified]
    disputed = [figure for figure in figures.values() if figure.is_disputed and figure.claims > 1]
    topics = [figure for figure in figures.values() if figure.claims > 0]
    members = [row for row in declaration.projects if row.membership != "outside"]
    unknown = [row for row in members if row.membership == "unknown"]
    rests_on = {row.source for row in declaration.sourced_rows()}
    used = [row for row in declaration.sources if row.id in rests_on]
    table: tuple[tuple[str, str, Sequence[_Identified], Sequence[_Identified]], ...] = (
        ("claims", "Claims on record", declaration.claims, declaration.claims),
        ("claims_verified", "Verified claims", verified, declaration.claims),
        ("commitments", "Commitments", declaration.commitments, declaration.commitments),
        ("disputed", "Figures whose claims contradict each other", disputed, topics),
        ("gaps", "Things looked for and not found", declaration.gaps, declaration.gaps),
        ("instruments", "Instruments", declaration.instruments, declaration.instruments),
        ("measures", "Measures", measures, measures),
        ("partners", "Partners", declaration.partners, declaration.partners),
        ("projects", "Projects of the package", members, members),
        ("projects_unknown", "Projects of the package not found", unknown, members),
        ("sources", "Documents on which the content rests", used, declaration.sources),
    )
    for name, label, matching, among in table:
        yield _count(f"count.{name}", label, matching, among, declaration)


def _count(
    name: str,
    label: str,
    matching: Sequence[_Identified],
    among: Sequence[_Identified],
    declaration: Declaration,
) -> Figure:
    nothing = (FigureInput(id=declaration.header.id, role=InputRole.DEFINITION),)
    inputs = tuple(FigureInput(id=row.id, role=InputRole.COUNTED) for row in matching)
    others = tuple(FigureInput(id=row.id, role=InputRole.NOT_COUNTED) for row in among)
    return Figure(
        id=name,
        label=label,
        value=Decimal(len(matching)),
        unit="count",
        method=COUNT_METHOD,
        inputs=inputs or others or nothing,
        reason=f"{len(matching)} of {len(among)}." if len(matching) != len(among) else "",
        subject=declaration.header.id,
    )
