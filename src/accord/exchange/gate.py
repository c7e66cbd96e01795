"""The gate: nothing is evaluated without an admission, and an admission is charged and kept in one step."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from accord.exchange.cases import elements_hash, statement_bytes
from accord.exchange.directory import Directory
from accord.exchange.gate_checks import CHECKS, Inspection
from accord.exchange.justifying import justification_bytes
from accord.exchange.officers import OfficerRole
from accord.exchange.questions import Denial, Question
from accord.exchange.quotas import QuotaError
from accord.exchange.storing.node_store import NodeStore
from accord.exchange.storing.requests import Outcome, StoredRequest, add_request, outcome_of

__all__ = ["STATUS", "STEPS", "Admission", "DeniedError", "admit"]

STEPS = (1, 32, 256, 1_024)
STATUS = {
    Denial.CLOCK: 503,
    Denial.DIRECTORY: 503,
    Denial.REPLAY: 409,
    Denial.ELEMENT: 400,
    Denial.QUOTA: 429,
}
"""HTTP status of a denial; 403 for all others."""


class DeniedError(Exception):
    """A question is denied.

    Attributes:
        code: Why.
        status: HTTP status of the answer.
        outcome: What became of the earlier request with this id, for a replay.
        is_unfinished: Whether that request is the same statement, admitted and logged and not answered, so
            that it may be evaluated now: it was charged then.
        quota: Which limit, and when it will fit, for a quota.
    """

    def __init__(
        self,
        code: Denial,
        *,
        outcome: Outcome | None = None,
        is_unfinished: bool = False,
        quota: QuotaError | None = None,
    ) -> None:
        self.code = code
        self.status = STATUS.get(code, 403)
        self.outcome = outcome
        self.is_unfinished = is_unfinished
        self.quota = quota
        super().__init__(f"denied: {code.value}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """Leave to evaluate these elements once.

    Attributes:
        request: The request as it is kept.
        elements: The blinded elements.
        case: Hash of the case reference.
        offence_years: Maximum sentence of the offence.
    """

    request: StoredRequest
    elements: tuple[bytes, ...]
    case: bytes
    offence_years: int


def admit(
    question: Question,
    directory: Directory,
    store: NodeStore,
    now: datetime,
    *,
    me: str,
    epochs: Collection[str],
    steps: Collection[int] = STEPS,
) -> Admission:
    """Return leave to evaluate a question, charged and kept.

    The caller writes the admission or the denial to the log before it does anything else; see ``admitting``.
    A denial keeps the nonce of a signed message and nothing else.

    Args:
        question: The question.
        directory: The directory.
        store: The store.
        now: The moment, aware.
        me: Id of the peer whose node this is.
        epochs: Ids of the epochs that are open.
        steps: Numbers of elements that a question may have.

    Raises:
        DeniedError: A check is not passed.
    """
    case = Inspection(
        question=question, directory=directory, store=store, now=now, me=me, epochs=epochs, steps=steps
    )
    with store.transaction():
        failed = next((check for check in CHECKS if not check.holds(case)), None)
        if failed is None:
            request = _stored(case)
            kept = justification_bytes(question.statement, question.signatures)
            add_request(store, request, kept, question.elements, now)
    if failed is not None:
        raise _denied(failed.code, case)
    statement = question.statement
    return Admission(
        request=request,
        elements=question.elements,
        case=statement.case,
        offence_years=statement.offence_years,
    )


def _stored(case: Inspection) -> StoredRequest:
    statement, signatures = case.question.statement, case.question.signatures
    first, second = (signature.certificate for signature in signatures)
    is_swapped = first.role is OfficerRole.APPROVES or second.role is OfficerRole.ASKS
    asks, approves = (second, first) if is_swapped else (first, second)
    return StoredRequest(
        peer=statement.asker,
        request=statement.request,
        type=statement.type,
        purpose=statement.purpose,
        epoch=statement.epoch,
        basis=statement.basis,
        asks=asks.officer,
        approves=approves.officer,
        elements=len(case.question.elements),
        message=case.facts.digest if case.facts else b"",
        statement=hashlib.sha256(statement_bytes(statement)).digest(),
        blinded=elements_hash(case.question.elements),
    )


def _denied(code: Denial, case: Inspection) -> DeniedError:
    if code is not Denial.REPLAY:
        return DeniedError(code, quota=case.quota)
    statement = case.question.statement
    outcome = outcome_of(case.store, case.asker, statement.request)
    same = outcome is not None and outcome.statement == hashlib.sha256(statement_bytes(statement)).digest()
    is_unfinished = same and outcome is not None and outcome.is_unfinished
    return DeniedError(code, outcome=outcome, is_unfinished=is_unfinished)
