"""A saved web page becomes a list of its pieces of text, each with its place in the file."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from html.parser import HTMLParser

from accord.errors import InputDataError, Problem

__all__ = ["Block", "PageText", "read_blocks"]

_INLINE = frozenset({"a", "abbr", "b", "em", "font", "i", "mark", "small", "strong", "sub", "sup", "u"})
_CELLS = frozenset({"table", "tr", "td", "th", "ul", "li"})
"""What a heading cannot contain; an unclosed heading ends there."""
_SILENT = frozenset({"script", "style", "template", "noscript"})
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_HEAD_BYTES = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of text that stands by itself: a cell, a heading, a paragraph.

    Attributes:
        text: The text with single blanks.
        tag: Innermost element around it, in small letters; ``h1`` for a heading.
        line: Line of the file on which it begins, counted from 1.
        offset: Position of its first byte in the file.
        row: Running number of the table row around it; 0 outside of tables.
    """

    text: str
    tag: str
    line: int
    offset: int
    row: int

    @property
    def is_heading(self) -> bool:
        """Whether the page marks it as a heading."""
        return re.fullmatch(r"h[1-6]", self.tag) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """What a page says.

    Attributes:
        blocks: Pieces of text in the order of the file, without scripts and styles.
        addresses: Addresses under which the page says that it was published or saved.
    """

    blocks: tuple[Block, ...]
    addresses: tuple[str, ...]


def read_blocks(content: bytes, *, file: str) -> PageText:
    """Take a page apart; nothing is fetched, no script is run.

    Args:
        content: The bytes of the file.
        file: Its name, for errors.

    Raises:
        InputDataError: The bytes are not text in the encoding that they declare (ACC-350).
    """
    text, encoding, mark = _decode(content, file)
    parser = _Parser(text, encoding, mark)
    parser.feed(text)
    parser.close()
    parser.end()
    return PageText(blocks=tuple(parser.blocks), addresses=tuple(parser.addresses))


def _decode(content: bytes, file: str) -> tuple[str, str, int]:
    encoding, mark = "utf-8", 0
    declared = _DECLARED.search(content[:_HEAD_BYTES])
    if declared and not declared[1].lower().startswith(b"utf"):
        encoding = declared[1].decode("ascii")
    for sign, name in _BYTE_ORDER_MARKS:
        if content.startswith(sign):
            encoding, mark = name, len(sign)
    try:
        return content[mark:].decode(encoding), encoding, mark
    except (UnicodeError, LookupError) as error:
        raise InputDataError(
            Problem(
                id="ACC-350",
                what="The page is not text in the encoding that it declares.",
                file=file,
                field="charset",
                value=encoding,
                expected="UTF-8, or the encoding named in the page",
                fix="Save the page again as `web page, HTML only`.",
            )
        ) from error


class _Parser(HTMLParser):
    """Collects blocks; a table row counts its cells together."""

    def __init__(self, text: str, encoding: str, mark: int) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.addresses: list[str] = []
        self._text, self._encoding = text, encoding
        self._line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._measured = (0, mark)
        self._tag, self._row, self._rows, self._silent = "", 0, 0, 0
        self._parts: list[str] = []
        self._place = (1, 0)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note_address(tag, {name: value or "" for name, value in attrs})
        if tag in _SILENT:
            self._silent += 1
        if self._flows_on(tag):
            return
        self.end()
        self._tag = tag
        if tag == "tr":
            self._rows += 1
            self._row = self._rows

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._note_address(tag, {name: value or "" for name, value in attrs})
        if not self._flows_on(tag):
            self.end()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if self._flows_on(tag):
            return
        self.end()
        self._tag = ""
        if tag in {"tr", "table"}:
            self._row = 0

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if not self._parts and data.strip():
            line, column = self.getpos()
            skipped = data[: len(data) - len(data.lstrip())]
            start = self._line_starts[line - 1] + column + len(skipped)
            self._place = (line + skipped.count("\n"), start)
        if self._parts or data.strip():
            self._parts.append(data)

    def handle_comment(self, data: str) -> None:
        self.addresses += re.findall(r"saved from url=\(\d+\)(\S+)", data)

    def end(self) -> None:
        """Close the block that is being collected."""
        text = " ".join("".join(self._parts).split())
        self._parts = []
        if text:
            line, start = self._place
            self.blocks.append(
                Block(text=text, tag=self._tag, line=line, offset=self._bytes_before(start), row=self._row)
            )

    def _flows_on(self, tag: str) -> bool:
        """Whether the text goes on across a tag: within a heading it does across all but another heading."""
        if tag in _INLINE:
            return True
        is_within = re.fullmatch(r"h[1-6]", self._tag) is not None and not re.fullmatch(r"h[1-6]", tag)
        if is_within and self._parts:
            self._parts.append(" ")
        return is_within and tag not in _CELLS

    def _bytes_before(self, start: int) -> int:
        known, size = self._measured
        if start < known:
            return size
        size += len(self._text[known:start].encode(self._encoding))
        self._measured = (start, size)
        return size

    def _note_address(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "link" and attributes.get("rel", "").lower() == "canonical":
            self.addresses.append(attributes.get("href", ""))
        if tag == "meta" and attributes.get("property", "").lower() == "og:url":
            self.addresses.append(attributes.get("content", ""))
