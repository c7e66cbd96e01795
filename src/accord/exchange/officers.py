"""Four eyes: no question without the signatures of two different officers, certified by their authority.

A certificate names a function, not a person; who holds the function is known at the authority alone. One of
the two signs as the one who asks, the other as the one who approves. Two ids of one key are one officer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from accord.exchange.canonical import JsonValue, MalformedError, canonical
from accord.exchange.cases import CaseStatement, statement_bytes
from accord.exchange.directory import OfficerAuthority
from accord.exchange.keys import (
    KEY_BYTES,
    SIGNATURE_BYTES,
    SigningKey,
    WeakKeyError,
    check_public,
    is_signed,
)
from accord.exchange.strict_fields import StrictFields

__all__ = [
    "CaseSignature",
    "Officer",
    "OfficerCertificate",
    "OfficerRefusal",
    "OfficerRole",
    "OfficersError",
    "certify_officer",
    "check_certificate",
    "check_two_officers",
    "read_case_signature",
    "sign_case",
    "signature_json",
]


class OfficerRole(StrEnum):
    """What an officer may sign."""

    ASKS = "asks"
    APPROVES = "approves"
    BOTH = "both"


class OfficerRefusal(StrEnum):
    """Why two signatures are not enough."""

    COUNT = "exactly two signatures are needed"
    AUTHORITY = "another authority certified the officer"
    CERTIFICATE = "the authority did not sign this certificate"
    NOT_VALID = "the certificate does not count on this day"
    REVOKED = "the certificate was taken back"
    SAME_OFFICER = "the same officer signed twice"
    SAME_KEY = "one key signed under two ids"
    ROLES = "one must be allowed to ask, the other to approve"
    STATEMENT = "the signature is not over this statement"


class OfficersError(ValueError):
    """The two signatures under a case are not good.

    Attributes:
        refusal: Why.
    """

    def __init__(self, refusal: OfficerRefusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerCertificate:
    """What an authority says of one of its officers.

    Attributes:
        peer: Id of the peer.
        authority: Id of the peer's officer authority.
        officer: Id of the officer.
        function: Name of the function, no name of a person.
        role: What the officer may sign.
        public: Ed25519 public key, 32 bytes.
        valid_from: First day.
        valid_to: Last day.
        signature: Signature of the authority.
    """

    peer: str
    authority: str
    officer: str
    function: str
    role: OfficerRole
    public: bytes
    valid_from: date
    valid_to: date
    signature: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """An officer who can sign: certificate and secret key."""

    certificate: OfficerCertificate
    key: SigningKey


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSignature:
    """One officer's signature under a case statement."""

    certificate: OfficerCertificate
    signature: bytes


def certify_officer(certificate: OfficerCertificate, authority: SigningKey) -> OfficerCertificate:
    """Return a certificate with the signature of the authority.

    Args:
        certificate: What the authority says; a signature in it is replaced.
        authority: Secret key of the authority.

    Raises:
        WeakKeyError: The officer's key cannot serve as one.
    """
    check_public(certificate.public)
    return replace(certificate, signature=authority.sign(_certified_bytes(certificate)))


def sign_case(officer: Officer, statement: CaseStatement) -> CaseSignature:
    """Return an officer's signature under a statement."""
    signature = officer.key.sign(statement_bytes(statement))
    return CaseSignature(certificate=officer.certificate, signature=signature)


def check_two_officers(
    signatures: Sequence[CaseSignature], statement: CaseStatement, authority: OfficerAuthority, day: date
) -> None:
    """Make sure that two different officers of an authority signed a statement.

    Args:
        signatures: The signatures.
        statement: The statement.
        authority: Who certifies officers of the asker, from the directory.
        day: Day of the question, in UTC.

    Raises:
        OfficersError: They did not; the refusal says why.
    """
    if len(signatures) != 2:
        raise OfficersError(OfficerRefusal.COUNT)
    if statement.asker != authority.peer:
        raise OfficersError(OfficerRefusal.AUTHORITY)
    for signature in signatures:
        check_certificate(signature.certificate, authority, day)
    one, other = (signature.certificate for signature in signatures)
    if one.officer == other.officer:
        raise OfficersError(OfficerRefusal.SAME_OFFICER)
    if one.public == other.public:
        raise OfficersError(OfficerRefusal.SAME_KEY)
    if one.role is other.role and one.role is not OfficerRole.BOTH:
        raise OfficersError(OfficerRefusal.ROLES)
    message = statement_bytes(statement)
    if not all(is_signed(each.certificate.public, each.signature, message) for each in signatures):
        raise OfficersError(OfficerRefusal.STATEMENT)


def signature_json(signature: CaseSignature) -> JsonValue:
    """Return a signature and its certificate as JSON."""
    certificate = signature.certificate
    return {
        **_certified(certificate),
        "certified": certificate.signature.hex(),
        "signature": signature.signature.hex(),
    }


def read_case_signature(value: JsonValue, where: str = "signature") -> CaseSignature:
    """Return the signature of a JSON value; nothing is verified yet.

    Args:
        value: The value.
        where: Its place, for messages.

    Raises:
        MalformedError: A field is missing, unknown or out of its range.
    """
    row = StrictFields(value, where)
    certificate = OfficerCertificate(
        peer=row.id("peer"),
        authority=row.id("authority"),
        officer=row.id("officer"),
        function=row.text("function", 100),
        role=row.word("role", OfficerRole),
        public=row.octets("public", KEY_BYTES),
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
        signature=row.octets("certified", SIGNATURE_BYTES),
    )
    signature = CaseSignature(certificate=certificate, signature=row.octets("signature", SIGNATURE_BYTES))
    row.finish()
    try:
        check_public(certificate.public)
    except WeakKeyError:
        raise MalformedError(row.place("public"), "a usable Ed25519 public key") from None
    return signature


def check_certificate(certificate: OfficerCertificate, authority: OfficerAuthority, day: date) -> None:
    """Make sure that an authority certified an officer and that the certificate counts on a day.

    Args:
        certificate: The certificate.
        authority: Who certifies officers of the peer, from the directory.
        day: The day, in UTC.

    Raises:
        OfficersError: It does not; the refusal says why.
    """
    if (certificate.peer, certificate.authority) != (authority.peer, authority.id):
        raise OfficersError(OfficerRefusal.AUTHORITY)
    if not is_signed(authority.public, certificate.signature, _certified_bytes(certificate)):
        raise OfficersError(OfficerRefusal.CERTIFICATE)
    if not (certificate.valid_from <= day <= certificate.valid_to):
        raise OfficersError(OfficerRefusal.NOT_VALID)
    if not (authority.valid_from <= day <= authority.valid_to):
        raise OfficersError(OfficerRefusal.NOT_VALID)
    if certificate.officer in authority.revoked:
        raise OfficersError(OfficerRefusal.REVOKED)


def _certified(certificate: OfficerCertificate) -> dict[str, JsonValue]:
    return {
        "peer": certificate.peer,
        "authority": certificate.authority,
        "officer": certificate.officer,
        "function": certificate.function,
        "role": certificate.role.value,
        "public": certificate.public.hex(),
        "valid_from": certificate.valid_from.isoformat(),
        "valid_to": certificate.valid_to.isoformat(),
    }


def _certified_bytes(certificate: OfficerCertificate) -> bytes:
    return b"accord officer/1\n" + canonical(_certified(certificate))
