"""The command read observations."""

from __future__ import annotations

import json
from pathlib import Path

from accord.store.observation_tables import observations_of
from accord.store.tables import read_tables
from cli.commands import accord

HEAD = "partner,indicator,period,value,absence,unit,source,vintage"
ROWS = [
    "XKX,ti_cpi,2020,36,,score 0-100,ti-cpi,2021",
    "Albania,ti_cpi,2020,36,,score 0-100,ti-cpi,2021",
    "MNE,ti_cpi,2020,,not reported,score 0-100,ti-cpi,2021",
]


def table(folder: Path, *rows: str, head: str = HEAD) -> Path:
    file = folder / "scores.csv"
    file.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    return file


def test_values_are_written_as_tables_with_their_file_and_what_was_read_is_told(tmp_path: Path) -> None:
    rows = [f"{row},x" for row in ROWS]
    file = table(tmp_path, *rows, head=f"{HEAD},colour")
    done = accord("read", "observations", file, "--layout", "tidy", "--out", "seen", folder=tmp_path)
    assert done.exit_code == 0, done.err
    assert "unread   scores.csv: colour;" in done.err
    assert "3 observations of 1 files stand in seen." in done.err
    tables = read_tables(tmp_path / "seen")
    found = observations_of(tables["observations"])
    assert [(row.partner, row.value, row.absence) for row in found] == [
        ("KOS", 36, None),
        ("ALB", 36, None),
        ("MNE", None, "not reported"),
    ]
    (written,) = tables["observation_files"].to_pylist()
    assert (written["name"], written["layout"], written["rows"]) == ("scores.csv", "tidy", 3)
    assert (written["sha256"], written["unread"]) == (found[0].sha256, ["colour"])


def test_json_counts_values_and_absences_of_each_place(tmp_path: Path) -> None:
    file = table(tmp_path, *ROWS)
    done = accord(
        "read", "observations", file, "--layout", "tidy", "--out", "seen", "--json", folder=tmp_path
    )
    (found,) = json.loads(done.out)["coverage"]
    assert found["n"] == {"ALB": 1, "KOS": 1, "MNE": 0}
    assert found["absent"] == {"ALB": 0, "KOS": 0, "MNE": 1}


def test_a_file_with_anything_wrong_writes_nothing_and_leaves_the_earlier_reading(tmp_path: Path) -> None:
    options = ("--layout", "tidy", "--out", "seen")
    accord("read", "observations", table(tmp_path, *ROWS), *options, folder=tmp_path)
    wrong = table(tmp_path, *ROWS, "SRB,ti_cpi,2020,0,,score 0-100,ti-cpi,2021")
    done = accord("read", "observations", wrong, *options, folder=tmp_path)
    assert done.exit_code == 3
    assert "ACC-627  scores.csv:5" in done.err
    assert read_tables(tmp_path / "seen")["observations"].num_rows == 3


def test_a_layout_or_a_vintage_that_is_not_there_is_a_wrong_command(tmp_path: Path) -> None:
    file = table(tmp_path, "va,ALB,2020,0.5,0.1", head="indicator,code,year,estimate,std_error")
    command = ("read", "observations", file, "--out", "seen", "--layout")
    none = accord(*command, "none", folder=tmp_path)
    assert (none.exit_code, "ACC-250" in none.err) == (2, True)
    ucm = accord(*command, "ucm", folder=tmp_path)
    assert (ucm.exit_code, "ACC-251" in ucm.err) == (2, True)
    assert accord(*command, "ucm", "--vintage", "2026", folder=tmp_path).exit_code == 0
