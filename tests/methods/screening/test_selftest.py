"""The test with the lists in use. All names are invented."""

from __future__ import annotations

import pytest

from accord.domain.listing import ListedName, Listing, ListingKind
from accord.methods.screening.matcher import Matcher
from accord.methods.screening.selftest import ALERT_RATE, CONTROL, SelfTest, innocents, run_selftest
from accord.methods.screening.treatments import TREATMENTS, script_of

PERSON, FIRM = ListingKind.PERSON, ListingKind.ORGANIZATION


def person(number: int, given: str, family: str) -> Listing:
    name = ListedName(text=f"{given} {family}", given=given, family=family)
    return Listing(
        id=f"zz:{number}", list="zz", kind=PERSON, names=(name, ListedName(text="Oz", is_weak=True))
    )


LISTED = (
    person(1, "Xhavit", "Primeri"),
    person(2, "Nikolina", "Nepostojeća"),
    Listing(id="zz:3", list="zz", kind=FIRM, names=(ListedName(text="Izmišljena Trgovina d.o.o."),)),
)


@pytest.fixture(scope="module")
def results() -> list[SelfTest]:
    return list(run_selftest(Matcher(LISTED), least=0.7, most=100, seed=1))


def test_the_control_test_asks_for_every_strong_name_and_finds_all(results: list[SelfTest]) -> None:
    control = [each for each in results if each.treatment == CONTROL]
    assert sum(each.names for each in control) == 3
    assert all(each.rate == 1 and not each.missed for each in control)


def test_a_listing_that_is_not_found_is_named() -> None:
    results = run_selftest(Matcher(LISTED), least=1.01, most=100, seed=1)
    missed = {name for each in results if each.treatment == CONTROL for name in each.missed}
    assert missed == {"zz:1", "zz:2", "zz:3"}


def test_every_change_is_tried_and_innocents_come_last(results: list[SelfTest]) -> None:
    assert {each.treatment for each in results[:-1]} == set(TREATMENTS)
    assert results[-1].treatment == ALERT_RATE


def test_innocents_are_nobody_on_the_list() -> None:
    assert set(innocents(LISTED, 10, 0)) == {"Xhavit Nepostojeća", "Nikolina Primeri"}
    assert innocents(LISTED[:1], 10, 0) == []


@pytest.mark.parametrize(
    ("treatment", "name", "kind", "expected"),
    [
        ("control", "Xhavit Primeri", PERSON, "Xhavit Primeri"),
        ("family name first", "Xhavit Primeri", PERSON, "Primeri, Xhavit"),
        ("family name first", "Xhavit", PERSON, None),
        ("family name first", "Izmišljena Trgovina", FIRM, None),
        ("marks changed", "Nepostojeća", PERSON, "Nepostojeca"),
        ("marks changed", "Primeri", PERSON, "Priméri"),
        ("in Cyrillic", "Xhavit Primeri", PERSON, "Ксхавит Примери"),
        ("in Cyrillic", "Измишљена", FIRM, None),
        ("legal form changed", "Izmišljena Trgovina d.o.o.", FIRM, "izmishljena trgovina"),
        ("legal form changed", "Xhavit Primeri", PERSON, None),
        ("two words joined", "Xhavit Primeri", PERSON, "XhavitPrimeri"),
        ("two words joined", "Xhavit", PERSON, None),
        ("a letter dropped", "Oz", PERSON, None),
    ],
)
def test_a_change_does_what_it_says(
    treatment: str, name: str, kind: ListingKind, expected: str | None
) -> None:
    assert TREATMENTS[treatment](name, kind, 0) == expected


@pytest.mark.parametrize("treatment", ["two letters swapped", "a letter dropped", "a letter doubled"])
def test_a_slip_changes_one_place_inside_the_longest_word(treatment: str) -> None:
    changed = TREATMENTS[treatment]("Oz Nepostojeci", PERSON, 3)
    assert changed is not None
    assert changed != "Oz Nepostojeci"
    assert (changed[:4], changed[-1]) == ("Oz N", "i")
    assert len(changed) - len("Oz Nepostojeci") == {"two letters swapped": 0, "a letter dropped": -1}.get(
        treatment, 1
    )


def test_scripts_have_their_standard_codes() -> None:
    names = ["Ana", "Ана", "Άννα", "آنا", "安娜", "안나", "1"]
    assert [script_of(name) for name in names] == ["Latn", "Cyrl", "Grek", "Arab", "Hani", "Hang", "Zyyy"]
