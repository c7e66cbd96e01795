"""Reads a page as a suspicious reader would: which numbers are explained, which are not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

_VOID = {"meta", "link", "br", "img", "input", "hr", "rect", "path"}
_UNSEEN = {"style", "script", "title"}
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


class _Reader:
    """Takes what the parser of libxml2 finds: twice as fast as the one of the standard library."""

    def __init__(self) -> None:
        self.reading = Reading()
        self._open: list[tuple[str, str | None]] = []
        self._in_body = False
        self._text = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._end_text()
        if tag in {"body", "svg"}:
            self._in_body = True
        self.reading.links += [attributes[name] for name in ("href", "src", "action") if name in attributes]
        if attributes.get("id"):
            self.reading.ids.append(attributes["id"])
        why = attributes.get("data-why")
        if why is not None:
            self.reading.whys.add(why)
        if tag not in _VOID:
            self._open.append((tag, _ITSELF if tag in {"time", "code"} else why))

    def end(self, tag: str) -> None:
        self._end_text()
        while tag not in _VOID and self._open:
            name, _explains = self._open.pop()
            if name == tag:
                return

    def data(self, text: str) -> None:
        self._text += text

    def _end_text(self) -> None:
        text, self._text = self._text, ""
        if not text or not self._in_body or any(name in _UNSEEN for name, _explains in self._open):
            return
        self.reading.text.append(text)
        if not _DIGIT.search(text):
            return
        why = next((why for _name, why in reversed(self._open) if why is not None), None)
        if why is None:
            self.reading.unexplained.append(text.strip())
        elif why != _ITSELF:
            self.reading.explained.append((why, text.strip()))

    def close(self) -> Reading:
        self._end_text()
        return self.reading


def read_page(html: str) -> Reading:
    """Read a page or a drawing."""
    parser = etree.HTMLParser(target=_Reader(), huge_tree=True)
    parser.feed(html)
    reading: Reading = parser.close()
    return reading
