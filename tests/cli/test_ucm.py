"""The command ucm. All codes but those of the message on codes are invented."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np

from cli.commands import accord


def scores(folder: Path, *, sources: int = 3) -> Path:
    random = np.random.default_rng(3)
    latent = random.standard_normal(30)
    lines = ["indicator,year,source,representative,code,score"]
    for source in range(sources):
        noise = random.standard_normal(30)
        codes = [f"Z{chr(65 + unit // 26)}{chr(65 + unit % 26)}" for unit in range(30)]
        values = zip(codes, latent + 0.7 * noise, strict=True)
        lines += [f"calm,2020,s{source},1,{code},{value}" for code, value in values]
    lines.append("calm,2020,lone,0,ZAA,1")
    file = folder / "scores.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_estimates_have_the_published_shape_and_what_is_left_out_is_named(tmp_path: Path) -> None:
    done = accord("ucm", scores(tmp_path), "--out", tmp_path / "found.csv", "--json", folder=tmp_path)
    assert done.exit_code == 1, done.err
    assert "left out  calm 2020: source lone: 1 units in common" in done.err
    with (tmp_path / "found.csv").open(encoding="utf-8") as text:
        rows = list(csv.DictReader(text))
    assert list(rows[0]) == [
        *("indicator", "code", "year", "estimate", "std_error", "n_sources"),
        *("pct_rank", "pct_rank_lower90", "pct_rank_upper90"),
    ]
    assert len(rows) == 30
    assert {row["n_sources"] for row in rows} == {"3"}
    printed = json.loads(done.out)
    assert printed["method"] == "wgi_2022 1"
    assert [float(row["estimate"]) for row in rows] == [row["estimate"] for row in printed["estimates"]]
    assert [source["source"] for source in printed["cells"][0]["sources"]] == ["lone", "s0", "s1", "s2"]


def test_a_cell_that_cannot_be_estimated_has_empty_cells_and_a_reason(tmp_path: Path) -> None:
    done = accord("ucm", scores(tmp_path, sources=2), "--out", tmp_path / "found.csv", folder=tmp_path)
    assert done.exit_code == 1
    assert "calm 2020: no estimates: 2 representative sources" in done.err
    assert "calm,ZAA,2020,,,0,,,\n" in (tmp_path / "found.csv").read_text(encoding="utf-8")


def test_a_bad_file_writes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "scores.csv"
    file.write_text("indicator,year,source,representative,code,score\nrl,0,s,1,ZAA,n/a\n", encoding="utf-8")
    done = accord("ucm", file, "--out", tmp_path / "found.csv", folder=tmp_path)
    assert done.exit_code == 3
    assert "ACC-602" in done.err
    assert "ACC-603" in done.err
    assert not (tmp_path / "found.csv").exists()


def test_a_missing_file_is_a_wrong_command(tmp_path: Path) -> None:
    done = accord("ucm", "none.csv", "--out", "found.csv", folder=tmp_path)
    assert (done.exit_code, "ACC-213" in done.err) == (2, True)
