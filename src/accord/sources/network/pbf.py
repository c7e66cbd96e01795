"""The main roads and railways of an OpenStreetMap extract, as sections between junctions and towns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from accord.domain.evidence import Evidence
from accord.domain.network import Mode, Place, PlaceKind, RoadClass, Section
from accord.domain.network_change import Network
from accord.errors import InputDataError, Problem, UsageError
from accord.sources.network.contraction import contracted
from accord.sources.network.distance import line_km

__all__ = ["OSM_SOURCE", "read_extract"]

OSM_SOURCE = "openstreetmap"
"""Source of rows from an extract; its data are under the ODbL and name OpenStreetMap contributors."""

_CLASSES = {
    "motorway": RoadClass.MOTORWAY,
    "trunk": RoadClass.EXPRESSWAY,
    "primary": RoadClass.PRIMARY,
}
_TOWNS = {"city", "town"}
_SNAP_KM = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    id: int
    nodes: tuple[int, ...]
    mode: Mode
    road_class: RoadClass
    is_one_way: bool
    route: str


@dataclass(slots=True)
class _Extract:
    """What is kept of an extract while it is read."""

    ways: list[_Way] = field(default_factory=list)
    points: dict[int, tuple[float, float]] = field(default_factory=dict)
    towns: list[tuple[int, str, tuple[float, float], int | None]] = field(default_factory=list)
    without_points: int = 0


def read_extract(path: Path) -> tuple[Network, tuple[str, ...]]:
    """Read motorways, trunk and primary roads with their links, and railways in use, from an extract.

    Ways are cut where they meet and joined to sections between these junctions. The nearest junction within
    five kilometres takes a town's name and population. Times follow from the class of road; speed limits,
    turns and conditions in tags are not read, nor are borders: crossings are stated in a table.

    Args:
        path: The extract (.osm.pbf), of an area of some countries at most.

    Returns:
        The network, and what was left out, in words.

    Raises:
        UsageError: The reader is not installed (ACC-293).
        InputDataError: The file cannot be read, or holds no such road (ACC-834).
    """
    extract = _read(path)
    if not extract.ways:
        raise InputDataError(_refusal(path, "no motorway, trunk or primary road and no railway"))
    uses = Counter(node for way in extract.ways for node in way.nodes)
    junctions = {node for node, count in uses.items() if count > 1}
    junctions |= {node for way in extract.ways for node in (way.nodes[0], way.nodes[-1])}
    sections = tuple(row for way in extract.ways for row in _sections(way, junctions, extract.points))
    used = {end for row in sections for end in (row.begins, row.ends)}
    names, alone = _towns(extract, sorted(node for node in junctions if f"n{node}" in used))
    sections = contracted(sections, {f"n{node}" for node in names})
    used = {end for row in sections for end in (row.begins, row.ends)}
    places = [_place(node, extract.points[node], names.get(node)) for node in sorted(junctions)]
    notes = [f"{name} lies over {_SNAP_KM:g} km from every road that is read" for name in alone]
    if extract.without_points:
        notes.append(f"{extract.without_points} ways have nodes outside the extract")
    kept = tuple(place for place in places if place.id in used)
    return Network(places=kept, sections=sections), tuple(notes)


def _read(path: Path) -> _Extract:
    try:
        import osmium
    except ImportError as error:
        raise UsageError(
            Problem(
                id="ACC-293",
                what="Extracts of OpenStreetMap are read by a library that is not installed.",
                value=str(error),
                expected="Accord with its extra named connectivity",
                fix="Run `uv sync --extra connectivity` or `pip install 'accord[connectivity]'`.",
            )
        ) from error
    extract = _Extract()
    try:
        for found in osmium.FileProcessor(str(path)).with_locations():
            tags: Mapping[str, str] = {tag.k: tag.v for tag in found.tags}
            if isinstance(found, osmium.osm.Node):
                if tags.get("place") in _TOWNS and "name" in tags:
                    people = tags.get("population", "").replace(",", "").replace(" ", "")
                    count = int(people) if people.isascii() and people.isdigit() else None
                    point = (found.location.lon, found.location.lat)
                    extract.towns.append((found.id, tags.get("name:en", tags["name"]), point, count))
            elif isinstance(found, osmium.osm.Way):
                _keep(extract, found.id, tags, [(node.ref, node.location) for node in found.nodes])
    except (RuntimeError, ValueError) as error:
        raise InputDataError(_refusal(path, f"{error}")) from error
    return extract


def _keep(extract: _Extract, name: int, tags: Mapping[str, str], nodes: Sequence[tuple[int, object]]) -> None:
    mode, road_class = _kind(tags)
    if mode is None or len(nodes) < 2:
        return
    points = {
        ref: (float(location.lon), float(location.lat))  # type: ignore[attr-defined]
        for ref, location in nodes
        if location.valid()  # type: ignore[attr-defined]
    }
    if len(points) < len({ref for ref, _location in nodes}):
        extract.without_points += 1
        return
    extract.points |= points
    direction = tags.get("oneway", "")
    is_motorway = tags.get("highway", "").startswith("motorway") or tags.get("junction") == "roundabout"
    one_way = direction in {"yes", "1", "true", "-1"} or (is_motorway and direction != "no")
    refs = tuple(ref for ref, _location in nodes)
    extract.ways.append(
        _Way(
            id=name,
            nodes=refs[::-1] if direction == "-1" else refs,
            mode=mode,
            road_class=road_class,
            is_one_way=one_way and mode is Mode.ROAD,
            route=tags.get("int_ref", tags.get("ref", "")),
        )
    )


def _kind(tags: Mapping[str, str]) -> tuple[Mode | None, RoadClass]:
    road_class = _CLASSES.get(tags.get("highway", "").removesuffix("_link"))
    if road_class is not None:
        return Mode.ROAD, road_class
    if tags.get("railway") == "rail" and tags.get("service", "") == "":
        return Mode.RAIL, RoadClass.RAIL
    return None, RoadClass.UNKNOWN


def _sections(way: _Way, junctions: set[int], points: Mapping[int, tuple[float, float]]) -> Iterator[Section]:
    start = 0
    for at in range(1, len(way.nodes)):
        if way.nodes[at] not in junctions:
            continue
        part = way.nodes[start : at + 1]
        length = line_km([points[node] for node in part])
        if part[0] != part[-1] and length > 0:
            yield Section(
                id=f"w{way.id}-{start}",
                begins=f"n{part[0]}",
                ends=f"n{part[-1]}",
                mode=way.mode,
                source=OSM_SOURCE,
                evidence=Evidence.DERIVED,
                length_km=Decimal(f"{length:.6f}") if length >= 1e-6 else Decimal("0.000001"),
                road_class=way.road_class,
                is_one_way=way.is_one_way,
                route=way.route,
            )
        start = at


def _towns(
    extract: _Extract, junctions: Sequence[int]
) -> tuple[dict[int, tuple[str, int | None]], tuple[str, ...]]:
    """Return the town of each junction, the larger first, and the towns that lie far from all."""
    names: dict[int, tuple[str, int | None]] = {}
    alone = []
    for _id, name, point, people in sorted(extract.towns, key=lambda row: (-(row[3] or 0), row[0])):
        free = [node for node in junctions if node not in names and _is_near(point, extract.points[node])]
        near = min(free, key=lambda node: line_km([point, extract.points[node]]), default=None)
        if near is None or line_km([point, extract.points[near]]) > _SNAP_KM:
            alone.append(name)
        else:
            names[near] = (name, people)
    return names, tuple(alone)


def _is_near(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two points can be within the limit; rough, and true up to 60 degrees north or south."""
    return abs(one[0] - other[0]) < _SNAP_KM / 44 and abs(one[1] - other[1]) < _SNAP_KM / 110


def _place(node: int, point: tuple[float, float], town: tuple[str, int | None] | None) -> Place:
    people = None if town is None else town[1]
    return Place(
        id=f"n{node}",
        label=town[0] if town else f"junction {node}",
        latitude=Decimal(f"{point[1]:.7f}"),
        longitude=Decimal(f"{point[0]:.7f}"),
        source=OSM_SOURCE,
        evidence=Evidence.DERIVED,
        kind=PlaceKind.TOWN if town else PlaceKind.JUNCTION,
        population=None if people is None else Decimal(people),
    )


def _refusal(path: Path, value: str) -> Problem:
    return Problem(
        id="ACC-834",
        what="The extract cannot be used.",
        file=path.name,
        value=value,
        expected="an OpenStreetMap extract (.osm.pbf) with main roads or railways",
        fix="Download it again, or cut a larger area.",
    )
