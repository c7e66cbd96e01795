"""Signed requests to one peer and its signed answers, over whatever carries messages.

An answer counts only if the peer signed it for exactly this request. Whatever else comes back - nothing,
bytes of somebody else, an answer to another request - is an error, and never a result.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from accord.exchange.canonical import JsonValue, Limits, MalformedError, parse_canonical
from accord.exchange.directory import Directory
from accord.exchange.keys import SigningKey
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.signed_messages import RefusedSignatureError, RequestMessage, ResponseMessage
from accord.exchange.signing import sign_request, verify_response
from accord.exchange.strict_fields import StrictFields

__all__ = ["Correspondent", "Envelope", "RefusedByPeerError", "Send", "WrongAnswerError", "fresh_nonce"]

Send = Callable[[RequestMessage], ResponseMessage]
"""Carries a request to the peer and brings its answer."""

_LIFE = timedelta(seconds=120)
_REFUSAL_LIMITS = Limits(size=2_048, depth=2, items=16)


class WrongAnswerError(ValueError):
    """What came back is not the peer's answer to this request: nothing may be concluded."""


class RefusedByPeerError(ValueError):
    """The peer signed that it does not answer.

    Attributes:
        status: Status code.
        code: Why, as a word.
        retry_after: Seconds after which asking again may help; None if it will not.
    """

    def __init__(self, status: int, code: str, retry_after: int | None) -> None:
        self.status, self.code, self.retry_after = status, code, retry_after
        super().__init__(f"the peer refused: {code} ({status})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What every request says of itself in its signed fields.

    Attributes:
        type: Type of identifier.
        purpose: Purpose.
        epoch: Id of the epoch.
        request: Id of the request.
    """

    type: IdentifierType
    purpose: str
    epoch: str
    request: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondent:
    """This node, as it writes to one peer.

    Attributes:
        me: Id of this node.
        peer: Id of the peer.
        key: Key with which this node signs.
        directory: The directory.
        send: Carries messages to the peer.
    """

    me: str
    peer: str
    key: SigningKey
    directory: Directory
    send: Send

    def request(
        self, method: str, path: str, envelope: Envelope, body: bytes = b"", *, now: datetime
    ) -> RequestMessage:
        """Return a signed request.

        Args:
            method: Method in capitals.
            path: Path.
            envelope: Its signed fields.
            body: Its body.
            now: The moment, aware.

        Raises:
            WrongAnswerError: The peer is not in the directory.
        """
        peer = self.directory.peer(self.peer)
        if peer is None:
            raise WrongAnswerError("expected a peer of the directory")
        fields = {
            "accord-asker": self.me,
            "accord-holder": self.peer,
            "accord-type": envelope.type.value,
            "accord-purpose": envelope.purpose,
            "accord-epoch": envelope.epoch,
            "accord-request": envelope.request,
        }
        plain = RequestMessage(
            method=method,
            authority=peer.address.removeprefix("https://"),
            path=path,
            fields=fields,
            body=body,
        )
        signed = sign_request(plain, self.key, created=now, expires=now + _LIFE, nonce=fresh_nonce())
        return RequestMessage(method=method, authority=plain.authority, path=path, fields=signed, body=body)

    def exchange(
        self, method: str, path: str, envelope: Envelope, body: bytes = b"", *, now: datetime
    ) -> bytes:
        """Send a request and return the body of the peer's answer.

        Args:
            method: Method in capitals.
            path: Path.
            envelope: Its signed fields.
            body: Its body.
            now: The moment, aware.

        Raises:
            WrongAnswerError: The answer is not signed by the peer for this request.
            RefusedByPeerError: The peer signed that it does not answer.
            UnreachableError: What carries the messages did not reach it.
        """
        request = self.request(method, path, envelope, body, now=now)
        response = self.send(request)
        try:
            verify_response(
                response, request, lambda key, at: self.directory.key(self.peer, key, at), now=now
            )
        except RefusedSignatureError as error:
            raise WrongAnswerError(
                f"the answer does not count: {error} (status {response.status})"
            ) from error
        if response.status != 200:
            raise _refusal(response)
        return response.body


def fresh_nonce() -> str:
    """Return 24 letters that were never used before."""
    return secrets.token_urlsafe(18)


def _refusal(response: ResponseMessage) -> RefusedByPeerError | WrongAnswerError:
    try:
        value: JsonValue = parse_canonical(response.body, _REFUSAL_LIMITS, where="refusal")
        row = StrictFields(value, "refusal")
        code, seconds = row.id("code"), row.number("retry_after", 0, 10**9)
        row.finish()
    except MalformedError as error:
        return WrongAnswerError(f"the refusal cannot be read: {error}")
    return RefusedByPeerError(response.status, code, seconds or None)
