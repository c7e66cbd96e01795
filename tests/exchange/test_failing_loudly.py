"""What fails says so and leaves nothing behind: at midnight, under many threads, with a full disk.

Each test is a way in which an exchange could go wrong in silence: a question that is evaluated under a key
that is gone, a quota that two threads pass at once, a store of nonces that grows for ever, a file that others
may read, an answer without a line in the log.
"""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from accord.exchange.calling import UnreachableError
from accord.exchange.canonical import MalformedError
from accord.exchange.concluding import AnswerError, AnswerRefusal
from accord.exchange.correspondence import Envelope, RefusedByPeerError, WrongAnswerError
from accord.exchange.directory_file import signed_directory
from accord.exchange.epochs import Descriptor, epoch_of, signed_descriptor
from accord.exchange.inquiries import Inquiry
from accord.exchange.logbook import EntryKind
from accord.exchange.machine import open_machine, publish_lists
from accord.exchange.normalising import match_keys
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.oprf import derive_key
from accord.exchange.private_files import is_private, write_private
from accord.exchange.quota_table import QuotaRule
from accord.exchange.reaching import reach
from accord.exchange.receiving import Published
from accord.exchange.retaining import retain
from accord.exchange.running import run_node
from accord.exchange.signed_messages import RequestMessage, ResponseMessage
from accord.exchange.tags import TagSet, build_tags
from exchange.attacked import signed_anew
from exchange.two_nodes import ALDORIA, BRENVIA, NOW, PURPOSE, ROOT, Pair, basis, firearm, make_pair, make_two
from quiet_ports import quiet_ports

FIREARM = IdentifierType.FIREARM
TOMORROW = NOW + timedelta(days=1)


class StoppedError(Exception):
    """A test ends a history here."""


def refused(pair: Pair, inquiry: Inquiry, published: Published) -> tuple[int, str]:
    with pytest.raises(RefusedByPeerError) as caught:
        pair.carry_out(inquiry, published)
    return caught.value.status, caught.value.code


@pytest.mark.parametrize("step", ["admitted", "evaluated", "kept"])
def test_an_epoch_that_ends_within_a_question_gives_its_answer_or_a_refusal(
    tmp_path: Path, step: str
) -> None:
    """Midnight comes between two steps of a question, and the house is kept at that moment."""
    midnight: list[Callable[[], None]] = []

    def at(name: str) -> None:
        if name == step and midnight:
            midnight.pop()()

    with make_pair(tmp_path, step=at) as pair:
        pair.ask([firearm("AB1234")])
        published = pair.published()
        inquiry = pair.inquiry([firearm("AB1234")], published)
        midnight.append(lambda: erase_and_publish(pair, TOMORROW))
        if step == "admitted":
            assert refused(pair, inquiry, published) == (410, "epoch")
        else:
            (result,) = pair.carry_out(inquiry, published)
            assert result.is_hit
        assert not midnight
        requests = len(pair.machine.store.rows("SELECT request FROM charges"))
        lines = [e for _, e in pair.machine.log.entries() if e.kind is EntryKind.ADMITTED]
        assert requests == len(lines)
        pair.now = TOMORROW
        if step == "admitted":
            status, code = refused(pair, inquiry, published)
            assert (status, code) == (409, "replay"), "nothing of yesterday is evaluated under another key"


def erase_and_publish(pair: Pair, now: datetime) -> None:
    publish_lists(pair.holder, pair.machine.log, now, workers=1)


@pytest.mark.parametrize("seconds", [-1, 0, 1])
def test_at_midnight_an_inquiry_of_yesterday_is_refused(tmp_path: Path, seconds: int) -> None:
    """The last second of an epoch counts, the first of the next does not."""
    midnight = NOW.replace(hour=0) + timedelta(days=1)
    with make_pair(tmp_path) as pair:
        published = pair.published()
        inquiry = pair.inquiry([firearm("AB1234")], published)
        pair.now = midnight + timedelta(seconds=seconds)
        if seconds < 0:
            (result,) = pair.carry_out(inquiry, published)
            assert result.is_hit
        else:
            assert refused(pair, inquiry, published) == (403, "epoch")


