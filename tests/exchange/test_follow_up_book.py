"""A follow-up goes its whole way between two books, and each step is in the log before it is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from accord.exchange.follow_up_book import FollowUpBook, UnknownFollowUpError
from accord.exchange.follow_up_checks import RefusedFollowUpError
from accord.exchange.follow_up_codes import Worth
from accord.exchange.follow_up_files import CaseFile
from accord.exchange.follow_up_requests import read_request, request_bytes, request_hash
from accord.exchange.following_up import FollowUpError, Misstep, Side, State
from accord.exchange.logbook import EntryKind
from accord.exchange.normalising import IdentifierType
from accord.exchange.officers import OfficersError
from accord.exchange.storing.hits import StoredHit, add_hit, open_hits
from exchange.followed import ACCEPTED, ANSWERED, REQUEST, book
from exchange.inspected import ASKER, EPOCH, HOLDER, NOW, PURPOSE, officer

FIRST, SECOND = officer(ASKER, "officer-1"), officer(ASKER, "officer-2")
DESK = officer(HOLDER, "officer-9")


def states(found: FollowUpBook) -> list[str]:
    return [
        str(entry.fields["state"]) for _, entry in found.log.entries() if entry.kind is EntryKind.FOLLOW_UP
    ]


def test_the_whole_way_between_two_authorities(tmp_path: Path) -> None:
    with book(tmp_path / "a", ASKER) as mine, book(tmp_path / "b", HOLDER) as theirs:
        hit = StoredHit(
            request="q-1",
            place=0,
            holder=HOLDER,
            type=IdentifierType.PLATE,
            purpose=PURPOSE,
            epoch=EPOCH,
            match_key="plate",
            at=NOW,
        )
        add_hit(mine.store, hit)
        mine.draft(REQUEST, FIRST, NOW)
        confirmed = mine.confirm("f-1", SECOND, NOW)
        arrived = read_request(request_bytes(confirmed.signed))
        received = NOW + timedelta(minutes=1)
        theirs.receive(arrived, received)
        mine.sent("f-1", NOW, received)
        _, accepted = theirs.decide("f-1", ACCEPTED, DESK, NOW + timedelta(hours=1))
        mine.take_reply(accepted, HOLDER)
        _, answered = theirs.decide("f-1", ANSWERED, DESK, NOW + timedelta(hours=2))
        mine.take_reply(answered, HOLDER)
        closed = mine.close("f-1", Worth.ADVANCED, FIRST, NOW + timedelta(hours=3))
        assert closed.history.state is State.CLOSED
        assert closed.history.due == received + timedelta(hours=8)
        assert open_hits(mine.store) == ()
        assert theirs.file("f-1", Side.ASKED).history.state is State.ANSWERED
        assert states(mine) == ["drafted", "confirmed", "sent", "received", "accepted", "answered", "closed"]
        assert states(theirs) == ["received", "accepted", "answered"]


def test_what_is_kept_is_read_again_after_a_restart(tmp_path: Path) -> None:
    with book(tmp_path, HOLDER) as theirs:
        theirs.receive(_confirmed(tmp_path / "a").signed, NOW)
        kept, _ = theirs.decide("f-1", ACCEPTED, DESK, NOW)
    with book(tmp_path, HOLDER) as again:
        assert again.file("f-1", Side.ASKED) == kept
        assert again.files(Side.ASKED) == (kept,)
        assert again.files(Side.ASKING) == ()


def test_the_log_holds_hashes_and_no_word_of_what_was_sent(tmp_path: Path) -> None:
    with book(tmp_path, ASKER) as mine:
        mine.draft(REQUEST, FIRST, NOW)
        body = mine.log.body(0)
        assert request_hash(REQUEST).hex().encode() in body
        for word in (b"01-234-AB", b"K 17/2030", b"witnesses", b"Keeper"):
            assert word not in body


def test_an_act_whose_log_line_fails_is_not_done(tmp_path: Path) -> None:
    with book(tmp_path, ASKER) as mine:
        mine.draft(REQUEST, FIRST, NOW)
        mine.log.close()
        with pytest.raises(Exception, match="log must be opened again"):
            mine.confirm("f-1", SECOND, NOW)
        assert mine.file("f-1", Side.ASKING).history.state is State.DRAFTED


def test_the_officer_who_drafted_cannot_confirm(tmp_path: Path) -> None:
    with book(tmp_path, ASKER) as mine:
        mine.draft(REQUEST, FIRST, NOW)
        with pytest.raises(FollowUpError) as refused:
            mine.confirm("f-1", FIRST, NOW)
        assert refused.value.misstep is Misstep.SAME_OFFICER
        assert states(mine) == ["drafted"]


def test_one_key_under_two_ids_is_one_officer(tmp_path: Path) -> None:
    twin = replace(SECOND, key=FIRST.key)
    with book(tmp_path, ASKER) as mine:
        mine.draft(REQUEST, FIRST, NOW)
        with pytest.raises(OfficersError):
            mine.confirm("f-1", twin, NOW)


def test_an_officer_of_another_authority_does_nothing_here(tmp_path: Path) -> None:
    with book(tmp_path, ASKER) as mine, pytest.raises(OfficersError):
        mine.draft(REQUEST, DESK, NOW)


def test_nothing_is_answered_before_an_officer_accepted(tmp_path: Path) -> None:
    with book(tmp_path / "b", HOLDER) as theirs:
        theirs.receive(_confirmed(tmp_path / "a").signed, NOW)
        with pytest.raises(FollowUpError) as refused:
            theirs.decide("f-1", ANSWERED, DESK, NOW)
        assert refused.value.misstep is Misstep.ORDER
        assert states(theirs) == ["received"]


def test_a_second_copy_of_a_request_or_reply_changes_nothing(tmp_path: Path) -> None:
    with book(tmp_path / "a", ASKER) as mine, book(tmp_path / "b", HOLDER) as theirs:
        mine.draft(REQUEST, FIRST, NOW)
        signed = mine.confirm("f-1", SECOND, NOW).signed
        theirs.receive(signed, NOW)
        theirs.receive(signed, NOW + timedelta(days=1))
        mine.sent("f-1", NOW, NOW)
        _, reply = theirs.decide("f-1", ACCEPTED, DESK, NOW)
        mine.take_reply(reply, HOLDER)
        mine.take_reply(reply, HOLDER)
        assert theirs.file("f-1", Side.ASKED).history.received == NOW
        assert states(mine) == ["drafted", "confirmed", "sent", "received", "accepted"]


def test_a_reply_from_another_peer_is_refused(tmp_path: Path) -> None:
    with book(tmp_path / "a", ASKER) as mine, book(tmp_path / "b", HOLDER) as theirs:
        mine.draft(REQUEST, FIRST, NOW)
        theirs.receive(mine.confirm("f-1", SECOND, NOW).signed, NOW)
        mine.sent("f-1", NOW, NOW)
        _, reply = theirs.decide("f-1", ACCEPTED, DESK, NOW)
        with pytest.raises(RefusedFollowUpError):
            mine.take_reply(reply, "border-corvia")


def test_an_unknown_follow_up_is_not_found(tmp_path: Path) -> None:
    with book(tmp_path, ASKER) as mine:
        mine.draft(REQUEST, FIRST, NOW)
        for identity, side in (("f-2", Side.ASKING), ("f-1", Side.ASKED)):
            with pytest.raises(UnknownFollowUpError):
                mine.file(identity, side)


def _confirmed(folder: Path) -> CaseFile:
    with book(folder, ASKER) as mine:
        mine.draft(REQUEST, FIRST, NOW)
        return mine.confirm("f-1", SECOND, NOW)
