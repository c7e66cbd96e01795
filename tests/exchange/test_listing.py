"""A list is read whole or not at all, and a refusal says where and what to do, never a value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.exchange.listing import RefusedListError, list_fields, read_list
from accord.exchange.normalising.subject import IdentifierType

HEAD = b"serial,make,calibre\n"


def refused(data: bytes) -> RefusedListError:
    with pytest.raises(RefusedListError) as caught:
        read_list(data, IdentifierType.FIREARM)
    return caught.value


def test_rows_become_subjects_in_their_order() -> None:
    found = read_list(HEAD + b'AB1234,Zastava,7.62x39\n\n"CD,5678",Zastava,9x19\n', IdentifierType.FIREARM)
    assert [dict(subject.fields)["serial"] for subject in found] == ["AB1234", "CD,5678"]


def test_a_byte_order_mark_is_no_part_of_the_first_name() -> None:
    assert len(read_list(b"\xef\xbb\xbf" + HEAD + b"AB1234,Zastava,9x19\n", IdentifierType.FIREARM)) == 1


def test_an_empty_cell_is_a_field_that_is_not_known() -> None:
    (found,) = read_list(b"serial,make,calibre,origin\nAB1234,Zastava,9x19,\n", IdentifierType.FIREARM)
    assert set(found.fields) == {"serial", "make", "calibre"}


def test_an_empty_list_is_a_list() -> None:
    assert read_list(HEAD, IdentifierType.FIREARM) == ()


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"", [1]),
        (b"serial,colour\n", [1]),
        (b"serial,serial\n", [1]),
        (HEAD + b"AB1234,Zastava\n", [2]),
        (HEAD + b"AB1234,Zastava,9x19,more\n", [2]),
        (HEAD + b"AB1234,Zastava,9x19\n,Zastava,9x19\n", [3]),
        (HEAD + b"AB1234,Zastava,9x19\nCD5678,Zastava,\xff\n", [3]),
        (HEAD + b'AB1234,"Zastava,9x19\n', [2]),
        (HEAD + b"XX,Zastava,9x19\nAB1234,Zastava,soft\n", [2, 3]),
    ],
)
def test_what_cannot_be_listed_is_refused_with_its_row(data: bytes, rows: list[int]) -> None:
    error = refused(data)
    assert [refusal.row for refusal in error.refusals] == rows
    assert all(refusal.expected and refusal.fix and refusal.field for refusal in error.refusals)


def test_of_many_refusals_the_first_are_told_and_all_are_counted() -> None:
    error = refused(HEAD + b"AB1234,Zastava,soft\n" * 50)
    assert (len(error.refusals), error.count) == (20, 50)


@given(text=st.text(alphabet="QXZ", min_size=8, max_size=12))
def test_no_refusal_repeats_a_value(text: str) -> None:
    error = refused(HEAD + f"{text},{text},{text}\n".encode())
    told = " ".join(f"{each.field} {each.expected} {each.fix}" for each in error.refusals)
    assert text not in told
    assert text not in str(error)


@pytest.mark.parametrize("kind", IdentifierType)
def test_every_type_has_columns(kind: IdentifierType) -> None:
    assert list_fields(kind)
