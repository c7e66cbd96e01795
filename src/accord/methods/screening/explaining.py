"""The alignment of a query with a listed name in words: what its score follows from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from accord.domain.screening import NamePart
from accord.methods.screening.aligning import INITIAL_BITS, INITIAL_LIKENESS
from accord.methods.screening.arrays import Names, Queries, Room, Similar
from accord.methods.screening.name_index import NameIndex
from accord.methods.screening.reading import NameReading

__all__ = ["Alignment", "alignment"]

_PLACES = 6


@dataclass(frozen=True, slots=True)
class Alignment:
    """A query beside a listed name.

    Attributes:
        parts: Words that go together, then those left over.
        is_other_form: True if both have a legal form, and not the same.
        is_moved_father: True if a father's name on one side is the own name on the other.
    """

    parts: tuple[NamePart, ...]
    is_other_form: bool
    is_moved_father: bool


def alignment(
    reading: NameReading,
    number: int,
    known: tuple[NameIndex, tuple[Queries, Similar, Names]],
    aligned: tuple[int, bool],
    room: Room,
) -> Alignment:
    """Return the alignment that ``align`` has just written.

    Args:
        reading: The query, as it was read.
        number: Number of the listed name.
        known: Index, and the query (the first one) as numbers.
        aligned: How many pairs were written, and whether a father was moved.
        room: Room in which they stand.
    """
    count, is_moved = aligned
    forms, listed_forms = reading.forms, int(known[1][2].forms[number])
    return Alignment(
        parts=tuple(_parts(reading, number, known, count, room)),
        is_other_form=bool(forms and listed_forms and not forms & listed_forms),
        is_moved_father=bool(is_moved),
    )


def _parts(
    reading: NameReading,
    number: int,
    known: tuple[NameIndex, tuple[Queries, Similar, Names]],
    count: int,
    room: Room,
) -> Iterator[NamePart]:
    index, (queries, similar, names) = known
    base, end = names.starts[number], names.starts[number + 1]
    listed = [index.texts[word] for word in names.words[base:end].tolist()]
    asked_left, listed_left = set(range(len(reading.words))), set(range(len(listed)))
    for pair, (item, at, span, where, is_taken) in enumerate(room.pairs[:count].tolist()):
        if not is_taken:
            continue
        place = int(queries.place[item])
        here, there = range(place, place + int(queries.span[item])), range(at, at + span)
        asked_left -= set(here)
        listed_left -= set(there)
        is_initial = where < 0
        yield NamePart(
            asked=" ".join(reading.words[each] for each in here),
            listed=" ".join(listed[each] for each in there),
            likeness=_rounded(INITIAL_LIKENESS if is_initial else similar.values[where]),
            bits=_rounded(INITIAL_BITS if is_initial else room.pair_values[pair, 1]),
        )
    for place in sorted(asked_left):
        bits = _rounded(similar.bits[queries.row[queries.starts[0] + place]])
        yield NamePart(asked=reading.words[place], listed="", likeness=0.0, bits=bits)
    for place in sorted(listed_left):
        bits = _rounded(names.word_bits[names.words[base + place]])
        yield NamePart(asked="", listed=listed[place], likeness=0.0, bits=bits)


def _rounded(value: np.float32) -> float:
    return round(float(value), _PLACES)
