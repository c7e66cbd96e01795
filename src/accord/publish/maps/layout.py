"""Pieces of a drawing are put beside and below each other, and become one file."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from accord.publish.palette import QUIET
from accord.publish.svg import text

__all__ = ["WORDS", "Block", "below", "beside", "picture", "words_block"]

WORDS = 11.0
"""Size of the smallest words in units: over 9 pixels where 420 units fill a phone 390 pixels wide."""

_LINE = 14.0
_WIDTH_OF_A_LETTER = 0.53


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of a drawing; its upper left corner is the origin.

    Attributes:
        parts: Shapes and words.
        width: Units.
        height: Units.
    """

    parts: tuple[str, ...]
    width: float
    height: float

    def moved(self, x: float, y: float) -> str:
        """Return the piece as one group at another place."""
        inner = "".join(self.parts)
        return f'<g transform="translate({x:g} {y:g})">{inner}</g>' if x or y else f"<g>{inner}</g>"


def below(blocks: Iterable[Block], *, gap: float = 8.0) -> Block:
    """Return pieces one below the other; empty ones leave no gap."""
    parts: list[str] = []
    y = width = 0.0
    for block in blocks:
        if not block.parts:
            continue
        y += gap if parts else 0.0
        parts.append(block.moved(0, round(y, 2)))
        y += block.height
        width = max(width, block.width)
    return Block(parts=tuple(parts), width=width, height=y)


def beside(blocks: Sequence[Block], *, columns: int, gap: float = 12.0) -> Block:
    """Return pieces in rows from left to right, the columns as wide as the widest piece.

    Args:
        blocks: The pieces.
        columns: How many stand in a row.
        gap: Units between them.
    """
    column = max((block.width for block in blocks), default=0.0)
    rows = [blocks[at : at + columns] for at in range(0, len(blocks), columns)]
    return below(
        (
            Block(
                parts=tuple(block.moved(at * (column + gap), 0) for at, block in enumerate(row)),
                width=len(row) * (column + gap) - gap,
                height=max(block.height for block in row),
            )
            for row in rows
        ),
        gap=gap,
    )


def words_block(
    words: Iterable[tuple[str, str]],
    *,
    width: float,
    size: float = WORDS,
    fill: str = QUIET,
    weight: str = "normal",
) -> Block:
    """Return sentences, each broken into lines.

    Args:
        words: Id that explains the digits in a sentence (may be empty), and the sentence.
        width: Units in which lines must fit.
        size: Size of the words.
        fill: Colour.
        weight: ``normal`` or ``600``.
    """
    most = max(int(width / (size * _WIDTH_OF_A_LETTER)), 12)
    lines = [(why, line) for why, sentence in words for line in textwrap.wrap(sentence, most)]
    step = _LINE * size / WORDS
    parts = tuple(
        text(0, round(step * (at + 1) - step * 0.25, 2), line, size=size, fill=fill, weight=weight, why=why)
        for at, (why, line) in enumerate(lines)
    )
    return Block(parts=parts, width=width, height=step * len(lines))


def picture(block: Block, *, title: str, description: str, links: str = "", paper: str = "") -> str:
    """Return a piece as a whole drawing, inside a page or as a file of its own.

    A picture is read aloud by its description. Links are no part of it, as what is inside a picture cannot
    be reached by a keyboard: they stand behind it in a group of their own.

    Args:
        block: The piece.
        title: What it shows.
        description: What it says, in words without digits.
        links: Links over the picture, as elements.
        paper: Colour of the ground; empty for that of the page.
    """
    name = f'role="img" aria-label="{escape(title)}. {escape(description)}"'
    told = f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
    width, height = round(block.width, 1), round(block.height, 1)
    ground = f'<rect width="{width:g}" height="{height:g}" fill="{paper}"/>' if paper else ""
    inner = ground + "".join(block.parts)
    root = f'role="group" aria-label="{escape(title)}"' if links else name
    body = f"<g {name}>{told}{inner}</g>{links}" if links else told + inner
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" {root} class="map"'
        f' font-family="system-ui, -apple-system, Segoe UI, Roboto, DejaVu Sans, sans-serif">{body}</svg>'
    )
