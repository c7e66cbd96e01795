"""The fields ``Signature-Input`` and ``Signature`` of RFC 9421, written and read in one form."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from accord.exchange.signed_messages import RefusedSignatureError, SignatureFacts, SignatureRefusal

__all__ = [
    "MOST_LIFE",
    "MOST_SKEW",
    "read_signature",
    "required_field",
    "signature_bytes",
    "signature_parameters",
    "wrapped_signature",
]

MOST_LIFE = timedelta(minutes=5)
"""Longest time from ``created`` to ``expires``; nonces are kept this long."""
MOST_SKEW = timedelta(seconds=60)
"""How far ahead the clock of a sender may run."""
_PARAMETERS = re.compile(
    r';created=([1-9]\d{0,10});expires=([1-9]\d{0,10});nonce="([A-Za-z0-9_-]{22,64})"'
    r';keyid="([a-z0-9._-]{1,64})";tag="([a-z/0-9-]{1,32})"\Z',
    re.ASCII,
)
_SIGNATURE = re.compile(r"accord=:([A-Za-z0-9+/]{86}==):\Z", re.ASCII)


def signature_parameters(created: datetime, expires: datetime, nonce: str, key: str, tag: str) -> str:
    """Return the parameters of a signature as they are serialised.

    Args:
        created: Moment of signing.
        expires: Last moment at which it counts.
        nonce: 22 to 64 letters of base64url.
        key: Id of the key.
        tag: Direction of the message.

    Raises:
        RefusedSignatureError: One of them would be refused by whoever gets it.
    """
    moments = f";created={int(created.timestamp())};expires={int(expires.timestamp())}"
    parameters = f'{moments};nonce="{nonce}";keyid="{key}";tag="{tag}"'
    if not _PARAMETERS.match(parameters):
        raise RefusedSignatureError(SignatureRefusal.FORM)
    if not created <= expires <= created + MOST_LIFE:
        raise RefusedSignatureError(SignatureRefusal.LIFE)
    return parameters


def wrapped_signature(signature: bytes) -> str:
    """Return a signature as the value of the field ``Signature``."""
    return f"accord=:{base64.b64encode(signature).decode()}:"


def required_field(fields: Mapping[str, str], name: str) -> str:
    """Return a header field.

    Raises:
        RefusedSignatureError: It is missing.
    """
    if name not in fields:
        raise RefusedSignatureError(SignatureRefusal.MISSING)
    return fields[name]


def signature_bytes(fields: Mapping[str, str]) -> bytes:
    """Return the bytes of the field ``Signature``.

    Raises:
        RefusedSignatureError: It is missing, or not the one text that these bytes have.
    """
    found = _SIGNATURE.match(required_field(fields, "signature"))
    try:
        signature = base64.b64decode(found[1], validate=True) if found else b""
    except binascii.Error:
        signature = b""
    if found is None or base64.b64encode(signature).decode() != found[1]:
        raise RefusedSignatureError(SignatureRefusal.FORM)
    return signature


def read_signature(
    fields: Mapping[str, str], covered: str, tag: str, now: datetime
) -> tuple[str, SignatureFacts, bytes]:
    """Return the covered list with its parameters, what they say, and the signature.

    Args:
        fields: Header fields of the message.
        covered: The list of components that the profile demands, as it is serialised.
        tag: Direction of the message.
        now: The moment, aware.

    Raises:
        RefusedSignatureError: A field is missing or has another form, or its time is not now.
    """
    head = f"accord={covered}"
    line = required_field(fields, "signature-input")
    found = _PARAMETERS.match(line.removeprefix(head)) if line.startswith(head) else None
    if found is None or found[5] != tag:
        raise RefusedSignatureError(SignatureRefusal.FORM)
    signature = signature_bytes(fields)
    created, expires = (datetime.fromtimestamp(int(found[place]), UTC) for place in (1, 2))
    if created > now + MOST_SKEW:
        raise RefusedSignatureError(SignatureRefusal.NOT_YET)
    if expires < now:
        raise RefusedSignatureError(SignatureRefusal.EXPIRED)
    if not created <= expires <= created + MOST_LIFE:
        raise RefusedSignatureError(SignatureRefusal.LIFE)
    digest = hashlib.sha256(signature).digest()
    facts = SignatureFacts(key=found[4], nonce=found[3], created=created, expires=expires, digest=digest)
    return line.removeprefix("accord="), facts, signature
