"""A holder publishes once in an epoch, in steps, and nothing of an epoch outlives it (T14, T15, T16)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from accord.exchange.canonical import MalformedError
from accord.exchange.correspondence import RefusedByPeerError, WrongAnswerError
from accord.exchange.epochs import (
    Descriptor,
    DescriptorError,
    Scope,
    epoch_end,
    epoch_of,
    epoch_start,
    key_info,
    read_descriptor,
    signed_descriptor,
)
from accord.exchange.keys import SigningKey
from accord.exchange.logbook import EntryKind
from accord.exchange.machine import publish_lists
from accord.exchange.normalising import match_keys
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.oprf import output
from accord.exchange.private_files import is_private, write_private
from accord.exchange.publishing import NotPublishedError, Publications, scope_of
from accord.exchange.signed_messages import RequestMessage, ResponseMessage
from accord.exchange.tags import TAG_BYTES, TagSet, padded_count, tag
from exchange.two_nodes import ALDORIA, BRENVIA, NOW, PURPOSE, Pair, firearm, make_pair

KEY = SigningKey(id="holder-1", seed=b"h" * 32)
SCOPE = scope_of("holder", "asker", IdentifierType.FIREARM, purpose="p", epoch=epoch_of(NOW))


@pytest.fixture
def publications(tmp_path: Path) -> Publications:
    return Publications(tmp_path / "epochs")


def published(publications: Publications, scope: Scope, *serials: str) -> tuple[Descriptor, TagSet]:
    signed = publications.publish(scope, [firearm(serial) for serial in serials], KEY, workers=1)
    descriptor = read_descriptor(signed, scope, lambda _key, _at: KEY.public, now=epoch_start(scope.epoch))
    return descriptor, TagSet(publications.tags(scope, 0, 10_000))


def tags_of(found: TagSet) -> set[bytes]:
    return {found.tags[start : start + TAG_BYTES] for start in range(0, len(found.tags), TAG_BYTES)}


def test_an_epoch_is_a_day_in_utc() -> None:
    """15 January 2030 is the 21,929th day after 1 January 1970: 60 years, 15 leap days, 14 days."""
    assert epoch_of(NOW) == "21929" == str(60 * 365 + 15 + 14)
    assert epoch_start("21929").isoformat() == "2030-01-15T00:00:00+00:00"
    assert epoch_end("21929").isoformat() == "2030-01-15T23:59:59+00:00"
    for wrong in ("", "-1", "01", "1.5", "1e3", "1" * 7, "x"):
        with pytest.raises(MalformedError):
            epoch_start(wrong)


def test_the_descriptor_says_what_was_published(publications: Publications) -> None:
    descriptor, tags = published(publications, SCOPE, "AB1234")
    assert (descriptor.count, descriptor.root) == (tags.count, tags.root)
    key = publications.key(SCOPE)
    assert descriptor.public == key.public
    assert tags.has(tag(output(key, match_keys(firearm("ab-12 34"))[0].data)))
    assert not tags.has(tag(output(key, match_keys(firearm("ZZ9999"))[0].data)))


@pytest.mark.parametrize("count", [0, 1, 200, 300])
def test_the_size_is_a_step_whatever_is_listed(publications: Publications, count: int) -> None:
    descriptor, _ = published(publications, SCOPE, *(f"SN{number:05d}" for number in range(count)))
    assert descriptor.count == padded_count(count + 1), "the list and one canary"
    assert descriptor.count in {256, 363}


@pytest.mark.parametrize("field", ["asker", "purpose", "epoch", "type"])
def test_no_tag_of_one_scope_is_in_another(publications: Publications, field: str) -> None:
    values = {"asker": "asker", "purpose": "p", "epoch": "21929", "type": IdentifierType.FIREARM}
    values[field] = {"asker": "other", "purpose": "q", "epoch": "21930"}.get(field, IdentifierType.PLATE)
    other = scope_of(
        "holder",
        str(values["asker"]),
        IdentifierType(values["type"]),
        purpose=str(values["purpose"]),
        epoch=str(values["epoch"]),
    )
    assert key_info(SCOPE) != key_info(other)
    one, two = published(publications, SCOPE, "AB1234")[1], published(publications, other)[1]
    assert not tags_of(one) & tags_of(two)
    assert publications.key(SCOPE) != publications.key(other)


def test_a_list_that_changes_is_published_with_the_next_epoch(publications: Publications) -> None:
    first = publications.publish(SCOPE, [firearm("AB1234")], KEY, workers=1)
    assert publications.publish(SCOPE, [firearm("CD5678")], KEY, workers=1) == first


def test_a_descriptor_that_was_made_before_a_crash_is_published_and_not_made_anew(
    publications: Publications,
) -> None:
    announced: list[Descriptor] = []

    def crash(descriptor: Descriptor) -> None:
        announced.append(descriptor)
        raise InterruptedError

    with pytest.raises(InterruptedError):
        publications.publish(SCOPE, [firearm("AB1234")], KEY, announce=crash, workers=1)
    assert not publications.is_published(SCOPE)
    with pytest.raises(NotPublishedError):
        publications.key(SCOPE)
    publications.publish(SCOPE, [firearm("CD5678")], KEY, announce=announced.append, workers=1)
    assert announced[0] == announced[1]


def test_an_epoch_that_is_over_is_erased_with_its_key(publications: Publications, tmp_path: Path) -> None:
    old = scope_of("holder", "asker", IdentifierType.FIREARM, purpose="p", epoch="21928")
    published(publications, old, "AB1234")
    published(publications, SCOPE, "AB1234")
    assert all(is_private(path) for path in (tmp_path / "epochs").rglob("*"))
    assert publications.erase_before("21929") == ("21928",)
    assert publications.epochs() == ("21929",)
    with pytest.raises(NotPublishedError):
        publications.key(old)
    assert not any("21928" in path.parts for path in tmp_path.rglob("*"))


def test_a_new_seed_gives_a_new_key_for_the_same_scope(tmp_path: Path) -> None:
    """Whoever has the seed of another epoch, or of another day's folder, has no key of this one."""
    one, two = Publications(tmp_path / "one"), Publications(tmp_path / "two")
    published(one, SCOPE), published(two, SCOPE)
    assert one.key(SCOPE) != two.key(SCOPE)


