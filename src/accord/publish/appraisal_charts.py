"""The charts of an appraisal: flows by year, what moves the result, how the draws are spread."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from accord.cleaning.sentences import short_number
from accord.methods.appraisal.sensitivity import Sensitivity
from accord.publish.charts import Notes
from accord.publish.palette import BLUE, GREY, QUIET, TRACK
from accord.publish.svg import WIDTH, drawing, rectangle, text

__all__ = ["flows_chart", "spread_chart", "tornado_chart"]

_GAIN, _COST, _LINE, _GROUND = BLUE, "#9a3412", GREY, TRACK
_HEIGHT, _TOP, _SMALL = 150.0, 30.0, 11
_BINS = 40
_ROW = 34.0


def flows_chart(
    title: str, years: Sequence[int], net: Sequence[float], unit: str, *, why: str = "", notes: Notes = ()
) -> str:
    """Return a bar for the net flow of each year, undiscounted; costs hang below the line.

    Args:
        title: What it shows.
        years: The years.
        net: Net flow of each year.
        unit: Its unit.
        why: Id of what says the numbers.
        notes: Footnotes.
    """
    highest, lowest = max(0.0, *net), min(0.0, *net)
    scale = _HEIGHT / ((highest - lowest) or 1.0)
    zero, step = _TOP + highest * scale, WIDTH / len(net)
    most, least = short_number(highest), short_number(lowest)
    parts = [text(0, 14, f"{most} {unit} at most", size=_SMALL, fill=QUIET, why=why)]
    for place, value in enumerate(net):
        height = abs(value) * scale
        y = zero - height if value > 0 else zero
        fill = _GAIN if value > 0 else _COST
        parts.append(rectangle(place * step + step * 0.1, y, step * 0.8, height, fill=fill))
    parts.append(rectangle(0, zero - 0.5, WIDTH, 1, fill=_LINE))
    base = _TOP + _HEIGHT + 16
    parts.append(text(0, base, str(years[0]), size=_SMALL, fill=QUIET, why=why))
    middle = f"{least} {unit} at least"
    parts.append(text(WIDTH / 2, base, middle, size=_SMALL, fill=QUIET, anchor="middle", why=why))
    parts.append(text(WIDTH, base, str(years[-1]), size=_SMALL, fill=QUIET, anchor="end", why=why))
    said = "; ".join(f"{year}: {short_number(value)}" for year, value in zip(years, net, strict=True))
    return drawing(parts, height=base + 6, title=title, description=f"{unit}: {said}", notes=notes)


def tornado_chart(
    title: str, rows: Sequence[tuple[Sensitivity, str]], base: tuple[float, str, str], unit: str
) -> str:
    """Return a bar for each variable from its low to its high result, the longest first.

    Args:
        title: What it shows.
        rows: The variables, sorted, each with the id of what says its numbers.
        base: Net present value in the middle, its id, and how it is shown.
        unit: Unit of the results.
    """
    net, npv, shown = base
    ends = [0.0, net, *(each.low for each, _ in rows), *(each.high for each, _ in rows)]
    lowest, width = min(ends), (max(ends) - min(ends)) or 1.0

    def place(value: float) -> float:
        return (value - lowest) / width * WIDTH

    parts: list[str] = []
    for number, (each, why) in enumerate(rows):
        y = number * _ROW
        left, right = sorted((each.low, each.high))
        ends_said = f"{short_number(left)} to {short_number(right)}"
        parts.append(text(0, y + 13, each.variable, size=_SMALL, weight="600", why=why))
        parts.append(text(WIDTH, y + 13, ends_said, size=_SMALL, anchor="end", why=why))
        parts.append(rectangle(0, y + 16, WIDTH, 14, fill=_GROUND))
        parts.append(rectangle(place(left), y + 18, max(place(right) - place(left), 1), 10, fill=_GAIN))
        parts.append(rectangle(place(net) - 1, y + 16, 2, 14, fill=_LINE))
        parts.append(rectangle(max(place(0.0) - 1, 0), y + 16, 2, 14, fill=_COST))
    height = len(rows) * _ROW
    note = f"red mark: zero; grey mark: {shown} {unit}"
    parts.append(text(0, height + 14, note, size=_SMALL, fill=QUIET, why=npv))
    said = "; ".join(
        f"{each.variable}: {short_number(each.low)} to {short_number(each.high)}" for each, _ in rows
    )
    return drawing(parts, height=height + 20, title=title, description=f"{said}; {note}")


def spread_chart(title: str, values: NDArray[np.float64], unit: str, *, why: str = "") -> str:
    """Return a histogram of the draws; those below zero are red.

    Args:
        title: What it shows.
        values: One value for each draw.
        unit: Its unit.
        why: Id of what says the numbers.
    """
    lowest, highest = float(values.min()), float(values.max())
    if lowest < 0 < highest:
        width = (highest - lowest) / _BINS
        below = max(1, round(-lowest / width))
        edges = np.concatenate(
            (np.linspace(lowest, 0, below + 1), np.linspace(0, highest, max(2, _BINS - below + 1))[1:])
        )
    else:
        edges = np.linspace(lowest, highest if highest > lowest else lowest + 1, _BINS + 1)
    counts, _ = np.histogram(values, edges)
    density = counts / np.diff(edges)
    scale, whole = _HEIGHT / float(density.max()), float(edges[-1] - edges[0])
    parts = []
    for count, left, right in zip(density.tolist(), edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        x, bar = (left - edges[0]) / whole * WIDTH, (right - left) / whole * WIDTH
        fill = _COST if right <= 0 else _GAIN
        parts.append(rectangle(float(x), 10 + _HEIGHT - count * scale, bar * 0.92, count * scale, fill=fill))
    base = _HEIGHT + 26
    parts.append(rectangle(0, _HEIGHT + 10, WIDTH, 1, fill=_LINE))
    least, most = short_number(lowest), short_number(highest)
    parts.append(text(0, base, least, size=_SMALL, fill=QUIET, why=why))
    parts.append(text(WIDTH, base, f"{most} {unit}", size=_SMALL, fill=QUIET, anchor="end", why=why))
    below_zero = int((values < 0).sum())
    said = f"{len(values)} draws from {least} to {most} {unit}; {below_zero} below zero"
    return drawing(parts, height=base + 6, title=title, description=said)
