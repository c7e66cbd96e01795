"""The follow-ups of a node: each act is checked, written to the log, and then kept.

The log comes first, so that nothing can be done that it does not know. If the node ends between the two, the
act is in the log and not in the books, and is done again; it is never the other way round.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from accord.exchange.directory import Directory, OfficerAuthority
from accord.exchange.follow_up_checks import check_signed_reply
from accord.exchange.follow_up_codes import Worth
from accord.exchange.follow_up_files import CaseFile, all_files, change_file, file_of, new_file
from accord.exchange.follow_up_replies import FollowUpReply, SignedReply, reply_hash, sign_reply
from accord.exchange.follow_up_requests import (
    FollowUpRequest,
    SignedRequest,
    request_hash,
    request_statement,
)
from accord.exchange.following_up import Act, Event, FollowUp, Side
from accord.exchange.logbook import Entry, EntryKind, Logbook, entry_bytes
from accord.exchange.officers import (
    Officer,
    OfficerRefusal,
    OfficersError,
    check_certificate,
    check_two_officers,
    sign_case,
)
from accord.exchange.storing.hits import close_hits
from accord.exchange.storing.node_store import NodeStore

__all__ = ["Decision", "FollowUpBook", "UnknownFollowUpError"]


class UnknownFollowUpError(KeyError):
    """There is no follow-up with this id on this side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What an officer of the asked authority decided.

    Attributes:
        act: Accept, refuse or answer.
        code: Code of the list of the act.
        text: The information, or why not, in words; a dash if there is nothing to add.
        fields: Fields of the subject that the officer chose to send.
        salt: 32 random bytes.
    """

    act: Act
    code: str
    text: str
    fields: Mapping[str, str]
    salt: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpBook:
    """The book of one node.

    Attributes:
        store: Where follow-ups are kept.
        log: Where every act is written first.
        directory: Directory of the exchange.
        me: Id of this node.
    """

    store: NodeStore
    log: Logbook
    directory: Directory
    me: str

    def draft(self, request: FollowUpRequest, officer: Officer, now: datetime) -> CaseFile:
        """Begin a follow-up under the hand of one officer; nothing is sent.

        Raises:
            OfficersError: The officer is not certified.
            MalformedError: The request cannot be sent as it is.
        """
        self._check_officer(officer, now)
        event = Event(act=Act.DRAFT, at=_second(now), officer=officer.certificate.officer)
        history = FollowUp(id=request.id, side=Side.ASKING, urgency=request.urgency).after(event)
        signature = sign_case(officer, request_statement(request))
        file = CaseFile(history=history, signed=SignedRequest(request=request, signatures=(signature,)))
        self._log(file, request_hash(request))
        new_file(self.store, file)
        return file

    def confirm(self, identity: str, officer: Officer, now: datetime) -> CaseFile:
        """Put the second officer's hand under a drafted request; it may be sent now.

        Raises:
            FollowUpError: It is not drafted, or this officer drafted it.
            OfficersError: The two signatures are not those of two different, certified officers.
        """
        file = self.file(identity, Side.ASKING)
        history = file.history.after(
            Event(act=Act.CONFIRM, at=_second(now), officer=officer.certificate.officer)
        )
        statement = request_statement(file.signed.request)
        signatures = (*file.signed.signatures, sign_case(officer, statement))
        check_two_officers(signatures, statement, self._authority(now), now.astimezone(UTC).date())
        signed = replace(file.signed, signatures=signatures)
        return self._keep(replace(file, history=history, signed=signed), request_hash(signed.request))

    def sent(self, identity: str, now: datetime, received: datetime) -> CaseFile:
        """Note that a confirmed request left and that the holder signed its receipt.

        Args:
            identity: Id of the follow-up.
            now: The moment.
            received: When the holder received it, as its signed receipt says. A receipt from before the
                sending counts as of the sending, because clocks differ.
        """
        file = self.file(identity, Side.ASKING)
        history = file.history.after(Event(act=Act.SEND, at=_second(now)))
        file = self._keep(replace(file, history=history), request_hash(file.signed.request))
        at = max(_second(received), _second(now))
        history = file.history.after(Event(act=Act.RECEIVE, at=at))
        return self._keep(replace(file, history=history), request_hash(file.signed.request))

    def receive(self, signed: SignedRequest, received: datetime) -> CaseFile:
        """Take in a checked request; its clock runs from ``received``. A second copy changes nothing."""
        known = file_of(self.store, signed.request.id)
        if known is not None:
            return known
        request = signed.request
        history = FollowUp(id=request.id, side=Side.ASKED, urgency=request.urgency)
        history = history.after(Event(act=Act.RECEIVE, at=_second(received)))
        file = CaseFile(history=history, signed=signed)
        self._log(file, request_hash(request))
        new_file(self.store, file)
        return file

    def decide(
        self, identity: str, decision: Decision, officer: Officer, now: datetime
    ) -> tuple[CaseFile, SignedReply]:
        """Decide about a request that was received, under the hand of an officer; return the reply to send.

        Raises:
            FollowUpError: This cannot be decided now.
            OfficersError: The officer is not certified.
            MalformedError: The reply cannot be sent as it is.
        """
        file = self.file(identity, Side.ASKED)
        self._check_officer(officer, now)
        at = _second(now)
        event = Event(act=decision.act, at=at, officer=officer.certificate.officer, code=decision.code)
        history = file.history.after(event)
        reply = FollowUpReply(
            follow_up=identity,
            request=request_hash(file.signed.request),
            holder=self.me,
            act=decision.act,
            code=decision.code,
            at=at,
            type=file.signed.request.type,
            text=decision.text,
            fields=decision.fields,
            salt=decision.salt,
        )
        signed = sign_reply(officer, reply)
        kept = replace(file, history=history, replies=(*file.replies, signed))
        return self._keep(kept, reply_hash(reply)), signed

    def take_reply(self, signed: SignedReply, peer: str) -> CaseFile:
        """Take in a reply of the asked authority. A second copy changes nothing.

        Raises:
            RefusedFollowUpError: It is not to this request or not under the hand of an officer.
            FollowUpError: It does not follow what was said before.
        """
        reply = signed.reply
        file = self.file(reply.follow_up, Side.ASKING)
        check_signed_reply(signed, file.signed.request, self.directory, peer=peer)
        if signed in file.replies:
            return file
        officer = signed.signature.certificate.officer
        at = max(reply.at, file.history.events[-1].at)
        history = file.history.after(Event(act=reply.act, at=at, officer=officer, code=reply.code))
        kept = replace(file, history=history, replies=(*file.replies, signed))
        return self._keep(kept, reply_hash(reply))

    def close(self, identity: str, worth: Worth, officer: Officer, now: datetime) -> CaseFile:
        """Close a follow-up and say what it was worth; at the asker its hits are closed with it."""
        file = file_of(self.store, identity)
        if file is None:
            raise UnknownFollowUpError(identity)
        self._check_officer(officer, now)
        event = Event(act=Act.CLOSE, at=_second(now), officer=officer.certificate.officer, code=worth.value)
        request = file.signed.request
        kept = self._keep(replace(file, history=file.history.after(event)), request_hash(request))
        if file.history.side is Side.ASKING:
            close_hits(self.store, request.question, worth.value, now)
        return kept

    def file(self, identity: str, side: Side) -> CaseFile:
        """Return a follow-up.

        Raises:
            UnknownFollowUpError: There is none with this id on this side.
        """
        found = file_of(self.store, identity)
        if found is None or found.history.side is not side:
            raise UnknownFollowUpError(identity)
        return found

    def files(self, side: Side) -> tuple[CaseFile, ...]:
        """Return all follow-ups of a side; open ones first, what is due first before others."""
        return all_files(self.store, side)

    def _check_officer(self, officer: Officer, now: datetime) -> None:
        check_certificate(officer.certificate, self._authority(now), now.astimezone(UTC).date())

    def _authority(self, now: datetime) -> OfficerAuthority:
        authority = self.directory.authority(self.me, now.astimezone(UTC).date())
        if authority is None:
            raise OfficersError(OfficerRefusal.AUTHORITY)
        return authority

    def _keep(self, file: CaseFile, digest: bytes) -> CaseFile:
        self._log(file, digest)
        change_file(self.store, file)
        return file

    def _log(self, file: CaseFile, digest: bytes) -> None:
        fields: dict[str, str | int] = {
            "peer": file.peer,
            "request": file.signed.request.question,
            "follow_up": file.history.id,
            "state": file.history.state.value,
            "body": digest.hex(),
        }
        entry = Entry(kind=EntryKind.FOLLOW_UP, at=file.history.events[-1].at, fields=fields)
        self.log.append(entry_bytes(entry))


def _second(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)
