"""Reads a file in blocks of UTF-8, whatever its encoding, and hashes its bytes on the way."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from accord.errors import InputDataError, Problem, unreadable

__all__ = ["BLOCK", "FileFacts", "read_blocks"]

BLOCK = 16 << 20
"""Bytes read at once. Larger ones gain nothing (benchmarks/iati.py); memory grows with them."""
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
    """What is known of a file once all its blocks were read.

    Attributes:
        path: The file.
        encoding: Encoding in which it was read.
        size: Its size in bytes.
        sha256: Hash of its bytes.
    """

    path: Path
    encoding: str = "utf-8"
    size: int = 0
    sha256: str = ""
    _hash: hashlib._Hash = field(default_factory=hashlib.sha256)

    def take(self, block: bytes) -> bytes:
        """Count and hash a block of the file as it lies on disk."""
        self.size += len(block)
        self._hash.update(block)
        self.sha256 = self._hash.hexdigest()
        return block


def read_blocks(facts: FileFacts, *, encoding: str | None = None, size: int = BLOCK) -> Iterator[bytes]:
    """Yield a file as blocks of UTF-8 without byte order mark.

    A byte that the encoding does not know becomes a byte that is not UTF-8 either, so that the
    activity in which it stands is refused and no other.

    Args:
        facts: The file; what is learnt on the way is written into it.
        encoding: Encoding to use whatever the file says of itself.
        size: Bytes to read at once.

    Raises:
        InputDataError: The encoding is not known (ACC-331).
        OutsideError: The file cannot be read.
    """
    try:
        with facts.path.open("rb") as stream:
            first = facts.take(stream.read(size))
            mark, facts.encoding = _encoding(first, encoding, facts.path)
            first = first[len(mark) :]
            if facts.encoding in _UTF8:
                yield first
                while block := facts.take(stream.read(size)):
                    yield block
                return
            codecs.register_error(_NOT_TEXT, _not_text)
            decoder = codecs.getincrementaldecoder(facts.encoding)(errors=_NOT_TEXT)
            yield _utf8(decoder.decode(first))
            while block := facts.take(stream.read(size)):
                yield _utf8(decoder.decode(block))
            yield _utf8(decoder.decode(b"", True))
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
