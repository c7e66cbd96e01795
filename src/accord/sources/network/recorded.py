"""The rows of the files of a network, recorded so that a figure can be traced to its file and line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from accord.domain.network import Place, Section
from accord.domain.network_change import Crossing, DelayProfile, Network, ProjectEffect
from accord.domain.recorded_cell import RecordedCell

__all__ = ["recorded_rows"]

_BEGINS = "cell.network"
_EXTRACT = ".osm.pbf"


def recorded_rows(
    network: Network, files: Mapping[str, str], names: Iterable[str]
) -> dict[str, RecordedCell]:
    """Return the rows that figures name.

    Args:
        network: The network as read.
        files: Hash of each file that was read, by its name.
        names: Ids such as ``cell.network.places.hill``; other ids are passed over.
    """
    wanted = set(names)
    extract = next((name for name in files if name.endswith(_EXTRACT)), "")
    found = {}
    for table, row, says in _rows(network):
        name = f"{_BEGINS}.{table}.{row.id}"
        if name in wanted:
            file = row.origin.file or extract
            place = f"line {row.origin.line}" if row.origin.file else f"element {row.id}"
            if file.endswith("json"):
                place = f"feature {row.origin.line}"
            found[name] = RecordedCell(id=name, says=says, file=file, sha256=files.get(file, ""), place=place)
    return found


_Row = Place | Section | DelayProfile | Crossing | ProjectEffect


def _rows(network: Network) -> Iterator[tuple[str, _Row, str]]:
    for place in network.places:
        people = "of unknown population" if place.population is None else f"{place.population:,f} people"
        year = f" ({place.population_year})" if place.population_year else ""
        yield "places", place, f"{place.label}, {place.kind}, {people}{year}"
    for section in network.sections:
        length = "of unknown length" if section.length_km is None else f"{section.length_km} km"
        taken = f"class {section.road_class}" if section.minutes is None else f"{section.minutes} minutes"
        yield "sections", section, f"{section.mode}, {section.begins} to {section.ends}, {length}, {taken}"
    for crossing in network.crossings:
        waits = (
            f"{wait.way} {wait.minutes} minutes ({wait.date}, {wait.source})" for wait in crossing.observed
        )
        reported = "; ".join(waits)
        told = f"; waits reported: {reported}" if reported else ""
        yield "crossings", crossing, f"{crossing.label}, on {crossing.section}{told}"
    for delay in network.profiles:
        lower = f"{delay.lower_share} within {delay.lower_minutes} minutes"
        tail = "" if delay.tail_index is None else f", tail index {delay.tail_index}"
        yield "delays", delay, f"{lower}, {delay.upper_share} within {delay.upper_minutes} minutes{tail}"
    for effect in network.effects:
        ends = "" if effect.low is None or effect.high is None else f" ({effect.low} to {effect.high})"
        value = "" if effect.value is None else f": {effect.value}{ends}"
        yield "effects", effect, f"{effect.project} {effect.kind.replace('_', ' ')} {effect.target}{value}"