def test_many_threads_get_no_more_than_the_quota(tmp_path: Path) -> None:
    """Twelve questions of one element at once and a quota of six, of which the first question spent some."""
    quota = QuotaRule(type=FIREARM, burst=6, day=6, month=60)
    with make_pair(tmp_path, bases=[basis(FIREARM)], quotas=[quota]) as pair:
        published = pair.published()
        pair.carry_out(pair.inquiry([firearm("AB1234")], published), published)
        spent = len(pair.machine.store.rows("SELECT request FROM charges"))
        published = pair.published()
        assert published.is_tested
        inquiries = [pair.inquiry([firearm(f"EF90{number}")], published) for number in range(10, 22)]
        assert {len(each.questions) for each in inquiries} == {1}
        wire: list[RequestMessage] = []

        def catch(request: RequestMessage) -> ResponseMessage:
            wire.append(request)
            raise UnreachableError("caught")

        pair.carry = catch
        for each in inquiries:
            with pytest.raises(UnreachableError):
                pair.carry_out(each, published)
        statuses: list[int] = []

        def ask(request: RequestMessage) -> None:
            statuses.append(pair.machine.answerer.handle(request, ALDORIA, NOW).status)

        threads = [threading.Thread(target=ask, args=(request,)) for request in wire]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        left = 6 - spent
        assert Counter(statuses) == {200: left, 429: 12 - left}
        assert pair.machine.store.rows("SELECT sum(elements) FROM charges") == [(6,)]
        kinds = Counter(entry.kind for _, entry in pair.machine.log.entries())
        assert (kinds[EntryKind.ADMITTED], kinds[EntryKind.EVALUATED]) == (6, 6)


def test_nonces_go_when_no_message_can_use_them(tmp_path: Path) -> None:
    """A peer that sends for ever fills nothing: ten minutes later none of its nonces is left."""
    with make_pair(tmp_path, bases=[basis(FIREARM)]) as pair:
        for _ in range(30):
            pair.asker.received.erase_before(str(10**5))
            pair.published()
        store = pair.machine.store
        assert store.number("SELECT count(*) FROM nonces") == 60, "30 descriptors and 30 sets of tags"
        later = NOW + timedelta(minutes=10)
        retain(store, pair.machine.log, later, epochs=[epoch_of(later)])
        assert store.number("SELECT count(*) FROM nonces") == 0


def test_every_file_of_both_nodes_is_private(tmp_path: Path) -> None:
    """Under the usual umask, which lets everybody read what a program makes."""
    former = os.umask(0o022)
    try:
        with make_pair(tmp_path) as pair:
            pair.ask([firearm("AB1234")])
            pair.machine.log.head(NOW)
            open_to_others = [
                str(path.relative_to(tmp_path))
                for name in (ALDORIA, BRENVIA)
                for path in ((tmp_path / name), *(tmp_path / name).rglob("*"))
                if not is_private(path)
            ]
    finally:
        os.umask(former)
    assert open_to_others == []


LIES: dict[str, Callable[[bytes], bytes]] = {
    "one tag changed": lambda tags: tags[:-1] + bytes([tags[-1] ^ 1]),
    "two tags exchanged": lambda tags: tags[12:24] + tags[:12] + tags[24:],
    "a tag twice": lambda tags: tags[:12] + tags[:12] + tags[24:],
    "a tag less": lambda tags: tags[12:],
    "a tag more": lambda tags: tags + b"\xff" * 12,
    "half a tag more": lambda tags: tags + b"\xff" * 6,
    "none": lambda _tags: b"",
}


@pytest.mark.parametrize("lie", LIES)
def test_tags_beside_the_signed_root_are_never_used(tmp_path: Path, lie: str) -> None:
    """T4: the holder signs every answer, and sends this asker other tags than its descriptor says."""
    with make_pair(tmp_path, bases=[basis(FIREARM)]) as pair:

        def carry(request: RequestMessage) -> ResponseMessage:
            response = pair.deliver(request)
            if not request.path.startswith("/tags/"):
                return response
            return signed_anew(response, LIES[lie](response.body), request, pair.holder.key, NOW)

        pair.carry = carry
        with pytest.raises((WrongAnswerError, ValueError)):
            pair.published()
        assert not list((tmp_path / ALDORIA / "received").rglob("tags"))
        pair.carry = None
        (result,) = pair.ask([firearm("AB1234")])
        assert result.is_hit, "the truth is fetched afterwards"


def test_a_list_without_canaries_is_no_no_hit(tmp_path: Path) -> None:
    """T5, T18: a holder signs tags of an empty list without what everybody plants; proof and root hold."""
    with make_pair(tmp_path, bases=[basis(FIREARM)]) as pair:
        honest = pair.published()
        key = pair.holder.publications.key(honest.descriptor.scope)
        inputs = [each.data for each in match_keys(firearm("ZZ0000"))]
        tags = build_tags(key, inputs, workers=1)
        published = lying(pair, honest, tags, key.public)
        with pytest.raises(AnswerError) as caught:
            pair.carry_out(pair.inquiry([firearm("AB1234")], published), published)
        assert caught.value.refusal is AnswerRefusal.CANARY


