"""What is checked of a row that could be read: unit, direction, ends of the scale, zero, uncertainty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from accord.domain.indicator import Indicator, Segment
from accord.domain.observation_layout import Expectation
from accord.errors import Problem
from accord.sources.observations.observation_problems import (
    direction_problem,
    range_problem,
    uncertainty_problem,
    unit_problem,
    zero_problem,
)
from accord.sources.rates.refusals import Place

__all__ = ["ReadRow", "row_problems"]

_DIRECTIONS = {"+": "higher", "-": "lower"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """The parts of a row that are checked against each other and against what is known.

    Attributes:
        indicator: The indicator.
        segment: The segment in which the value lies.
        value: The value; None if there is none.
        std_error: Standard error, if stated.
        lower: Lower end of the interval, if stated.
        upper: Upper end of the interval, if stated.
        level: Share that the interval holds, as stated beside it or known of its source.
        unit: Unit as stated; empty if none is.
        direction: Direction as stated; empty if none is.
    """

    indicator: Indicator
    segment: Segment
    value: Decimal | None
    std_error: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    level: Decimal | None
    unit: str
    direction: str


def row_problems(row: ReadRow, expects: Expectation, place: Callable[[str], Place]) -> Iterator[Problem]:
    """Yield what is wrong with a row.

    A direction in the file is only compared with one that the segment has.

    Args:
        row: The row.
        expects: What is expected of the source.
        place: Place of a role, for problems.
    """
    if row.unit != row.indicator.unit:
        yield unit_problem(place("unit")._replace(value=row.unit), row.indicator)
    stated = _DIRECTIONS.get(row.direction, row.direction)
    if stated and row.segment.direction is not None and stated != row.segment.direction.value:
        yield direction_problem(place("direction"), row.indicator, row.segment)
    if row.value is not None:
        yield from _scale_problems(row, row.value, expects, place)
    yield from _uncertainty_problems(row, place)


def _scale_problems(
    row: ReadRow, value: Decimal, expects: Expectation, place: Callable[[str], Place]
) -> Iterator[Problem]:
    if value == 0 and not row.indicator.zero_is_possible:
        yield zero_problem(place("value"), f"the indicator {row.indicator.id}")
    elif value == 0 and not expects.zero_occurs:
        yield zero_problem(place("value"), "the layout of the source")
    else:
        segment = f"the segment {row.segment.id} of {row.indicator.id}"
        for lowest, highest, whose in (
            (row.segment.lowest, row.segment.highest, segment),
            (expects.lowest, expects.highest, f"what {expects.publisher} publishes"),
        ):
            if (lowest is not None and value < lowest) or (highest is not None and value > highest):
                yield range_problem(place("value"), lowest, highest, whose)
                return


def _uncertainty_problems(row: ReadRow, place: Callable[[str], Place]) -> Iterator[Problem]:
    stated = [
        (name, number)
        for name, number in (("std_error", row.std_error), ("lower", row.lower), ("upper", row.upper))
        if number is not None
    ]
    if row.value is None:
        for name, _ in stated:
            yield uncertainty_problem(
                place(name), "An uncertainty stands beside no value.", "none where there is no value"
            )
        return
    if row.std_error is not None and row.std_error < 0:
        yield uncertainty_problem(place("std_error"), "A standard error is negative.", "0 or more")
    lower = row.value if row.lower is None else row.lower
    upper = row.value if row.upper is None else row.upper
    if not lower <= row.value <= upper:
        yield uncertainty_problem(
            place("upper" if row.value > upper else "lower"),
            "The value lies outside its own interval.",
            f"lower end, {row.value}, upper end, in this order",
        )
    if row.level is not None and not 0 < row.level < 1:
        yield uncertainty_problem(
            place("level")._replace(value=str(row.level)),
            "The level of an interval is no share.",
            "a share between 0 and 1, such as 0.90 for 90 %",
        )
