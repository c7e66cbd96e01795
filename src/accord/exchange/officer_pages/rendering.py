"""Pages become HTML: templates that escape everything, one style sheet, no script."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

__all__ = ["STATIC", "day_text", "moment_text", "render", "share_text"]

_FOLDER = Path(__file__).parent
STATIC = {"desk.css": "text/css; charset=utf-8"}
"""Files that a page loads, and their type."""


def moment_text(at: datetime) -> str:
    """Return a moment for people, in UTC to the minute."""
    return f"{at:%Y-%m-%d %H:%M} UTC"


def day_text(at: datetime) -> str:
    """Return the day of a moment."""
    return f"{at:%Y-%m-%d}"


def share_text(share: float) -> str:
    """Return a share of false hits or of recall as text, never as a bare zero.

    A share of 0 was measured on a sample; it says that none was seen, not that there can be none.
    """
    if share == 0:
        return "none seen"
    return f"{share:.2%}" if share < 0.1 else f"{share:.1%}"


def render(template: str, values: Mapping[str, object]) -> str:
    """Return the HTML of a page.

    Args:
        template: Name of the template.
        values: What it shows.
    """
    return _environment().get_template(template).render(values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(moment=moment_text, day=day_text, share=share_text)
    return environment
