"""Questions as they arrive at the node of the invented customs of Brenland."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from accord.exchange.cases import CaseStatement, PersonRole, Reason, case_hash, elements_hash
from accord.exchange.curve import hash_to_element
from accord.exchange.directory import Directory
from accord.exchange.gate import Admission, admit
from accord.exchange.justifying import justification_bytes
from accord.exchange.keys import SigningKey
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.officers import CaseSignature, OfficerRole, sign_case
from accord.exchange.questions import Question
from accord.exchange.signed_messages import RequestMessage
from accord.exchange.signing import sign_request
from accord.exchange.storing import NodeStore
from exchange.inspected import ASKER, EPOCH, HOLDER, NOW, PURPOSE, directory, officer, signing_key

AUTHORITY = f"{HOLDER}.example:8443"
ASKER_KEY = signing_key(f"{ASKER}-key")


def points(count: int, seed: str = "") -> tuple[bytes, ...]:
    """Points that stand for blinded elements."""
    return tuple(
        hash_to_element(hashlib.sha512(f"{seed} {place}".encode()).digest()) for place in range(count)
    )


def statement(request: str = "r-1", elements: Sequence[bytes] = points(1)) -> CaseStatement:
    return CaseStatement(
        request=request,
        asker=ASKER,
        holder=HOLDER,
        type=IdentifierType.PLATE,
        purpose=PURPOSE,
        epoch=EPOCH,
        basis="aldoria-brenland-plates",
        case=case_hash("K 17/2030", b"s" * 16),
        offence_years=5,
        role=PersonRole.SUSPECT,
        reason=Reason.IDENTIFY,
        count=len(elements),
        elements=elements_hash(elements),
    )


def two_signatures(case: CaseStatement) -> tuple[CaseSignature, ...]:
    return (
        sign_case(officer(ASKER, "officer-1", OfficerRole.ASKS), case),
        sign_case(officer(ASKER, "officer-2", OfficerRole.APPROVES), case),
    )


def nonce(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:32]


def message(
    case: CaseStatement,
    signatures: Sequence[CaseSignature],
    *,
    now: datetime = NOW,
    name: str = "",
    key: SigningKey = ASKER_KEY,
) -> RequestMessage:
    body = justification_bytes(case, signatures)
    fields = {
        "accord-asker": case.asker,
        "accord-holder": case.holder,
        "accord-type": case.type.value,
        "accord-purpose": case.purpose,
        "accord-epoch": case.epoch,
        "accord-request": case.request,
    }
    unsigned = RequestMessage(method="POST", authority=AUTHORITY, path="/evaluate", fields=fields, body=body)
    expires = now + timedelta(minutes=2)
    signed = sign_request(unsigned, key, created=now, expires=expires, nonce=nonce(name or case.request))
    return replace(unsigned, fields=signed)


def question(
    request: str = "r-1",
    elements: tuple[bytes, ...] = points(1),
    *,
    case: CaseStatement | None = None,
    now: datetime = NOW,
    name: str = "",
) -> Question:
    case = case or statement(request, elements)
    signatures = two_signatures(case)
    return Question(
        message=message(case, signatures, now=now, name=name),
        shown=ASKER,
        statement=case,
        signatures=signatures,
        elements=elements,
    )


def admitted(
    store: NodeStore, asked: Question, *, now: datetime = NOW, book: Directory | None = None
) -> Admission:
    return admit(asked, book or directory(), store, now, me=HOLDER, epochs=(EPOCH,))
