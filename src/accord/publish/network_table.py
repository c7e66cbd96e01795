"""Everything that the maps of a network show, as rows of one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from accord.domain.figure import Figure
from accord.publish.maps.crossing_map import WAITING
from accord.publish.network_view import NetworkMaps, shown_places
from accord.publish.page import Row
from accord.store.figure_json import Json, figure_json

__all__ = ["COLUMNS", "map_rows"]

COLUMNS = ("map", "id", "label", "project", "what", "value", "unit", "class", "figure", "reason")
"""Columns of the table; ``figure`` is what ``accord why`` explains, and is empty where nothing is known."""

_USES = ("journeys", "median", "mean", "late", "longest_seen")
_WORDS = {"longest_seen": "longest that was reported"}


def map_rows(maps: NetworkMaps, figures: Mapping[str, Figure]) -> Iterator[Row]:
    """Yield a row for each value on the maps, unknown ones included with an empty value.

    Args:
        maps: The maps.
        figures: Figures of the network by id.
    """
    yield from _place_rows(maps, figures)
    yield from _project_rows(maps, figures)
    yield from _crossing_rows(maps, figures)


def _place_rows(maps: NetworkMaps, figures: Mapping[str, Figure]) -> Iterator[Row]:
    sides = ("before", "after") if maps.saved is not None else ("before",)
    for place in shown_places(maps.network):
        for side in sides:
            figure = figures.get(f"network.{place.id}.mean_minutes.{side}")
            yield _row("minutes", place.id, place.label, f"mean minutes {side}", figure)
        if maps.saved is not None:
            figure = figures.get(f"network.{place.id}.minutes_saved")
            words = maps.scale.words_of(maps.saved_by_place[place.id])
            row = _row("saved", place.id, place.label, "minutes saved by all projects", figure)
            yield {**row, "class": words}


def _project_rows(maps: NetworkMaps, figures: Mapping[str, Figure]) -> Iterator[Row]:
    for project, values in maps.alone.items():
        for place in shown_places(maps.network):
            figure = figures.get(f"network.{project}.{place.id}.minutes_saved")
            row = _row("projects", place.id, place.label, "minutes saved by the project alone", figure)
            yield {**row, "project": project, "class": maps.scale.words_of(values[place.id])}


def _crossing_rows(maps: NetworkMaps, figures: Mapping[str, Figure]) -> Iterator[Row]:
    for crossing in sorted(maps.network.crossings, key=lambda row: row.id):
        for way in ("there", "back"):
            for what in _USES:
                figure = figures.get(f"network.{crossing.id}.{way}.{what}")
                row = _row(
                    "crossings", crossing.id, crossing.label, f"{_WORDS.get(what, what)} {way}", figure
                )
                mean = maps.waiting[crossing.id].ways[way == "back"]
                words = WAITING.words_of(mean) if what == "mean" else ""
                yield {**row, "class": words}


def _row(sheet: str, name: str, label: str, what: str, figure: Figure | None) -> dict[str, Json]:
    told = {} if figure is None else figure_json(figure)
    return {
        "map": sheet,
        "id": name,
        "label": label,
        "project": "",
        "what": what,
        "value": told.get("value"),
        "unit": "" if figure is None else figure.unit,
        "class": "",
        "figure": "" if figure is None else figure.id,
        "reason": "nothing is known of it" if figure is None else figure.reason,
    }
