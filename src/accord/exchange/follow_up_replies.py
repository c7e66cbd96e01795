"""What the asked authority says to a request: accept, refuse or answer, under the hand of an officer."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType

from accord.exchange.canonical import JsonValue, Limits, MalformedError, canonical, parse_canonical
from accord.exchange.directory import Directory
from accord.exchange.follow_up_codes import Access, Outcome, Refusal
from accord.exchange.follow_up_requests import subject_fields, words
from accord.exchange.following_up import Act
from accord.exchange.keys import is_signed
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.officers import (
    CaseSignature,
    Officer,
    OfficerRefusal,
    OfficersError,
    check_certificate,
    read_case_signature,
    signature_json,
)
from accord.exchange.strict_fields import StrictFields, instant_text

__all__ = [
    "REPLY_CODES",
    "FollowUpReply",
    "SignedReply",
    "check_reply",
    "read_reply",
    "reply_bytes",
    "reply_hash",
    "sign_reply",
]

_LIMITS = Limits(size=65_536, depth=5, items=400)
_LABEL = b"accord follow-up reply/1\n"
REPLY_CODES: Mapping[Act, type[StrEnum]] = MappingProxyType(
    {Act.ACCEPT: Access, Act.REFUSE: Refusal, Act.ANSWER: Outcome}
)
"""What a reply can say, and the list of codes of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpReply:
    """One reply.

    Attributes:
        follow_up: Id of the follow-up.
        request: Hash of the request to which it belongs.
        holder: Id of the peer that says it.
        act: Accept, refuse or answer.
        code: Code of the list of the act.
        at: When the officer decided.
        type: Type of identifier.
        text: The information, or why not, in words; a dash if there is nothing to add.
        fields: Fields of the subject that a human chose to send.
        salt: 32 random bytes.
    """

    follow_up: str
    request: bytes
    holder: str
    act: Act
    code: str
    at: datetime
    type: IdentifierType
    text: str = field(repr=False)
    fields: Mapping[str, str] = field(repr=False)
    salt: bytes = field(repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", MappingProxyType(dict(self.fields)))


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedReply:
    """A reply and the signature of the officer who decided."""

    reply: FollowUpReply
    signature: CaseSignature


def reply_hash(reply: FollowUpReply) -> bytes:
    """Return the hash that the logs keep."""
    return hashlib.sha256(_signed_bytes(reply)).digest()


def sign_reply(officer: Officer, reply: FollowUpReply) -> SignedReply:
    """Return a reply under the hand of an officer."""
    signature = officer.key.sign(_signed_bytes(reply))
    return SignedReply(
        reply=reply, signature=CaseSignature(certificate=officer.certificate, signature=signature)
    )


def check_reply(signed: SignedReply, directory: Directory) -> None:
    """Make sure that an officer of the asked authority decided.

    Args:
        signed: The reply.
        directory: Directory of the exchange.

    Raises:
        OfficersError: No certified officer signed it; the refusal says why.
    """
    reply, certificate = signed.reply, signed.signature.certificate
    day = reply.at.astimezone(UTC).date()
    authority = directory.authority(reply.holder, day)
    if authority is None:
        raise OfficersError(OfficerRefusal.AUTHORITY)
    check_certificate(certificate, authority, day)
    if not is_signed(certificate.public, signed.signature.signature, _signed_bytes(reply)):
        raise OfficersError(OfficerRefusal.STATEMENT)


def reply_bytes(signed: SignedReply) -> bytes:
    """Return a reply as bytes to send or keep.

    Raises:
        MalformedError: Whoever gets it would refuse it.
    """
    value: dict[str, JsonValue] = {
        "reply": _json(signed.reply),
        "signature": signature_json(signed.signature),
    }
    data = canonical(value)
    read_reply(data)
    return data


def read_reply(data: bytes) -> SignedReply:
    """Return the reply of bytes; no signature is verified yet.

    Raises:
        MalformedError: A field is missing, unknown or out of its range.
    """
    outer = StrictFields(parse_canonical(data, _LIMITS, where="reply"), "reply")
    row = StrictFields(outer.value("reply"), "reply.reply")
    signature = read_case_signature(outer.value("signature"), "reply.signature")
    outer.finish()
    act, kind = row.word("act", Act), row.word("type", IdentifierType)
    if act not in REPLY_CODES:
        raise MalformedError("reply.act", "one of " + ", ".join(REPLY_CODES))
    reply = FollowUpReply(
        follow_up=row.id("follow_up"),
        request=row.octets("request", 32),
        holder=row.id("holder"),
        act=act,
        code=row.word("code", REPLY_CODES[act]).value,
        at=row.instant("at"),
        type=kind,
        text=words(row, "text"),
        fields=subject_fields(row, "fields", kind),
        salt=row.octets("salt", 32),
    )
    row.finish()
    return SignedReply(reply=reply, signature=signature)


def _signed_bytes(reply: FollowUpReply) -> bytes:
    return _LABEL + canonical(_json(reply))


def _json(reply: FollowUpReply) -> dict[str, JsonValue]:
    return {
        "follow_up": reply.follow_up,
        "request": reply.request.hex(),
        "holder": reply.holder,
        "act": reply.act.value,
        "code": reply.code,
        "at": instant_text(reply.at),
        "type": reply.type.value,
        "text": reply.text,
        "fields": dict(reply.fields),
        "salt": reply.salt.hex(),
    }
