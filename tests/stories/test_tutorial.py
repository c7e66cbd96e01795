"""Every step of the tutorial "your own declaration in 15 minutes" is carried out as it is written."""

from __future__ import annotations

import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from support import TUTORIAL, Block, blocks, insert_after

_COMMAND = [sys.executable, "-c", "from accord.cli.app import main; main()"]


@dataclass(frozen=True)
class Outcome:
    """What a command of the page did, and what the page says about it."""

    command: str
    exit_code: int
    expected_exit_code: int
    output: str
    expected_lines: tuple[str, ...]


def run(command: str, folder: Path) -> tuple[int, str]:
    program, *arguments = shlex.split(command)
    assert program == "accord", f"the page runs something else: {command}"
    done = subprocess.run([*_COMMAND, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def write(block: Block, folder: Path) -> None:
    if "file" in block.settings:
        path = folder / block.settings["file"]
        path.parent.mkdir(exist_ok=True)
        path.write_text(block.text, encoding="utf-8")
    else:
        path = folder / block.settings["edit"]
        text = insert_after(path.read_text(encoding="utf-8"), block.settings["after"], block.text)
        path.write_text(text, encoding="utf-8")


def follow(folder: Path) -> list[Outcome]:
    """Carry out the page from top to bottom."""
    outcomes: list[Outcome] = []
    for block in blocks():
        if block.language == "yaml":
            write(block, folder)
        elif block.language == "sh":
            expected = int(block.settings.get("exit", "0"))
            for command in block.text.splitlines():
                code, output = run(command, folder)
                outcomes.append(Outcome(command, code, expected, output, ()))
        elif block.language == "text":
            last = outcomes.pop()
            lines = tuple(line.strip() for line in block.text.splitlines() if line.strip())
            outcomes.append(
                Outcome(last.command, last.exit_code, last.expected_exit_code, last.output, lines)
            )
    return outcomes


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[Outcome]:
    """What each command of the page did, in an empty folder."""
    return follow(tmp_path_factory.mktemp("a newcomer"))


COMMANDS = [line for block in blocks() if block.language == "sh" for line in block.text.splitlines()]


@pytest.mark.parametrize("step", range(len(COMMANDS)), ids=[f"{n} {c}" for n, c in enumerate(COMMANDS, 1)])
def test_a_step_of_the_tutorial_does_what_the_page_says(outcomes: list[Outcome], step: int) -> None:
    outcome = outcomes[step]
    assert outcome.command == COMMANDS[step]
    assert outcome.exit_code == outcome.expected_exit_code, outcome.output
    printed = {line.strip() for line in outcome.output.splitlines()}
    missing = [line for line in outcome.expected_lines if line not in printed]
    assert not missing, f"not printed by `{outcome.command}`: {missing}\n{outcome.output}"


def test_the_words_of_the_page_about_the_ratings_are_true(outcomes: list[Outcome]) -> None:
    """Section 5: complete and disputed for Northshore, no_evidence for Southshore, PACT-2 unmeasurable."""
    status = next(outcome for outcome in outcomes if outcome.command == "accord status").output
    rows = [line.split() for line in status.splitlines() if line.strip().startswith("PACT-")]
    assert [row[:3] for row in rows] == [
        ["PACT-1", "NOR", "complete"],
        ["PACT-1", "SOU", "no"],
        ["PACT-2", "NOR", "not"],
        ["PACT-2", "SOU", "not"],
    ]
    assert "disputed" in rows[0]
    assert rows[1][2:4] == ["no", "evidence"]
    assert rows[2][2:4] == ["not", "measurable"]


def test_why_lists_both_claims_with_publisher_file_line_and_hash(outcomes: list[Outcome]) -> None:
    why = next(outcome for outcome in outcomes if outcome.command.startswith("accord why")).output
    for words in ("ferry-cost-gazette", "ferry-cost-budget", "Northshore Gazette", "inputs/claims.yml, line"):
        assert words in why
    assert why.count("sha256   ") >= 2


def test_the_page_builds_publishes_and_asks() -> None:
    """The page would show little without these steps."""
    verbs = [shlex.split(command)[1] for command in COMMANDS]
    assert {"build", "status", "why", "export"} <= set(verbs)
    assert TUTORIAL.name == "your-own-declaration.md"
