"""Places and sections out of GeoJSON: points are places, lines are sections."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import cast

from accord.domain.network import Place
from accord.errors import InputDataError, Problem
from accord.sources.network.cells import Cells, check_columns
from accord.sources.network.distance import line_km
from accord.sources.network.rows import COLUMNS, place_of
from accord.sources.rates.grid import TableFile, decode_table
from accord.sources.rates.refusals import CONTROL, Refusals, cell_problem, control_problem
from accord.sources.rates.refusals import Place as Cell

__all__ = ["read_geojson"]

_SNAP_KM = 1.0
_DEGREES = re.compile(r"CRS:?84|EPSG:+4326", re.IGNORECASE)


def read_geojson(file: TableFile, refusals: Refusals) -> tuple[dict[str, list[Cells]], tuple[str, ...]]:
    """Read the rows of a feature collection (RFC 7946: degrees east before degrees north).

    Properties have the names of the columns of the tables. A line without ``begins`` and ``ends`` joins the
    places within one kilometre of its ends; one without ``length_km`` has the length of its line.

    Args:
        file: The file.
        refusals: Receives what is wrong.

    Returns:
        Rows of places and sections by number of the feature, and the properties that are not needed.

    Raises:
        InputDataError: The file is no feature collection (ACC-833), or says that it is not in degrees
            (ACC-989).
    """
    features = _features(file)
    tables: dict[str, list[Cells]] = {"places": [], "sections": []}
    lines: list[tuple[Cells, list[tuple[float, float]]]] = []
    names: dict[str, set[str]] = {"places": set(), "sections": set()}
    for number, feature in enumerate(features, start=1):
        kind, points = _geometry(feature)
        properties = feature.get("properties")
        values = {} if not isinstance(properties, dict) else {k: _text(v) for k, v in properties.items()}
        values = {"id": _text(feature.get("id")), **values}
        for name, value in values.items():
            if strange := CONTROL.search(value):
                refusals.add(control_problem(Cell(file.name, number, name), strange[0]))
        if kind == "Point" and len(points) == 1:
            values |= {"longitude": _digits(points[0][0]), "latitude": _digits(points[0][1])}
            names["places"] |= set(values)
            tables["places"].append(Cells(file=file.name, line=number, values=values, refusals=refusals))
        elif kind == "LineString" and len(points) > 1:
            names["sections"] |= set(values)
            cells = Cells(file=file.name, line=number, values=values, refusals=refusals)
            lines.append((cells, points))
        else:
            refusals.add(_no_feature(file.name, number, kind))
    unused: list[str] = []
    for table, found in names.items():
        unused.extend(check_columns(file.name, sorted(found), COLUMNS[table], refusals))
    quiet = Refusals()
    places = [row for cells in tables["places"] if (row := place_of(_with(cells, {}, quiet)))]
    joined = (_joined(cells, points, places) for cells, points in lines)
    tables["sections"] = [cells for cells in joined if cells is not None]
    return tables, tuple(unused)


def _joined(cells: Cells, points: Sequence[tuple[float, float]], places: Sequence[Place]) -> Cells | None:
    """Return a line with the places at its ends; None, reported, if there is none at one of them."""
    more: dict[str, str] = {}
    for column, point in (("begins", points[0]), ("ends", points[-1])):
        if cells.text(column):
            continue
        near = min(places, key=lambda place: line_km([point, _point(place)]), default=None)
        if near is not None and line_km([point, _point(near)]) <= _SNAP_KM:
            more[column] = near.id
        else:
            place = Cell(
                cells.file, cells.line, column, f"{point[0]:g} east, {point[1]:g} north", cells.text("id")
            )
            cells.refusals.add(
                cell_problem(
                    place,
                    "ACC-826",
                    "There is no place at this end of the line.",
                    expected=f"a place within {_SNAP_KM:g} km"
                    + (f"; the nearest is {near.id}" if near else ""),
                    fix=f"Add a point for the place, or name it in `{column}`. GeoJSON writes degrees"
                    " east, then degrees north.",
                )
            )
            return None
    if not cells.text("length_km"):
        more["length_km"] = f"{line_km(points):.3f}"
    return _with(cells, more, cells.refusals)


def _with(cells: Cells, more: Mapping[str, str], refusals: Refusals) -> Cells:
    return Cells(file=cells.file, line=cells.line, values={**cells.values, **more}, refusals=refusals)


def _point(place: Place) -> tuple[float, float]:
    return float(place.longitude), float(place.latitude)


def _features(file: TableFile) -> list[dict[str, object]]:
    try:
        root: object = json.loads(decode_table(file))
    except (ValueError, RecursionError) as error:
        raise InputDataError(_no_collection(file.name, str(error))) from error
    features = root.get("features") if isinstance(root, dict) else None
    system = json.dumps(root.get("crs")) if isinstance(root, dict) and root.get("crs") else ""
    if system and not _DEGREES.search(system):
        raise InputDataError(_other_system(file.name, system))
    if not isinstance(features, list):
        raise InputDataError(_no_collection(file.name, "no list `features`"))
    if not features:
        raise InputDataError(_no_collection(file.name, "an empty list `features`"))
    if not all(isinstance(feature, dict) for feature in features):
        raise InputDataError(_no_collection(file.name, "a feature that is no object"))
    return cast("list[dict[str, object]]", features)


def _geometry(feature: Mapping[str, object]) -> tuple[str, list[tuple[float, float]]]:
    """Return the kind of geometry and its points (east, north); no point where they cannot be read."""
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict):
        return "no geometry", []
    kind, coordinates = str(geometry.get("type")), geometry.get("coordinates")
    if kind not in {"Point", "LineString"}:
        return kind, []
    parts = [coordinates] if kind == "Point" else coordinates
    points: list[tuple[float, float]] = []
    for part in parts if isinstance(parts, list) else []:
        is_pair = isinstance(part, list) and len(part) >= 2
        if not is_pair or not all(isinstance(one, int | float) for one in part[:2]):
            return f"{kind} without coordinates", []
        points.append((float(part[0]), float(part[1])))
    return kind, points


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _digits(value)
    return "" if value is None else str(value)


def _digits(value: float) -> str:
    """Return a number without an exponent, in its shortest digits: 0.00002, not 2e-05."""
    text = repr(value)
    return f"{Decimal(text):f}" if "e" in text else text


def _no_collection(file: str, value: str) -> Problem:
    return cell_problem(
        Cell(file, value=value),
        "ACC-833",
        "The file is no GeoJSON feature collection.",
        expected="an object with a list `features` of points and lines (RFC 7946)",
        fix="Export it again as GeoJSON in WGS 84.",
    )


def _other_system(file: str, system: str) -> Problem:
    return cell_problem(
        Cell(file, field="crs", value=system[:120]),
        "ACC-989",
        "The file says that its coordinates are not degrees of WGS 84.",
        expected="no `crs`, or one that names CRS84 or EPSG:4326 (RFC 7946 knows no other)",
        fix="Convert it to EPSG:4326 and save it as GeoJSON again: ogr2ogr -t_srs EPSG:4326.",
    )


def _no_feature(file: str, number: int, kind: str) -> Problem:
    return cell_problem(
        Cell(file, number, "geometry", kind),
        "ACC-833",
        "The feature is neither a place nor a section.",
        expected="a Point, or a LineString of two points or more; split a MultiLineString into its lines",
        fix="Remove the feature, or convert it.",
    )
