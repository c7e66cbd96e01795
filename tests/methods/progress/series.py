"""Made-up indicators, targets and series for tests of progress."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from accord.domain.commitment import Direction
from accord.domain.evidence import Evidence
from accord.domain.indicator import Indicator, Level, Scale, Segment, Target
from accord.domain.observation import Absence, Observation, Series
from accord.domain.observed_period import ObservedPeriod
from accord.domain.period import PartialDate

__all__ = ["LEVELS", "absent", "indicator", "observation", "series", "target"]

LEVELS = ("early", "middling", "good")

Number = float | str


def indicator(
    scale: Scale = Scale.RATIO,
    *,
    name: str = "ferries",
    direction: Direction | None = Direction.HIGHER,
    ends: tuple[Number | None, Number | None] = (None, None),
    evidence: Evidence = Evidence.SEEN,
    unit: str = "count",
) -> Indicator:
    """An indicator of the lake with one segment."""
    lowest, highest = (None if end is None else Decimal(str(end)) for end in ends)
    segment = Segment(id="all", direction=direction, lowest=lowest, highest=highest)
    levels = tuple(Level(word=word, rank=Decimal(rank)) for rank, word in enumerate(LEVELS, 1))
    return Indicator(
        id=name,
        label=name.capitalize(),
        unit=unit,
        scale=scale,
        segments=(segment,),
        source="lake-book",
        evidence=evidence,
        levels=levels if scale is Scale.ORDINAL else (),
    )


def observation(
    of: Indicator,
    period: str,
    value: Number,
    *,
    std_error: Number | None = None,
    interval: tuple[Number, Number, Number] | None = None,
    partner: str = "NOR",
    word: str = "",
) -> Observation:
    """One value of the lake book, edition of 2024."""
    number = Decimal(str(value))
    lower, upper, level = (Decimal(str(part)) for part in interval) if interval else (None, None, None)
    return Observation(
        id=f"obs.{of.id}.{partner}.{period}.book.2024",
        partner=partner,
        indicator=of.id,
        period=ObservedPeriod(period),
        source="book",
        vintage="2024",
        value=number,
        absence=Absence.ZERO if number == 0 else None,
        unit=of.unit,
        segment="all",
        word=word,
        std_error=None if std_error is None else Decimal(str(std_error)),
        lower=lower,
        upper=upper,
        level=level,
    )


def absent(of: Indicator, period: str, why: Absence, *, partner: str = "NOR") -> Observation:
    """A stated absence of the lake book."""
    return Observation(
        id=f"obs.{of.id}.{partner}.{period}.book.2024",
        partner=partner,
        indicator=of.id,
        period=ObservedPeriod(period),
        source="book",
        vintage="2024",
        value=None,
        absence=why,
        unit=of.unit,
        segment="all",
    )


def series(
    of: Indicator,
    values: Mapping[str, Number],
    *,
    std_error: Number | None = None,
    partner: str = "NOR",
    absences: tuple[Observation, ...] = (),
) -> Series:
    """A series by period; ordinal values take the words of their ranks."""
    rows = tuple(
        observation(
            of,
            period,
            value,
            std_error=std_error,
            partner=partner,
            word=LEVELS[int(value) - 1] if of.scale is Scale.ORDINAL else "",
        )
        for period, value in sorted(values.items())
    )
    return Series(
        partner=partner,
        indicator=of,
        segment=of.segments[0],
        source="book",
        vintage="2024",
        observations=rows,
        absent=absences,
    )


def target(
    of: Indicator,
    value: Number,
    due: str = "2030",
    *,
    name: str = "goal",
    partner: str = "",
    baseline: str = "",
    evidence: Evidence = Evidence.SEEN,
) -> Target:
    """A target of the lake pact."""
    return Target(
        id=name,
        indicator=of.id,
        value=Decimal(str(value)),
        due=PartialDate(due),
        source="pact",
        evidence=evidence,
        partner=partner,
        baseline=baseline,
    )
