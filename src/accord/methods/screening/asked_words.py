"""The words of queries, each looked up in the list once and remembered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from accord.compiling import compiled
from accord.domain.listing import ListingKind
from accord.methods.screening.arrays import Ints, Longs, Queries, Similar
from accord.methods.screening.configuration import Configuration
from accord.methods.screening.name_index import KIND_BITS, NameIndex
from accord.methods.screening.reading import NameReading
from accord.methods.screening.similar_words import Asked, find_similar
from accord.methods.screening.sounds import Rows, rows_of, sounds_of
from accord.methods.screening.vocabulary import joined_sounds
from accord.methods.screening.word_weights import initials, left_costs, word_bits

__all__ = ["AskedWords"]

_MOST_REMEMBERED = 200_000
_NO_LETTERS = np.zeros(0, np.uint8)
Cell = TypeVar("Cell", bound=np.generic)


class _Column(Generic[Cell]):
    """An array that grows at its end."""

    def __init__(self, kind: type[Cell], first: int | None = None) -> None:
        self.cells: NDArray[Cell] = np.zeros(1024, kind)
        self.size = 0 if first is None else 1

    def with_end(self, more: NDArray[Cell]) -> NDArray[Cell]:
        """Return the cells and some more behind them, which the next call overwrites."""
        size = self.size + len(more)
        if size > len(self.cells):
            self.cells = np.concatenate((self.cells[: self.size], np.empty(size, self.cells.dtype)))
        self.cells[self.size : size] = more
        return self.cells[:size]

    def add(self, more: NDArray[Cell]) -> None:
        """Keep some more cells."""
        self.size = len(self.with_end(more))

    @property
    def kept(self) -> NDArray[Cell]:
        """The cells that are kept."""
        return self.cells[: self.size]


class AskedWords:
    """Turns queries into numbers.

    What is remembered saves time and changes no result: the row of a word depends on the word, the list
    and the configuration alone. Joined words are looked up each time: few are asked for twice.

    Args:
        index: What is searched.
        configuration: Numbers of the method.
    """

    def __init__(self, index: NameIndex, configuration: Configuration) -> None:
        self._index = index
        self._configuration = configuration
        self._forget()

    def _forget(self) -> None:
        self._rows: dict[str, int] = {}
        self._sounds, self._sound_starts = _Column(np.uint8), _Column(np.int64, 0)
        self._starts, self._words, self._values = _Column(np.int64, 0), _Column(np.int32), _Column(np.float32)
        self._bits, self._left = _Column(np.float32), _Column(np.float32)
        self._first, self._initial = _Column(np.uint8), _Column(np.uint8)

    def number(self, readings: Sequence[tuple[NameReading, ListingKind]]) -> tuple[Queries, Similar]:
        """Return queries as numbers, with the listed words that are like theirs.

        Both hold until the next call.

        Args:
            readings: Names that were read, each with what is named.
        """
        if len(self._rows) > _MOST_REMEMBERED:
            self._forget()
        words = [word for reading, _ in readings for word in reading.words]
        known = self._rows
        if new := [word for word in dict.fromkeys(words) if word not in known]:
            self._learn(new)
        rows = np.fromiter(map(known.__getitem__, words), np.int32, len(words))
        starts = np.zeros(len(readings) + 1, np.int64)
        np.cumsum([len(reading.words) for reading, _ in readings], out=starts[1:])
        pairs = _pairs(rows, starts)
        count = len(words) + len(pairs)
        item_starts, items = np.zeros_like(starts), np.empty((3, count), np.int32)
        _lay_out(rows, starts, len(known), item_starts, items)
        queries = Queries(
            starts=item_starts,
            row=items[0],
            place=items[1],
            span=items[2],
            kind=np.array([KIND_BITS[kind] for _, kind in readings], np.int32),
            forms=np.array([reading.forms for reading, _ in readings], np.int32),
            fathers=np.array([reading.fathers for reading, _ in readings], np.int64),
        )
        return queries, self._similar(pairs)

    def _similar(self, pairs: Ints) -> Similar:
        """Return the rows of all words, and behind them those of joined ones."""
        sounds = joined_sounds(Rows(self._sounds.kept, self._sound_starts.kept), pairs)
        letters = Rows(_NO_LETTERS, np.zeros(len(pairs) + 1, np.int64))
        numbers = np.full(len(pairs), -1, np.int32)
        found = find_similar(self._index.vocabulary, Asked(sounds, letters, numbers), are_joined=True)
        bits = self._bits.kept
        return Similar(
            starts=self._starts.with_end(found.starts[1:] + self._starts.kept[-1]),
            words=self._words.with_end(found.words),
            values=self._values.with_end(found.values),
            bits=self._bits.with_end(bits[pairs[:, 0]] + bits[pairs[:, 1]]),
            left=self._left.kept,
            first=self._first.kept,
            initial=self._initial.kept,
        )

    def _learn(self, texts: list[str]) -> None:
        """Look up words that were not asked for before."""
        letters = rows_of([text.encode() for text in texts])
        sounds = sounds_of(letters)
        listed = self._index.vocabulary.numbers
        numbers = np.array([listed.get(text, -1) for text in texts], np.int32)
        found = find_similar(self._index.vocabulary, Asked(sounds, letters, numbers), are_joined=False)
        context = (len(self._index.listings), self._configuration)
        bits = word_bits(found, texts, np.diff(sounds.starts), self._index.commonness, context)
        first, initial = initials(texts)
        base = len(self._rows)
        self._rows.update(zip(texts, range(base, base + len(texts)), strict=True))
        self._sounds.add(sounds.cells)
        self._sound_starts.add(sounds.starts[1:] + self._sound_starts.kept[-1])
        self._starts.add(found.starts[1:] + self._starts.kept[-1])
        self._words.add(found.words)
        self._values.add(found.values)
        self._bits.add(bits)
        self._left.add(left_costs(bits, texts, self._configuration, listed=False))
        self._first.add(first)
        self._initial.add(initial)


def _pairs(rows: Ints, starts: Longs) -> Ints:
    """Return the rows of neighbours within each query."""
    is_last = np.zeros(len(rows) + 1, np.bool_)
    is_last[starts[1:] - 1] = True
    begins = np.flatnonzero(~is_last[: len(rows)])
    return np.stack((rows[begins], rows[begins + 1]), axis=1)


@compiled
def _lay_out(rows: Ints, starts: Longs, joined: int, item_starts: Longs, items: Ints) -> None:
    """Write row, place and span of each item: the words of each query, then its pairs of neighbours."""
    total = 0
    for query in range(starts.size - 1):
        size = starts[query + 1] - starts[query]
        for place in range(size):
            items[0, total], items[1, total], items[2, total] = rows[starts[query] + place], place, 1
            total += 1
        for place in range(size - 1):
            items[0, total], items[1, total], items[2, total] = joined, place, 2
            joined += 1
            total += 1
        item_starts[query + 1] = total