def test_an_answer_under_a_key_that_was_not_published_is_no_no_hit(tmp_path: Path) -> None:
    """T3: another key in the descriptor than the one that answers."""
    with make_pair(tmp_path, bases=[basis(FIREARM)]) as pair:
        honest = pair.published()
        published = lying(pair, honest, honest.tags, derive_key(bytes(32), b"other").public)
        with pytest.raises(AnswerError) as caught:
            pair.carry_out(pair.inquiry([firearm("AB1234")], published), published)
        assert caught.value.refusal is AnswerRefusal.PROOF


def lying(pair: Pair, honest: Published, tags: TagSet, public: bytes) -> Published:
    """Let the holder publish other tags or another key, well signed, and fetch them."""
    pair.asker.received.erase_before(str(10**5))
    descriptor = replace(honest.descriptor, count=tags.count, root=tags.root, public=public)
    bodies = {"/epoch/": signed_descriptor(descriptor, pair.holder.key), "/tags/": tags.tags}

    def carry(request: RequestMessage) -> ResponseMessage:
        response = pair.deliver(request)
        body = next((body for path, body in bodies.items() if request.path.startswith(path)), None)
        return response if body is None else signed_anew(response, body, request, pair.holder.key, NOW)

    pair.carry = carry
    try:
        found = pair.published()
    finally:
        pair.carry = None
    assert isinstance(found.descriptor, Descriptor)
    assert found.descriptor == descriptor
    return found


def test_an_error_of_the_disk_is_no_answer_and_its_text_goes_nowhere(tmp_path: Path) -> None:
    """The log cannot be written: nothing is evaluated, then or later, until the node is opened again."""
    with make_pair(tmp_path, bases=[basis(FIREARM)]) as pair:
        pair.ask([firearm("AB1234")])
        before = len(pair.machine.store.rows("SELECT request FROM charges"))
        published = pair.published()
        inquiry = pair.inquiry([firearm("AB1234")], published)

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "pwrite", full)
            with pytest.raises(OSError, match="No space"):
                pair.carry_out(inquiry, published)
        for _ in range(2):
            with pytest.raises(Exception, match="opened again"):
                pair.carry_out(inquiry, published)
        lines = [e for _, e in pair.machine.log.entries() if e.kind is EntryKind.EVALUATED]
        assert len(lines) == before
    with open_machine(pair.holder, NOW) as machine:
        again = Pair(asker=pair.asker, holder=pair.holder, machine=machine)
        (result,) = again.carry_out(inquiry, published)
        assert result.is_hit
        charges = machine.store.rows("SELECT request FROM charges")
        lines = [e for _, e in machine.log.entries() if e.kind is EntryKind.ADMITTED]
        assert len(charges) == len(lines) == before + len(inquiry.questions)


def test_an_older_directory_on_the_disk_lets_nobody_in_again(tmp_path: Path) -> None:
    """A peer was struck off; whoever puts the directory back in which it stood has not let it in."""
    noon = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=1)
    asking, port = quiet_ports(2)
    asker, holder = make_two(tmp_path, now=noon, bases=[basis(FIREARM)], ports=(asking, port))
    first = holder.directory()
    without = replace(
        first,
        serial=2,
        peers=tuple(peer for peer in first.peers if peer.id != ALDORIA),
        authorities=tuple(each for each in first.authorities if each.peer != ALDORIA),
        bases=(),
    )
    envelope = Envelope(type=FIREARM, purpose=PURPOSE, epoch=epoch_of(noon), request="r-1")

    def is_heard() -> bool:
        try:
            with reach(asker, BRENVIA) as reached:
                with suppress(RefusedByPeerError):
                    reached.peer.exchange("GET", f"/epoch/{FIREARM}/{PURPOSE}", envelope, now=noon)
                return True
        except UnreachableError:
            return False

    with run_node(holder, ("127.0.0.1", port), lambda: noon, workers=1):
        assert is_heard()
        write_private(holder.folder.directory, signed_directory(without, [ROOT]))
        assert not is_heard()
        write_private(holder.folder.directory, signed_directory(first, [ROOT]))
        assert not is_heard()


@pytest.mark.parametrize("name", ["signing.seed", "officers.seed"])
@pytest.mark.parametrize("seed", [b"", b"s" * 31, b"s" * 33])
def test_a_key_file_of_another_length_is_said_to_be_malformed(tmp_path: Path, name: str, seed: bytes) -> None:
    asker, _ = make_two(tmp_path, now=NOW, bases=[])
    write_private(asker.folder.path / "keys" / name, seed)
    with pytest.raises(MalformedError, match=name) as caught:
        asker.folder.signing_key("a") if name == "signing.seed" else asker.folder.officers_key()
    assert "sss" not in str(caught.value)
