"""The rules by which progress is judged, as one table of names, thresholds, texts and references."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accord.domain.indicator import Scale
from accord.domain.progress import ProgressClass

__all__ = ["PROGRESS_RULES", "Arithmetic", "ProgressRule", "Step"]

_OPEN_SDG = (
    "After Statistics Canada's description for Open SDG (docs/progress-methodology.md), which says that it is"
    " inspired by Eurostat; Eurostat's own text was not read."
)
_UN = (
    "After the United Nations' Progress Chart 2023 as transcribed by EUSTAT (_pages/en/metodologia.md); the"
    " note of the United Nations itself was not read."
)
_OWN = "Own definition; see docs/explanation/progress-and-noise.md."


class Arithmetic(StrEnum):
    """What a rule computes of base, last value and target."""

    GROWTH_RATIO = "observed growth a year / required growth a year"
    LINEAR_RATIO = "observed change a year / required change a year"
    PROJECTED_SHARE = "share of the way that is covered when due, at constant growth"
    GROWTH = "growth a year"
    LINEAR_SHARE = "change a year / length of the scale"
    SIGN = "sign of the change"
    ORDER = "order of the levels"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One row of thresholds.

    Attributes:
        at_least: Smallest value that gives the class; the boundary itself belongs to it.
        gives: The class.
    """

    at_least: float
    gives: ProgressClass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressRule:
    """A rule; positive numbers mean "in the direction that is better".

    Attributes:
        name: Name.
        version: Version; raised when a class could change.
        scales: Scales for which it holds.
        has_target: Whether it judges against a target; None if with and without.
        needs_ends: Whether the scale must have two ends.
        arithmetic: What is computed and held against the thresholds.
        steps: Thresholds, the highest first.
        below: Class of what reaches no threshold.
        is_scaled: Whether positive thresholds shrink near a natural limit.
        text: What it does.
        reference: Where it comes from.
    """

    name: str
    version: str
    scales: tuple[Scale, ...]
    has_target: bool | None
    arithmetic: Arithmetic
    steps: tuple[Step, ...]
    below: ProgressClass
    text: str
    reference: str
    needs_ends: bool = False
    is_scaled: bool = False

    @property
    def method(self) -> str:
        """Name and version."""
        return f"{self.name} {self.version}"


_PACE = (
    Step(at_least=0.95, gives=ProgressClass.ON_TRACK),
    Step(at_least=0.60, gives=ProgressClass.ACCELERATION_NEEDED),
    Step(at_least=0.0, gives=ProgressClass.LIMITED),
)
_TREND = (
    Step(at_least=0.015, gives=ProgressClass.SIGNIFICANT_IMPROVEMENT),
    Step(at_least=0.005, gives=ProgressClass.MODERATE_IMPROVEMENT),
    Step(at_least=0.0, gives=ProgressClass.SLIGHT_IMPROVEMENT),
)
_WORSE, _STUCK = ProgressClass.DETERIORATION, ProgressClass.STAGNATION_OR_REGRESSION

