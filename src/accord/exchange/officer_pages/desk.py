"""What officers do at their desk, each act under a key that is opened for it and forgotten."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime

from accord.exchange.asking import CaseFacts
from accord.exchange.cases import PersonRole, Reason
from accord.exchange.concluding import Result
from accord.exchange.directory import Directory, LegalBasis
from accord.exchange.epochs import epoch_of
from accord.exchange.follow_up_book import Decision, FollowUpBook
from accord.exchange.follow_up_codes import Worth
from accord.exchange.follow_up_files import CaseFile
from accord.exchange.follow_up_requests import FollowUpRequest
from accord.exchange.follow_up_routes import post_replies, post_request
from accord.exchange.following_up import Side, State
from accord.exchange.hit_files import HitFile
from accord.exchange.inquiries import Inquiry, sign_inquiry
from accord.exchange.node import Node
from accord.exchange.normalising import Subject
from accord.exchange.office import carry_out, check_inquiry, new_inquiry
from accord.exchange.officer_keys import LockedError
from accord.exchange.officer_pages.sessions import Attempts
from accord.exchange.officers import Officer
from accord.exchange.publishing import scope_of
from accord.exchange.reaching import Reached, reach
from accord.exchange.running import open_book

__all__ = ["Concluded", "Desk", "SameOfficerError"]

_SALT_BYTES = 16


class SameOfficerError(ValueError):
    """The officer who signed first cannot sign second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concluded:
    """What came of an inquiry.

    Attributes:
        inquiry: The inquiry.
        results: Hit or no hit for each subject.
        hits: Names under which the hits are kept.
    """

    inquiry: Inquiry
    results: tuple[Result, ...]
    hits: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The desk of a node.

    Attributes:
        node: The node.
        clock: Gives the moment, aware.
        attempts: Wrong passphrases.
        reach: Opens a connection to a peer.
    """

    node: Node
    clock: Callable[[], datetime]
    attempts: Attempts = field(default_factory=Attempts)
    reach: Callable[[Node, str], AbstractContextManager[Reached]] = reach

    def directory(self) -> Directory:
        """Return the directory as it is now."""
        return self.node.directory()

    def book(self) -> AbstractContextManager[FollowUpBook]:
        """Open the book of follow-ups for one act."""
        return open_book(self.node, self.clock())

    def basis(self, identity: str) -> LegalBasis | None:
        """Return a row of legal basis that allows this node something today; None if it does not."""
        day = self.clock().date()
        rows = (row for row in self.directory().bases if row.id == identity and row.asker == self.node.id)
        return next((row for row in rows if row.is_open(day)), None)

    def inquiries(self) -> tuple[Inquiry, ...]:
        """Return the inquiries that can still be sent, oldest first."""
        epoch = epoch_of(self.clock())
        return tuple(each for each in self.node.pending.all() if each.scope.epoch == epoch)

    def hits(self) -> dict[str, HitFile]:
        """Return the hits that wait for an end, by name."""
        files = self.node.hits
        return {name: files.hit(name) for name in files.names()}

    def unlock(self, officer: str, passphrase: str) -> Officer:
        """Return an officer who gave the passphrase, to sign once.

        Raises:
            LockedError: The passphrase does not open the key.
            TooManyAttemptsError: It was wrong too often.
        """
        now = self.clock()
        self.attempts.check(officer, now)
        try:
            found = self.node.officers.unlock(officer, passphrase)
        except LockedError:
            self.attempts.wrong(officer, now)
            raise
        self.attempts.right(officer)
        return found

    def prepare(
        self, basis: LegalBasis, subjects: tuple[Subject, ...], facts: Mapping[str, str], officer: Officer
    ) -> Inquiry:
        """Prepare an inquiry, sign it first, and keep it for the second officer; nothing is asked yet.

        Args:
            basis: What allows it.
            subjects: What to ask for.
            facts: Reference, offence_years, role and reason of the case.
            officer: The first officer.

        Raises:
            RefusedSubjectError: A subject cannot be normalised.
            UnreachableError: What the holder published cannot be fetched.
        """
        case = CaseFacts(
            reference=facts["reference"],
            salt=secrets.token_bytes(_SALT_BYTES),
            basis=basis.id,
            offence_years=int(facts["offence_years"]),
            role=PersonRole(facts["role"]),
            reason=Reason(facts["reason"]),
        )
        now, node = self.clock(), self.node
        scope = scope_of(basis.holder, node.id, basis.type, purpose=basis.purpose, epoch=epoch_of(now))
        with self.reach(node, basis.holder) as reached:
            published = node.received.published(reached.peer, scope, now=now)
        inquiry = sign_inquiry(new_inquiry(subjects, published, case, now=now), officer)
        node.pending.keep(inquiry)
        return inquiry

    def approve(self, inquiry: Inquiry, officer: Officer) -> Concluded:
        """Sign an inquiry second, send it, and return what came of it.

        Raises:
            SameOfficerError: This officer signed first.
            OfficersError: The two signatures are not good together; nothing is kept or sent.
            AnswerError, WrongAnswerError, RefusedByPeerError, UnreachableError: Nothing may be concluded. The
                inquiry waits with both signatures, and may be sent again; it is not charged twice.
        """
        if officer.certificate.officer in inquiry.signers:
            raise SameOfficerError
        signed = sign_inquiry(inquiry, officer)
        check_inquiry(signed, self.directory(), self.clock())
        self.node.pending.keep(signed)
        return self.send(signed)

    def send(self, inquiry: Inquiry) -> Concluded:
        """Send an inquiry that two officers signed, and return what came of it."""
        node = self.node
        check_inquiry(inquiry, self.directory(), self.clock())
        with self.reach(node, inquiry.scope.holder) as reached:
            published = node.received.published(reached.peer, inquiry.scope, now=self.clock())
            results = carry_out(
                inquiry,
                published,
                reached.peer,
                lambda: node.office(self.clock()),
                received=node.received,
                clock=self.clock,
            )
        hits = node.hits.keep(inquiry, results)
        node.pending.remove(inquiry.id)
        return Concluded(inquiry=inquiry, results=results, hits=hits)

    def draft_follow_up(self, request: FollowUpRequest, officer: Officer) -> CaseFile:
        """Draft a follow-up under the hand of the first officer."""
        with self.book() as book:
            return book.draft(request, officer, self.clock())

    def confirm_follow_up(self, identity: str, officer: Officer) -> CaseFile:
        """Put the second hand under a follow-up and send it.

        Raises:
            UnreachableError, WrongAnswerError, RefusedByPeerError: It is confirmed and was not received; send
                it again.
        """
        with self.book() as book:
            book.confirm(identity, officer, self.clock())
        return self.send_follow_up(identity)

    def send_follow_up(self, identity: str) -> CaseFile:
        """Send a confirmed follow-up that has not been received yet."""
        with self.book() as book:
            file = book.file(identity, Side.ASKING)
        if file.history.state is not State.CONFIRMED:
            return file
        with self.reach(self.node, file.peer) as reached:
            received = post_request(reached.peer, file, self.clock())
        with self.book() as book:
            return book.sent(identity, self.clock(), received)

    def decide(self, identity: str, decision: Decision, officer: Officer) -> CaseFile:
        """Decide about a request that was received, and send the reply.

        Raises:
            UnreachableError, WrongAnswerError, RefusedByPeerError: It is decided and the reply did not
            arrive;
                send it again.
        """
        with self.book() as book:
            book.decide(identity, decision, officer, self.clock())
        return self.send_replies(identity)

    def send_replies(self, identity: str) -> CaseFile:
        """Send all replies to a request; those that arrived before change nothing."""
        with self.book() as book:
            file = book.file(identity, Side.ASKED)
        with self.reach(self.node, file.peer) as reached:
            post_replies(reached.peer, file, self.clock())
        return file

    def close_follow_up(self, identity: str, worth: Worth, officer: Officer) -> CaseFile:
        """Close a follow-up; at the asker the hit goes with it."""
        with self.book() as book:
            file = book.close(identity, worth, officer, self.clock())
        if file.history.side is Side.ASKING:
            self.node.hits.remove(file.signed.request.question)
        return file
