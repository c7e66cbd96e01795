"""Names and amounts as they stand in a sentence: lists in words, and numbers of few digits."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["listed", "short_number"]

_NOISE = 1e-9
"""Below it a number is what is left of a difference of two sums."""


def listed(names: Iterable[str], most: int | None = None, *, rest: str = "others") -> str:
    """Return names as a list in words: ``A``, ``A and B``, ``A, B and C``, ``A, B and 4 others``.

    Args:
        names: The names.
        most: How many parts the list may have; of more, all but one name names and the last counts the
            others. None for no limit.
        rest: What the others are called.
    """
    rows = list(names)
    if most is not None and len(rows) > most:
        rows = [*rows[: most - 1], f"{len(rows) - most + 1} {rest}"]
    return " and ".join([", ".join(rows[:-1]), rows[-1]]) if len(rows) > 1 else "".join(rows)


def short_number(value: float) -> str:
    """Return a number with four significant digits, or whole with thousands marked if it is large."""
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.4g}" if abs(value) >= _NOISE else "0"
