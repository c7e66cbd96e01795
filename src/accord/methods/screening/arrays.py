"""Queries and listed names as the compiled loops see them: arrays of numbers."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from accord.methods.screening.reading import MOST_WORDS

__all__ = ["MOST_PAIRS", "Floats", "Ints", "Longs", "Names", "Numbers", "Queries", "Room", "Similar"]

Ints: TypeAlias = NDArray[np.int32]
Longs: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float32]
MOST_PAIRS = (2 * MOST_WORDS - 1) ** 2
"""Pairs of a query's words and a name's, joined ones too, that there can be."""


class Queries(NamedTuple):
    """Queries as numbers. An item is a word of a query, or two neighbours read as one.

    Attributes:
        starts: Where the items of each query begin, and where the last end.
        row: Row of ``Similar`` of each item.
        place: Place of the item's first word in the query.
        span: 1 for a word, 2 for a joined one.
        kind: Kinds of listing that are wanted, one bit for each.
        forms: Legal forms, one bit for each class.
        fathers: Places behind "son of", one bit for each.
    """

    starts: Longs
    row: Ints
    place: Ints
    span: Ints
    kind: Ints
    forms: Ints
    fathers: Longs


class Similar(NamedTuple):
    """Words asked for, and the listed words that are like them.

    Attributes:
        starts: Where the listed words of each row begin.
        words: Numbers of listed words, most alike first.
        values: Likenesses.
        bits: Bits of the word asked for.
        left: What it costs if it agrees with nothing.
        first: Its first letter.
        initial: Its letter if it is a single one, else 0.
    """

    starts: Longs
    words: Ints
    values: Floats
    bits: Floats
    left: Floats
    first: NDArray[np.uint8]
    initial: NDArray[np.uint8]


class Names(NamedTuple):
    """Listed names as numbers.

    Attributes:
        starts: Where the words of each name begin.
        words: Numbers of the words.
        joined: Number of the joined word that begins here; -1 for none.
        kind: Kind of the listing, one bit.
        forms: Legal forms, one bit for each class.
        fathers: Places behind "son of", one bit for each.
        factor: Factor of the name: below 1 if it is weak.
        left: Cost of all its words together.
        word_bits: Bits of each word.
        word_left: Cost of each word if it agrees with nothing.
        first: First letter of each word.
        initial: The letter of each word that is a single one, else 0.
    """

    starts: Longs
    words: Ints
    joined: Ints
    kind: Ints
    forms: Ints
    fathers: Longs
    factor: Floats
    left: Floats
    word_bits: Floats
    word_left: Floats
    first: NDArray[np.uint8]
    initial: NDArray[np.uint8]


class Numbers(NamedTuple):
    """Numbers of the configuration that the loops need; see ``Configuration``."""

    both_left: np.float32
    scale_bits: np.float32
    power: np.float32
    moved_father: np.float32
    other_form: np.float32
    whole: np.float32


class Room(NamedTuple):
    """Room to work in, kept from query to query.

    Attributes:
        stamp: Last query that touched each name.
        sums: Sum of each name for that query.
        last: Last item that touched each name.
        touched: Names touched.
        head: First link of each listed word.
        head_stamp: Query for which that link holds.
        links: Next link, item, place in ``Similar``.
        best: Names that look best.
        estimates: How good they look.
        pair_values: Value and bits of each possible pair.
        pairs: Item, place in the listed name, span, place in ``Similar`` (-1 for an initial), and whether
            it was taken.
    """

    stamp: Ints
    sums: Floats
    last: Ints
    touched: Ints
    head: Ints
    head_stamp: Ints
    links: Ints
    best: Ints
    estimates: Floats
    pair_values: Floats
    pairs: Ints
