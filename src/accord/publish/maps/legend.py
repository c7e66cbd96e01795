"""The legend of a map: a symbol and its words, in columns that fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from accord.publish.maps.layout import WORDS, Block
from accord.publish.maps.marks import value_mark
from accord.publish.maps.scales import Scale
from accord.publish.maps.viewport import Point
from accord.publish.palette import INK
from accord.publish.svg import text

__all__ = ["Item", "legend", "scale_items"]

_ROW, _SYMBOL, _LETTER = 18.0, 26.0, 0.53


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry.

    Attributes:
        words: What it means, without digits unless ``why`` explains them.
        draw: Draws the symbol around a point.
        why: Id that explains digits.
    """

    words: str
    draw: Callable[[Point], str]
    why: str = ""


def legend(items: Sequence[Item], *, width: float) -> Block:
    """Return entries in as many columns as fit, read downwards.

    Args:
        items: The entries in their order.
        width: Units that may be used.
    """
    widest = max((len(item.words) for item in items), default=0) * WORDS * _LETTER + _SYMBOL + 8
    columns = max(int(width // widest), 1)
    rows = -(-len(items) // columns)
    parts = []
    for at, item in enumerate(items):
        x, y = round(width / columns, 1) * (at // rows), _ROW * (at % rows)
        parts.append(item.draw((x + _SYMBOL / 2 - 2, y + _ROW / 2)))
        parts.append(
            text(round(x + _SYMBOL, 1), y + _ROW / 2 + 4, item.words, size=WORDS, fill=INK, why=item.why)
        )
    return Block(parts=tuple(parts), width=width, height=_ROW * rows)


def scale_items(
    scale: Scale, values: Sequence[float | None], draw: Callable[[float | None, Point], str] | None = None
) -> list[Item]:
    """Return the entries of classes; those of no change, of less and of unknown only where there are such.

    Args:
        scale: The classes.
        values: The values that are shown.
        draw: Draws the symbol of a value; as on a map of values if not given.
    """
    shown = draw or (lambda value, at: value_mark(scale, value, at)[0])
    samples: list[float | None] = []
    known = [value for value in values if value is not None]
    if scale.nothing:
        samples += [-2 * scale.nothing] if min(known, default=0.0) < -scale.nothing else []
        samples += [0.0] if any(abs(value) <= scale.nothing for value in known) else []
    lowest = scale.bounds[0] / 2 + scale.nothing if scale.bounds else max(known, default=1.0)
    samples += [lowest, *scale.bounds]
    samples += [None] if None in values else []
    return [Item(words=scale.words_of(value), draw=_drawer(shown, value)) for value in samples]


def _drawer(draw: Callable[[float | None, Point], str], value: float | None) -> Callable[[Point], str]:
    return lambda at: draw(value, at)
