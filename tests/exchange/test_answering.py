"""A question is admitted, charged, logged, evaluated and answered once; anything altered is refused (T8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from accord.exchange.audit_log import reconcile
from accord.exchange.correspondence import Envelope, RefusedByPeerError, WrongAnswerError
from accord.exchange.directory import LegalBasis
from accord.exchange.inquiries import Inquiry
from accord.exchange.logbook import EntryKind
from accord.exchange.machine import open_machine
from accord.exchange.messages import read_frame
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.receiving import Published
from accord.exchange.signed_messages import RequestMessage, ResponseMessage
from exchange.two_nodes import ALDORIA, BRENVIA, NOW, PURPOSE, Pair, basis, firearm, make_pair, plate


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    with make_pair(tmp_path / "nodes") as made:
        yield made


def evaluations(pair: Pair) -> list[RequestMessage]:
    return [message for message in pair.sent if message.path == "/evaluate"]


def kinds(pair: Pair) -> Counter[EntryKind]:
    return Counter(entry.kind for _, entry in pair.machine.log.entries())


def charges(pair: Pair) -> dict[str, int]:
    rows = pair.machine.store.rows("SELECT request, elements FROM charges")
    return {str(request): int(str(elements)) for request, elements in rows}


def check_books(pair: Pair) -> None:
    """Nothing evaluated without a line before it, nothing charged twice."""
    assert reconcile(list(pair.machine.log.entries()), charges(pair)) == ()


def test_a_question_leaves_two_lines_and_one_charge(pair: Pair) -> None:
    results = pair.ask([firearm("AB 1234"), firearm("ZZ9999")])
    assert [result.is_hit for result in results] == [True, False]
    counted = kinds(pair)
    assert (counted[EntryKind.ADMITTED], counted[EntryKind.EVALUATED]) == (1, 1)
    assert list(charges(pair).values()) == [32]
    check_books(pair)


def test_the_same_message_again_is_a_replay(pair: Pair) -> None:
    pair.ask([firearm("AB1234"), firearm("ZZ9999")])
    before = kinds(pair)
    response = pair.deliver(evaluations(pair)[0])
    assert (response.status, response.body) == (409, b'{"code":"replay","retry_after":0}')
    assert kinds(pair) == before + Counter([EntryKind.DENIED])
    assert list(charges(pair).values()) == [32]


def test_the_same_request_in_a_new_message_gets_the_same_answer_uncharged(pair: Pair) -> None:
    published = pair.published()
    inquiry = pair.inquiry([firearm("AB1234"), firearm("ZZ9999")], published)
    first = pair.carry_out(inquiry, published)
    pair.now += timedelta(seconds=5)
    second = pair.carry_out(inquiry, published)
    assert first == second
    bodies = [response.body for response in pair.received[-2:]]
    assert bodies[0] == bodies[1]
    assert list(charges(pair).values()) == [32]
    assert kinds(pair)[EntryKind.EVALUATED] == 1
    check_books(pair)


def test_an_answer_that_was_lost_is_fetched_again_and_charged_once(pair: Pair) -> None:
    published = pair.published()
    inquiry = pair.inquiry([firearm("AB1234"), firearm("ZZ9999")], published)
    pair.carry = lambda request: ResponseMessage(status=pair.deliver(request).status, fields={})
    with pytest.raises(WrongAnswerError):
        pair.carry_out(inquiry, published)
    pair.carry = None
    assert [result.is_hit for result in pair.carry_out(inquiry, published)] == [True, False]
    assert list(charges(pair).values()) == [32]
    check_books(pair)


def _altered_field(name: str, value: str) -> Callable[[RequestMessage], RequestMessage]:
    def alter(message: RequestMessage) -> RequestMessage:
        assert message.fields[name] != value
        return replace(message, fields={**message.fields, name: value})

    alter.__name__ = name
    return alter


def _dropped_field(name: str) -> Callable[[RequestMessage], RequestMessage]:
    def alter(message: RequestMessage) -> RequestMessage:
        return replace(message, fields={k: v for k, v in message.fields.items() if k != name})

    alter.__name__ = f"no {name}"
    return alter


def _other_method(message: RequestMessage) -> RequestMessage:
    return replace(message, method="PUT")


def _other_authority(message: RequestMessage) -> RequestMessage:
    return replace(message, authority="127.0.0.1:8441")


def _other_element(message: RequestMessage) -> RequestMessage:
    return replace(message, body=message.body[:-1] + bytes([message.body[-1] ^ 1]))


def _shorter_body(message: RequestMessage) -> RequestMessage:
    return replace(message, body=message.body[:-32])


ALTERATIONS = [
    _altered_field("accord-asker", BRENVIA),
    _altered_field("accord-holder", ALDORIA),
    _altered_field("accord-type", "plate"),
    _altered_field("accord-purpose", "another"),
    _altered_field("accord-epoch", "1"),
    _altered_field("accord-request", "0" * 32),
    _altered_field("content-digest", "sha-256=:AAAA:"),
    _altered_field("signature", "accord=:" + "A" * 86 + "==:"),
    _dropped_field("accord-purpose"),
    _dropped_field("content-digest"),
    _dropped_field("signature"),
    _dropped_field("signature-input"),
    _other_method,
    _other_authority,
    _other_element,
    _shorter_body,
]


@pytest.mark.parametrize("alter", ALTERATIONS, ids=lambda alter: alter.__name__)
def test_an_altered_message_is_refused_and_costs_nothing(
    pair: Pair, alter: Callable[[RequestMessage], RequestMessage]
) -> None:
    published = pair.published()
    inquiry = pair.inquiry([firearm("AB1234"), firearm("ZZ9999")], published)
    pair.carry = lambda request: pair.deliver(alter(request))
    with pytest.raises((WrongAnswerError, RefusedByPeerError)):
        pair.carry_out(inquiry, published)
    assert charges(pair) == {}
    assert kinds(pair)[EntryKind.EVALUATED] == 0
    pair.carry = None
    assert [result.is_hit for result in pair.carry_out(inquiry, published)] == [True, False]
    assert list(charges(pair).values()) == [32], "what was refused does not stand in the way"


def test_a_message_under_the_certificate_of_another_is_refused(pair: Pair) -> None:
    pair.carry = lambda request: pair.machine.answerer.handle(request, BRENVIA, pair.now)
    with pytest.raises(RefusedByPeerError, match="pin"):
        pair.published()


def test_a_message_that_is_reflected_to_its_sender_is_refused(pair: Pair) -> None:
    with open_machine(pair.asker, NOW) as own:
        pair.carry = lambda request: own.answerer.handle(request, ALDORIA, pair.now)
        with pytest.raises((RefusedByPeerError, WrongAnswerError)):
            pair.published()


@pytest.mark.parametrize("delay", [timedelta(minutes=3), timedelta(days=1)])
def test_a_delayed_message_is_refused(pair: Pair, delay: timedelta) -> None:
    published = pair.published()
    inquiry = pair.inquiry([firearm("AB1234"), firearm("ZZ9999")], published)
    pair.carry = lambda request: pair.machine.answerer.handle(request, ALDORIA, pair.now + delay)
    with pytest.raises((RefusedByPeerError, WrongAnswerError)):
        pair.carry_out(inquiry, published)
    assert charges(pair) == {}


def test_a_question_of_a_closed_epoch_is_refused(pair: Pair) -> None:
    published = pair.published()
    inquiry = pair.inquiry([firearm("AB1234"), firearm("ZZ9999")], published)
    pair.now += timedelta(days=1)
    with pytest.raises(RefusedByPeerError, match="epoch"):
        pair.carry_out(inquiry, published)
    assert charges(pair) == {}


def test_signatures_of_one_question_do_not_fit_another(pair: Pair) -> None:
    published = pair.published()
    one = pair.inquiry([firearm("AB1234"), firearm("ZZ9999")], published)
    other = pair.inquiry([firearm("CD5678"), firearm("ZZ9999")], published)
    spliced = replace(other, signatures=one.signatures)
    with pytest.raises(RefusedByPeerError, match="officers"):
        pair.carry_out(spliced, published)
    assert charges(pair) == {}


def test_one_officer_is_not_enough(pair: Pair) -> None:
    published = pair.published()
    inquiry = pair.inquiry([firearm("AB1234"), firearm("ZZ9999")], published)
    alone = replace(inquiry, signatures=tuple(each[:1] for each in inquiry.signatures))
    with pytest.raises(RefusedByPeerError, match="officers"):
        pair.carry_out(alone, published)
    twice = replace(inquiry, signatures=tuple((each[0], each[0]) for each in inquiry.signatures))
    with pytest.raises(RefusedByPeerError, match="officers"):
        pair.carry_out(twice, published)
    assert charges(pair) == {}


@pytest.mark.parametrize(
    ("bases", "code"),
    [
        ([], "basis"),
        ([basis(IdentifierType.FIREARM, purpose="another")], "basis"),
        ([basis(IdentifierType.PLATE)], "basis"),
        ([basis(IdentifierType.FIREARM, evidence="unverified")], "basis"),
    ],
    ids=["none", "another purpose", "another type", "nobody read it"],
)
def test_nothing_is_published_without_a_legal_basis(
    tmp_path: Path, bases: list[LegalBasis], code: str
) -> None:
    with (
        make_pair(tmp_path / "nodes", bases=bases) as pair,
        pytest.raises(RefusedByPeerError, match=code),
    ):
        pair.published()


def test_an_offence_that_is_too_light_is_refused(tmp_path: Path) -> None:
    with make_pair(tmp_path / "nodes", bases=[basis(IdentifierType.FIREARM, years=4)]) as pair:
        with pytest.raises(RefusedByPeerError, match="offence"):
            pair.ask([firearm("AB1234"), firearm("ZZ9999")])
        assert charges(pair) == {}


def test_a_quota_is_refused_with_the_time_to_wait(pair: Pair) -> None:
    """37 elements of plates a day: 3.7e6 plates divided by 100,000 days; the second 32 are too many."""
    pair.ask([plate("BG-123-AA"), plate("BG-999-ZZ")])
    with pytest.raises(RefusedByPeerError, match="quota") as caught:
        pair.ask([plate("BG-123-AA"), plate("BG-999-ZZ")])
    assert caught.value.status == 429
    assert caught.value.retry_after
    assert list(charges(pair).values()) == [32]
    check_books(pair)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/epoch",
        "/epoch/firearm",
        "/epoch/firearm/investigation/more",
        "/epoch/plate/investigation",
        "/epoch/firearm/another",
        "/tags/firearm/investigation",
        "/tags/firearm/investigation/-1",
        "/tags/firearm/investigation/01",
        "/tags/firearm/investigation/999999999",
        "/log",
        "/../settings.json",
        "/epoch/..%2f..%2fkeys/x",
    ],
)
def test_other_paths_are_refused(pair: Pair, path: str) -> None:
    envelope = Envelope(type=IdentifierType.FIREARM, purpose=PURPOSE, epoch="21929", request="request-1")
    with pytest.raises((RefusedByPeerError, WrongAnswerError, ValueError)):
        pair.peer.exchange("GET", path, envelope, now=pair.now)


@pytest.mark.parametrize("body", [b"", b"{}", b"ACX1" + b"\xff" * 400, b"ACX1" + bytes(200)])
def test_a_body_that_is_no_question_is_refused(pair: Pair, body: bytes) -> None:
    envelope = Envelope(type=IdentifierType.FIREARM, purpose=PURPOSE, epoch="21929", request="request-1")
    with pytest.raises(RefusedByPeerError, match="form"):
        pair.peer.exchange("POST", "/evaluate", envelope, body, now=pair.now)


def test_an_answer_to_another_request_is_no_answer(pair: Pair) -> None:
    published = pair.published()
    first = pair.inquiry([firearm("AB1234"), firearm("ZZ9999")], published)
    pair.carry_out(first, published)
    kept = pair.received[-1]
    pair.carry = lambda request: kept
    second = pair.inquiry([firearm("CD5678"), firearm("ZZ9999")], published)
    with pytest.raises(WrongAnswerError):
        pair.carry_out(second, published)


def test_what_was_altered_on_the_way_back_is_no_answer(pair: Pair) -> None:
    published = pair.published()
    inquiry = pair.inquiry([firearm("AB1234"), firearm("ZZ9999")], published)

    def flipped(request: RequestMessage) -> ResponseMessage:
        response = pair.deliver(request)
        return replace(response, body=response.body[:-1] + bytes([response.body[-1] ^ 1]))

    pair.carry = flipped
    with pytest.raises(WrongAnswerError):
        pair.carry_out(inquiry, published)


def _answer_sizes(pair: Pair, inquiry: Inquiry, published: Published) -> tuple[int, int]:
    pair.carry_out(inquiry, published)
    sent, received = pair.sent[-1], pair.received[-1]
    whole = sum(len(name) + len(value) for name, value in (*sent.fields.items(), *received.fields.items()))
    assert len(read_frame(received.body, has_proof=True).elements) == 32
    return len(sent.body) + whole, len(received.body)


def test_sizes_do_not_depend_on_hits_or_on_how_much_is_asked(pair: Pair) -> None:
    """T17: two that hit, two that miss, and thirty are as long as each other."""
    published = pair.published()
    sizes = {
        _answer_sizes(pair, pair.inquiry([firearm(serial) for serial in serials], published), published)
        for serials in (
            ("AB1234", "CD5678"),
            ("ZZ1111", "ZZ2222"),
            tuple(f"ZZ{number:04d}" for number in range(30)),
        )
    }
    assert len(sizes) == 1
