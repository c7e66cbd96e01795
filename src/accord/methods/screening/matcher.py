"""The matcher: names in, the listed names that are most like them out.

A result is a pure function of the query, the listings and the configuration. Words that were looked up are
remembered, which changes how long the next query takes and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from accord.domain.listing import Listing, ListingKind
from accord.domain.screening import NamePart
from accord.methods.screening.aligning import align
from accord.methods.screening.arrays import Floats, Ints, Names, Numbers, Queries, Similar
from accord.methods.screening.asked_words import AskedWords
from accord.methods.screening.configuration import Configuration
from accord.methods.screening.name_index import NameIndex, build_index
from accord.methods.screening.reading import NameReading, read_name
from accord.methods.screening.searching import MOST_CANDIDATES, empty_room, search

__all__ = ["Matcher", "NameHit"]


@dataclass(frozen=True, slots=True)
class NameHit:
    """A listing whose name is like the name asked for.

    Attributes:
        listing: The listing.
        name: Number of the name of it that came nearest, in the order of its names.
        score: Name evidence, 0 to 1.
        number: Number of the name in the index, for ``Matcher.explain``.
    """

    listing: Listing
    name: int
    score: float
    number: int


class Matcher:
    """Searches one set of listings under one configuration.

    Args:
        listings: The listings.
        configuration: Numbers of the method.
    """

    def __init__(self, listings: Sequence[Listing], configuration: Configuration | None = None) -> None:
        self.configuration = configuration or Configuration()
        self.index: NameIndex = build_index(listings, self.configuration)
        each = self.configuration
        self._numbers = Numbers(
            both_left=np.float32(each.both_left),
            scale_bits=np.float32(each.scale_bits),
            power=np.float32(each.power),
            moved_father=np.float32(each.moved_father),
            other_form=np.float32(each.other_form),
            whole=np.float32(each.whole),
        )
        self._room = empty_room(len(self.index.listing), len(self.index.names.word_bits))
        self._asked = AskedWords(self.index, self.configuration)

    def search(
        self, names: Sequence[tuple[str, ListingKind]], *, top: int, least: float
    ) -> list[list[NameHit]]:
        """Return for each name the listings that are most like it, best first.

        Args:
            names: Names as written, each with what it names.
            top: Most listings for each name, up to 64.
            least: Least score, 0 to 1. With 0 even the best of bad ones are given.

        Returns:
            For each name its hits; none where no word of it is like any listed one.
        """
        _, found, scores = self._search([(read_name(name, kind), kind) for name, kind in names])
        order = np.argsort(-scores, axis=1, kind="stable")
        return [
            self._hits(found[row][order[row]], scores[row][order[row]], top, least)
            for row in range(len(names))
        ]

    def _hits(self, names: Ints, scores: Floats, top: int, least: float) -> list[NameHit]:
        hits: list[NameHit] = []
        seen: set[int] = set()
        for name, score in zip(names.tolist(), scores.tolist(), strict=True):
            if score < least or score <= 0 or len(hits) == top:
                break
            listing = int(self.index.listing[name])
            if listing not in seen:
                seen.add(listing)
                hits.append(NameHit(self.index.listings[listing], int(self.index.place[name]), score, name))
        return hits

    def explain(self, name: str, kind: ListingKind, hits: Sequence[NameHit]) -> list[tuple[NamePart, ...]]:
        """Return for each hit the alignment from which its score follows: aligned words, then the rest.

        Args:
            name: Name asked for, as written.
            kind: What it names.
            hits: Hits that ``search`` returned for it.
        """
        if not hits:
            return []
        reading = read_name(name, kind)
        parts = self._search([(reading, kind)])[0]
        explained = []
        for hit in hits:
            _, count = align(0, hit.number, parts, self._numbers, self._room)
            explained.append(tuple(self._name_parts(reading, hit.number, parts, count)))
        return explained

    def _name_parts(
        self, reading: NameReading, number: int, parts: tuple[Queries, Similar, Names], count: int
    ) -> Iterator[NamePart]:
        queries, similar, names = parts
        base, end = names.starts[number], names.starts[number + 1]
        listed = [self.index.texts[word] for word in names.words[base:end]]
        asked_left, listed_left = set(range(len(reading.words))), set(range(len(listed)))
        for pair in range(count):
            item, at, span, where, is_taken = self._room.pairs[pair].tolist()
            if not is_taken:
                continue
            here = range(queries.place[item], queries.place[item] + queries.span[item])
            there = range(at, at + span)
            asked_left -= set(here)
            listed_left -= set(there)
            yield NamePart(
                asked=" ".join(reading.words[place] for place in here),
                listed=" ".join(listed[place] for place in there),
                likeness=round(float(similar.values[where]), 4),
                bits=round(float(self._room.pair_values[pair, 1]), 4),
            )
        for place in sorted(asked_left):
            bits = float(similar.bits[queries.row[queries.starts[0] + place]])
            yield NamePart(asked=reading.words[place], listed="", likeness=0.0, bits=round(bits, 4))
        for place in sorted(listed_left):
            bits = float(names.word_bits[names.words[base + place]])
            yield NamePart(asked="", listed=listed[place], likeness=0.0, bits=round(bits, 4))

    def _search(
        self, readings: Sequence[tuple[NameReading, ListingKind]]
    ) -> tuple[tuple[Queries, Similar, Names], Ints, Floats]:
        names = np.full((len(readings), MOST_CANDIDATES), -1, np.int32)
        scores = np.zeros((len(readings), MOST_CANDIDATES), np.float32)
        parts = (*self._asked.number(readings), self.index.names)
        search(parts, self.index.postings, self._numbers, self._room, (names, scores))
        return parts, names, scores
