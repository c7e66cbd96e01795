"""Ribbons from those who give to the places that receive, one panel for each step from promise to payment."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from accord.publish.charts import Notes
from accord.publish.palette import BLUE, GREY, INK, QUIET
from accord.publish.svg import WIDTH, drawing, rectangle, text

__all__ = ["Panel", "Ribbon", "Side", "ribbon_chart"]

_LEFT, _RIGHT, _NODE = 144.0, 282.0, 7.0
"""Where the ribbons begin and end, and how wide the bar at each end is."""
_TALLEST = 250.0
"""Height of all ribbons of the largest panel; the other panels have the same scale."""
_GAP, _LINE, _SIZE, _CHARACTERS, _LINES = 7.0, 13.0, 11.5, 19, 3
_PARTNER, _OTHER = BLUE, GREY
_HATCHED = "place-unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What stands at the left or at the right end of ribbons.

    Attributes:
        name: Its name.
        shown: Its amount in words; empty if it has none of its own.
        why: Id of the sum behind it.
        is_partner: True for a partner, which has the strong colour.
        is_unknown: True for what is not known, which is hatched.
    """

    name: str
    shown: str
    why: str
    is_partner: bool = False
    is_unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Ribbon:
    """Money from one side to the other.

    Attributes:
        giver: Key of the left side.
        place: Key of the right side.
        amount: What the width is; only above zero can it be drawn.
        shown: The amount in words.
        why: Id of the sum behind it.
    """

    giver: str
    place: str
    amount: Decimal
    shown: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One step, such as all that was committed.

    Attributes:
        title: What it shows.
        shown: Its total in words.
        why: Id of the sum behind the total.
        givers: The left sides by key, in their order from above.
        places: The right sides, likewise.
        ribbons: The money.
    """

    title: str
    shown: str
    why: str
    givers: Mapping[str, Side]
    places: Mapping[str, Side]
    ribbons: Sequence[Ribbon]


def ribbon_chart(title: str, panels: Sequence[Panel], *, notes: Notes = ()) -> str:
    """Return the panels below each other, all on one linear scale, so that widths compare.

    What is not above zero is not drawn; its numbers must stand in a table beside the chart.
    """
    largest = max((_drawn(panel.ribbons) for panel in panels), default=Decimal(0))
    scale = _TALLEST / float(largest) if largest else 0.0
    parts, y = [_pattern()], 0.0
    for panel in panels:
        parts.append(text(0, y + 15, panel.title, weight="600", why=panel.why))
        parts.append(text(WIDTH, y + 15, panel.shown, anchor="end", weight="600", why=panel.why))
        drawn, y = _panel(panel, y + 28, scale)
        parts += drawn
        y += 16
    said = ". ".join(_said(panel) for panel in panels)
    return drawing(parts, height=y, title=title, description=said or "nothing to draw", notes=notes)


def _drawn(ribbons: Iterable[Ribbon]) -> Decimal:
    return sum((ribbon.amount for ribbon in ribbons if ribbon.amount > 0), Decimal(0))


def _said(panel: Panel) -> str:
    sides = [
        f"{word} {', '.join(f'{side.name} {side.shown}'.strip() for side in found.values())}"
        for word, found in (("from", panel.givers), ("to", panel.places))
    ]
    return f"{panel.title}: {panel.shown}, {'; '.join(sides)}"


def _pattern() -> str:
    return (
        f'<pattern id="{_HATCHED}" width="5" height="5" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><rect width="5" height="5" fill="#ffffff"/>'
        f'<rect width="1.6" height="5" fill="{QUIET}"/></pattern>'
    )


def _panel(panel: Panel, y: float, scale: float) -> tuple[list[str], float]:
    """Return one panel from a height on, and the height at which it ends."""
    drawn = [ribbon for ribbon in panel.ribbons if ribbon.amount > 0]
    left, left_end = _stacked(panel.givers, y, {key: _drawn(r for r in drawn if r.giver == key)
                                                for key in panel.givers}, scale)  # fmt: skip
    right, right_end = _stacked(panel.places, y, {key: _drawn(r for r in drawn if r.place == key)
                                                  for key in panel.places}, scale)  # fmt: skip
    parts = [*_sides(panel.givers, left, is_left=True), *_sides(panel.places, right, is_left=False)]
    tops = {**{("giver", key): top for key, (top, _) in left.items()},
            **{("place", key): top for key, (top, _) in right.items()}}  # fmt: skip
    ranks = {key: rank for rank, key in enumerate((*panel.givers, *panel.places))}
    for ribbon in sorted(drawn, key=lambda ribbon: (ranks[ribbon.giver], ranks[ribbon.place])):
        height = float(ribbon.amount) * scale
        start, end = tops["giver", ribbon.giver], tops["place", ribbon.place]
        said = f"{panel.givers[ribbon.giver].name} to {panel.places[ribbon.place].name}: {ribbon.shown}"
        parts.append(
            _ribbon(start, end, height, fill=_fill(panel.places[ribbon.place]), said=said, why=ribbon.why)
        )
        tops["giver", ribbon.giver] += height
        tops["place", ribbon.place] += height
    return parts, max(left_end, right_end)


def _stacked(
    sides: Mapping[str, Side], y: float, amounts: Mapping[str, Decimal], scale: float
) -> tuple[dict[str, tuple[float, float]], float]:
    """Return top and height of each side, with room for its words, and where the last one ends."""
    placed = {}
    for key, side in sides.items():
        height = float(amounts[key]) * scale
        placed[key] = (y, height)
        y += max(height, _LINE * len(_lines(side))) + _GAP
    return placed, y


def _lines(side: Side) -> list[str]:
    words = textwrap.wrap(side.name, _CHARACTERS, max_lines=_LINES, placeholder=" …")
    return [*words, side.shown] if side.shown else words


def _fill(place: Side) -> str:
    return _PARTNER if place.is_partner else f"url(#{_HATCHED})" if place.is_unknown else _OTHER


def _sides(
    sides: Mapping[str, Side], placed: Mapping[str, tuple[float, float]], *, is_left: bool
) -> Iterator[str]:
    for key, side in sides.items():
        top, height = placed[key]
        fill = INK if is_left else _fill(side)
        yield rectangle(_LEFT - _NODE if is_left else _RIGHT, top, _NODE, max(height, 1), fill=fill)
        x, anchor = (_LEFT - _NODE - 5, "end") if is_left else (_RIGHT + _NODE + 5, "start")
        for number, line in enumerate(_lines(side)):
            is_amount = bool(side.shown) and line == side.shown
            yield text(x, top + 10 + _LINE * number, line, size=_SIZE, anchor=anchor,
                       fill=QUIET if is_amount else INK, why=side.why)  # fmt: skip


def _ribbon(start: float, end: float, height: float, *, fill: str, said: str, why: str) -> str:
    middle, low = (_LEFT + _RIGHT) / 2, max(height, 0.5)
    path = (
        f"M{_LEFT:g} {start:.2f}C{middle:g} {start:.2f} {middle:g} {end:.2f} {_RIGHT:g} {end:.2f}"
        f"v{low:.2f}C{middle:g} {end + low:.2f} {middle:g} {start + low:.2f} {_LEFT:g} {start + low:.2f}Z"
    )
    return (
        f'<path d="{path}" fill="{fill}" fill-opacity="0.5" data-why="{escape(why)}">'
        f"<title>{escape(said)}</title></path>"
    )
