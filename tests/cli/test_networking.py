"""The command network, on the bundled content and on made-up files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cli.commands import accord
from sources.network.made_up_files import EFFECTS, PLACES, SECTIONS, written


def test_the_bundled_network_says_what_its_numbers_rest_on(tmp_path: Path) -> None:
    done = accord("network", "--draws", "3", folder=tmp_path)
    assert done.exit_code == 0, done.err
    assert "unverified" in done.out
    assert "Shapley values over all 128 sets of projects." in done.out
    assert "Kosovo*" in done.out
    assert "without prejudice to positions on status" in done.out
    assert "No position is taken on borders or status" in done.out
    assert "T06  Corridor Vc, Ivan tunnel\n" in done.out  # a code alone says nothing to a reader


def test_only_sections_that_are_travelled_are_said_to_have_guessed_times(tmp_path: Path) -> None:
    said = re.search(r"Times of (\d+) sections", accord("network", "--draws", "0", folder=tmp_path).out)
    both = accord("network", "--draws", "0", "--modes", "road,rail", folder=tmp_path).out
    more = re.search(r"Times of (\d+) sections", both)
    assert said is not None
    assert more is not None
    assert int(said[1]) < int(more[1])


def test_lengths_by_how_they_are_known_and_tiers_are_those_of_the_day(tmp_path: Path) -> None:
    printed = {}
    for day in ("2016-02-03", "2016-02-04"):
        done = accord("network", "--draws", "0", "--on", day, folder=tmp_path)
        assert done.exit_code == 0, done.err
        assert "tier not stated" in done.out
        printed[day] = next(line.split() for line in done.out.splitlines() if line.split()[:1] == ["road"])
    before, after = printed["2016-02-03"], printed["2016-02-04"]
    # Columns: mode, kilometres, three shares that make 100 %, core, extended core, comprehensive, not stated.
    assert before[:5] == after[:5]
    assert sum(int(share.rstrip("%")) for share in after[2:5]) == pytest.approx(100, abs=1)
    assert (before[5], before[8]) == ("0", before[1])
    core, unstated, whole = (int(after[at].replace(",", "")) for at in (5, 8, 1))
    assert core > 1000
    assert core + unstated == pytest.approx(whole, abs=1)


def test_json_has_the_three_readings_side_by_side_and_is_the_same_twice(tmp_path: Path) -> None:
    arguments = ("network", "--data", written(tmp_path), "--json", "--seed", "3", "--draws", "20")
    first, again = accord(*arguments, folder=tmp_path), accord(*arguments, folder=tmp_path)
    assert first.out == again.out
    printed = json.loads(first.out)
    # P1 opens a planned section to a border point, where nobody lives: it saves nothing. P2 halves the wait
    # at the gate, from A to B only: with (0.40, 20) and (0.83, 60) the mean is 38.1, half of it 19.0, and it
    # counts for one direction of two.
    of = "network~draws-20~seed-3"
    found = {row["figure"]: row for row in printed["figures"]}
    assert found[f"{of}.P1.alone"]["value"] == 0
    for reading in ("alone", "last", "shapley"):
        assert found[f"{of}.P2.{reading}"]["value"] == pytest.approx(38.1 / 4, abs=0.02)
    assert set(printed["files"]) == {"crossings.csv", "effects.csv", "places.csv", "sections.csv"}
    assert found[f"{of}.border_share"]["lower"] < found[f"{of}.border_share"]["upper"]


def test_a_figure_of_files_is_explained_down_to_file_line_and_hash(tmp_path: Path) -> None:
    folder = written(tmp_path)
    done = accord("why", "network.P2.last", "--from", folder, "--json", folder=tmp_path)
    assert done.exit_code == 0, done.err
    found = json.loads(done.out)
    assert found["value"] == pytest.approx(38.1 / 4, abs=0.02)
    rows = {row["id"]: row for row in found["inputs"]}
    assert rows["cell.network.effects.e2"]["place"] == "line 3"
    assert rows["cell.network.effects.e2"]["says"] == "P2 shortens wait gate: 0.5"
    assert rows["cell.network.sections.ab"]["says"] == "road, a to b, 45 km, 40 minutes"
    assert rows["cell.network.delays.gate.there"]["place"] == "line 2"
    assert all(row["sha256"] == found["files"][row["file"]] for row in rows.values())
    assert found["options"].startswith("computed with the default options: by road, all projects, state of")
    assert found["options"].endswith("100 draws, seed 1")
    unknown = accord("why", "network.P9.last", "--from", folder, folder=tmp_path)
    assert unknown.exit_code == 2
    assert "ACC-294" in unknown.err
    assert "computed with the default options: by road" in " ".join(unknown.err.split())


def test_a_figure_made_with_options_is_explained_with_the_same_options(tmp_path: Path) -> None:
    folder = written(tmp_path, effects=EFFECTS.replace(",P2,", ",P.2 b,"))
    options = ("--projects", "P.2 b", "--modes", "road,rail", "--draws", "0")
    printed = json.loads(accord("network", "--data", folder, *options, "--json", folder=tmp_path).out)
    assert printed["projects"] == ["P.2 b"]
    name = "network~modes-road+rail~projects-P%2E2%20b~draws-0.P.2 b.shapley"
    value = next(row["value"] for row in printed["figures"] if row["figure"] == name)
    found = json.loads(accord("why", name, "--from", folder, "--json", folder=tmp_path).out)
    assert (found["figure"], found["value"]) == (name, value)
    assert found["options"].startswith("computed with these options: by road, rail, P.2 b, state of")
    ids = {row["figure"] for row in found["steps"]}
    assert ids == {
        row for row in ids if row.startswith("network~modes-road+rail~projects-P%2E2%20b~draws-0.")
    }


@pytest.mark.parametrize(
    "name", ["network~projects-P9.P1.alone", "network~seed-x.P1.alone", "network~seed-1.P1.alone"]
)
def test_an_id_whose_options_fit_nothing_is_refused(tmp_path: Path, name: str) -> None:
    done = accord("why", name, "--from", written(tmp_path), folder=tmp_path)
    assert done.exit_code == 2
    assert "ACC-294" in done.err


def test_a_figure_of_a_declaration_is_explained_by_the_name_of_the_declaration(tmp_path: Path) -> None:
    done = accord("why", "network.T04.alone", "--from", "sofia_2018", "--json", folder=tmp_path)
    assert done.exit_code == 0, done.err
    found = json.loads(done.out)
    effects = [row for row in found["inputs"] if row["id"].startswith("cell.network.effects.")]
    assert effects
    assert {row["file"] for row in effects} == {"network/effects.yml"}
    assert all(row["sha256"] == found["files"][row["file"]] for row in found["inputs"])


def test_the_two_directions_of_a_crossing_have_delays_of_their_own_with_a_heavy_tail(tmp_path: Path) -> None:
    delays = ("lower_share", "lower_minutes", "upper_share", "upper_minutes", "tail_index")
    header = ",".join(f"{way}_{column}" for way in ("there", "back") for column in delays)
    crossings = f"id,name,section,{header}\ngate,Gate,ab,0.4,20,0.8,60,1.5,0.5,5,0.9,15,\n"
    folder = written(tmp_path, crossings=crossings, effects="")
    done = accord("network", "--data", folder, "--json", "--out", "maps", folder=tmp_path)
    assert done.exit_code == 0, done.err
    found = {row["figure"]: row["value"] for row in json.loads(done.out)["figures"]}
    # A fifth waits over 60 minutes; the Pareto tail leaves a fourth of it over 60 * 4 ** (1 / 1.5) = 151.
    assert found["network.gate.there.late"] == pytest.approx(151.2, rel=0.05)
    # Half wait under 5 minutes: the log-normal one has this median.
    assert found["network.gate.back.median"] == pytest.approx(5, rel=0.05)
    assert found["network.gate.back.late"] < 30
    assert (
        "to Bford half an hour to one hour; to Aville under fifteen minutes"
        in (tmp_path / "maps" / "crossings.svg").read_text()
    )
    why = accord("why", "network.gate.there.late", "--from", folder, folder=tmp_path)
    assert "0.8 within 60 minutes, tail index 1.5" in why.out


def test_the_longest_wait_is_explained_by_the_waits_that_were_reported_each_with_its_document(
    tmp_path: Path,
) -> None:
    name = "network.crossing-batrovci-bajakovo.there.longest_seen"
    done = accord("why", name, "--from", "sofia_2018", folder=tmp_path)
    assert done.exit_code == 0, done.err
    said = " ".join(done.out.split())
    assert "1800 minutes (2024-03-07, connectingregion-borders-2024)" in said
    assert "1020 minutes (2014-08-21, b92-batrovci-2014)" in said
    assert "this is no distribution" in said


def test_a_figure_of_the_bundled_network_is_explained_from_the_snapshot(tmp_path: Path) -> None:
    assert accord("build", folder=tmp_path).exit_code == 0
    done = accord("why", "network.T04.KOS.minutes_saved", "--json", folder=tmp_path)
    assert done.exit_code == 0, done.err
    found = json.loads(done.out)
    rows = {row["id"]: row for row in found["inputs"]}
    assert rows["effect-t04-1"]["evidence"] == "unverified"
    assert {step["figure"] for step in found["steps"]} >= {"network.basis.sections", "network.basis.places"}
    printed = json.loads(accord("network", "--json", folder=tmp_path).out)
    same = next(row for row in printed["figures"] if row["figure"] == "network.T04.KOS.minutes_saved")
    assert same["value"] == found["value"]


def test_what_cannot_be_reached_is_named_and_the_exit_code_is_1(tmp_path: Path) -> None:
    cut = SECTIONS.replace("ab,a,b,road,45,40,primary,,,E1\n", "ab,a,b,road,45,40,primary,,2030,E1\n")
    done = accord("network", "--data", written(tmp_path, sections=cut), "--on", "2024", folder=tmp_path)
    assert done.exit_code == 1, done.err
    assert "left out  cannot be reached from the rest: b" in done.err


@pytest.mark.parametrize(
    ("option", "value", "expected"),
    [
        ("--projects", "P9", "ACC-837"),
        ("--modes", "balloon", "ACC-839"),
        ("--on", "yesterday", "ACC-839"),
        ("--data", "nowhere", "ACC-836"),
    ],
)
def test_a_wrong_option_is_refused_with_the_known_ones(
    tmp_path: Path, option: str, value: str, expected: str
) -> None:
    folder = written(tmp_path)
    given = () if option == "--data" else ("--data", folder)
    done = accord("network", *given, option, value, folder=tmp_path)
    assert done.exit_code == 2
    assert expected in done.err
    assert value in done.err


def test_without_any_population_it_says_that_nothing_can_be_said_of_people(tmp_path: Path) -> None:
    places = PLACES.replace(",1000,", ",,").replace(",2000,", ",,")
    done = accord("network", "--data", written(tmp_path, places=places), folder=tmp_path)
    assert done.exit_code == 1, done.err
    assert "No population of any place is stated" in done.out
    assert "left out  every place: no population is known" in done.err
    half = accord(
        "network", "--data", written(tmp_path, places=PLACES.replace(",1000,", ",,")), folder=tmp_path
    )
    assert "People of 1 of 2 towns and ports are unknown" in half.out


def test_tables_with_semicolons_a_mark_and_windows_lines_say_the_same(tmp_path: Path) -> None:
    folder = written(tmp_path)
    plain = json.loads(accord("network", "--data", folder, "--json", folder=tmp_path).out)
    for path in folder.glob("*.csv"):
        text = path.read_text(encoding="utf-8").replace(",", ";").replace("\n", "\r\n")
        path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    other = json.loads(accord("network", "--data", folder, "--json", folder=tmp_path).out)
    assert other["figures"] == plain["figures"]
    sections = folder / "sections.csv"
    sections.write_bytes(sections.read_bytes().replace(b";45;", b";45,5;"))
    comma = accord("network", "--data", folder, folder=tmp_path)
    assert comma.exit_code == 3
    assert "a point before decimals and nothing between thousands, in kilometres" in comma.err


def test_a_length_in_miles_is_refused(tmp_path: Path) -> None:
    miles = SECTIONS.replace("length_km", "length_miles")
    done = accord("network", "--data", written(tmp_path, sections=miles, effects=EFFECTS), folder=tmp_path)
    assert done.exit_code == 3
    assert "ACC-821" in done.err
    assert "kilometres" in done.err
