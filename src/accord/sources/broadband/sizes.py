"""Sizes of places and lines that fit another unit: miles, metres, thousands, swapped coordinates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from accord.domain.broadband import Coverage, PointOfPresence, Settlement, Technology
from accord.domain.broadband_call import BroadbandCase
from accord.errors import Problem
from accord.sources.network.distance import line_km
from accord.sources.row_problems import row_problem

__all__ = ["Coordinates", "check_sizes"]

Coordinates = Mapping[str, tuple[Decimal | None, Decimal | None]]
"""Latitude and longitude by id of a point of presence; None for a cell that is empty."""

_Placed = tuple[Settlement | PointOfPresence, Decimal | None, Decimal | None]

_REGION = ((38.0, 48.0), (13.0, 30.0))
"""Latitudes and longitudes of South-East Europe, where a swap of the two can be recognised."""

_SHORTEST_SHARE, _SLACK_KM = 0.9, 1.0
_MOST_TIMES, _MOST_MORE_KM = 20.0, 40.0
_MILE = 1.609344
_FEWEST_PEOPLE, _MOST_PEOPLE = Decimal("0.8"), Decimal(20)
"""Inhabitants for each household; outside, one of the two is most likely in thousands."""

_MOST_TIMES_DENSITY = 10
_SLOWEST_FIXED = {Technology.FIBRE: Decimal(10), Technology.CABLE: Decimal(2)}
_FASTEST = Decimal(100_000)


def check_sizes(case: BroadbandCase, points: Coordinates) -> Iterator[Problem]:
    """Yield values whose size fits another unit than the one that is read, in no particular order.

    Args:
        case: Everything that the tables state.
        points: Coordinates of points of presence.
    """
    placed: list[_Placed] = [(row, *points.get(row.id, (None, None))) for row in case.points]
    placed += [(row, row.latitude, row.longitude) for row in case.settlements]
    known: dict[str, tuple[Decimal, Decimal]] = {}
    for place, latitude, longitude in placed:
        problems = list(_check_coordinates(place, latitude, longitude))
        if latitude is not None and longitude is not None and not problems:
            known[place.id] = (latitude, longitude)  # from others no length can be judged
        yield from problems
    for row in case.settlements:
        yield from _check_people(row)
        if row.id in known and row.upstream in known and row.upstream != row.id:
            yield from _check_length(row, _straight(known[row.id], known[row.upstream]))
    for statement in case.coverage:
        yield from _check_speed(statement)


def _straight(one: tuple[Decimal, Decimal], other: tuple[Decimal, Decimal]) -> float:
    return line_km([(float(longitude), float(latitude)) for latitude, longitude in (one, other)])


def _check_coordinates(
    row: Settlement | PointOfPresence, latitude: Decimal | None, longitude: Decimal | None
) -> Iterator[Problem]:
    if latitude is None and longitude is None:
        return
    stated = ", ".join(
        f"{name} {'empty' if degrees is None else degrees}"
        for name, degrees in (("latitude", latitude), ("longitude", longitude))
    )
    what, fix = "", "Correct the coordinates, or leave both cells empty."
    if latitude is None or longitude is None:
        what = "One coordinate stands alone."
    elif not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        what = "There is no such point on Earth."
    elif _is_in_region(longitude, latitude) and not _is_in_region(latitude, longitude):
        what, fix = "Latitude and longitude seem to be swapped.", "Exchange the two."
    if what:
        expected = "degrees north and degrees east (WGS 84), e.g. latitude 42.70, longitude 23.32"
        yield row_problem(row, "ACC-880", what, field="latitude", value=stated, expected=expected, fix=fix)


def _is_in_region(latitude: Decimal, longitude: Decimal) -> bool:
    north, east = _REGION
    return north[0] <= latitude <= north[1] and east[0] <= longitude <= east[1]


def _check_length(row: Settlement, straight: float) -> Iterator[Problem]:
    if row.backhaul_km is None or row.backhaul_km == 0:
        return
    length, least = float(row.backhaul_km), _SHORTEST_SHARE * straight - _SLACK_KM
    if least <= length <= _MOST_TIMES * straight + _MOST_MORE_KM:
        return
    fix = "Correct the length, `upstream`, or the coordinates."
    if length < least <= length * _MILE:
        fix = "This fits a length in miles: multiply by 1.609344."
    elif length > least and least <= length / 1000 <= _MOST_TIMES * straight + _MOST_MORE_KM:
        fix = "This fits a length in metres: divide by 1000."
    is_short = length < least
    yield row_problem(
        row,
        "ACC-879",
        "The step to the next place is shorter than the straight line."
        if is_short
        else "The step to the next place is far longer than the straight line.",
        field="backhaul_km",
        value=f"{length:g} km; straight {straight:.1f} km",
        expected="kilometres; at least the straight line, less a tenth and 1 km for inexact coordinates, and"
        f" at most {_MOST_TIMES:g} times as long",
        fix=fix,
    )


def _check_people(row: Settlement) -> Iterator[Problem]:
    people, households, density, area = row.population, row.households, row.density, row.area_km2
    if people is not None and households and people > 50:
        each = people / households
        if not _FEWEST_PEOPLE <= each <= _MOST_PEOPLE:
            yield _unlikely(
                row,
                "population" if each < 1 else "households",
                f"{people} inhabitants in {households} households: {each:.2g} in each",
                f"{_FEWEST_PEOPLE} to {_MOST_PEOPLE} inhabitants in each household",
                "Check whether one of the two is in thousands, or counts something else.",
            )
    if density and area and people:
        computed = people / area
        if not 1 / Decimal(_MOST_TIMES_DENSITY) <= density / computed <= _MOST_TIMES_DENSITY:
            yield _unlikely(
                row,
                "density",
                f"{density} as stated; {people} inhabitants on {area} km2 are {computed:.4g}",
                "inhabitants per square kilometre that fit population and area",
                "Check the unit of the area: 100 hectares are 1 km2.",
            )


def _check_speed(row: Coverage) -> Iterator[Problem]:
    least = _SLOWEST_FIXED.get(row.technology, Decimal(0))
    if least <= row.speed_mbit <= _FASTEST:
        return
    is_slow = row.speed_mbit < least
    yield row_problem(
        row,
        "ACC-881",
        "The value has a size that fits another unit.",
        field="speed_mbit",
        value=f"{row.technology.value} at {row.speed_mbit} Mbit/s",
        expected=f"Mbit/s, from {least} to {_FASTEST:,}",
        fix="1 Gbit/s is 1000 Mbit/s: multiply by 1000."
        if is_slow
        else "30,000 kbit/s are 30 Mbit/s: divide by 1000.",
    )


def _unlikely(row: Settlement, field: str, value: str, expected: str, fix: str) -> Problem:
    what = "The value has a size that fits another unit."
    return row_problem(row, "ACC-881", what, field=field, value=value, expected=expected, fix=fix)
