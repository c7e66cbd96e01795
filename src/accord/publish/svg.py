"""Scalable vector graphics as text: shapes, escaped words, a caption for those who cannot see."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from html import escape

from accord.publish.palette import INK, QUIET

__all__ = ["FONT_SIZE", "WIDTH", "drawing", "rectangle", "text"]

WIDTH = 420
"""Width of every drawing in its own units; narrow, so that words stay readable on a phone."""

FONT_SIZE = 13
"""Size of words in drawing units."""

_NOTE_SIZE = 9
_NOTE_CHARACTERS = 88


def drawing(
    parts: Iterable[str],
    *,
    height: float,
    title: str,
    description: str,
    notes: Iterable[tuple[str, str]] = (),
) -> str:
    """Return a whole drawing that works inside a page and as a file of its own.

    Args:
        parts: Shapes.
        height: Height without the notes.
        title: What it shows.
        description: What it says, in words; read aloud instead of the shapes.
        notes: Footnotes that must stand below it: id of the row that says so, and text.
    """
    lines = [(why, line) for why, note in notes for line in textwrap.wrap(note, _NOTE_CHARACTERS)]
    body = list(parts)
    for number, (why, line) in enumerate(lines):
        body.append(text(0, height + 12 * (number + 1), line, size=_NOTE_SIZE, fill=QUIET, why=why))
    total = height + 12 * len(lines) + (6 if lines else 0)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {total:g}" role="img"'
        f' aria-label="{escape(title)}. {escape(description)}" class="chart"'
        f' font-family="system-ui, -apple-system, Segoe UI, Roboto, DejaVu Sans, sans-serif">'
        f"<title>{escape(title)}</title>{''.join(body)}</svg>"
    )


def rectangle(x: float, y: float, width: float, height: float, **attributes: str) -> str:
    """Return a rectangle; attributes are presentation attributes such as ``fill``."""
    more = "".join(f' {name.replace("_", "-")}="{escape(value)}"' for name, value in attributes.items())
    return f'<rect x="{x:g}" y="{y:g}" width="{max(width, 0):g}" height="{height:g}"{more}/>'


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = FONT_SIZE,
    fill: str = INK,
    anchor: str = "start",
    weight: str = "normal",
    why: str = "",
) -> str:
    """Return words; ``why`` names the figure or row that explains the digits in them."""
    source = f' data-why="{escape(why)}"' if why else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{fill}" text-anchor="{anchor}"'
        f' font-weight="{weight}"{source}>{escape(words)}</text>'
    )
