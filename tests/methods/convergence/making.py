"""Invented indicators and series for the tests of convergence."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from accord.domain.commitment import Direction
from accord.domain.evidence import Evidence
from accord.domain.indicator import Benchmark, BenchmarkKind, Indicator, Scale, Segment
from accord.domain.observation import Absence, Observation, Series
from accord.domain.observed_period import ObservedPeriod
from accord.methods.observing import series_of

Values = Mapping[int, float | None]


def indicator(
    scale: Scale = Scale.INTERVAL, direction: Direction | None = Direction.HIGHER, name: str = "clarity"
) -> Indicator:
    """An indicator with one segment."""
    return Indicator(
        id=name,
        label="Clarity of the lake",
        unit="points",
        scale=scale,
        segments=(Segment(id="all", direction=direction),),
        source="lake-office",
        evidence=Evidence.SEEN,
    )


def observation(
    of: Indicator, place: str, year: int, value: float | None, error: float | None
) -> Observation:
    """One value, or the word that it is missing."""
    number = None if value is None else Decimal(repr(value))
    absence = Absence.MISSING if number is None else Absence.ZERO if number == 0 else None
    return Observation(
        id=f"obs.{of.id}.{place}.{year}.lake.1",
        partner=place,
        indicator=of.id,
        period=ObservedPeriod(str(year)),
        source="lake",
        vintage="1",
        value=number,
        absence=absence,
        std_error=None if error is None else Decimal(repr(error)),
        unit=of.unit,
        segment="all",
    )


def made_series(
    of: Indicator, values: Mapping[str, Values], errors: Mapping[str, float] | None = None
) -> tuple[Series, ...]:
    """Series of places, with one standard error for all values of a place."""
    rows = [
        observation(of, place, year, value, (errors or {}).get(place))
        for place, years in values.items()
        for year, value in years.items()
    ]
    return series_of(rows, {of.id: of})


def mean_of(*members: str, least: int = 1) -> Benchmark:
    """An unweighted mean of members."""
    return Benchmark(
        id="shore_mean",
        label="Unweighted mean of the shore",
        kind=BenchmarkKind.UNWEIGHTED_MEAN,
        members=members,
        least_members=least,
    )
