"""Requests and replies between two nodes: taken once, refused with a code, sent again without harm."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from accord.exchange.answering import RefusedError, Route
from accord.exchange.canonical import canonical
from accord.exchange.correspondence import Correspondent, WrongAnswerError
from accord.exchange.follow_up_book import FollowUpBook
from accord.exchange.follow_up_routes import (
    REPLY_PATH,
    REQUEST_PATH,
    case_in,
    follow_up_routes,
    post_replies,
    post_request,
)
from accord.exchange.following_up import Side, State
from accord.exchange.justifying import justification_bytes
from accord.exchange.senders import Sender
from accord.exchange.signed_messages import RequestMessage, ResponseMessage
from accord.exchange.signing import sign_response, verify_request
from accord.exchange.storing import NodeStore
from accord.exchange.storing.requests import StoredRequest, add_request, keep_answer
from exchange.followed import ACCEPTED, ANSWERED, REQUEST, book, signed
from exchange.inspected import ASKER, HOLDER, NOW, Asked, ask, directory, officer, signing_key


def sender(peer: str) -> Sender:
    return Sender(
        id=peer,
        type=REQUEST.type,
        purpose=REQUEST.purpose,
        epoch=REQUEST.epoch,
        request=REQUEST.id,
        message=bytes(32),
    )


def case_of(peer: str, question: str) -> bytes | None:
    return REQUEST.case if (peer, question) == (ASKER, REQUEST.question) else None


def routes(folder: Path, me: str) -> dict[str, Route]:
    @contextmanager
    def opened(now: datetime) -> Iterator[FollowUpBook]:
        with book(folder, me, now) as found:
            yield found

    return dict(follow_up_routes(opened, case_of))


def call(folder: Path, me: str, path: str, body: bytes, *, peer: str, now: datetime = NOW) -> bytes:
    message = RequestMessage(method="POST", authority="x", path=path, fields={}, body=body)
    return routes(folder, me)[f"POST {path}"](sender(peer), message, now)


def correspondent(me: str, peer: str, folder: Path, *, now: datetime = NOW) -> Correspondent:
    """A node that writes to the other one directly; both sign, and the answer is verified."""

    def send(message: RequestMessage) -> ResponseMessage:
        verify_request(message, lambda key, at: directory().key(me, key, at), now=now)
        try:
            status, body = 200, call(folder, peer, message.path, message.body, peer=me, now=now)
        except RefusedError as error:
            status, body = error.status, canonical({"code": error.code, "retry_after": 0})
        plain = ResponseMessage(status=status, fields={}, body=body)
        fields = sign_response(plain, message, signing_key(f"{peer}-key"), created=now, nonce="n" * 32)
        return ResponseMessage(status=status, fields=fields, body=body)

    return Correspondent(me=me, peer=peer, key=signing_key(f"{me}-key"), directory=directory(), send=send)


def test_a_request_and_its_replies_go_over_the_wire(tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    with book(a, ASKER) as mine:
        mine.draft(REQUEST, officer(ASKER, "officer-1"), NOW)
        file = mine.confirm("f-1", officer(ASKER, "officer-2"), NOW)
    received = post_request(correspondent(ASKER, HOLDER, b), file, NOW)
    with book(a, ASKER) as mine:
        mine.sent("f-1", NOW, received)
    with book(b, HOLDER) as theirs:
        theirs.decide("f-1", ACCEPTED, officer(HOLDER, "officer-9"), NOW)
        answered, _ = theirs.decide("f-1", ANSWERED, officer(HOLDER, "officer-9"), NOW)
    for _ in range(2):
        post_replies(correspondent(HOLDER, ASKER, a), answered, NOW)
    with book(a, ASKER) as mine:
        assert mine.file("f-1", Side.ASKING).history.state is State.ANSWERED


def test_a_request_that_comes_again_keeps_its_first_receipt(tmp_path: Path) -> None:
    body = _body()
    first = call(tmp_path, HOLDER, REQUEST_PATH, body, peer=ASKER)
    again = call(tmp_path, HOLDER, REQUEST_PATH, body, peer=ASKER, now=NOW + timedelta(hours=1))
    assert first == again
    assert b'"received":"2030-01-31T10:00:00Z"' in first


def test_another_request_under_the_same_id_is_refused(tmp_path: Path) -> None:
    call(tmp_path, HOLDER, REQUEST_PATH, _body(), peer=ASKER)
    with pytest.raises(RefusedError) as refused:
        call(tmp_path, HOLDER, REQUEST_PATH, _body(wanted="More."), peer=ASKER)
    assert (refused.value.status, refused.value.code) == (409, "another")


@pytest.mark.parametrize(
    ("body", "peer", "status", "code"),
    [
        (b"", ASKER, 400, "form"),
        (b"{}", ASKER, 400, "form"),
        (b"[" * 60_000, ASKER, 400, "form"),
        (b'{"request":' * 10 + b"1" + b"}" * 10, ASKER, 400, "form"),
    ],
)
def test_what_is_no_request_is_refused_with_a_code(
    tmp_path: Path, body: bytes, peer: str, status: int, code: str
) -> None:
    for path in (REQUEST_PATH, REPLY_PATH):
        with pytest.raises(RefusedError) as refused:
            call(tmp_path, HOLDER, path, body, peer=peer)
        assert (refused.value.status, refused.value.code) == (status, code)


def test_a_request_from_another_peer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        call(tmp_path, HOLDER, REQUEST_PATH, _body(), peer="border-corvia")
    assert (refused.value.status, refused.value.code) == (403, "peer")


def test_a_reply_to_nothing_or_out_of_order_is_refused(tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    with book(b, HOLDER) as theirs:
        theirs.receive(signed(), NOW)
        theirs.decide("f-1", ACCEPTED, officer(HOLDER, "officer-9"), NOW)
        file, answer = theirs.decide("f-1", ANSWERED, officer(HOLDER, "officer-9"), NOW)
    from accord.exchange.follow_up_replies import reply_bytes

    with pytest.raises(RefusedError) as refused:
        call(a, ASKER, REPLY_PATH, reply_bytes(answer), peer=HOLDER)
    assert (refused.value.status, refused.value.code) == (404, "follow-up")
    with book(a, ASKER) as mine:
        mine.draft(REQUEST, officer(ASKER, "officer-1"), NOW)
        mine.confirm("f-1", officer(ASKER, "officer-2"), NOW)
        mine.sent("f-1", NOW, NOW)
    with pytest.raises(RefusedError) as refused:
        call(a, ASKER, REPLY_PATH, reply_bytes(file.replies[1]), peer=HOLDER)
    assert (refused.value.status, refused.value.code) == (409, "order")


def test_a_receipt_for_another_request_is_no_receipt(tmp_path: Path) -> None:
    with book(tmp_path, ASKER) as mine:
        mine.draft(REQUEST, officer(ASKER, "officer-1"), NOW)
        file = mine.confirm("f-1", officer(ASKER, "officer-2"), NOW)
    peer = correspondent(ASKER, HOLDER, tmp_path / "b")

    def lie(message: RequestMessage) -> ResponseMessage:
        body = canonical({"follow_up": "f-2", "received": "2030-01-31T10:00:00Z"})
        plain = ResponseMessage(status=200, fields={}, body=body)
        fields = sign_response(plain, message, signing_key(f"{HOLDER}-key"), created=NOW, nonce="n" * 32)
        return ResponseMessage(status=200, fields=fields, body=body)

    with pytest.raises(WrongAnswerError, match="another request"):
        post_request(replace(peer, send=lie), file, NOW)


def test_the_case_of_a_question_is_known_once_it_was_answered(tmp_path: Path) -> None:
    asked = ask("01-234-AB")
    with NodeStore(tmp_path / "store.db") as store:
        _keep(store, asked)
        request = asked.logged.request
        assert case_in(store)(ASKER, request) is None
        keep_answer(store, ASKER, request, b"answer", NOW)
        assert case_in(store)(ASKER, request) == asked.question.statement.case
        assert case_in(store)(HOLDER, request) is None
        assert case_in(store)(ASKER, "another") is None


def _keep(store: NodeStore, asked: Asked) -> None:
    from accord.exchange.quota_table import default_quota
    from accord.exchange.quotas import Charge, charge

    statement = asked.question.statement
    row = StoredRequest(
        peer=ASKER,
        request=statement.request,
        type=statement.type,
        purpose=statement.purpose,
        epoch=statement.epoch,
        basis=statement.basis,
        asks="officer-1",
        approves="officer-2",
        elements=statement.count,
        message=bytes(32),
        statement=bytes(32),
        blinded=statement.elements,
    )
    justification = justification_bytes(statement, asked.held.signatures)
    wanted = Charge(
        peer=ASKER, request=row.request, purpose=row.purpose, type=row.type, elements=row.elements
    )
    with store.transaction():
        charge(store, wanted, default_quota(row.type), NOW)
        add_request(store, row, justification, asked.held.elements, NOW)


def _body(**change: str) -> bytes:
    from accord.exchange.follow_up_requests import request_bytes

    return request_bytes(signed(replace(REQUEST, **change)))  # type: ignore[arg-type]
