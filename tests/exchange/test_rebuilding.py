"""Published tags are built again from list and key; what was added or left out is counted (T5)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accord.exchange.normalising import IdentifierType, canaries, match_keys
from accord.exchange.oprf import Key, derive_key
from accord.exchange.rebuilding import Rebuilt, rebuild
from accord.exchange.tags import TagSet, build_tags
from exchange.inspected import descriptor, plate

LIST = [plate(f"01-{number}-AB") for number in range(100, 140)]
KEY = derive_key(bytes(32), b"a test")


def published(extra: int = 0, left_out: int = 0, key: Key = KEY) -> TagSet:
    """Tags of the list with some entries more or fewer than it has, and of the canary."""
    listed = [*LIST[left_out:], *(plate(f"02-{number}-CD") for number in range(100, 100 + extra))]
    planted = (*listed, *canaries(IdentifierType.PLATE))
    return build_tags(key, [key.data for subject in planted for key in match_keys(subject)], workers=1)


def compare(tags: TagSet, key: Key = KEY) -> Rebuilt:
    stated = replace(descriptor(), public=KEY.public, root=tags.root, count=tags.count)
    return rebuild(stated, tags.tags, LIST, key, workers=1)


def test_an_honest_list_is_built_again_to_the_byte() -> None:
    """40 plates and one canary; 256 tags, because that is the shortest set."""
    tags = published()
    assert tags.count == 256
    assert compare(tags) == Rebuilt(
        scope="plate for criminal-investigation in epoch 21945",
        is_key=True,
        is_same=True,
        listed=41,
        missing=0,
        foreign=0,
    )


@pytest.mark.parametrize(("extra", "left_out"), [(1, 0), (0, 1), (3, 2)])
def test_what_was_added_or_left_out_is_counted(extra: int, left_out: int) -> None:
    """Each entry more takes the place of one that fills up, and each one fewer leaves its place to one."""
    found = compare(published(extra, left_out))
    assert not found.is_same
    more = max(extra - left_out, 0)
    fewer = max(left_out - extra, 0)
    assert found.foreign == extra + fewer
    assert found.missing == left_out + more


def test_a_key_that_is_not_the_published_one_is_told() -> None:
    found = compare(published(), derive_key(bytes(32), b"another"))
    assert not found.is_key
    assert not found.is_same


def test_tags_that_are_not_those_of_the_root_are_told() -> None:
    honest, other = published(), published(extra=1)
    stated = replace(descriptor(), public=KEY.public, root=honest.root, count=honest.count)
    assert not rebuild(stated, other.tags, LIST, KEY, workers=1).is_same