PROGRESS_RULES: tuple[ProgressRule, ...] = (
    ProgressRule(
        name="cagr_pace",
        version="1.0",
        scales=(Scale.RATIO,),
        has_target=True,
        arithmetic=Arithmetic.GROWTH_RATIO,
        steps=_PACE,
        below=_WORSE,
        text="Compound growth a year since the base, in the better direction, divided by the size of the"
        " growth a year that leads from the base to the target when due. Without meaning for zero and"
        " for values of different signs; where all values are negative the direction turns. A base that"
        " is better than the target does not turn a fall into progress.",
        reference=_OPEN_SDG,
    ),
    ProgressRule(
        name="linear_pace",
        version="1.0",
        scales=(Scale.RATIO, Scale.INTERVAL),
        has_target=True,
        arithmetic=Arithmetic.LINEAR_RATIO,
        steps=_PACE,
        below=_WORSE,
        text="Change a year since the base, in the better direction, divided by the size of the change a"
        " year that leads from the base to the target when due. Holds for signed values and for a target"
        " of zero. The thresholds are those of cagr_pace, by analogy.",
        reference=_OWN,
    ),
    ProgressRule(
        name="projected_position",
        version="1.0",
        scales=(Scale.RATIO,),
        has_target=True,
        arithmetic=Arithmetic.PROJECTED_SHARE,
        steps=(
            Step(at_least=0.95, gives=ProgressClass.ON_TRACK),
            Step(at_least=0.10, gives=ProgressClass.FAIR_PROGRESS),
        ),
        below=_STUCK,
        text="Carries the compound growth on to the date on which the target is due, and takes the share of"
        " the way from base to target that is covered then. Counted in the better direction, which the"
        " text that was read leaves out: there a base better than the target turns a fall into progress.",
        reference=_UN,
    ),
    ProgressRule(
        name="cagr_trend",
        version="1.0",
        scales=(Scale.RATIO,),
        has_target=False,
        arithmetic=Arithmetic.GROWTH,
        steps=_TREND,
        below=_WORSE,
        is_scaled=True,
        text="Compound growth a year since the base, in the better direction, held against 1.5 %, 0.5 % and"
        " 0. Near a natural limit the positive thresholds are multiplied by the share of 1.5 % that can"
        " be kept up for 15 years without passing the limit, at most 1. That factor is ours: theirs was"
        " not readable, only what it is to achieve. The words are ours, too: without a target nothing is"
        " on track.",
        reference=_OPEN_SDG,
    ),
    ProgressRule(
        name="projected_trend",
        version="1.0",
        scales=(Scale.RATIO,),
        has_target=False,
        arithmetic=Arithmetic.GROWTH,
        steps=(
            Step(at_least=0.02, gives=ProgressClass.SIGNIFICANT_IMPROVEMENT),
            Step(at_least=0.005, gives=ProgressClass.FAIR_PROGRESS),
        ),
        below=_STUCK,
        text="Compound growth a year since the base, in the better direction, held against 2 % and 0.5 %.",
        reference=_UN,
    ),
    ProgressRule(
        name="linear_trend",
        version="1.0",
        scales=(Scale.RATIO, Scale.INTERVAL),
        has_target=False,
        needs_ends=True,
        arithmetic=Arithmetic.LINEAR_SHARE,
        steps=_TREND,
        below=_WORSE,
        text="Change a year since the base, in the better direction, as a share of the length of the scale,"
        " held against 1.5 %, 0.5 % and 0: the pace that crosses the whole scale in 67 and in 200 years.",
        reference=_OWN,
    ),
    ProgressRule(
        name="noise_trend",
        version="1.0",
        scales=(Scale.INTERVAL,),
        has_target=False,
        arithmetic=Arithmetic.SIGN,
        steps=(Step(at_least=0.0, gives=ProgressClass.IMPROVEMENT),),
        below=_WORSE,
        text="Says only whether the change is distinguishable from none, and which way it goes: a scale"
        " without ends has no yardstick of what is much. Not assessable where no standard error is"
        " known.",
        reference=_OWN,
    ),
    ProgressRule(
        name="ordinal_step",
        version="1.0",
        scales=(Scale.ORDINAL,),
        has_target=None,
        arithmetic=Arithmetic.ORDER,
        steps=(
            Step(at_least=1.0, gives=ProgressClass.BETTER_LEVEL),
            Step(at_least=0.0, gives=ProgressClass.SAME_LEVEL),
        ),
        below=ProgressClass.WORSE_LEVEL,
        text="Says whether the word moved to a better or a worse level, or stayed. Words have an order and"
        " no distances: no pace is computed and nothing is projected.",
        reference=_OWN,
    ),
)
"""All rules; the first that holds for a scale is the rule for it."""
