"""The exact tokeniser: one activity through expat, for what the fast one refuses."""

from __future__ import annotations

from typing import NamedTuple
from xml.parsers import expat

from accord.sources.iati.nodes import PADDING, PLAIN, Paths

__all__ = ["Exact", "Malformed", "PathFinder", "read_exactly"]

_SPACE = " \t\r\n"
_OVERFLOW = "other"
"""Name under which paths are counted once there are too many different ones."""
_MOST_PATHS = 1 << 12
_LONGEST_NAME = 128


class Malformed(NamedTuple):
    """Why a piece is no well-formed activity.

    Attributes:
        at: Byte in the piece at which the parser stopped.
        reason: What it found.
    """

    at: int
    reason: str


class Exact(NamedTuple):
    """Nodes of one activity: path, parent (counted within it from 0; -1 for the root), at, start, end."""

    rows: list[tuple[int, int, int, int, int, int]]
    text: bytes


class PathFinder:
    """Finds and adds paths in a table that the fast tokeniser also uses.

    Paths that are added here are not entered into its hash table: it may number the same path
    again, and both numbers have the same text.

    Args:
        paths: The table; it is written to.
    """

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._known: dict[tuple[int, bytes], int] = {}
        for path in range(1, int(paths.counts[0])):
            at = int(paths.name_at[path])
            name = paths.names[at : at + int(paths.name_length[path])].tobytes()
            self._known.setdefault((int(paths.parent[path]), name), path)

    def find(self, outer: int, name: str) -> int:
        """Return the number of a path; ``outer`` is as in ``Paths.parent``."""
        key = (outer, name.encode()[:_LONGEST_NAME])
        path = self._known.get(key)
        if path is None:
            if len(self._known) >= _MOST_PATHS or not self._has_room():
                key = (0, _OVERFLOW.encode())
            path = self._known[key] if key in self._known else self._add(key)
        return path

    def _has_room(self) -> bool:
        return int(self._paths.counts[1]) + _LONGEST_NAME + PADDING <= len(self._paths.names)

    def _add(self, key: tuple[int, bytes]) -> int:
        paths, (outer, name) = self._paths, key
        path, at = int(paths.counts[0]), int(paths.counts[1])
        paths.parent[path] = outer
        paths.name_at[path], paths.name_length[path] = at, len(name)
        paths.names[at : at + len(name)] = list(name)
        paths.counts[:] = path + 1, at + len(name)
        self._known[key] = path
        return path


class _Builder:
    """Collects nodes from the parser's events."""

    def __init__(self, finder: PathFinder, parser: expat.XMLParserType) -> None:
        self._finder, self._parser = finder, parser
        self.rows: list[tuple[int, int, int, int, int, int]] = []
        self.text = bytearray()
        self._open: list[int] = []
        self._said: list[list[str]] = []

    def start(self, name: str, attributes: list[str]) -> None:
        """Begin an element; attributes come as name, value, name, value."""
        parent = self._open[-1] if self._open else -1
        outer = self.rows[parent][0] if parent >= 0 else 0
        at = self._parser.CurrentByteIndex
        node = len(self.rows)
        path = self._finder.find(outer, name)
        self.rows.append((path, parent, at, 0, 0, PLAIN))
        for key, value in zip(attributes[::2], attributes[1::2], strict=True):
            self.rows.append((self._finder.find(~path, key), node, at, *self._span(value), PLAIN))
        self._open.append(node)
        self._said.append([])

    def end(self, _name: str) -> None:
        """End an element; its value is all text directly in it."""
        node = self._open.pop()
        path, parent, at, *_rest = self.rows[node]
        self.rows[node] = (path, parent, at, *self._span("".join(self._said.pop())), PLAIN)

    def characters(self, text: str) -> None:
        """Take in a run of text."""
        self._said[-1].append(text)

    def _span(self, value: str) -> tuple[int, int]:
        start = len(self.text)
        self.text += value.strip(_SPACE).encode()
        return start, len(self.text)


def read_exactly(piece: bytes, finder: PathFinder) -> Exact | Malformed:
    """Tokenise one piece with expat; nothing outside it is opened, and no entity can be defined.

    Args:
        piece: The bytes of an activity, in UTF-8.
        finder: Where paths are looked up.

    Returns:
        Its nodes, or why it is malformed.
    """
    parser = expat.ParserCreate("UTF-8")
    parser.ordered_attributes = True
    parser.buffer_text = True
    builder = _Builder(finder, parser)
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.characters
    parser.StartDoctypeDeclHandler = _refuse_declarations
    try:
        parser.Parse(piece, True)
    except expat.ExpatError as error:
        return Malformed(parser.ErrorByteIndex, _reason(piece, error))
    return Exact(builder.rows, bytes(builder.text))


def _refuse_declarations(*_declaration: object) -> None:
    raise expat.ExpatError("a document type declaration inside an activity")


def _reason(piece: bytes, error: expat.ExpatError) -> str:
    try:
        piece.decode()
    except UnicodeDecodeError as wrong:
        return (
            f"byte 0x{piece[wrong.start]:02x} is not UTF-8; if the file is in another encoding, "
            "read it again with --encoding (windows-1252, say)"
        )
    return str(error).split(": line")[0]
