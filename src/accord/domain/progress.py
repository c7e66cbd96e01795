"""What can be said of the progress of an indicator: classes, and three results beside the classes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["ProgressClass", "ProgressTerms"]


class ProgressClass(StrEnum):
    """How an indicator moves, or why that is not said; the words of one rule are never those of another.

    The last three are results, not blanks: nothing was observed; something was, but no rule holds for it;
    the change is no larger than the errors of the two values allow.
    """

    ACHIEVED = "achieved"
    TARGET_MISSED = "target_missed"
    ON_TRACK = "on_track"
    ACCELERATION_NEEDED = "acceleration_needed"
    LIMITED = "limited"
    DETERIORATION = "deterioration"
    BEST_POSSIBLE = "best_possible"
    SIGNIFICANT_IMPROVEMENT = "significant_improvement"
    MODERATE_IMPROVEMENT = "moderate_improvement"
    SLIGHT_IMPROVEMENT = "slight_improvement"
    IMPROVEMENT = "improvement"
    FAIR_PROGRESS = "fair_progress"
    STAGNATION_OR_REGRESSION = "stagnation_or_regression"
    BETTER_LEVEL = "better_level"
    SAME_LEVEL = "same_level"
    WORSE_LEVEL = "worse_level"
    NO_DATA = "no_data"
    NOT_ASSESSABLE = "not_assessable"
    NOT_DISTINGUISHABLE = "not_distinguishable_from_no_change"

    @property
    def label(self) -> str:
        """The class in words."""
        return self.value.replace("_", " ")

    @property
    def is_result_beside(self) -> bool:
        """Whether it says why there is no class, instead of being one."""
        beside = {ProgressClass.NO_DATA, ProgressClass.NOT_ASSESSABLE, ProgressClass.NOT_DISTINGUISHABLE}
        return self in beside


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressTerms:
    """What is assumed when progress is judged; each is published with every figure that used it.

    Attributes:
        level: Share that the interval of a change holds; a change whose interval holds zero is not
            distinguishable from none.
        correlation: Correlation of the errors of the two values; 0 assumes that they are independent.
        intervals_are_normal: Whether a standard error may be derived from a stated symmetric interval by
            assuming a normal distribution.
        zero_substitute: What stands for a zero base or a zero target in a growth rate; None for nothing,
            and then a zero has no growth rate. The class may depend on it entirely.
        since: Period before which no base is taken where no target names one; empty for the first.
        draws: Number of draws behind probabilities and fans.
        seed: Seed of these draws.

    Raises:
        ValueError: One of them is impossible.
    """

    level: float = 0.90
    correlation: float = 0.0
    intervals_are_normal: bool = False
    zero_substitute: float | None = None
    since: str = ""
    draws: int = 10_000
    seed: int = 1

    def __post_init__(self) -> None:
        if not 0 < self.level < 1:
            raise ValueError("the level lies between 0 and 1")
        if not -1 <= self.correlation <= 1:
            raise ValueError("a correlation lies from -1 to 1")
        if self.zero_substitute is not None and self.zero_substitute <= 0:
            raise ValueError("what stands for zero is larger than zero")
        if self.draws < 100:
            raise ValueError("at least 100 draws")

    def to_parameters(self) -> dict[str, str]:
        """Return them as text, for publication with a figure."""
        return {
            "level": f"{self.level:.2f}",
            "correlation": f"{self.correlation:g}",
            "intervals_are_normal": "yes" if self.intervals_are_normal else "no",
            "zero_substitute": "none" if self.zero_substitute is None else f"{self.zero_substitute:g}",
        }
