"""The alignment of a query with a listed name, word by word, and the score that follows from it.

Each word of the query goes with at most one of the listed name (a joined word with two), most telling
pair first.

    agreeing = sum of bits x likeness ^ power (x JOINED_FACTOR if either was read as one word)
               + INITIAL_BITS x INITIAL_LIKENESS for each initial that stands for a word
    covered  = bits of the words aligned + INITIAL_BITS for each initial
    left     = cost of what is left over of the query + the same of the listed name
               + both_left x the smaller of the two
    score    = agreeing / (covered + left) x (1 - exp(-agreeing / scale_bits)) x factors

The factors are those of the configuration: weak names, other legal forms, moved fathers. ``scoring``
computes the same from an explanation.
"""

from __future__ import annotations

import numpy as np

from accord.compiling import inlined
from accord.methods.screening.arrays import Ints, Names, Numbers, Queries, Room, Similar

__all__ = ["INITIAL_BITS", "INITIAL_LIKENESS", "JOINED_FACTOR", "align"]

JOINED_FACTOR = np.float32(0.98)
"""Factor of what agrees only if two words are read as one."""
INITIAL_BITS = np.float32(1.0)
"""Bits of an initial that stands for a word."""
INITIAL_LIKENESS = np.float32(0.5)
"""Its likeness."""


@inlined
def _places(place: int, span: int) -> np.uint64:
    return np.uint64(span * 2 - 1) << np.uint64(place)


@inlined
def _possible_pairs(
    query: int, name: int, parts: tuple[Queries, Similar, Names], power: np.float32, room: Room
) -> int:
    queries, similar, names = parts
    count = 0
    base = names.starts[name]
    for at in range(base, names.starts[name + 1]):
        for span in range(1, 3):
            word = names.words[at] if span == 1 else names.joined[at]
            if word < 0 or room.head_stamp[word] != query:
                continue
            link = room.head[word]
            while link >= 0:
                item, where = room.links[link, 1], room.links[link, 2]
                bits = min(similar.bits[queries.row[item]], names.word_bits[word])
                value = bits * similar.values[where] ** power
                if span == 2 or queries.span[item] == 2:
                    value *= JOINED_FACTOR
                room.pair_values[count, 0], room.pair_values[count, 1] = value, bits
                room.pairs[count, 0], room.pairs[count, 1] = item, at - base
                room.pairs[count, 2], room.pairs[count, 3], room.pairs[count, 4] = span, where, 0
                count += 1  # never above MOST_PAIRS: a name has a word at a place once, a query an item once
                link = room.links[link, 0]
    return count


@inlined
def align(
    query: int, name: int, parts: tuple[Queries, Similar, Names], numbers: Numbers, room: Room
) -> tuple[float, int, bool]:
    """Align a query with a listed name.

    Args:
        query: Number of the query, whose links stand in ``room``.
        name: Number of the listed name.
        parts: Queries, similar words and names.
        numbers: Numbers of the configuration.
        room: Room to work in; the pairs that were taken are marked there.

    Returns:
        The score from 0 to 1, how many pairs were written, and whether a father was moved.
    """
    queries, _, names = parts
    count = _possible_pairs(query, name, parts, numbers.power, room)
    asked, listed = np.uint64(0), np.uint64(0)
    agreeing, whole = np.float32(0), np.float32(0)
    to_father, from_father = False, False
    while True:
        best = _best_pair(count, queries, (asked, listed), room)
        if best < 0:
            break
        item = room.pairs[best, 0]
        here = _places(queries.place[item], queries.span[item])
        there = _places(room.pairs[best, 1], room.pairs[best, 2])
        asked |= here
        listed |= there
        room.pairs[best, 4] = 1
        agreeing += room.pair_values[best, 0]
        whole += room.pair_values[best, 1]
        is_father = here & np.uint64(queries.fathers[query]) != 0
        is_listed_father = there & np.uint64(names.fathers[name]) != 0
        to_father |= is_listed_father and not is_father
        from_father |= is_father and not is_listed_father
    if whole <= 0:
        return 0.0, count, False
    asked_left, listed_left, initials = _left_over(query, name, parts, (asked, listed), room.pairs[count:])
    agreeing += INITIAL_BITS * initials * INITIAL_LIKENESS
    whole += INITIAL_BITS * initials + asked_left + listed_left
    whole += numbers.both_left * min(asked_left, listed_left)
    score = agreeing / whole * (np.float32(1) - np.exp(-agreeing / numbers.scale_bits)) * names.factor[name]
    if asked_left == 0 and listed_left == 0 and agreeing >= whole:
        score = max(score, numbers.whole * names.factor[name])
    is_moved = to_father and from_father
    if is_moved:
        score *= numbers.moved_father
    forms, listed_forms = queries.forms[query], names.forms[name]
    if forms and listed_forms and not forms & listed_forms:
        score *= numbers.other_form
    return score, count + initials, is_moved


@inlined
def _best_pair(count: int, queries: Queries, taken: tuple[np.uint64, np.uint64], room: Room) -> int:
    """Return the most telling pair whose words are all free; -1 for none."""
    asked, listed = taken
    best = -1
    for pair in range(count):
        item = room.pairs[pair, 0]
        if _places(queries.place[item], queries.span[item]) & asked:
            continue
        if _places(room.pairs[pair, 1], room.pairs[pair, 2]) & listed:
            continue
        if best < 0 or room.pair_values[pair, 0] > room.pair_values[best, 0]:
            best = pair
    return best


@inlined
def _left_over(
    query: int,
    name: int,
    parts: tuple[Queries, Similar, Names],
    taken: tuple[np.uint64, np.uint64],
    pairs: Ints,
) -> tuple[np.float32, np.float32, int]:
    """Return what the words left over cost on either side, and how many initials agree; those are noted."""
    queries, similar, names = parts
    asked, listed = taken
    base, end = names.starts[name], names.starts[name + 1]
    asked_left, listed_left, initials = np.float32(0), np.float32(0), 0
    for item in range(queries.starts[query], queries.starts[query + 1]):
        if queries.span[item] != 1 or asked & _places(queries.place[item], 1):
            continue
        row = queries.row[item]
        found = False
        for at in range(base, end):
            if listed & _places(at - base, 1):
                continue
            word = names.words[at]
            letter = similar.initial[row]
            if (letter and names.first[word] == letter) or (
                names.initial[word] and names.initial[word] == similar.first[row]
            ):
                listed |= _places(at - base, 1)
                pairs[initials, 0], pairs[initials, 1] = item, at - base
                pairs[initials, 2], pairs[initials, 3], pairs[initials, 4] = 1, -1, 1
                initials += 1
                found = True
                break
        if not found:
            asked_left += similar.left[row]
    for at in range(base, end):
        if not listed & _places(at - base, 1):
            listed_left += names.word_left[names.words[at]]
    return asked_left, listed_left, initials
