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
from accord.publish.palette import RATING_STYLES
from accord.publish.svg import FONT_SIZE, WIDTH, drawing, rectangle, text

__all__ = ["Bar", "bar_chart", "number", "rating_chart", "tile_chart", "value_card"]

Notes = Iterable[tuple[str, str]]

_INK, _QUIET, _TRACK, _BAR = "#1c2430", "#4a5361", "#eef1f4", "#1f4f8a"


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
        for line in textwrap.wrap(bar.label, 66) or [""]:
            y += 17
            parts.append(text(0, y, line, fill=_QUIET, why=bar.why))
        share = float(abs(bar.value) / longest) if bar.value is not None and longest else 0.0
        length = share * (WIDTH - 190)
        fill = "#8a97a8" if bar.is_quiet else _BAR
        y += 6
        parts.append(rectangle(0, y, WIDTH - 190, 16, fill=_TRACK))
        if bar.value is not None:
            parts.append(rectangle(0, y, max(length, 2), 16, fill=fill))
        parts.append(
            text(WIDTH - 182, y + 13, bar.shown, weight="normal" if bar.is_quiet else "600", why=bar.why)
        )
        y += 24
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
        counts = [(rating, figures[f"count.{rating.value}{suffix}"]) for rating in Rating]
        total = sum((number(figure) or Decimal(0) for _rating, figure in counts), Decimal(0))
        y += 16
        parts.append(text(0, y, label, weight="600", why=f"count.ratings{suffix}"))
        y += 6
        x = 0.0
        for rating, figure in counts:
            length = float((number(figure) or Decimal(0)) / total) * WIDTH if total else 0.0
            if length:
                style = RATING_STYLES[rating]
                parts.append(rectangle(x, y, length - 1, 22, fill=style.fill))
                if length > 16:
                    middle = x + (length - 1) / 2
                    parts.append(
                        text(
                            middle,
                            y + 16,
                            shown_figure(figure),
                            fill=style.ink,
                            anchor="middle",
                            why=figure.id,
                        )
                    )
            x += length
        said.append(f"{label}: " + ", ".join(f"{shown_figure(f)} {RATING_STYLES[r].word}" for r, f in counts))
        y += 30
    return drawing(parts, height=y, title=title, description=". ".join(said), notes=notes)


def tile_chart(
    title: str, partners: Sequence[Partner], ratings: Mapping[str, tuple[Rating, str]], *, notes: Notes = ()
) -> str:
    """Return a map of tiles: one equal tile for each partner, no borders, no geography.

    Args:
        title: What it shows.
        partners: Partners with the places of their tiles.
        ratings: Rating and id of the rating's figure, by partner.
        notes: Footnotes.
    """
    columns = max((partner.tile.column for partner in partners), default=0) + 1
    width, height = (WIDTH - 8 * (columns - 1)) / columns, 66.0
    parts, bottom, said = [], 0.0, []
    for partner in partners:
        rating, why = ratings[partner.id]
        style, name = RATING_STYLES[rating], partner.names[-1].label
        x, y = partner.tile.column * (width + 8), partner.tile.row * (height + 8)
        parts.append(rectangle(x, y, width, height, rx="6", fill=style.fill))
        parts.append(text(x + 12, y + 27, name, fill=style.ink, weight="600", size=FONT_SIZE + 1, why=why))
        parts.append(text(x + 12, y + 48, style.word, fill=style.ink, why=why))
        said.append(f"{name}: {style.word}")
        bottom = max(bottom, y + height)
    return drawing(parts, height=bottom + 4, title=title, description=", ".join(said), notes=notes)


def value_card(title: str, shown: str, *, why: str, notes: Notes = ()) -> str:
    """Return one value, large, for figures that have nothing to be compared with."""
    parts, y = [rectangle(0, 0, WIDTH, 6, fill=_BAR)], 6.0
    for line in textwrap.wrap(title, 62):
        y += 20
        parts.append(text(0, y, line, fill=_QUIET, why=why))
    for line in textwrap.wrap(shown, 36):
        y += 32
        parts.append(text(0, y, line, size=24, fill=_INK, weight="600", why=why))
    return drawing(parts, height=y + 14, title=title, description=shown, notes=notes)


def _legend() -> tuple[list[str], float]:
    parts: list[str] = []
    for position, (_rating, style) in enumerate(RATING_STYLES.items()):
        x, y = (position % 3) * 160, 4 + (position // 3) * 20
        parts.append(rectangle(x, y, 12, 12, fill=style.fill))
        parts.append(text(x + 18, y + 11, style.word, fill=_QUIET))
    return parts, 46.0


def number(figure: Figure) -> Decimal | None:
    """Return the value of a figure as a length, or None if it is unknown or a word."""
    return figure.value if isinstance(figure.value, Decimal) else None
