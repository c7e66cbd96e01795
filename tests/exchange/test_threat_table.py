"""The table of threats names a control for each of twenty, and only tests that exist."""

from __future__ import annotations

import ast
import re

from support import ROOT

PAGE = ROOT / "docs" / "explanation" / "what-the-exchange-does-not-protect-against.md"


def rows() -> dict[str, list[str]]:
    """Cells of each row of the table by its number."""
    lines = re.findall(r"^\| (T\d+) \|(.+)\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return {number: [cell.strip() for cell in cells.split("|")] for number, cells in lines}


def functions() -> set[str]:
    """Names of all test functions of the exchange."""
    found: set[str] = set()
    for path in (ROOT / "tests" / "exchange").rglob("test_*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    return found


def test_each_of_the_twenty_threats_has_a_control_and_a_test_or_a_sentence() -> None:
    assert list(rows()) == [f"T{number}" for number in range(1, 21)]
    assert all(len(cells) == 3 and all(cells) for cells in rows().values())


def test_every_test_that_the_table_names_exists() -> None:
    named = {name for cells in rows().values() for name in re.findall(r"`(test_\w+)`", cells[2])}
    assert len(named) > 30
    assert named - functions() == set()


def test_only_what_no_test_can_show_has_a_sentence_alone() -> None:
    bare = [number for number, cells in rows().items() if "`test_" not in cells[2]]
    assert bare == ["T19"]
