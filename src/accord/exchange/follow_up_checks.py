"""What a request or reply from another authority must be before a human sees it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum

from accord.exchange.directory import Directory
from accord.exchange.follow_up_replies import SignedReply, check_reply
from accord.exchange.follow_up_requests import FollowUpRequest, SignedRequest, request_hash, request_statement
from accord.exchange.officers import OfficersError, check_two_officers

__all__ = ["FollowUpFault", "RefusedFollowUpError", "check_signed_reply", "check_signed_request"]


class FollowUpFault(StrEnum):
    """Why a message about a follow-up is not taken."""

    PEER = "peer"
    BASIS = "basis"
    OFFENCE = "offence"
    OFFICERS = "officers"
    QUESTION = "question"
    CASE = "case"
    REQUEST = "request"


class RefusedFollowUpError(ValueError):
    """A message about a follow-up is not taken.

    Attributes:
        fault: Why; the code is all that the sender hears.
    """

    def __init__(self, fault: FollowUpFault) -> None:
        self.fault = fault
        super().__init__(f"the message about a follow-up is refused: {fault.value}")


def check_signed_request(
    signed: SignedRequest,
    directory: Directory,
    case_of: Callable[[str, str], bytes | None],
    *,
    peer: str,
    me: str,
    now: datetime,
) -> None:
    """Refuse a request that is not lawful, not signed by two officers, or not about an answered question.

    Args:
        signed: The request.
        directory: Directory of the exchange.
        case_of: Gives the hash of the case of a question that a peer asked here, by peer and id; None if that
            peer never asked it.
        peer: Id of the peer that sent it, from its certificate and signature.
        me: Id of this node.
        now: The moment, aware.

    Raises:
        RefusedFollowUpError: It is not taken; the fault says why.
    """
    request = signed.request
    day = now.astimezone(UTC).date()
    if (request.asker, request.holder) != (peer, me):
        raise RefusedFollowUpError(FollowUpFault.PEER)
    basis = directory.basis(request.asker, request.holder, request.purpose, request.type, day)
    if basis is None or basis.id != request.basis:
        raise RefusedFollowUpError(FollowUpFault.BASIS)
    if request.offence_years < basis.offence_minimum_years:
        raise RefusedFollowUpError(FollowUpFault.OFFENCE)
    authority = directory.authority(request.asker, day)
    if authority is None:
        raise RefusedFollowUpError(FollowUpFault.OFFICERS)
    try:
        check_two_officers(signed.signatures, request_statement(request), authority, day)
    except OfficersError:
        raise RefusedFollowUpError(FollowUpFault.OFFICERS) from None
    case = case_of(peer, request.question)
    if case is None:
        raise RefusedFollowUpError(FollowUpFault.QUESTION)
    if case != request.case:
        raise RefusedFollowUpError(FollowUpFault.CASE)


def check_signed_reply(
    signed: SignedReply, request: FollowUpRequest, directory: Directory, *, peer: str
) -> None:
    """Refuse a reply that is not to this request or not under the hand of an officer of the holder.

    Args:
        signed: The reply.
        request: The request as it was sent.
        directory: Directory of the exchange.
        peer: Id of the peer that sent it.

    Raises:
        RefusedFollowUpError: It is not taken; the fault says why.
    """
    reply = signed.reply
    if (reply.holder, peer) != (request.holder, request.holder):
        raise RefusedFollowUpError(FollowUpFault.PEER)
    if (reply.follow_up, reply.request, reply.type) != (request.id, request_hash(request), request.type):
        raise RefusedFollowUpError(FollowUpFault.REQUEST)
    try:
        check_reply(signed, directory)
    except OfficersError:
        raise RefusedFollowUpError(FollowUpFault.OFFICERS) from None
