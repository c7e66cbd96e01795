"""The words of a vocabulary that are like a given word, however either is spelt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from accord.cleaning.transliteration import UNVOCALISED
from accord.compiling import compiled, inlined
from accord.methods.screening.keys import MOST_KEYS, whole_key, word_keys
from accord.methods.screening.likeness import Costs, empty_rows, likeness, prepare
from accord.methods.screening.sounds import MOST_SOUNDS, SOUNDS, Rows, Sounds
from accord.methods.screening.vocabulary import PREFIX_SHIFT, Vocabulary

__all__ = ["LEAST_LIKENESS", "MOST_SIMILAR", "Asked", "Likenesses", "find_similar"]

LEAST_LIKENESS = np.float32(0.66)
"""Likeness below which two words are different words."""
MOST_SIMILAR = 400
"""Listed words that are kept for one word."""
_LEAST_JOINED = np.float32(0.84)
_LEAST_JOINED_SOUNDS = 5
_ALIKE = np.float32(0.97)
_MARK = SOUNDS[UNVOCALISED]
_Table: TypeAlias = tuple[NDArray[np.uint64], NDArray[np.int32], NDArray[np.int64]]
_Known: TypeAlias = tuple[Sounds, NDArray[np.int64], int]


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


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Words asked for.

    Attributes:
        sounds: Their sounds.
        letters: Their letters; none for joined ones.
        numbers: Number of the same word in the vocabulary; -1 for none.
    """

    sounds: Rows
    letters: Rows
    numbers: NDArray[np.int32]


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
    vocabulary: Vocabulary, asked: Asked, *, are_joined: bool, least: float = float(LEAST_LIKENESS)
) -> Likenesses:
    """Return the words of a vocabulary that are like some words.

    Args:
        vocabulary: Words of the list.
        asked: The words asked for.
        are_joined: True if they are joined ones; those are found only whole.
        least: Least likeness, not below ``LEAST_LIKENESS``; above it, joined words are not looked for.
    """
    known = (vocabulary.sounds.cells, vocabulary.sounds.starts, vocabulary.singles)
    table = (vocabulary.keys, vocabulary.words, vocabulary.doors)
    room = (
        np.full(len(vocabulary.sounds.starts) - 1, -1, np.int32),
        np.zeros(MOST_KEYS, np.uint64),
        np.zeros(MOST_SOUNDS, np.uint8),
        empty_rows(),
    )
    count = len(asked.numbers)
    starts = np.zeros(count + 1, np.int64)
    words, values = np.zeros(0, np.int32), np.zeros(0, np.float32)
    sounds, letters = asked.sounds, asked.letters
    query = (sounds.cells, sounds.starts, letters.cells, letters.starts, asked.numbers)
    done = 0
    while done < count:
        more = 2 * MOST_SIMILAR + (1 if are_joined else 40) * (count - done)
        words = np.concatenate((words[: starts[done]], np.empty(more, np.int32)))
        values = np.concatenate((values[: starts[done]], np.empty(more, np.float32)))
        done = _similar_words(
            query, (table, known), (starts, words, values), room, (done, are_joined, np.float32(least))
        )
    return Likenesses(starts, words[: starts[-1]], values[: starts[-1]])


@compiled
def _similar_words(
    query: tuple[Sounds, NDArray[np.int64], NDArray[np.uint8], NDArray[np.int64], NDArray[np.int32]],
    listed: tuple[_Table, _Known],
    out: tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32]],
    room: tuple[NDArray[np.int32], NDArray[np.uint64], NDArray[np.uint8], Costs],
    options: tuple[int, bool, np.float32],
) -> int:
    """Find the words of a vocabulary that are like each word of a query; return how many words were done.

    Args:
        query: Sounds with starts, letters with starts, numbers in the vocabulary.
        listed: Of the vocabulary: keys, words and doors; sounds with starts, how many single words.
        out: Room for starts, words and likenesses; words in order of likeness, then of number.
        room: Marks of the words seen (all -1 at first), room for keys, sounds and rows.
        options: How many words of the query were done before, whether they are joined ones, and the
            least likeness.
    """
    sounds, sound_starts, letters, letter_starts, numbers = query
    (keys, words, doors), known = listed
    starts, found, likenesses = out
    seen, some, classes, rows = room
    done, are_joined, least = options
    total = starts[done]
    for word in range(done, sound_starts.size - 1):
        own = sounds[sound_starts[word] : sound_starts[word + 1]]
        text = letters[letter_starts[word] : letter_starts[word + 1]]
        first = total
        if found.size - total < MOST_SIMILAR:
            return word
        if are_joined:
            some[0] = whole_key(own, classes)
            count = 1 if own.size >= _LEAST_JOINED_SOUNDS else 0
        else:
            count = word_keys(own, text, some, classes)
        prepare(own, rows)
        for i in range(count):
            at = _door(some[i], doors, keys)
            while at < keys.size and keys[at] == some[i]:
                other = words[at]
                at += 1
                if seen[other] == word:
                    continue
                seen[other] = word
                if other == numbers[word]:
                    value = np.float32(1)
                else:
                    value = _compared(own, other, known, (are_joined, least), rows)
                if value <= 0:
                    continue
                if total - first == MOST_SIMILAR:
                    _sort(found[first:total], likenesses[first:total])
                    total = first + MOST_SIMILAR // 2
                found[total] = other
                likenesses[total] = value
                total += 1
        _sort(found[first:total], likenesses[first:total])
        starts[word + 1] = total
    return int(sound_starts.size - 1)


@inlined
def _compared(
    own: Sounds,
    other: int,
    known: _Known,
    options: tuple[bool, np.float32],
    rows: Costs,
) -> np.float32:
    """Return how alike a word and another listed one are; 0 if too little.

    Two joined words are never compared. Words without their vowels are the same if they sound the same.
    """
    are_joined, least = options
    theirs = known[0][known[1][other] : known[1][other + 1]]
    is_single = other < known[2]
    if are_joined or not is_single:
        if are_joined != is_single or theirs.size < _LEAST_JOINED_SOUNDS or least > LEAST_LIKENESS:
            return np.float32(0)
        least = _LEAST_JOINED
    elif own[0] == theirs[0] == _MARK and _same(own, theirs):
        return np.float32(1)
    value = _ALIKE * likeness(own, theirs, least / _ALIKE, rows)
    return value if value >= least else np.float32(0)


@compiled
def _same(one: Sounds, other: Sounds) -> bool:
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
