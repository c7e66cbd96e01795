"""What two officers sign: why a question is asked, and exactly which blinded elements it consists of.

The fields are those that a justification needs after Article 33 of Regulation (EU) 2024/982: purpose with
case reference and offence, role of the person, whether somebody is to be identified or more is sought about
somebody known. The holder gets a hash of the case reference with a salt, and no reference, name or value.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from accord.exchange.canonical import JsonValue, canonical
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.strict_fields import StrictFields

__all__ = [
    "CaseStatement",
    "PersonRole",
    "Reason",
    "case_hash",
    "elements_hash",
    "read_statement",
    "statement_bytes",
    "statement_json",
]

_LABEL = b"accord case/1\n"
_SALT_BYTES = 16


class PersonRole(StrEnum):
    """Who the person behind the question is in the case (Article 33(2))."""

    SUSPECT = "suspect"
    CONVICT = "convict"
    VICTIM = "victim"
    MISSING = "missing"


class Reason(StrEnum):
    """What the asker wants to reach."""

    IDENTIFY = "identify"
    MORE = "more"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStatement:
    """The statement that both officers sign; it fits one request and no other.

    Attributes:
        request: Id of the request.
        asker: Id of the peer that asks.
        holder: Id of the peer that is asked.
        type: Type of identifier.
        purpose: Id of the purpose.
        epoch: Id of the holder's epoch.
        basis: Id of the row of legal basis on which the asker relies.
        case: ``case_hash`` of the reference of the case.
        offence_years: Maximum sentence of the offence in whole years; 0 if no offence is meant.
        role: Who the person is in the case.
        reason: What the asker wants to reach.
        count: Number of blinded elements, padding included.
        elements: ``elements_hash`` of them.
    """

    request: str
    asker: str
    holder: str
    type: IdentifierType
    purpose: str
    epoch: str
    basis: str
    case: bytes
    offence_years: int
    role: PersonRole
    reason: Reason
    count: int
    elements: bytes


def case_hash(reference: str, salt: bytes) -> bytes:
    """Return a hash that binds a case reference and does not show it.

    Args:
        reference: Reference of the case at the asker.
        salt: 16 random bytes or more that the asker keeps; without them references could be tried out.

    Raises:
        ValueError: The salt is too short.
    """
    if len(salt) < _SALT_BYTES:
        raise ValueError(f"a salt has at least {_SALT_BYTES} bytes")
    head = b"accord case reference/1\n" + len(salt).to_bytes(2, "big") + salt
    return hashlib.sha256(head + reference.encode("utf-8")).digest()


def elements_hash(elements: Sequence[bytes]) -> bytes:
    """Return the hash over blinded elements in their order.

    Each element stands behind its length, so that no two lists have the same bytes.
    """
    whole = hashlib.sha256(b"accord elements/1\n" + len(elements).to_bytes(4, "big"))
    for element in elements:
        whole.update(len(element).to_bytes(4, "big") + element)
    return whole.digest()


def statement_json(statement: CaseStatement) -> JsonValue:
    """Return a statement as JSON."""
    return {
        "request": statement.request,
        "asker": statement.asker,
        "holder": statement.holder,
        "type": statement.type.value,
        "purpose": statement.purpose,
        "epoch": statement.epoch,
        "basis": statement.basis,
        "case": statement.case.hex(),
        "offence_years": statement.offence_years,
        "role": statement.role.value,
        "reason": statement.reason.value,
        "count": statement.count,
        "elements": statement.elements.hex(),
    }


def statement_bytes(statement: CaseStatement) -> bytes:
    """Return the bytes that the officers sign."""
    return _LABEL + canonical(statement_json(statement))


def read_statement(value: JsonValue, where: str = "statement") -> CaseStatement:
    """Return the statement of a JSON value.

    Args:
        value: The value.
        where: Its place, for messages.

    Raises:
        MalformedError: A field is missing, unknown or out of its range.
    """
    row = StrictFields(value, where)
    statement = CaseStatement(
        request=row.id("request"),
        asker=row.id("asker"),
        holder=row.id("holder"),
        type=row.word("type", IdentifierType),
        purpose=row.id("purpose"),
        epoch=row.id("epoch"),
        basis=row.id("basis"),
        case=row.octets("case", 32),
        offence_years=row.number("offence_years", 0, 100),
        role=row.word("role", PersonRole),
        reason=row.word("reason", Reason),
        count=row.number("count", 1, 1_048_576),
        elements=row.octets("elements", 32),
    )
    row.finish()
    return statement
