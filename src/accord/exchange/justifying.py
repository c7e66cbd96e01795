"""The justification of a question as it travels and as it is kept: the case and both officers' signatures."""

from __future__ import annotations

from collections.abc import Sequence

from accord.exchange.canonical import JsonValue, Limits, canonical, parse_canonical
from accord.exchange.cases import CaseStatement, read_statement, statement_json
from accord.exchange.officers import CaseSignature, read_case_signature, signature_json
from accord.exchange.strict_fields import StrictFields

__all__ = ["JUSTIFICATION_LIMITS", "justification_bytes", "justification_json", "read_justification"]

JUSTIFICATION_LIMITS = Limits(size=16_384, depth=4, items=200)


def justification_json(statement: CaseStatement, signatures: Sequence[CaseSignature]) -> JsonValue:
    """Return a statement and its signatures as JSON."""
    return {
        "statement": statement_json(statement),
        "signatures": [signature_json(each) for each in signatures],
    }


def justification_bytes(statement: CaseStatement, signatures: Sequence[CaseSignature]) -> bytes:
    """Return a statement and its signatures as canonical bytes."""
    return canonical(justification_json(statement, signatures))


def read_justification(data: bytes | JsonValue) -> tuple[CaseStatement, tuple[CaseSignature, ...]]:
    """Return the statement and the signatures of canonical bytes or of their value; nothing is verified.

    Raises:
        MalformedError: A field is missing, unknown or out of its range.
    """
    value = data
    if isinstance(data, bytes):
        value = parse_canonical(data, JUSTIFICATION_LIMITS, where="justification")
    row = StrictFields(value, "justification")
    statement = read_statement(row.value("statement"), row.place("statement"))
    signatures = row.rows("signatures", 2, read_case_signature)
    row.finish()
    return statement, signatures
