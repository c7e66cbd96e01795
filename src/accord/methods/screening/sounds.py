"""The sounds of a word: ``sch``, ``sh`` and ``sj`` are one thing and not three letters.

A word is cut from left to right, the longest spelling first. The table of spellings is ours, made from
what transcription into and out of Cyrillic, Greek, Arabic, Albanian, German, French, Polish and Hungarian
does to the same sound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from accord.cleaning.transliteration import IDEOGRAPHIC, UNVOCALISED
from accord.compiling import compiled, inlined

__all__ = ["MOST_SOUNDS", "SOUNDS", "Rows", "Sounds", "rows_of", "sounds_of"]

Sounds: TypeAlias = NDArray[np.uint8]
MOST_SOUNDS = 24
"""Sounds of a word that are compared; what follows is not."""

_NAMES = "?aeiouyjbpvfwmnlrdtszSZCJckgqhXT0123456789~^"
SOUNDS = {name: number for number, name in enumerate(_NAMES)}
"""Number of each sound; S is sh, Z is zh, C is ch, J is dj, c is ts, X is kh, T is th; ~ and ^ are
the marks of ``cleaning.transliteration``."""
_SPELT = """
    shch=SC schtsch=SC chtch=SC szcz=SC stsch=SC sjtj=SC sht=St tsch=C tch=C tsj=C tj=C cz=C ch=C
    sch=S sh=S sj=S sz=S zs=Z zh=Z rzh=Z dzh=J dsch=J dj=J dz=J gj=J xh=J dh=d kj=C kh=X gh=g ph=f
    th=T ts=c tz=c ck=k x=ks qu=kv iy=i yi=i ij=i ie=e ou=u oo=u ee=i ye=e je=e nj=ny lj=ly yu=yu
    ju=yu iu=yu ya=ya ja=ya ia=ya yo=yo jo=yo io=yo
"""
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"
_ASCII = 128
_MARK_LETTER, _SIGN_LETTER, _X_LETTER, _H_LETTER = map(ord, (UNVOCALISED, IDEOGRAPHIC, "x", "h"))
_MARK, _SIGN, _SH = SOUNDS[UNVOCALISED], SOUNDS[IDEOGRAPHIC], SOUNDS["S"]
_FIRST_DIGIT, _LAST_DIGIT = SOUNDS["0"], SOUNDS["9"]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows of different length in one array.

    Attributes:
        cells: All cells, one row after the other.
        starts: Where each row starts, and where the last one ends.
    """

    cells: NDArray[np.uint8]
    starts: NDArray[np.int64]


def rows_of(texts: Sequence[bytes]) -> Rows:
    """Return rows of bytes as one array."""
    starts = np.zeros(len(texts) + 1, np.int64)
    np.cumsum([len(text) for text in texts], out=starts[1:])
    return Rows(np.frombuffer(b"".join(texts), np.uint8), starts)


def _tree() -> tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]]:
    """Return the spellings as a tree: the next node by letter, the sounds of each node, how many."""
    spellings = dict(zip(_LETTERS, _LETTERS, strict=True))
    spellings |= {letters: sounds for letters, _, sounds in (cell.partition("=") for cell in _SPELT.split())}
    heads = sorted({letters[:size] for letters in spellings for size in range(len(letters) + 1)})
    numbers = {head: number for number, head in enumerate(heads)}
    following = np.zeros((len(heads), _ASCII), np.uint8)
    said, sizes = np.zeros((len(heads), 2), np.uint8), np.zeros(len(heads), np.uint8)
    for head, number in numbers.items():
        if head:
            following[numbers[head[:-1]], ord(head[-1])] = number
        sounds = spellings.get(head, "")
        sizes[number] = len(sounds)
        said[number, : len(sounds)] = [SOUNDS[sound] for sound in sounds]
    return following, said, sizes


_NEXT, _SAID, _SIZES = _tree()


def sounds_of(words: Rows) -> Rows:
    """Return the numbers of the sounds of words in small Latin letters; doubled sounds count once.

    Args:
        words: The words, as ``name_words`` returns them, in UTF-8.
    """
    cells = np.zeros((len(words.starts) - 1) * MOST_SOUNDS, np.uint8)
    starts = np.zeros(len(words.starts), np.int64)
    _write_sounds(words.cells, words.starts, cells, starts)
    return Rows(cells[: starts[-1]].copy(), starts)


@compiled
def _write_sounds(
    letters: NDArray[np.uint8], starts: NDArray[np.int64], out: Sounds, out_starts: NDArray[np.int64]
) -> None:
    for word in range(starts.size - 1):
        first = out_starts[word]
        size = _cut(letters[starts[word] : starts[word + 1]], out[first : first + MOST_SOUNDS])
        out_starts[word + 1] = first + size


@compiled
def _cut(letters: NDArray[np.uint8], out: Sounds) -> int:
    """Write the sounds of a word and return how many; the signs behind the sound of one are not read."""
    count = at = _begun(letters, out)
    while at < letters.size and letters[at] < _ASCII:
        node, best, end, here = 0, 0, at + 1, at
        while here < letters.size and letters[here] < _ASCII:
            node = _NEXT[node, letters[here]]
            if node == 0:
                break
            here += 1
            if _SIZES[node]:
                best, end = node, here
        for i in range(max(1, _SIZES[best])):
            sound = _SAID[best, i]
            if count == 0 or out[count - 1] != sound or _FIRST_DIGIT <= sound <= _LAST_DIGIT:
                if count == out.size:
                    return count
                out[count] = sound
                count += 1
        at = end
    return count


@inlined
def _begun(letters: NDArray[np.uint8], out: Sounds) -> int:
    """Write the mark or the first letter where it is read in a way of its own; return how many were read."""
    if letters.size == 0:
        return 0
    if letters[0] == _MARK_LETTER or letters[0] == _SIGN_LETTER:
        out[0] = _MARK if letters[0] == _MARK_LETTER else _SIGN
        return 1
    if letters[0] == _X_LETTER and (letters.size == 1 or letters[1] != _H_LETTER):
        out[0] = _SH
        return 1
    return 0
