"""One row for each commitment and partner, as people and machines ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from accord.store.figure_json import Json
from accord.store.snapshot import Snapshot

__all__ = ["STATUS_KEYS", "StatusRow", "status_rows"]

STATUS_KEYS = (
    "commitment",
    "instrument",
    "pillar",
    "partner",
    "rating",
    "trend",
    "disputed",
    "evidence",
    "last_evidence",
    "rule",
    "reasons",
    "figures",
)
"""Keys of one row of ``accord status --json``, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusRow:
    """How far a commitment is kept for a partner.

    Attributes:
        commitment: Id of the commitment.
        instrument: Id of its instrument.
        pillar: Id of its pillar.
        partner: Id of the partner.
        rating: One of the six ratings.
        trend: ``rising``, ``flat``, ``falling`` or ``unknown``.
        is_disputed: Whether any counted claim is contradicted.
        evidence: Weakest counted evidence level; None if nothing counted.
        last_evidence: Latest date of counted evidence, as precise as stated; None if nothing counted.
        rule: Id of the row of the rating table that decided.
        reasons: In plain words, the decisive one first.
        figures: Ids of the figures behind the rating, the rating itself first.
    """

    commitment: str
    instrument: str
    pillar: str
    partner: str
    rating: str
    trend: str
    is_disputed: bool
    evidence: str | None
    last_evidence: str | None
    rule: str
    reasons: tuple[str, ...]
    figures: tuple[str, ...]

    def to_json(self) -> dict[str, Json]:
        """Return the row with the keys that ``accord status --json`` documents."""
        return {
            "commitment": self.commitment,
            "instrument": self.instrument,
            "pillar": self.pillar,
            "partner": self.partner,
            "rating": self.rating,
            "trend": self.trend,
            "disputed": self.is_disputed,
            "evidence": self.evidence,
            "last_evidence": self.last_evidence,
            "rule": self.rule,
            "reasons": list(self.reasons),
            "figures": list(self.figures),
        }


def status_rows(snapshot: Snapshot) -> list[StatusRow]:
    """Return the status of every commitment for every partner, in the order of the content.

    Args:
        snapshot: The snapshot.
    """
    commitments: Mapping[str, tuple[str, str]] = {
        row.id: (row.instrument, row.pillar) for row in snapshot.declaration.commitments
    }
    return [
        StatusRow(
            commitment=assessment.commitment,
            instrument=commitments[assessment.commitment][0],
            pillar=commitments[assessment.commitment][1],
            partner=assessment.partner,
            rating=assessment.rating.value,
            trend=assessment.trend.value,
            is_disputed=assessment.is_disputed,
            evidence=assessment.evidence.value if assessment.evidence else None,
            last_evidence=str(assessment.last_evidence) if assessment.last_evidence else None,
            rule=assessment.rule,
            reasons=assessment.reasons,
            figures=(
                assessment.id,
                *(name for result in assessment.results for name in (result.id, result.figure)),
            ),
        )
        for assessment in snapshot.assessments.values()
    ]
