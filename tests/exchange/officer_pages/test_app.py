"""Officers of two authorities ask, sign, hit, follow up and answer; nothing and nobody else gets in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from accord.exchange.following_up import Side, State
from accord.exchange.normalising.subject import IdentifierType
from exchange.officer_pages.desks import (
    PASSPHRASE,
    Browser,
    Desks,
    ask,
    desks,
    draft,
    first,
    sign,
)
from exchange.two_nodes import basis


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Desks]:
    with desks(tmp_path) as made:
        yield made


def test_two_officers_ask_and_get_a_hit_that_is_called_a_hypothesis(both: Desks) -> None:
    one, two = Browser(both.mine, name="officer-1"), Browser(both.mine, name="officer-2")
    ask(one)
    assert one.path == "/second"
    assert not any(message.path == "/evaluate" for message in both.carried), "nothing is asked by one officer"
    page = sign(two)
    assert "A hit is a hypothesis." in page
    assert "False hits measured" in page
    questions = [message for message in both.carried if message.path == "/evaluate"]
    assert len(questions) == 2, "one for the firearm, and one for the canary of the day"
    assert "K 17/2030" in two.get("/results")


def test_no_hit_says_that_it_is_no_clearance_and_leaves_nothing(both: Desks) -> None:
    one, two = Browser(both.mine, name="officer-1"), Browser(both.mine, name="officer-2")
    ask(one, **{"subject-serial": "ZZ-9999"})
    page = sign(two)
    assert "No hit is no clearance." in page
    assert "A hit is a hypothesis." not in page
    assert "No hit waits" in two.get("/results")
    assert "Nothing waits for a second signature" in two.get("/second")
    left = [path for path in both.asker.folder.office.rglob("*.json") if b"9999" in path.read_bytes()]
    assert left == []


def test_the_officer_who_prepared_cannot_sign(both: Desks) -> None:
    one = Browser(both.mine, name="officer-1")
    ask(one)
    page = one.get("/second")
    assert "You signed this first." in page
    assert re.search(r'action="/second/[a-z0-9]+"', page) is None
    inquiry = both.mine.inquiries()[0]
    one.post(f"/second/{inquiry.id}", passphrase=PASSPHRASE)
    assert one.status == 403
    assert both.mine.inquiries() == (inquiry,)
    assert not any(message.path == "/evaluate" for message in both.carried)


def test_a_follow_up_goes_its_whole_way_over_four_desks(both: Desks) -> None:
    one, two = Browser(both.mine, name="officer-1"), Browser(both.mine, name="officer-2")
    ask(one)
    sign(two)
    draft(one)
    mine = first(one, "/follow-ups")
    assert "You drafted this." in one.get(mine)
    two.get(mine)
    two.post(f"{mine}/sign", passphrase=PASSPHRASE)
    assert "Signed, sent and received." in two.page

    desk = Browser(both.theirs, name="officer-1")
    theirs = first(desk, "/inbox")
    page = desk.get(theirs)
    assert "8 h 0 min left" in page
    assert "It had no papers." in page
    assert "АВ 1234" in page  # noqa: RUF001
    assert "7,62" not in page, "what was not ticked is not sent"
    assert f"{theirs}/decide/answer" not in page, "nothing can be answered before it is accepted"
    desk.post(f"{theirs}/decide/accept", code="indirect", passphrase=PASSPHRASE)
    assert "3 d 0 h left" in desk.page
    desk.post(f"{theirs}/decide/answer", code="same", text="Reported by a museum.", passphrase=PASSPHRASE)

    assert "Reported by a museum." in one.get(mine)
    one.post(f"{mine}/close", worth="advanced-the-case", passphrase=PASSPHRASE)
    assert one.path == "/follow-ups"
    assert "No hit waits" in one.get("/results")
    with both.mine.book() as book:
        assert [file.history.state for file in book.files(Side.ASKING)] == [State.CLOSED]


def test_an_unanswered_request_becomes_overdue_on_both_desks(both: Desks) -> None:
    one, two = Browser(both.mine, name="officer-1"), Browser(both.mine, name="officer-2")
    ask(one)
    sign(two)
    draft(one)
    mine = first(one, "/follow-ups")
    two.get(mine)
    two.post(f"{mine}/sign", passphrase=PASSPHRASE)
    both.clock.pass_(hours=8, minutes=5)
    desk = Browser(both.theirs, name="officer-1")
    assert "1 overdue." in desk.get("/")
    assert "0 h 5 min overdue" in desk.get("/inbox")
    again = Browser(both.mine, name="officer-1")
    assert "overdue" in again.get(mine)


@pytest.mark.parametrize("loss", ["is_cut", "is_deaf"])
def test_a_message_that_is_lost_is_sent_again_and_charged_once(both: Desks, loss: str) -> None:
    """Lost on the way there, or on the way back after it was charged and evaluated."""
    one, two = Browser(both.mine, name="officer-1"), Browser(both.mine, name="officer-2")
    ask(one)
    setattr(both, loss, True)
    page = sign(two)
    assert "This is neither hit nor no hit." in page
    setattr(both, loss, False)
    page = two.get("/second")
    assert "Sending it again is not charged again." in page
    found = re.search(r'action="(/second/[a-z0-9]+/send)"', page)
    assert found
    assert "A hit is a hypothesis." in two.post(found[1])
    charges = both.machines["police-brenvia"].store.rows("SELECT count(*) FROM charges")
    assert charges == [(2,)], "one for the firearm, and one for the canary of the day"


def test_a_follow_up_whose_receipt_is_lost_can_be_sent_again(both: Desks) -> None:
    one, two = Browser(both.mine, name="officer-1"), Browser(both.mine, name="officer-2")
    ask(one)
    sign(two)
    draft(one)
    mine = first(one, "/follow-ups")
    both.is_cut = True
    two.get(mine)
    assert "Nothing may be concluded" in two.post(f"{mine}/sign", passphrase=PASSPHRASE)
    both.is_cut = False
    assert "Send again" in two.get(mine)
    assert "Sent and received." in two.post(f"{mine}/send")


def test_an_inquiry_can_be_taken_back(both: Desks) -> None:
    one = Browser(both.mine, name="officer-1")
    ask(one)
    one.post(f"/second/{both.mine.inquiries()[0].id}/take-back")
    assert both.mine.inquiries() == ()
    assert "Nothing was asked." in one.page


def test_what_is_not_allowed_is_not_offered_and_says_why(tmp_path: Path) -> None:
    rows = (
        basis(IdentifierType.FIREARM),
        basis(IdentifierType.PLATE, evidence="unverified"),
        replace(basis(IdentifierType.IBAN), valid_to=date(2029, 12, 31)),
        replace(basis(IdentifierType.PHONE), valid_from=date(2031, 1, 1)),
    )
    with desks(tmp_path, *rows) as both:
        one = Browser(both.mine, name="officer-1")
        page = one.get("/ask")
        assert re.findall(r'href="/ask/([^"]+)"', page) == ["firearm-investigation"]
        for reason in (
            "Nobody has read the text of Invented; unread, it allows nothing.",
            "Invented applied until 2029-12-31.",
            "Invented applies from 2031-01-01.",
            "No legal basis is on file. It is denied by default.",
        ):
            assert reason in page
        for closed in ("plate-investigation", "iban-investigation", "phone-investigation", "nothing"):
            one.get(f"/ask/{closed}")
            assert one.status == 404


@pytest.mark.parametrize(
    ("fields", "beside", "words"),
    [
        ({"subject-serial": ""}, "subject-serial", "Type the serial number."),
        ({"subject-serial": "N/A"}, "subject-serial", "Expected"),
        ({"subject-calibre": "???"}, "subject-calibre", "Expected"),
        ({"reference": ""}, "reference", "Type the reference of the case"),
        ({"offence_years": "many"}, "offence_years", "in whole years"),
        ({"offence_years": "0"}, "offence_years", "is not allowed"),
        ({"role": ""}, "role", "Choose who the person is"),
        ({"reason": "curiosity"}, "reason", "Choose what you want to reach."),
        ({"passphrase": ""}, "passphrase", "Type your passphrase"),
        ({"passphrase": "not the passphrase"}, "passphrase", "does not open your key"),
    ],
)
def test_a_fault_stands_beside_its_field_and_nothing_typed_is_lost(
    both: Desks, fields: dict[str, str], beside: str, words: str
) -> None:
    one = Browser(both.mine, name="officer-1")
    page = ask(one, **fields)
    assert one.status == 422
    fault = re.search(rf'id="{beside}-fault">([^<]+)<', page)
    assert fault, page
    assert words in fault[1].replace("&#39;", "'")
    assert f'href="#{beside}"' in page
    assert f'id="{beside}"' in page
    assert "<title>Error: " in page
    if beside != "subject-make":
        assert 'value="zastava"' in page
    assert PASSPHRASE not in page
    assert both.mine.inquiries() == ()


@pytest.mark.parametrize(
    ("fields", "beside"),
    [
        ({"fields": []}, "fields"),
        ({"fields": ["nothing"]}, "fields"),
        ({"because": ""}, "because"),
        ({"wanted": "x" * 4_001}, "wanted"),
        ({"urgency": "very"}, "urgency"),
        ({"passphrase": "not the passphrase"}, "passphrase"),
    ],
)
def test_a_follow_up_form_with_a_fault_drafts_nothing(
    both: Desks, fields: dict[str, str | list[str]], beside: str
) -> None:
    one, two = Browser(both.mine, name="officer-1"), Browser(both.mine, name="officer-2")
    ask(one)
    sign(two)
    page = draft(one, **fields)
    assert one.status == 422
    assert f'id="{beside}-fault"' in page
    with both.mine.book() as book:
        assert book.files(Side.ASKING) == ()


def test_a_decision_with_a_fault_decides_nothing(both: Desks) -> None:
    one, two = Browser(both.mine, name="officer-1"), Browser(both.mine, name="officer-2")
    ask(one)
    sign(two)
    draft(one)
    mine = first(one, "/follow-ups")
    two.get(mine)
    two.post(f"{mine}/sign", passphrase=PASSPHRASE)
    desk = Browser(both.theirs, name="officer-1")
    theirs = first(desk, "/inbox")
    for act, fields, beside in (
        ("accept", {"code": "", "passphrase": PASSPHRASE}, "accept-code"),
        ("accept", {"code": "direct", "passphrase": "wrong words here"}, "accept-passphrase"),
        ("refuse", {"code": "direct", "passphrase": PASSPHRASE}, "refuse-code"),
    ):
        desk.get(theirs)
        page = desk.post(f"{theirs}/decide/{act}", **fields)
        assert f'id="{beside}-fault"' in page, page
        assert desk.status == 422
    desk.get(theirs)
    desk.post(f"{theirs}/decide/answer", code="same", text="x", passphrase=PASSPHRASE)
    assert "cannot follow the state" in desk.page
    with both.theirs.book() as book:
        assert book.files(Side.ASKED)[0].history.state is State.RECEIVED
    desk.get(theirs)
    desk.post(f"{theirs}/decide/refuse", code="minor-offence", text="", passphrase=PASSPHRASE)
    assert "The offence is no offence here" in one.get(mine)


def test_what_others_write_is_shown_as_text(both: Desks) -> None:
    evil = '<script>alert(1)</script><img src=x onerror="alert(1)">'
    one, two = Browser(both.mine, name="officer-1"), Browser(both.mine, name="officer-2")
    ask(one, reference=evil[:60])
    assert "&lt;script&gt;" in two.get("/second")
    sign(two)
    draft(one, because=evil, wanted=evil)
    mine = first(one, "/follow-ups")
    two.get(mine)
    two.post(f"{mine}/sign", passphrase=PASSPHRASE)
    desk = Browser(both.theirs, name="officer-1")
    page = desk.get(first(desk, "/inbox"))
    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page
    assert "<img" not in page


def test_exports_are_files_with_what_was_sent(both: Desks) -> None:
    one, two = Browser(both.mine, name="officer-1"), Browser(both.mine, name="officer-2")
    ask(one)
    sign(two)
    draft(one)
    mine = first(one, "/follow-ups")
    for form, media_type in (("xml", "application/xml"), ("json", "application/json")):
        text = one.get(f"{mine}/export.{form}")
        assert one.headers["content-type"].startswith(media_type)
        assert one.headers["content-disposition"].endswith(f'.{form}"')
        assert "Who reported it." in text
        assert "7,62" not in text
    one.get(f"{mine}/export.pdf")
    assert one.status == 404


def test_quota_and_log_show_what_was_done(both: Desks) -> None:
    one, two = Browser(both.mine, name="officer-1"), Browser(both.mine, name="officer-2")
    ask(one)
    sign(two)
    page = one.get("/quota")
    assert "2 of 1,024" in page, "a firearm and the canary of the day"
    assert "1,022" in page
    page = Browser(both.theirs, name="officer-1").get("/quota")
    assert "Police-Aldoria" in page
    assert "1,022" in page
    page = one.get("/log")
    assert "accord/police-aldoria/office" in page
    assert "nobody yet" in page
    for word in ("K 17/2030", "1234", "zastava"):
        assert word not in page
