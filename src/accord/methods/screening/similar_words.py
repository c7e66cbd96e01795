"""The words of a vocabulary that are like a given word, however either is spelt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accord.compiling import compiled, inlined
from accord.methods.screening.keys import MOST_KEYS, whole_key, word_keys
from accord.methods.screening.sounds import MOST_SOUNDS, Sounds, likeness
from accord.methods.screening.vocabulary import PREFIX_SHIFT, Rows, Vocabulary

__all__ = ["LEAST_LIKENESS", "Likenesses", "find_similar"]

LEAST_LIKENESS = np.float32(0.66)
"""Likeness below which two words are different words."""
_LEAST_JOINED = np.float32(0.84)
_LEAST_JOINED_SOUNDS = 5
_ALIKE = np.float32(0.97)
_MOST_SIMILAR = 400


@dataclass(frozen=True, slots=True, eq=False)
class Likenesses:
    """For each word asked for, the words of a vocabulary that are like it.

    Attributes:
        starts: Where the words of each row begin, and where the last end.
        words: Their numbers, most alike first.
        values: Their likenesses.
    """

    starts: NDArray[np.int64]
    words: NDArray[np.int32]
    values: NDArray[np.float32]


@inlined
def _door(key: np.uint64, doors: NDArray[np.int64], keys: NDArray[np.uint64]) -> int:
    low, high = doors[key >> PREFIX_SHIFT], doors[(key >> PREFIX_SHIFT) + np.uint64(1)]
    while low < high:
        middle = (low + high) >> 1
        if keys[middle] < key:
            low = middle + 1
        else:
            high = middle
    return int(low)


def find_similar(
    vocabulary: Vocabulary, sounds: Rows, letters: Rows, is_joined: NDArray[np.bool_]
) -> Likenesses:
    """Return the words of a vocabulary that are like some words.

    Args:
        vocabulary: Words of the list.
        sounds: Sounds of the words asked for.
        letters: Their letters; none for joined ones.
        is_joined: Which of them are joined ones; those are found only whole.
    """
    known = (
        vocabulary.sounds.cells,
        vocabulary.sounds.starts,
        vocabulary.letters.cells,
        vocabulary.letters.starts,
    )
    table = (vocabulary.keys, vocabulary.words, vocabulary.doors)
    count = len(vocabulary.sounds.starts) - 1
    room = (
        np.full(count, -1, np.int32),
        np.zeros(MOST_KEYS, np.uint64),
        np.zeros(MOST_SOUNDS, np.uint8),
        np.zeros((3, MOST_SOUNDS + 1), np.float32),
    )
    starts = np.zeros(len(is_joined) + 1, np.int64)
    words, values = np.zeros(0, np.int32), np.zeros(0, np.float32)
    done = 0
    while done < len(is_joined):
        more = 2 * _MOST_SIMILAR + 40 * (len(is_joined) - done)
        words = np.concatenate((words[: starts[done]], np.zeros(more, np.int32)))
        values = np.concatenate((values[: starts[done]], np.zeros(more, np.float32)))
        query = (sounds.cells, sounds.starts, letters.cells, letters.starts, is_joined)
        done = _similar_words(query, table, known, (starts, words, values), room, done)
    return Likenesses(starts, words[: starts[-1]], values[: starts[-1]])


@compiled
def _similar_words(
    query: tuple[Sounds, NDArray[np.int64], NDArray[np.uint8], NDArray[np.int64], NDArray[np.bool_]],
    table: tuple[NDArray[np.uint64], NDArray[np.int32], NDArray[np.int64]],
    known: tuple[Sounds, NDArray[np.int64], NDArray[np.uint8], NDArray[np.int64]],
    out: tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32]],
    room: tuple[NDArray[np.int32], NDArray[np.uint64], NDArray[np.uint8], NDArray[np.float32]],
    done: int,
) -> int:
    """Find the words of a vocabulary that are like each word of a query; return how many words were done.

    Args:
        query: Sounds with starts, letters with starts, and which words are joined ones.
        table: Keys, words and doors of the vocabulary.
        known: Sounds with starts and letters with starts of the vocabulary.
        out: Room for starts, words and likenesses; words in order of likeness, then of number.
        room: Marks of the words seen (all -1 at first), room for keys, sounds and rows.
        done: How many words of the query were done before.
    """
    sounds, sound_starts, letters, letter_starts, is_joined = query
    keys, words, doors = table
    starts, found, likenesses = out
    seen, some, classes, rows = room
    total = starts[done]
    for word in range(done, is_joined.size):
        own = sounds[sound_starts[word] : sound_starts[word + 1]]
        text = letters[letter_starts[word] : letter_starts[word + 1]]
        first = total
        if found.size - total < _MOST_SIMILAR:
            return word
        if is_joined[word]:
            some[0] = whole_key(own, classes)
            count = 1 if own.size >= _LEAST_JOINED_SOUNDS else 0
        else:
            count = word_keys(own, text, some, classes)
        for i in range(count):
            at = _door(some[i], doors, keys)
            while at < keys.size and keys[at] == some[i]:
                other = words[at]
                at += 1
                if seen[other] == word:
                    continue
                seen[other] = word
                value = _compared(own, text, is_joined[word], other, known, rows)
                if value <= 0:
                    continue
                if total - first == _MOST_SIMILAR:
                    _sort(found[first:total], likenesses[first:total])
                    total = first + _MOST_SIMILAR // 2
                found[total] = other
                likenesses[total] = value
                total += 1
        _sort(found[first:total], likenesses[first:total])
        starts[word + 1] = total
    return is_joined.size


@compiled
def _compared(
    own: Sounds,
    text: NDArray[np.uint8],
    is_joined: bool,
    other: int,
    known: tuple[Sounds, NDArray[np.int64], NDArray[np.uint8], NDArray[np.int64]],
    rows: NDArray[np.float32],
) -> np.float32:
    """Return how alike a word and a listed one are; 0 if too little. Two joined words are never compared."""
    theirs = known[0][known[1][other] : known[1][other + 1]]
    is_single = other < known[3].size - 1
    if is_joined or not is_single:
        if (is_joined and not is_single) or theirs.size < _LEAST_JOINED_SOUNDS:
            return np.float32(0)
        value = _ALIKE * likeness(own, theirs, rows)
        return value if value >= _LEAST_JOINED else np.float32(0)
    other_text = known[2][known[3][other] : known[3][other + 1]]
    if _same(text, other_text) and (text.size > 0 or _same(own, theirs)):
        return np.float32(1)
    value = _ALIKE * likeness(own, theirs, rows)
    return value if value >= LEAST_LIKENESS else np.float32(0)


@compiled
def _same(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> bool:
    if one.size != other.size:
        return False
    for i in range(one.size):  # noqa: SIM110 - the compiler knows no generators
        if one[i] != other[i]:
            return False
    return True


@compiled
def _sort(words: NDArray[np.int32], values: NDArray[np.float32]) -> None:
    """Sort by likeness, highest first, then by number (insertion; the rows are short)."""
    for i in range(1, words.size):
        word, value = words[i], values[i]
        j = i
        while j > 0 and (values[j - 1] < value or (values[j - 1] == value and words[j - 1] > word)):
            words[j], values[j] = words[j - 1], values[j - 1]
            j -= 1
        words[j], values[j] = word, value
