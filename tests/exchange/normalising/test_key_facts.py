"""The page about the keys prints the figures of the code."""

from __future__ import annotations

import re
from pathlib import Path

from accord.exchange.normalising import KEY_FACTS, SET_FACTS, IdentifierType, query_length

PAGE = (Path(__file__).parents[3] / "docs" / "explanation" / "matching-without-names.md").read_text(
    encoding="utf-8"
)


def share(value: float) -> str:
    return f"{100 * value:.1f} %"


def of_ten_thousand(value: float) -> str:
    return f"{10_000 * value:g}"


def test_the_figures_of_every_key_stand_on_the_page() -> None:
    rows = re.findall(
        r"^\| `(person-[\w-]+)` \|.*\| ([\d.]+ %) \| ([\d.]+) \| (on|off) \|$", PAGE, re.MULTILINE
    )
    assert rows == [
        (name, share(fact.recall), of_ten_thousand(fact.false_hits), "off" if fact.is_weak else "on")
        for name, fact in KEY_FACTS.items()
        if fact.type is IdentifierType.PERSON
    ]


def test_the_figures_of_every_set_stand_on_the_page() -> None:
    rows = re.findall(r"\| ([\d.]+ %) \| ([\d.]+) \| ([\d.]+ %) \| ([\d.]+) \|$", PAGE, re.MULTILINE)
    assert rows == [
        (
            share(fact.recall),
            of_ten_thousand(fact.false_hits),
            share(fact.febrl_recall),
            of_ten_thousand(fact.febrl_false_hits),
        )
        for fact in SET_FACTS
    ]


def test_the_page_says_how_many_elements_a_question_has() -> None:
    assert f"has {query_length(IdentifierType.PERSON)} elements" in PAGE
