"""`accord leverage`: every definition, the lines in and out, and the test of what was announced."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from accord.cli.app import app
from accord.errors import UsageError
from accord.store.snapshot import Snapshot, open_snapshot
from cli.commands import accord


def printed(*arguments: str | Path) -> str:
    result = CliRunner().invoke(app, ["leverage", *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def rows(*arguments: str | Path) -> list[dict[str, object]]:
    found = json.loads(printed(*arguments, "--json"))
    assert isinstance(found, list)
    return found


def test_each_package_and_plan_is_shown_under_each_definition(sofia_folder: Path) -> None:
    found = rows("--snapshot", sofia_folder)
    # One package and five projects with a plan, six definitions.
    assert len(found) == 36
    assert len({(row["scope"], row["definition"]) for row in found}) == 36
    budva = {row["definition"]: row["shown"] for row in found if row["scope"] == "T02"}
    # 50/46.245, 125/41.15, 292.952/46.245.
    assert (budva["wbif_rule"], budva["press_release"], budva["total_cost_to_grant"]) == (
        "1.08",
        "3.04",
        "6.33",
    )
    assert budva["private_mobilised"] == "unknown"


def test_every_id_that_is_printed_can_be_explained(sofia_folder: Path, sofia: Snapshot) -> None:
    from accord.store.tracing import Tracer

    tracer = Tracer(sofia)
    for row in rows("--snapshot", sofia_folder):
        names = [row["figure"], *row["above"], *row["below"]]  # type: ignore[misc]  # lists of ids
        names += [one["line"] for one in row["left_out"]]  # type: ignore[attr-defined]
        announced = row["announced"]
        names += [announced["figure"]] if isinstance(announced, dict) else []
        assert [name for name in names if not tracer.knows(str(name))] == []


def test_the_announced_billion_is_tested_with_what_is_missing(sofia_folder: Path) -> None:
    options = ("--project", "package-2018", "--definition", "press_release", "--snapshot", sofia_folder)
    (row,) = rows(*options)
    # Loans of 335m over grants of 147.422m; 1,000 - 335 = 665m, over 190 - 147.422 = 42.578m.
    assert (row["numerator"], row["denominator"]) == (335_000_000, 147_422_000)
    announced = row["announced"]
    assert isinstance(announced, dict)
    assert (announced["reach"], announced["shortfall"]) == ("cannot be told", 665_000_000)
    assert announced["needed_of_rest"] == 15.618394
    words = printed(*options)
    assert "missing   7 of 11 announced projects are not identified." in words
    assert "at least 2.27" in words
    assert "above     T01-L2, T02-L3, T02-L7, T03-loan-eib, T03-loan-ebrd" in words


def test_a_line_on_neither_side_is_named_with_the_reason(sofia_folder: Path) -> None:
    words = printed("--project", "T02", "--definition", "wbif_rule", "--snapshot", sofia_folder)
    assert "left out  T02-L7: A loan of a lender that the register does not count as a partner." in words


def test_a_ratio_that_cannot_be_told_says_why(sofia_folder: Path) -> None:
    words = printed("--project", "T01", "--definition", "private_mobilised", "--snapshot", sofia_folder)
    assert "no ratio  None identified above the line" in words
    assert "above     none identified" in words


@pytest.mark.parametrize(("option", "near"), [("--project", "package-2018"), ("--definition", "wbif_rule")])
def test_an_unknown_project_or_definition_names_the_known_ones(
    sofia_folder: Path, option: str, near: str
) -> None:
    arguments = ["leverage", option, "nobody", "--snapshot", str(sofia_folder)]
    with pytest.raises(UsageError) as caught:
        CliRunner().invoke(app, arguments, catch_exceptions=False)
    (problem,) = caught.value.problems
    assert (problem.id, problem.value) == ("ACC-208", "nobody")
    assert near in problem.expected


def test_a_declaration_without_plans_says_so(lake_store: Path, tmp_path: Path) -> None:
    done = accord("leverage", "--snapshot", lake_store, folder=tmp_path)
    assert (done.exit_code, done.out) == (0, "")
    assert "No project has a financing plan" in done.err
    assert open_snapshot(lake_store).declaration.leverage == ()
    assert rows("--snapshot", lake_store) == []
