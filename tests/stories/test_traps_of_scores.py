"""Traps into which scores fall: coverage, order without errors, noughts in a mean, conventions."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path

import numpy as np
import pytest

from accord.domain.figure import Figure
from cli.commands import accord
from methods.composite.recorded import SCORES, SOURCES, SPEC, VARIED, published


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8") as text:
        return list(csv.DictReader(text))


def composite(folder: Path, spec: str, values: str) -> tuple[int, list[dict[str, str]], str]:
    (folder / "values.csv").write_text(values, encoding="utf-8")
    (folder / "spec.yml").write_text(spec, encoding="utf-8")
    done = accord("composite", "spec.yml", "--out", "out", folder=folder)
    return done.exit_code, rows(folder / "out" / "scores.csv"), done.err


SIX = "place,quiet,noise\nALB,8,40\nBIH,6,45\nKSV,12,\nMKD,5,50\nMNE,,55\nSRB,4,60\n"


def test_coverage_differs_between_units_and_stands_beside_every_score(tmp_path: Path) -> None:
    # Kosovo* and Montenegro each lack one of two: their scores rest on other indicators than the rest.
    spec = SPEC.replace("imputation: {method: median}\n", "")
    _, scores, _ = composite(tmp_path, spec, SIX)
    assert {row["unit"]: (row["n"], row["n_imputed"], row["of"]) for row in scores} == {
        "KSV": ("1", "0", "2"),
        "MNE": ("1", "0", "2"),
        **dict.fromkeys(("ALB", "BIH", "MKD", "SRB"), ("2", "0", "2")),
    }
    flags = rows(tmp_path / "out" / "flags.csv")
    assert {(row["unit"], row["flag"], row["after"]) for row in flags} == {
        ("KSV", "unknown", ""),
        ("MNE", "unknown", ""),
    }


def test_what_is_filled_in_is_never_silent(tmp_path: Path) -> None:
    _, scores, err = composite(tmp_path, SPEC, SIX)
    assert {row["unit"] for row in scores if row["n_imputed"] == "1"} == {"KSV", "MNE"}
    assert "2 imputed (flags.csv)" in err


def latent_scores(shift: float) -> str:
    """Three sources of 30 invented places in two years; in the second every score is higher by a shift."""
    random = np.random.default_rng(3)
    latent = random.standard_normal(30)
    lines = ["indicator,year,source,representative,code,score"]
    for source in range(3):
        noise = random.standard_normal(30)
        for unit in range(30):
            code, score = f"Z{chr(65 + unit // 26)}{chr(65 + unit % 26)}", latent[unit] + 0.7 * noise[unit]
            lines += [f"calm,{2020 + late},s{source},1,{code},{score + late * shift}" for late in (0, 1)]
    return "\n".join(lines) + "\n"


def test_the_world_mean_is_nought_in_every_year_and_so_a_change_of_the_world_cannot_be_seen(
    tmp_path: Path,
) -> None:
    (tmp_path / "scores.csv").write_text(latent_scores(5.0), encoding="utf-8")
    assert accord("ucm", "scores.csv", "--out", "e.csv", folder=tmp_path).exit_code == 0
    found = rows(tmp_path / "e.csv")
    by_year = {
        year: [float(row["estimate"]) for row in found if row["year"] == year] for year in ("2020", "2021")
    }
    for estimates in by_year.values():
        assert np.mean(estimates) == pytest.approx(0, abs=1e-12)
        assert np.std(estimates, ddof=1) == pytest.approx(1)
    assert by_year["2020"] == pytest.approx(by_year["2021"], abs=1e-6)
    assert all(float(row["std_error"]) > 0 for row in found)


def test_a_rank_has_a_range_and_neighbours_within_their_errors_change_places(tmp_path: Path) -> None:
    # A and B differ by a tenth of a point, and each is known to one point.
    spec = SPEC.replace("groups:", "errors: {file: errors.csv, unit: place}\ngroups:").replace(
        "minmax", "zscore"
    )
    spec += "uncertainty: {replications: 1000, seed: 1, measurement: true}\n"
    errors = "place,quiet,noise\nA,1,0\nB,1,0\nC,0,0\nD,0,0\n"
    (tmp_path / "errors.csv").write_text(errors, encoding="utf-8")
    code, scores, _ = composite(tmp_path, spec, "place,quiet,noise\nA,8,40\nB,7.9,40\nC,1,60\nD,20,20\n")
    assert code == 0
    ranks = {row["unit"]: (row["rank"], float(row["rank_lower"]), float(row["rank_upper"])) for row in scores}
    assert ranks["A"] == ("2", 2.0, 3.0)
    assert ranks["B"] == ("3", 2.0, 3.0)
    assert ranks["D"] == ("1", 1.0, 1.0)
    assert 0.4 < float(next(row["same_rank"] for row in scores if row["unit"] == "A")) < 0.7


def test_no_rank_without_a_range_is_published(tmp_path: Path) -> None:
    for spec, values in ((SPEC, ""), (SOURCES, SCORES)):
        figures, _ = published(tmp_path, spec, values) if values else published(tmp_path, spec)
        assert not any(name.endswith(".rank") for name in figures)


def test_a_geometric_mean_fails_on_noughts_of_minmax_and_says_how_often(tmp_path: Path) -> None:
    # Half of the means are geometric, and D has the lowest value of both indicators.
    code, scores, err = composite(tmp_path, SPEC + VARIED, "place,quiet,noise\nA,8,40\nB,6,45\nD,4,60\n")
    assert code == 1
    failed = int(err.split(" replications, ")[1].split(" failed")[0].replace(",", ""))
    assert 100 < failed < 200
    assert f"failed  {failed}: a geometric or harmonic mean met a value that is not above zero" in err
    assert {row["unit"] for row in scores} == {"A", "B", "D"}


@pytest.mark.parametrize("remedy", ["floor", "lower"])
def test_a_floor_or_a_scale_that_begins_above_nought_lets_none_fail(tmp_path: Path, remedy: str) -> None:
    spec = SPEC + VARIED
    spec = {
        "floor": spec + "aggregation: {methods: [arithmetic], floor: 0.01}\n",
        "lower": spec.replace("{method: minmax}", "{method: minmax, lower: 1}"),
    }[remedy]
    code, _, err = composite(tmp_path, spec, "place,quiet,noise\nA,8,40\nB,6,45\nD,4,60\n")
    assert (code, ", 0 failed" in err) == (0, True)


def test_a_geometric_mean_of_noughts_alone_is_refused_with_its_row(tmp_path: Path) -> None:
    spec = SPEC + "aggregation: {methods: [geometric]}\n"
    (tmp_path / "values.csv").write_text("place,quiet,noise\nA,8,40\nB,6,45\nD,4,60\n", encoding="utf-8")
    (tmp_path / "spec.yml").write_text(spec, encoding="utf-8")
    done = accord("composite", "spec.yml", "--out", "out", folder=tmp_path)
    assert (done.exit_code, "ACC-614" in done.err, "row       D" in done.err) == (3, True, True)


def test_intervals_follow_the_convention_of_their_publisher(tmp_path: Path) -> None:
    """WGI: 1.64 standard errors around the estimate. CPI: 1.65 around the rounded score. Neither: 1.6449."""
    (tmp_path / "scores.csv").write_text(latent_scores(0.0), encoding="utf-8")
    done = accord("why", "ucm.calm.ZAA.2020", "--from", "scores.csv", "--json", folder=tmp_path)
    one = json.loads(done.out)
    assert (one["upper"] - one["value"]) / one["std_error"] == pytest.approx(1.64, abs=1e-12)
    # By hand: 33, 34, 34 have the mean 33.667 and the error 1/3; rounded 34, bounds 34 +- .55.
    _, scores, _ = composite(tmp_path, SOURCES, SCORES)
    kosovo = next(row for row in scores if row["unit"] == "KSV")
    assert kosovo["score"] == "34.0"
    assert float(kosovo["std_error"]) == pytest.approx(1 / 3)
    assert (float(kosovo["lower"]), float(kosovo["upper"])) == pytest.approx((33.45, 34.55))


def test_the_level_of_an_interval_is_that_of_its_width(tmp_path: Path) -> None:
    # The normal distribution holds .9011 within 1.65 standard errors and .6827 within one.
    wide: Figure = published(tmp_path, SOURCES, SCORES)[0]["composite.fair.A"]
    narrow = published(tmp_path, SOURCES.replace("sources]}", "sources], width: 1}"), SCORES)[0][
        "composite.fair.A"
    ]
    assert (str(wide.level), str(narrow.level)) == ("0.9", "0.68")
    assert math.isclose(math.erf(1.65 / math.sqrt(2)), 0.9011, abs_tol=1e-4)
