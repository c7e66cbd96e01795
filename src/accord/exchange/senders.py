"""Whose message it is: a peer of the directory, with its own certificate and signature, for us, once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from accord.exchange.directory import Directory
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.questions import Denial
from accord.exchange.signed_messages import RefusedSignatureError, RequestMessage, SignatureFacts
from accord.exchange.signing import verify_request
from accord.exchange.storing.node_store import NodeStore
from accord.exchange.storing.requests import remember_nonce
from accord.exchange.strict_fields import IDENTITY

__all__ = ["Sender", "UnheardError", "hear", "is_replay"]

_EPOCH = re.compile(r"(?:0|[1-9]\d{0,5})\Z", re.ASCII)
_TYPES = frozenset(kind.value for kind in IdentifierType)


class UnheardError(ValueError):
    """A message is not heard.

    Attributes:
        code: Why, as a word.
        is_replay: Whether it was heard before.
    """

    def __init__(self, denial: Denial) -> None:
        self.code = denial.value
        self.is_replay = denial is Denial.REPLAY
        super().__init__(f"not heard: {denial.value}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who sent a message, and what its signed fields say.

    Attributes:
        id: Id of the peer.
        type: Type of identifier.
        purpose: Purpose.
        epoch: Id of the epoch.
        request: Id of the request.
        message: SHA-256 of the signature.
    """

    id: str
    type: IdentifierType
    purpose: str
    epoch: str
    request: str
    message: bytes


def hear(
    request: RequestMessage, shown: str, *, me: str, directory: Directory, store: NodeStore, now: datetime
) -> Sender:
    """Return who sent a message that is no question; a question has a gate of its own.

    Args:
        request: The message.
        shown: Id of the peer whose certificate was shown.
        me: Id of this node.
        directory: The directory.
        store: The store, which remembers the nonce.
        now: The moment, aware.

    Raises:
        UnheardError: A check is not passed.
    """
    fields = request.fields
    if not directory.is_valid(now):
        raise UnheardError(Denial.DIRECTORY)
    if directory.peer(shown) is None or fields.get("accord-asker") != shown:
        raise UnheardError(Denial.PIN)
    facts = _facts(request, shown, directory, now)
    if facts is None:
        raise UnheardError(Denial.SIGNATURE)
    if not remember_nonce(store, shown, facts.nonce, facts.expires):
        raise UnheardError(Denial.REPLAY)
    kind, purpose = fields["accord-type"], fields["accord-purpose"]
    is_said = fields["accord-holder"] == me and shown != me and kind in _TYPES
    is_named = IDENTITY.match(purpose) and IDENTITY.match(fields["accord-request"])
    if not (is_said and is_named and _EPOCH.match(fields["accord-epoch"])):
        raise UnheardError(Denial.STATEMENT)
    return Sender(
        id=shown,
        type=IdentifierType(kind),
        purpose=purpose,
        epoch=fields["accord-epoch"],
        request=fields["accord-request"],
        message=facts.digest,
    )


def is_replay(
    request: RequestMessage, shown: str, *, directory: Directory, store: NodeStore, now: datetime
) -> bool:
    """Return whether this very message was heard before; nothing is remembered.

    Args:
        request: The message.
        shown: Id of the peer whose certificate was shown.
        directory: The directory.
        store: The store.
        now: The moment, aware.
    """
    facts = _facts(request, shown, directory, now)
    if facts is None:
        return False
    return store.number("SELECT count(*) FROM nonces WHERE peer = ? AND nonce = ?", (shown, facts.nonce)) > 0


def _facts(request: RequestMessage, shown: str, directory: Directory, now: datetime) -> SignatureFacts | None:
    try:
        return verify_request(request, lambda key, at: directory.key(shown, key, at), now=now)
    except RefusedSignatureError:
        return None
