"""The rating of one commitment for one partner, with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from accord.domain.evidence import Evidence
from accord.domain.period import PartialDate

__all__ = ["Assessment", "MeasureResult", "Rating", "State", "Trend"]


class Rating(StrEnum):
    """How far a commitment is kept, or why we cannot tell."""

    COMPLETE = "complete"
    SUBSTANTIAL = "substantial"
    LIMITED = "limited"
    NOT_STARTED = "not_started"
    NO_EVIDENCE = "no_evidence"
    NOT_MEASURABLE = "not_measurable"


class State(StrEnum):
    """How a measure stands."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class Trend(StrEnum):
    """Direction of the known score over the trend window."""

    RISING = "rising"
    FLAT = "flat"
    FALLING = "falling"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureResult:
    """How one measure stands for one partner.

    Attributes:
        id: Id of the figure that publishes this result.
        measure: Id of the measure.
        text: What one would see, in plain words.
        partner: Id of the partner.
        state: How it stands.
        score: 1 met, 0 not met, between them partly; None if unknown.
        earlier_score: Score at the start of the trend window; None if unknown.
        figure: Id of the figure on which it rests.
        reason: In plain words.
        evidence: Evidence level of that figure; None if unknown.
        last_evidence: Latest date of that figure's evidence.
        is_disputed: Whether that figure is disputed.
    """

    id: str
    measure: str
    text: str
    partner: str
    state: State
    score: Decimal | None
    earlier_score: Decimal | None
    figure: str
    reason: str
    evidence: Evidence | None
    last_evidence: PartialDate | None
    is_disputed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The rating of a commitment for a partner, and beside it what a reader must know.

    Attributes:
        id: Id of the figure that publishes this rating.
        commitment: Id of the commitment.
        partner: Id of the partner.
        rating: The rating.
        rule: Id of the row of the rating table that decided.
        trend: Direction over the trend window.
        is_disputed: Whether claims behind any of its measures contradict each other, counted or not.
        evidence: Weakest counted evidence level; None if nothing counted.
        last_evidence: Latest date of counted evidence.
        reasons: In plain words, the decisive one first.
        results: The measures that apply.
    """

    id: str
    commitment: str
    partner: str
    rating: Rating
    rule: str
    trend: Trend
    is_disputed: bool
    evidence: Evidence | None
    last_evidence: PartialDate | None
    reasons: tuple[str, ...]
    results: tuple[MeasureResult, ...]
