"""Clocks of erasing: what is kept how long, what a hold stops, what the log says of it (T14)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from accord.exchange.logbook import EntryKind
from accord.exchange.merkle import leaf_hash, verify_consistency, verify_inclusion
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.retaining import RETENTION, Erased, Kept, retain, years_before
from accord.exchange.storing import StoreError
from accord.exchange.storing.follow_ups import Direction, StoredFollowUp, add_follow_up, change_follow_up
from accord.exchange.storing.hits import StoredHit, add_hit, close_hits, hits_of, seal_opening, sealed_opening
from accord.exchange.storing.holds import Hold, add_hold
from accord.exchange.storing.requests import blinded_points, outcome_of
from exchange.at_the_gate import points, question
from exchange.gated_node import Node, entries
from exchange.inspected import ASKER, EPOCH, HOLDER, NOW, PURPOSE

LATER = NOW.replace(year=2033)
SECOND = timedelta(seconds=1)


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    opened = Node(tmp_path)
    opened.ask(question("r-1"), [])
    opened.ask(question("r-2", points(1, "other")), [])
    yield opened
    opened.close()


def erased(node: Node, now: datetime, *epochs: str) -> dict[Kept, int]:
    assert node.log is not None
    done = retain(node.store, node.log, now, epochs=epochs)
    assert [each.kept for each in done] == [rule.kept for rule in RETENTION] == list(Kept)
    return {each.kept: each.count for each in done if each.count}


def test_nonces_go_when_no_message_could_use_them(node: Node) -> None:
    """A message lives two minutes here; two more are left for a clock that is set back."""
    assert erased(node, NOW + timedelta(minutes=4), EPOCH) == {}
    assert erased(node, NOW + timedelta(minutes=4) + SECOND, EPOCH) == {Kept.NONCES: 2}


def test_answers_go_when_their_epoch_closes_and_their_digest_stays(node: Node) -> None:
    assert erased(node, NOW, EPOCH) == {}
    assert erased(node, NOW, "21946") == {Kept.ANSWERS: 2}
    outcome = outcome_of(node.store, ASKER, "r-1")
    assert outcome is not None
    assert outcome.answer is None
    assert outcome.answer_digest is not None


def test_requests_and_log_go_after_three_years(node: Node) -> None:
    assert Kept.REQUESTS not in erased(node, LATER)
    done = erased(node, LATER + SECOND)
    assert (done[Kept.REQUESTS], done[Kept.LOG_ENTRIES]) == (2, 4)
    assert outcome_of(node.store, ASKER, "r-1") is None
    assert blinded_points(node.store, ASKER, "r-1") == ()
    assert node.store.number("SELECT count(*) FROM charges") == 0
    node.store.check()


def test_proofs_of_erased_entries_and_old_heads_still_verify(node: Node) -> None:
    assert node.log is not None
    before = node.log.head(NOW)
    leaf = leaf_hash(node.log.body(2))
    erased(node, LATER + SECOND)
    after = node.log.head(LATER + SECOND)
    assert after.size > before.size
    verify_inclusion(leaf, 2, after.size, node.log.inclusion(2), after.root)
    verify_consistency(4, after.size, node.log.consistency(4), before.root, after.root)
    node.close()
    again = Node(node.folder)
    assert again.log is not None
    assert again.log.head(LATER + SECOND).root == after.root
    again.close()


def test_what_is_erased_is_logged_by_kind_and_number(node: Node) -> None:
    erased(node, LATER + SECOND)
    assert node.log is not None
    lines = {
        str(e.fields["what"]): (e.fields["count"], e.fields["first"], e.fields["last"])
        for e in entries(node.log, EntryKind.RETAINED)
    }
    assert lines["log-entries"] == (4, 0, 3)
    assert lines["requests"] == (2, 0, 0)
    content = (node.folder / "log" / "log").read_bytes()
    assert b"K 17" not in content
    assert content.count(b'"kind":"admitted"') == 0


def test_a_hold_keeps_a_request_with_its_entries_until_it_ends(node: Node) -> None:
    assert node.log is not None
    until = LATER + timedelta(days=30)
    add_hold(node.store, Hold(id="h", request="r-1", because="court 7", since=NOW, until=until))
    done = erased(node, LATER + SECOND)
    assert (done[Kept.REQUESTS], done[Kept.LOG_ENTRIES], done[Kept.ANSWERS]) == (1, 2, 1)
    assert outcome_of(node.store, ASKER, "r-1") is not None
    kept = [e.fields["request"] for e in entries(node.log, EntryKind.ADMITTED)]
    assert kept == ["r-1"]
    done = erased(node, until + SECOND)
    assert (done[Kept.REQUESTS], done[Kept.LOG_ENTRIES]) == (1, 2)


def test_a_second_run_erases_nothing_more(node: Node) -> None:
    erased(node, LATER + SECOND)
    assert erased(node, LATER + SECOND) == {}


def test_hits_openings_and_follow_ups_have_their_clocks(node: Node) -> None:
    hit = StoredHit(
        request="r-1",
        place=0,
        holder=HOLDER,
        type=IdentifierType.PLATE,
        purpose=PURPOSE,
        epoch=EPOCH,
        match_key="plate",
        at=NOW,
    )
    row = StoredFollowUp(
        id="f-1",
        direction=Direction.SENT,
        peer=HOLDER,
        request="r-1",
        urgency="normal",
        state="open",
        opened=NOW,
        due=NOW + timedelta(days=7),
        body=b"body",
    )
    add_hit(node.store, hit)
    add_follow_up(node.store, row)
    seal_opening(node.store, "r-1", HOLDER, b"sealed", NOW)
    assert Kept.HITS not in erased(node, LATER)
    close_hits(node.store, "r-1", "confirmed", LATER)
    change_follow_up(node.store, "f-1", "closed", closed=LATER)
    done = erased(node, LATER + SECOND)
    assert (done[Kept.HITS], done[Kept.OPENINGS]) == (1, 1)
    assert Kept.FOLLOW_UPS not in done
    assert hits_of(node.store, "r-1") == ()
    assert sealed_opening(node.store, "r-1") is None
    assert erased(node, LATER.replace(year=2036) + SECOND)[Kept.FOLLOW_UPS] == 1


def test_a_clock_that_runs_back_erases_nothing(node: Node) -> None:
    assert node.log is not None
    node.store.advance_clock(LATER)
    with pytest.raises(StoreError):
        retain(node.store, node.log, NOW, epochs=())


def test_three_years_before_a_leap_day_is_the_day_before_march() -> None:
    assert years_before(NOW.replace(year=2032, month=2, day=29), 3) == NOW.replace(year=2029, month=2, day=28)
    assert years_before(NOW, 3) == NOW.replace(year=2027)


def test_every_rule_names_its_source() -> None:
    assert all(rule.reference and rule.text for rule in RETENTION)
    assert Erased(kept=Kept.HITS, count=0).count == 0
