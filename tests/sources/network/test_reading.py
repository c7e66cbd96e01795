"""Tables of a network are read whole, or refused with file, line, value and what to do."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from accord.domain.evidence import Evidence
from accord.domain.network import Mode, PlaceKind, RoadClass
from accord.errors import AccordError, UsageError
from accord.sources.network.reading import network_files, read_network
from sources.network.made_up_files import CROSSINGS, EFFECTS, PLACES, SECTIONS, read, refused, written


def test_four_tables_make_a_network(tmp_path: Path) -> None:
    network = read(written(tmp_path))
    first, second, third = network.places
    assert (first.label, first.population, first.partner) == ("Aville", Decimal(1000), "NOR")
    assert (second.transfer_minutes, third.population, third.kind) == (Decimal(30), None, PlaceKind.BORDER)
    assert [row.mode for row in network.sections] == [Mode.ROAD, Mode.RAIL, Mode.ROAD]
    assert (network.sections[1].minutes, network.sections[1].road_class) == (None, RoadClass.RAIL)
    assert [row.is_planned for row in network.sections] == [False, False, True]
    assert {row.evidence for row in network.sections} == {Evidence.UNVERIFIED}, "nothing is said of evidence"
    assert (network.crossings[0].there, network.crossings[0].back) == ("gate.there", "")
    assert network.profiles[0].upper_minutes == 60
    assert [row.value for row in network.effects] == [Decimal(30), Decimal("0.5")]
    assert network.sections[0].origin.line == 2


def test_coordinates_with_all_digits_of_a_program_are_read(tmp_path: Path) -> None:
    places = PLACES.replace("44.00,20.00", "44.000000000000014,20.000000000000018")
    network = read(written(tmp_path, places=places))
    assert network.places[0].latitude == Decimal("44.000000000000014")


def test_a_way_of_unknown_length_may_go_round_by_the_next_bridge(tmp_path: Path) -> None:
    # 4.0 km straight: 150 minutes are 1.6 km/h along it, but 14 km/h along 34 km; 2,000 minutes are seconds.
    places = "id,name,latitude,longitude\na,Aville,44.00,20.00\nb,Bford,44.00,20.05\n"
    sections = "id,begins,ends,mode,length_km,minutes\nab,a,b,road,,{}\n"
    bare = {"crossings": "", "effects": ""}
    assert read(written(tmp_path, places=places, sections=sections.format(150), **bare)).sections
    slow = written(tmp_path, places=places, sections=sections.format(2000), **bare)
    assert [row[0] for row in refused(slow)] == ["ACC-829"]


def test_columns_that_are_not_needed_are_named(tmp_path: Path) -> None:
    folder = written(
        tmp_path, places=PLACES.replace("kind", "mayor").replace("border", "").replace("town", "")
    )
    assert read_network(network_files(folder))[1] == ("places.csv: not needed: mayor",)


@pytest.mark.parametrize(
    ("table", "old", "new", "expected"),
    [
        ("sections", "length_km", "length_miles", ("ACC-821", "sections.csv", 1, "length_miles")),
        ("sections", "length_km", "length", ("ACC-821", "sections.csv", 1, "length")),
        ("sections", "length_km", "distance_m", ("ACC-821", "sections.csv", 1, "distance_m")),
        ("sections", ",minutes,", ",hours,", ("ACC-821", "sections.csv", 1, "hours")),
        ("places", "population", "population_thousands",
         ("ACC-821", "places.csv", 1, "population_thousands")),
        ("places", "transfer_minutes", "transfer_hours", ("ACC-821", "places.csv", 1, "transfer_hours")),
        ("crossings", "there_lower_minutes", "there_lower_hours",
         ("ACC-821", "crossings.csv", 1, "there_lower_hours")),
        ("sections", "road,45,40", "road,45 mi,40", ("ACC-822", "sections.csv", 2, "45 mi")),
        ("sections", "road,45,40", "road,45,0:40", ("ACC-822", "sections.csv", 2, "0:40")),
        ("sections", "road,45,40", "road,45,-40", ("ACC-823", "sections.csv", 2, "-40")),
        ("sections", "road,45,40", "road,45,0", ("ACC-823", "sections.csv", 2, "0")),
        ("sections", "ab,a,b", "ab,a,a", ("ACC-824", "sections.csv", 2, "a")),
        ("sections", "bc,b,c", "ab,b,c", ("ACC-825", "sections.csv", 3, "ab")),
        ("sections", "bc,b,c,rail,36,,rail,,2019-05,", "x,b,a,road,45,40,primary,,,E1",
         ("ACC-825", "sections.csv", 3, "b to a")),
        ("sections", "bc,b,c", "bc,b,d", ("ACC-826", "sections.csv", 3, "d")),
        ("sections", "road,45,40", "car,45,40", ("ACC-830", "sections.csv", 2, "car")),
        # 40.0 km apart: 25 would fit miles; 1.5 minutes fits hours.
        ("sections", "road,45,40", "road,25,40", ("ACC-828", "sections.csv", 2, "25 km; straight 40.0 km")),
        ("sections", "road,45,40", "road,45,0.7",
         ("ACC-829", "sections.csv", 2, "45.0 km in 0.7 minutes: 3857.1 km/h")),
        ("sections", "2019-05", "May 2019", ("ACC-838", "sections.csv", 3, "May 2019")),
        ("places", "44.00,20.00", "20.00,44.00",
         ("ACC-827", "places.csv", 2, "latitude 20.00, longitude 44.00")),
        ("places", "44.00,20.00", "94.00,20.00",
         ("ACC-827", "places.csv", 2, "latitude 94.00, longitude 20.00")),
        ("places", "Aville", "", ("ACC-822", "places.csv", 2, "")),
        ("places", "1000", "-1000", ("ACC-823", "places.csv", 2, "-1000")),
        ("crossings", "0.40,20", "40,20",
         ("ACC-831", "crossings.csv", 2, "40 within 20 minutes, 0.83 within 60, tail index none")),
        ("crossings", "0.40,20", "0.40,", ("ACC-831", "crossings.csv", 2, "")),
        ("crossings", "The gate,ab", "The gate,xy", ("ACC-826", "crossings.csv", 2, "xy")),
        ("effects", "ac,30,28,40", "ac,30,35,40",
         ("ACC-832", "effects.csv", 2, "low 35, likely 30, high 40")),
        ("effects", "opens,ac", "opens,ab",
         ("ACC-832", "effects.csv", 2, "it opens a section that is not planned")),
        ("effects", "shortens_wait,gate,0.5", "shortens_wait,gate,",
         ("ACC-832", "effects.csv", 3, "no value")),
        ("effects", "shortens_wait,gate", "shortens_wait,gat", ("ACC-826", "effects.csv", 3, "gat")),
        # Nobody says how long it takes to change from road to rail at A; at B it is 30 minutes.
        ("effects", "shortens_wait,gate,0.5", "retimes_transfer,a,20", ("ACC-817", "effects.csv", 3, "a")),
        ("effects", "shortens_wait,gate,0.5", "retimes_transfer,b,",
         ("ACC-832", "effects.csv", 3, "no value")),
        ("effects", "shortens_wait,gate", "retimes_transfer,gate", ("ACC-826", "effects.csv", 3, "gate")),
        ("places", "a,Aville", "NOR,Aville", ("ACC-818", "places.csv", 2, "NOR")),
        ("places", "a,Aville", "all,Aville", ("ACC-818", "places.csv", 2, "all")),
    ],
)  # fmt: skip
def test_what_cannot_be_true_is_refused(
    tmp_path: Path, table: str, old: str, new: str, expected: tuple[str, str, int, str]
) -> None:
    texts = {"places": PLACES, "sections": SECTIONS, "crossings": CROSSINGS, "effects": EFFECTS}
    assert old in texts[table]
    found = refused(written(tmp_path, **{table: texts[table].replace(old, new, 1)}))
    assert expected in found


def test_a_length_in_miles_is_recognised_as_one(tmp_path: Path) -> None:
    folder = written(tmp_path, sections=SECTIONS.replace("road,45,40", "road,28,40"))
    with pytest.raises(AccordError) as error:
        read(folder)
    assert "multiply by 1.609344" in error.value.problems[0].fix


def test_a_folder_without_a_network_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letters.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    for wrong in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(UsageError) as error:
            network_files(wrong)
        assert error.value.problems[0].id == "ACC-836"
    assert [one[0] for one in refused(written(tmp_path, sections=""))] == ["ACC-820"]
