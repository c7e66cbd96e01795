"""The chart of a path to a target: values with their errors, what is required, where the pace leads."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from accord.cleaning.values import shown_value
from accord.methods.progress.path import PathPoint, ProgressPath
from accord.methods.progress.wording import rounded
from accord.publish.charts import Notes
from accord.publish.palette import BLUE, GREY, INK, QUIET
from accord.publish.svg import WIDTH, drawing, rectangle, text

__all__ = ["path_chart"]

_LEFT, _RIGHT, _TOP, _HEIGHT = 26.0, 318.0, 58.0, 170.0
"""Where the plot begins and ends; words about the end of the path stand to the right of it."""
_SMALL, _LINE, _CHARACTERS, _APART = 11.5, 15.0, 66, 30.0
_MOST_BEYOND = 1.0
"""How far beyond values and target the plot reaches at most, in heights of these; more is cut and said."""
_AXIS, _PACE, _NEED = GREY, BLUE, "#7d5200"

_DASHED = f'stroke="{_NEED}" stroke-width="2" stroke-dasharray="7 4"'


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where times and values stand in the drawing."""

    first: float
    last: float
    low: float
    high: float

    def x(self, time: float) -> float:
        return _LEFT + (time - self.first) / ((self.last - self.first) or 1) * (_RIGHT - _LEFT)

    def y(self, value: float) -> float:
        inside = min(max(value, self.low), self.high)
        return _TOP + (self.high - inside) / ((self.high - self.low) or 1) * _HEIGHT

    def holds(self, values: Iterable[float]) -> bool:
        return all(self.low <= value <= self.high for value in values)


def path_chart(path: ProgressPath, title: str, *, figure: str, notes: Notes = ()) -> str:
    """Return the drawing of a path.

    There is no scale of values: those that matter are written out, each with the id that explains it. Lines
    differ in shape, not only in colour.

    Args:
        path: What to draw.
        title: What it shows.
        figure: Id of the figure of the class; the value when due is explained by ``FIGURE.projected``.
        notes: Footnotes.
    """
    judgement = path.judgement
    parts = [
        text(0, 16, judgement.progress.label, size=16, weight="600", why=figure),
        text(0, 34, judgement.case.series.indicator.unit, size=_SMALL, fill=QUIET, why=figure),
        text(WIDTH, 34, f"rule {judgement.case.choice.rule.name}", size=_SMALL, fill=QUIET, anchor="end"),
    ]
    said, bottom = [judgement.progress.label], 44.0
    remarks = [path.note]
    if any(point.lower is not None for point in path.observed):
        remarks.append(f"Every interval is at the level {path.level:.2f}.")
    if path.observed:
        frame = _frame(path)
        parts += [*_fan(path, frame), *_required(path, frame), *_values(path.observed, frame)]
        parts += [*_axis(path, frame), *_labels(path.observed, frame), *_ends(path, frame, figure)]
        said += [f"{point.period}: {point.shown}" for point in (path.observed[0], path.observed[-1])]
        bottom = _TOP + _HEIGHT + 62
        legend, bottom = _legend(path, bottom)
        parts += legend
        if not frame.holds(
            end for point in path.fan for end in (point.lower, point.value, point.upper) if end
        ):
            remarks.append("What lies beyond the plot is cut off at its edge.")
    if judgement.case.target is not None:
        said.append(f"target {shown_value(judgement.case.target.value)} by {judgement.case.target.due}")
    for line in (line for remark in remarks for line in textwrap.wrap(remark, _CHARACTERS)):
        bottom += _LINE
        parts.append(text(0, bottom, line, size=_SMALL, fill=QUIET, why=figure))
    description = "; ".join([*said, *remarks])
    return drawing(parts, height=bottom + 8, title=title, description=description, notes=notes)


def _frame(path: ProgressPath) -> _Frame:
    seen = [(point.value, point.lower, point.upper) for point in path.observed]
    inner = [end for ends in seen for end in ends if end is not None]
    inner += [path.target[1]] if path.target is not None else []
    inner += [value for _time, value in path.required]
    low, high = min(inner), max(inner)
    beyond = (high - low or abs(high) or 1.0) * _MOST_BEYOND
    outer = [end for point in path.fan for end in (point.lower, point.value, point.upper) if end is not None]
    least = max(min([low, *outer]), low - beyond)
    most = min(max([high, *outer]), high + beyond)
    spare = (most - least or 1.0) * 0.08
    times = [point.time for point in path.observed]
    times += [path.target[0]] if path.target is not None else []
    return _Frame(min(times), max(times), least - spare, most + spare)


def _fan(path: ProgressPath, frame: _Frame) -> Iterator[str]:
    """Draw the present pace as far as it stays in the plot, and around it the fan."""
    inside = [point for point in path.fan if frame.holds([point.value])]
    upper = [(point.time, point.upper) for point in inside if point.upper is not None]
    lower = [(point.time, point.lower) for point in inside if point.lower is not None]
    if upper and len(upper) == len(lower) == len(inside):
        around = _points([*upper, *reversed(lower)], frame)
        yield (
            f'<polygon points="{around}" fill="{_PACE}" fill-opacity="0.14" stroke="{_PACE}"'
            f' stroke-width="0.8" stroke-dasharray="1 3"/>'
        )
    if inside:
        line = _points([(point.time, point.value) for point in inside], frame)
        yield f'<polyline points="{line}" fill="none" stroke="{_PACE}" stroke-width="2"/>'


