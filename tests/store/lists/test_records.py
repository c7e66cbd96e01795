"""Entries as lines of JSON come back as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.listing import BirthDate, Effect, Identifier, ListedName, Listing, ListingKind
from accord.store.lists.records import from_lines, to_lines, to_record, version_of
from store.lists.support import FULL, listing

TEXTS = st.tuples(st.text(min_size=1), st.text(min_size=1))
LISTINGS = st.builds(
    Listing,
    id=st.text(min_size=1),
    list=st.just("zz"),
    kind=st.sampled_from(ListingKind),
    names=st.lists(st.builds(ListedName, text=st.text(min_size=1), is_weak=st.booleans()), min_size=1).map(
        tuple
    ),
    effect=st.sampled_from(Effect),
    regime=st.text(),
    programmes=TEXTS,
    listed_on=st.none() | st.dates(),
    ended_on=st.none() | st.dates(),
    is_ended=st.booleans(),
    birth_dates=st.lists(st.builds(BirthDate, earliest=st.dates(), latest=st.dates())).map(tuple),
    identifiers=st.lists(st.builds(Identifier, value=st.text(min_size=1), kind=st.text())).map(tuple),
    remarks=TEXTS,
)


@given(st.lists(LISTINGS, max_size=4))
def test_any_entries_come_back(listings: list[Listing]) -> None:
    assert from_lines(to_lines(listings)) == tuple(listings)


def test_an_entry_with_every_field_comes_back_from_one_line() -> None:
    lines = to_lines([FULL])
    assert lines.count(b"\n") == 1
    assert from_lines(lines) == (FULL,)


def test_what_has_its_default_is_left_out() -> None:
    assert to_record(listing(1)) == {
        "id": "zz:1",
        "list": "zz",
        "kind": "Person",
        "names": [{"text": "Testo 1", "kind": "primary"}],
    }


def test_a_version_is_what_is_said_and_not_where() -> None:
    assert version_of(FULL) == version_of(replace(FULL, place="line 99"))
    assert version_of(FULL) != version_of(replace(FULL, listed_on=date(2020, 1, 3)))


@pytest.mark.parametrize(
    "content", [b"{}\n", b"[]\n", b'{"id": 1\n', b'{"id":"1","list":"zz","kind":"Nobody","names":[]}\n']
)
def test_what_is_no_entry_is_refused(content: bytes) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        from_lines(content)
