"""Maps of a network as files, and the table of what they show."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from accord.cli.network_maps import write_maps
from accord.domain.declaration import Declaration
from accord.errors import OutsideError
from accord.methods.network.analysis import analyse_network
from accord.methods.network.report import Question
from accord.sources.network.reading import network_files, read_network
from cli.commands import accord
from publish.maps.drawn import parsed, words
from sources.network.made_up_files import PLACES, written


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "maps.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def make(folder: Path, out: Path, declaration: Declaration, **changed: str) -> list[str]:
    """Read made-up files, changed or not, and write their maps."""
    folder.mkdir(parents=True, exist_ok=True)
    network, _notes = read_network(network_files(written(folder, **changed)))
    report = analyse_network(network, Question(day=date(2024, 1, 15), draws=0))
    return write_maps(out, report, network, declaration)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, lake_declaration: Declaration) -> Path:
    """Maps of the made-up network, in a folder that was not there."""
    folder = tmp_path_factory.mktemp("maps")
    make(folder / "data", folder / "new" / "maps", lake_declaration)
    return folder / "new" / "maps"


def test_the_command_writes_maps_and_table_and_names_them(tmp_path: Path) -> None:
    done = accord("network", "--data", written(tmp_path), "--draws", "0", "--out", "maps", folder=tmp_path)
    names = ["network.svg", "minutes.svg", "saved.svg", "projects.svg", "crossings.svg", "maps.csv"]
    assert f"wrote {', '.join(names)} to maps" in done.err
    assert sorted(path.name for path in (tmp_path / "maps").iterdir()) == sorted(names)


def test_each_map_is_a_file(made: Path) -> None:
    for name in ("network", "minutes", "saved", "projects", "crossings"):
        svg = (made / f"{name}.svg").read_text(encoding="utf-8")
        assert parsed(svg).attrib["role"] == "img"
        assert "No borders are drawn" in words(svg)
        assert "Kosovo*" not in words(svg)


def test_the_table_has_every_value_with_its_figure_unit_and_class(made: Path) -> None:
    # From A, 40 minutes and at the gate the mean of a delay with 40 % to 20 and 83 % to 60 minutes, 38.08
    # (as in tests of the command); P2 halves it from A to B, and from B to A it stays: it is one delay for
    # each direction.
    found = {(row["map"], row["id"], row["project"], row["what"]): row for row in rows(made)}
    before = found["minutes", "a", "", "mean minutes before"]
    assert float(before["value"]) == pytest.approx(78.1, abs=0.05)
    assert before["unit"] == "minutes"
    assert before["figure"] == "network.a.mean_minutes.before"
    saved = found["projects", "a", "P2", "minutes saved by the project alone"]
    assert float(saved["value"]) == pytest.approx(19.0, abs=0.05)
    assert saved["class"] == "ten minutes or more"
    assert saved["figure"] == "network.P2.a.minutes_saved"
    assert [row for row in found.values() if row["value"] and not row["figure"]] == []
    assert found["crossings", "gate", "", "mean there"]["figure"] == "network.gate.there.mean"
    assert found["crossings", "gate", "", "mean there"]["class"] == "half an hour to one hour"
    back = found["crossings", "gate", "", "mean back"]
    assert (back["value"], back["class"]) == ("", "unknown"), "not that of the other direction"


def test_unknown_is_an_empty_cell_with_a_reason(tmp_path: Path, lake_declaration: Declaration) -> None:
    unknown = PLACES.replace("20.00,1000,NOR", "20.00,,NOR")
    make(tmp_path, tmp_path / "maps", lake_declaration, places=unknown)
    found = {(row["map"], row["id"]): row for row in rows(tmp_path / "maps")}
    assert found["minutes", "a"]["value"] == ""
    assert found["minutes", "a"]["reason"] == "nothing is known of it"


def test_the_same_files_come_again(made: Path, tmp_path: Path, lake_declaration: Declaration) -> None:
    make(tmp_path / "data", tmp_path / "again", lake_declaration)
    for path in sorted(made.iterdir()):
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes(), path.name


def test_a_file_in_the_way_is_refused_before_anything_is_computed(tmp_path: Path) -> None:
    (tmp_path / "maps").write_text("mine", encoding="utf-8")
    done = accord("network", "--data", written(tmp_path), "--out", "maps/of/mine", folder=tmp_path)
    assert done.exit_code == 2
    assert "ACC-885" in done.err
    assert done.out == ""
    assert (tmp_path / "maps").read_text(encoding="utf-8") == "mine"


def test_a_name_that_is_taken_by_a_folder_is_refused_by_the_disk(
    tmp_path: Path, lake_declaration: Declaration
) -> None:
    (tmp_path / "out" / "network.svg").mkdir(parents=True)
    with pytest.raises(OutsideError) as caught:
        make(tmp_path, tmp_path / "out", lake_declaration)
    assert [problem.id for problem in caught.value.problems] == ["ACC-886"]
    assert caught.value.problems[0].file.endswith("network.svg")
