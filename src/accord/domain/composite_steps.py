"""Steps of a composite score: the methods that each can use, and their settings."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

__all__ = [
    "Aggregation",
    "Imputation",
    "ImputationMethod",
    "Mean",
    "Normalisation",
    "NormalisationMethod",
    "Screening",
    "ScreeningMethod",
    "ScreeningStage",
    "Sensitivity",
    "Transform",
    "Treatment",
    "Uncertainty",
]


class ScreeningMethod(StrEnum):
    """What a unit needs to stay."""

    NONE = "none"
    AVAILABILITY = "availability"
    NOT_ZERO = "not_zero"
    BOTH = "both"


class ScreeningStage(StrEnum):
    """Whether units are screened by the values in the data, or by those after imputation."""

    BEFORE_IMPUTATION = "before_imputation"
    AFTER_IMPUTATION = "after_imputation"


class ImputationMethod(StrEnum):
    """What stands in for an unknown value; each filled cell is flagged."""

    NONE = "none"
    MEAN = "mean"
    MEDIAN = "median"
    GROUP_MEAN = "group_mean"
    GROUP_MEDIAN = "group_median"


class Transform(StrEnum):
    """What is done to an indicator whose skewness and kurtosis are both beyond their limits."""

    NONE = "none"
    WINSORISE = "winsorise"
    LOG = "log"
    LOG_SHIFT = "log_shift"
    BOX_COX = "box_cox"


class NormalisationMethod(StrEnum):
    """How indicators are brought onto one scale."""

    NONE = "none"
    MINMAX = "minmax"
    ZSCORE = "zscore"
    RANK = "rank"
    PERCENTILE_RANK = "percentile_rank"
    BORDA = "borda"
    DISTANCE_TO_MAX = "distance_to_max"
    DISTANCE_TO_TARGET = "distance_to_target"
    FRACTION_OF_MAX = "fraction_of_max"
    GOALPOSTS = "goalposts"


class Mean(StrEnum):
    """How values become one; ``mean_of_sources`` is for one level and has an error and an interval."""

    ARITHMETIC = "arithmetic"
    GEOMETRIC = "geometric"
    HARMONIC = "harmonic"
    MEAN_OF_SOURCES = "mean_of_sources"


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """Which units stay.

    Attributes:
        method: What is looked at.
        least_share: Least share of indicators with a value.
        least_not_zero: Least share of the values that are not zero.
        include: Units that stay whatever the shares.
        exclude: Units that go whatever the shares.
        stage: When; a unit that goes after imputation still took part in it.
    """

    method: ScreeningMethod = ScreeningMethod.NONE
    least_share: Decimal = Decimal("0.66")
    least_not_zero: Decimal = Decimal("0.05")
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    stage: ScreeningStage = ScreeningStage.BEFORE_IMPUTATION


@dataclass(frozen=True, slots=True, kw_only=True)
class Imputation:
    """What stands in for unknown values.

    Attributes:
        method: The method; ``none`` leaves them unknown.
        by: Column of the table of units with the group of a unit.
    """

    method: ImputationMethod = ImputationMethod.NONE
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """What is done about outliers.

    Attributes:
        first: What is tried first.
        second: What is tried on the untreated values if the first does not bring them within the limits.
        most: Most points that are winsorised in one indicator.
        skewness: Limit of the absolute skewness.
        kurtosis: Limit of the excess kurtosis; an indicator is treated only if it is beyond both.
        power: Exponent of the Box-Cox transformation; 0 is the logarithm.
        untreated: Codes of indicators that stay as they are.
    """

    first: Transform = Transform.NONE
    second: Transform = Transform.NONE
    most: int = 5
    skewness: Decimal = Decimal(2)
    kurtosis: Decimal = Decimal("3.5")
    power: Decimal = Decimal(0)
    untreated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Normalisation:
    """How indicators are brought onto one scale, after their direction.

    Attributes:
        method: The method.
        lower: Lowest value of ``minmax`` and ``goalposts``.
        upper: Highest value of them.
        mean: Mean of ``zscore``.
        deviation: Standard deviation of ``zscore``.
    """

    method: NormalisationMethod = NormalisationMethod.NONE
    lower: Decimal = Decimal(0)
    upper: Decimal = Decimal(100)
    mean: Decimal = Decimal(0)
    deviation: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregation:
    """How indicators become one score.

    Attributes:
        methods: One mean for all levels, or one for each level from below.
        least_share: Least share of the members of a group that must have a value.
        floor: Values below it are raised to it before a geometric or harmonic mean, and counted.
        least_sources: Least number of sources of ``mean_of_sources``.
        decimals: Decimals to which ``mean_of_sources`` is rounded before its interval.
        width: Half width of the interval of ``mean_of_sources`` in standard errors.
    """

    methods: tuple[Mean, ...] = (Mean.ARITHMETIC,)
    least_share: Decimal = Decimal(0)
    floor: Decimal | None = None
    least_sources: int = 3
    decimals: int = 0
    width: Decimal = Decimal("1.65")


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncertainty:
    """What is varied at random, independently, to see what the scores and ranks rest on.

    Attributes:
        replications: How often.
        seed: Start of the random numbers.
        measurement: Whether values vary normally by their standard errors (``errors``).
        weights: Share by which each weight varies, evenly up and down.
        imputation: Methods, equally likely.
        treatment: First transformations, equally likely.
        normalisation: Methods, equally likely.
        aggregation: Means, equally likely, at all levels at once.
        interval: Share of the replications within the bounds that are shown.
    """

    replications: int = 1000
    seed: int = 0
    measurement: bool = False
    weights: Decimal = Decimal(0)
    imputation: tuple[ImputationMethod, ...] = ()
    treatment: tuple[Transform, ...] = ()
    normalisation: tuple[Normalisation, ...] = ()
    aggregation: tuple[Mean, ...] = ()
    interval: Decimal = Decimal("0.9")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """How much of the variance each of the varied things brings (Saltelli's design).

    Attributes:
        base: Size of the base sample; the chain runs base x (things + 2) times.
        resamples: Bootstrap samples behind the intervals of the indices.
    """

    base: int = 512
    resamples: int = 200
