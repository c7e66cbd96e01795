"""Tags: sorted, filled up to a step, provable in parts, and refused when they are not those published."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.exchange.merkle import MerkleError, Span, leaf_hash, root_of
from accord.exchange.oprf import Key, derive_key, output
from accord.exchange.tags import (
    CHUNK_TAGS,
    TAG_BYTES,
    RefusedTagsError,
    TagSet,
    build_tags,
    check_chunks,
    check_tags,
    chunk_count,
    padded_count,
    tag,
)

KEY = derive_key(bytes([0xA3]) * 32, b"north|south|trafficking|PLATE|2026-01-01")
OTHER_KEY = derive_key(bytes([0xA3]) * 32, b"north|south|trafficking|PLATE|2026-01-02")
LISTED = [f"listed {number}".encode() for number in range(300)]
few = settings(max_examples=15, deadline=None)
tag_lists = st.sets(st.binary(min_size=TAG_BYTES, max_size=TAG_BYTES), min_size=1, max_size=40)


def split(tags: bytes) -> list[bytes]:
    return [tags[start : start + TAG_BYTES] for start in range(0, len(tags), TAG_BYTES)]


def numbered(count: int) -> bytes:
    """Made-up tags in order."""
    return b"".join(number.to_bytes(TAG_BYTES, "big") for number in range(count))


def test_a_tag_is_the_first_12_bytes_of_an_output() -> None:
    # RFC 9497, appendix A.1.2, test vector 1: the output of one zero byte begins b58cfbe118e0cb94d79b5fd6.
    key = derive_key(bytes([0xA3]) * 32, b"test key")
    assert tag(output(key, bytes(1))).hex() == "b58cfbe118e0cb94d79b5fd6"
    with pytest.raises(RefusedTagsError):
        tag(bytes(12))


def test_every_listed_input_hits_and_no_other() -> None:
    built = build_tags(KEY, LISTED)
    assert all(built.has(tag(output(KEY, data))) for data in LISTED)
    assert not any(built.has(tag(output(KEY, b"not " + data))) for data in LISTED)
    assert not any(built.has(tag(output(OTHER_KEY, data))) for data in LISTED)


def test_the_ladder_by_hand() -> None:
    # Powers of the square root of 2 from 2^8: 256, 362.04, 512, 724.08, 1024, 1448.2, 2048, each rounded up.
    counts = [0, 1, 256, 257, 363, 364, 512, 513, 725, 1024, 1025, 1449, 1450]
    assert [padded_count(count) for count in counts] == [
        *(256, 256, 256, 363, 363, 512, 512, 725, 725, 1024, 1449, 1449, 2048)
    ]
    assert padded_count(100_000) == 131_072
    with pytest.raises(ValueError, match="at least 0"):
        padded_count(-1)


@given(st.integers(0, 10**12))
def test_a_step_holds_the_list_and_hides_its_length_by_at_most_the_root_of_2(count: int) -> None:
    step = padded_count(count)
    assert step >= count
    assert padded_count(step) == step
    assert padded_count(step + 1) > step
    if step > 256:
        assert step * step <= 2 * (count + 1) ** 2


@pytest.mark.parametrize("count", [0, 1, 255, 256, 257])
def test_the_size_is_a_step_whatever_the_list(count: int) -> None:
    built = build_tags(KEY, LISTED[:count])
    assert built.count == padded_count(count)
    found = split(built.tags)
    assert all(one < two for one, two in pairwise(found))


def test_an_empty_list_looks_like_a_short_one_and_hits_nothing() -> None:
    built = build_tags(KEY, [])
    assert built.count == 256
    assert not any(built.has(tag(output(KEY, data))) for data in LISTED)


def test_repetitions_and_order_of_the_list_change_nothing() -> None:
    assert build_tags(KEY, [*reversed(LISTED), *LISTED[:50]]) == build_tags(KEY, LISTED)


def test_the_same_key_and_list_give_the_same_bytes_and_another_key_gives_others() -> None:
    built = build_tags(KEY, LISTED)
    assert build_tags(Key(KEY.secret), LISTED).tags == built.tags
    assert set(split(built.tags)).isdisjoint(split(build_tags(OTHER_KEY, LISTED).tags))


def test_publishing_again_shows_what_changed_and_not_how_many_are_real() -> None:
    # 300 listed of 363: one more takes the place of one that filled up, so 362 are shared and not 300.
    before = set(split(build_tags(KEY, LISTED).tags))
    after = set(split(build_tags(KEY, [*LISTED, b"one more"]).tags))
    assert len(before) == len(after) == 363
    assert len(before & after) == 362


def test_padding_is_no_output_that_can_be_asked_for() -> None:
    real = {tag(output(KEY, data)) for data in LISTED}
    padding = set(split(build_tags(KEY, LISTED).tags)) - real
    assert len(padding) == 63
    asked = {tag(output(KEY, b"accord/1 padding" + number.to_bytes(8, "big"))) for number in range(63)}
    assert padding.isdisjoint(asked)


@given(tag_lists, st.binary(min_size=TAG_BYTES, max_size=TAG_BYTES))
def test_halving_finds_what_a_search_of_all_finds(tags: set[bytes], wanted: bytes) -> None:
    built = TagSet(b"".join(sorted(tags)))
    assert built.count == len(tags)
    assert built.has(wanted) == (wanted in tags)
    assert all(built.has(each) for each in tags)


def test_a_question_of_another_length_is_refused() -> None:
    with pytest.raises(RefusedTagsError):
        TagSet(numbered(3)).has(bytes(11))


@pytest.mark.parametrize(
    "tags",
    [
        pytest.param(b"", id="none"),
        pytest.param(bytes(11), id="cut"),
        pytest.param(numbered(2) + b"\x00", id="cut at the end"),
        pytest.param(bytes(24), id="repeated"),
        pytest.param(numbered(3)[12:] + numbered(1), id="not in order"),
        pytest.param(b"b" + bytes(11) + b"a" + bytes([0xFF]) * 11, id="first byte decides"),
    ],
)
def test_tags_that_are_no_set_are_refused(tags: bytes) -> None:
    with pytest.raises(RefusedTagsError):
        TagSet(tags)


def test_the_root_is_over_chunks_of_256_tags() -> None:
    tags = numbered(CHUNK_TAGS + 1)
    leaves = [leaf_hash(tags[: CHUNK_TAGS * TAG_BYTES]), leaf_hash(tags[CHUNK_TAGS * TAG_BYTES :])]
    assert TagSet(tags).root == root_of(leaves)
    assert [chunk_count(count) for count in (0, 1, 256, 257)] == [0, 1, 1, 2]


def test_received_tags_are_those_published() -> None:
    built = TagSet(numbered(600))
    assert check_tags(built.tags, count=600, root=built.root) == built
    other = TagSet(numbered(601))
    for tags, count, root in (
        (built.tags, 601, built.root),
        (built.tags[:-TAG_BYTES], 600, built.root),
        (built.tags, 600, other.root),
        (other.tags[TAG_BYTES:], 600, built.root),
    ):
        with pytest.raises(RefusedTagsError):
            check_tags(tags, count=count, root=root)


@few
@given(st.integers(1, 2000), st.data())
def test_chunks_are_proven_and_no_other_bytes_are(count: int, data: st.DataObject) -> None:
    built = TagSet(numbered(count))
    start = data.draw(st.integers(0, chunk_count(count) - 1))
    span = Span(start, start + 1)
    if start % 2 == 0 and start + 2 <= chunk_count(count) and data.draw(st.booleans()):
        span = Span(start, start + 2)
    tags, proof = built.chunks(span), built.chunk_proof(span)
    check_chunks(tags, span, proof, count=count, root=built.root)
    place = data.draw(st.integers(0, len(tags) - 1))
    changed = tags[:place] + bytes([tags[place] ^ 1]) + tags[place + 1 :]
    for false in (changed, tags[:-TAG_BYTES], tags + bytes([0xFF]) * TAG_BYTES):
        with pytest.raises(RefusedTagsError):
            check_chunks(false, span, proof, count=count, root=built.root)
    with pytest.raises(RefusedTagsError):
        check_chunks(tags, span, [*proof, built.root], count=count, root=built.root)
    beyond = Span(chunk_count(count), chunk_count(count) + 1)
    with pytest.raises(RefusedTagsError):
        check_chunks(tags, beyond, proof, count=count, root=built.root)


def test_chunks_that_do_not_lie_as_the_tree_splits_have_no_proof() -> None:
    with pytest.raises(MerkleError):
        TagSet(numbered(4 * CHUNK_TAGS)).chunk_proof(Span(1, 3))
