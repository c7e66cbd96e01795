"""Reads a page as a suspicious reader would: which numbers are explained, which are not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "link", "br", "img", "input", "hr", "rect", "path"}
_ITSELF = "itself"
_DIGIT = re.compile(r"\d")


@dataclass
class Reading:
    """What was found on a page.

    Attributes:
        unexplained: Texts with digits outside everything that explains them.
        explained: Id and text, for each text with digits below an id that explains it.
        whys: Ids that explain numbers.
        links: Addresses of links, styles, icons.
        text: All visible words.
        ids: Anchors.
    """

    unexplained: list[str] = field(default_factory=list)
    explained: list[tuple[str, str]] = field(default_factory=list)
    whys: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.reading = Reading()
        self._open: list[tuple[str, str | None]] = []
        self._in_body = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in {"body", "svg"}:
            self._in_body = True
        for name in ("href", "src", "action"):
            if values.get(name) is not None:
                self.reading.links.append(str(values[name]))
        if values.get("id"):
            self.reading.ids.append(str(values["id"]))
        why = values.get("data-why")
        if why is not None:
            self.reading.whys.add(why)
        if tag not in _VOID:
            self._open.append((tag, _ITSELF if tag in {"time", "code"} else why))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            name, _explains = self._open.pop()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self._in_body or any(name in {"style", "script", "title"} for name, _e in self._open):
            return
        self.reading.text.append(data)
        if not _DIGIT.search(data):
            return
        why = next((why for _name, why in reversed(self._open) if why is not None), None)
        if why is None:
            self.reading.unexplained.append(data.strip())
        elif why != _ITSELF:
            self.reading.explained.append((why, data.strip()))


def read_page(html: str) -> Reading:
    """Read a page or a drawing."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.reading
