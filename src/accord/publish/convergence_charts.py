"""The charts of own pace and merits: dots with whiskers against a benchmark, and ranges of ranks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from accord.domain.figure import Figure
from accord.methods.convergence.standing import (
    Comparisons,
    Standing,
    shown_interval,
    shown_number,
    shown_years,
)
from accord.publish.charts import Notes, number
from accord.publish.palette import BLUE, INK, QUIET, TRACK
from accord.publish.svg import WIDTH, drawing, rectangle, text

__all__ = ["gap_chart", "rank_chart"]

_DOT, _RANGE = BLUE, "#8fb0d9"
_PARITY = "#9b2c2c"
_ROW, _EDGE, _SMALL = 56, 8.0, 11.5

_Place = Callable[[float], float]


def gap_chart(
    title: str, compared: Comparisons, names: Mapping[str, str], benchmark: str, *, notes: Notes = ()
) -> str:
    """Return a dot for the gap of each partner, a whisker for its interval, and the years to close it.

    The upright marks are parity with the benchmark: 1 for ratios, 0 for differences. There is no axis: every
    number is written out and can be traced. A partner without a value has no dot and says so; a gap without
    stated errors has no whisker and says so.

    Args:
        title: What it shows.
        compared: The figures.
        names: Names of partners by id.
        benchmark: Name of the benchmark and of its kind.
        notes: Footnotes of partners.
    """
    gaps = [row.gap for row in compared.standings if row.gap is not None]
    parity = 1.0 if any(gap.unit == "ratio" for gap in gaps) else 0.0
    low, high = _domain(gaps, parity)

    def place(value: float) -> float:
        return _EDGE + (value - low) / (high - low) * (WIDTH - 2 * _EDGE)

    top = 24.0
    bottom = top + _ROW * len(compared.standings)
    middle = place(parity)
    anchor = "start" if middle < WIDTH / 3 else "end" if middle > 2 * WIDTH / 3 else "middle"
    parts = [text(middle, 13, benchmark, size=_SMALL, fill=_PARITY, anchor=anchor, why=compared.benchmark)]
    said = []
    for order, row in enumerate(compared.standings):
        y = top + order * _ROW
        name = names.get(row.partner, row.partner)
        parts.append(rectangle(middle - 0.75, y + 18, 1.5, 14, fill=_PARITY))
        parts += _gap_row(row, name, y, place)
        said.append(f"{name}: {_gap_words(row.gap)}; {_years_words(row.years)}")
    return drawing(parts, height=bottom, title=title, description=". ".join(said), notes=notes)


def _domain(gaps: Sequence[Figure], parity: float) -> tuple[float, float]:
    """Return the least and the greatest number that has to be drawn."""
    drawn = [parity]
    for gap in gaps:
        drawn += [float(one) for one in (number(gap), gap.lower, gap.upper) if one is not None]
    low, high = min(drawn), max(drawn)
    return (low, high) if high > low else (low - 1, high + 1)


def _gap_row(row: Standing, name: str, y: float, place: _Place) -> Iterator[str]:
    gap = row.gap
    value = number(gap) if gap is not None else None
    why = gap.id if gap is not None else ""
    yield text(0, y + 14, name, weight="600", fill=INK)
    yield text(WIDTH, y + 14, _gap_words(gap), anchor="end", fill=INK, why=why)
    yield rectangle(_EDGE, y + 24.5, WIDTH - 2 * _EDGE, 1, fill="#ccd3db")
    if gap is not None and gap.lower is not None and gap.upper is not None:
        left, right = place(float(gap.lower)), place(float(gap.upper))
        yield rectangle(left, y + 23, right - left, 4, fill=_RANGE, data_why=gap.id)
        yield rectangle(left - 0.75, y + 20, 1.5, 10, fill=_DOT)
        yield rectangle(right - 0.75, y + 20, 1.5, 10, fill=_DOT)
    if value is not None:
        yield rectangle(place(float(value)) - 5, y + 20, 10, 10, rx="5", fill=_DOT, data_why=why)
    if row.years is not None:
        yield text(0, y + 43, _years_words(row.years), size=_SMALL, fill=QUIET, why=row.years.id)


def _gap_words(gap: Figure | None) -> str:
    value = number(gap) if gap is not None else None
    if gap is None or value is None:
        return "no value"
    interval = "interval not known" if gap.lower is None else shown_interval(gap)
    return f"{shown_number(value)} ({interval})"


def _years_words(years: Figure | None) -> str:
    if years is None:
        return "years to close: none"
    return f"years to close at the present pace: {shown_years(years)}"


def rank_chart(title: str, compared: Comparisons, names: Mapping[str, str], *, notes: Notes = ()) -> str:
    """Return the published rank of each partner as a dot on the range of ranks that the errors allow.

    Ranks whose doubt is not known have a dot without a range, and the words say that it is not known.

    Args:
        title: What it shows.
        compared: The figures.
        names: Names of partners by id.
        notes: Footnotes of partners.
    """
    ranked = [row for row in compared.standings if row.rank is not None and number(row.rank) is not None]
    ranked.sort(key=lambda row: (number(row.rank) if row.rank else None) or Decimal(0))
    step = (WIDTH - 2 * _EDGE) / max(len(ranked), 1)
    parts, said, y = [], [], 0.0
    order = compared.order
    if order is not None:
        words = _order_words(order)
        parts.append(text(0, 14, words, fill=QUIET, why=order.id))
        said.append(words)
        y = 26.0
    for row in ranked:
        rank = row.rank
        if rank is None:
            continue
        name = names.get(row.partner, row.partner)
        words = f"rank {shown_number(number(rank), places=0)}, range {shown_interval(rank, places=0)}"
        parts.append(text(0, y + 14, name, weight="600"))
        parts.append(text(WIDTH, y + 14, words, anchor="end", why=rank.id))
        parts += _rank_marks(rank, len(ranked), y + 21, step)
        said.append(f"{name}: {words}")
        y += 46
    return drawing(parts, height=y, title=title, description=". ".join(said) or "no ranks", notes=notes)


def _rank_marks(rank: Figure, most: int, y: float, step: float) -> Iterator[str]:
    for place in range(most):
        yield rectangle(_EDGE + place * step + 1, y, step - 2, 14, fill=TRACK)
    if rank.lower is not None and rank.upper is not None:
        left = _EDGE + (float(rank.lower) - 1) * step + 1
        width = (float(rank.upper) - float(rank.lower) + 1) * step - 2
        yield rectangle(left, y, width, 14, fill=_RANGE, data_why=rank.id)
    middle = _EDGE + (float(number(rank) or 1) - 0.5) * step
    yield rectangle(middle - 5, y + 2, 10, 10, rx="5", fill=_DOT, data_why=rank.id)


def _order_words(order: Figure) -> str:
    value = number(order)
    if value is None:
        return "How sure this order is is not known."
    return f"Probability that this order is right: {shown_number(value, places=1)} %"
