"""Names as they are compared."""

from __future__ import annotations

import pytest

from accord.domain.listing import ListingKind
from accord.methods.screening.reading import MOST_WORDS, read_name, reading_gap

from .made_up_listings import FIRM, PERSON


@pytest.mark.parametrize(
    "text",
    [
        "Abd al-Rahman Wahmi",
        "Abdulrahman Wahmi",
        "Abdul Rahman Wahmi",
        "Abd-el-Rahman Wahmi",
        "Abdelrahman Wahmi",
        "Abdurrahman Wahmi",
        "Abdurahman Wahmi",
        "Abdur Rahman Wahmi",
    ],
)
def test_servant_of_is_a_word_of_its_own(text: str) -> None:
    assert read_name(text, PERSON).words == ("abd", "rahman", "wahmi")


def test_servant_of_is_split_in_arabic_script_too() -> None:
    assert read_name("عبدالرحمن", PERSON).words == read_name("عبد الرحمن", PERSON).words


@pytest.mark.parametrize("text", ["Abdullah", "Abdallah", "Abdulah", "Abdi", "عبدالله"])
def test_common_names_that_begin_alike_stay_whole(text: str) -> None:
    assert len(read_name(text, PERSON).words) == 1


def test_the_name_behind_son_of_is_the_father() -> None:
    reading = read_name("Karim bin Salim", PERSON)
    assert reading.words == ("karim", "bin", "salim")
    assert reading.fathers == 0b100


def test_legal_forms_are_read_in_firms_and_not_in_persons() -> None:
    assert read_name("Lipa d.o.o.", FIRM).words == ("lipa",)
    assert read_name("Lipa d.o.o.", FIRM).forms
    assert read_name("Lipa Ag", PERSON).words == ("lipa", "ag")
    assert not read_name("Lipa Ag", PERSON).forms


def test_words_of_firms_are_read_in_one_language() -> None:
    assert read_name("Lipa Trgovina", FIRM).words == read_name("Lipa Trading", FIRM).words


@pytest.mark.parametrize("text", ["", "—", "...", "😀", "\u200f\u200f"])
def test_what_cannot_be_read_is_said(text: str) -> None:
    assert read_name(text, PERSON).words == ()
    assert "Nothing in the name can be read" in reading_gap(text, PERSON)


@pytest.mark.parametrize("text", ["riječ " * 41, "a" * 10_000, "riječ " * 2000])
@pytest.mark.parametrize("kind", [PERSON, FIRM])
def test_what_is_too_long_is_cut_and_said(text: str, kind: ListingKind) -> None:
    reading = read_name(text, kind)
    assert reading.is_cut
    assert len(reading.words) <= MOST_WORDS
    assert "Only the first" in reading_gap(text, kind)


def test_what_is_read_whole_leaves_nothing_to_say() -> None:
    assert reading_gap("riječ " * 40, PERSON) == ""
