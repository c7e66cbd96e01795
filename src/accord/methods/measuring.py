"""How a measure stands for a partner, by the kind of the measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from accord.domain.assessment import MeasureResult, State
from accord.domain.claim import ChoiceName, Claim, Qualifier
from accord.domain.commitment import Direction, Measure, MeasureKind
from accord.domain.evidence import Source
from accord.domain.figure import Figure
from accord.methods.choosing import choice_rule
from accord.methods.parameters import Parameters

__all__ = ["MEASURE_METHOD", "Measuring", "Standing"]

MEASURE_METHOD = "measure_standing 1.0"
"""Name and version of the rules in this module, published with every measure."""

_ONE, _ZERO = Decimal(1), Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A state with its score and the reason in plain words."""

    state: State
    score: Decimal | None
    reason: str


class Measuring:
    """Decides how measures stand, given figures and the claims behind them.

    Args:
        figures: Topic and derived figures by id.
        claims: Claims known on the day.
        sources: Sources by id.
        stages: Ids of stages, in order.
        parameters: Parameters of the declaration.
        day: Day as known on which everything is judged; what is dated later has not happened.
        window_start: Day with which the trend compares.
    """

    def __init__(
        self,
        *,
        figures: Mapping[str, Figure],
        claims: Sequence[Claim],
        sources: Mapping[str, Source],
        stages: Sequence[str],
        parameters: Parameters,
        day: date,
        window_start: date,
    ) -> None:
        self._figures = figures
        self._claims: dict[str, list[Claim]] = {}
        for claim in claims:
            if claim.evidence.is_verified:
                self._claims.setdefault(claim.topic, []).append(claim)
        self._sources = sources
        self._stages = list(stages)
        self._partly = parameters["partly_score"]
        self._partly_from = parameters["partly_from"]
        self._day = day
        self._window_start = window_start

    def result(self, measure: Measure, partner: str) -> MeasureResult:
        """Return how a measure stands for a partner.

        A figure that is unknown leaves the measure unknown: an absence never scores zero.
        """
        name = measure.topic if measure.is_regional else f"{measure.topic}.{partner}"
        figure = self._figures[name]
        standing = self._standing(measure, figure)
        is_known = standing.score is not None
        return MeasureResult(
            id=f"{measure.id}.{partner}",
            measure=measure.id,
            text=measure.text,
            partner=partner,
            state=standing.state,
            score=standing.score,
            earlier_score=self._earlier_score(measure, figure) if is_known else None,
            figure=name,
            reason=standing.reason,
            evidence=figure.evidence if is_known else None,
            last_evidence=figure.last_evidence if is_known else None,
            is_disputed=figure.is_disputed,
        )

    def _standing(self, measure: Measure, figure: Figure) -> Standing:
        if figure.value is None:
            return _unknown(figure.reason)
        return _KINDS[measure.kind](self, measure, figure)

    def _earlier_score(self, measure: Measure, figure: Figure) -> Decimal | None:
        """Return the score on the first day of the trend window, from dated claims only."""
        claims = self._claims.get(figure.id, [])
        if not claims or any(claim.date is None for claim in claims):
            return None
        earlier = [c for c in claims if c.date is not None and c.date.last_day <= self._window_start]
        if not earlier:
            had_no_event = measure.kind in {MeasureKind.MILESTONE, MeasureKind.DOCUMENT}
            return _ZERO if had_no_event else None
        rule = choice_rule(ChoiceName(figure.method.split(" ", maxsplit=1)[0]))
        then = rule.choose(earlier, self._sources)
        unit = then.unit or figure.unit
        past = replace(figure, value=then.value, qualifier=then.qualifier, unit=unit)
        return self._standing(measure, past).score

    def _event(self, measure: Measure, figure: Figure) -> Standing:
        when = f" ({figure.last_evidence})" if figure.last_evidence else ""
        if figure.value is True and figure.last_evidence and figure.last_evidence.first_day > self._day:
            return _unknown(f"The record announces it for {figure.last_evidence}, which is still to come.")
        if figure.value is True:
            return Standing(state=State.MET, score=_ONE, reason=f"The record says that it happened{when}.")
        late = f"; it was due by {measure.by}" if measure.by else ""
        return Standing(
            state=State.NOT_MET, score=_ZERO, reason=f"The record says that it had not happened{when}{late}."
        )

    def _money(self, measure: Measure, figure: Figure) -> Standing:
        if not isinstance(figure.value, Decimal) or measure.target is None or figure.unit != measure.unit:
            return _unknown("No target in the same currency is stated, so the amount cannot be judged.")
        reached = f"{figure.qualifier} {figure.value:,f} of {measure.target:,f} {measure.unit}".removeprefix(
            "exact "
        )
        if figure.value >= measure.target and figure.qualifier not in _FROM_ABOVE:
            return Standing(state=State.MET, score=_ONE, reason=f"Traced: {reached}.")
        if figure.qualifier in _OPEN:
            return _unknown(
                f"Traced: {reached}. The rest is not in the public record, so it cannot be judged."
            )
        return self._share(figure.value / measure.target if measure.target else _ZERO, f"Traced: {reached}.")

    def _indicator(self, measure: Measure, figure: Figure) -> Standing:
        if not isinstance(figure.value, Decimal) or measure.target is None:
            return _unknown("A value is known, but no target that could be computed is stated.")
        if measure.unit and figure.unit and measure.unit != figure.unit:
            return _unknown(f"The value is in {figure.unit}, the target in {measure.unit}.")
        sign = 1 if measure.direction is Direction.HIGHER else -1
        moved = f"Value {figure.value:f} against the target {measure.target:f} {measure.unit or figure.unit}"
        if sign * (figure.value - measure.target) >= 0:
            return Standing(state=State.MET, score=_ONE, reason=f"{moved.strip()}.")
        if measure.baseline is None:
            return Standing(
                state=State.NOT_MET, score=_ZERO, reason=f"{moved.strip()}; no baseline is known."
            )
        way = measure.target - measure.baseline
        return self._share((figure.value - measure.baseline) / way if way else _ZERO, f"{moved.strip()}.")

    def _share(self, share: Decimal, reason: str) -> Standing:
        if share >= self._partly_from:
            return Standing(state=State.PARTLY, score=self._partly, reason=reason)
        return Standing(state=State.NOT_MET, score=_ZERO, reason=reason)

    def _stage(self, measure: Measure, figure: Figure) -> Standing:
        stage = str(figure.value)
        reason = f"Last stage seen: {stage}; to be reached: {measure.reach}."
        if self._stages.index(stage) >= self._stages.index(measure.reach):
            return Standing(state=State.MET, score=_ONE, reason=reason)
        is_partly = measure.partly_from and self._stages.index(stage) >= self._stages.index(
            measure.partly_from
        )
        if is_partly:
            return Standing(state=State.PARTLY, score=self._partly, reason=reason)
        return Standing(state=State.NOT_MET, score=_ZERO, reason=reason)


def _unknown(reason: str) -> Standing:
    return Standing(state=State.UNKNOWN, score=None, reason=reason)


_FROM_ABOVE = {Qualifier.UP_TO, Qualifier.NEARLY}
"""Hedges under which a number that reaches a target does not show that the target is reached."""

_OPEN = {Qualifier.UP_TO, Qualifier.AT_LEAST, Qualifier.MORE_THAN}
"""Hedges under which a number below a target does not show how far the target is reached."""

_KINDS: dict[MeasureKind, Callable[[Measuring, Measure, Figure], Standing]] = {
    MeasureKind.MILESTONE: Measuring._event,
    MeasureKind.DOCUMENT: Measuring._event,
    MeasureKind.MONEY: Measuring._money,
    MeasureKind.INDICATOR: Measuring._indicator,
    MeasureKind.PROJECT_STAGE: Measuring._stage,
}