@pytest.mark.parametrize("field", ["holder", "asker", "type", "purpose", "epoch", "normaliser"])
def test_a_descriptor_of_another_scope_is_refused(publications: Publications, field: str) -> None:
    signed = publications.publish(SCOPE, [], KEY, workers=1)
    changed = {"type": IdentifierType.PLATE, "epoch": "21930"}.get(field, "other")
    wanted = Scope(**{name: getattr(SCOPE, name) for name in Scope.__slots__} | {field: changed})
    with pytest.raises(DescriptorError):
        read_descriptor(signed, wanted, lambda _key, _at: KEY.public, now=NOW)


def test_a_descriptor_counts_in_its_epoch_and_under_its_key_alone(publications: Publications) -> None:
    signed = publications.publish(SCOPE, [], KEY, workers=1)
    other = SigningKey(id="holder-1", seed=b"o" * 32)
    for public, now in ((None, NOW), (other.public, NOW), (KEY.public, NOW + timedelta(days=1))):
        with pytest.raises(DescriptorError):
            read_descriptor(signed, SCOPE, lambda _key, _at, found=public: found, now=now)  # type: ignore[misc]


def test_a_descriptor_of_another_span_or_key_is_malformed(publications: Publications) -> None:
    descriptor, _ = published(publications, SCOPE)
    longer = Descriptor(
        scope=SCOPE,
        public=descriptor.public,
        count=descriptor.count,
        root=descriptor.root,
        not_before=descriptor.not_before,
        not_after=descriptor.not_after + timedelta(days=1),
    )
    identity = Descriptor(
        scope=SCOPE,
        public=bytes(32),
        count=descriptor.count,
        root=descriptor.root,
        not_before=descriptor.not_before,
        not_after=descriptor.not_after,
    )
    for wrong in (longer, identity):
        with pytest.raises(MalformedError):
            read_descriptor(signed_descriptor(wrong, KEY), SCOPE, lambda _key, _at: KEY.public, now=NOW)


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    with make_pair(tmp_path / "nodes") as made:
        yield made


