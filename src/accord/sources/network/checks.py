"""What cannot be true of a network: loops, swapped coordinates, lengths below the straight line."""

from __future__ import annotations

from collections.abc import Iterator

from accord.domain.network import Place, Section
from accord.domain.network_change import DelayProfile, Network
from accord.errors import Problem
from accord.sources.network.checked_effects import check_effects
from accord.sources.network.checked_references import check_references
from accord.sources.network.distance import line_km
from accord.sources.row_problems import row_problem

__all__ = ["check_network", "check_rows"]

_LARGEST_ANGLE = 1000
"""Above it a coordinate is no slip in degrees."""

_REGION = ((38.0, 48.0), (13.0, 30.0))
"""Latitudes and longitudes of South-East Europe, where a swap of the two can be recognised."""

_SHORTEST_SHARE = 0.9
_SLACK_KM = 3.0
_SLOWEST, _FASTEST = 2.0, 350.0
_DETOUR_KM = 30.0
"""By so much a way of unknown length may be longer than the straight line: the next bridge can be far."""


def check_network(network: Network) -> Iterator[Problem]:
    """Yield what is wrong between the rows of a network, in no particular order.

    Args:
        network: Rows that are valid each by itself.
    """
    yield from check_references(network)
    yield from check_rows(network)


def check_rows(network: Network) -> Iterator[Problem]:
    """Yield what cannot be true of the rows themselves; ids and references are not looked at.

    Args:
        network: Rows that are valid each by itself.
    """
    partners = {place.partner for place in network.places}
    places: dict[str, Place] = {}  # those that stand where they can be, so that lengths can be judged
    for place in network.places:
        wrong = list(_check_place(place))
        yield from wrong
        yield from _check_name(place, partners)
        if not any(problem.id == "ACC-827" for problem in wrong):
            places[place.id] = place
    for section in network.sections:
        yield from _check_section(section)
        if section.begins in places and section.ends in places:
            yield from _check_length(section, places[section.begins], places[section.ends])
    for profile in network.profiles:
        yield from _check_profile(profile)
    yield from check_effects(network)


def _check_place(place: Place) -> Iterator[Problem]:
    latitude, longitude = float(place.latitude), float(place.longitude)
    is_possible = -90 <= latitude <= 90 and -180 <= longitude <= 180
    is_swapped = _is_in_region(longitude, latitude) and not _is_in_region(latitude, longitude)
    is_metric = max(abs(latitude), abs(longitude)) > _LARGEST_ANGLE
    fix = "Exchange the two." if is_swapped else "Correct the coordinates."
    if is_metric:
        fix = "Numbers of this size are metres on a projected map: convert them to degrees (EPSG:4326)."
    if not is_possible or is_swapped:
        yield row_problem(
            place,
            "ACC-827",
            "Latitude and longitude seem to be swapped."
            if is_swapped
            else "There is no such point on Earth.",
            field="latitude",
            value=f"latitude {place.latitude}, longitude {place.longitude}",
            expected="degrees north and degrees east (WGS 84), e.g. latitude 42.70, longitude 23.32",
            fix=fix,
        )
    transfer = place.transfer_minutes
    if (transfer is not None and transfer <= 0) or (place.population is not None and place.population < 0):
        yield row_problem(
            place,
            "ACC-823",
            "A time is zero or negative, or a population negative.",
            field="transfer_minutes" if transfer is not None and transfer <= 0 else "population",
            value=str(transfer if transfer is not None and transfer <= 0 else place.population),
            expected="minutes above zero, people from zero, or no value for unknown",
            fix="Correct it, or leave it out.",
        )


def _check_name(place: Place, partners: set[str]) -> Iterator[Problem]:
    """Refuse a place whose figures would have the ids of those of all places, or of a partner."""
    if place.id == "all" or place.id in partners:
        yield row_problem(
            place,
            "ACC-818",
            "The place has the id of all places together, or of a partner.",
            field="id",
            value=place.id,
            expected="an id other than `all` and those in `partner`, as figures are named by it",
            fix="Give the place another id.",
        )


def _is_in_region(latitude: float, longitude: float) -> bool:
    north, east = _REGION
    return north[0] <= latitude <= north[1] and east[0] <= longitude <= east[1]