def _required(path: ProgressPath, frame: _Frame) -> Iterator[str]:
    if path.required:
        line = _points(path.required, frame)
        yield f'<polyline points="{line}" fill="none" {_DASHED}/>'


def _values(points: Sequence[PathPoint], frame: _Frame) -> Iterator[str]:
    for point in points:
        x, y = frame.x(point.time), frame.y(point.value)
        if point.lower is not None and point.upper is not None:
            top, low = frame.y(point.upper), frame.y(point.lower)
            yield rectangle(x - 0.75, top, 1.5, low - top, fill=INK)
            yield rectangle(x - 4, top - 0.75, 8, 1.5, fill=INK)
            yield rectangle(x - 4, low - 0.75, 8, 1.5, fill=INK)
        yield rectangle(x - 4, y - 4, 8, 8, rx="4", fill=INK)


def _axis(path: ProgressPath, frame: _Frame) -> Iterator[str]:
    base = _TOP + _HEIGHT + 22
    yield rectangle(_LEFT - 8, base, _RIGHT - _LEFT + 16, 1, fill=_AXIS)
    ends = [(point.time, point.period, point.observation) for point in (path.observed[0], path.observed[-1])]
    if len(path.observed) == 1 or frame.x(ends[1][0]) - frame.x(ends[0][0]) < _APART:
        ends = ends[1:]
    target = path.judgement.case.target
    if path.target is not None and target is not None:
        if frame.x(path.target[0]) - frame.x(ends[-1][0]) < _APART:
            ends = ends[:-1]
        ends.append((path.target[0], str(target.due), target.id))
    for time, words, why in ends:
        yield rectangle(frame.x(time) - 0.5, base, 1, 5, fill=_AXIS)
        yield text(frame.x(time), base + 18, words, size=_SMALL, fill=QUIET, anchor="middle", why=why)


def _labels(points: Sequence[PathPoint], frame: _Frame) -> Iterator[str]:
    """Write the first and the last value where the line between them does not run."""
    first, last = points[0], points[-1]
    is_rising = last.value >= first.value
    if first is not last and frame.x(last.time) - frame.x(first.time) >= _APART:
        yield _label(first, frame, is_above=not is_rising)
    yield _label(last, frame, is_above=is_rising)


def _label(point: PathPoint, frame: _Frame, *, is_above: bool) -> str:
    """Return the value on a white ground, above or below its error."""
    end = point.upper if is_above else point.lower
    y = frame.y(point.value if end is None else end) + (-8 if is_above else 17)
    x, width = frame.x(point.time), 7.0 * len(point.shown)
    ground = rectangle(x - width / 2, y - 10, width, 12, fill="#ffffff", fill_opacity="0.8")
    return ground + text(x, y, point.shown, size=_SMALL, anchor="middle", weight="600", why=point.observation)


def _ends(path: ProgressPath, frame: _Frame, figure: str) -> Iterator[str]:
    """Mark the target, and write at the right where it and the present pace end."""
    target = path.judgement.case.target
    if path.target is None or target is None:
        return
    x, goal = frame.x(path.target[0]), frame.y(path.target[1])
    yield f'<path d="M{x:g} {goal - 7:g}l7 7l-7 7l-7 -7z" fill="#ffffff" stroke="{_NEED}" stroke-width="2"/>'
    words = [(goal, "target", shown_value(target.value), target.id, _NEED)]
    if path.fan:
        led = rounded(path.fan[-1].value)
        words.append(
            (frame.y(path.fan[-1].value), "at this pace", shown_value(led), f"{figure}.projected", _PACE)
        )
    words.sort(key=lambda row: row[0])
    tops = [row[0] for row in words]
    if len(tops) == 2 and tops[1] - tops[0] < _APART:
        middle = (tops[0] + tops[1]) / 2
        tops = [middle - _APART / 2, middle + _APART / 2]
    for top, (_y, what, number, why, colour) in zip(tops, words, strict=True):
        yield text(x + 14, top - 2, what, size=_SMALL, fill=colour)
        yield text(x + 14, top + 12, number, size=_SMALL, fill=colour, weight="600", why=why)


def _legend(path: ProgressPath, top: float) -> tuple[list[str], float]:
    """Return the signs that are used, two in a row, and where they end."""
    has_errors = any(point.lower is not None for point in path.observed)
    signs = [
        (rectangle(9, -8, 8, 8, rx="4", fill=INK), "observed, with its error" if has_errors else "observed")
    ]
    if path.required:
        signs.append((f'<path d="M0 -4h26" fill="none" {_DASHED}/>', "required, at an even pace"))
    if path.fan:
        has_fan = path.fan[-1].lower is not None
        band = rectangle(0, -10, 26, 12, fill=_PACE, fill_opacity="0.14") if has_fan else ""
        words = "present pace, with its errors" if has_fan else "present pace"
        signs.append((f'{band}<path d="M0 -4h26" stroke="{_PACE}" stroke-width="2"/>', words))
    parts = []
    for place, (sign, words) in enumerate(signs):
        x, y = (place % 2) * (WIDTH / 2), top + (place // 2) * 18
        parts.append(f'<g transform="translate({x:g} {y:g})">{sign}</g>')
        parts.append(text(x + 33, y, words, size=_SMALL, fill=QUIET))
    return parts, top + ((len(signs) - 1) // 2) * 18 + 4


def _points(places: Iterable[tuple[float, float]], frame: _Frame) -> str:
    return " ".join(f"{frame.x(time):.1f},{frame.y(value):.1f}" for time, value in places)
