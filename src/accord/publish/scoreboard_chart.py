"""The chart of the scoreboard: a mark for each indicator and partner, whose shape says which way it moves."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from accord.publish.library import Library
from accord.publish.palette import GREY, QUIET
from accord.publish.scoreboard import ScoreCell, ScoreLine
from accord.publish.svg import WIDTH, drawing, rectangle, text

__all__ = ["TONE_WORDS", "scoreboard_chart"]

TONE_WORDS = {
    "good": "achieved, on track, or much better",
    "some": "somewhat better",
    "little": "too slow, or the same",
    "worse": "worse, or missed",
    "beside": "cannot be told: one value, noise, or no direction",
    "none": "no value",
}
"""What each mark says, in the order of the legend."""

_COLOURS = {
    "good": "#17603c",
    "some": "#3b7330",
    "little": "#7d5200",
    "worse": "#9b2c2c",
    "beside": QUIET,
}
_LABEL, _ROW, _LINE, _LEGEND = 226, 20, 13, 17
_CHARACTERS = 36


def scoreboard_chart(library: Library, lines: Sequence[ScoreLine]) -> str:
    """Return a row for each indicator and a column for each partner; colour never stands alone.

    Indicators that are stated for the region only have no row: no partner is observed. Labels are wrapped and
    never cut, since those of one family differ at their end.

    Args:
        library: The snapshot; it has the names and footnotes of the partners.
        lines: The scoreboard.
    """
    shown = [line for line in lines if line.is_by_partner]
    partners = list(library.partners)
    step = (WIDTH - _LABEL) / max(len(partners), 1)
    parts, y = list(_legend()), _LEGEND * len(TONE_WORDS) + 26
    for place, partner in enumerate(partners):
        star = "*" if partner in library.footnotes else ""
        x = _LABEL + step * (place + 0.5)
        parts.append(text(x, y - 6, f"{partner}{star}", size=10.5, anchor="middle", weight="600"))
    for line in shown:
        words = textwrap.wrap(line.indicator.label, _CHARACTERS)
        parts.append(rectangle(0, y, WIDTH, 1, fill="#e3e7ec"))
        for below, part in enumerate(words):
            parts.append(text(0, y + 14 + _LINE * below, part, size=11.5, why=line.indicator.id))
        for place, cell in enumerate(line.cells):
            parts.append(_mark(_tone(cell), _LABEL + step * (place + 0.5), y + 10))
        y += _ROW + _LINE * (len(words) - 1)
    return drawing(
        parts,
        height=y + 4,
        title="Which way each indicator moves, by partner",
        description="; ".join(f"{line.indicator.label}: {_said(line)}" for line in shown) or "no values",
        notes=list(library.footnotes.items()),
    )


def _tone(cell: ScoreCell) -> str:
    return "none" if cell.latest is None or cell.latest.value is None else cell.tone


def _said(line: ScoreLine) -> str:
    return ", ".join(f"{cell.partner} {TONE_WORDS[_tone(cell)].partition(',')[0]}" for cell in line.cells)


def _legend() -> Iterator[str]:
    for place, (tone, words) in enumerate(TONE_WORDS.items()):
        yield _mark(tone, 8, 9 + place * _LEGEND)
        yield text(22, 13 + place * _LEGEND, words, size=11.5)


def _mark(tone: str, x: float, y: float) -> str:
    """Return the mark of a tone around a middle: triangles up and down, a bar, a ring, a short line."""
    if tone == "none":
        return rectangle(x - 3, y - 0.5, 6, 1, fill=GREY)
    colour = _COLOURS[tone]
    if tone == "beside":
        return f'<circle cx="{x:g}" cy="{y:g}" r="3.5" fill="none" stroke="{colour}" stroke-width="1.5"/>'
    if tone == "little":
        return rectangle(x - 5, y - 2, 10, 4, fill=colour)
    up = -1 if tone in {"good", "some"} else 1
    fill = "#ffffff" if tone == "some" else colour
    points = f"{x - 5:g},{y - 4 * up:g} {x + 5:g},{y - 4 * up:g} {x:g},{y + 5 * up:g}"
    return f'<polygon points="{points}" fill="{fill}" stroke="{colour}" stroke-width="1.5"/>'
