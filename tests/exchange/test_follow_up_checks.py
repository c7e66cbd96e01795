"""A request reaches a human only if it is lawful, signed by two and about an answered question."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from accord.exchange.directory import BasisEvidence
from accord.exchange.follow_up_checks import (
    FollowUpFault,
    RefusedFollowUpError,
    check_signed_reply,
    check_signed_request,
)
from accord.exchange.follow_up_requests import FollowUpRequest, SignedRequest
from exchange.followed import REQUEST, signed
from exchange.inspected import ASKER, HOLDER, NOW, basis, directory
from exchange.test_follow_up_replies import REPLY
from exchange.test_follow_up_replies import signed as signed_reply


def case_of(peer: str, question: str) -> bytes | None:
    return REQUEST.case if (peer, question) == (ASKER, "q-1") else None


def fault(
    found: SignedRequest, *, peer: str = ASKER, me: str = HOLDER, days: int = 0
) -> FollowUpFault | None:
    now = NOW + timedelta(days=days)
    try:
        check_signed_request(found, directory(), case_of, peer=peer, me=me, now=now)
    except RefusedFollowUpError as error:
        return error.fault
    return None


def test_a_lawful_request_is_taken() -> None:
    assert fault(signed()) is None


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (replace(REQUEST, asker="border-corvia"), FollowUpFault.PEER),
        (replace(REQUEST, holder="border-corvia"), FollowUpFault.PEER),
        (replace(REQUEST, purpose="border-check"), FollowUpFault.BASIS),
        (replace(REQUEST, basis="another"), FollowUpFault.BASIS),
        (replace(REQUEST, offence_years=0), FollowUpFault.OFFENCE),
        (replace(REQUEST, question="q-2"), FollowUpFault.QUESTION),
        (replace(REQUEST, reference="K 18/2030"), FollowUpFault.CASE),
        (replace(REQUEST, case_salt=b"t" * 16), FollowUpFault.CASE),
    ],
)
def test_a_request_beside_the_law_is_refused(request_: FollowUpRequest, expected: FollowUpFault) -> None:
    assert fault(signed(request_)) is expected


def test_another_peer_cannot_send_it_and_another_node_does_not_take_it() -> None:
    assert fault(signed(), peer=HOLDER) is FollowUpFault.PEER
    assert fault(signed(), me=ASKER) is FollowUpFault.PEER


def test_a_basis_that_has_ended_allows_nothing() -> None:
    assert fault(signed(), days=400) is FollowUpFault.BASIS
    unread = replace(directory(), bases=(replace(basis(), evidence=BasisEvidence.UNVERIFIED),))
    with pytest.raises(RefusedFollowUpError):
        check_signed_request(signed(), unread, case_of, peer=ASKER, me=HOLDER, now=NOW)


@pytest.mark.parametrize(
    "found",
    [
        SignedRequest(request=REQUEST),
        signed(REQUEST, "officer-1"),
        signed(REQUEST, "officer-1", "officer-1"),
        replace(signed(), request=replace(REQUEST, wanted="Everything.")),
    ],
    ids=["none", "one", "the same twice", "altered"],
)
def test_two_officers_must_have_signed_exactly_this(found: SignedRequest) -> None:
    assert fault(found) is FollowUpFault.OFFICERS


def test_a_reply_counts_for_its_request_and_from_its_holder_only() -> None:
    check_signed_reply(signed_reply(), REQUEST, directory(), peer=HOLDER)
    for request, peer, expected in (
        (REQUEST, ASKER, FollowUpFault.PEER),
        (replace(REQUEST, holder="border-corvia"), HOLDER, FollowUpFault.PEER),
        (replace(REQUEST, wanted="Something else."), HOLDER, FollowUpFault.REQUEST),
        (replace(REQUEST, id="f-2"), HOLDER, FollowUpFault.REQUEST),
    ):
        with pytest.raises(RefusedFollowUpError) as refused:
            check_signed_reply(signed_reply(), request, directory(), peer=peer)
        assert refused.value.fault is expected
    forged = replace(signed_reply(), reply=replace(REPLY, text="Yes."))
    with pytest.raises(RefusedFollowUpError) as refused:
        check_signed_reply(forged, REQUEST, directory(), peer=HOLDER)
    assert refused.value.fault is FollowUpFault.OFFICERS
