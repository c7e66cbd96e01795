"""A reply counts under the hand of an officer of the asked authority, and only as it was signed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accord.exchange.canonical import MalformedError
from accord.exchange.follow_up_replies import (
    FollowUpReply,
    SignedReply,
    check_reply,
    read_reply,
    reply_bytes,
    sign_reply,
)
from accord.exchange.follow_up_requests import request_hash
from accord.exchange.following_up import Act
from accord.exchange.normalising import IdentifierType
from accord.exchange.officers import OfficerRefusal, OfficersError
from exchange.followed import REQUEST
from exchange.inspected import ASKER, HOLDER, NOW, directory, officer

REPLY = FollowUpReply(
    follow_up="f-1",
    request=request_hash(REQUEST),
    holder=HOLDER,
    act=Act.REFUSE,
    code="minor-offence",
    at=NOW,
    type=IdentifierType.PLATE,
    text="No offence here.",
    fields={},
    salt=b"r" * 32,
)


def signed(reply: FollowUpReply = REPLY, peer: str = HOLDER) -> SignedReply:
    return sign_reply(officer(peer, "officer-9"), reply)


def test_a_reply_is_read_as_it_was_written_and_counts() -> None:
    read = read_reply(reply_bytes(signed()))
    assert read == signed()
    check_reply(read, directory())


@pytest.mark.parametrize(
    "change", [{"text": "Yes."}, {"code": "safety"}, {"request": bytes(32)}, {"follow_up": "f-2"}]
)
def test_a_reply_that_was_altered_does_not_count(change: dict[str, object]) -> None:
    altered = replace(signed(), reply=replace(REPLY, **change))  # type: ignore[arg-type]
    with pytest.raises(OfficersError) as refused:
        check_reply(altered, directory())
    assert refused.value.refusal is OfficerRefusal.STATEMENT


def test_an_officer_of_the_asker_cannot_answer_for_the_holder() -> None:
    with pytest.raises(OfficersError) as refused:
        check_reply(signed(peer=ASKER), directory())
    assert refused.value.refusal is OfficerRefusal.AUTHORITY


def test_a_holder_without_an_authority_for_officers_cannot_answer() -> None:
    nobody = replace(directory(), authorities=())
    with pytest.raises(OfficersError):
        check_reply(signed(), nobody)


@pytest.mark.parametrize(
    "change", [{"act": Act.SEND}, {"act": Act.ANSWER}, {"code": "direct"}, {"text": ""}, {"salt": b"short"}]
)
def test_a_reply_that_would_be_refused_is_not_written(change: dict[str, object]) -> None:
    with pytest.raises(MalformedError):
        reply_bytes(signed(replace(REPLY, **change)))  # type: ignore[arg-type]
