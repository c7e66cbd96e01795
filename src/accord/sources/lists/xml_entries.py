"""Entries of an XML file one after the other, in bounded memory, with every path accounted for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO
from xml.parsers import expat

from accord.sources.lists.refusals import bad_encoding, bad_xml, forbidden_markup, too_large
from accord.sources.lists.result import Reading

__all__ = ["Layout", "Node", "read_entries"]

_BLOCK = 1 << 20
_DEEPEST = 64
_LARGEST = 16 << 20
"""Characters in one entry; the largest real one has some 100,000."""
_ENCODING_CODES = {
    expat.errors.codes[expat.errors.XML_ERROR_UNKNOWN_ENCODING],
    expat.errors.codes[expat.errors.XML_ERROR_INCORRECT_ENCODING],
}


class Node:
    """An element with local names, as read: attributes, children and its own text."""

    __slots__ = ("attributes", "children", "line", "tag", "text")

    def __init__(self, tag: str, attributes: Mapping[str, str], line: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Node] = []
        self.text = ""
        self.line = line

    def get(self, name: str) -> str:
        """Return an attribute with single spaces, or an empty string."""
        return " ".join(self.attributes.get(name, "").split())

    def all(self, path: str) -> list[Node]:
        """Return the elements at a path such as ``Names/Name`` below this one."""
        found = [self]
        for tag in path.split("/"):
            found = [child for node in found for child in node.children if child.tag == tag]
        return found

    def texts(self, path: str) -> list[str]:
        """Return the texts at a path, with single spaces, without empty ones."""
        return [text for node in self.all(path) if (text := node.own_text)]

    def value(self, path: str) -> str:
        """Return the first text at a path, or an empty string."""
        return next(iter(self.texts(path)), "")

    @property
    def own_text(self) -> str:
        """Its own text with single spaces."""
        return " ".join(self.text.split())


class Layout:
    """Which paths of a format are entries, which are read, which are left out by name.

    Args:
        entries: Paths of the elements to yield, below the root element.
        read: Paths, attributes as ``a/b/@c``, whose content the reader takes or leaves out by name.
        skipped: Paths of elements that are left out with all that is in them.
    """

    def __init__(self, *, entries: set[str], read: str, skipped: str = "") -> None:
        self.entries = entries
        self.read = {"@xsi:schemaLocation", "@schemaLocation", "@noNamespaceSchemaLocation", *read.split()}
        self.skipped = set(skipped.split())


class _Path:
    """A path that occurs in the file, with what is to be done there; found once, then looked up."""

    __slots__ = ("attributes", "children", "is_entry", "is_read", "is_skipped", "name")

    def __init__(self, name: str, layout: Layout) -> None:
        self.name = name
        self.is_entry = name in layout.entries
        self.is_skipped = name in layout.skipped
        self.is_read = name in layout.read
        self.children: dict[str, _Path] = {}
        self.attributes: dict[str, tuple[str, str]] = {}


class _Handler:
    def __init__(self, layout: Layout, reading: Reading) -> None:
        self.layout, self.reading = layout, reading
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.EntityDeclHandler = self.refuse
        self.parser.ExternalEntityRefHandler = self.refuse
        self.root: _Path | None = None
        self.paths: list[_Path] = []
        self.nodes: list[Node] = []
        self.ready: list[tuple[str, Node]] = []
        self.skipping = self.size = 0

    def refuse(self, name: str, *_rest: object) -> int:
        raise forbidden_markup(self.reading.file, self.parser.CurrentLineNumber, str(name))

    def start(self, qualified: str, attributes: dict[str, str]) -> None:
        if self.skipping:
            self.skipping += 1
            return
        line = self.parser.CurrentLineNumber
        tag = qualified.rpartition(" ")[2]
        if len(self.paths) >= _DEEPEST:
            raise too_large(self.reading.file, line, "elements within elements", _DEEPEST)
        if not self.paths:
            path = self.root = _Path("", self.layout)
        else:
            above = self.paths[-1]
            path = above.children.get(tag) or self.new_path(above, tag)
        if path.is_skipped:
            self.skipping = 1
            return
        node = Node(tag, self.local(path, attributes) if attributes else {}, line)
        if self.nodes:
            self.nodes[-1].children.append(node)
        if path.is_entry or self.nodes:
            self.nodes.append(node)
        if not self.paths:
            self.ready.append(("", node))
        self.paths.append(path)

    def new_path(self, above: _Path, tag: str) -> _Path:
        path = above.children[tag] = _Path(f"{above.name}/{tag}" if above.name else tag, self.layout)
        return path

    def local(self, path: _Path, attributes: dict[str, str]) -> dict[str, str]:
        """Give attributes their local names, and count those that nobody takes."""
        found = {}
        for qualified, value in attributes.items():
            if qualified not in path.attributes:
                name = qualified.rpartition(" ")[2]
                full = f"{path.name}/@{name}" if path.name else f"@{name}"
                path.attributes[qualified] = (name, "" if full in self.layout.read else full)
            name, unread = path.attributes[qualified]
            found[name] = value
            self.size += len(value)
            if unread and value.strip():
                self.reading.unread[unread] += 1
        return found

    def characters(self, text: str) -> None:
        if self.skipping or not self.paths:
            return
        path = self.paths[-1]
        if not path.is_read and not text.isspace():
            self.reading.unread[path.name or "text of the root element"] += 1
        if self.nodes:
            self.nodes[-1].text += text
            self.size += len(text)
            if self.size > _LARGEST:
                line = self.parser.CurrentLineNumber
                raise too_large(self.reading.file, line, "characters of one entry", _LARGEST)

    def end(self, _tag: str) -> None:
        if self.skipping:
            self.skipping -= 1
            return
        path = self.paths.pop()
        if self.nodes:
            node = self.nodes.pop()
            if path.is_entry:
                self.ready.append((path.name, node))
                self.size = 0


def read_entries(stream: BinaryIO, layout: Layout, reading: Reading) -> Iterator[tuple[str, Node]]:
    """Yield the root element without its children (path ``""``), then each entry with all of it.

    No document type, entity or other file is followed, whatever the file declares.

    Args:
        stream: The bytes of the file.
        layout: What the paths of the format mean.
        reading: Account of the reading; paths that the layout does not know are counted there.

    Raises:
        InputDataError: The XML is broken or cut off (ACC-382), declares a document type or an
            entity (ACC-383), is not text in its encoding (ACC-384), or one entry is larger than
            16 million characters (ACC-395).
    """
    handler = _Handler(layout, reading)
    while True:
        block = stream.read(_BLOCK)
        try:
            handler.parser.Parse(block, not block)
        except expat.ExpatError as error:
            if error.code in _ENCODING_CODES:
                raise bad_encoding(reading.file, str(error), line=error.lineno) from error
            raise bad_xml(reading.file, error.lineno, expat.ErrorString(error.code)) from error
        except (LookupError, ValueError) as error:
            raise bad_encoding(reading.file, str(error)) from error
        yield from handler.ready
        handler.ready.clear()
        if not block:
            return
