"""How alike two words sound: a weighted edit distance over sounds, the same for every spelling habit.

The cheapest way from one row of sounds to the other is counted. What costs little is what transcription
changes: vowels, doubled letters, h, the many ways to write j and ch. Words of scripts without short
vowels may gain vowels almost for nothing.

The costs are ours, set by what the tables of transliteration make of one letter (see
``cleaning.transliteration``), and checked on a labelled development set, not fitted to it. They are whole
numbers, 200 for one, so that a distance is exact.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from accord.cleaning.transliteration import IDEOGRAPHIC, UNVOCALISED
from accord.compiling import compiled, inlined
from accord.methods.screening.sounds import MOST_SOUNDS, SOUNDS, Sounds

__all__ = ["Costs", "empty_rows", "likeness", "prepare"]

Costs = NDArray[np.int32]
_ONE = 200
_VOWELS = "aeiou"
_SUBSTITUTIONS = (
    "yi.1 yj.1 ye.3 ji.2 jJ.2 jZ.3 jX.4 jh.4 jg.4 JZ.3 Jg.4 JC.4 Jz.5 Jd.5 "
    "bp.6 bv.4 vf.4 vw.1 wu.3 wo.4 uv.5 fp.5 mn.7 lr.8 dt.5 dT.4 tT.1 sT.4 zT.4 zd.6 "
    "sS.4 sz.4 sc.4 sC.6 sZ.7 zZ.4 zc.5 SZ.4 SC.4 Sc.6 SX.6 ZC.6 Cc.3 Ck.4 CX.4 Ch.5 Ct.5 ck.4 cX.6 "
    "kq.1 kg.5 kX.3 kh.5 gq.3 gh.4 gX.5 hX.1 qX.3 "
    "ae.25 ai.35 ao.25 au.35 ei.2 eo.35 eu.4 io.45 iu.4 ou.2"
)
_DROPPED = {**dict.fromkeys(_VOWELS, 0.45), "y": 0.3, "j": 0.4, "h": 0.35, "w": 0.8}
_WEIGHED = {**dict.fromkeys(_VOWELS, 0.6), "y": 0.5, "j": 0.7, "h": 0.6}
_UNWRITTEN = {**dict.fromkeys(_VOWELS, 0.06), "y": 0.12, "w": 0.2, "h": 0.3}
_DIGITS = "0123456789"
_OTHER_DIGIT, _DROPPED_DIGIT = 2.5, 2.0
_MARK, _SIGN = SOUNDS[UNVOCALISED], SOUNDS[IDEOGRAPHIC]
_SWAPPED, _BEYOND = 160, 1 << 30
_OTHER_SIGNS = np.float32(0.8)


def _replacing() -> Costs:
    size = len(SOUNDS)
    costs = np.full((size, size), _ONE, np.int32)
    for text in _SUBSTITUTIONS.split():
        one, other = SOUNDS[text[0]], SOUNDS[text[1]]
        costs[one, other] = costs[other, one] = round(float(text[2:]) * _ONE)
    for digit in _DIGITS:
        costs[SOUNDS[digit]] = costs[:, SOUNDS[digit]] = round(_OTHER_DIGIT * _ONE)
    np.fill_diagonal(costs, 0)
    return costs


def _single(*exceptions: dict[str, float]) -> Costs:
    costs = np.full(len(SOUNDS), _ONE, np.int32)
    for name, cost in (item for table in exceptions for item in table.items()):
        costs[SOUNDS[name]] = round(cost * _ONE)
    return costs


_REPLACING = _replacing()
_DROPPING = _single(dict.fromkeys(_DIGITS, _DROPPED_DIGIT), _DROPPED)
_DROPPING_UNWRITTEN = _single(dict.fromkeys(_DIGITS, _DROPPED_DIGIT), _DROPPED, _UNWRITTEN)
_WEIGHT = _single(_WEIGHED)


def empty_rows() -> Costs:
    """Return room for ``likeness`` to work in."""
    return np.zeros((6, max(MOST_SOUNDS + 1, len(SOUNDS))), np.int32)


@compiled
def prepare(one: Sounds, rows: Costs) -> None:
    """Note for ``likeness`` what each sound costs at least where it meets this word.

    Args:
        one: Sounds of a word.
        rows: Room, as ``empty_rows`` returns it.
    """
    nearest = rows[4]
    for sound in range(_DROPPING.size):
        cost = _DROPPING[sound]
        for own in one:
            cost = min(cost, _REPLACING[own, sound])
        nearest[sound] = cost


@inlined
def likeness(one: Sounds, other: Sounds, least: np.float32, rows: Costs) -> np.float32:
    """Return how alike two rows of sounds are, from 0 to 1 (the same).

    One minus the cost of the cheapest way from one to the other, over the weight of the longer row. A
    change of the first sound costs half as much again: it is the one that people and transcribers keep.
    Two neighbours that changed places cost less than two changes.

    Args:
        one: Sounds of the word for which ``rows`` were prepared, with its mark if it has one.
        other: Sounds of the other word.
        least: Likeness that matters; where it is out of reach, 0 is returned sooner.
        rows: Room to work in, as ``empty_rows`` returns it.
    """
    first, second = np.uint8(0), np.uint8(0)
    if one.size and (one[0] == _MARK or one[0] == _SIGN):
        first, one = one[0], one[1:]
    if other.size and (other[0] == _MARK or other[0] == _SIGN):
        second, other = other[0], other[1:]
    unwritten = (first == _MARK) != (second == _MARK)
    dropping = _DROPPING_UNWRITTEN if unwritten else _DROPPING
    value = _aligned(other, one, (dropping, rows[5 if unwritten else 4]), least, rows)
    if first == _SIGN and second == _SIGN:
        return np.float32(value * _OTHER_SIGNS)
    return value


@inlined
def _aligned(
    one: Sounds, other: Sounds, costs: tuple[Costs, Costs], least: np.float32, rows: Costs
) -> np.float32:
    """Return how alike two rows of sounds without marks are, or 0 if it is less than ``least``."""
    if one.size == 0 or other.size == 0:
        return np.float32(0)
    dropping, nearest = costs
    weight, other_weight, remaining = _WEIGHT[one[0]], 0, 0
    for sound in one[1:]:
        weight += _WEIGHT[sound]
        remaining += nearest[sound]
    for sound in other:
        other_weight += _WEIGHT[sound]
    longer = max(weight, other_weight)
    limit = int((np.float32(1) - least) * longer) + 1
    first = min(_REPLACING[one[0], other[0]], dropping[one[0]], dropping[other[0]])
    if min(first + first // 2, _SWAPPED) + remaining > limit:
        return np.float32(0)
    cost = _distance(one, other, costs, (remaining, limit), rows)
    return np.float32(max(np.float32(0), np.float32(1) - np.float32(cost) / np.float32(longer)))


@inlined
def _distance(
    one: Sounds, other: Sounds, costs: tuple[Costs, Costs], bounds: tuple[int, int], rows: Costs
) -> int:
    """Return the cost of the cheapest way from one row of sounds to the other, or a very great one.

    Args:
        one: Sounds, at least one.
        other: Sounds, at least one.
        costs: What each sound costs that has no counterpart, and what each one of ``one`` costs at least.
        bounds: What the sounds of ``one`` after the first cost at least, and the cost that matters.
        rows: Room to work in.
    """
    dropping, nearest = costs
    remaining, limit = bounds
    earlier, before, here, drops = rows[0], rows[1], rows[2], rows[3]
    before[0] = 0
    for j in range(other.size):
        drops[j] = dropping[other[j]]
        if j == 0:
            drops[j] += drops[j] // 2
        before[j + 1] = before[j] + drops[j]
    lowest_before, sound_before = 0, np.uint8(255)
    for i in range(one.size):
        sound = one[i]
        dropped, diagonal = dropping[sound], before[0]
        if i == 0:
            dropped += dropped // 2
            diagonal += _REPLACING[sound, other[0]] // 2
        else:
            remaining -= nearest[sound]
        left = before[0] + dropped
        here[0] = left
        lowest, other_before = left, np.uint8(255)
        for j in range(other.size):
            theirs, above = other[j], before[j + 1]
            best = min(diagonal + _REPLACING[sound, theirs], above + dropped, left + drops[j])
            if sound == other_before and theirs == sound_before:
                best = min(best, earlier[j - 1] + _SWAPPED)
            here[j + 1] = best
            lowest = min(lowest, best)
            left, diagonal, other_before = best, above, theirs
        if min(lowest, lowest_before + _SWAPPED) + remaining > limit:
            return _BEYOND
        lowest_before, sound_before = lowest, sound
        earlier, before, here = before, here, earlier
    return int(before[other.size])
