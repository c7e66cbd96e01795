"""How much a word says: the rarer it and its spellings are on the list, the more."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from accord.cleaning.name_lexicon import TITLES, is_patronymic
from accord.compiling import compiled
from accord.methods.screening.arrays import Floats
from accord.methods.screening.configuration import Configuration
from accord.methods.screening.similar_words import Likenesses

__all__ = ["LEAST_SPELLING", "initials", "left_costs", "left_share", "word_bits"]

LEAST_SPELLING = 0.85
"""Likeness from which on a listed word begins to count as another spelling of a word."""
_SAME = 0.97
_MOST_SOUNDS_COUNTED = 12
_LEAST_BITS = 0.1


def word_bits(
    similar: Likenesses,
    texts: Sequence[str],
    lengths: NDArray[np.int64],
    commonness: Floats,
    context: tuple[int, Configuration],
) -> Floats:
    """Return how much each word says, in bits.

    The list is a sample of the names of the world and small; ``prior`` imagined names stand beside it, in
    which a word is the rarer the longer it is. Each word is weighed by itself, in the same order of
    sums, whatever stands beside it.

    Args:
        similar: Listed words that are like each word.
        texts: The words.
        lengths: How many sounds each has.
        commonness: In how many listings each listed word occurs.
        context: Number of listings, and the configuration.
    """
    count, configuration = context
    bits = np.empty(len(texts), np.float32)
    prior = (configuration.prior, configuration.prior_bits, configuration.prior_sound_bits)
    found = (similar.starts, similar.words, similar.values)
    _write_bits(found, lengths, (commonness, count, prior), bits)
    for number, text in enumerate(texts):
        if text in TITLES:
            bits[number] *= configuration.little
        elif text.isdigit():
            bits[number] = configuration.number_bits
    return np.maximum(bits, np.float32(_LEAST_BITS))


@compiled
def _write_bits(
    similar: tuple[NDArray[np.int64], NDArray[np.int32], Floats],
    lengths: NDArray[np.int64],
    context: tuple[Floats, int, tuple[float, float, float]],
    bits: Floats,
) -> None:
    starts, words, values = similar
    commonness, count, (prior, prior_bits, prior_sound_bits) = context
    for row in range(bits.size):
        found = 0.0
        for at in range(starts[row], starts[row + 1]):
            if words[at] < commonness.size:
                share = (values[at] - LEAST_SPELLING) / (_SAME - LEAST_SPELLING)
                found += commonness[words[at]] * min(1.0, max(0.0, share))
        unknown = prior_bits + prior_sound_bits * min(lengths[row], _MOST_SOUNDS_COUNTED)
        bits[row] = -np.log2((found + prior * 2.0**-unknown) / (count + prior))


def left_costs(bits: Floats, texts: Sequence[str], configuration: Configuration, *, listed: bool) -> Floats:
    """Return what each word costs if it agrees with nothing."""
    shares = [left_share(text, configuration, listed=listed) for text in texts]
    return bits * np.array(shares, np.float32)


def left_share(text: str, configuration: Configuration, *, listed: bool) -> float:
    """Return which share of its bits a word costs that agrees with nothing; a number always costs all.

    Args:
        text: The word.
        configuration: Numbers of the method.
        listed: True for a word of a listed name, False for one of a query.
    """
    if text.isdigit():
        return 1.0
    share = configuration.listed_left if listed else configuration.query_left
    return share * configuration.patronymic_left if is_patronymic(text) else share


def initials(texts: Sequence[str]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return the first letter of each word, and the letter of each word that is a single one, else 0.

    Args:
        texts: Words as ``name_words`` returns them: the first letter is always an ASCII one.
    """
    first = np.array([ord(text[0]) for text in texts], np.uint8)
    single = np.array([len(text) == 1 and text.isalpha() for text in texts], np.bool_)
    return first, np.where(single, first, 0).astype(np.uint8)
