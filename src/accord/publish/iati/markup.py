"""Elements of XML as text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from accord.publish.iati.records import Cell, written

__all__ = ["UNWRITABLE", "element", "narrative", "wording"]

UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no file of XML 1.0 can hold, not even as a reference (XML 1.0, production 2)."""
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTE = _IN_TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def element(
    name: str,
    attributes: Mapping[str, Cell] | None = None,
    children: Iterable[str] = (),
    *,
    text: Cell = None,
    is_row: bool = False,
) -> str:
    """Return an element, or nothing if there is nothing to say in it.

    Args:
        name: Name of the element.
        attributes: Values by name; blank ones are left out.
        children: Elements in it, already written.
        text: Text in it.
        is_row: True to write the element even if nothing stands in it.
    """
    pairs = ((key, written(value)) for key, value in (attributes or {}).items())
    head = "".join(f' {key}="{value.translate(_IN_ATTRIBUTE)}"' for key, value in pairs if value)
    inside = written(text).translate(_IN_TEXT) + "".join(children)
    if inside:
        return f"<{name}{head}>{inside}</{name}>"
    return f"<{name}{head}/>" if head or is_row else ""


def narrative(text: Cell, language: Cell = None) -> str:
    """Return a text in the element that 2.0x wraps around every text."""
    return element("narrative", {"xml:lang": language}, text=text) if written(text) else ""


def wording(name: str, text: Cell) -> str:
    """Return an element with one text, or nothing if there is none."""
    return element(name, children=[narrative(text)])
