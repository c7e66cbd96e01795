"""Which activities of a damaged file must be read, which refused, and which are in doubt.

A document is cut at the tags of its activities and every piece is given to a strict parser on its own. Doubt
is left only where a damaged comment, CDATA section or instruction runs on over the tags of activities until
the end of another one: XML hides them, a reader may find them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError

from sources.iati.reference import Count, count_content

Span = tuple[int, int]
CLOSERS = {b"<!--": b"-->", b"<![CDATA[": b"]]>", b"<?": b"?>"}
START = rb"<iati-activity(?=[ \t\r\n/>])"
END = rb"</iati-activity[ \t\r\n]*>"
TOKEN = re.compile(rb"<!--|<!\[CDATA\[|<\?|" + START + rb"|" + END)
OPENER = re.compile(rb"<!--|<!\[CDATA\[|<\?")
TAG_OF_ACTIVITY = re.compile(START + rb"|" + END)
EMPTY_TAG = re.compile(rb'<iati-activity(?:[^<>"]|"[^"<]*")*/>')


@dataclass(slots=True)
class Verdict:
    """Where the activities of a document stand, from their first byte up to the one after their last."""

    good: dict[int, Count] = field(default_factory=dict)
    """What a strict parser reads, by the first byte."""
    bad: list[Span] = field(default_factory=list)
    doubtful: list[Span] = field(default_factory=list)

    def is_doubtful(self, byte: int) -> bool:
        """Say whether nothing can be asked of what begins at a byte."""
        return any(start <= byte < end for start, end in self.doubtful)


def judge(content: bytes, hiding: tuple[bytes, ...] = ()) -> Verdict:
    """Return the verdict on a document; ``hiding`` are comments that hide activities on purpose."""
    verdict = Verdict()
    start: int | None = None
    doubt: int | None = None
    at = 0
    while token := TOKEN.search(content, at):
        at = token.end()
        if token.group() in CLOSERS:
            at, is_doubtful = _leap(content, token, hiding)
            if is_doubtful:
                first = token.start() if start is None else start
                doubt, start = first if doubt is None else doubt, None
        elif token.group().startswith(b"</"):
            _judge_piece(verdict, content, start, at)
            start = None
        else:
            _leave_open(verdict, start, doubt, token.start())
            start, doubt = token.start(), None
            if empty := EMPTY_TAG.match(content, start):
                _judge_piece(verdict, content, start, empty.end())
                start = None
    _leave_open(verdict, start, doubt, len(content))
    return verdict


def _leap(content: bytes, opener: re.Match[bytes], hiding: tuple[bytes, ...]) -> tuple[int, bool]:
    """Return where to go on after a comment or the like, and whether it may have hidden an activity."""
    closer = CLOSERS[opener.group()]
    at = content.find(closer, opener.end())
    if at < 0:
        return opener.end(), False  # nothing closes it, so that it hides nothing either
    end = at + len(closer)
    if content[opener.start() : end] in hiding or not TAG_OF_ACTIVITY.search(content, opener.end(), end):
        return end, False
    at = opener.end()
    while inner := OPENER.search(content, at, end):  # who finds the hidden also follows what begins there
        at = inner.end()
        closer = CLOSERS[inner.group()]
        end = max(end, content.find(closer, at) + len(closer))
    return end, True


def _leave_open(verdict: Verdict, start: int | None, doubt: int | None, end: int) -> None:
    """Note what lies before another activity, or before the end, and was not closed."""
    if doubt is not None:
        verdict.doubtful.append((doubt, end))
    elif start is not None:
        verdict.bad.append((start, end))


def _judge_piece(verdict: Verdict, content: bytes, start: int | None, end: int) -> None:
    if start is None:
        return
    try:
        verdict.good[start] = count_content(content[start:end])
    except ExpatError:
        verdict.bad.append((start, end))
