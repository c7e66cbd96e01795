"""The unobserved components model of the WGI, edition of 2022."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from accord.domain.composite import SourceScore
from accord.methods.ucm.cells import ScoreCell, score_cells
from accord.methods.ucm.wgi2022 import estimate_cell
from accord.sources.rates.grid import TableFile
from accord.sources.score_tables import parse_source_scores

PUBLISHED = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "indicators" / "acceptance"
Floats = NDArray[np.float64]


def independent(units: int, columns: int) -> Floats:
    """Columns with mean 0 and standard deviation 1 that are exactly uncorrelated."""
    random = np.random.default_rng(7).standard_normal((units, columns))
    turned, _ = np.linalg.qr(random - random.mean(0))
    return np.asarray(turned * np.sqrt(units - 1))


def cell(scores: Floats, representative: list[int]) -> ScoreCell:
    return ScoreCell(
        indicator="rl",
        year=2012,
        units=tuple(f"U{n:02}" for n in range(len(scores))),
        sources=tuple(f"s{n}" for n in range(scores.shape[1])),
        is_representative=np.array(representative, np.bool_),
        scores=scores,
    )


def three_equal_sources(units: int = 40) -> tuple[Floats, Floats]:
    """Scores with loading .8 on the first column of ``independent``, and one more column of noise."""
    parts = independent(units, 5)
    return 0.8 * parts[:, :1] + 0.6 * parts[:, 1:4], parts[:, 4]


def test_three_sources_with_the_same_loading() -> None:
    # By hand: sigma^2 = 1 / .64 - 1 = .5625, weight 16/9, precision 1 + 3 * 16/9 = 19/3. The estimates have
    # the variance 1 - 3/19 = 16/19, so the error after standardisation is sqrt(3/19 / (16/19)) = .4330127.
    scores, _ = three_equal_sources()
    found = estimate_cell(cell(scores * 10 + 50, [1, 1, 1]))
    assert found.std_error == pytest.approx(np.full(40, np.sqrt(3) / 4), abs=1e-6)
    assert [source.alpha for source in found.sources] == pytest.approx([50, 50, 50])
    assert [source.beta for source in found.sources] == pytest.approx([8, 8, 8], abs=1e-5)
    assert [source.sigma for source in found.sources] == pytest.approx([0.75, 0.75, 0.75], abs=1e-5)
    combined = scores.sum(1)
    assert found.estimate == pytest.approx(combined / combined.std(ddof=1), abs=1e-6)
    assert found.n_sources.tolist() == [3] * 40


def test_another_source_is_regressed_and_its_slope_corrected_for_the_error_of_the_estimates() -> None:
    # By hand: the estimates have variance 16/19 and mean squared error 3/19: share (16 - 3) / 16 = .8125.
    # A source that is 2 + 3 times the estimate has the slope 3, corrected 3 / .8125.
    scores, noise = three_equal_sources()
    latent = scores.sum(1) * (16 / 9) / 0.8 / (19 / 3)
    other = 2 + 3 * latent + 0.5 * noise
    source = estimate_cell(cell(np.column_stack([scores, other]), [1, 1, 1, 0])).sources[3]
    assert (source.alpha, source.beta) == pytest.approx((2, 3 / 0.8125), abs=1e-5)
    # What is left: noise .25 and (3 - 3 / .8125)^2 * 16/19.
    assert source.sigma * source.beta == pytest.approx(
        np.sqrt(0.25 + (3 - 3 / 0.8125) ** 2 * 16 / 19), abs=1e-5
    )


def test_estimates_have_mean_nought_and_deviation_one_in_every_year_whatever_the_world_did() -> None:
    scores, _ = three_equal_sources()
    one = estimate_cell(cell(scores, [1, 1, 1]))
    other = estimate_cell(cell(scores * 3 + 40, [1, 1, 1]))
    assert one.estimate.mean() == pytest.approx(0, abs=1e-12)
    assert one.estimate.std(ddof=1) == pytest.approx(1)
    assert other.estimate == pytest.approx(one.estimate, abs=1e-9)


def test_a_source_with_a_negative_slope_is_kept_and_counts() -> None:
    scores, noise = three_equal_sources()
    against = -scores.sum(1) + noise
    found = estimate_cell(cell(np.column_stack([scores, against]), [1, 1, 1, 0]))
    assert found.sources[3].beta < 0
    assert found.n_sources.tolist() == [4] * 40


def test_a_source_that_scores_two_units_counts_and_one_that_scores_a_single_unit_does_not() -> None:
    # By hand: two points lie on their line, so that all of the error is what the correction of the slope
    # leaves: (beta - slope) times the deviation of the two estimates, divided by beta.
    scores, _ = three_equal_sources()
    latent = scores.sum(1) * (16 / 9) / 0.8 / (19 / 3)
    order = np.argsort(latent)
    two, lone = np.full(40, np.nan), np.full(40, np.nan)
    ends = order[[0, -1]]
    two[ends], lone[ends[0]] = 5 + 2 * latent[ends], 1.0
    found = estimate_cell(cell(np.column_stack([scores, two, lone]), [1, 1, 1, 0, 0]))
    variance = float(latent[ends].var(ddof=1))
    share = (variance - 3 / 19) / variance
    counts = found.sources[3]
    assert counts.beta == pytest.approx(2 / share, abs=1e-5)
    assert counts.sigma == pytest.approx((1 - share) * np.sqrt(variance), abs=1e-5)
    assert found.n_sources[ends].tolist() == [4, 4]
    assert found.sources[4].reason.startswith("1 units in common")


def test_a_unit_that_only_other_sources_score_has_an_estimate_with_a_larger_error() -> None:
    scores, noise = three_equal_sources()
    table = np.column_stack([scores, scores.sum(1) + noise])
    table[0, :3] = np.nan
    found = estimate_cell(cell(table, [1, 1, 1, 0]))
    assert found.n_sources[0] == 1
    assert np.isfinite(found.estimate[0])
    assert found.std_error[0] > found.std_error[1:].max()


def test_a_unit_without_scores_that_count_has_no_estimate_and_it_is_not_nought() -> None:
    scores, _ = three_equal_sources()
    lonely = np.full(40, np.nan)
    lonely[0] = 1.0
    table = np.column_stack([scores, lonely])
    table[0, :3] = np.nan
    found = estimate_cell(cell(table, [1, 1, 1, 0]))
    assert found.sources[3].reason.startswith("0 units in common")
    assert np.isnan([found.estimate[0], found.std_error[0], found.ranks.rank[0]]).all()
    assert found.n_sources[0] == 0


@pytest.mark.parametrize(
    ("roles", "reason"),
    [([1, 1, 0], "2 representative sources; the model needs at least 3"), ([0, 0, 0], "0 representative")],
)
def test_a_cell_that_the_sources_do_not_identify_has_no_estimates(roles: list[int], reason: str) -> None:
    found = estimate_cell(cell(three_equal_sources()[0], roles))
    assert found.reason.startswith(reason)
    assert np.isnan(found.estimate).all()
    assert found.n_sources.tolist() == [0] * 40


def test_sources_that_score_no_unit_in_common_give_no_estimates() -> None:
    scores = three_equal_sources()[0].copy()
    scores[:20, 0] = np.nan
    scores[20:, 1] = np.nan
    assert "share no two units" in estimate_cell(cell(scores, [1, 1, 1])).reason


def test_cells_keep_indicators_and_years_apart() -> None:
    rows = [
        SourceScore("rl", 2012, "b", True, "ALB", 1.0),
        SourceScore("rl", 2013, "a", False, "ALB", 2.0),
        SourceScore("rl", 2012, "a", False, "SRB", 3.0),
    ]
    first, second = score_cells(rows)
    assert (first.units, first.sources, first.is_representative.tolist()) == (
        ("ALB", "SRB"),
        ("a", "b"),
        [False, True],
    )
    assert np.isnan(first.scores[0, 0])
    assert (second.year, second.scores.tolist()) == (2013, [[2.0]])


def test_the_published_estimates_of_2012_are_reproduced() -> None:
    """Expected: the World Bank's release of 2022, computed by it from the same source scores.

    Tolerances: 1e-3 on estimates, 5e-4 on errors, counts exact; the release stores single precision and its
    optimiser stops a little before the optimum. Percentile ranks then differ by one place for a few units.
    """
    folder = PUBLISHED / "wgi2022"
    if not folder.is_dir():
        pytest.skip("the published estimates are not beside the project")
    file = folder / "source_scores_2012.csv"
    rows, unused = parse_source_scores(TableFile(name=file.name, content=file.read_bytes()))
    assert unused == ()
    found = {}
    for one in map(estimate_cell, score_cells(rows)):
        assert [source.reason for source in one.sources] == [""] * len(one.sources)
        columns = (
            one.estimate,
            one.std_error,
            one.n_sources,
            one.ranks.rank,
            one.ranks.lower,
            one.ranks.upper,
        )
        for unit, *values in zip(one.cell.units, *columns, strict=True):
            found[one.cell.indicator, unit] = values
    with (folder / "expected_2012.csv").open(encoding="utf-8") as text:
        expected = {
            (row["indicator"], row["code"]): [float(value) for value in list(row.values())[3:]]
            for row in csv.DictReader(text)
        }
    assert found.keys() == expected.keys()
    apart = np.abs(np.array([np.subtract(found[key], expected[key]) for key in expected]))
    assert apart[:, 0].max() < 1e-3
    assert apart[:, 1].max() < 5e-4
    assert apart[:, 2].max() == 0
    assert apart[:, 3:].max() < 100 / 211 + 0.01
    assert (apart[:, 3:] > 0.01).sum() < 15
