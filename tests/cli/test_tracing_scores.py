"""The command why with --from: scores are computed again and explained down to the cell."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from cli.commands import accord
from cli.test_composite import VALUES, write
from cli.test_ucm import scores


def test_a_composite_score_is_explained_to_file_line_and_hash(tmp_path: Path) -> None:
    file = write(tmp_path)
    listed = json.loads(accord("composite", file, "--out", tmp_path / "o", "--json", folder=tmp_path).out)
    first = listed["scores"][0]
    assert first["figure"] == "composite.calm.C"
    done = accord("why", first["figure"], "--from", file, "--json", folder=tmp_path)
    assert done.exit_code == 0, done.err
    found = json.loads(done.out)
    assert [found[key] for key in ("value", "lower", "upper", "n", "n_imputed", "of")] == [
        first[key] for key in ("score", "lower", "upper", "n", "n_imputed", "of")
    ]
    # By hand: quiet is the best (100), noise the median 45 of 40 to 60: 75; each weighs a half.
    assert [row["contribution"] for row in found["indicators"]] == [50.0, 37.5]
    noise = found["indicators"][1]
    assert (noise["raw"], noise["imputed"], noise["flags"]) == (None, 45.0, ["imputed"])
    assert noise["imputed_from"] == ["A", "B", "D"]
    assert sum(found["failed"].values()) == int(found["parameters"]["failed"]) > 0
    digest = hashlib.sha256(VALUES.encode()).hexdigest()
    places = {
        (cell["says"], cell["role"]): (cell["file"], cell["line"], cell["sha256"]) for cell in found["inputs"]
    }
    assert places["quiet of C: 12.0", "value"] == ("values.csv", 4, digest)
    assert places["noise of C: not known", "value"] == ("values.csv", 4, digest)
    assert places["noise of D: 60.0", "stand-in"] == ("values.csv", 5, digest)
    assert places["standard error of quiet of C: 0.5", "standard error"][:2] == ("errors.csv", 4)


def test_the_descent_is_printed_for_people_too(tmp_path: Path) -> None:
    done = accord("why", "composite.calm.C", "--from", write(tmp_path), folder=tmp_path)
    assert done.exit_code == 0, done.err
    for words in ("1 of 2 in the data, 1 imputed", "composite 1", "failed", "values.csv, line 4", "sha256"):
        assert words in done.out


def test_every_id_that_composite_prints_is_explained(tmp_path: Path) -> None:
    spec = Path(write(tmp_path)).read_text(encoding="utf-8")
    spec = spec.replace("quiet, parent: calm", "quiet, parent: people")
    spec = spec.replace("  - {code: calm}", "  - {code: calm}\n  - {code: people, parent: calm}")
    spec = spec.replace("replications: 200", "replications: 20").replace("base: 64", "base: 8")
    file = write(tmp_path, spec)
    listed = json.loads(accord("composite", file, "--out", tmp_path / "o", "--json", folder=tmp_path).out)
    rows = [*listed["scores"], *listed["groups"]]
    assert len({row["figure"] for row in rows}) == len(rows) == 4 + 8
    for row in rows:
        found = json.loads(accord("why", row["figure"], "--from", file, "--json", folder=tmp_path).out)
        assert (found["value"], found["n"]) == (row["score"], row["n"])
        if row["figure"].endswith(".people"):
            assert (found["lower"], [step["code"] for step in found["indicators"]]) == (None, ["quiet"])


def test_an_estimate_is_explained_source_by_source(tmp_path: Path) -> None:
    file = scores(tmp_path)
    listed = json.loads(accord("ucm", file, "--out", tmp_path / "e.csv", "--json", folder=tmp_path).out)
    row = next(row for row in listed["estimates"] if row["code"] == "ZAA")
    assert row["figure"] == "ucm.calm.ZAA.2020"
    found = json.loads(accord("why", row["figure"], "--from", file, "--json", folder=tmp_path).out)
    assert [found[key] for key in ("value", "std_error", "n", "pct_rank", "pct_rank_lower90")] == [
        row[key] for key in ("estimate", "std_error", "n_sources", "pct_rank", "pct_rank_lower90")
    ]
    assert found["upper"] == pytest.approx(row["estimate"] + 1.64 * row["std_error"])
    counted = [source for source in found["sources"] if source["reason"] is None]
    total = sum(source["contribution"] for source in counted) + found["parameters"]["shift"]
    assert total == pytest.approx(row["estimate"])
    assert [source["code"] for source in found["sources"] if source["reason"]] == ["lone"]
    lone = next(cell for cell in found["inputs"] if cell["role"] == "not counted")
    assert (lone["line"], lone["sha256"]) == (92, hashlib.sha256(file.read_bytes()).hexdigest())
    assert "sigma" in accord("why", row["figure"], "--from", file, folder=tmp_path).out


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("composite.calm.Cc", "ACC-271"),
        ("composite.other.C", "ACC-271"),
        ("ucm.calm.ZAA.2020", "ACC-272"),
        ("T01.grant", "ACC-270"),
    ],
)
def test_an_id_that_the_file_does_not_give_is_refused(tmp_path: Path, name: str, problem: str) -> None:
    done = accord("why", name, "--from", write(tmp_path), folder=tmp_path)
    assert (done.exit_code, problem in done.err) == (2, True), done.err


def test_a_bad_table_is_refused_as_when_it_is_scored(tmp_path: Path) -> None:
    file = write(tmp_path, values=VALUES.replace("6,45", "n/a,45"))
    done = accord("why", "composite.calm.C", "--from", file, folder=tmp_path)
    assert (done.exit_code, "ACC-603  values.csv:3" in done.err) == (3, True)
