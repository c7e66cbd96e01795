"""What the commands print: data to stdout with documented keys, messages to stderr."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from accord.cli.app import app
from accord.errors import UsageError
from accord.store.snapshot import Snapshot, open_snapshot
from cli.commands import accord

STATUS_KEYS = {
    *("commitment", "instrument", "pillar", "partner", "rating", "trend", "disputed"),
    *("last_evidence", "reasons", "figures", "evidence", "rule"),
}
WHY_KEYS = {"figure", "value", "unit", "method", "parameters", "inputs"}
INPUT_KEYS = {"source", "file", "sha256", "place", "date_read", "evidence"}


def data(*arguments: str | Path) -> object:
    """Run a command in this process and return its JSON."""
    result = CliRunner().invoke(app, [*map(str, arguments), "--json"], catch_exceptions=False)
    assert result.exit_code == 0, result.stderr
    assert result.stderr == "", "with --json nothing else is said"
    return json.loads(result.stdout)


def rows(*arguments: str | Path) -> list[dict[str, object]]:
    found = data(*arguments)
    assert isinstance(found, list)
    return found


def test_status_prints_one_object_for_each_commitment_and_partner(sofia_folder: Path) -> None:
    found = rows("status", "--snapshot", sofia_folder)
    assert len(found) == 330
    assert {frozenset(row) for row in found} == {frozenset(STATUS_KEYS)}
    assert len({(row["commitment"], row["partner"]) for row in found}) == 330
    kinds = {"rating": str, "trend": str, "disputed": bool, "reasons": list, "figures": list}
    assert all(isinstance(row[key], kind) for row in found for key, kind in kinds.items())
    assert all(row["reasons"] and row["figures"] for row in found)


def test_status_can_be_narrowed(sofia_folder: Path) -> None:
    found = rows("status", "--snapshot", sofia_folder, "--pillar", "DIG", "--partner", "SRB")
    # Four commitments stand under the digital heading.
    assert [row["commitment"] for row in found] == ["SPA-DIG-1", "SPA-DIG-2", "PKG-4", "PKG-5"]
    found = rows("status", "--snapshot", sofia_folder, "--commitment", "SPA-DIG-1", "--rating", "complete")
    assert len(found) == 6


@pytest.mark.parametrize(
    ("option", "value", "near"), [("--partner", "QQQ", "SRB"), ("--rating", "done", "complete")]
)
def test_an_option_that_matches_nothing_names_what_would(
    sofia_folder: Path, option: str, value: str, near: str
) -> None:
    with pytest.raises(UsageError) as caught:
        CliRunner().invoke(
            app, ["status", "--snapshot", str(sofia_folder), option, value], catch_exceptions=False
        )
    (problem,) = caught.value.problems
    assert (problem.id, problem.field, problem.value) == ("ACC-208", option.removeprefix("--"), value)
    assert near in problem.expected


def test_a_rating_that_nobody_has_is_an_empty_answer(sofia_folder: Path) -> None:
    """`not_started` is one of the six ratings; that no row has it is an answer, not a wrong command."""
    assert rows("status", "--snapshot", sofia_folder, "--rating", "not_started") == []


def test_figures_lists_every_id_once(sofia_folder: Path, sofia: Snapshot) -> None:
    found = rows("figures", "--snapshot", sofia_folder)
    assert [row["figure"] for row in found] == list(sofia.figures)
    assert len({row["figure"] for row in found}) == len(found) > 1000
    unknown = next(row for row in found if row["figure"] == "T09.grant")
    assert (unknown["value"], unknown["shown"]) == (None, "unknown")


def test_every_figure_behind_a_status_is_listed(sofia_folder: Path, sofia: Snapshot) -> None:
    for row in rows("status", "--snapshot", sofia_folder):
        named = row["figures"]
        assert isinstance(named, list)
        assert set(named) <= set(sofia.figures)


@pytest.mark.parametrize(
    "name", ["T01.grant", "T02.leverage.wbif_rule", "SD-10.rating.SRB", "count.complete"]
)
def test_why_prints_the_full_descent(sofia_folder: Path, name: str) -> None:
    found = data("why", name, "--snapshot", sofia_folder)
    assert isinstance(found, dict)
    assert found.keys() >= WHY_KEYS
    assert found["figure"] == name
    assert found["inputs"]
    for leaf in found["inputs"]:
        assert leaf.keys() >= INPUT_KEYS
        assert len(leaf["sha256"]) == 64
        assert all(leaf[key] for key in INPUT_KEYS)


def test_why_works_for_a_claim_too(sofia_folder: Path) -> None:
    found = data("why", "T01-grant-line", "--snapshot", sofia_folder)
    assert isinstance(found, dict)
    assert found.keys() >= WHY_KEYS
    assert found["value"] == "EUR 27,672,000"


def test_a_table_goes_to_stdout_and_the_hint_to_stderr(lake_store: Path, tmp_path: Path) -> None:
    done = accord("status", "--snapshot", lake_store, folder=tmp_path)
    assert done.exit_code == 0
    assert "PACT-1" in done.out
    assert "accord why" not in done.out
    assert "accord why" in done.err


def test_why_says_in_words_what_was_chosen_and_from_what(lake_store: Path) -> None:
    arguments = ["why", "PACT-1.ferry_cost.NOR", "--snapshot", str(lake_store)]
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    printed = [line.strip() for line in result.stdout.splitlines()]
    assert "spread     CRW 104,500 to CRW 120,000 in 2 claims, disputed" in printed
    assert "ferry-cost-budget  (claim, chosen)  CRW 104,500" in printed
    assert "ferry-cost-gazette  (claim, alternative)  about CRW 120,000" in printed
    assert printed[-1] == f"Snapshot {open_snapshot(lake_store).id}"


def test_the_demo_prints_its_summary_and_ends_without_serving(tmp_path: Path) -> None:
    done = accord("demo", "--no-serve", folder=tmp_path)
    assert done.exit_code == 0, done.err
    assert done.out.startswith("EU-Western Balkans summit, Sofia 2018")
    (line,) = [line.split() for line in done.out.splitlines() if line.strip().startswith("all ")]
    # The sums of the hand count in tests/stories/test_sofia_counts.py.
    assert line == ["all", "28", "13", "24", "0", "190", "75"]
    assert "UNSCR 1244/1999" in done.out
