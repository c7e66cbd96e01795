"""The charts of a portfolio: what more money buys, what is paid when, what is lost when costs grow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accord.cleaning.sentences import short_number
from accord.publish.charts import Notes
from accord.publish.palette import BLUE, INK, QUIET, TRACK
from accord.publish.svg import WIDTH, drawing, rectangle, text

__all__ = ["CurvePoint", "LossRow", "YearBar", "curve_chart", "loss_chart", "years_chart"]

_BAR, _LIGHT, _MARK = BLUE, "#8fb0d6", "#9a3412"
_SMALL, _LEFT, _TOP, _TALL = 11, 8.0, 34.0, 170.0
_CHARACTER = 7.0
"""Width of a digit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """The best benefit under one envelope.

    Attributes:
        envelope: Envelope.
        benefit: Best benefit.
        why: Id of the figure of the benefit.
        why_envelope: Id of that of the envelope.
    """

    envelope: float
    benefit: float
    why: str
    why_envelope: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearBar:
    """What is paid in a year.

    Attributes:
        year: The year.
        paid: Grants paid.
        room: What may be paid in the year, with what earlier years left; None without an envelope.
        why: Id of the figure.
    """

    year: int
    paid: float
    room: float | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LossRow:
    """What grown costs cost one choice.

    Attributes:
        label: Which choice.
        mean: Mean loss.
        worst: Greatest loss.
        why: Ids of the figures of both.
    """

    label: str
    mean: float
    worst: float
    why: tuple[str, str]


def curve_chart(
    title: str,
    points: Sequence[CurvePoint],
    stated: float | None,
    units: tuple[str, str],
    *,
    notes: Notes = (),
) -> str:
    """Return the best benefit by envelope as steps: between two points at least the lower one is reached.

    Args:
        title: What it shows.
        points: The points, smallest envelope first.
        stated: Envelope of the call, which is marked; None if there is none.
        units: Units of envelopes and of benefits.
        notes: Footnotes.
    """
    least, most = points[0].envelope, points[-1].envelope
    high = max(point.benefit for point in points) or 1.0
    wide = WIDTH - 2 * _LEFT

    def across(envelope: float) -> float:
        return _LEFT + (envelope - least) / ((most - least) or 1.0) * wide

    def down(benefit: float) -> float:
        return _TOP + _TALL * (1 - max(benefit, 0.0) / high)

    base = _TOP + _TALL
    parts = [text(0, 12, f"benefit, {units[1]}", size=_SMALL, fill=QUIET)]
    parts.append(rectangle(_LEFT, base, wide, 1, fill=QUIET))
    if stated is not None and least <= stated <= most:
        top = min((down(one.benefit) for one in points if one.envelope <= stated), default=_TOP)
        parts.append(rectangle(across(stated) - 0.75, top, 1.5, base - top, fill=_MARK))
    steps = [f"M{across(least):g} {down(points[0].benefit):g}"]
    steps += [f"H{across(point.envelope):g}V{down(point.benefit):g}" for point in points[1:]]
    parts.append(f'<path d="{"".join(steps)}" fill="none" stroke="{_BAR}" stroke-width="2"/>')
    ends = {"high": -99.0, "low": -99.0}
    for point in points:
        x, y = across(point.envelope), down(point.benefit)
        parts.append(f'<circle cx="{x:g}" cy="{y:g}" r="3.5" fill="{_BAR}"/>')
        for line, low, number, why in (
            ("high", y - 8, point.benefit, point.why),
            ("low", base + 16, point.envelope, point.why_envelope),
        ):
            words = short_number(number)
            left = min(max(x - _CHARACTER * len(words) / 2, 0.0), WIDTH - _CHARACTER * len(words))
            if left >= ends[line] + 6:  # words that would run into those before are left to the table
                ends[line] = left + _CHARACTER * len(words)
                parts.append(text(left, low, words, size=_SMALL, fill=INK, why=why))
    parts.append(text(WIDTH, base + 32, f"envelope, {units[0]}", size=_SMALL, fill=QUIET, anchor="end"))
    said = "; ".join(f"{short_number(one.envelope)}: {short_number(one.benefit)}" for one in points)
    return drawing(parts, height=base + 38, title=title, description=said, notes=notes)


def years_chart(title: str, bars: Sequence[YearBar], unit: str) -> str:
    """Return a bar for what is paid in each year, with a mark for what may be paid in it.

    Args:
        title: What it shows.
        bars: The years, first year first.
        unit: Unit of amounts.
    """
    longest = max([bar.paid for bar in bars] + [bar.room or 0.0 for bar in bars]) or 1.0
    parts, y = [], 0.0
    for bar in bars:
        limit = "" if bar.room is None else f" of {short_number(bar.room)}"
        parts.append(text(0, y + 16, str(bar.year), weight="600", why=bar.why))
        words = f"{short_number(bar.paid)}{limit}"
        parts.append(text(WIDTH, y + 16, words, anchor="end", why=bar.why))
        parts.append(rectangle(0, y + 22, WIDTH, 12, fill=TRACK))
        parts.append(rectangle(0, y + 22, bar.paid / longest * WIDTH, 12, fill=_BAR))
        if bar.room is not None:
            parts.append(rectangle(bar.room / longest * WIDTH - 2, y + 19, 2, 18, fill=_MARK))
        y += 42
    parts.append(text(0, y + 12, f"{unit}; red mark: most that may be paid", size=_SMALL, fill=QUIET))
    said = "; ".join(f"{bar.year}: {short_number(bar.paid)}" for bar in bars)
    return drawing(parts, height=y + 18, title=title, description=f"{unit}: {said}")


def loss_chart(title: str, rows: Sequence[LossRow], unit: str) -> str:
    """Return for each choice what grown costs cost it: on average, and at worst.

    Args:
        title: What it shows.
        rows: The choices.
        unit: Unit of benefits.
    """
    longest = max((row.worst for row in rows), default=0.0) or 1.0
    parts, y = [], 0.0
    for row in rows:
        parts.append(text(0, y + 16, row.label, weight="600", why=row.why[0]))
        worst = f"at worst {short_number(row.worst)}"
        parts.append(text(WIDTH, y + 16, worst, anchor="end", why=row.why[1]))
        mean = f"on average {short_number(row.mean)}"
        parts.append(text(WIDTH - 130, y + 16, mean, anchor="end", why=row.why[0]))
        parts.append(rectangle(0, y + 22, WIDTH, 12, fill=TRACK))
        parts.append(rectangle(0, y + 22, row.worst / longest * WIDTH, 12, fill=_LIGHT))
        parts.append(rectangle(0, y + 22, row.mean / longest * WIDTH, 12, fill=_BAR))
        y += 42
    parts.append(text(0, y + 12, f"{unit}; dark: on average, light: at worst", size=_SMALL, fill=QUIET))
    said = "; ".join(
        f"{row.label}: {short_number(row.mean)} on average, {short_number(row.worst)} at worst"
        for row in rows
    )
    return drawing(parts, height=y + 18, title=title, description=f"{unit}: {said}")
