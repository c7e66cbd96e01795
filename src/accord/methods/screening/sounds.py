"""How alike two words sound: a weighted edit distance over sounds, the same for every spelling habit.

A word is cut into sounds, so that ``sch``, ``sh`` and ``sj`` are one thing and not three letters; then
the cheapest way from one row of sounds to the other is counted. What costs little is what transcription
changes: vowels, doubled letters, h, the many ways to write j and ch. Words of scripts without short
vowels may gain vowels almost for nothing.

The costs are ours, set by what the tables of transliteration make of one letter (see
``cleaning.transliteration``), and checked on a labelled development set, not fitted to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from accord.cleaning.transliteration import IDEOGRAPHIC, UNVOCALISED
from accord.compiling import compiled

__all__ = ["MOST_SOUNDS", "SOUNDS", "Sounds", "likeness", "sounds_of"]

Sounds: TypeAlias = NDArray[np.uint8]
MOST_SOUNDS = 24
"""Sounds of a word that are compared; what follows is not."""

_NAMES = "?aeiouyjbpvfwmnlrdtszSZCJckgqhXT0123456789~^"
SOUNDS = {name: number for number, name in enumerate(_NAMES)}
"""Number of each sound; S is sh, Z is zh, C is ch, J is dj, c is ts, X is kh, T is th; ~ and ^ are
the marks of ``cleaning.transliteration``."""
_VOWELS = "aeiou"
_SPELT = """
    shch=SC schtsch=SC chtch=SC szcz=SC stsch=SC sjtj=SC sht=St tsch=C tch=C tsj=C tj=C cz=C ch=C
    sch=S sh=S sj=S sz=S zs=Z zh=Z rzh=Z dzh=J dsch=J dj=J dz=J gj=J xh=J dh=d kj=C kh=X gh=g ph=f
    th=T ts=c tz=c ck=k x=ks qu=kv iy=i yi=i ij=i ie=e ou=u oo=u ee=i ye=e je=e nj=ny lj=ly yu=yu
    ju=yu iu=yu ya=ya ja=ya ia=ya yo=yo jo=yo io=yo
