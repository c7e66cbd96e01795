"""The charts of conditional payments: what became of each amount, and the last days of open steps."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accord.cleaning.values import shown_figure
from accord.domain.figure import Figure
from accord.publish.charts import Notes, number
from accord.publish.palette import BLUE, GREY, INK, QUIET
from accord.publish.svg import WIDTH, drawing, rectangle, text

__all__ = ["STACKED", "Deadline", "deadline_chart", "stack_chart"]

STACKED: dict[str, tuple[str, str]] = {
    "paid": ("#17603c", "paid"),
    "payable": (BLUE, "earned, not yet paid"),
    "cleared": ("#6b8fb8", "covered by pre-financing"),
    "available": (GREY, "still to be earned"),
    "withheld": ("#b3541e", "withheld"),
    "lost": ("#7d1f1f", "lost"),
    "unknown": ("#d9dde3", "not known"),
}
"""Parts of a bar in their order: colour and word."""

_SMALL, _LINE = 11.0, "#ccd3db"
_LANES = 20
"""Most steps that the line of deadlines shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A step that is open, with the span in which it can still be fulfilled.

    Attributes:
        label: What is to be done, and by whom.
        why: Id of the figure that says its state and its days.
        due: Day on which it is due.
        last: Last day of its grace; None if not known.
    """

    label: str
    why: str
    due: date
    last: date | None


def stack_chart(
    title: str, bars: Sequence[tuple[str, str]], figures: Mapping[str, Figure], *, notes: Notes = ()
) -> str:
    """Return one bar for each agenda, cut into what became of its amount; every part is written out.

    Args:
        title: What it shows.
        bars: Label and beginning of the ids of each agenda, e.g. ``("Serbia", "payments.RGF.SRB")``.
        figures: Figures by id.
        notes: Footnotes.
    """
    wholes = [number(figures[f"{name}.planned"]) or Decimal(0) for _label, name in bars]
    longest = max(wholes, default=Decimal(0)) or Decimal(1)
    parts: list[str] = []
    said: list[str] = []
    y = 0.0
    for (label, name), whole in zip(bars, wholes, strict=True):
        planned = figures[f"{name}.planned"]
        y += 17
        parts.append(text(0, y, label, weight="600", why=planned.id))
        parts.append(text(WIDTH, y, shown_figure(planned), anchor="end", why=planned.id))
        length = float(whole / longest) * WIDTH
        parts += _stack(figures, name, y=y + 5, length=length, whole=whole)
        y += 21
        words = [(part, figures[f"{name}.{part}"]) for part in STACKED]
        shown = [(part, figure) for part, figure in words if number(figure)]
        for place, (part, figure) in enumerate(shown):
            x = (place % 2) * WIDTH / 2
            y += 15 if place % 2 == 0 else 0
            parts.append(rectangle(x, y - 8, 8, 8, fill=STACKED[part][0]))
            line = f"{STACKED[part][1]} {shown_figure(figure)}"
            parts.append(text(x + 12, y, line, size=_SMALL, fill=QUIET, why=figure.id))
        y += 10
        said.append(f"{label}: {', '.join(f'{STACKED[p][1]} {shown_figure(f)}' for p, f in shown)}")
    return drawing(parts, height=y + 2, title=title, description=". ".join(said) or "no values", notes=notes)


def _stack(figures: Mapping[str, Figure], name: str, *, y: float, length: float, whole: Decimal) -> list[str]:
    """Return the parts of one bar; an amount without a known whole draws an empty one."""
    found = [rectangle(0, y, max(length, 2), 14, fill="#ffffff", stroke=_LINE)]
    x = 0.0
    for part, (fill, _word) in STACKED.items():
        value = number(figures[f"{name}.{part}"]) or Decimal(0)
        width = float(value / whole) * length if whole else 0.0
        if width:
            found.append(rectangle(x, y, max(width, 1.5), 14, fill=fill))
        x += width
    return found


def deadline_chart(
    title: str, deadlines: Sequence[Deadline], *, today: date, why_today: str, notes: Notes = ()
) -> str:
    """Return a line for each open step, from the day on which it is due to the last day of its grace.

    Args:
        title: What it shows.
        deadlines: Open steps; the first twenty by their last day are drawn.
        today: Day of the snapshot.
        why_today: Id of a figure that names that day.
        notes: Footnotes.
    """
    drawn = sorted(deadlines, key=lambda one: (one.last or one.due, one.why))[:_LANES]
    days = [today, *(one.due for one in drawn), *(one.last for one in drawn if one.last)]
    first, span = min(days), max((max(days) - min(days)).days, 1)
    left, right = 4.0, WIDTH - 4.0

    def place(day: date) -> float:
        return left + (day - first).days / span * (right - left)

    parts: list[str] = []
    y = 14.0
    now = place(today)
    anchor = "end" if now > WIDTH / 2 else "start"
    parts.append(text(now, y, f"as known on {today}", size=_SMALL, fill=BLUE, anchor=anchor, why=why_today))
    parts.append(rectangle(now - 0.75, y + 3, 1.5, 6, fill=BLUE))
    said = []
    y += 4
    for one in drawn:
        for line in textwrap.wrap(one.label, 58):
            y += 17
            parts.append(text(0, y, line, why=one.why))
        y += 11
        start, end = place(one.due), place(one.last or one.due)
        parts.append(rectangle(start, y - 2, max(end - start, 2), 4, fill="#b3541e"))
        parts += [rectangle(x - 1.5, y - 5, 3, 10, fill=INK) for x in (start, end)]
        parts.append(rectangle(now - 0.75, y - 8, 1.5, 14, fill=BLUE))
        y += 16
        last = f"grace ends {one.last}" if one.last else "grace not known"
        parts.append(text(0, y, f"due {one.due}", size=_SMALL, fill=QUIET, why=one.why))
        parts.append(text(WIDTH, y, last, size=_SMALL, fill=QUIET, anchor="end", why=one.why))
        y += 6
        said.append(f"{one.label}: due {one.due}, {last}")
    return drawing(parts, height=y + 4, title=title, description=". ".join(said) or "none", notes=notes)
