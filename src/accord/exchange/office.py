"""What officers do: prepare an inquiry, have it approved, send it, and keep what came of it.

An inquiry is sealed to the supervisory authority and logged before it is sent; what came of it is logged with
the number of hits, hit or no hit. The store and the log of the office are opened for one act only, so that
several programs of one node can take turns.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from accord.exchange.asking import CaseFacts, Question, prepare
from accord.exchange.canonical import MalformedError
from accord.exchange.concluding import Result, conclude
from accord.exchange.correspondence import Correspondent, Envelope, WrongAnswerError
from accord.exchange.directory import Directory
from accord.exchange.inquiries import Inquiry
from accord.exchange.justifying import justification_json
from accord.exchange.logbook import Entry, EntryKind, Logbook, entry_bytes
from accord.exchange.messages import Frame, read_frame, write_frame
from accord.exchange.node_settings import Supervisor
from accord.exchange.normalising import Subject
from accord.exchange.officers import CaseSignature, OfficerRefusal, OfficersError, check_two_officers
from accord.exchange.oprf import Evaluation
from accord.exchange.question_seals import seal_question
from accord.exchange.receiving import Published, Received
from accord.exchange.sealed_files import sealed_bytes
from accord.exchange.storing.hits import StoredHit, add_hit, seal_opening, sealed_opening
from accord.exchange.storing.node_store import NodeStore
from accord.exchange.strict_fields import StrictFields

__all__ = ["Office", "carry_out", "check_inquiry", "new_inquiry"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The store and the log of what officers do, open.

    Attributes:
        store: The store.
        log: The log.
        supervisor: To whom what is asked is sealed.
    """

    store: NodeStore
    log: Logbook
    supervisor: Supervisor


def new_inquiry(
    subjects: Sequence[Subject], published: Published, case: CaseFacts, *, now: datetime
) -> Inquiry:
    """Return an inquiry that nobody has signed yet.

    Args:
        subjects: What to ask for.
        published: What the holder published.
        case: Why is asked.
        now: The moment, aware.

    Raises:
        RefusedSubjectError: A subject cannot be normalised.
        ValueError: There are no subjects, or one is of another type.
    """
    questions = prepare(subjects, published.descriptor, case, is_tested=published.is_tested)
    return Inquiry(
        id=secrets.token_hex(8),
        at=now.replace(microsecond=0),
        case=case,
        subjects=tuple(subjects),
        questions=questions,
        signatures=((),) * len(questions),
    )


def check_inquiry(inquiry: Inquiry, directory: Directory, now: datetime) -> None:
    """Refuse an inquiry that the holder would refuse for its signatures, before anything is sent.

    Args:
        inquiry: The inquiry.
        directory: The directory.
        now: The moment, aware.

    Raises:
        OfficersError: It is not signed by two different officers of this node who may.
    """
    day = now.date()
    for question, signatures in zip(inquiry.questions, inquiry.signatures, strict=True):
        authority = directory.authority(question.statement.asker, day)
        if authority is None:
            raise OfficersError(OfficerRefusal.AUTHORITY)
        check_two_officers(signatures, question.statement, authority, day)


def carry_out(
    inquiry: Inquiry,
    published: Published,
    peer: Correspondent,
    open_office: Callable[[], AbstractContextManager[Office]],
    *,
    received: Received,
    clock: Callable[[], datetime],
) -> tuple[Result, ...]:
    """Send the questions of an inquiry and return what came of each subject.

    It may be called again after an error: the same requests go in new messages, and are not charged again.

    Args:
        inquiry: The inquiry, signed by two officers.
        published: What the holder published when it was prepared.
        peer: The holder.
        open_office: Opens store and log; they are closed while messages travel.
        received: Where it is noted that the canary hit.
        clock: Gives the moment, aware.

    Raises:
        AnswerError: Nothing may be concluded from the answers; the refusal says why.
        WrongAnswerError: What came back is not the peer's answer.
        RefusedByPeerError: The peer refused a question.
        UnreachableError: The peer was not reached.
    """
    with open_office() as office:
        for question in inquiry.questions:
            _seal(question, inquiry.case, office, clock())
    evaluations = [
        _asked(question, signatures, peer, clock())
        for question, signatures in zip(inquiry.questions, inquiry.signatures, strict=True)
    ]
    results = conclude(
        inquiry.questions,
        evaluations,
        published.descriptor,
        published.tags,
        is_tested=published.is_tested,
    )
    received.mark_tested(published.descriptor.scope)
    with open_office() as office:
        for question in inquiry.questions:
            _keep(question, results, office, clock())
    return results


def _seal(question: Question, case: CaseFacts, office: Office, now: datetime) -> None:
    """Seal what a question is made of, once, before it is sent."""
    request, holder = question.statement.request, question.statement.holder
    if sealed_opening(office.store, request) is not None:
        return
    supervisor = office.supervisor
    sealed = seal_question(question, case, authority=supervisor.id, public=supervisor.public)
    seal_opening(office.store, request, holder, sealed_bytes(sealed), now)


def _asked(
    question: Question, signatures: Sequence[CaseSignature], peer: Correspondent, now: datetime
) -> Evaluation:
    """Send one question and return its answer, whose proof is still to be verified."""
    statement = question.statement
    head = justification_json(statement, signatures)
    body = write_frame(Frame(head=head, elements=question.elements))
    envelope = Envelope(
        type=statement.type,
        purpose=statement.purpose,
        epoch=statement.epoch,
        request=statement.request,
    )
    answer = peer.exchange("POST", "/evaluate", envelope, body, now=now)
    try:
        frame = read_frame(answer, has_proof=True)
        StrictFields(frame.head, "answer").finish()
    except MalformedError as error:
        raise WrongAnswerError(f"the answer cannot be read: {error}") from error
    return Evaluation(frame.elements, frame.proof)


def _keep(question: Question, results: Sequence[Result], office: Office, now: datetime) -> None:
    """Keep the hits of one question, and log how many there are."""
    statement = question.statement
    hits = [hit for result in results for hit in result.hits if hit.request == statement.request]
    for hit in hits:
        stored = StoredHit(
            request=hit.request,
            place=hit.place,
            holder=statement.holder,
            type=statement.type,
            purpose=statement.purpose,
            epoch=statement.epoch,
            match_key=hit.key,
            at=now,
        )
        add_hit(office.store, stored)
    fields: dict[str, str | int] = {
        "holder": statement.holder,
        "type": statement.type.value,
        "purpose": statement.purpose,
        "epoch": statement.epoch,
        "request": statement.request,
        "hits": len(hits),
        "blinded": statement.elements.hex(),
    }
    office.log.append(entry_bytes(Entry(kind=EntryKind.HIT, at=now, fields=fields)))