def test_what_is_published_is_logged_before_anybody_sees_it(pair: Pair) -> None:
    entries = [entry for _, entry in pair.machine.log.entries() if entry.kind is EntryKind.EPOCH_PUBLISHED]
    shown = pair.published().descriptor
    assert {entry.fields["type"] for entry in entries} == {"firearm", "plate", "person"}
    (logged,) = (entry for entry in entries if entry.fields["type"] == "firearm")
    assert (logged.fields["root"], logged.fields["public"]) == (shown.root.hex(), shown.public.hex())
    assert (logged.fields["asker"], logged.fields["count"]) == (ALDORIA, shown.count)


def test_tags_are_fetched_once_and_erased_with_their_epoch(pair: Pair) -> None:
    pair.published()
    sent = len(pair.sent)
    assert pair.published().tags.count == 256
    assert len(pair.sent) == sent, "nothing is fetched twice"
    assert pair.asker.received.erase_before("21930") == ("21929",)
    assert not list(pair.asker.folder.received.iterdir())


def test_tags_that_are_cut_off_are_fetched_on_from_there(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accord.exchange.answering.TAGS_PER_ANSWER", 100)
    monkeypatch.setattr("accord.exchange.receiving.TAGS_PER_ANSWER", 100)

    def lost(request: RequestMessage) -> ResponseMessage:
        if request.path.endswith("/200"):
            raise TimeoutError
        return pair.deliver(request)

    pair.carry = lost
    with pytest.raises(TimeoutError):
        pair.published()
    pair.carry = None
    before = len(pair.sent)
    assert pair.published().tags.count == 256
    assert [message.path.rpartition("/")[2] for message in pair.sent[before:]] == ["200"]


@pytest.mark.parametrize("damage", [b"", b"\0" * 12, b"\xff" * 3_072])
def test_tags_that_are_not_those_of_the_root_are_refused_and_fetched_again(pair: Pair, damage: bytes) -> None:
    pair.published()
    (path,) = pair.asker.folder.received.rglob("tags")
    write_private(path, damage)
    with pytest.raises(WrongAnswerError, match="tags"):
        pair.published()
    assert pair.published().tags.count == 256


def test_a_holder_that_tells_two_askers_apart_signs_two_descriptors(pair: Pair) -> None:
    """T4: what was cached is verified again; a descriptor that is exchanged on the disk is refused."""
    pair.published()
    (path,) = pair.asker.folder.received.rglob("descriptor.json")
    write_private(path, path.read_bytes().replace(b'"count":256', b'"count":255'))
    with pytest.raises(WrongAnswerError, match="descriptor"):
        pair.published()


def test_a_type_without_a_list_is_not_published(pair: Pair) -> None:
    pair.holder.folder.list_of(IdentifierType.FIREARM).unlink()
    pair.now += timedelta(days=1)
    publish_lists(pair.holder, pair.machine.log, pair.now, workers=1)
    with pytest.raises(RefusedByPeerError, match="published") as caught:
        pair.published()
    assert caught.value.retry_after == 30
    assert pair.published(IdentifierType.PLATE).tags.count == 256
    scope = scope_of(BRENVIA, ALDORIA, IdentifierType.PLATE, purpose=PURPOSE, epoch="21929")
    with pytest.raises(NotPublishedError):
        pair.holder.publications.key(scope)
