"""One row for each commitment and partner, as people and machines ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from accord.domain.assessment import Rating
from accord.domain.declaration import Declaration
from accord.errors import Problem, UsageError
from accord.store.figure_json import Json
from accord.store.snapshot import Snapshot

__all__ = ["STATUS_KEYS", "Filter", "StatusRow", "status_rows"]

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What the status is narrowed to; an empty word narrows nothing."""

    commitment: str = ""
    pillar: str = ""
    partner: str = ""
    rating: str = ""
    instrument: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether everything is shown."""
        return self == Filter()

    def check(self, declaration: Declaration) -> None:
        """Refuse a word that nothing could match.

        Raises:
            UsageError: A word is not known (ACC-208); the known ones are named.
        """
        known = {
            "commitment": [row.id for row in declaration.commitments],
            "pillar": [row.id for row in declaration.pillars],
            "partner": [row.id for row in declaration.partners],
            "rating": [rating.value for rating in Rating],
            "instrument": [row.id for row in declaration.instruments],
        }
        for name, words in known.items():
            word = getattr(self, name)
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

    def matches(self, row: StatusRow) -> bool:
        """Whether a row is left."""
        return all(getattr(self, f.name) in {"", getattr(row, f.name)} for f in fields(self))


def status_rows(snapshot: Snapshot, chosen: Filter | None = None) -> list[StatusRow]:
    """Return the status of commitments for partners, in the order of the content.

    Args:
        snapshot: The snapshot.
        chosen: What it is narrowed to; everything if None.

    Raises:
        UsageError: A word of the filter is not known.
    """
    chosen = chosen or Filter()
    chosen.check(snapshot.declaration)
    commitments: Mapping[str, tuple[str, str]] = {
        row.id: (row.instrument, row.pillar) for row in snapshot.declaration.commitments
    }
    rows = (
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
    )
    return [row for row in rows if chosen.matches(row)]
