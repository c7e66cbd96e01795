"""The command progress: classes with their changes, JSON that can be traced, refusals that help."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import typer
from typer.testing import CliRunner

import accord.cli.progressing as progressing
from accord.domain.declaration import Declaration
from accord.domain.indicator import Scale
from accord.errors import UsageError
from accord.methods.progress.figures import progress_figures
from accord.methods.progress.rules import PROGRESS_RULES
from accord.store.snapshot import Snapshot
from methods.progress.series import indicator, series, target

app = typer.Typer()
app.command()(progressing.progress)


@pytest.fixture
def snapshot(sofia: Snapshot, lake_declaration: Declaration, monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    """A snapshot of the lake in which two indicators of Northshore were observed."""
    boats, calm = indicator(), indicator(Scale.INTERVAL, name="calm")
    rows = [
        series(boats, {"2015": 50, "2020": 51}, std_error="0.1"),
        series(calm, {"2015": 0, "2020": 0.1}, std_error="0.2"),
    ]
    figures = progress_figures(rows, [target(boats, 80)], [row.id for row in lake_declaration.partners])
    made = replace(sofia, declaration=lake_declaration, figures=figures)
    monkeypatch.setattr(progressing, "load", lambda folder: made)
    return made


def printed(*arguments: str) -> str:
    result = CliRunner().invoke(app, [*arguments], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def rows(*arguments: str) -> list[dict[str, object]]:
    found = json.loads(printed(*arguments, "--json"))
    assert isinstance(found, list)
    return found


def test_every_partner_is_shown_with_class_change_and_rule(snapshot: Snapshot) -> None:
    found = {(row["indicator"], row["partner"]): row for row in rows()}
    partners = {row.id for row in snapshot.declaration.partners}
    assert set(found) == {(name, partner) for name in ("ferries", "calm") for partner in partners}
    boats = found["ferries", "NOR"]
    assert (boats["class"], boats["rule"], boats["base"], boats["last"]) == (
        "limited",
        "cagr_pace",
        "2015",
        "2020",
    )
    assert isinstance(boats["change"], dict)
    # 1 +- 1.64485 * sqrt(2) * .1 = .2326.
    assert (boats["change"]["value"], boats["change"]["lower"]) == (1, 0.767383)
    assert found["calm", "NOR"]["class"] == "not_distinguishable_from_no_change"
    assert found["calm", "NOR"]["by_pace_alone"] == "improvement"
    others = partners - {"NOR"}
    assert {found["calm", partner]["class"] for partner in others} == {"no_data"}
    assert all(row["figure"] in snapshot.figures for row in found.values())


def test_the_table_says_it_in_words(snapshot: Snapshot) -> None:
    words = " ".join(printed("--indicator", "calm", "--partner", "NOR").split())
    assert "distinguishable" in words
    assert "-0.37 to 0.57" in words
    assert "noise_trend" in words
    assert "0 (2015) 0.1 (2020)" in words


def test_another_rule_is_shown_where_it_holds(snapshot: Snapshot) -> None:
    (row,) = [each for each in rows("--rule", "projected_position") if each["class"] != "no_data"]
    assert (row["figure"], row["class"]) == ("progress.ferries.book.NOR.projected_position", "fair_progress")
    assert row["pace"] is None
    assert rows("--rule", "ordinal_step") == []


@pytest.mark.parametrize(
    ("option", "value", "error", "near"),
    [
        ("--indicator", "feries", "ACC-256", "ferries"),
        ("--partner", "NRO", "ACC-257", "NOR"),
        ("--rule", "cagr_pase", "ACC-258", "cagr_pace"),
    ],
)
def test_what_is_not_known_is_refused_with_what_is_near(
    snapshot: Snapshot, option: str, value: str, error: str, near: str
) -> None:
    with pytest.raises(UsageError) as refused:
        CliRunner().invoke(app, [option, value], catch_exceptions=False)
    (problem,) = refused.value.problems
    assert problem.id == error
    assert near in problem.expected
    assert problem.value == value


def test_every_rule_can_be_asked_for(snapshot: Snapshot) -> None:
    for rule in PROGRESS_RULES:
        assert {row["rule"] for row in rows("--rule", rule.name)} <= {rule.name}