def _check_section(section: Section) -> Iterator[Problem]:
    if section.begins == section.ends:
        yield row_problem(
            section,
            "ACC-824",
            "The section ends where it begins.",
            field="ends",
            value=section.ends,
            expected="two different places",
            fix="Correct one end, or remove the section: a loop brings nobody anywhere.",
        )
    numbers = [section.length_km, section.minutes, section.minutes_low, section.minutes_high]
    if any(number is not None and number <= 0 for number in numbers):
        yield row_problem(
            section,
            "ACC-823",
            "The value is zero or negative.",
            field="minutes",
            value=", ".join(str(number) for number in numbers if number is not None and number <= 0),
            expected="kilometres and minutes above zero, or no value for unknown",
            fix="Correct it; no journey takes less than no time.",
        )
    low, likely, high = section.minutes_low, section.minutes, section.minutes_high
    is_half = (low is None) != (high is None) or (low is not None and likely is None)
    if is_half or (low is not None and likely is not None and high is not None and not low <= likely <= high):
        yield row_problem(
            section,
            "ACC-832",
            "A guess needs three values in their order.",
            field="minutes",
            value=f"low {low}, likely {likely}, high {high}",
            expected="minutes_low <= minutes <= minutes_high, or `minutes` alone",
            fix="State all three, or only the likely one.",
        )
    begins, ends = section.valid_from, section.valid_to
    if begins is not None and ends is not None and ends.last_day < begins.first_day:
        yield row_problem(
            section,
            "ACC-838",
            "The section ends before it begins.",
            field="valid_to",
            value=f"{begins} to {ends}",
            expected="valid_from on or before valid_to",
            fix="Correct one of the two dates.",
        )


def _check_length(section: Section, one: Place, other: Place) -> Iterator[Problem]:
    straight = line_km([(float(end.longitude), float(end.latitude)) for end in (one, other)])
    length = None if section.length_km is None else float(section.length_km)
    if length is not None and length < _SHORTEST_SHARE * straight - _SLACK_KM:
        in_miles = length * 1.609344 >= _SHORTEST_SHARE * straight - _SLACK_KM
        yield row_problem(
            section,
            "ACC-828",
            "The section is shorter than the straight line between its ends.",
            field="length_km",
            value=f"{length:g} km; straight {straight:.1f} km",
            expected=f"at least {straight:.0f} km, less a tenth and {_SLACK_KM:g} km for inexact coordinates",
            fix="This fits a length in miles: multiply by 1.609344."
            if in_miles
            else "Correct the length or a place.",
        )
    minutes = None if section.minutes is None else float(section.minutes)
    along = length if length is not None else straight
    if minutes is not None and minutes > 0 and along > _SLACK_KM:
        speed = along / minutes * 60
        longest = along if length is not None else along + _DETOUR_KM
        if speed > _FASTEST or longest / minutes * 60 < _SLOWEST:
            yield row_problem(
                section,
                "ACC-829",
                "Nobody travels this fast or slowly.",
                field="minutes",
                value=f"{along:.1f} km in {minutes:g} minutes: {speed:.1f} km/h",
                expected=f"between {_SLOWEST:g} and {_FASTEST:g} km/h",
                fix="Check the unit: the time is in minutes, not in hours or seconds.",
            )


def _check_profile(profile: DelayProfile) -> Iterator[Problem]:
    shares = 0 < profile.lower_share < profile.upper_share < 1
    minutes = 0 < profile.lower_minutes < profile.upper_minutes
    tail = profile.tail_index is None or profile.tail_index > 1
    if not (shares and minutes and tail):
        yield row_problem(
            profile,
            "ACC-831",
            "The delay is no distribution.",
            field="upper_share",
            value=f"{profile.lower_share} within {profile.lower_minutes} minutes, {profile.upper_share}"
            f" within {profile.upper_minutes}, tail index {profile.tail_index or 'none'}",
            expected="shares between 0 and 1 and minutes above 0, the second of each larger; tail index"
            " over 1, as a delay has no mean below",
            fix="State shares as parts of one: 40 % is 0.40.",
        )
