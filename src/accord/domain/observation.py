"""What a source says of an indicator for a place and a period, in the edition in which it says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from accord.domain.indicator import Indicator, Segment
from accord.domain.observed_period import ObservedPeriod

__all__ = ["Absence", "Observation", "ObservationKey", "Series", "vintage_order"]


class Absence(StrEnum):
    """Five things that are not the same: four reasons for no value, and a zero that is a value.

    ``missing``: the source has no value and does not say why; ``not reported``: who should have reported
    did not; ``suppressed``: known and withheld, as for few cases; ``not applicable``: the question does
    not arise; ``zero``: counted, and there were none.
    """

    MISSING = "missing"
    NOT_REPORTED = "not reported"
    SUPPRESSED = "suppressed"
    NOT_APPLICABLE = "not applicable"
    ZERO = "zero"


def vintage_order(vintage: str) -> tuple[tuple[int, int, str], ...]:
    """Return what puts editions into order: runs of digits count as numbers, so that v15 is newer than v9.

    Args:
        vintage: A year, a date, or a number with letters.
    """
    parts = re.findall(r"\d+|\D+", vintage)
    return tuple((1, int(part), "") if part.isdigit() else (0, 0, part) for part in parts)


class ObservationKey(NamedTuple):
    """What makes an observation one: no two of a reading share it."""

    partner: str
    indicator: str
    period: str
    source: str
    vintage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One value, or one stated absence, with its doubt and its place in a file.

    Attributes:
        id: ``obs.INDICATOR.PARTNER.PERIOD.SOURCE.VINTAGE``, or the id of the claim from which it was taken.
        partner: Code of the partner, or of a place with which partners are compared (three letters).
        indicator: Id of the indicator.
        period: Time to which it refers.
        source: Id of the data set or document.
        vintage: Edition of the source: a year, a date, or a number; ``vintage_order`` puts them in order.
        value: The value, exact as written; None if there is none, and then ``absence`` says why.
        absence: Why there is no value, or that it is a true zero; None for any other value.
        word: The word of an ordinal indicator, as the source writes it; empty for numbers.
        std_error: Standard error of the value, in its unit; None if none is stated.
        lower: Lower end of the stated interval; None if none is stated.
        upper: Upper end of the stated interval.
        level: Share that the interval holds, e.g. 0.90 or 0.68; None if it is not known.
        unit: Unit of the value.
        status: Flag of the source, as written.
        segment: Id of the segment of the indicator in which it lies.
        wave: Period in which it was surveyed, if that is another; empty otherwise.
        file: Name of the file; for a claim, of the content file.
        sha256: Hash of the bytes of that file, hexadecimal.
        place: Line, cell or path in the file.
        note: What the source adds.

    Raises:
        ValueError: Value and absence contradict each other, or an uncertainty is impossible.
    """

    id: str
    partner: str
    indicator: str
    period: ObservedPeriod
    source: str
    vintage: str
    value: Decimal | None
    unit: str
    segment: str
    absence: Absence | None = None
    word: str = ""
    std_error: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    level: Decimal | None = None
    status: str = ""
    wave: str = ""
    file: str = ""
    sha256: str = ""
    place: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        expected = Absence.ZERO if self.value == 0 else None
        if self.value is not None and self.absence is not expected:
            raise ValueError(f"the value {self.value} cannot be {self.absence or 'without the word zero'}")
        if self.value is None and self.absence in {None, Absence.ZERO}:
            raise ValueError("an observation without a value says why")
        if self.std_error is not None and self.std_error < 0:
            raise ValueError("a standard error is not negative")
        if self.lower is not None and self.upper is not None and self.lower > self.upper:
            raise ValueError("an interval begins below its end")

    @property
    def key(self) -> ObservationKey:
        """What makes it one observation."""
        return ObservationKey(self.partner, self.indicator, self.period.text, self.source, self.vintage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The observations of one partner that can be compared: one source, one vintage, one segment.

    Attributes:
        partner: Code of the partner or place.
        indicator: The indicator.
        segment: The segment; its direction holds for all values.
        source: Id of the data set or document.
        vintage: The edition.
        observations: Those with a value, in the order of their periods; years that repeat one survey wave
            are one observation.
        absent: Those without a value.
    """

    partner: str
    indicator: Indicator
    segment: Segment
    source: str
    vintage: str
    observations: tuple[Observation, ...]
    absent: tuple[Observation, ...] = ()

    @property
    def first(self) -> Observation:
        """The earliest observation."""
        return self.observations[0]

    @property
    def last(self) -> Observation:
        """The latest observation."""
        return self.observations[-1]

    @property
    def times(self) -> tuple[float, ...]:
        """Middles of the periods, in years."""
        return tuple(observation.period.middle for observation in self.observations)

    @property
    def values(self) -> tuple[float, ...]:
        """The values, in the unit of the indicator."""
        return tuple(float(row.value) for row in self.observations if row.value is not None)

    @property
    def std_errors(self) -> tuple[float | None, ...]:
        """Standard errors of the values; None where none is known."""
        return tuple(None if row.std_error is None else float(row.std_error) for row in self.observations)
