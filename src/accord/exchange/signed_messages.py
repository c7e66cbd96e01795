"""HTTP messages as they are signed: their parts, their digest, and why one is refused."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = [
    "REQUEST_FIELDS",
    "RefusedSignatureError",
    "RequestMessage",
    "ResponseMessage",
    "SignatureFacts",
    "SignatureRefusal",
    "content_digest",
    "single_fields",
]

REQUEST_FIELDS = (
    "accord-asker",
    "accord-holder",
    "accord-type",
    "accord-purpose",
    "accord-epoch",
    "accord-request",
)
"""Header fields that every request carries and signs."""


class SignatureRefusal(StrEnum):
    """Why a signature is refused."""

    MISSING = "a field that must be signed is missing or given twice"
    FORM = "a signed part is not in the form of the profile"
    DIGEST = "the body is not the one that was signed"
    KEY = "the key is not known"
    SIGNATURE = "the signature is not over this message"
    NOT_YET = "the message comes from the future"
    EXPIRED = "the message has expired"
    LIFE = "the message would live too long"


class RefusedSignatureError(ValueError):
    """A message is not signed as it must be.

    Attributes:
        refusal: Why.
    """

    def __init__(self, refusal: SignatureRefusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestMessage:
    """A request as it stands on the wire.

    Attributes:
        method: Method in capitals.
        authority: Host in small letters and the port, as the directory has it.
        path: Path without a query, which the profile does not know.
        fields: Header fields by name in small letters, each once; see ``single_fields``.
        body: The body; empty if there is none.
    """

    method: str
    authority: str
    path: str
    fields: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseMessage:
    """A response as it stands on the wire.

    Attributes:
        status: Status code.
        fields: Header fields by name in small letters, each once.
        body: The body.
    """

    status: int
    fields: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureFacts:
    """What a good signature says beside the message.

    Attributes:
        key: Id of the key.
        nonce: Text that is used once.
        created: When it was made.
        expires: Until when it counts.
        digest: SHA-256 of the signature; names the message.
    """

    key: str
    nonce: str
    created: datetime
    expires: datetime
    digest: bytes


def content_digest(body: bytes) -> str:
    """Return the value of ``Content-Digest`` for a body (RFC 9530), with SHA-256."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


def single_fields(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return header fields by name in small letters.

    Args:
        pairs: Names and values as they came.

    Raises:
        RefusedSignatureError: A field that is signed comes twice: which of them counts would be a guess.
    """
    fields: dict[str, str] = {}
    signed = {"content-digest", "signature", "signature-input", *REQUEST_FIELDS}
    for name, value in pairs:
        if name.lower() in fields and name.lower() in signed:
            raise RefusedSignatureError(SignatureRefusal.MISSING)
        fields[name.lower()] = value
    return fields
