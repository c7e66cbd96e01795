"""The charts: bars with their values written beside them, ratings, tiles, one big value."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accord.cleaning.values import shown_figure
from accord.domain.assessment import Rating
from accord.domain.figure import Figure
from accord.domain.partner import Partner
from accord.publish.palette import BLUE, GREY, INK, QUIET, RATING_STYLES, TRACK
from accord.publish.svg import WIDTH, drawing, rectangle, text

__all__ = [
    "Bar",
    "Notes",
    "bar_chart",
    "number",
    "rating_chart",
    "tile_bars_chart",
    "tile_chart",
    "value_card",
]

Notes = Iterable[tuple[str, str]]

_CHARACTERS = 58
"""Characters of a line of words that fit the width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar with its words.

    Attributes:
        label: What it is.
        value: Length; None if unknown, which draws no bar and says so.
        shown: The value in words.
        why: Id of the figure or row behind it.
        is_quiet: True for a value that was not chosen or not counted.
    """

    label: str
    value: Decimal | None
    shown: str
    why: str
    is_quiet: bool = False


def bar_chart(title: str, bars: Sequence[Bar], *, notes: Notes = ()) -> str:
    """Return bars from zero, each with its label above and its value beside it.

    There is no axis: every value is written out and can be traced.
    """
    longest = max((abs(bar.value) for bar in bars if bar.value is not None), default=Decimal(0))
    parts: list[str] = []
    y = 0.0
    for bar in bars:
        room = max(_CHARACTERS - len(bar.shown) - 3, _CHARACTERS // 2)
        weight = "normal" if bar.is_quiet else "600"
        for number_of_line, line in enumerate(textwrap.wrap(bar.label, room) or [""]):
            y += 17
            parts.append(text(0, y, line, fill=QUIET, why=bar.why))
            if number_of_line == 0:
                parts.append(text(WIDTH, y, bar.shown, anchor="end", weight=weight, why=bar.why))
        share = float(abs(bar.value) / longest) if bar.value is not None and longest else 0.0
        y += 5
        parts.append(rectangle(0, y, WIDTH, 12, fill=TRACK))
        if bar.value is not None:
            fill = GREY if bar.is_quiet else BLUE
            parts.append(rectangle(0, y, max(share * WIDTH, 2), 12, fill=fill))
        y += 22
    said = "; ".join(f"{bar.label}: {bar.shown}" for bar in bars)
    return drawing(parts, height=y + 2, title=title, description=said or "no values", notes=notes)


def rating_chart(
    title: str, rows: Sequence[tuple[str, str]], figures: Mapping[str, Figure], *, notes: Notes = ()
) -> str:
    """Return one stacked bar of ratings for each row, with a legend.

    Args:
        title: What it shows.
        rows: Label and suffix of the counts, e.g. ``("Albania", ".ALB")``.
        figures: Figures by id; the counts are taken from them.
        notes: Footnotes.
    """
    parts, y = _legend()
    said = []
    for label, suffix in rows:
        y += 16
        parts.append(text(0, y, label, weight="600", why=f"count.ratings{suffix}"))
        parts += _stack(figures, suffix, x=0, y=y + 6, width=WIDTH, height=22)
        y += 36
        said.append(f"{label}: {_said(figures, suffix)}")
    return drawing(parts, height=y, title=title, description=". ".join(said), notes=notes)


def _stack(
    figures: Mapping[str, Figure], suffix: str, *, x: float, y: float, width: float, height: float
) -> list[str]:
    """Return one bar made of the counts of all ratings, with the counts written where they fit."""
    counts = [(rating, figures[f"count.{rating.value}{suffix}"]) for rating in Rating]
    total = sum((number(figure) or Decimal(0) for _rating, figure in counts), Decimal(0))
    parts = []
    for rating, figure in counts:
        length = float((number(figure) or Decimal(0)) / total) * width if total else 0.0
        if length:
            style = RATING_STYLES[rating]
            parts.append(rectangle(x, y, length - 1, height, fill=style.fill))
            if length > 9 * len(shown_figure(figure)):
                middle, base = x + (length - 1) / 2, y + height / 2 + 5
                words = shown_figure(figure)
                parts.append(text(middle, base, words, fill=style.ink, anchor="middle", why=figure.id))
        x += length
    return parts


def tile_bars_chart(
    title: str,
    partners: Sequence[Partner],
    names: Mapping[str, str],
    figures: Mapping[str, Figure],
    *,
    notes: Notes = (),
) -> str:
    """Return a map of tiles with the counts of ratings of each partner: no borders, no geography.

    Args:
        title: What it shows.
        partners: Partners with the places of their tiles.
        names: Names of partners by id.
        figures: Figures by id; the counts are taken from them.
        notes: Footnotes.
    """
    parts, top = _legend()
    bottom, said = top, []
    for partner, x, y, width in _tiles(partners, 62, top + 4):
        name = names[partner.id]
        parts.append(rectangle(x, y, width, 62, rx="6", fill="#f3f5f8", stroke="#ccd3db"))
        parts.append(text(x + 10, y + 22, name, weight="600", why=f"count.ratings.{partner.id}"))
        parts += _stack(figures, f".{partner.id}", x=x + 10, y=y + 32, width=width - 20, height=20)
        said.append(f"{name}: {_said(figures, f'.{partner.id}')}")
        bottom = max(bottom, y + 62)
    return drawing(parts, height=bottom + 4, title=title, description=". ".join(said), notes=notes)


def _said(figures: Mapping[str, Figure], suffix: str) -> str:
    counts = {style.word: figures[f"count.{rating}{suffix}"] for rating, style in RATING_STYLES.items()}
    return ", ".join(f"{shown_figure(figure)} {word}" for word, figure in counts.items())


def _tiles(
    partners: Sequence[Partner], height: float, top: float
) -> Iterable[tuple[Partner, float, float, float]]:
    """Yield each partner with the place and width of its tile."""
    columns = max((partner.tile.column for partner in partners), default=0) + 1
    width = (WIDTH - 8 * (columns - 1)) / columns
    for partner in partners:
        yield partner, partner.tile.column * (width + 8), top + partner.tile.row * (height + 8), width


def tile_chart(
    title: str,
    partners: Sequence[Partner],
    names: Mapping[str, str],
    ratings: Mapping[str, tuple[Rating, str]],
    *,
    notes: Notes = (),
) -> str:
    """Return a map of tiles: one equal tile for each partner, no borders, no geography.

    Args:
        title: What it shows.
        partners: Partners with the places of their tiles.
        names: Names of partners by id.
        ratings: Rating and id of the rating's figure, by partner.
        notes: Footnotes.
    """
    parts, bottom, said = [], 0.0, []
    for partner, x, y, width in _tiles(partners, 60, 0):
        rating, why = ratings[partner.id]
        style, name = RATING_STYLES[rating], names[partner.id]
        parts.append(rectangle(x, y, width, 60, rx="6", fill=style.fill))
        parts.append(text(x + 12, y + 25, name, fill=style.ink, weight="600", why=why))
        parts.append(text(x + 12, y + 45, style.word, fill=style.ink, why=why))
        bottom = max(bottom, y + 60)
        said.append(f"{name}: {style.word}")
    return drawing(parts, height=bottom + 4, title=title, description=", ".join(said), notes=notes)


def value_card(title: str, shown: str, *, why: str, notes: Notes = ()) -> str:
    """Return one value, large, for figures that have nothing to be compared with."""
    parts, y = [rectangle(0, 0, WIDTH, 6, fill=BLUE)], 6.0
    for line in textwrap.wrap(title, 58):
        y += 20
        parts.append(text(0, y, line, fill=QUIET, why=why))
    for line in textwrap.wrap(shown, 32):
        y += 32
        parts.append(text(0, y, line, size=24, fill=INK, weight="600", why=why))
    return drawing(parts, height=y + 14, title=title, description=shown, notes=notes)


def _legend() -> tuple[list[str], float]:
    parts: list[str] = []
    for position, (_rating, style) in enumerate(RATING_STYLES.items()):
        x, y = (position % 3) * (WIDTH / 3), 4 + (position // 3) * 20
        parts.append(rectangle(x, y, 12, 12, fill=style.fill))
        parts.append(text(x + 18, y + 11, style.word, fill=QUIET))
    return parts, 46.0


def number(figure: Figure) -> Decimal | None:
    """Return the value of a figure as a length, or None if it is unknown or a word."""
    return figure.value if isinstance(figure.value, Decimal) else None
