"""The reasoned request that goes to the holder after a hit, as it is signed by two officers and sent.

It carries what a human chose to send and nothing else: reasons, what is sought, and those fields of the
subject that the drafting officer ticked. It names the question that hit and shows salt and reference of its
case, so that the holder can see that the same case stands behind both. Its hash may stand in logs, because a
random salt keeps anybody from trying out what it was made of.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from accord.exchange.canonical import JsonValue, Limits, MalformedError, canonical, parse_canonical
from accord.exchange.cases import CaseStatement, PersonRole, Reason, case_hash
from accord.exchange.follow_up_codes import Urgency
from accord.exchange.normalising.key_facts import KEY_FACTS
from accord.exchange.normalising.steps import FIELDS
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.officers import CaseSignature, read_case_signature, signature_json
from accord.exchange.strict_fields import StrictFields

__all__ = [
    "MOST_TEXT",
    "FollowUpRequest",
    "SignedRequest",
    "read_request",
    "request_bytes",
    "request_hash",
    "request_statement",
    "subject_fields",
    "words",
]

MOST_TEXT = 4_000
"""Characters of reasons and of what is sought."""
_LIMITS = Limits(size=65_536, depth=5, items=400)
_SALT_BYTES = 32
_LABEL = b"accord follow-up/1\n"
_SALT = re.compile(r"(?:[0-9a-f]{2}){16,64}\Z", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpRequest:
    """What is asked, why, and on which basis.

    Attributes:
        id: Id of the follow-up.
        asker: Id of the peer that asks.
        holder: Id of the peer that is asked.
        type: Type of identifier.
        purpose: Id of the purpose.
        epoch: Epoch of the question that hit.
        question: Id of the request that hit.
        key: Name of the match key that hit.
        basis: Id of the row of legal basis.
        reference: Reference of the case at the asker.
        case_salt: Salt of the hash of the case in the question.
        offence_years: Maximum sentence of the offence in whole years; 0 if no offence is meant.
        role: Who the person is in the case.
        reason: What is to be reached.
        urgency: How much the asker is pressed.
        because: The reasons, in words.
        wanted: The information that is sought, in words.
        fields: Fields of the subject that a human chose to send.
        salt: 32 random bytes.
    """

    id: str
    asker: str
    holder: str
    type: IdentifierType
    purpose: str
    epoch: str
    question: str
    key: str
    basis: str
    reference: str = field(repr=False)
    case_salt: bytes = field(repr=False)
    offence_years: int
    role: PersonRole
    reason: Reason
    urgency: Urgency
    because: str = field(repr=False)
    wanted: str = field(repr=False)
    fields: Mapping[str, str] = field(repr=False)
    salt: bytes = field(repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", MappingProxyType(dict(self.fields)))

    @property
    def case(self) -> bytes:
        """The hash of the case, which must be that of the question."""
        return case_hash(self.reference, self.case_salt)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedRequest:
    """A request and the signatures under it.

    Attributes:
        request: The request.
        signatures: None, one (drafted) or two (confirmed).
    """

    request: FollowUpRequest
    signatures: tuple[CaseSignature, ...] = ()


def request_hash(request: FollowUpRequest) -> bytes:
    """Return the hash that the officers sign and the logs keep."""
    return hashlib.sha256(_LABEL + canonical(_json(request))).digest()


def request_statement(request: FollowUpRequest) -> CaseStatement:
    """Return what the officers sign: the justification, and the hash of everything that is sent.

    It has the form of the statement of a question, with the hash of the request in place of the one over
    elements. The two hashes begin with different labels, so a signature for one is none for the other.
    """
    return CaseStatement(
        request=request.id,
        asker=request.asker,
        holder=request.holder,
        type=request.type,
        purpose=request.purpose,
        epoch=request.epoch,
        basis=request.basis,
        case=request.case,
        offence_years=request.offence_years,
        role=request.role,
        reason=request.reason,
        count=1,
        elements=request_hash(request),
    )


def request_bytes(signed: SignedRequest) -> bytes:
    """Return a request with its signatures as bytes to send or keep.

    Raises:
        MalformedError: Whoever gets it would refuse it.
    """
    value: dict[str, JsonValue] = {
        "request": _json(signed.request),
        "signatures": [signature_json(signature) for signature in signed.signatures],
    }
    data = canonical(value)
    read_request(data)
    return data


def read_request(data: bytes) -> SignedRequest:
    """Return the request of bytes; no signature is verified yet.

    Raises:
        MalformedError: A field is missing, unknown or out of its range.
    """
    row = StrictFields(parse_canonical(data, _LIMITS, where="follow-up"), "follow-up")
    request = _request(row.value("request"))
    signatures = row.rows("signatures", 2, read_case_signature)
    row.finish()
    return SignedRequest(request=request, signatures=signatures)


def words(row: StrictFields, name: str, most: int = MOST_TEXT) -> str:
    """Take a text of several lines: printable characters and line ends."""
    value = row.value(name)
    if not isinstance(value, str) or not value.strip() or len(value) > most:
        raise MalformedError(row.place(name), f"text of 1 to {most} characters")
    if not all(line.isprintable() for line in value.split("\n")):
        raise MalformedError(row.place(name), "printable characters and line ends")
    return value


def subject_fields(row: StrictFields, name: str, kind: IdentifierType) -> dict[str, str]:
    """Take fields of a subject, each of a name that its type has."""
    value = row.value(name)
    known = {each.name for each in FIELDS[kind]}
    if not isinstance(value, Mapping) or not set(value) <= known:
        raise MalformedError(row.place(name), "fields of " + ", ".join(sorted(known)))
    fields = StrictFields(value, row.place(name))
    return {each: fields.text(each, 200) for each in value}


def _request(value: JsonValue) -> FollowUpRequest:
    row = StrictFields(value, "follow-up.request")
    kind = row.word("type", IdentifierType)
    request = FollowUpRequest(
        id=row.id("id"),
        asker=row.id("asker"),
        holder=row.id("holder"),
        type=kind,
        purpose=row.id("purpose"),
        epoch=row.id("epoch"),
        question=row.id("question"),
        key=row.id("key"),
        basis=row.id("basis"),
        reference=row.text("reference"),
        case_salt=_salt(row, "case_salt"),
        offence_years=row.number("offence_years", 0, 100),
        role=row.word("role", PersonRole),
        reason=row.word("reason", Reason),
        urgency=row.word("urgency", Urgency),
        because=words(row, "because"),
        wanted=words(row, "wanted"),
        fields=subject_fields(row, "fields", kind),
        salt=row.octets("salt", _SALT_BYTES),
    )
    row.finish()
    if request.key not in KEY_FACTS or KEY_FACTS[request.key].type is not kind:
        raise MalformedError("follow-up.request.key", "a match key of the type")
    return request


def _salt(row: StrictFields, name: str) -> bytes:
    """Take a salt of 16 to 64 bytes."""
    value = row.value(name)
    if not isinstance(value, str) or not _SALT.match(value):
        raise MalformedError(row.place(name), "16 to 64 bytes in small hexadecimal digits")
    return bytes.fromhex(value)


def _json(request: FollowUpRequest) -> dict[str, JsonValue]:
    return {
        "id": request.id,
        "asker": request.asker,
        "holder": request.holder,
        "type": request.type.value,
        "purpose": request.purpose,
        "epoch": request.epoch,
        "question": request.question,
        "key": request.key,
        "basis": request.basis,
        "reference": request.reference,
        "case_salt": request.case_salt.hex(),
        "offence_years": request.offence_years,
        "role": request.role.value,
        "reason": request.reason.value,
        "urgency": request.urgency.value,
        "because": request.because,
        "wanted": request.wanted,
        "fields": dict(request.fields),
        "salt": request.salt.hex(),
    }
