"""The chart of a composite: for each unit a dot on its interval, its rank with its range, and its counts."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from decimal import Decimal

from accord.cleaning.values import UNKNOWN
from accord.publish.charts import Notes
from accord.publish.composite_view import CompositeView, ScoreView
from accord.publish.palette import BLUE, QUIET, TRACK
from accord.publish.svg import WIDTH, drawing, rectangle, text

__all__ = ["composite_chart", "counts_words", "exact", "interval_words", "rank_words"]

_INTERVAL, _DOT = "#8fb0d6", BLUE
_STEP, _CHARACTERS = 58, 66


def exact(number: Decimal | None) -> str:
    """Return a number with all decimals that its figure has, less zeros at the end."""
    return UNKNOWN if number is None else f"{number.normalize():f}"


def interval_words(view: ScoreView) -> str:
    """Return the bounds of a score in words."""
    return f"{exact(view.figure.lower)} to {exact(view.figure.upper)}"


def rank_words(view: ScoreView) -> str:
    """Return a rank and its range in words; empty where no range is known, since a rank alone misleads."""
    if view.rank is None or not isinstance(view.rank.value, Decimal):
        return ""
    return f"{exact(view.rank.value)} ({exact(view.rank.lower)} to {exact(view.rank.upper)})"


def counts_words(view: ScoreView) -> str:
    """Return on how many indicators a score rests, in words."""
    numbers = view.figure.parameters
    return f"{view.figure.n} of {numbers['of']} in the data, {numbers['imputed']} imputed"


def composite_chart(view: CompositeView, *, notes: Notes = ()) -> str:
    """Return the chart; a composite without intervals shows the sentence that says what is missing.

    Args:
        view: The composite.
        notes: Footnotes.
    """
    title = f"{view.figure.label}: scores with their intervals"
    if not view.scores:
        lines = textwrap.wrap(f"No score is shown. {view.figure.reason}.", _CHARACTERS)
        parts = [text(0, 16 + 17 * n, line, fill=QUIET, why=view.figure.id) for n, line in enumerate(lines)]
        return drawing(
            parts, height=17 * len(lines) + 8, title=title, description=" ".join(lines), notes=notes
        )
    lowest = min(_number(each.figure.lower) for each in view.scores)
    highest = max(_number(each.figure.upper) for each in view.scores)
    width = highest - lowest or 1.0
    parts = [
        part
        for place, score in enumerate(view.scores)
        for part in _row(score, place * _STEP, lambda end: (_number(end) - lowest) / width * (WIDTH - 12) + 6)
    ]
    said = "; ".join(
        f"{score.name}: {exact(_value(score))}, {interval_words(score)}, {counts_words(score)}"
        + (f", rank {rank_words(score)}" if rank_words(score) else "")
        for score in view.scores
    )
    return drawing(parts, height=_STEP * len(view.scores), title=title, description=said, notes=notes)


def _row(score: ScoreView, top: float, across: Callable[[Decimal | None], float]) -> Iterator[str]:
    figure = score.figure
    words = f"{exact(_value(score))} ({interval_words(score)})"
    yield text(0, top + 16, score.name, weight="600", why=figure.id)
    yield text(WIDTH, top + 16, words, anchor="end", why=figure.id)
    left, right = across(figure.lower), across(figure.upper)
    yield rectangle(0, top + 22, WIDTH, 12, fill=TRACK)
    yield rectangle(left, top + 26, max(right - left, 1), 4, fill=_INTERVAL)
    yield rectangle(across(_value(score)) - 5, top + 23, 10, 10, rx="5", fill=_DOT)
    if score.rank is not None and rank_words(score):
        yield text(0, top + 47, f"rank {rank_words(score)}", size=11.5, fill=QUIET, why=score.rank.id)
    yield text(WIDTH, top + 47, counts_words(score), size=11.5, fill=QUIET, anchor="end", why=figure.id)


def _value(score: ScoreView) -> Decimal | None:
    return score.figure.value if isinstance(score.figure.value, Decimal) else None


def _number(end: Decimal | None) -> float:
    return float(end or 0)
