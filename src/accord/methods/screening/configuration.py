"""What the matcher may be told, in one place, with a version that changes when a number does."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass

__all__ = ["Configuration"]

_MATCHER = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """Numbers of the method, set on the development set of listed aliases (see docs/decisions/0015).

    Attributes:
        query_left: What a word of the query costs that agrees with nothing, as a share of what it says.
        listed_left: The same for a word of the listed name: people leave names out more often than they
            add.
        both_left: What it costs besides where both have words left over: one may stand for the other.
        scale_bits: Bits of agreeing words at which the score reaches 63 % of what they cover.
        power: Power by which unlike words count less.
        patronymic_left: Factor for a name of a father that only one side has.
        little: Factor for titles, which say little.
        moved_father: Factor where a father's name on one side is the own name on the other.
        other_form: Factor where both names have a legal form, and not the same.
        whole: Least score of a name that agrees word for word.
        weak: Factor for a name that its list calls weak.
        number_bits: Bits of a number in a name.
        prior: Number of imagined names beside the list's, which keep words of short lists from looking
            common.
        prior_bits: Bits of an unknown word of no length.
        prior_sound_bits: Bits more for each of its sounds, up to twelve.
    """

    query_left: float = 0.5
    listed_left: float = 0.4
    both_left: float = 0.6
    scale_bits: float = 3.0
    power: float = 1.6
    patronymic_left: float = 0.4
    little: float = 0.25
    moved_father: float = 0.8
    other_form: float = 0.95
    whole: float = 0.75
    weak: float = 0.8
    number_bits: float = 6.0
    prior: float = 5000.0
    prior_bits: float = 3.0
    prior_sound_bits: float = 0.9

    @property
    def version(self) -> str:
        """Version of method and numbers together."""
        text = repr(sorted(asdict(self).items()))
        return f"{_MATCHER}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"
