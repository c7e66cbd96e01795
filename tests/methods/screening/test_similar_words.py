"""Words of a list that are like a word, against looking at every one of them."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.methods.screening.keys import MOST_KEYS, word_keys
from accord.methods.screening.similar_words import Asked, find_similar
from accord.methods.screening.sounds import MOST_SOUNDS, rows_of, sounds_of
from accord.methods.screening.vocabulary import Vocabulary, build_vocabulary, joined_sounds

WORDS = st.lists(
    st.from_regex(r"~?[a-z]{1,10}|[abx]{20,60}|[0-9]{1,30}", fullmatch=True), unique=True, max_size=12
)
NO_PAIRS = np.zeros((0, 2), np.int32)


def vocabulary(words: list[str], pairs: np.ndarray = NO_PAIRS) -> Vocabulary:
    return build_vocabulary({word: number for number, word in enumerate(words)}, pairs)


def found(words: Vocabulary, text: str) -> dict[str, float]:
    letters = rows_of([text.encode()])
    number = np.array([words.numbers.get(text, -1)], np.int32)
    similar = find_similar(words, Asked(sounds_of(letters), letters, number), are_joined=False)
    texts = [*words.numbers, *["(joined)"] * (len(words.sounds.starts) - 1 - words.singles)]
    return {texts[word]: float(value) for word, value in zip(similar.words, similar.values, strict=True)}


@settings(deadline=None)  # the first call compiles
@given(WORDS)
def test_every_word_finds_itself_first(words: list[str]) -> None:
    known = vocabulary(words)
    for word in words:
        similar = found(known, word)
        assert similar[word] == 1
        assert list(similar.values()) == sorted(similar.values(), reverse=True)


def test_words_are_found_however_they_are_spelt() -> None:
    known = vocabulary(["dzavid", "hodzha", "khrushchev", "lipovac", "marko"])
    assert "dzavid" in found(known, "xhavit")
    assert "hodzha" in found(known, "hoxha")
    assert "khrushchev" in found(known, "chruschtschow")
    assert "lipovac" in found(known, "lipovca")
    assert found(known, "jelena") == {}


def test_two_words_read_as_one_are_found_whole() -> None:
    known = vocabulary(["bit", "river"], np.array([[0, 1]], np.int32))
    assert found(known, "bitriver")["(joined)"] > 0.95
    assert "(joined)" not in found(known, "bitrivers")


def test_two_joined_words_are_not_compared() -> None:
    known = vocabulary(["bit", "river"], np.array([[0, 1]], np.int32))
    asked = joined_sounds(sounds_of(rows_of([b"bit", b"river"])), np.array([[0, 1]], np.int32))
    nothing = rows_of([b""])
    similar = find_similar(known, Asked(asked, nothing, np.array([-1], np.int32)), are_joined=True)
    assert similar.words.size == 0


@settings(deadline=None)  # the first call compiles
@given(st.text(alphabet="xwjhcsabz~", min_size=1, max_size=60))
def test_a_word_never_has_more_keys_than_there_is_room(word: str) -> None:
    letters = rows_of([word.encode()])
    keys, room = np.zeros(MOST_KEYS, np.uint64), np.zeros(MOST_SOUNDS, np.uint8)
    count = word_keys(sounds_of(letters).cells, letters.cells, keys, room)
    assert 1 <= count <= MOST_KEYS
    assert len(set(keys[:count].tolist())) == count
