"""Points are places and lines are sections; anything else is refused."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from accord.errors import InputDataError
from sources.network import made_up_files as files
from sources.network.made_up_files import read, refused

POINTS = [
    {"type": "Feature", "id": "a", "properties": {"name": "Aville", "population": 1000},
     "geometry": {"type": "Point", "coordinates": [20.0, 44.0]}},
    {"type": "Feature", "id": "b", "properties": {"name": "Bford", "population": None},
     "geometry": {"type": "Point", "coordinates": [20.5, 44.0, 120.0]}},
]  # fmt: skip
ROAD = {
    "type": "Feature",
    "id": "ab",
    "properties": {"mode": "road", "minutes": 40, "is_one_way": True},
    "geometry": {"type": "LineString", "coordinates": [[20.0, 44.0], [20.25, 44.2], [20.5, 44.001]]},
}


def written(folder: Path, features: object) -> Path:
    file = folder / "network.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return file


def test_a_line_joins_the_places_at_its_ends_and_has_its_own_length(tmp_path: Path) -> None:
    network = read(written(tmp_path, [*POINTS, ROAD]))
    assert [(place.id, place.population) for place in network.places] == [("a", Decimal(1000)), ("b", None)]
    (road,) = network.sections
    assert (road.begins, road.ends, road.minutes, road.is_one_way) == ("a", "b", Decimal(40), True)
    # By hand, on a flat map at 44.1 degrees north: legs of (0.25 x 79.9, 0.2 x 111.2) km, 29.9 and 29.8 km.
    assert road.length_km is not None
    assert float(road.length_km) == pytest.approx(59.7, abs=0.3)


def test_a_line_that_ends_far_from_every_place_is_refused(tmp_path: Path) -> None:
    far = {**ROAD, "geometry": {"type": "LineString", "coordinates": [[20.0, 44.0], [20.4, 44.0]]}}
    said = [("ACC-826", "network.geojson", 3, "20.4 east, 44 north")]
    assert refused(written(tmp_path, [*POINTS, far])) == said


@pytest.mark.parametrize(
    ("system", "problem"), [("EPSG:3857", "ACC-989"), ("urn:ogc:def:crs:OGC:1.3:CRS84", "")]
)
def test_coordinates_of_another_system_are_refused(tmp_path: Path, system: str, problem: str) -> None:
    file = written(tmp_path, [*POINTS, ROAD])
    whole = json.loads(file.read_text(encoding="utf-8"))
    whole["crs"] = {"type": "name", "properties": {"name": system}}
    file.write_text(json.dumps(whole), encoding="utf-8")
    assert [said[0] for said in (refused(file) if problem else [])] == ([problem] if problem else [])
    assert problem or len(read(file).sections) == 1


def test_a_control_character_behind_an_escape_is_refused(tmp_path: Path) -> None:
    point = json.loads(json.dumps(POINTS[0]))
    point["properties"]["note"] = "cut\x00off"
    assert refused(written(tmp_path, [point, POINTS[1], ROAD])) == [
        ("ACC-988", "network.geojson", 1, "character 0")
    ]


@pytest.mark.parametrize(
    ("geometry", "value"),
    [
        ({"type": "Polygon", "coordinates": [[[20, 44], [21, 44], [20, 45], [20, 44]]]}, "Polygon"),
        ({"type": "MultiLineString", "coordinates": [[[20, 44], [21, 44]]]}, "MultiLineString"),
        (None, "no geometry"),
        ({"type": "Blob", "coordinates": [20, 44]}, "Blob"),
        ({"type": "LineString", "coordinates": [[20, 44], "b"]}, "LineString without coordinates"),
    ],
)
def test_another_geometry_is_refused(tmp_path: Path, geometry: object, value: str) -> None:
    features = [*POINTS, {**ROAD, "geometry": geometry}]
    assert refused(written(tmp_path, features))[0][0] == "ACC-833"
    assert refused(written(tmp_path, features))[0][3] == value


def test_a_file_that_is_no_feature_collection_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "network.geojson"
    for text in ("{", "[]", '{"type": "FeatureCollection", "features": []}', '{"features": [1]}'):
        file.write_text(text, encoding="utf-8")
        assert refused(file)[0][0] == "ACC-833"


def test_a_property_in_miles_is_refused_and_swapped_coordinates_are_recognised(tmp_path: Path) -> None:
    miles = {**ROAD, "properties": {"mode": "road", "length_mi": 37}}
    assert ("ACC-821", "network.geojson", 1, "length_mi") in refused(written(tmp_path, [*POINTS, miles]))
    swapped = {**POINTS[0], "geometry": {"type": "Point", "coordinates": [44.0, 20.0]}}
    named = {**ROAD, "properties": {"mode": "road", "begins": "a", "ends": "b"}}
    assert refused(written(tmp_path, [swapped, POINTS[1], named]))[0][0] == "ACC-827"


def test_coordinates_with_all_digits_of_a_program_are_read(tmp_path: Path) -> None:
    near = {**POINTS[0], "geometry": {"type": "Point", "coordinates": [0.00002, 44.622901694889705]}}
    far = {**POINTS[1], "geometry": {"type": "Point", "coordinates": [0.5, 44.0]}}
    road = {**ROAD, "geometry": {"type": "LineString", "coordinates": [[0.00002, 44.6229], [0.5, 44.0]]}}
    place = read(written(tmp_path, [near, far, road])).places[0]
    assert (place.longitude, place.latitude) == (Decimal("0.00002"), Decimal("44.622901694889705"))


def test_metres_of_a_projected_map_are_recognised_and_no_length_is_judged_from_them(tmp_path: Path) -> None:
    text = "id,name,latitude,longitude\na,Aville,4872000,7420000\nb,Bford,44.10,20.50\n"
    with pytest.raises(InputDataError, match="metres on a projected map") as said:
        read(files.written(tmp_path, places=text))
    assert {problem.id for problem in said.value.problems} <= {"ACC-827", "ACC-826"}
