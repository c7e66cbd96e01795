"""Requests and replies about hits between two nodes: what the server does with one, and how one is sent.

A message that was lost is sent again, and one that comes twice changes nothing. The receipt states when the
holder first received the request; the clock of both sides runs from there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime

from accord.exchange.answering import RefusedError, Route
from accord.exchange.canonical import JsonValue, MalformedError, canonical, parse_canonical
from accord.exchange.correspondence import Correspondent, Envelope, WrongAnswerError
from accord.exchange.follow_up_book import FollowUpBook, UnknownFollowUpError
from accord.exchange.follow_up_checks import RefusedFollowUpError, check_signed_request
from accord.exchange.follow_up_files import CaseFile
from accord.exchange.follow_up_replies import read_reply, reply_bytes
from accord.exchange.follow_up_requests import read_request, request_bytes
from accord.exchange.following_up import FollowUpError
from accord.exchange.justifying import read_justification
from accord.exchange.senders import Sender
from accord.exchange.signed_messages import RequestMessage
from accord.exchange.storing.node_store import NodeStore
from accord.exchange.strict_fields import StrictFields, instant_text

__all__ = ["REPLY_PATH", "REQUEST_PATH", "case_in", "follow_up_routes", "post_replies", "post_request"]

REQUEST_PATH, REPLY_PATH = "/follow-up", "/follow-up/reply"

OpenBook = Callable[[datetime], AbstractContextManager[FollowUpBook]]
"""Opens the book for one act at a moment."""


def follow_up_routes(open_book: OpenBook, case_of: Callable[[str, str], bytes | None]) -> Mapping[str, Route]:
    """Return what a node does with requests and replies that come in, by method and path.

    Args:
        open_book: Opens the book of the node for one act.
        case_of: Gives the hash of the case of a question by peer and request id; see :func:`case_in`.
    """

    def request(sender: Sender, message: RequestMessage, now: datetime) -> bytes:
        try:
            signed = read_request(message.body)
            with open_book(now) as book:
                check_signed_request(signed, book.directory, case_of, peer=sender.id, me=book.me, now=now)
                file = book.receive(signed, now)
        except MalformedError:
            raise RefusedError(400, "form") from None
        except RefusedFollowUpError as error:
            raise RefusedError(403, error.fault.value) from None
        if file.signed != signed or file.history.received is None:
            raise RefusedError(409, "another")
        return canonical({"follow_up": signed.request.id, "received": instant_text(file.history.received)})

    def reply(sender: Sender, message: RequestMessage, now: datetime) -> bytes:
        try:
            signed = read_reply(message.body)
            with open_book(now) as book:
                book.take_reply(signed, sender.id)
        except MalformedError:
            raise RefusedError(400, "form") from None
        except UnknownFollowUpError:
            raise RefusedError(404, "follow-up") from None
        except RefusedFollowUpError as error:
            raise RefusedError(403, error.fault.value) from None
        except FollowUpError:
            raise RefusedError(409, "order") from None
        return canonical({"follow_up": signed.reply.follow_up})

    return {f"POST {REQUEST_PATH}": request, f"POST {REPLY_PATH}": reply}


def case_in(store: NodeStore) -> Callable[[str, str], bytes | None]:
    """Return what gives the hash of the case of an answered question, from the store of its node.

    Args:
        store: The store; it may be open for reading only.
    """

    def case_of(peer: str, request: str) -> bytes | None:
        sql = (
            "SELECT justification FROM requests WHERE peer = ? AND request = ? AND answer_digest IS NOT NULL"
        )
        found = store.rows(sql, (peer, request))
        kept = found[0][0] if found else None
        return read_justification(kept)[0].case if isinstance(kept, bytes) else None

    return case_of


def post_request(peer: Correspondent, file: CaseFile, now: datetime) -> datetime:
    """Send a confirmed request and return when the holder received it.

    Args:
        peer: The holder.
        file: The follow-up.
        now: The moment, aware.

    Raises:
        WrongAnswerError: What came back is not the holder's receipt.
        RefusedByPeerError: The holder does not take the request.
        UnreachableError: The holder was not reached.
    """
    data = peer.exchange("POST", REQUEST_PATH, _envelope(file), request_bytes(file.signed), now=now)
    try:
        value: JsonValue = parse_canonical(data, where="receipt")
        row = StrictFields(value, "receipt")
        identity, received = row.id("follow_up"), row.instant("received")
        row.finish()
    except MalformedError as error:
        raise WrongAnswerError(f"the receipt cannot be read: {error}") from error
    if identity != file.history.id:
        raise WrongAnswerError("the receipt is for another request")
    return received


def post_replies(peer: Correspondent, file: CaseFile, now: datetime) -> None:
    """Send all replies to a request in their order; those that arrived before change nothing.

    Args:
        peer: The asker.
        file: The follow-up.
        now: The moment, aware.

    Raises:
        WrongAnswerError: What came back is not the asker's answer.
        RefusedByPeerError: The asker does not take a reply.
        UnreachableError: The asker was not reached.
    """
    for signed in file.replies:
        peer.exchange("POST", REPLY_PATH, _envelope(file), reply_bytes(signed), now=now)


def _envelope(file: CaseFile) -> Envelope:
    request = file.signed.request
    return Envelope(type=request.type, purpose=request.purpose, epoch=request.epoch, request=request.id)
