"""Who sits at the desk: sessions in memory, bound to an officer who showed that the key opens.

A session proves that an officer was here; it signs nothing. The passphrase is asked for at every signature
and forgotten right after. Sessions end after 15 minutes without a visit, after 8 hours, and with the
process.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

__all__ = ["COOKIE", "Attempts", "Session", "Sessions", "TooManyAttemptsError"]

COOKIE = "accord-desk"
_IDLE, _WHOLE = timedelta(minutes=15), timedelta(hours=8)
_MOST_SESSIONS = 200
_MOST_WRONG, _PAUSE = 5, timedelta(minutes=1)


class TooManyAttemptsError(ValueError):
    """A passphrase was wrong too often.

    Attributes:
        seconds: Whole seconds until it may be tried again.
    """

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"wait {seconds} seconds")


@dataclass(slots=True, kw_only=True)
class Session:
    """One browser.

    Attributes:
        id: Secret of the cookie.
        token: Secret of the forms.
        began: When it began.
        seen: Last visit.
        officer: Id of the officer; empty before one signed in.
        notice: What the next page says once.
    """

    id: str = field(repr=False)
    token: str = field(repr=False)
    began: datetime
    seen: datetime
    officer: str = ""
    notice: str = ""

    def has_token(self, token: str) -> bool:
        """Return whether a form came from a page of this session."""
        return hmac.compare_digest(token.encode(), self.token.encode())


class Sessions:
    """All sessions of the desk."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._sessions: dict[str, Session] = {}

    def of(self, cookie: str, now: datetime) -> Session:
        """Return the session of a cookie, or a new one for a cookie that is unknown or too old."""
        with self._lock:
            self._expire(now)
            found = self._sessions.get(cookie)
            if found is None:
                found = self._new(now)
            found.seen = now
            return found

    def sign_in(self, session: Session, officer: str, now: datetime) -> Session:
        """Return a new session for an officer; the cookie of the one before is worth nothing any more."""
        with self._lock:
            self._sessions.pop(session.id, None)
            fresh = self._new(now)
            fresh.officer = officer
            return fresh

    def _new(self, now: datetime) -> Session:
        while len(self._sessions) >= _MOST_SESSIONS:
            idle = min(self._sessions.values(), key=lambda each: (bool(each.officer), each.seen))
            del self._sessions[idle.id]
        fresh = Session(id=secrets.token_urlsafe(32), token=secrets.token_urlsafe(32), began=now, seen=now)
        self._sessions[fresh.id] = fresh
        return fresh

    def _expire(self, now: datetime) -> None:
        for each in list(self._sessions.values()):
            if now - each.seen > _IDLE or now - each.began > _WHOLE:
                del self._sessions[each.id]


class Attempts:
    """Wrong passphrases by officer: after five in a row, one minute of waiting."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._wrong: dict[str, tuple[int, datetime]] = {}

    def check(self, officer: str, now: datetime) -> None:
        """Refuse an officer whose passphrase was wrong too often.

        Raises:
            TooManyAttemptsError: It was; it says how long to wait.
        """
        with self._lock:
            count, last = self._wrong.get(officer, (0, now))
        left = last + _PAUSE - now
        if count >= _MOST_WRONG and left > timedelta(0):
            raise TooManyAttemptsError(int(left.total_seconds()) + 1)

    def wrong(self, officer: str, now: datetime) -> None:
        """Count a wrong passphrase."""
        with self._lock:
            count, _ = self._wrong.get(officer, (0, now))
            self._wrong[officer] = (count + 1, now)

    def right(self, officer: str) -> None:
        """Forget the wrong passphrases of an officer who has the right one."""
        with self._lock:
            self._wrong.pop(officer, None)
