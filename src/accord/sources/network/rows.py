"""A row of a network file becomes a place, a section, a crossing with its delays, or an effect."""

from __future__ import annotations

from decimal import Decimal

from accord.domain.network import Mode, Place, PlaceKind, RoadClass, Section
from accord.domain.network_change import Crossing, DelayProfile, EffectKind, ProjectEffect
from accord.sources.network.cells import FILE_SOURCE, Cells

__all__ = ["COLUMNS", "NEEDED", "crossing_of", "effect_of", "place_of", "section_of"]

_ANY = ("id", "source", "evidence", "note")
_DELAY = ("lower_share", "lower_minutes", "upper_share", "upper_minutes", "tail_index")

COLUMNS: dict[str, tuple[str, ...]] = {
    "places": (
        *_ANY,
        *("name", "latitude", "longitude", "kind", "partner"),
        *("population", "population_year", "transfer_minutes"),
    ),
    "sections": (
        *_ANY,
        *("begins", "ends", "mode", "length_km", "road_class", "minutes", "minutes_low", "minutes_high"),
        *("is_one_way", "is_planned", "route", "valid_from", "valid_to"),
    ),
    "crossings": (
        *_ANY,
        *("name", "section"),
        *(f"{way}_{column}" for way in ("there", "back") for column in _DELAY),
    ),
    "effects": (*_ANY, "project", "kind", "target", "value", "low", "high"),
}
"""Columns that are read, by table."""

NEEDED: dict[str, tuple[str, ...]] = {
    "places": ("id", "name", "latitude", "longitude"),
    "sections": ("id", "begins", "ends", "mode"),
    "crossings": ("id", "section"),
    "effects": ("id", "project", "kind", "target"),
}
"""Columns that must be there."""


def place_of(cells: Cells) -> Place | None:
    """Return a place; None if its row is refused."""
    before = len(cells.refusals.problems)
    latitude, longitude = cells.number("latitude"), cells.number("longitude")
    for column in ("latitude", "longitude"):
        cells.required(column)
    population = cells.number("population")
    if population is not None and population < 0:
        cells.refuse(
            "population",
            "ACC-823",
            "The value is negative.",
            "people, or an empty cell for unknown",
            "Correct it.",
        )
    kind = cells.word("kind", PlaceKind, PlaceKind.TOWN)
    name, label = cells.required("id"), cells.required("name")
    transfer = cells.above_zero("transfer_minutes")
    evidence = cells.evidence()
    if len(cells.refusals.problems) > before or latitude is None or longitude is None or kind is None:
        return None
    return Place(
        id=name,
        label=label,
        latitude=latitude,
        longitude=longitude,
        source=cells.text("source", FILE_SOURCE),
        evidence=evidence,
        kind=kind,
        partner=cells.text("partner"),
        population=population,
        population_year=cells.text("population_year"),
        transfer_minutes=transfer,
        note=cells.text("note"),
        origin=cells.origin,
    )


def section_of(cells: Cells) -> Section | None:
    """Return a section; None if its row is refused."""
    before = len(cells.refusals.problems)
    mode = cells.word("mode", Mode)
    road_class = cells.word("road_class", RoadClass, RoadClass.UNKNOWN)
    name, begins, ends = (cells.required(column) for column in ("id", "begins", "ends"))
    length = cells.above_zero("length_km")
    minutes, low, high = (cells.above_zero(name) for name in ("minutes", "minutes_low", "minutes_high"))
    dates = cells.date("valid_from"), cells.date("valid_to")
    truths = cells.truth("is_one_way"), cells.truth("is_planned")
    evidence = cells.evidence()
    if len(cells.refusals.problems) > before or mode is None or road_class is None:
        return None
    return Section(
        id=name,
        begins=begins,
        ends=ends,
        mode=mode,
        source=cells.text("source", FILE_SOURCE),
        evidence=evidence,
        length_km=length,
        road_class=road_class,
        minutes=minutes,
        minutes_low=low,
        minutes_high=high,
        is_one_way=truths[0],
        is_planned=truths[1],
        route=cells.text("route"),
        valid_from=dates[0],
        valid_to=dates[1],
        note=cells.text("note"),
        origin=cells.origin,
    )


def crossing_of(cells: Cells) -> tuple[Crossing, tuple[DelayProfile, ...]] | None:
    """Return a crossing and the delays of its directions; None if its row is refused."""
    before = len(cells.refusals.problems)
    name, section = cells.required("id"), cells.required("section")
    profiles = [_profile_of(cells, way) for way in ("there", "back")]
    evidence = cells.evidence()
    if len(cells.refusals.problems) > before:
        return None
    crossing = Crossing(
        id=name,
        label=cells.text("name", name),
        section=section,
        source=cells.text("source", FILE_SOURCE),
        evidence=evidence,
        there=profiles[0].id if profiles[0] else "",
        back=profiles[1].id if profiles[1] else "",
        note=cells.text("note"),
        origin=cells.origin,
    )
    return crossing, tuple(row for row in profiles if row is not None)


def _profile_of(cells: Cells, way: str) -> DelayProfile | None:
    values: list[Decimal | None] = [cells.above_zero(f"{way}_{column}") for column in _DELAY]
    lower_share, lower_minutes, upper_share, upper_minutes, tail_index = values
    if lower_share is None and lower_minutes is None and upper_share is None and upper_minutes is None:
        return None
    if lower_share is None or lower_minutes is None or upper_share is None or upper_minutes is None:
        missing = next(column for column, value in zip(_DELAY, values, strict=True) if value is None)
        cells.refuse(
            f"{way}_{missing}",
            "ACC-831",
            "A delay is stated in part.",
            "two shares and the minutes of both, or none of the four",
            "Fill in all four cells of this direction.",
        )
        return None
    return DelayProfile(
        id=f"{cells.text('id')}.{way}",
        label=f"{cells.text('name', cells.text('id'))}, {way}",
        lower_share=lower_share,
        lower_minutes=lower_minutes,
        upper_share=upper_share,
        upper_minutes=upper_minutes,
        tail_index=tail_index,
        source=cells.text("source", FILE_SOURCE),
        evidence=cells.evidence(),
        origin=cells.origin,
    )


def effect_of(cells: Cells) -> ProjectEffect | None:
    """Return what a project does; None if its row is refused."""
    before = len(cells.refusals.problems)
    kind = cells.word("kind", EffectKind)
    name, project, target = (cells.required(column) for column in ("id", "project", "target"))
    value, low, high = (cells.number(column) for column in ("value", "low", "high"))
    evidence = cells.evidence()
    if len(cells.refusals.problems) > before or kind is None:
        return None
    return ProjectEffect(
        id=name,
        project=project,
        kind=kind,
        target=target,
        source=cells.text("source", FILE_SOURCE),
        evidence=evidence,
        value=value,
        low=low,
        high=high,
        note=cells.text("note"),
        origin=cells.origin,
    )
