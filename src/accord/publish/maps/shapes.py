"""Lines, areas and symbols as elements of a drawing, with numbers to a tenth of a unit."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from accord.publish.maps.viewport import Point

__all__ = [
    "area",
    "attributes",
    "circle",
    "circles",
    "diamond",
    "group",
    "polyline",
    "polylines",
    "square",
    "triangle",
]


def attributes(**values: str | float) -> str:
    """Return presentation attributes; an underscore stands for a hyphen, and empty ones are left out."""
    return "".join(
        f' {name.replace("_", "-")}="{escape(value) if isinstance(value, str) else f"{value:g}"}"'
        for name, value in values.items()
        if value != ""
    )


def group(parts: Iterable[str], **values: str | float) -> str:
    """Return elements that share attributes; nothing if there are none."""
    inner = "".join(parts)
    return f"<g{attributes(**values)}>{inner}</g>" if inner else ""


def polyline(points: Iterable[Point], **values: str | float) -> str:
    """Return a line through some points."""
    return f'<path d="M{_path(points)}"{attributes(**values)}/>'


def polylines(lines: Iterable[Iterable[Point]], **values: str | float) -> str:
    """Return several lines as one element, which is shorter; nothing if there are none."""
    path = "".join(f"M{_path(line)}" for line in lines)
    return f'<path d="{path}"{attributes(**values)}/>' if path else ""


def area(points: Iterable[Point], **values: str | float) -> str:
    """Return a closed area."""
    return f'<path d="M{_path(points)}Z"{attributes(**values)}/>'


def circle(at: Point, radius: float, words: str = "", **values: str | float) -> str:
    """Return a circle; ``words`` are shown when a pointer rests on it."""
    return _with_words(
        "circle", f' cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{radius:g}"{attributes(**values)}', words
    )


def circles(points: Iterable[Point], radius: float, **values: str | float) -> str:
    """Return several equal circles as one element; nothing if there are none."""
    arc = f"a{radius:g} {radius:g} 0 1 0 "
    across = 2 * radius
    path = "".join(
        f"M{round(x - radius, 1):g} {round(y, 1):g}{arc}{across:g} 0{arc}{-across:g} 0Z" for x, y in points
    )
    return f'<path d="{path}"{attributes(**values)}/>' if path else ""


def square(at: Point, radius: float, words: str = "", **values: str | float) -> str:
    """Return a square with the area of a circle of this radius."""
    half = round(radius * 0.886, 2)
    size = f' x="{at[0] - half:.1f}" y="{at[1] - half:.1f}" width="{2 * half:g}" height="{2 * half:g}"'
    return _with_words("rect", size + attributes(**values), words)


def diamond(at: Point, radius: float, words: str = "", **values: str | float) -> str:
    """Return a square on its corner."""
    x, y = at
    r = radius * 1.25
    points = ((x, y - r), (x + r, y), (x, y + r), (x - r, y))
    return _with_words("path", f' d="M{_path(points)}Z"{attributes(**values)}', words)


def triangle(at: Point, radius: float, words: str = "", **values: str | float) -> str:
    """Return a triangle that points down."""
    x, y = at
    r = radius * 1.2
    points = ((x - r, y - r * 0.7), (x + r, y - r * 0.7), (x, y + r))
    return _with_words("path", f' d="M{_path(points)}Z"{attributes(**values)}', words)


def _path(points: Iterable[Point]) -> str:
    return "L".join(f"{round(x, 1):g} {round(y, 1):g}" for x, y in points)


def _with_words(name: str, inner: str, words: str) -> str:
    return f"<{name}{inner}><title>{escape(words)}</title></{name}>" if words else f"<{name}{inner}/>"