"""
_SPELLINGS = {letters: sounds for letters, _, sounds in (cell.partition("=") for cell in _SPELT.split())}
_LONGEST = max(map(len, _SPELLINGS))
_SUBSTITUTIONS = (
    "yi.1 yj.1 ye.3 ji.2 jJ.2 jZ.3 jX.4 jh.4 jg.4 JZ.3 Jg.4 JC.4 Jz.5 Jd.5 "
    "bp.6 bv.4 vf.4 vw.1 wu.3 wo.4 uv.5 fp.5 mn.7 lr.8 dt.5 dT.4 tT.1 sT.4 zT.4 zd.6 "
    "sS.4 sz.4 sc.4 sC.6 sZ.7 zZ.4 zc.5 SZ.4 SC.4 Sc.6 SX.6 ZC.6 Cc.3 Ck.4 CX.4 Ch.5 Ct.5 ck.4 cX.6 "
    "kq.1 kg.5 kX.3 kh.5 gq.3 gh.4 gX.5 hX.1 qX.3 "
    "ae.25 ai.35 ao.25 au.35 ei.2 eo.35 eu.4 io.45 iu.4 ou.2"
)
_DELETIONS = {**dict.fromkeys(_VOWELS, 0.45), "y": 0.3, "j": 0.4, "h": 0.35, "w": 0.8}
_WEIGHTS = {**dict.fromkeys(_VOWELS, 0.6), "y": 0.5, "j": 0.7, "h": 0.6}
_MARK, _SIGN = SOUNDS[UNVOCALISED], SOUNDS[IDEOGRAPHIC]
_SWAPPED, _OTHER_SIGNS = np.float32(0.8), np.float32(0.8)
_FIRST, _LATER = np.float32(1.5), np.float32(1.0)
_UNWRITTEN = {**dict.fromkeys(_VOWELS, 0.06), "y": 0.12, "w": 0.2, "h": 0.3}


def _costs() -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    size = len(SOUNDS)
    replacing = np.ones((size, size), np.float32)
    np.fill_diagonal(replacing, 0)
    for text in _SUBSTITUTIONS.split():
        one, other = SOUNDS[text[0]], SOUNDS[text[1]]
        replacing[one, other] = replacing[other, one] = float(text[2:])
    digits = [SOUNDS[digit] for digit in "0123456789"]
    for digit in digits:
        replacing[digit] = replacing[:, digit] = 2.5
        replacing[digit, digit] = 0
    dropping, weights = np.ones(size, np.float32), np.ones(size, np.float32)
    dropping[digits] = 2.0
    for name, cost in _DELETIONS.items():
        dropping[SOUNDS[name]] = cost
    for name, weight in _WEIGHTS.items():
        weights[SOUNDS[name]] = weight
    unwritten = dropping.copy()
    for name, cost in _UNWRITTEN.items():
        unwritten[SOUNDS[name]] = cost
    return replacing, dropping, unwritten, weights


_REPLACING, _DROPPING, _UNWRITTEN_COST, _WEIGHT = _costs()


def sounds_of(word: str) -> Sequence[int]:
    """Return the numbers of the sounds of a word in small Latin letters; doubled consonants count once."""
    found: list[int] = []
    at = 0
    if word[:1] in {UNVOCALISED, IDEOGRAPHIC}:
        found.append(SOUNDS[word[0]])
        at = 1
        word = "".join(letter for letter in word if letter.isascii())
    elif word[:1] == "x" and not word.startswith("xh"):
        word = "sh" + word[1:]
    length = len(word)
    while at < length and len(found) < MOST_SOUNDS:
        for size in range(min(_LONGEST, length - at), 1, -1):
            sounds = _SPELLINGS.get(word[at : at + size])
            if sounds is not None:
                break
        else:
            size, sounds = 1, _SPELLINGS.get(word[at], word[at])
        for sound in sounds:
            number = SOUNDS.get(sound, 0)
            if not found or found[-1] != number or sound.isdigit():
                found.append(number)
        at += size
    return found[:MOST_SOUNDS]


@compiled
def likeness(one: Sounds, other: Sounds, rows: NDArray[np.float32]) -> np.float32:
    """Return how alike two rows of sounds are, from 0 to 1 (the same); 0 where their lengths differ by far.

    One minus the cost of the cheapest way from one to the other, over the weight of the longer row. A
    change of the first sound costs half as much again: it is the one that people and transcribers keep.
    Two neighbours that changed places cost less than two changes.

    Args:
        one: Sounds of one word, with its mark if it has one.
        other: Sounds of the other word.
        rows: Room to work in: three rows of ``MOST_SOUNDS + 1``.
    """
    first, second = np.uint8(0), np.uint8(0)
    if one.size and (one[0] == _MARK or one[0] == _SIGN):
        first, one = one[0], one[1:]
    if other.size and (other[0] == _MARK or other[0] == _SIGN):
        second, other = other[0], other[1:]
    unwritten = (first == _MARK) != (second == _MARK)
    if not unwritten and _differ_in_length(one, other):
        return np.float32(0)
    value = _aligned(one, other, rows, _UNWRITTEN_COST if unwritten else _DROPPING)
    if first == _SIGN and second == _SIGN:
        return np.float32(value * _OTHER_SIGNS)
    return value


@compiled
def _differ_in_length(one: Sounds, other: Sounds) -> bool:
    """Tell from the weights alone that two words cannot be alike: their lengths differ too much."""
    difference, longer = np.float32(0), np.float32(0)
    for sound in one:
        difference += _DROPPING[sound]
        longer += _WEIGHT[sound]
    weight = np.float32(0)
    for sound in other:
        difference -= _DROPPING[sound]
        weight += _WEIGHT[sound]
    return bool(abs(difference) > np.float32(0.36) * max(longer, weight) + np.float32(0.6))


@compiled
def _aligned(
    one: Sounds, other: Sounds, rows: NDArray[np.float32], dropping: NDArray[np.float32]
) -> np.float32:
    n, m = one.size, other.size
    if n == 0 or m == 0:
        return np.float32(0)
    weight, other_weight = np.float32(0), np.float32(0)
    for i in range(n):
        weight += _WEIGHT[one[i]]
    rows[0, 0] = 0
    for j in range(m):
        other_weight += _WEIGHT[other[j]]
        rows[0, j + 1] = rows[0, j] + dropping[other[j]] * (_FIRST if j == 0 else _LATER)
    for i in range(n):
        here, before, earlier = (i + 1) % 3, i % 3, (i + 2) % 3
        rows[here, 0] = rows[before, 0] + dropping[one[i]] * (_FIRST if i == 0 else _LATER)
        for j in range(m):
            place = _FIRST if i == 0 and j == 0 else _LATER
            best = rows[before, j] + _REPLACING[one[i], other[j]] * place
            best = min(best, rows[before, j + 1] + dropping[one[i]] * (_FIRST if i == 0 else _LATER))
            best = min(best, rows[here, j] + dropping[other[j]] * (_FIRST if j == 0 else _LATER))
            if i and j and one[i] == other[j - 1] and one[i - 1] == other[j]:
                best = min(best, rows[earlier, j - 1] + _SWAPPED)
            rows[here, j + 1] = best
    return np.float32(max(np.float32(0), np.float32(1) - rows[n % 3, m] / max(weight, other_weight)))
