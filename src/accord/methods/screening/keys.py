"""Keys under which a word is found again however it is spelt.

Three kinds, each a number of 64 bits made from what is left of the word:

- the skeleton: classes of its consonants (``Xhavit`` and ``Dzavid`` are both S-F-T), with and without the
letters
  that some spellings take for vowels;
- the skeleton less one class, for words with four classes or more;
- the letters less one, for typing errors in words of four to fourteen letters.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from accord.cleaning.transliteration import IDEOGRAPHIC, UNVOCALISED
from accord.compiling import compiled, inlined
from accord.methods.screening.sounds import SOUNDS, Sounds

__all__ = ["MOST_KEYS", "all_keys", "whole_key", "word_keys"]

MOST_KEYS = 64
_CLASSES = {
    "P": "bp",
    "F": "vfw",
    "M": "m",
    "N": "n",
    "L": "l",
    "R": "r",
    "T": "tdT",
    "S": "szSZCJc",
    "K": "kgqX",
}
_LEAST, _MOST = 4, 14
_SIGN_LETTER, _MARK_LETTER = ord(IDEOGRAPHIC), ord(UNVOCALISED)
_SKELETON, _SHORTER, _LETTERS, _BARE = 1, 2, 3, 4


def _classes() -> NDArray[np.uint8]:
    table = np.zeros(len(SOUNDS), np.uint8)
    for number, sounds in enumerate(_CLASSES.values(), start=1):
        for sound in sounds:
            table[SOUNDS[sound]] = number
    for digit in "0123456789":
        table[SOUNDS[digit]] = 20 + int(digit)
    return table


_CLASS = _classes()
_MARK, _FLAG, _J, _X, _W, _G, _S_CLASS = (
    SOUNDS["~"],
    SOUNDS["^"],
    SOUNDS["j"],
    SOUNDS["X"],
    SOUNDS["w"],
    SOUNDS["g"],
    int(_CLASS[SOUNDS["s"]]),
)


@inlined
def _mixed(key: np.uint64, value: int) -> np.uint64:
    key = (key ^ np.uint64(value)) * np.uint64(0x9E3779B97F4A7C15)
    return key ^ (key >> np.uint64(29))


@compiled
def _skeleton(sounds: Sounds, reading: int, room: NDArray[np.uint8]) -> int:
    """Write the classes of the consonants; each bit of ``reading`` reads a doubtful letter otherwise."""
    size = 0
    for sound in sounds:
        kind = _CLASS[sound]
        if sound == _J and reading & 1:
            kind = np.uint8(_S_CLASS)
        elif (sound == _X and reading & 2) or (sound == _W and reading & 4) or (sound == _G and reading & 8):
            kind = np.uint8(0)
        if kind and (size == 0 or room[size - 1] != kind or kind >= 20):
            room[size] = kind
            size += 1
    return size


@compiled
def _hashed(room: NDArray[np.uint8], size: int, kind: int, without: int) -> np.uint64:
    key = np.uint64(0xCBF29CE484222325 + kind)
    for i in range(size):
        if i != without:
            key = _mixed(key, int(room[i]) + 1)
    return _mixed(key, 255)


@compiled
def _bare(sounds: Sounds) -> np.uint64:
    key = np.uint64(0xCBF29CE484222325 + _BARE)
    for sound in sounds:
        if sound != _MARK and sound != _FLAG:
            key = _mixed(key, int(sound) + 1)
    return _mixed(key, 255)


@compiled
def whole_key(sounds: Sounds, room: NDArray[np.uint8]) -> np.uint64:
    """Return the key of a word that is only found whole: its skeleton, or its sounds without one.

    Args:
        sounds: Its sounds.
        room: Room for ``MOST_SOUNDS`` to work in.
    """
    size = _skeleton(sounds, 0, room)
    return _hashed(room, size, _SKELETON, -1) if size else _bare(sounds)


@compiled
def word_keys(
    sounds: Sounds, letters: NDArray[np.uint8], keys: NDArray[np.uint64], room: NDArray[np.uint8]
) -> int:
    """Write the keys of a word, each once, and return how many there are.

    Args:
        sounds: Its sounds.
        letters: Its letters, as bytes, with its mark if it has one; none for a joined word.
        keys: Room for ``MOST_KEYS``.
        room: Room for ``MOST_SOUNDS`` to work in.
    """
    count, doubtful = 0, 0
    for sound in sounds:
        doubtful |= (1 if sound == _J else 0) | (2 if sound == _X else 0)
        doubtful |= (4 if sound == _W else 0) | (8 if sound == _G else 0)
    for reading in range(16):
        if reading & ~doubtful:
            continue
        size = _skeleton(sounds, reading, room)
        key = _hashed(room, size, _SKELETON, -1) if size else _bare(sounds)
        count = _added(keys, count, key)
        if size >= 4 and not reading & 8:
            for without in range(size):
                count = _added(keys, count, _hashed(room, size, _SHORTER, without))
        if size >= 3:
            count = _added(keys, count, _hashed(room, size, _SHORTER, -1))
    if _LEAST <= letters.size <= _MOST and letters[0] != _SIGN_LETTER and letters[0] != _MARK_LETTER:
        for without in range(-1, letters.size):
            count = _added(keys, count, _hashed(letters, letters.size, _LETTERS, without))
    return count


@inlined
def _added(keys: NDArray[np.uint64], count: int, key: np.uint64) -> int:
    for i in range(count):
        if keys[i] == key:
            return count
    if count < keys.size:
        keys[count] = key
        return count + 1
    return count


@compiled
def all_keys(
    spelt: tuple[Sounds, NDArray[np.int64], NDArray[np.uint8], NDArray[np.int64]],
    out: tuple[NDArray[np.uint64], NDArray[np.int32]],
    keys: NDArray[np.uint64],
    room: NDArray[np.uint8],
) -> int:
    """Write the keys of many words beside the number of their word, and return how many there are.

    Args:
        spelt: Sounds with starts, and letters with starts.
        out: Room for ``MOST_KEYS`` keys of each word, and for as many numbers.
        keys: Room for ``MOST_KEYS``.
        room: Room for ``MOST_SOUNDS`` to work in.
    """
    sounds, sound_starts, letters, letter_starts = spelt
    total = 0
    for word in range(sound_starts.size - 1):
        own = sounds[sound_starts[word] : sound_starts[word + 1]]
        text = letters[letter_starts[word] : letter_starts[word + 1]]
        count = word_keys(own, text, keys, room)
        for i in range(count):
            out[0][total] = keys[i]
            out[1][total] = word
            total += 1
    return total
