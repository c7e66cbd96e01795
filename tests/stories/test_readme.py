"""What the README says in numbers is what the program says."""

from __future__ import annotations

import re

from accord.store.snapshot import Snapshot
from support import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_numbers_of_the_readme_are_those_of_the_snapshot(sofia: Snapshot) -> None:
    numbers = {
        r"For (\d+) of the \d+ ratings no verified evidence": "count.no_evidence",
        r"For \d+ of the (\d+) ratings": "count.ratings",
        r"and for (\d+) nothing could show": "count.not_measurable",
        r"wording of \d+ of the (\d+) commitments": "count.commitments",
    }
    for pattern, name in numbers.items():
        said = re.search(pattern, README)
        assert said is not None, pattern
        assert sofia.figures[name].value == int(said[1]), name
    unread = [row for row in sofia.declaration.commitments if not row.evidence.is_verified]
    assert f"wording of {len(unread)} of the" in README


def test_the_readme_is_short_and_shows_one_picture_of_our_own() -> None:
    assert len(README.splitlines()) < 120
    (picture,) = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert (ROOT / picture).is_file()


def test_every_id_that_the_readme_asks_about_exists(sofia: Snapshot) -> None:
    asked = re.findall(r"accord why (\S+)", README)
    assert {name for name in asked if name.endswith(("grant", "announced"))} <= set(sofia.figures)
    assert len(asked) >= 2
