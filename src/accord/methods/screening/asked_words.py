"""The words of queries, each looked up in the list once and remembered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from accord.domain.listing import ListingKind
from accord.methods.screening.arrays import Queries, Similar
from accord.methods.screening.configuration import Configuration
from accord.methods.screening.name_index import KIND_BITS, NameIndex, initials, left_costs, word_bits
from accord.methods.screening.reading import NameReading
from accord.methods.screening.similar_words import find_similar
from accord.methods.screening.sounds import MOST_SOUNDS, sounds_of
from accord.methods.screening.vocabulary import rows_of

__all__ = ["AskedWords"]

_MOST_REMEMBERED = 400_000


class AskedWords:
    """Turns queries into numbers.

    What is remembered saves time and changes no result: the row of a word depends on the word, the list
    and the configuration alone.

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
        self._similar = Similar(
            starts=np.zeros(1, np.int64),
            words=np.zeros(0, np.int32),
            values=np.zeros(0, np.float32),
            bits=np.zeros(0, np.float32),
            left=np.zeros(0, np.float32),
            first=np.zeros(0, np.uint8),
            initial=np.zeros(0, np.uint8),
        )

    def number(self, readings: Sequence[tuple[NameReading, ListingKind]]) -> tuple[Queries, Similar]:
        """Return queries as numbers, with the listed words that are like theirs.

        Args:
            readings: Names that were read, each with what is named.
        """
        if len(self._rows) > _MOST_REMEMBERED:
            self._forget()
        self._learn(readings)
        row: list[int] = []
        place: list[int] = []
        span: list[int] = []
        starts = [0]
        rows = self._rows
        for reading, _ in readings:
            words = reading.words
            count = len(words)
            row += [rows[word] for word in words]
            row += [rows[f"{one} {other}"] for one, other in pairwise(words)]
            place += [*range(count), *range(count - 1)]
            span += [1] * count + [2] * (count - 1)
            starts.append(len(row))
        queries = Queries(
            starts=np.array(starts, np.int64),
            row=np.array(row, np.int32),
            place=np.array(place, np.int32),
            span=np.array(span, np.int32),
            kind=np.array([KIND_BITS[kind] for _, kind in readings], np.int32),
            forms=np.array([reading.forms for reading, _ in readings], np.int32),
            fathers=np.array([reading.fathers for reading, _ in readings], np.int64),
        )
        return queries, self._similar

    def _learn(self, readings: Iterable[tuple[NameReading, ListingKind]]) -> None:
        """Look up the words that were not asked for before: single ones first, then joined ones."""
        new: dict[str, None] = {}
        pairs: dict[str, tuple[str, str]] = {}
        rows = self._rows
        for reading, _ in readings:
            words = reading.words
            for word in words:
                if word not in rows:
                    new[word] = None
            for one, other in pairwise(words):
                text = f"{one} {other}"
                if text not in rows:
                    pairs[text] = (one, other)
        if not new and not pairs:
            return
        texts = list(new)
        sounds = {
            word: bytes(sounds_of(word)) for word in {*texts, *(w for pair in pairs.values() for w in pair)}
        }
        spelt = [sounds[word] for word in texts]
        spelt += [(sounds[one] + sounds[other])[:MOST_SOUNDS] for one, other in pairs.values()]
        letters = [b"" if word.startswith("~") else word.encode() for word in texts] + [b""] * len(pairs)
        is_joined = np.array([False] * len(texts) + [True] * len(pairs), np.bool_)
        found = find_similar(self._index.vocabulary, rows_of(spelt), rows_of(letters), is_joined)
        every = [*texts, *pairs]
        lengths = np.array([len(each) for each in spelt], np.int64)
        context = (len(self._index.listings), self._configuration)
        bits = word_bits(found, every, lengths, self._index.commonness, context)
        left = left_costs(bits, every, self._configuration, listed=False)
        first, initial = initials(every)
        base = len(rows)
        rows.update((text, base + at) for at, text in enumerate(every))
        known = self._similar
        for at, (one, other) in enumerate(pairs.values(), len(texts)):
            bits[at] = sum(
                bits[rows[word] - base] if rows[word] >= base else known.bits[rows[word]]
                for word in (one, other)
            )
        self._similar = Similar(
            starts=np.concatenate((known.starts, found.starts[1:] + known.starts[-1])),
            words=np.concatenate((known.words, found.words)),
            values=np.concatenate((known.values, found.values)),
            bits=np.concatenate((known.bits, bits)),
            left=np.concatenate((known.left, left)),
            first=np.concatenate((known.first, first)),
            initial=np.concatenate((known.initial, initial)),
        )
