"""The names of all listings as arrays: what is searched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from accord.domain.listing import Listing, ListingKind
from accord.methods.screening.arrays import Floats, Ints, Longs, Names
from accord.methods.screening.configuration import Configuration
from accord.methods.screening.reading import read_name
from accord.methods.screening.similar_words import Asked, find_similar
from accord.methods.screening.sounds import Rows
from accord.methods.screening.vocabulary import Vocabulary, build_vocabulary
from accord.methods.screening.word_weights import LEAST_SPELLING, initials, left_costs, word_bits

__all__ = ["KIND_BITS", "NameIndex", "build_index"]

_ALL = 15
KIND_BITS = {
    ListingKind.PERSON: 1,
    ListingKind.ORGANIZATION: 2,
    ListingKind.VESSEL: 4,
    ListingKind.AIRCRAFT: 8,
    ListingKind.UNKNOWN: _ALL,
}
"""Kinds that may mean one another share a bit."""


@dataclass(frozen=True, slots=True, eq=False)
class NameIndex:
    """Names of listings, ready to be searched.

    Attributes:
        listings: The listings, in their order.
        listing: Number of the listing of each name.
        place: Which name of its listing each name is.
        names: The names as numbers.
        postings: Where the names of each word begin, and the names.
        vocabulary: The words.
        texts: Text of each single word.
        commonness: Listings in which each single word occurs.
        unread: Listed names of which nothing, or not all, could be read: number of the listing, place.
    """

    listings: Sequence[Listing]
    listing: Ints
    place: Ints
    names: Names
    postings: tuple[Longs, Ints]
    vocabulary: Vocabulary
    texts: Sequence[str]
    commonness: Floats
    unread: tuple[tuple[int, int], ...] = ()


def build_index(listings: Sequence[Listing], configuration: Configuration) -> NameIndex:
    """Return the index of some listings; each name of a listing once, however often it is written.

    Args:
        listings: Any number of listings.
        configuration: Numbers of the method.
    """
    rows = _Rows()
    for number, listing in enumerate(listings):
        rows.add(number, listing, configuration)
    texts = list(rows.numbers)
    words, starts = np.array(rows.words, np.int32), np.array(rows.starts, np.int64)
    pairs, joined = _joined(words, starts, len(texts))
    vocabulary = build_vocabulary(rows.numbers, pairs)
    commonness = np.array(rows.commonness, np.float32)
    sounds = Rows(vocabulary.sounds.cells, vocabulary.sounds.starts[: len(texts) + 1])
    asked = Asked(sounds, vocabulary.letters, np.arange(len(texts), dtype=np.int32))
    similar = find_similar(vocabulary, asked, are_joined=False, least=LEAST_SPELLING)
    bits = word_bits(similar, texts, np.diff(sounds.starts), commonness, (len(listings), configuration))
    left = left_costs(bits, texts, configuration, listed=True)
    first, initial = initials(texts)
    names = Names(
        starts=starts,
        words=words,
        joined=joined,
        kind=np.array(rows.kinds, np.int32),
        forms=np.array(rows.forms, np.int32),
        fathers=np.array(rows.fathers, np.int64),
        factor=np.array(rows.factors, np.float32),
        left=_sums(left[words], starts),
        word_bits=np.concatenate((bits, bits[pairs[:, 0]] + bits[pairs[:, 1]])),
        word_left=left,
        first=first,
        initial=initial,
    )
    postings = _postings(words, joined, starts, len(texts) + len(pairs))
    owners, places = np.array(rows.listings, np.int32), np.array(rows.places, np.int32)
    return NameIndex(
        listings, owners, places, names, postings, vocabulary, texts, commonness, tuple(rows.unread)
    )


class _Rows:
    """Columns while they grow."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.commonness: list[int] = []
        self._last: list[int] = []
        self.words: list[int] = []
        self.starts = [0]
        self.listings: list[int] = []
        self.places: list[int] = []
        self.kinds: list[int] = []
        self.forms: list[int] = []
        self.fathers: list[int] = []
        self.factors: list[float] = []
        self.unread: list[tuple[int, int]] = []

    def add(self, number: int, listing: Listing, configuration: Configuration) -> None:
        """Add the names of a listing; strong ones first, so that a weak copy of one is left out."""
        seen = set()
        for place, name in sorted(enumerate(listing.names), key=lambda each: each[1].is_weak):
            reading = read_name(name.text, listing.kind)
            if reading.is_cut or not reading.words:
                self.unread.append((number, place))
            key = (reading.words, reading.forms)
            if not reading.words or key in seen:
                continue
            seen.add(key)
            for word in reading.words:
                self._add_word(word, number)
            self.starts.append(len(self.words))
            self.listings.append(number)
            self.places.append(place)
            self.kinds.append(KIND_BITS[listing.kind])
            self.forms.append(reading.forms)
            self.fathers.append(reading.fathers)
            self.factors.append(configuration.weak if name.is_weak else 1.0)

    def _add_word(self, word: str, listing: int) -> None:
        number = self.numbers.setdefault(word, len(self.numbers))
        if number == len(self.commonness):
            self.commonness.append(0)
            self._last.append(-1)
        if self._last[number] != listing:
            self._last[number] = listing
            self.commonness[number] += 1
        self.words.append(number)


def _joined(words: Ints, starts: Longs, singles: int) -> tuple[Ints, Ints]:
    """Return the distinct pairs of neighbours, and the number of the pair that begins at each word."""
    is_last = np.zeros(len(words), np.bool_)
    is_last[starts[1:] - 1] = True
    begins = np.flatnonzero(~is_last)
    codes = words[begins].astype(np.int64) * max(singles, 1) + words[begins + 1] if len(begins) else begins
    distinct, which = np.unique(codes, return_inverse=True)
    pairs = np.stack((distinct // max(singles, 1), distinct % max(singles, 1)), axis=1).astype(np.int32)
    joined = np.full(len(words), -1, np.int32)
    joined[begins] = which.astype(np.int32) + singles
    return pairs, joined


def _postings(words: Ints, joined: Ints, starts: Longs, count: int) -> tuple[Longs, Ints]:
    name = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))
    has = joined >= 0
    every, names = np.concatenate((words, joined[has])), np.concatenate((name, name[has]))
    order = np.argsort(every, kind="stable")
    return np.searchsorted(every[order], np.arange(count + 1)).astype(np.int64), names[order]


def _sums(values: Floats, starts: Longs) -> Floats:
    sums = np.concatenate((np.zeros(1), np.cumsum(values, dtype=np.float64)))
    return (sums[starts[1:]] - sums[starts[:-1]]).astype(np.float32)
