"""The score of a hit, computed again from its explanation.

The search computes scores in compiled loops; this is the same formula (see ``aligning``) in plain words,
so that a score can be checked by whoever reads the explanation.
"""

from __future__ import annotations

from math import exp

from accord.domain.screening import Hit, NamePart
from accord.methods.screening.aligning import INITIAL_BITS, INITIAL_LIKENESS, JOINED_FACTOR
from accord.methods.screening.configuration import Configuration
from accord.methods.screening.word_weights import left_share

__all__ = ["score_of"]


def score_of(hit: Hit, configuration: Configuration) -> float:
    """Return the name evidence that follows from the parts of a hit, 0 to 1.

    Args:
        hit: A hit with its parts.
        configuration: Numbers of the method under which it was found.
    """
    together = [part for part in hit.parts if part.asked and part.listed]
    agreeing = sum(_agreement(part, configuration) for part in together)
    asked_left = sum(_cost(part, configuration) for part in hit.parts if not part.listed)
    listed_left = sum(_cost(part, configuration) for part in hit.parts if not part.asked)
    left = asked_left + listed_left + configuration.both_left * min(asked_left, listed_left)
    score = agreeing / (sum(part.bits for part in together) + left)
    score *= 1 - exp(-agreeing / configuration.scale_bits)
    if left == 0 and all(part.likeness == 1 and not _is_joined(part) for part in together):
        score = max(score, configuration.whole)
    score *= configuration.weak if hit.is_weak else 1
    score *= configuration.moved_father if hit.is_moved_father else 1
    return score * (configuration.other_form if hit.is_other_form else 1)


def _agreement(part: NamePart, configuration: Configuration) -> float:
    if part.is_initial:
        return float(INITIAL_BITS * INITIAL_LIKENESS)
    factor = float(JOINED_FACTOR) if _is_joined(part) else 1.0
    return part.bits * float(part.likeness**configuration.power) * factor


def _is_joined(part: NamePart) -> bool:
    return " " in part.asked or " " in part.listed


def _cost(part: NamePart, configuration: Configuration) -> float:
    share = left_share(part.asked or part.listed, configuration, listed=not part.asked)
    return part.bits * share
