"""A folder on broadband is read whole, in any order of its rows, and refused where it cannot be true."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.broadband import CoverageStage, Technology
from accord.errors import AccordError, InputDataError, UsageError
from accord.sources.broadband.reading import read_broadband
from sources.broadband.made_up_villages import CALL, COVERAGE, PRICES, SETTLEMENTS, written

HEADER = "settlement,municipality,technology,speed_mbit,stage,basis,share,number,day,source,evidence\n"


def test_a_folder_is_read_with_places_and_hashes(tmp_path: Path) -> None:
    files = read_broadband(written(tmp_path))
    case = files.case
    assert [row.id for row in case.settlements] == ["alder", "birch", "cedar", "dogwood", "elm", "fir"]
    assert case.settlements[4].origin.line == 6
    assert case.coverage[3].number == 100
    assert case.coverage[3].stage is CoverageStage.COVERED
    assert case.call is not None
    assert case.call.weights == {Technology.FIBRE: 1, Technology.FIXED_WIRELESS: Decimal("0.6")}
    assert files.files["settlements.csv"] == hashlib.sha256(SETTLEMENTS.encode()).hexdigest()
    assert {"accord/parameters.yml", "accord/targets.yml"} <= set(files.files)
    assert files.notes == ()


def test_numbers_with_all_digits_of_a_program_are_read(tmp_path: Path) -> None:
    text = "id,label,partner,latitude,longitude\nelm,Elm,BBB,44.622901694889705,20.741786989260728\n"
    others = dict.fromkeys(("points", "coverage", "prices", "incomes", "parameters", "call"))
    (elm,) = read_broadband(written(tmp_path, settlements=text, **others)).case.settlements
    assert elm.latitude == Decimal("44.622901694889705")


def test_what_is_not_stated_stays_unknown(tmp_path: Path) -> None:
    elm = read_broadband(written(tmp_path)).case.settlements[4]
    assert (elm.upstream, elm.backhaul_km, elm.schools, elm.municipality) == ("", None, None, "")
    bare = "id,label,partner\nelm,Elm,BBB\n"
    others = dict.fromkeys(("points", "coverage", "prices", "incomes", "parameters", "call"))
    case = read_broadband(written(tmp_path / "bare", settlements=bare, **others)).case
    assert (case.settlements[0].population, case.settlements[0].households) == (None, None)
    assert case.call is None
    assert case.coverage == ()


def test_names_and_codes_of_partners_become_the_code_of_accord(tmp_path: Path) -> None:
    text = SETTLEMENTS.replace(",AAA,", ",Kosovo,").replace(",BBB,", ",XKX,")
    assert {row.partner for row in read_broadband(written(tmp_path, settlements=text)).case.settlements} == {
        "KOS"
    }


def test_costs_that_come_with_accord_stand_in_where_a_folder_states_none(tmp_path: Path) -> None:
    parameters = read_broadband(written(tmp_path, parameters=None)).case.parameters
    assert parameters["fibre.unit.rural"].value == 6000
    assert parameters["fibre.unit.rural"].origin.file == "accord/parameters.yml"
    assert "fibre.node" not in parameters, "no source that was read states it"


def test_own_classes_of_density_replace_those_that_come_with_accord(tmp_path: Path) -> None:
    parameters = read_broadband(written(tmp_path)).case.parameters
    assert {name for name in parameters if name.startswith(("density.", "fibre.unit."))} == {
        "density.rural",
        "fibre.unit.rural",
    }


def test_files_and_columns_that_are_not_needed_are_named(tmp_path: Path) -> None:
    folder = written(tmp_path, points="id,label,mayor\ngate,Gate,nobody\n")
    (folder / "covrage.csv").write_text(COVERAGE, encoding="utf-8")
    notes = read_broadband(folder).notes
    assert any(note.startswith("covrage.csv was not read") for note in notes)
    assert "points.csv: columns that were not needed: mayor" in notes


@settings(max_examples=10, deadline=None)
@given(st.permutations(SETTLEMENTS.splitlines()[1:]), st.permutations(COVERAGE.splitlines()[1:]))
def test_the_order_of_rows_changes_no_row(
    tmp_path_factory: pytest.TempPathFactory, one: list[str], two: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("valley")
    first = read_broadband(written(folder / "a")).case
    mixed = written(
        folder / "b",
        settlements="\n".join([SETTLEMENTS.splitlines()[0], *one]) + "\n",
        coverage=HEADER + "\n".join(two) + "\n",
    )
    again = read_broadband(mixed).case
    assert {(row.id, row.upstream, row.population) for row in first.settlements} == {
        (row.id, row.upstream, row.population) for row in again.settlements
    }
    assert {(row.id, row.share, row.number) for row in first.coverage} == {
        (row.id, row.share, row.number) for row in again.coverage
    }


REFUSED = [
    # (file, text that is replaced, by what, id of the problem, words that must be said)
    ("settlements", "backhaul_km", "backhaul_miles", "ACC-868", "kilometres; a mile is 1.609344 km"),
    ("settlements", "area_km2", "area_ha", "ACC-868", "a hectare is 0.01 km2"),
    ("settlements", "population", "population_thousands", "ACC-868", "one by one and not in thousands"),
    ("settlements", "households", "housholds", "ACC-868", "`households`"),
    ("settlements", ",900,", ",1.2,", "ACC-871", "neither 1.200 nor 1.2 for thousands"),
    ("settlements", ",900,", ",-900,", "ACC-870", "leave the cell empty"),
    ("settlements", ",gate,4", ",gate,4 km", "ACC-869", "no unit"),
    ("settlements", ",gate,4", ",gate,-4", "ACC-870", "zero or more"),
    ("settlements", "900,300,", "900,30,", "ACC-881", "in thousands"),
    ("settlements", "alder,Alder", "al der,Alder", "ACC-875", "letters, digits, - and _"),
    ("coverage", ",0.25,", ",25,", "ACC-872", "Divide by 100: 0.25"),
    ("coverage", ",0.25,", ",25 %,", "ACC-869", "no sign of percent"),
    ("coverage", ",0.25,", ",1.01,", "ACC-872", "above 100 %"),
    ("coverage", ",0.25,", ",120,", "ACC-872", "more than wholly"),
    ("coverage", ",share,", ",share_percent,", "ACC-868", "80 % is 0.8"),
    ("coverage", ",,100,", ",,500,", "ACC-874", "at most 400 households"),
    ("coverage", ",0.25,", ",,", "ACC-873", "what is not stated counts as not known"),
    ("coverage", ",0.25,,", ",0.25,5,", "ACC-873", "one of the two"),
    ("coverage", "settlement,municipality", "place,other", "ACC-868", "`settlement` or `municipality`"),
    ("coverage", "cedar,,any", "cedr,,any", "ACC-882", "Did you mean `cedar`?"),
    ("coverage", "cedar,,any", ",Uper,any", "ACC-882", "Did you mean `Upper`?"),
    ("coverage", "cedar,,any", "cedar,Lower,any", "ACC-882", "about no place, or about two"),
    ("coverage", "any,1000", "any,", "ACC-822", "must not be"),
    ("coverage", "fibre,1000", "fibre,1", "ACC-881", "1 Gbit/s is 1000 Mbit/s"),
    ("coverage", "fibre,1000", "fibre,1000000", "ACC-881", "kbit/s"),
    ("coverage", "2025-12-31", "31.12.2025", "ACC-838", "YYYY-MM-DD"),
    ("prices", ",12,", ",0,", "ACC-870", "more than zero"),
    ("prices", ",EUR,", ",euro,", "ACC-869", "three capital letters"),
    ("prices", ",month,", ",quarter,", "ACC-830", "month, year"),
    ("incomes", ",2025,", ",25,", "ACC-869", "four digits"),
    (
        "parameters",
        "unit: EUR/km, value: 10000",
        "unit: thousand EUR/km, value: 10",
        "ACC-884",
        "in thousands",
    ),
    ("parameters", "low: 8000", "low: 12000", "ACC-884", "low <= value <= high"),
    ("parameters", "value: 300, price_base: 2025", "value: 300", "ACC-884", "the year to whose prices"),
    ("parameters", "value: 60000", "value: -1", "ACC-884", "below zero"),
    ("parameters", "id: fibre.node", "id: fibre.backhaul", "ACC-875", "stands twice"),
    ("call", "envelope: 500000", "envelope: 30", "ACC-883", "30 million is 30000000"),
    ("call", "grant_share: 0.5", "grant_share: 80", "ACC-883", "80 % is 0.8"),
    ("call", "target: gigabit", "target: gigabits", "ACC-883", "Did you mean `gigabit`?"),
    ("call", "weights: {fibre: 1, fixed_wireless: 0.6}\n", "", "ACC-883", "There is no default"),
    ("call", "fibre: 1,", "fibre: 100,", "ACC-883", "at most 1"),
    ("call", "fibre: 1,", "satellite: 1,", "ACC-883", "fibre and fixed_wireless"),
    ("call", "id: valley", "id: announced", "ACC-883", "neither `announced`"),
    ("call", "title: Invented call for the valley\n", "", "ACC-306", "title"),
]


@pytest.mark.parametrize(("file", "old", "new", "problem", "words"), REFUSED)
def test_what_cannot_be_true_is_refused_with_what_to_do(
    tmp_path: Path, file: str, old: str, new: str, problem: str, words: str
) -> None:
    folder = written(tmp_path)
    path = next(folder.glob(f"{file}.*"))
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputDataError) as caught:
        read_broadband(folder)
    found = [each for each in caught.value.problems if each.id == problem]
    assert found, str(caught.value)
    assert words in str(caught.value)
    assert found[0].file == path.name
    assert found[0].line > 0


def test_a_price_that_stands_twice_is_refused(tmp_path: Path) -> None:
    text = PRICES + "AAA,fixed 5 GB,14,EUR,month,2025,Other tariff,seen\n"
    with pytest.raises(InputDataError, match=r"it first stands in prices\.csv, line 2"):
        read_broadband(written(tmp_path, prices=text))


def test_a_file_in_other_letters_is_named(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "settlements.csv").rename(folder / "Settlements.csv")
    with pytest.raises(InputDataError, match=r"Rename Settlements\.csv to settlements\.csv"):
        read_broadband(folder)


def test_a_wrong_key_of_the_call_is_shown_on_its_line(tmp_path: Path) -> None:
    with pytest.raises(InputDataError) as caught:
        read_broadband(written(tmp_path, call=CALL.replace("grant_share: 0.5", "grant_share: 50")))
    assert caught.value.problems[0].line == 7


def test_the_curve_without_one_stated_follows_the_envelope(tmp_path: Path) -> None:
    text = CALL.replace("500000", "30000000").split("curve:")[0]
    call = read_broadband(written(tmp_path, call=text)).case.call
    assert call is not None
    assert [int(each) // 10**6 for each in call.curve] == [5, 10, 15, 20, 30, 40, 50, 60, 80, 100]


def test_two_coverages_of_one_day_are_refused_and_none_is_chosen(tmp_path: Path) -> None:
    text = COVERAGE + "birch,,fibre,1000,covered,households,0.5,,2025-12-31,Other map,seen\n"
    with pytest.raises(InputDataError) as caught:
        read_broadband(written(tmp_path, coverage=text))
    assert caught.value.problems[0].id == "ACC-876"
    assert "0.5; line 3 says 0.25" in str(caught.value)
    assert "Accord does not choose" in str(caught.value)


def test_the_same_place_on_another_day_is_no_contradiction(tmp_path: Path) -> None:
    text = COVERAGE + "birch,,fibre,1000,covered,households,0.5,,2024-12-31,Other map,seen\n"
    assert len(read_broadband(written(tmp_path, coverage=text)).case.coverage) == 6


def test_more_with_a_higher_speed_than_with_a_lower_one_is_refused(tmp_path: Path) -> None:
    text = COVERAGE + "birch,,fibre,100,covered,households,0.2,,2025-12-31,Invented map,seen\n"
    with pytest.raises(InputDataError, match="More can get a higher speed than a lower one"):
        read_broadband(written(tmp_path, coverage=text))


def _placed(length: str, latitude: str = "42.00", longitude: str = "21.00") -> str:
    """Two villages 0.09 degrees apart: 10.0 km, as 111.2 km a degree of latitude says."""
    head = "id,label,partner,latitude,longitude,upstream,backhaul_km\n"
    return f"{head}low,Low,AAA,42.09,21.00,,\nhigh,High,AAA,{latitude},{longitude},low,{length}\n"


@pytest.mark.parametrize(
    ("length", "words"),
    [
        ("6.3", "miles: multiply by 1.609344"),
        ("12000", "metres: divide by 1000"),
        ("2", "Correct the length"),
    ],
)
def test_a_step_of_another_length_than_the_map_is_refused(tmp_path: Path, length: str, words: str) -> None:
    with pytest.raises(InputDataError) as caught:
        read_broadband(written(tmp_path, settlements=_placed(length), points=None, coverage=None))
    assert caught.value.problems[0].id == "ACC-879"
    assert words in str(caught.value)


@pytest.mark.parametrize("length", ["9", "10", "25", "0", ""])
def test_a_step_that_fits_the_map_is_read(tmp_path: Path, length: str) -> None:
    folder = written(tmp_path, settlements=_placed(length), points=None, coverage=None)
    assert len(read_broadband(folder).case.settlements) == 2


def test_swapped_coordinates_are_refused(tmp_path: Path) -> None:
    text = _placed("10", "21.00", "42.00")
    with pytest.raises(InputDataError, match="swapped") as refused:
        read_broadband(written(tmp_path, settlements=text, points=None, coverage=None))
    assert [problem.id for problem in refused.value.problems] == ["ACC-880"]  # no length is judged from there


@pytest.mark.parametrize(
    ("degrees", "words"),
    [
        ("21.00,42.00", "seem to be swapped"),
        ("42.00,", "stands alone"),
        ("0,", "latitude 0, longitude empty"),
        ("421,21", "no such point on Earth"),
    ],
)
def test_coordinates_of_points_of_presence_are_checked_like_those_of_settlements(
    tmp_path: Path, degrees: str, words: str
) -> None:
    points = f"id,label,latitude,longitude\ngate,Gate,{degrees}\n"
    settlements = _placed("10").replace(",21.00,,\n", ",21.00,gate,9\n")
    folder = written(tmp_path, settlements=settlements, points=points, coverage=None)
    with pytest.raises(InputDataError, match=words) as refused:
        read_broadband(folder)
    (problem,) = refused.value.problems  # no length is judged from there
    assert (problem.id, problem.where) == ("ACC-880", "points.csv:2")


def test_a_mobile_network_needs_no_speed(tmp_path: Path) -> None:
    text = HEADER + "alder,,5g,,covered,population,0.7,,2025,Invented map,seen\n"
    assert read_broadband(written(tmp_path, coverage=text)).case.coverage[0].speed_mbit == 0


@pytest.mark.parametrize(
    ("name", "error", "problem"),
    [("nowhere", UsageError, "ACC-298"), ("empty", InputDataError, "ACC-867")],
)
def test_a_folder_that_is_none_says_what_one_holds(
    tmp_path: Path, name: str, error: type[AccordError], problem: str
) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(error) as caught:
        read_broadband(tmp_path / name)
    assert caught.value.problems[0].id == problem
    assert "settlements.csv" in str(caught.value)


def test_many_problems_are_listed_to_the_twentieth(tmp_path: Path) -> None:
    rows = "".join(f"v{at},V,AAA,-1\n" for at in range(40))
    with pytest.raises(InputDataError) as caught:
        read_broadband(written(tmp_path, settlements="id,label,partner,population\n" + rows, coverage=None))
    assert len(caught.value.problems) == 20
