"""What can be wrong with a table of observations, said with the place and the next step."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from accord.domain.indicator import Indicator, Segment
from accord.domain.observation_layout import Expectation
from accord.errors import Problem
from accord.sources.rates.refusals import Place, cell_problem
from accord.sources.row_problems import nearest

__all__ = [
    "absence_problem",
    "count_problem",
    "direction_problem",
    "indicator_problem",
    "name_problem",
    "order_problem",
    "period_problem",
    "place_problem",
    "range_problem",
    "repeated_problem",
    "segment_problem",
    "uncertainty_problem",
    "unit_problem",
    "zero_problem",
]

_SHOWN = 8


def place_problem(place: Place, *, is_known: bool = False) -> Problem:
    """Return the problem that a code or name means no place (ACC-620), or none of that period."""
    fix = "Write the code; or say under `translations` of the layout what the source means by this word, or"
    fix += " list it under `passed_over` if it is a group of countries."
    return cell_problem(
        place,
        "ACC-620",
        "There was no such place in that period." if is_known else "The place is not known.",
        expected="a code of ISO 3166-1 or M49, a partner's code or name, or Serbia and Montenegro until 2006",
        fix=fix,
    )


def indicator_problem(place: Place, known: Collection[str]) -> Problem:
    """Return the problem that there is no such indicator (ACC-621); near ones are named."""
    return cell_problem(
        place,
        "ACC-621",
        "There is no indicator with this id or code.",
        expected=f"one of the {len(known)} ids and codes that the declaration and the layout know",
        fix=f"{nearest(place.value, sorted(known))} Else add the indicator to the declaration, translate the"
        " code in the layout, or list it under `passed_over`.",
    )


def period_problem(place: Place, frequency: str = "") -> Problem:
    """Return the problem that a period is none (ACC-622), or not of the frequency of the source."""
    if frequency:
        return cell_problem(
            place,
            "ACC-622",
            "The period is longer or shorter than those of the source.",
            expected=f"a period of a {frequency} source",
            fix="Correct the period, or `frequency` of the layout; write several years as 2009/2010, as"
            " 2009-10 is October 2009.",
        )
    return cell_problem(
        place,
        "ACC-622",
        "The period is none that is possible.",
        expected="a year from 1900 to 2099, a half-year 2023-H1, a quarter 2023-Q4, a month 2023-05, or years"
        " 2019/2020",
        fix="Write the period to which the value refers, not the day on which it was published.",
    )


def repeated_problem(place: Place, first: str) -> Problem:
    """Return the problem that a key has two values (ACC-624)."""
    return cell_problem(
        place,
        "ACC-624",
        "There are two values for one place, indicator, period, source and vintage.",
        expected=f"one value; the first stands in {first}",
        fix="Keep one of them. Parts such as the two sexes are indicators of their own, editions are"
        " vintages, and one place may stand there under two codes.",
    )


def unit_problem(place: Place, indicator: Indicator) -> Problem:
    """Return the problem that a unit is missing or not that of the indicator (ACC-625)."""
    return cell_problem(
        place,
        "ACC-625",
        "The unit is not that of the indicator." if place.value else "The unit is missing.",
        expected=f"{indicator.unit}, the unit of {indicator.id}",
        fix="If both words mean one unit, translate the word in the layout; else this is another indicator."
        " A unit that no column states stands under `constants`, or beside the translation of the indicator.",
    )


def range_problem(place: Place, lowest: Decimal | None, highest: Decimal | None, whose: str) -> Problem:
    """Return the problem that a value lies beyond the ends of a scale (ACC-626)."""
    ends = " and ".join(
        f"{word} {end}" for word, end in (("at least", lowest), ("at most", highest)) if end is not None
    )
    return cell_problem(
        place,
        "ACC-626",
        "The value lies outside its scale.",
        expected=f"{ends}, the scale of {whose}",
        fix="Look the value up at the publisher. A number such as -999 or 0 may stand for a missing value,"
        " and another scale (0-1 for 0-100) is another segment or indicator.",
    )


def zero_problem(place: Place, whose: str) -> Problem:
    """Return the problem that 0 stands where it cannot be a value (ACC-627)."""
    return cell_problem(
        place,
        "ACC-627",
        "Zero cannot be a value here; it most likely stands for a missing one.",
        expected=f"a value that is not 0, as {whose} says",
        fix="If the source writes 0 for missing, list the mark 0 under `absent` of the layout as missing.",
    )


def uncertainty_problem(place: Place, what: str, expected: str) -> Problem:
    """Return the problem that an uncertainty is impossible (ACC-628)."""
    return cell_problem(
        place,
        "ACC-628",
        what,
        expected=expected,
        fix="Check that the columns of the layout are not mixed up, and look the row up at the publisher.",
    )


def segment_problem(place: Place, indicator: Indicator, vintage: str) -> Problem:
    """Return the problem that a value lies in no segment of its indicator (ACC-629)."""
    spans = "; ".join(_span(segment) for segment in indicator.segments)
    return cell_problem(
        place,
        "ACC-629",
        f"The period and the vintage {vintage} lie in no segment of the indicator {indicator.id}.",
        expected=spans,
        fix="Add a segment with the reason of the break to the indicator, or correct period or vintage.",
    )


def direction_problem(place: Place, indicator: Indicator, segment: Segment) -> Problem:
    """Return the problem that the direction in the file contradicts that of the segment (ACC-630)."""
    stated = segment.direction.value if segment.direction else "neither"
    return cell_problem(
        place,
        "ACC-630",
        "The file states another direction than the indicator.",
        expected=f"{stated}, the direction of the segment {segment.id} of {indicator.id}",
        fix="A scale that was turned round is another segment: add it to the indicator with its vintages."
        " Else correct the row.",
    )


def absence_problem(place: Place, what: str) -> Problem:
    """Return the problem that the reason for an absence is none, or contradicts the value (ACC-632)."""
    return cell_problem(
        place,
        "ACC-632",
        what,
        expected="missing, not reported, suppressed or not applicable beside an empty value; zero beside 0",
        fix="Leave the value empty and say why, or give the value and leave the reason empty.",
    )


def name_problem(place: Place, what: str) -> Problem:
    """Return the problem that a source or vintage cannot be part of an id (ACC-633)."""
    return cell_problem(
        place,
        "ACC-633",
        f"The {what} cannot be used as a name." if place.value else f"The {what} is missing.",
        expected="letters, digits, points and hyphens, at most 40, such as 2024, 2024-10-01 or world-bank",
        fix=f"Translate the word in the layout (role {what}), or state the {what} under `constants`.",
    )


def order_problem(place: Place, indicator: Indicator) -> Problem:
    """Return the problem that a word is no level of an ordinal indicator (ACC-634)."""
    words = [level.word for level in indicator.levels]
    return cell_problem(
        place,
        "ACC-634",
        "The word is no level of the indicator.",
        expected=f"one of {', '.join(words[:_SHOWN])}, or the rank of one",
        fix=f"{nearest(place.value, words)} If it says that there is no value, list it under `absent` of the"
        " layout with its meaning.",
    )


def count_problem(place: Place, expects: Expectation) -> Problem:
    """Return the problem that a reading has an implausible number of observations (ACC-631)."""
    return cell_problem(
        place,
        "ACC-631",
        "The reading has fewer observations than the source."
        if int(place.value) < expects.fewest_rows
        else "The reading has more observations than the source.",
        expected=f"{expects.fewest_rows:,} to {expects.most_rows:,}, as the layout says",
        fix="Check that the files are whole and no page is missing, or correct fewest_rows and most_rows.",
    )


def _span(segment: Segment) -> str:
    periods = f"{segment.first or 'any'} to {segment.last or 'any'}"
    vintages = f"{segment.vintages_from or 'any'} to {segment.vintages_to or 'any'}"
    return f"{segment.id}: periods {periods}, vintages {vintages}"
