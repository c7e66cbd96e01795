"""Denials as they enter the log: each by itself, until a peer causes more of them than anybody reads.

A denial costs the peer nothing and the node a durable line. A peer that sends nothing but messages that are
denied would fill disk and memory with some 4 GB a day (measured: 256 bytes of log for each, 14,000 in a
minute). So each peer has ``MOST_DENIALS`` lines an hour, and then one alarm that says that the rest of the
hour is not written. Nothing else is ever left out of the log.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from accord.exchange.gate import DeniedError
from accord.exchange.logbook import Entry, EntryKind
from accord.exchange.questions import Question
from accord.exchange.strict_fields import IDENTITY

__all__ = ["MOST_DENIALS", "Denials"]

MOST_DENIALS = 1_000
"""Lines about denials that one peer may cause in an hour: 256 kB."""
_HOUR = timedelta(hours=1)


class Denials:
    """What is written of denials; it counts from nought when a node is opened."""

    def __init__(self) -> None:
        self._counts: dict[str, tuple[datetime, int]] = {}

    def entry(self, question: Question, error: DeniedError, now: datetime) -> Entry | None:
        """Return the entry of a denial, an alarm in its place, or None once the alarm of the hour is written.

        It names the peer whose certificate was shown: nobody gets a denial into the log under another's name.
        Of a message that may be anybody's, ids are kept only if they are ids.

        Args:
            question: The question.
            error: Why it was denied.
            now: The moment, aware.
        """
        sent = question.message.fields
        said, request = (
            sent[name] if IDENTITY.match(sent.get(name, "")) else "unknown"
            for name in ("accord-asker", "accord-request")
        )
        count = self._counted(question.shown or "", now)
        if count > MOST_DENIALS + 1:
            return None
        asker = question.shown or said
        if count > MOST_DENIALS:
            fields: dict[str, str | int] = {"about": asker, "code": "denials", "number": MOST_DENIALS}
            return Entry(kind=EntryKind.ALARM, at=now, fields=fields)
        digest = hashlib.sha256(sent.get("signature", "").encode("utf-8", "replace") + question.message.body)
        fields = {
            "asker": asker,
            "request": request,
            "code": error.code.value,
            "message": digest.hexdigest(),
        }
        return Entry(kind=EntryKind.DENIED, at=now, fields=fields)

    def _counted(self, peer: str, now: datetime) -> int:
        """Count a denial, and return how many there were in this hour of the peer."""
        start, count = self._counts.get(peer, (now, 0))
        if not timedelta() <= now - start < _HOUR:
            start, count = now, 0
        self._counts[peer] = (start, count + 1)
        return count + 1
