"""What a question must pass before anything is evaluated: one table of checks, always in the same order.

What is cheap and does not depend on the sender's word comes first; what writes comes last. A check looks at
who asks and on which ground, never at a list, so that a denial says nothing about one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime

from accord.exchange.cases import elements_hash
from accord.exchange.curve import RefusedElementError, check_element
from accord.exchange.directory import Directory, LegalBasis
from accord.exchange.officers import OfficersError, check_two_officers
from accord.exchange.questions import Denial, Question
from accord.exchange.quotas import Charge, QuotaError, charge
from accord.exchange.signed_messages import (
    RefusedSignatureError,
    SignatureFacts,
    SignatureRefusal,
)
from accord.exchange.signing import verify_request
from accord.exchange.storing.node_store import NodeStore, StoreError
from accord.exchange.storing.requests import outcome_of, remember_nonce
from accord.exchange.storing.witnesses import used_directory

__all__ = ["CHECKS", "Check", "Inspection"]


@dataclass(slots=True, kw_only=True)
class Inspection:
    """A question on its way through the checks, and what they found out.

    Attributes:
        question: The question.
        directory: The directory.
        store: The store.
        now: The moment, aware.
        me: Id of the peer whose node this is.
        epochs: Ids of the epochs that are open.
        steps: Numbers of elements that a question may have.
        facts: What the signature says; set by its check.
        basis: The legal basis; set by its check.
        quota: Why the quota does not admit it; set by its check.
    """

    question: Question
    directory: Directory
    store: NodeStore
    now: datetime
    me: str
    epochs: Collection[str]
    steps: Collection[int]
    facts: SignatureFacts | None = None
    basis: LegalBasis | None = None
    quota: QuotaError | None = None

    @property
    def asker(self) -> str:
        """Id that the message gives as the asker's."""
        return self.question.message.fields.get("accord-asker", "")

    @property
    def day(self) -> date:
        """Day of the question in UTC."""
        return self.now.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One row of the table.

    Attributes:
        code: Denial if it is not passed.
        threats: Numbers of the threats that it answers.
        text: What must hold.
        holds: Says whether it does.
    """

    code: Denial
    threats: str
    text: str
    holds: Callable[[Inspection], bool]


def _has_good_clock(case: Inspection) -> bool:
    try:
        case.store.advance_clock(case.now)
    except StoreError:
        return False
    return True


def _has_directory(case: Inspection) -> bool:
    used = used_directory(case.store)
    return case.directory.is_valid(case.now) and (used is None or case.directory.serial >= used.serial)


def _knows_peer(case: Inspection) -> bool:
    return case.directory.peer(case.asker) is not None and case.directory.peer(case.me) is not None


def _has_pin(case: Inspection) -> bool:
    return case.question.shown == case.asker


def _is_signed(case: Inspection) -> bool:
    try:
        case.facts = verify_request(
            case.question.message, lambda key, at: case.directory.key(case.asker, key, at), now=case.now
        )
    except RefusedSignatureError as error:
        late = {SignatureRefusal.EXPIRED, SignatureRefusal.NOT_YET, SignatureRefusal.LIFE}
        return error.refusal in late
    return True


def _is_in_time(case: Inspection) -> bool:
    """Hold if the signature was good: one that is out of time is refused before it is verified."""
    return case.facts is not None


def _is_new(case: Inspection) -> bool:
    facts = case.facts
    if facts is None or not remember_nonce(case.store, case.asker, facts.nonce, facts.expires):
        return False
    return outcome_of(case.store, case.asker, case.question.statement.request) is None


def _fits_statement(case: Inspection) -> bool:
    """Hold if header fields, statement and elements say the same, and the holder is this node."""
    fields, statement = case.question.message.fields, case.question.statement
    said = {
        "accord-asker": statement.asker,
        "accord-holder": statement.holder,
        "accord-type": statement.type.value,
        "accord-purpose": statement.purpose,
        "accord-epoch": statement.epoch,
        "accord-request": statement.request,
    }
    elements = case.question.elements
    holder = case.directory.peer(case.me)
    is_ours = holder is not None and holder.address == f"https://{case.question.message.authority}"
    is_same = is_ours and all(fields.get(name) == value for name, value in said.items())
    is_whole = statement.count == len(elements) and statement.elements == elements_hash(elements)
    return is_same and is_whole and statement.holder == case.me and statement.asker != case.me


def _is_current(case: Inspection) -> bool:
    return case.question.statement.epoch in case.epochs


def _is_offered(case: Inspection) -> bool:
    holder = case.directory.peer(case.me)
    return holder is not None and case.question.statement.type in holder.types


def _has_basis(case: Inspection) -> bool:
    statement = case.question.statement
    case.basis = case.directory.basis(
        statement.asker, statement.holder, statement.purpose, statement.type, case.day
    )
    return case.basis is not None and case.basis.id == statement.basis


def _is_grave(case: Inspection) -> bool:
    least = case.basis.offence_minimum_years if case.basis else None
    return least is not None and case.question.statement.offence_years >= least


def _has_officers(case: Inspection) -> bool:
    authority = case.directory.authority(case.asker, case.day)
    if authority is None:
        return False
    try:
        check_two_officers(case.question.signatures, case.question.statement, authority, case.day)
    except OfficersError:
        return False
    return True


def _has_step(case: Inspection) -> bool:
    """Hold if the number is a step and no element comes twice: two of one would spend quota for nothing."""
    elements = case.question.elements
    return len(elements) in case.steps and len(set(elements)) == len(elements)


def _has_points(case: Inspection) -> bool:
    """Hold if every element can be evaluated: otherwise quota would be spent for nothing."""
    try:
        for element in case.question.elements:
            check_element(element)
    except RefusedElementError:
        return False
    return True


def _has_quota(case: Inspection) -> bool:
    statement = case.question.statement
    wanted = Charge(
        peer=statement.asker,
        request=statement.request,
        purpose=statement.purpose,
        type=statement.type,
        elements=len(case.question.elements),
    )
    try:
        return charge(case.store, wanted, case.directory.quota(statement.type), case.now)
    except QuotaError as error:
        case.quota = error
        return False


def _row(code: Denial, threats: str, text: str, holds: Callable[[Inspection], bool]) -> Check:
    return Check(code=code, threats=threats, text=text, holds=holds)


CHECKS: tuple[Check, ...] = (
    _row(Denial.CLOCK, "T12", "The clock has not run back behind what the store has seen.", _has_good_clock),
    _row(Denial.DIRECTORY, "T9", "The directory counts now and is not older than the last.", _has_directory),
    _row(Denial.PEER, "T9", "The asker and this node are in the directory.", _knows_peer),
    _row(Denial.PIN, "T9", "The asker's own pinned TLS certificate was shown.", _has_pin),
    _row(Denial.SIGNATURE, "T8", "A key of the asker signed this message and body.", _is_signed),
    _row(Denial.EXPIRED, "T8", "The message is neither from the future nor expired.", _is_in_time),
    _row(Denial.REPLAY, "T8", "Neither nonce nor request id was used by this asker before.", _is_new),
    _row(Denial.STATEMENT, "T8 T10", "Header, statement and elements agree; it is for us.", _fits_statement),
    _row(Denial.EPOCH, "T8 T14", "The epoch is open.", _is_current),
    _row(Denial.TYPE, "T11", "This node answers questions about the type.", _is_offered),
    _row(
        Denial.BASIS,
        "T11",
        "The directory has an open legal basis, and the officers relied on it.",
        _has_basis,
    ),
    _row(Denial.OFFENCE, "T11", "The offence is as grave as the basis demands.", _is_grave),
    _row(Denial.OFFICERS, "T10", "Two different officers of the asker signed the statement.", _has_officers),
    _row(Denial.COUNT, "T1 T7 T17", "The number of elements is a fixed step; each comes once.", _has_step),
    _row(Denial.ELEMENT, "T6", "Each element is a point of the group, and not the identity.", _has_points),
    _row(Denial.QUOTA, "T1 T2", "The quota admits them; this check charges them.", _has_quota),
)
"""The checks in their order."""
