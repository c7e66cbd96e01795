"""The command converge: partners against a named benchmark, words for what cannot be said, refusals."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import typer
from typer.testing import CliRunner

import accord.cli.converging as converging
from accord.domain.declaration import Declaration
from accord.errors import UsageError
from accord.methods.convergence.figures import convergence_figures
from accord.store.snapshot import Snapshot
from methods.convergence.making import indicator, made_series, mean_of

app = typer.Typer()
app.command()(converging.converge)
YEARS = range(2011, 2021)


@pytest.fixture
def snapshot(sofia: Snapshot, lake_declaration: Declaration, monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    """A snapshot in which Northshore gains a point a year on a mean; Southshore is not observed."""
    clarity = indicator()
    values = {
        "AAA": dict.fromkeys(YEARS, 20.0),
        "BBB": dict.fromkeys(YEARS, 24.0),
        "NOR": {year: float(year - 2009) for year in YEARS},
    }
    content = replace(
        lake_declaration, benchmarks=(mean_of("AAA", "BBB", "CCC", least=2),), indicators=(clarity,)
    )
    figures = convergence_figures(made_series(clarity, values), content)
    made = replace(sofia, declaration=content, figures=figures)
    monkeypatch.setattr(converging, "load", lambda folder: made)
    return made


def printed(*arguments: str) -> str:
    result = CliRunner().invoke(app, [*arguments], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_the_table_names_the_kind_of_benchmark_and_says_what_cannot_be_said(snapshot: Snapshot) -> None:
    # By hand: the mean is 22, Northshore stands at 11 and gains 1 in a year: 11 years.
    text = printed()
    assert "(unweighted mean)" in text
    cells = next(line.split() for line in text.splitlines() if line.strip().startswith("NOR"))
    assert cells[:6] == ["NOR", "2020", "11", "22", "2", "-11.00"]
    assert "11 (11 to 11)" in text
    south = next(line for line in text.splitlines() if line.strip().startswith("SOU"))
    assert "cannot say" in south
    assert "SOU has no value" in text
    assert "Members left out of the benchmark: CCC (has 0 periods)" in text


def test_json_has_the_figures_with_their_ids(snapshot: Snapshot) -> None:
    (found,) = json.loads(printed("--indicator", "clarity", "--benchmark", "shore_mean", "--json"))
    assert (found["indicator"], found["source"], found["benchmark"]) == ("clarity", "lake", "shore_mean")
    assert found["benchmark_kind"] == "unweighted_mean"
    north = next(row for row in found["partners"] if row["partner"] == "NOR")
    assert north["years"]["figure"] == "converge.years.clarity.lake.NOR.shore_mean"
    assert (north["years"]["value"], north["years"]["unit"], north["gap"]["value"]) == (11, "years", -11)
    assert (north["rank"], found["sigma"], found["order"]) == (None, None, None)
    ids = {row[kind]["figure"] for row in found["partners"] for kind in ("gap", "years")}
    assert ids <= set(snapshot.figures)


@pytest.mark.parametrize(
    ("arguments", "problem_id", "expected"),
    [
        (("--indicator", "depth"), "ACC-261", "clarity"),
        (("--benchmark", "hill_mean"), "ACC-262", "shore_mean"),
    ],
)
def test_an_unknown_name_is_refused_and_the_known_ones_named(
    snapshot: Snapshot, arguments: tuple[str, ...], problem_id: str, expected: str
) -> None:
    with pytest.raises(UsageError) as caught:
        printed(*arguments)
    (problem,) = caught.value.problems
    assert (problem.id, problem.value) == (problem_id, arguments[1])
    assert expected in problem.expected


def test_a_snapshot_without_series_says_what_to_do(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converging, "load", lambda folder: replace(snapshot, figures={}))
    with pytest.raises(UsageError, match="ACC-260"):
        printed()


def test_partners_among_themselves_stand_below_the_table(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = snapshot.declaration
    partners = (*lake.partners, replace(lake.partners[0], id="EAS"))
    content = replace(lake, partners=partners, benchmarks=())
    values = {"NOR": {2019: 1.0, 2020: 3.0}, "SOU": {2019: 2.0, 2020: 4.0}, "EAS": {2019: 3.0, 2020: 5.0}}
    figures = convergence_figures(
        made_series(lake.indicators[0], values, dict.fromkeys(values, 0.001)), content
    )
    monkeypatch.setattr(
        converging, "load", lambda folder: replace(snapshot, declaration=content, figures=figures)
    )
    text = printed()
    assert "no benchmark" in text
    # All went up by 2: the same spread, and a surer order than any error could disturb.
    assert "2020 divided by 2019: Clarity of the lake: 1 (1 to 1; n 3)" in text
    assert "is right: Clarity of the lake, 2020: 100 %" in text
    assert "Needed are 10 units" in text


def test_where_no_gap_can_be_given_no_column_calls_values_none_that_are_there(
    lake_declaration: Declaration, sofia: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    clarity = indicator()
    values = {name: dict.fromkeys(YEARS, 5.0) for name in ("NOR", "SOU", "AAA")}
    content = replace(lake_declaration, benchmarks=(mean_of("AAA", "BBB", least=2),), indicators=(clarity,))
    figures = convergence_figures(made_series(clarity, values), content)
    made = replace(sofia, declaration=content, figures=figures)
    monkeypatch.setattr(converging, "load", lambda folder: made)
    text = printed()
    north = next(line.split() for line in text.splitlines() if line.strip().startswith("NOR"))
    assert north[:3] == ["NOR", "cannot", "say"]
    assert "gap interval" not in text
    assert "At least 2 members must have a value" in text
