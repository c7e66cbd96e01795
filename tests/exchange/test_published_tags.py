"""What is published: one set of tags for one scope and epoch, like no other, and gone when the epoch is over.

These are the drills of T2 (pooled quotas), T14 and T15 (stolen tags and keys), and T16 (what sizes and
changes tell). Expected values come from the definition of the tags: an output of the holder's key, cut to 12
bytes.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from accord.exchange.epochs import Scope
from accord.exchange.keys import SigningKey
from accord.exchange.normalising import Subject, canaries, match_keys
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.oprf import Key, output
from accord.exchange.publishing import NotPublishedError, Publications, scope_of
from accord.exchange.tags import TAG_BYTES, padded_count, tag
from exchange.two_nodes import ALDORIA, BRENVIA, NOW, PURPOSE, firearm, make_pair

SIGNER = SigningKey(id="holder-1", seed=b"h" * 32)
TODAY, TOMORROW = (str(int(at.timestamp()) // 86_400) for at in (NOW, NOW + timedelta(days=1)))
SCOPE = scope_of(BRENVIA, ALDORIA, IdentifierType.FIREARM, purpose=PURPOSE, epoch=TODAY)
LISTED = [firearm(f"AB{number}") for number in range(1_000, 1_040)]


def tags_of(published: Publications, scope: Scope, subjects: Sequence[Subject] = LISTED) -> set[bytes]:
    published.publish(scope, subjects, SIGNER, workers=1)
    data = published.tags(scope, 0, 10**6)
    return {data[place : place + TAG_BYTES] for place in range(0, len(data), TAG_BYTES)}


def listed_tags(key: Key) -> set[bytes]:
    return {tag(output(key, each.data)) for subject in LISTED for each in match_keys(subject)}


OTHERS = {
    "another peer": replace(SCOPE, asker="police-cordovia"),
    "another purpose": replace(SCOPE, purpose="border"),
    "another epoch": replace(SCOPE, epoch=TOMORROW),
    "another type": replace(SCOPE, type=IdentifierType.PLATE),
    "another normaliser": replace(SCOPE, normaliser="2"),
}


@pytest.mark.parametrize("other", OTHERS)
def test_outputs_for_one_scope_never_match_the_tags_of_another(tmp_path: Path, other: str) -> None:
    """T2, T16: who pools quotas or keeps tags has nothing that fits; not even the canaries are alike."""
    published = Publications(tmp_path)
    ours = tags_of(published, SCOPE)
    theirs = tags_of(published, OTHERS[other], LISTED if "type" not in other else [])
    assert listed_tags(published.key(SCOPE)) <= ours
    assert not ours & theirs
    assert not listed_tags(published.key(SCOPE)) & theirs
    assert published.key(SCOPE).public != published.key(OTHERS[other]).public


def test_every_canary_of_every_type_is_planted(tmp_path: Path) -> None:
    """T18."""
    published = Publications(tmp_path)
    for kind in IdentifierType:
        scope = replace(SCOPE, type=kind)
        tags, key = tags_of(published, scope, []), published.key(scope)
        planted = [each for subject in canaries(kind) for each in match_keys(subject)]
        assert planted
        assert {tag(output(key, each.data)) for each in planted} <= tags


@pytest.mark.parametrize("length", [0, 1, 100, 200, 300, 400])
def test_the_number_of_tags_is_a_step_and_a_few_entries_more_are_not_seen(
    tmp_path: Path, length: int
) -> None:
    """T16: the ladder has 256 and then 363 tags (x sqrt 2, rounded up); a canary stands among them."""
    subjects = [firearm(f"CD{number}") for number in range(1_000, 1_000 + length)]
    planted = len({each.data for s in canaries(IdentifierType.FIREARM) for each in match_keys(s)})
    count = len(tags_of(Publications(tmp_path), SCOPE, subjects))
    assert count == padded_count(length + planted)
    assert count >= length + planted


def test_a_published_epoch_is_not_published_anew_with_another_list(tmp_path: Path) -> None:
    """T4: a second descriptor could not be told from one that was made to deceive."""
    published = Publications(tmp_path)
    first = published.publish(SCOPE, LISTED, SIGNER, workers=1)
    again = published.publish(SCOPE, LISTED[1:], SIGNER, workers=1)
    assert again == first == published.descriptor(SCOPE)


def test_whoever_takes_the_node_tomorrow_cannot_try_the_tags_of_today(tmp_path: Path) -> None:
    """T15, a rotation drill: a peer kept today's tags, and a thief takes the whole folder tomorrow."""
    published = Publications(tmp_path / "epochs")
    kept = tags_of(published, SCOPE)
    assert listed_tags(published.key(SCOPE)) <= kept, "today the key would do"
    published.erase_before(TOMORROW)
    tags_of(published, replace(SCOPE, epoch=TOMORROW))
    shutil.copytree(tmp_path / "epochs", tmp_path / "stolen")
    stolen = Publications(tmp_path / "stolen")
    with pytest.raises(NotPublishedError):
        stolen.key(SCOPE)
    assert stolen.epochs() == (TOMORROW,)
    assert not listed_tags(stolen.key(replace(SCOPE, epoch=TOMORROW))) & kept
    seeds = [path.read_bytes() for path in (tmp_path / "stolen").rglob("seed")]
    assert len(seeds) == 1


def test_an_erased_epoch_stays_closed_when_the_clock_runs_back(tmp_path: Path) -> None:
    published = Publications(tmp_path)
    published.publish(SCOPE, LISTED, SIGNER, workers=1)
    assert published.erase_before(TODAY) == ()
    assert not published.is_closed(TODAY)
    assert published.erase_before(TOMORROW) == (TODAY,)
    assert published.is_closed(TODAY)
    assert not published.is_closed(TOMORROW)
    with pytest.raises(NotPublishedError):
        published.publish(SCOPE, LISTED, SIGNER, workers=1)
    published.publish(replace(SCOPE, epoch=TOMORROW), LISTED, SIGNER, workers=1)
    assert published.erase_before(TODAY) == ()


ANNOUNCED: dict[str, Callable[[Publications], object]] = {
    "descriptor": lambda published: published.descriptor(SCOPE),
    "tags": lambda published: published.tags(SCOPE, 0, 1),
    "key": lambda published: published.key(SCOPE),
}


@pytest.mark.parametrize("what", ANNOUNCED)
def test_an_epoch_that_ends_while_it_is_read_is_not_published(tmp_path: Path, what: str) -> None:
    """Between the look and the reading the files go: the reader hears that, and no other error."""
    published = Publications(tmp_path)
    published.publish(SCOPE, LISTED, SIGNER, workers=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(published, "is_published", lambda _scope: True)
        ANNOUNCED[what](published)
        published.erase_before(TOMORROW)
        with pytest.raises(NotPublishedError):
            ANNOUNCED[what](published)


def test_the_asker_erases_what_was_published_when_the_epoch_ends(tmp_path: Path) -> None:
    """T14: a stolen asker has the tags of the day at most."""
    with make_pair(tmp_path) as pair:
        pair.published()
        kept = list((tmp_path / ALDORIA / "received").rglob("tags"))
        assert len(kept) == 1
        assert pair.asker.received.erase_before(TOMORROW) == (TODAY,)
        assert not list((tmp_path / ALDORIA / "received").rglob("tags"))
