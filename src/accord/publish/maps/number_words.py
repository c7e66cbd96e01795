"""Round numbers in words: bounds of classes are choices of a drawing, and no figures."""

from __future__ import annotations

__all__ = ["below_in_words", "between_in_words", "from_in_words", "in_words", "minutes_in_words"]

_SMALL = (
    *(
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_FRACTIONS = {0.1: "a tenth", 0.2: "a fifth", 0.25: "a quarter", 0.5: "half"}
_GROUPS = ((1_000_000_000, "billion"), (1_000_000, "million"), (1_000, "thousand"), (100, "hundred"))


def in_words(number: float) -> str:
    """Return a number in words, e.g. ``two hundred thousand``.

    Args:
        number: A whole number from zero up, also with a half; or a tenth, a fifth, a quarter, a half.

    Raises:
        ValueError: It is none of these.
    """
    if number in _FRACTIONS:
        return _FRACTIONS[number]
    whole = int(number)
    if number - whole == 0.5:
        return f"{_whole(whole)} and a half"
    if number < 0 or whole != number:
        raise ValueError(f"{number} is no round number")
    return _whole(whole)


def _whole(number: int) -> str:
    for size, name in _GROUPS:
        if number >= size:
            rest = number % size
            glue = " and " if size == 100 or rest < 100 else " "
            return f"{_whole(number // size)} {name}" + (glue + _whole(rest) if rest else "")
    if number < 20:
        return _SMALL[number]
    rest = number % 10
    return _TENS[number // 10] + (f"-{_SMALL[rest]}" if rest else "")


def minutes_in_words(minutes: float) -> str:
    """Return some minutes in words, as hours where these are whole or half."""
    if minutes == 30:
        return "half an hour"
    if minutes == 60:
        return "one hour"
    if minutes > 60 and minutes % 30 == 0:
        return f"{in_words(minutes / 60)} hours"
    return f"{in_words(minutes)} {'minute' if minutes <= 1 else 'minutes'}"


def _counted(number: float, unit: str) -> str:
    return minutes_in_words(number) if unit == "minutes" else f"{in_words(number)} {unit}".strip()


def below_in_words(bound: float, unit: str) -> str:
    """Return the words of a class below a bound.

    Args:
        bound: The bound, itself not in the class.
        unit: ``minutes``, or a plural such as ``people``; may be empty.
    """
    return f"under {_counted(bound, unit)}"


def between_in_words(low: float, high: float, unit: str) -> str:
    """Return the words of a class between two bounds, the lower of which belongs to it."""
    begins, ends = _counted(low, unit), _counted(high, unit)
    last = ends.rpartition(" ")[2]
    first, _space, own = begins.rpartition(" ")
    is_same = own.rstrip("s") == last.rstrip("s") and not begins.startswith("half")
    return f"{first} to {ends}" if is_same and first else f"{begins} to {ends}"


def from_in_words(bound: float, unit: str) -> str:
    """Return the words of a class from a bound upwards."""
    return f"{_counted(bound, unit)} or more"
