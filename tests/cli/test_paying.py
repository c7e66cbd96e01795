"""`accord payments`: amounts, steps, what a delay would cost, and ids that can be explained."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from accord.build import build_snapshot
from accord.cli.app import app
from accord.errors import UsageError
from paid_on_conditions import write_harbour


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("harbour")
    return build_snapshot(write_harbour(root / "harbour"), root / "store")


def printed(command: str, *arguments: str | Path) -> str:
    result = CliRunner().invoke(app, [command, *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def rows(*arguments: str | Path) -> list[dict[str, object]]:
    found = json.loads(printed("payments", *arguments, "--json"))
    assert isinstance(found, list)
    return found


def ids(content: object) -> set[str]:
    """Every id of a figure or a question in some JSON."""
    if isinstance(content, dict):
        own = {content["figure"]} if isinstance(content.get("figure"), str) else set()
        own |= set(content.get("figures", ()))
        return own.union(*(ids(part) for part in content.values()))
    if isinstance(content, list):
        return set().union(*(ids(part) for part in content))
    return set()


def test_each_agenda_is_shown_with_its_amounts_and_steps(harbour: Path) -> None:
    north, south = rows("--snapshot", harbour)
    assert [one["agenda"] for one in (north, south)] == ["NOR-AGENDA", "SOU-AGENDA"]
    assert north["amounts"]["payable"]["value"] == 9_500  # type: ignore[index]
    assert [one["state"]["value"] for one in north["steps"]] == [  # type: ignore[attr-defined]
        "fulfilled",
        "partly_fulfilled",
        "not_due",
        "not_due",
    ]
    assert south["amounts"]["withheld"]["value"] is None  # type: ignore[index]


def test_the_options_narrow_it(harbour: Path) -> None:
    (only,) = rows("--snapshot", harbour, "--partner", "SOU", "--facility", "FUND")
    assert only["partner"] == "SOU"


@pytest.mark.parametrize(
    "options",
    [(), ("--on", "2023-01-31"), ("--slip", "NOR-REGISTER=18", "--slip", "NOR-FERRIES=2")],
)
def test_every_id_that_is_printed_can_be_explained(harbour: Path, options: tuple[str, ...]) -> None:
    found = sorted(ids(rows("--snapshot", harbour, *options)))
    assert len(found) > 12
    for name in found:
        explained = json.loads(printed("why", name, "--snapshot", harbour, "--json"))
        assert explained["figure"] == name
        assert explained["inputs"]


def test_a_question_is_answered_with_the_same_value_by_both_commands(harbour: Path) -> None:
    (row,) = rows("--snapshot", harbour, "--partner", "NOR", "--on", "2023-01-31")
    for part in row["amounts"].values():  # type: ignore[attr-defined]
        explained = json.loads(printed("why", part["figure"], "--snapshot", harbour, "--json"))
        assert explained["value"] == part["value"]


def test_a_delay_is_told_in_words_and_by_day(harbour: Path) -> None:
    said = printed("payments", "--slip", "NOR-REGISTER=6", "--snapshot", harbour)
    assert "CRW 30,000 would be withheld from 2022-07-01 until 2022-12-31" in said
    assert "SOU-AGENDA" not in said
    (row,) = rows("--slip", "NOR-REGISTER=6", "--snapshot", harbour)
    effect = row["what_if"]
    assert isinstance(effect, dict)
    by_day = {moment["day"]: moment["withheld"] for moment in effect["moments"]}
    assert by_day["2022-07-01"] == {"on_time": 10_000, "late": 40_000}


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--facility", "FOND"), "ACC-263"),
        (("--partner", "NIL"), "ACC-264"),
        (("--slip", "NOR-REGISTER"), "ACC-265"),
        (("--slip", "NOR-REGISTER=-1"), "ACC-265"),
        (("--slip", "NOR-REGISTER=six"), "ACC-265"),
        (("--slip", "NOR-NOTHING=6"), "ACC-265"),
        (("--slip", "NOR-QUAYS=6"), "ACC-265"),
        (("--on", "2023-02-30"), "ACC-266"),
        (("--on", "2020-01-01", "--partner", "NOR"), "ACC-264"),
    ],
)
def test_what_cannot_be_asked_is_refused(harbour: Path, options: tuple[str, ...], problem: str) -> None:
    with pytest.raises(UsageError) as caught:
        CliRunner().invoke(app, ["payments", "--snapshot", str(harbour), *options], catch_exceptions=False)
    assert [one.id for one in caught.value.problems] == [problem]


@pytest.mark.parametrize(
    "name",
    [
        "payments.FUND.NOR.lost--",
        "payments.FUND.NOR.lost--NOR-REGISTER",
        "payments.FUND.NOR.lost--NOR-NOTHING+6m",
        "payments.FUND.NOR.nothing--NOR-REGISTER+6m",
        "payments.FUND.NOR.lost--on2022-02-30",
    ],
)
def test_an_id_that_asks_nothing_is_refused(harbour: Path, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        CliRunner().invoke(app, ["why", name, "--snapshot", str(harbour)], catch_exceptions=False)
    assert [one.id for one in caught.value.problems] == ["ACC-265"]


def test_kosovo_carries_its_footnote(sofia_folder: Path) -> None:
    said = printed("payments", "--partner", "KOS", "--snapshot", sofia_folder)
    assert "without prejudice to positions on status" in said
