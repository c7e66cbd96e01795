"""The command composite, on invented places."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from cli.commands import accord

SPEC = """id: calm
title: Calm of invented places
data: {file: values.csv, unit: place}
errors: {file: errors.csv, unit: place}
indicators:
  - {code: quiet, parent: calm, direction: 1, unit: hours a day}
  - {code: noise, parent: calm, direction: -1, unit: decibel}
groups:
  - {code: calm}
imputation: {method: median}
normalisation: {method: minmax}
uncertainty: {replications: 200, measurement: true, weights: 0.2, aggregation: [arithmetic, geometric]}
sensitivity: {base: 64, resamples: 20}
"""
VALUES = "place,quiet,noise\nA,8,40\nB,6,45\nC,12,\nD,4,60\n"
ERRORS = "place,quiet,noise\nA,0.5,2\nB,0.5,2\nC,0.5,\nD,0.5,2\n"


def write(folder: Path, spec: str = SPEC, values: str = VALUES) -> Path:
    (folder / "values.csv").write_text(values, encoding="utf-8")
    (folder / "errors.csv").write_text(ERRORS, encoding="utf-8")
    (folder / "calm.yml").write_text(spec, encoding="utf-8")
    return folder / "calm.yml"


def table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8") as text:
        return list(csv.DictReader(text))


def test_every_step_is_a_file_and_every_score_has_an_interval_and_a_count(tmp_path: Path) -> None:
    done = accord("composite", write(tmp_path), "--out", tmp_path / "out", "--json", folder=tmp_path)
    assert done.exit_code == 1, done.err  # geometric means meet the zeros of min-max
    assert {file.name for file in (tmp_path / "out").iterdir()} == {
        *("raw.csv", "denominated.csv", "screened.csv", "imputed.csv", "treated.csv", "normalised.csv"),
        *("aggregated.csv", "scores.csv", "groups.csv", "flags.csv", "screening.csv", "treatment.csv"),
        "sensitivity.csv",
    }
    scores = table(tmp_path / "out" / "scores.csv")
    assert [(row["unit"], row["rank"], row["n"], row["n_imputed"], row["of"]) for row in scores] == [
        ("C", "1", "1", "1", "2"),
        ("A", "2", "2", "0", "2"),
        ("B", "3", "2", "0", "2"),
        ("D", "4", "2", "0", "2"),
    ]
    # By hand: C has quiet 100 and noise (60 - 45) / 20 = 75; the median of 40, 45, 60 is 45.
    assert float(scores[0]["score"]) == 87.5
    for row in scores:
        assert float(row["lower"]) <= float(row["upper"])
        assert float(row["rank_lower"]) <= float(row["rank_upper"])
    assert table(tmp_path / "out" / "flags.csv") == [
        {"unit": "C", "indicator": "noise", "flag": "imputed", "before": "", "after": "45.0"}
    ]
    printed = json.loads(done.out)
    assert printed["uncertainty"]["replications"] == 200
    (count,) = printed["uncertainty"]["failed"].values()
    assert f"failed  {count}: a geometric or harmonic mean met a value" in done.err
    assert printed["uncertainty"]["varied"] == ["measurement", "weights", "aggregation"]
    assert [row["unit"] for row in printed["scores"]] == ["C", "A", "B", "D"]


def test_a_floor_lets_every_replication_end_well(tmp_path: Path) -> None:
    spec = SPEC + "aggregation: {methods: [arithmetic], floor: 1}\n"
    done = accord("composite", write(tmp_path, spec), "--out", tmp_path / "out", folder=tmp_path)
    assert done.exit_code == 0, done.err
    assert "200 replications, 0 failed" in done.err
    assert "interval" in done.out


def test_a_mean_of_sources_has_its_own_interval(tmp_path: Path) -> None:
    spec = "\n".join(SPEC.splitlines()[:3]) + "\nindicators:\n"
    spec += "".join(f"  - {{code: s{n}, parent: top, direction: 1, unit: score 0-100}}\n" for n in range(3))
    spec += "groups:\n  - {code: top}\naggregation: {methods: [mean_of_sources]}\n"
    values = "place,s0,s1,s2\nA,40,50,60\nB,30,,45\n"
    done = accord("composite", write(tmp_path, spec, values), "--out", tmp_path / "out", folder=tmp_path)
    assert done.exit_code == 0, done.err
    first, second = table(tmp_path / "out" / "scores.csv")
    # By hand: standard deviation 10, error 10 / sqrt(3), bounds 50 +- 1.65 * 5.7735.
    assert (first["score"], first["n"]) == ("50.0", "3")
    assert round(float(first["std_error"]), 4) == 5.7735
    assert (round(float(first["lower"]), 3), round(float(first["upper"]), 3)) == (40.474, 59.526)
    # Two sources are too few: no score, and not nought.
    assert (second["score"], second["rank"], second["n"]) == ("", "", "2")


def test_a_bad_table_is_refused_with_its_row_and_nothing_is_written(tmp_path: Path) -> None:
    spec = write(tmp_path, values=VALUES.replace("6,45", "n/a,45"))
    done = accord("composite", spec, "--out", tmp_path / "out", folder=tmp_path)
    assert done.exit_code == 3
    assert "ACC-603  values.csv:3" in done.err
    assert not (tmp_path / "out").exists()
