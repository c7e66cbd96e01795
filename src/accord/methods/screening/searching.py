"""The search for the listed names that are most like a query.

For each word the listed names with a like word are summed up; the names that look best are then aligned
in full. The result of a query depends on that query and the list alone: what is kept from one query to
the next is room.
"""

from __future__ import annotations

import numpy as np

from accord.compiling import compiled, inlined
from accord.methods.screening.aligning import align
from accord.methods.screening.arrays import (
    MOST_PAIRS,
    Floats,
    Ints,
    Longs,
    Names,
    Numbers,
    Queries,
    Room,
    Similar,
)
from accord.methods.screening.reading import MOST_WORDS
from accord.methods.screening.similar_words import MOST_SIMILAR

__all__ = ["MOST_CANDIDATES", "empty_room", "link", "search"]

MOST_CANDIDATES = 64
"""Names of the list that are aligned in full for each query."""
_MOST_LINKS = (2 * MOST_WORDS - 1) * MOST_SIMILAR


def empty_room(names: int, words: int) -> Room:
    """Return room to work in for a list with so many names and words."""
    return Room(
        stamp=np.full(names, -1, np.int32),
        sums=np.zeros(names, np.float32),
        last=np.zeros(names, np.int32),
        touched=np.zeros(names, np.int32),
        head=np.zeros(words, np.int32),
        head_stamp=np.full(words, -1, np.int32),
        links=np.zeros((_MOST_LINKS, 3), np.int32),
        best=np.zeros(MOST_CANDIDATES, np.int32),
        estimates=np.zeros(MOST_CANDIDATES, np.float32),
        pair_values=np.zeros((MOST_PAIRS, 2), np.float32),
        pairs=np.zeros((MOST_PAIRS + MOST_WORDS, 5), np.int32),
    )


@compiled
def search(
    parts: tuple[Queries, Similar, Names],
    postings: tuple[Longs, Ints],
    numbers: Numbers,
    room: Room,
    out: tuple[Ints, Floats],
) -> None:
    """Find the names that are most like each query.

    Args:
        parts: Queries, similar words and names.
        postings: Where the names of each listed word begin, and the names.
        numbers: Numbers of the configuration.
        room: Room to work in, as ``empty_room`` returns it; marks of earlier queries are wiped here.
        out: Room for ``MOST_CANDIDATES`` names (-1 for none) and their scores for each query.
    """
    queries = parts[0]
    room.stamp[:] = -1
    room.head_stamp[:] = -1
    for query in range(queries.starts.size - 1):
        _link(query, parts, room)
        touched = _sum_up(query, parts, postings, room)
        count = _choose(query, touched, parts, numbers, room)
        for rank in range(count):
            score, _, _ = align(query, room.best[rank], parts, numbers, room)
            out[0][query, rank] = room.best[rank]
            out[1][query, rank] = score


@compiled
def link(query: int, parts: tuple[Queries, Similar, Names], room: Room) -> None:
    """Prepare the alignment of one query with names that are known, without a search.

    Args:
        query: Number of the query.
        parts: Queries, similar words and names.
        room: Room to work in; marks of earlier queries are wiped here.
    """
    room.head_stamp[:] = -1
    _link(query, parts, room)


@compiled
def _link(query: int, parts: tuple[Queries, Similar, Names], room: Room) -> None:
    """Chain up for each listed word the items that are like it."""
    queries, similar = parts[0], parts[1]
    links = 0
    for item in range(queries.starts[query], queries.starts[query + 1]):
        row = queries.row[item]
        for where in range(similar.starts[row], similar.starts[row + 1]):
            word = similar.words[where]
            if room.head_stamp[word] != query:
                room.head_stamp[word] = query
                room.head[word] = -1
            room.links[links, 0], room.links[links, 1], room.links[links, 2] = room.head[word], item, where
            room.head[word] = links
            links += 1


@compiled
def _sum_up(
    query: int, parts: tuple[Queries, Similar, Names], postings: tuple[Longs, Ints], room: Room
) -> int:
    """Sum up what the like words of each name say, and return how many names there are."""
    queries, similar, names = parts
    touched = 0
    for item in range(queries.starts[query], queries.starts[query + 1]):
        row = queries.row[item]
        for where in range(similar.starts[row], similar.starts[row + 1]):
            word, likeness = similar.words[where], similar.values[where]
            value = min(similar.bits[row], names.word_bits[word]) * likeness * likeness
            for at in range(postings[0][word], postings[0][word + 1]):
                name = postings[1][at]
                if not queries.kind[query] & names.kind[name]:
                    continue
                if room.stamp[name] != query:
                    room.stamp[name] = query
                    room.sums[name] = 0
                    room.last[name] = -1
                    room.touched[touched] = name
                    touched += 1
                if room.last[name] != item:
                    room.last[name] = item
                    room.sums[name] += value
    return touched


@compiled
def _choose(
    query: int, touched: int, parts: tuple[Queries, Similar, Names], numbers: Numbers, room: Room
) -> int:
    """Write the names that look best, best first, and return how many there are."""
    queries, similar, names = parts
    total, total_left = np.float32(0), np.float32(0)
    for item in range(queries.starts[query], queries.starts[query + 1]):
        if queries.span[item] == 1:
            total += similar.bits[queries.row[item]]
            total_left += similar.left[queries.row[item]]
    count = 0
    for at in range(touched):
        name = room.touched[at]
        agreeing = room.sums[name]
        value = _coverage(agreeing, total, total_left, names.left[name])
        if count == MOST_CANDIDATES and value < room.estimates[count - 1]:
            continue
        value *= np.float32(1) - np.exp(-agreeing / numbers.scale_bits)
        if count < MOST_CANDIDATES:
            count += 1
        elif not _is_before(value, name, room.estimates[count - 1], room.best[count - 1]):
            continue
        rank = count - 1
        while rank > 0 and _is_before(value, name, room.estimates[rank - 1], room.best[rank - 1]):
            room.estimates[rank], room.best[rank] = room.estimates[rank - 1], room.best[rank - 1]
            rank -= 1
        room.estimates[rank], room.best[rank] = value, name
    return count


@inlined
def _is_before(value: np.float32, name: int, other: np.float32, other_name: int) -> bool:
    if value == other:
        return name < other_name
    return bool(value > other)


@inlined
def _coverage(
    agreeing: np.float32, total: np.float32, total_left: np.float32, listed_left: np.float32
) -> np.float32:
    """Return about what the alignment would cover, from the sums alone."""
    share = min(np.float32(1), agreeing / total) if total > 0 else np.float32(0)
    asked = (np.float32(1) - share) * total_left
    listed = max(np.float32(0), listed_left - agreeing * np.float32(0.4))
    return np.float32(agreeing / (agreeing + asked + listed))
