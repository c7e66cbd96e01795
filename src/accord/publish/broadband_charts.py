"""The charts on broadband: gaps with what is not known, prices against a limit, and the cost curve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accord.publish.charts import Notes
from accord.publish.palette import BLUE, GREY, INK, QUIET, TRACK
from accord.publish.svg import WIDTH, drawing, rectangle, text

__all__ = ["CurveRow", "GapRow", "PriceRow", "curve_chart", "gap_chart", "price_chart"]

_COVERED, _PERHAPS, _UNCOVERED, _INK_ON_DARK = "#17603c", "#a9cdb4", "#c2560c", "#ffffff"
_PLAN, _NAIVE, _LIMIT = BLUE, "#c2560c", "#9b2c2c"
_SMALL, _LETTER = 11, 6.6
_HEIGHT, _TOP = 190.0, 64.0


@dataclass(frozen=True, slots=True, kw_only=True)
class GapRow:
    """One bar of a gap.

    Attributes:
        label: Of whom.
        parts: Covered, perhaps covered, uncovered, not known.
        whys: Id of the figure of each part.
        shown: Each part in words.
    """

    label: str
    parts: tuple[float, float, float, float]
    whys: tuple[str, str, str, str]
    shown: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceRow:
    """One price against an income.

    Attributes:
        label: Partner, basket, group of people; digits in it are explained by ``why``.
        percent: Per cent of income; None if not known, which draws no bar and says so.
        shown: The same in words.
        is_kept: Whether the limit is kept.
        why: Id of the figure.
    """

    label: str
    percent: float | None
    shown: str
    is_kept: bool | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveRow:
    """One point of a cost curve.

    Attributes:
        envelope: The money.
        values: Weighted households of the plan, of the bound, and by ranking one by one.
        shown: Each in words.
        whys: Id of the figure of each.
    """

    envelope: float
    values: tuple[float, float, float]
    shown: tuple[str, str, str]
    whys: tuple[str, str, str]


_GAP_LOOKS: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    ("covered", _COVERED, _INK_ON_DARK, {}),
    ("perhaps covered", _PERHAPS, INK, {}),
    ("uncovered", _UNCOVERED, _INK_ON_DARK, {}),
    ("not known", "#ffffff", INK, {"stroke": QUIET, "stroke_dasharray": "3 2"}),
)

_LEGEND = (0.5, 92.0, 214.0, 320.0)


def gap_chart(title: str, rows: Sequence[GapRow], *, notes: Notes = ()) -> str:
    """Return a bar of full width for each row: covered, perhaps, uncovered; not known has a broken edge.

    Args:
        title: What it shows.
        rows: The rows.
        notes: Footnotes.
    """
    parts = [
        piece
        for x, (words, fill, _ink, edge) in zip(_LEGEND, _GAP_LOOKS, strict=True)
        for piece in (
            rectangle(x, 4, 12, 12, fill=fill, **edge),
            text(x + 17, 15, words, size=_SMALL, fill=QUIET),
        )
    ]
    y, said = 28.0, []
    for row in rows:
        parts.append(text(0, y + 13, row.label, weight="600"))
        parts += _stack(row, y + 19)
        y += 52
        told = zip(row.shown, _GAP_LOOKS, strict=True)
        said.append(f"{row.label}: " + ", ".join(f"{shown} {look[0]}" for shown, look in told))
    return drawing(parts, height=y, title=title, description=". ".join(said), notes=notes)


def _stack(row: GapRow, y: float) -> list[str]:
    total, x, parts = sum(row.parts) or 1.0, 0.5, []
    for value, why, shown, (_words, fill, ink, edge) in zip(
        row.parts, row.whys, row.shown, _GAP_LOOKS, strict=True
    ):
        width = max(value / total * (WIDTH - 1), 2.0 if value > 0 else 0.0)
        if value > 0:
            parts.append(rectangle(x, y, width - 1, 22, fill=fill, **edge))
            if width > _LETTER * len(shown) + 6:
                middle = x + (width - 1) / 2
                parts.append(text(middle, y + 15, shown, size=_SMALL, fill=ink, anchor="middle", why=why))
        x += width
    return parts


def price_chart(
    title: str, rows: Sequence[PriceRow], limit: tuple[float, str, str], *, notes: Notes = ()
) -> str:
    """Return a bar for each price in per cent of income, with a mark at the limit.

    Args:
        title: What it shows.
        rows: The rows; those that are not known say so and have no bar.
        limit: Per cent that the limit allows, in words, and the id that says so.
        notes: Footnotes.
    """
    most, words, why = limit
    longest = max([most * 1.25, *(row.percent for row in rows if row.percent is not None)])
    mark = most / longest * WIDTH
    anchor = "end" if mark > WIDTH * 0.6 else "start"
    parts = [text(mark, 12, words, size=_SMALL, fill=_LIMIT, anchor=anchor, why=why)]
    y = 18.0
    for row in rows:
        parts.append(text(0, y + 15, row.label, fill=QUIET, size=12, why=row.why))
        parts.append(text(WIDTH, y + 15, row.shown, anchor="end", weight="600", why=row.why))
        parts.append(rectangle(0, y + 20, WIDTH, 12, fill=TRACK))
        if row.percent is not None:
            fill = _PLAN if row.is_kept else _NAIVE
            parts.append(rectangle(0, y + 20, max(row.percent / longest * WIDTH, 2), 12, fill=fill))
        parts.append(rectangle(mark - 1, y + 19, 2, 15, fill=_LIMIT))
        y += 42
    said = "; ".join(f"{row.label}: {row.shown}" for row in rows)
    return drawing(parts, height=y, title=title, description=f"{words}. {said}", notes=notes)


_CURVES = (
    (1, "no plan can reach more", QUIET, "2 3"),
    (0, "this plan", _PLAN, ""),
    (2, "ranking one by one", _NAIVE, "7 3"),
)
"""Place among the values, words, colour and dashes; the plan is drawn over the bound."""


def curve_chart(
    title: str, rows: Sequence[CurveRow], envelope: tuple[float, str, str], *, notes: Notes = ()
) -> str:
    """Return lines of weighted households by money: the plan, its bound, and ranking one by one.

    Both axes begin at zero. The values of the last point are written out; the others stand in a table.

    Args:
        title: What it shows.
        rows: The points, rising; at least one.
        envelope: Money of the call, in words, and the id that says so; it is marked.
        notes: Footnotes.
    """
    most = max((value for row in rows for value in row.values), default=0.0) or 1.0
    far = max(rows[-1].envelope, envelope[0])

    def at(money: float, value: float) -> tuple[float, float]:
        return money / far * (WIDTH - 8), _TOP + _HEIGHT - value / most * _HEIGHT

    base = _TOP + _HEIGHT
    mark = at(envelope[0], 0)[0]
    parts = [
        rectangle(0, base - 0.5, WIDTH, 1, fill=GREY),
        rectangle(mark - 0.5, _TOP - 4, 1, _HEIGHT + 4, fill=GREY),
    ]
    for at_row, (place, words, colour, dashes) in enumerate(_CURVES):
        points = [(0.0, base), *(at(row.envelope, row.values[place]) for row in rows)]
        parts.append(_path(points, colour, dashes))
        if not dashes:
            parts += [_dot(point, colour) for point in points[1:]]
        y = 10 + at_row * 16
        parts.append(_path([(0, y - 4), (26, y - 4)], colour, dashes))
        parts.append(text(32, y, words, size=_SMALL, fill=QUIET))
        shown = rows[-1].shown[place]
        parts.append(
            text(
                WIDTH,
                y,
                shown,
                size=_SMALL,
                weight="600",
                anchor="end",
                fill=colour,
                why=rows[-1].whys[place],
            )
        )
    anchor = "end" if mark > WIDTH / 2 else "start"
    parts.append(text(mark, base + 15, envelope[1], size=_SMALL, anchor=anchor, why=envelope[2]))
    if abs(rows[-1].envelope - envelope[0]) > far / 3:
        last = f"{rows[-1].envelope:,.0f}"
        parts.append(text(WIDTH, base + 15, last, size=_SMALL, anchor="end", why=rows[-1].whys[0]))
    said = "; ".join(
        f"{row.envelope:,.0f}: plan {row.values[0]:,.0f}, bound {row.values[1]:,.0f}, one by one"
        f" {row.values[2]:,.0f}"
        for row in rows
    )
    return drawing(parts, height=base + 22, title=title, description=said, notes=notes)


def _path(points: Sequence[tuple[float, float]], colour: str, dashes: str) -> str:
    way = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    broken = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<path d="M{way}" fill="none" stroke="{colour}" stroke-width="2"{broken}/>'


def _dot(point: tuple[float, float], colour: str) -> str:
    return f'<circle cx="{point[0]:.1f}" cy="{point[1]:.1f}" r="3" fill="{colour}"/>'
