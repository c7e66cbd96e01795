"""How often persons are found and mistaken for others, against the levels on which the design was decided.

The levels were measured in the research behind the exchange (section 4.2) with another generator of the
same mix of mistakes. On FEBRL4, which others made, they are reached. On our own persons false hits are
fewer, and recall is .003 to .012 lower for the sets that the research has: of two typing errors, which may
hit any letter here, one third is not forgiven.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import pytest

from accord.exchange.normalising import DEFAULT_KEYS, KEY_FACTS, SET_FACTS, IdentifierType
from exchange.normalising.balkan_persons import drawn_mistakes, invented_person, mistaken
from exchange.normalising.measuring import ALL_KEYS, Outcome, asked, listed, outcome

FEBRL = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "exchange" / "febrl"
LIST, MEMBERS, STRANGERS = 60_000, 4_000, 20_000
FEBRL_LISTED = 2_500
SEED = 2018
STRICT = ("person-exact", "person-sound", "person-sound-unordered-day", "person-first-letters")
WITH_EDIT = (*STRICT, "person-one-edit")
WITH_DIGIT = (*WITH_EDIT, "person-masked-digit")
DEFAULT = DEFAULT_KEYS[IdentifierType.PERSON]

Answers = list[dict[str, frozenset[int]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Answers to questions about members and about strangers."""

    members: list[int]
    about_members: Answers
    about_strangers: Answers

    def recall(self, keys: Collection[str]) -> Outcome:
        return outcome(self.about_members, keys, self.members)

    def false_hits(self, keys: Collection[str]) -> Outcome:
        return outcome(self.about_strangers, keys)


@pytest.fixture(scope="module")
def balkan() -> Measured:
    chance = random.Random(SEED)
    people = [invented_person(chance) for _ in range(LIST)]
    members = chance.sample(range(LIST), MEMBERS)
    questions = []
    for member, mistake in zip(members, drawn_mistakes(MEMBERS, chance), strict=True):
        people[member], question = mistaken(people[member], mistake, chance)
        questions.append(question.fields())
    strangers = [
        mistaken(invented_person(chance), mistake, chance)[1].fields()
        for mistake in drawn_mistakes(STRANGERS, chance)
    ]
    register = listed(person.fields() for person in people)
    return Measured(
        members=members,
        about_members=asked(questions, register),
        about_strangers=asked(strangers, register),
    )


def febrl_persons(name: str) -> dict[str, dict[str, str]]:
    with (FEBRL / name).open(encoding="utf-8", newline="") as file:
        rows = [{key.strip(): text.strip() for key, text in row.items()} for row in csv.DictReader(file)]
    columns = {"first_name": "given_name", "family_name": "surname", "birth_date": "date_of_birth"}
    return {
        row["rec_id"].split("-")[1]: {field: row[column] for field, column in columns.items() if row[column]}
        for row in rows
    }


@pytest.fixture(scope="module")
def febrl() -> Measured:
    if not FEBRL.is_dir():
        pytest.skip("FEBRL4 is not beside the project (../shared/data/exchange/febrl)")
    originals, duplicates = febrl_persons("dataset4a.csv"), febrl_persons("dataset4b.csv")
    names = list(originals)
    members, strangers = names[:FEBRL_LISTED], names[FEBRL_LISTED:]
    register = listed(originals[name] for name in members)
    return Measured(
        members=list(range(FEBRL_LISTED)),
        about_members=asked((duplicates[name] for name in members), register),
        about_strangers=asked((duplicates[name] for name in strangers), register),
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("keys", "recall", "false_hits"),
    [
        (STRICT, 0.820, 0.0003),
        (WITH_EDIT, 0.880, 0.0003),
        (WITH_DIGIT, 0.940, 0.0055),
        (DEFAULT, 0.945, 0.0055),
    ],
    ids=["strict", "with edit", "with digit", "default"],
)
def test_persons_of_the_balkans_are_found(
    balkan: Measured, keys: tuple[str, ...], recall: float, false_hits: float
) -> None:
    assert balkan.recall(keys).share >= recall
    assert balkan.false_hits(keys).share <= false_hits


@pytest.mark.slow
def test_weak_keys_find_little_more_and_mistake_many(balkan: Measured) -> None:
    assert balkan.recall(ALL_KEYS).share - balkan.recall(DEFAULT).share < 0.02
    assert balkan.false_hits(ALL_KEYS).share > 10 * balkan.false_hits(DEFAULT).share


@pytest.mark.slow
def test_every_mistake_but_a_missing_date_is_mostly_forgiven(balkan: Measured) -> None:
    """Four of a hundred questions have no date of birth, and a name alone never hits: 0.96 is the ceiling."""
    assert 0.945 <= balkan.recall(DEFAULT).share <= 0.96


@pytest.mark.slow
@pytest.mark.parametrize("key", ALL_KEYS)
def test_the_published_figures_of_a_key_are_the_measured_ones(balkan: Measured, key: str) -> None:
    fact = KEY_FACTS[key]
    assert fact.recall == pytest.approx(balkan.recall([key]).share, abs=0.0005)
    assert fact.false_hits == pytest.approx(balkan.false_hits([key]).share, abs=0.00005)


@pytest.mark.slow
@pytest.mark.parametrize("at", range(len(SET_FACTS)))
def test_the_published_figures_of_a_set_are_the_measured_ones(balkan: Measured, at: int) -> None:
    fact = SET_FACTS[at]
    assert fact.recall == pytest.approx(balkan.recall(fact.keys).share, abs=0.0005)
    assert fact.false_hits == pytest.approx(balkan.false_hits(fact.keys).share, abs=0.00005)


@pytest.mark.slow
@pytest.mark.parametrize("at", range(len(SET_FACTS)))
def test_the_published_figures_of_febrl_are_the_measured_ones(febrl: Measured, at: int) -> None:
    fact = SET_FACTS[at]
    assert fact.febrl_recall == pytest.approx(febrl.recall(fact.keys).share, abs=0.0005)
    assert fact.febrl_false_hits == pytest.approx(febrl.false_hits(fact.keys).share, abs=0.00005)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("keys", "recall", "false_hits"),
    [
        (("person-exact",), 0.455, 0.0),
        (STRICT, 0.683, 0.0),
        (WITH_EDIT, 0.701, 0.0),
        (WITH_DIGIT, 0.706, 0.0),
        (DEFAULT, 0.709, 0.0),
        ((*WITH_DIGIT, "person-one-name"), 0.859, 0.0008),
    ],
    ids=["exact", "strict", "with edit", "with digit", "default", "with one name"],
)
def test_persons_of_febrl_are_found(
    febrl: Measured, keys: tuple[str, ...], recall: float, false_hits: float
) -> None:
    """FEBRL4: 2,500 listed in the order of the file, 2,500 strangers; one question in ten lacks a field."""
    assert febrl.recall(keys).share >= recall
    assert febrl.false_hits(keys).share <= false_hits
