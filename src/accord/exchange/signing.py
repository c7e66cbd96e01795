"""HTTP messages signed after RFC 9421, in one narrow profile, and bound to their direction.

A request covers method, authority, path, digest of the body (RFC 9530), both peers, type, purpose, epoch and
request id. A response covers status, digest, the request id, and of the request its method, path and
signature, so that it answers this request and no other. The list of components is fixed: a signature over
another list is refused even if it is a good signature. Nothing that a sender chooses is parsed but text of a
known shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime

from accord.exchange.keys import SigningKey, is_signed
from accord.exchange.signature_text import (
    MOST_LIFE,
    read_signature,
    required_field,
    signature_bytes,
    signature_parameters,
    wrapped_signature,
)
from accord.exchange.signed_messages import (
    REQUEST_FIELDS,
    RefusedSignatureError,
    RequestMessage,
    ResponseMessage,
    SignatureFacts,
    SignatureRefusal,
    content_digest,
)

__all__ = [
    "sign_request",
    "sign_response",
    "signature_base",
    "verify_request",
    "verify_response",
]

_SIGNED_FIELDS = ("content-digest", *REQUEST_FIELDS)
_REQUEST = "(" + " ".join(f'"{name}"' for name in ("@method", "@authority", "@path", *_SIGNED_FIELDS)) + ")"
_RESPONSE = (
    '("@status" "content-digest" "accord-request" "@method";req "@path";req "signature";req;key="accord")'
)
_REQUEST_TAG, _RESPONSE_TAG = "accord-request/1", "accord-response/1"
_METHOD = re.compile(r"[A-Z]{1,10}\Z", re.ASCII)
_AUTHORITY = re.compile(r"[a-z0-9.-]{1,253}(?::[1-9]\d{0,4})?\Z", re.ASCII)
_PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+)+/?\Z|/\Z", re.ASCII)
_STATUS = re.compile(r"[1-5]\d\d\Z", re.ASCII)
_FIELD = re.compile(r"[!-~]{1,200}\Z", re.ASCII)


def signature_base(components: Iterable[tuple[str, str]], parameters: str) -> bytes:
    """Return the bytes that are signed (RFC 9421, section 2.5).

    Args:
        components: Identifier of each component as it is serialised, and its value, in order.
        parameters: The whole value of ``@signature-params``.
    """
    lines = [f"{name}: {value}" for name, value in components]
    return "\n".join([*lines, f'"@signature-params": {parameters}']).encode("ascii")


def sign_request(
    message: RequestMessage, key: SigningKey, *, created: datetime, expires: datetime, nonce: str
) -> dict[str, str]:
    """Return all fields of a request with digest and signature added.

    Args:
        message: The request, with the six fields of ``REQUEST_FIELDS``.
        key: Key of the sender.
        created: Moment of signing.
        expires: Last moment at which it counts, at most ``MOST_LIFE`` later.
        nonce: 22 to 64 letters of base64url that were never used before.

    Raises:
        RefusedSignatureError: The request would be refused by whoever gets it.
    """
    fields = {**message.fields, "content-digest": content_digest(message.body)}
    parameters = signature_parameters(created, expires, nonce, key.id, _REQUEST_TAG)
    covered = _REQUEST + parameters
    base = signature_base(_request_components(message, fields), covered)
    return {**fields, "signature-input": f"accord={covered}", "signature": wrapped_signature(key.sign(base))}


def verify_request(
    message: RequestMessage, key_of: Callable[[str, datetime], bytes | None], *, now: datetime
) -> SignatureFacts:
    """Return what the signature of a request says, if it is good.

    Args:
        message: The request.
        key_of: Gives the public key of an id at a moment, or None.
        now: The moment, aware.

    Raises:
        RefusedSignatureError: It is not good; the refusal says why.
    """
    covered, facts, signature = read_signature(message.fields, _REQUEST, _REQUEST_TAG, now)
    if required_field(message.fields, "content-digest") != content_digest(message.body):
        raise RefusedSignatureError(SignatureRefusal.DIGEST)
    base = signature_base(_request_components(message, message.fields), covered)
    return _checked(facts, signature, base, key_of(facts.key, now))


def sign_response(
    message: ResponseMessage, request: RequestMessage, key: SigningKey, *, created: datetime, nonce: str
) -> dict[str, str]:
    """Return all fields of a response with digest and signature added.

    Args:
        message: The response.
        request: The signed request that it answers.
        key: Key of the sender.
        created: Moment of signing; the response counts for ``MOST_LIFE``.
        nonce: 22 to 64 letters of base64url.

    Raises:
        RefusedSignatureError: The request is not signed.
    """
    fields = {
        **message.fields,
        "accord-request": required_field(request.fields, "accord-request"),
        "content-digest": content_digest(message.body),
    }
    parameters = signature_parameters(created, created + MOST_LIFE, nonce, key.id, _RESPONSE_TAG)
    covered = _RESPONSE + parameters
    base = signature_base(_response_components(message.status, fields, request), covered)
    return {**fields, "signature-input": f"accord={covered}", "signature": wrapped_signature(key.sign(base))}


def verify_response(
    message: ResponseMessage,
    request: RequestMessage,
    key_of: Callable[[str, datetime], bytes | None],
    *,
    now: datetime,
) -> SignatureFacts:
    """Return what the signature of a response says, if it is good and answers this request.

    Args:
        message: The response.
        request: The signed request that was sent.
        key_of: Gives the public key of an id at a moment, or None.
        now: The moment, aware.

    Raises:
        RefusedSignatureError: It is not good; the refusal says why.
    """
    covered, facts, signature = read_signature(message.fields, _RESPONSE, _RESPONSE_TAG, now)
    if required_field(message.fields, "content-digest") != content_digest(message.body):
        raise RefusedSignatureError(SignatureRefusal.DIGEST)
    base = signature_base(_response_components(message.status, message.fields, request), covered)
    return _checked(facts, signature, base, key_of(facts.key, now))


def _shaped(shape: re.Pattern[str], value: str) -> str:
    if not shape.match(value):
        raise RefusedSignatureError(SignatureRefusal.FORM)
    return value


def _request_components(message: RequestMessage, fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield '"@method"', _shaped(_METHOD, message.method)
    yield '"@authority"', _shaped(_AUTHORITY, message.authority)
    yield '"@path"', _shaped(_PATH, message.path)
    for name in _SIGNED_FIELDS:
        yield f'"{name}"', _shaped(_FIELD, required_field(fields, name))


def _response_components(
    status: int, fields: Mapping[str, str], request: RequestMessage
) -> Iterator[tuple[str, str]]:
    if required_field(fields, "accord-request") != required_field(request.fields, "accord-request"):
        raise RefusedSignatureError(SignatureRefusal.SIGNATURE)
    signature = wrapped_signature(signature_bytes(request.fields)).removeprefix("accord=")
    yield '"@status"', _shaped(_STATUS, str(status))
    yield '"content-digest"', _shaped(_FIELD, required_field(fields, "content-digest"))
    yield '"accord-request"', _shaped(_FIELD, required_field(fields, "accord-request"))
    yield '"@method";req', _shaped(_METHOD, request.method)
    yield '"@path";req', _shaped(_PATH, request.path)
    yield '"signature";req;key="accord"', signature


def _checked(facts: SignatureFacts, signature: bytes, base: bytes, public: bytes | None) -> SignatureFacts:
    if public is None:
        raise RefusedSignatureError(SignatureRefusal.KEY)
    if not is_signed(public, signature, base):
        raise RefusedSignatureError(SignatureRefusal.SIGNATURE)
    return facts
