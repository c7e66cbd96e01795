"""The words of all listed names, and which of them are like a given word.

A joined word is two neighbours of one name read as one (``Bit River``, ``Bitriver``); it is found only
whole.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from accord.compiling import compiled
from accord.methods.screening.keys import MOST_KEYS, all_keys, whole_key
from accord.methods.screening.sounds import MOST_SOUNDS, Rows, Sounds, rows_of, sounds_of

__all__ = ["PREFIX_SHIFT", "Vocabulary", "build_vocabulary", "joined_sounds"]

_BITS = 16
PREFIX_SHIFT = np.uint64(64 - _BITS)


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Words and the keys under which they are found.

    Attributes:
        numbers: Number of each single word.
        sounds: Sounds of each word; of the single ones first, then of the joined ones.
        letters: Letters of each single word, none for the joined ones.
        singles: How many single words there are.
        keys: Keys, ascending.
        words: Number of the word of each key.
        doors: Where the keys begin that start with each number of ``_BITS`` bits.
    """

    numbers: dict[str, int]
    sounds: Rows
    letters: Rows
    singles: int
    keys: NDArray[np.uint64]
    words: NDArray[np.int32]
    doors: NDArray[np.int64]


def build_vocabulary(numbers: dict[str, int], joined: NDArray[np.int32]) -> Vocabulary:
    """Return the vocabulary of a list.

    Args:
        numbers: Number of each single word, from 0, in that order.
        joined: Pairs of numbers of words that stand side by side in a name, each pair once.
    """
    letters = rows_of([word.encode() for word in numbers])
    sounds = sounds_of(letters)
    singles = len(numbers)
    room, one = np.zeros(MOST_SOUNDS, np.uint8), np.zeros(MOST_KEYS, np.uint64)
    found = (np.empty(singles * MOST_KEYS, np.uint64), np.empty(singles * MOST_KEYS, np.int32))
    count = all_keys((sounds.cells, sounds.starts, letters.cells, letters.starts), found, one, room)
    pairs = joined_sounds(sounds, joined)
    wholes = np.zeros(len(joined), np.uint64)
    _whole_keys(pairs.cells, pairs.starts, wholes, room)
    keys = np.concatenate((found[0][:count], wholes))
    words = np.concatenate((found[1][:count], np.arange(singles, singles + len(joined), dtype=np.int32)))
    order = np.argsort(keys, kind="stable")
    keys, words = keys[order], words[order]
    doors = np.searchsorted(keys >> PREFIX_SHIFT, np.arange((1 << _BITS) + 1, dtype=np.uint64))
    both = Rows(
        np.concatenate((sounds.cells, pairs.cells)),
        np.concatenate((sounds.starts, pairs.starts[1:] + sounds.starts[-1])),
    )
    return Vocabulary(numbers, both, letters, singles, keys, words, doors)


def joined_sounds(sounds: Rows, joined: NDArray[np.int32]) -> Rows:
    """Return the sounds of pairs of words that are read as one.

    Args:
        sounds: Sounds of the words.
        joined: Pairs of numbers of words.
    """
    lengths = np.diff(sounds.starts)
    sizes = np.minimum(lengths[joined[:, 0]] + lengths[joined[:, 1]], MOST_SOUNDS)
    starts = np.zeros(len(joined) + 1, np.int64)
    np.cumsum(sizes, out=starts[1:])
    cells = np.zeros(starts[-1], np.uint8)
    _join(sounds.cells, sounds.starts, joined, starts, cells)
    return Rows(cells, starts)


@compiled
def _join(
    cells: Sounds,
    starts: NDArray[np.int64],
    joined: NDArray[np.int32],
    out_starts: NDArray[np.int64],
    out: Sounds,
) -> None:
    for row in range(joined.shape[0]):
        at, end = out_starts[row], out_starts[row + 1]
        for part in range(2):
            word = joined[row, part]
            for i in range(starts[word], starts[word + 1]):
                if at < end:
                    out[at] = cells[i]
                    at += 1


@compiled
def _whole_keys(
    cells: Sounds, starts: NDArray[np.int64], out: NDArray[np.uint64], room: NDArray[np.uint8]
) -> None:
    for row in range(out.size):
        out[row] = whole_key(cells[starts[row] : starts[row + 1]], room)
