"""The words of a name in any script, and of texts that are no names. All names are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.cleaning.names import MOST_CHARACTERS, name_words
from accord.cleaning.transliteration import IDEOGRAPHIC, UNVOCALISED


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lipa, d.o.o.", ("lipa", "doo")),
        ("д.о.о. Липа", ("doo", "lipa")),
        ("A/S Fjord", ("as", "fjord")),
        ("Q&A", ("q", "and", "a")),
        ("M. I. Testić", ("m", "i", "testich")),
        ("O’Brien d'Aubigny", ("obrien", "daubigny")),  # an apostrophe joins
        ("Ivan-Marko", ("ivan", "marko")),  # a hyphen separates
        ("Li\u0301pa", ("lipa",)),  # a letter and its mark apart
        ("Ｆｕｌｌ", ("full",)),  # letters of double width
        ("Lipa\u200f\u202eTrade", ("lipatrade",)),  # marks of direction say nothing
        ("Lipa\x00Trade", ("lipa", "trade")),
        ("\ud800Lipa", ("lipa",)),  # half a character
        ("½", ("1", "2")),
        ("٣٤٥", ("~345",)),
        ("😀", ()),
        ("—…!", ()),
        (" \t\n", ()),
        ("", ()),
    ],
)
def test_words_are_small_latin_letters_and_digits(text: str, words: tuple[str, ...]) -> None:
    assert name_words(text) == words


def test_only_the_first_characters_are_read() -> None:
    assert name_words("a" * 10_000) == ("a" * MOST_CHARACTERS,)


@given(st.text())
def test_every_text_can_be_read_and_every_word_begins_with_ascii(text: str) -> None:
    for word in name_words(text):
        letters = word.removeprefix(UNVOCALISED)
        assert word[0] == IDEOGRAPHIC or (letters.isascii() and letters.isalnum())


@given(st.text(alphabet="abcšćžđёжщѓќ αβγ 0123.-'"))
def test_case_and_white_space_around_do_not_matter(text: str) -> None:
    assert name_words(f"  {text.upper()} ") == name_words(text.upper())
    assert name_words(" ".join(name_words(text))) == name_words(text)
