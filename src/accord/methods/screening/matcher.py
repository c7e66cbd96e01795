"""The matcher: names in, the listed names that are most like them out.

A result is a pure function of the query, the listings and the configuration. Words that were looked up are
remembered, which changes how long the next query takes and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from accord.domain.listing import Listing, ListingKind
from accord.methods.screening.aligning import align
from accord.methods.screening.arrays import Floats, Ints, Names, Numbers, Queries, Similar
from accord.methods.screening.asked_words import AskedWords
from accord.methods.screening.configuration import Configuration
from accord.methods.screening.explaining import Alignment, alignment
from accord.methods.screening.name_index import NameIndex, build_index
from accord.methods.screening.reading import NameReading, read_name
from accord.methods.screening.searching import MOST_CANDIDATES, empty_room, link, search

__all__ = ["Matcher", "NameHit"]

_LEAST = 1e-6


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
        hits: list[list[NameHit]] = [[] for _ in names]
        for row in np.flatnonzero(scores.max(axis=1, initial=0) >= max(least, _LEAST)).tolist():
            hits[row] = self._hits(found[row], scores[row], top, least)
        return hits

    def _hits(self, names: Ints, scores: Floats, top: int, least: float) -> list[NameHit]:
        order = np.argsort(-scores, kind="stable")
        hits: list[NameHit] = []
        seen: set[int] = set()
        for name, score in zip(names[order].tolist(), scores[order].tolist(), strict=True):
            if score < max(least, _LEAST) or len(hits) == top:
                break
            listing = int(self.index.listing[name])
            if listing not in seen:
                seen.add(listing)
                hits.append(NameHit(self.index.listings[listing], int(self.index.place[name]), score, name))
        return hits

    def explain(self, name: str, kind: ListingKind, hits: Sequence[NameHit]) -> list[Alignment]:
        """Return for each hit the alignment from which its score follows.

        Args:
            name: Name asked for, as written.
            kind: What it names.
            hits: Hits that ``search`` returned for it.
        """
        if not hits:
            return []
        reading = read_name(name, kind)
        parts = (*self._asked.number([(reading, kind)]), self.index.names)
        link(0, parts, self._room)
        explained = []
        for hit in hits:
            _, count, is_moved = align(0, hit.number, parts, self._numbers, self._room)
            known = (self.index, parts)
            explained.append(alignment(reading, hit.number, known, (count, is_moved), self._room))
        return explained

    def _search(
        self, readings: Sequence[tuple[NameReading, ListingKind]]
    ) -> tuple[tuple[Queries, Similar, Names], Ints, Floats]:
        names = np.full((len(readings), MOST_CANDIDATES), -1, np.int32)
        scores = np.zeros((len(readings), MOST_CANDIDATES), np.float32)
        parts = (*self._asked.number(readings), self.index.names)
        search(parts, self.index.postings, self._numbers, self._room, (names, scores))
        return parts, names, scores
