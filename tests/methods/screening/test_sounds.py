"""Words cut into sounds. Expected sounds by hand from the table of spellings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.methods.screening.sounds import MOST_SOUNDS, SOUNDS, rows_of, sounds_of

NAMES = {number: name for name, number in SOUNDS.items()}


def spoken(*words: str) -> list[str]:
    rows = sounds_of(rows_of([word.encode() for word in words]))
    return [
        "".join(NAMES[sound] for sound in rows.cells[start:end].tolist())
        for start, end in zip(rows.starts, rows.starts[1:], strict=False)
    ]


@pytest.mark.parametrize(
    ("word", "sounds"),
    [
        ("schmidt", "Smidt"),
        ("shmidt", "Smidt"),
        ("tschirn", "Cirn"),
        ("chirn", "Cirn"),
        ("xhavit", "Javit"),
        ("dzhavit", "Javit"),
        ("xin", "Sin"),  # x at the beginning, as in Chinese names
        ("x", "S"),
        ("alexa", "aleksa"),
        ("anna", "ana"),
        ("11", "11"),  # digits are not doubled letters
        ("~mhmd", "~mhmd"),
        ("^lin林", "^lin"),
        ("", ""),
    ],
)
def test_a_word_is_cut_longest_spelling_first(word: str, sounds: str) -> None:
    assert spoken(word) == [sounds]


@settings(deadline=None)  # the first call compiles
@given(st.lists(st.from_regex(r"[~^]?[a-z0-9]{0,40}", fullmatch=True), max_size=20))
def test_each_word_is_cut_by_itself_and_not_too_long(words: list[str]) -> None:
    together = spoken(*words)
    assert together == [spoken(word)[0] for word in words]
    assert all(len(sounds) <= MOST_SOUNDS for sounds in together)
