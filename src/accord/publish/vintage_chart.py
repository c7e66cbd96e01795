"""The chart of an indicator: a small drawing for each partner, editions laid over each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from accord.cleaning.values import shown_value
from accord.domain.observation import Observation, Series, vintage_order
from accord.publish.palette import BLUE, QUIET
from accord.publish.svg import WIDTH, drawing, rectangle, text

__all__ = ["vintage_chart"]

_COLUMNS, _GAP = 2, 24
_WIDTH = (WIDTH - _GAP) / _COLUMNS
_PLOT, _HEAD, _FOOT = 74, 20, 34
_HEIGHT = _HEAD + _PLOT + _FOOT
_OLDER, _NEWEST = "#6f7d8e", BLUE
_TEXT = 11


def vintage_chart(
    title: str,
    series: Sequence[Series],
    names: Mapping[str, str],
    *,
    notes: Iterable[tuple[str, str]] = (),
) -> str:
    """Return one drawing with a panel for each partner, all on one scale.

    The newest edition is a solid line with whiskers of one standard error to each side (or the interval that
    the source states); older editions are thin and dashed. A break of the series is a break of the line:
    segments are never joined. Only values that are observations are written: the first and the last of the
    newest edition.

    Args:
        title: What it shows.
        series: Series of one indicator and one source, all vintages and segments.
        names: Partners in the order of the panels: code to name.
        notes: Footnotes.
    """
    rows = [row for each in series for row in each.observations]
    if not rows:
        return drawing(
            [text(0, 18, "No value was taken in.", fill=QUIET)],
            height=26,
            title=title,
            description="no values",
        )
    frame = _Frame(rows)
    newest = max((each.vintage for each in series), key=vintage_order)
    parts: list[str] = []
    said: list[str] = []
    for place, (code, name) in enumerate(names.items()):
        x, y = (place % _COLUMNS) * (_WIDTH + _GAP), (place // _COLUMNS) * _HEIGHT
        own = [each for each in series if each.partner == code]
        own.sort(key=lambda each: vintage_order(each.vintage))
        parts += _panel(own, name, frame, (x, y), newest=newest)
        said.append(_words(own, name, newest))
    height = -(-len(names) // _COLUMNS) * _HEIGHT
    return drawing(parts, height=height, title=title, description="; ".join(said), notes=notes)


class _Frame:
    """The scale that all panels share: from the least to the most that any of them shows."""

    def __init__(self, rows: Sequence[Observation]) -> None:
        times = [row.period.middle for row in rows]
        ends = [end for row in rows for end in _ends(row)]
        self.first, self.last = min(times), max(times)
        self.least, self.most = min(ends), max(ends)

    def x(self, time: float) -> float:
        """Return how far right of a panel's left edge a point in time lies."""
        span = self.last - self.first
        return 4 + (_WIDTH - 8) * ((time - self.first) / span if span else 0.5)

    def y(self, value: float) -> float:
        """Return how far below the top of a panel's plot a value lies."""
        span = self.most - self.least
        return _PLOT * (1 - ((value - self.least) / span if span else 0.5))


def _panel(
    series: Sequence[Series], name: str, frame: _Frame, corner: tuple[float, float], *, newest: str
) -> Iterable[str]:
    x, y = corner
    yield text(x, y + 13, name, weight="600", size=12)
    top = y + _HEAD
    yield rectangle(x, top + _PLOT, _WIDTH, 1, fill="#ccd3db")
    if frame.least < 0 < frame.most:
        yield rectangle(x, top + frame.y(0.0), _WIDTH, 1, fill="#e3e7ec")
    for each in series:
        yield from _line(each, frame, x, top, is_newest=each.vintage == newest)
    last = [each for each in series if each.vintage == newest and each.observations]
    if not last:
        yield text(x, top + _PLOT + 15, "no value in the newest edition", size=_TEXT, fill=QUIET)
        return
    row = max((each.last for each in last), key=lambda row: row.period.middle)
    first = min((each.first for each in last), key=lambda row: row.period.middle)
    doubt = f" ± {shown_value(row.std_error)}" if row.std_error is not None else ""
    y = top + _PLOT + 15
    yield text(x + _WIDTH, y, f"{row.period}: {_short(row)}{doubt}", size=_TEXT, anchor="end", why=row.id)
    if row is not first:
        yield text(x, y, f"{first.period}: {_short(first)}", size=_TEXT, fill=QUIET, why=first.id)


def _short(row: Observation) -> str:
    return row.word or shown_value(row.value)


def _line(series: Series, frame: _Frame, x: float, top: float, *, is_newest: bool) -> Iterable[str]:
    points = [
        (x + frame.x(row.period.middle), top + frame.y(float(row.value)))
        for row in series.observations
        if row.value is not None
    ]
    path = " ".join(f"{px:.1f},{py:.1f}" for px, py in points)
    look = 'stroke-width="2"' if is_newest else 'stroke-width="1" stroke-dasharray="3 2"'
    colour = _NEWEST if is_newest else _OLDER
    if len(points) > 1:
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" {look}/>'
    if is_newest:
        for row, (px, _py) in zip(series.observations, points, strict=True):
            least, most = _ends(row)
            if most > least:
                high, low = top + frame.y(most), top + frame.y(least)
                yield rectangle(px - 0.5, high, 1, low - high, fill=colour, opacity="0.55")
    for px, py in points if is_newest or len(points) == 1 else ():
        yield f'<circle cx="{px:.1f}" cy="{py:.1f}" r="2.2" fill="{colour}"/>'


def _ends(row: Observation) -> tuple[float, float]:
    """Return the ends of what is drawn for a value: one standard error each way, or the stated interval."""
    value = float(row.value) if row.value is not None else 0.0
    if row.std_error is not None:
        return value - float(row.std_error), value + float(row.std_error)
    if row.lower is not None and row.upper is not None:
        return min(value, float(row.lower)), max(value, float(row.upper))
    return value, value


def _words(series: Sequence[Series], name: str, newest: str) -> str:
    last = [each.last for each in series if each.vintage == newest and each.observations]
    if not last:
        return f"{name}: no value in the newest edition"
    row = max(last, key=lambda row: row.period.middle)
    return f"{name}: {_short(row)} in {row.period}"
