"""The rating table: from the measures of a commitment to one word for a partner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from accord.domain.assessment import Assessment, MeasureResult, Rating, State, Trend
from accord.domain.commitment import Commitment
from accord.domain.evidence import weakest
from accord.methods.parameters import Parameters

__all__ = ["RATING_METHOD", "RATING_PARAMETERS", "RATING_RULES", "RatingRule", "assess"]

RATING_METHOD = "commitment_rating 1.0"
"""Name and version of the table below, published with every rating."""

RATING_PARAMETERS = ("substantial_share", "known_share", "partly_from", "partly_score", "trend_window_months")
"""Names of the parameters that a rating uses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    commitment: Commitment
    results: tuple[MeasureResult, ...]
    parameters: Parameters

    @property
    def scores(self) -> list[Decimal]:
        return [result.score for result in self.results if result.score is not None]

    @property
    def mean(self) -> Decimal:
        return sum(self.scores, Decimal(0)) / len(self.scores)

    @property
    def is_known_enough(self) -> bool:
        return len(self.scores) >= self.parameters["known_share"] * len(self.results)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRule:
    """One row of the rating table; rows are tried in order and the first that holds decides.

    Attributes:
        id: Id of the row.
        rating: What it says.
        when: The condition in plain words.
        parameters: Names of the parameters that the condition uses.
        holds: The condition.
    """

    id: str
    rating: Rating
    when: str
    holds: Callable[[_Case], bool]
    parameters: tuple[str, ...] = ()


RATING_RULES: tuple[RatingRule, ...] = (
    RatingRule(
        id="R1",
        rating=Rating.NO_EVIDENCE,
        when="The wording of the commitment itself is unverified.",
        holds=lambda case: not case.commitment.evidence.is_verified,
    ),
    RatingRule(
        id="R2",
        rating=Rating.NOT_MEASURABLE,
        when="No measure applies to this partner.",
        holds=lambda case: not case.results,
    ),
    RatingRule(
        id="R3",
        rating=Rating.NO_EVIDENCE,
        when="Not one measure is known from verified evidence.",
        holds=lambda case: not case.scores,
    ),
    RatingRule(
        id="R4",
        rating=Rating.COMPLETE,
        when="Every measure is known and met.",
        holds=lambda case: all(result.state is State.MET for result in case.results),
    ),
    RatingRule(
        id="R5",
        rating=Rating.SUBSTANTIAL,
        when="Enough of its measures are known, and their mean score is above the threshold of this rating.",
        holds=lambda case: case.is_known_enough and case.mean > case.parameters["substantial_share"],
        parameters=("known_share", "substantial_share"),
    ),
    RatingRule(
        id="R6",
        rating=Rating.LIMITED,
        when="At least one known measure scores above zero.",
        holds=lambda case: any(score > 0 for score in case.scores),
    ),
    RatingRule(
        id="R7",
        rating=Rating.NOT_STARTED,
        when="Enough of its measures are known, and all of them score zero.",
        holds=lambda case: case.is_known_enough,
        parameters=("known_share",),
    ),
    RatingRule(
        id="R8",
        rating=Rating.NO_EVIDENCE,
        when="What is known scores zero, but too few measures are known to say that nothing was started.",
        holds=lambda case: True,
    ),
)


def assess(
    commitment: Commitment, partner: str, results: tuple[MeasureResult, ...], *, parameters: Parameters
) -> Assessment:
    """Rate one commitment for one partner.

    Args:
        commitment: The commitment.
        partner: Id of the partner.
        results: How its measures stand for that partner; only those that apply to it.
        parameters: Parameters of the declaration.

    Returns:
        The assessment. Unverified claims were never counted in the results; if the wording
        itself is unverified, nothing is counted.
    """
    case = _Case(commitment=commitment, results=results, parameters=parameters)
    rule = next(rule for rule in RATING_RULES if rule.holds(case))
    counted = [r for r in results if r.score is not None] if commitment.evidence.is_verified else []
    dates = [result.last_evidence for result in counted if result.last_evidence is not None]
    levels = [result.evidence for result in counted if result.evidence is not None]
    return Assessment(
        id=f"{commitment.id}.rating.{partner}",
        commitment=commitment.id,
        partner=partner,
        rating=rule.rating,
        rule=rule.id,
        trend=_trend(counted),
        is_disputed=any(result.is_disputed for result in results),
        evidence=weakest([*levels, commitment.evidence]) if levels else None,
        last_evidence=max(dates, key=lambda day: day.last_day, default=None),
        reasons=_reasons(rule, case),
        results=results,
    )


def _trend(counted: list[MeasureResult]) -> Trend:
    if not counted or any(result.earlier_score is None for result in counted):
        return Trend.UNKNOWN
    now = sum((result.score or Decimal(0) for result in counted), Decimal(0))
    before = sum((result.earlier_score or Decimal(0) for result in counted), Decimal(0))
    if now == before:
        return Trend.FLAT
    return Trend.RISING if now > before else Trend.FALLING


def _reasons(rule: RatingRule, case: _Case) -> tuple[str, ...]:
    reasons = [rule.when]
    if not case.results:
        reasons.append(case.commitment.not_measurable or "Its measures concern other partners only.")
    if case.results and rule.id != "R1":
        unknown = len(case.results) - len(case.scores)
        reasons.append(
            f"{len(case.scores)} of {len(case.results)} measure{'s' if len(case.results) > 1 else ''} known"
            + (f"; {unknown} without evidence, counted neither as met nor as zero." if unknown else ".")
        )
        reasons.extend(f"{_WORDS[result.state]}: {result.text} {result.reason}" for result in case.results)
    return tuple(reasons)


_WORDS = {
    State.MET: "Met",
    State.PARTLY: "Partly met",
    State.NOT_MET: "Not met",
    State.UNKNOWN: "Unknown",
}
