"""The documentation is complete, its links lead somewhere, and its how-to pages do what they say."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import typer.main

from accord.cli.app import app
from accord.domain.commitment import MeasureKind
from accord.methods.catalogue import METHODS
from accord.methods.parameters import PARAMETERS
from accord.methods.rating import RATING_RULES
from accord.sources.declaration import _SECTIONS
from accord.store.snapshot_tables import TABLES
from cli.commands import accord
from support import ROOT, blocks

DOCS = ROOT / "docs"
REFERENCE = DOCS / "reference"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
EXECUTED = sorted([*(DOCS / "how-to").glob("*.md"), *(DOCS / "explanation").glob("*.md")])
DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
COMMANDS = sorted(getattr(typer.main.get_command(app), "commands"))  # noqa: B009
STANDARD_TOOLS = {"cat", "cp", "diff", "ls", "python"}
"""Programs beside ``accord`` and ``make`` that a how-to page may use."""

FOOTNOTE = "without prejudice to positions on status"


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def reference(page: str) -> str:
    return (REFERENCE / page).read_text(encoding="utf-8")


def prose(path: Path) -> str:
    """A page without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


@cache
def anchors(path: Path) -> set[str]:
    """The anchors that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#{1,6} (.+)$", prose(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_reference_is_what_the_code_says() -> None:
    done = subprocess.run(
        [sys.executable, str(DOCS / "generate.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert f"## accord {command}\n" in reference("commands.md")


@pytest.mark.parametrize("section", _SECTIONS)
def test_every_section_of_the_content_is_documented(section: str) -> None:
    assert f"## `{section}:`\n" in reference("content.md")


def test_every_method_rule_and_parameter_is_documented() -> None:
    page = reference("methods.md")
    words = [f"`{method.name} {method.version}`" for method in METHODS]
    words += [f"| {rule.id} | `{rule.rating.value}` |" for rule in RATING_RULES]
    words += [f"| `{parameter}` |" for parameter in PARAMETERS]
    words += [f"| `{kind.value}` |" for kind in MeasureKind]
    assert [word for word in words if word not in page] == []


def test_every_row_of_the_rating_table_is_explained() -> None:
    page = (DOCS / "explanation" / "ratings.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (R\d) \|.*\| `(\w+)` \|$", page, re.MULTILINE))
    assert rows == {rule.id: rule.rating.value for rule in RATING_RULES}


def test_every_table_is_documented() -> None:
    assert [table.name for table in TABLES if f"## `{table.name}`\n" not in reference("tables.md")] == []


def test_every_error_is_documented_and_no_other() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "accord").rglob("*.py"))
    used = set(re.findall(r'"(ACC-\d{3})"', source))
    assert used == set(re.findall(r"^### (ACC-\d{3})$", reference("errors.md"), re.MULTILINE))


@pytest.mark.parametrize(
    ("command", "heading"),
    [
        (("status", "--commitment", "PKG-1"), "status"),
        (("figures",), "figures"),
        (("why", "T08.grant"), "why"),
    ],
)
def test_the_keys_of_the_json_are_documented(
    sofia_folder: Path, command: tuple[str, ...], heading: str
) -> None:
    arguments = [*command, "--json", "--snapshot", str(sofia_folder)]
    printed = json.loads(accord(*arguments, folder=ROOT).out)
    row = printed[0] if isinstance(printed, list) else printed
    part = reference("commands.md").split(f"\n### {heading}\n", 1)[1].split("\n### ", 1)[0]
    assert re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) == list(row)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_every_page_is_reached_from_the_index() -> None:
    reached, waiting = set(), [ROOT / "README.md", DOCS / "README.md"]
    while waiting:
        current = waiting.pop()
        if current in reached or not current.is_file() or current.suffix != ".md":
            continue
        reached.add(current)
        links = re.findall(r"\]\(([^)#\s:]+)[^)]*\)", prose(current))
        waiting += [(current.parent / link).resolve() for link in links]
    assert [name(page) for page in PAGES if page not in reached] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_kosovo_carries_its_asterisk_and_footnote(page: Path) -> None:
    text = page.read_text(encoding="utf-8").replace("ICJ Opinion on the Kosovo declaration", "")
    named = re.findall(r"\bKosovo\b(\\?\*)?", text)
    assert all(named)
    assert not named or FOOTNOTE in text


@pytest.mark.parametrize("page", sorted((DOCS / "how-to").glob("*.md")), ids=name)
def test_how_to_pages_use_known_commands(page: Path) -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for block in blocks(page):
        for line in block.text.splitlines() if block.language == "sh" else ():
            program, *arguments = shlex.split(line)
            if program == "accord":
                assert arguments[0] in COMMANDS, line
            elif program == "make":
                assert arguments[0] in targets, line
            else:
                assert program in STANDARD_TOOLS, line


def test_decisions_are_numbered_without_gaps() -> None:
    assert [path.name[:4] for path in DECISIONS] == [f"{n:04}" for n in range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("page", DECISIONS, ids=name)
def test_a_decision_has_its_four_parts_on_one_screen(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# {page.name[:4]}: ")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
        "Context",
        "Choice",
        "Alternatives",
        "Consequences",
    ]
    assert len(text.splitlines()) <= 50


def test_the_citation_names_this_version() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.M)
    assert version
    assert f"\nversion: {version[1]}\n" in citation
    assert f"## [{version[1]}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
