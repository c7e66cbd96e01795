"""Words that mean the same, and words that say little."""

from __future__ import annotations

import pytest

from accord.cleaning.name_lexicon import ORGANISATION_WORDS, PARTICLES, TITLES, is_patronymic
from accord.cleaning.names import name_words


@pytest.mark.parametrize("word", ["ivanovich", "petrovna", "ismailoglu", "ivanovic"])
def test_names_of_fathers_are_known_by_their_ending(word: str) -> None:
    assert is_patronymic(word)


@pytest.mark.parametrize("word", ["ivan", "ovich", "lipovac"])
def test_other_words_are_no_names_of_fathers(word: str) -> None:
    assert not is_patronymic(word)


def test_the_one_way_to_write_a_word_is_its_own() -> None:
    for table in (PARTICLES, ORGANISATION_WORDS):
        assert {table.get(word, word) for word in table.values()} == set(table.values())


def test_keys_are_as_names_are_read() -> None:
    unvocalised = {word for word in {*PARTICLES, *TITLES} if word.startswith("~")}
    for word in {*ORGANISATION_WORDS, *PARTICLES, *TITLES} - unvocalised:
        assert name_words(word) == (word,), word


def test_numbers_in_words_and_figures_are_one() -> None:
    assert ORGANISATION_WORDS["two"] == ORGANISATION_WORDS["ii"] == ORGANISATION_WORDS["2nd"] == "2"
