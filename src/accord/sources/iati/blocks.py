"""Reads a file in blocks of UTF-8, whatever its encoding, and hashes its bytes on the way."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path

from accord.errors import InputDataError, Problem, unreadable

__all__ = ["FileFacts", "Source", "opened"]

_BLOCK = 1 << 19
"""Bytes read at once: few enough to be still in the processor's cache when they are hashed."""
_FIRST = 1 << 12
"""Bytes in which the encoding is looked for."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_UTF8 = {"utf-8", "ascii"}
_WIDE = re.compile("utf.?(16|32)|ucs.?[24]", re.IGNORECASE)
_NOT_TEXT = "accord.not_text"


@dataclass(slots=True, kw_only=True)
class FileFacts:
    """What is known of a file once all of it was read.

    Attributes:
        path: The file.
        encoding: Encoding in which it was read.
        size: Its size in bytes.
    """

    path: Path
    encoding: str = "utf-8"
    size: int = 0
    _hash: hashlib._Hash = field(default_factory=hashlib.sha256)

    @property
    def sha256(self) -> str:
        """Hash of the bytes that were read."""
        return self._hash.hexdigest()

    def take(self, block: bytes | memoryview) -> None:
        """Count and hash a block of the file as it lies on disk."""
        self.size += len(block)
        self._hash.update(block)


class Source:
    """The bytes of an open file in UTF-8, without byte order mark.

    A byte that the encoding does not know becomes a byte that is not UTF-8 either, so that the
    activity in which it stands is refused and no other.
    """

    def __init__(self, stream: FileIO, facts: FileFacts, encoding: str | None) -> None:
        self._stream, self._facts = stream, facts
        first = self._read(_FIRST)
        mark, facts.encoding = _encoding(first, encoding, facts.path)
        self._left, self._is_done = first[len(mark) :], False
        self._decoder: codecs.IncrementalDecoder | None = None
        if facts.encoding not in _UTF8:
            codecs.register_error(_NOT_TEXT, _not_text)
            self._decoder = codecs.getincrementaldecoder(facts.encoding)(errors=_NOT_TEXT)
            self._left = _utf8(self._decoder.decode(self._left))

    def fill(self, target: memoryview) -> int:
        """Read until a buffer is full or the file ends; return how many bytes were read."""
        size = 0
        while size < len(target) and (count := self._next(target[size : size + _BLOCK])):
            size += count
        return size

    def _next(self, target: memoryview) -> int:
        """Read into a buffer; return how many bytes, 0 only at the end of the file."""
        if self._decoder is None and not self._left:
            count = self._stream.readinto(target) or 0
            self._facts.take(target[:count])
            return count
        while self._decoder is not None and not self._left and not self._is_done:
            block = self._read(_BLOCK)
            self._is_done = not block
            self._left = _utf8(self._decoder.decode(block, self._is_done))
        count = min(len(self._left), len(target))
        target[:count] = self._left[:count]
        self._left = self._left[count:]
        return count

    def _read(self, size: int) -> bytes:
        block = self._stream.read(size) or b""
        self._facts.take(block)
        return block


@contextmanager
def opened(facts: FileFacts, *, encoding: str | None = None) -> Iterator[Source]:
    """Open a file for as long as it is read.

    Args:
        facts: The file; what is learnt on the way is written into it.
        encoding: Encoding to use whatever the file says of itself.

    Raises:
        InputDataError: The encoding is not known (ACC-331).
        OutsideError: The file cannot be read.
    """
    try:
        with FileIO(facts.path) as stream:
            yield Source(stream, facts, encoding)
    except OSError as error:
        raise unreadable(facts.path, error) from error


def _not_text(error: UnicodeError) -> tuple[str, int]:
    """Put a character that is none in UTF-8 in the place of bytes that are none in another encoding."""
    if isinstance(error, UnicodeDecodeError):
        return "\udcff", error.end
    raise error


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", errors="surrogateescape")


def _encoding(first: bytes, chosen: str | None, path: Path) -> tuple[bytes, str]:
    """Return the byte order mark of a file and its encoding."""
    mark, marked = next(((mark, name) for mark, name in _MARKS if first.startswith(mark)), (b"", "utf-8"))
    declared = _DECLARED.match(first[:1000].removeprefix(mark))
    said = declared[1].decode() if declared else ""
    if _WIDE.match(said):
        said = ""  # what says so in single bytes is not what it says
    name = chosen or (said if said and marked == "utf-8" else marked)
    if not mark.startswith(b"\xef") and (b"<" in mark):
        mark = b""
    try:
        known = codecs.lookup(name).name
        codecs.getincrementaldecoder(known)
    except LookupError as error:
        raise InputDataError(
            Problem(
                id="ACC-331",
                what="The encoding of the file is not known.",
                file=str(path),
                field="encoding",
                value=name,
                expected="an encoding such as UTF-8, UTF-16, ISO-8859-1 or windows-1252",
                fix="Read the file again and name its true encoding with --encoding.",
            )
        ) from error
    return mark, known
