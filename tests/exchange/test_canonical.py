"""Canonical JSON: one value has one row of bytes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.exchange.canonical import JsonValue, Limits, MalformedError, canonical, parse_canonical
from accord.exchange.strict_fields import StrictFields, read_instant

values: st.SearchStrategy[JsonValue] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abcXYZ_9", min_size=1, max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(values)
def test_what_is_written_is_read_back_and_has_no_second_form(value: JsonValue) -> None:
    data = canonical(value)
    assert parse_canonical(data, Limits(depth=32)) == value
    spaced = json.dumps(value, indent=1).encode()
    if spaced != data:
        with pytest.raises(MalformedError):
            parse_canonical(spaced, Limits(depth=32))


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":2}',
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b'{"a":1.0}',
        b'{"a":1e2}',
        b'{"a":NaN}',
        b'{"a":9007199254740992}',
        b'{"a":' + b"9" * 5_000 + b"}",
        b'"\\u0061"',
        b'"\\ud800"',
        b'{"\xc3\xa9":1}',
        b'{"a":1}\n',
        b"\xff",
        b"",
    ],
)
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(MalformedError):
        parse_canonical(data)


def test_limits_are_looked_at_before_anything_is_parsed() -> None:
    deep = b"[" * 100_000 + b"]" * 100_000
    with pytest.raises(MalformedError, match="levels"):
        parse_canonical(deep)
    with pytest.raises(MalformedError, match="bytes"):
        parse_canonical(b'"' + b"a" * 100 + b'"', Limits(size=50))
    with pytest.raises(MalformedError, match="values"):
        parse_canonical(b"[" + b",".join([b"0"] * 20) + b"]", Limits(items=10))


def test_brackets_within_text_are_text() -> None:
    assert parse_canonical(b'"[[[[[[[[[[[[,,,,\\""', Limits(depth=1, items=1)) == '[[[[[[[[[[[[,,,,"'


def test_no_message_repeats_the_value() -> None:
    with pytest.raises(MalformedError) as caught:
        StrictFields({"id": "SECRET VALUE"}, "row").id("id")
    assert "SECRET" not in str(caught.value)
    assert caught.value.where == "row.id"


def test_a_field_that_nobody_asked_for_is_refused() -> None:
    row = StrictFields({"id": "a", "extra": 1}, "row")
    row.id("id")
    with pytest.raises(MalformedError, match="no further fields"):
        row.finish()


@pytest.mark.parametrize("text", ["2030-02-30T00:00:00Z", "2030-01-01T00:00:00+00:00", "2030-01-01", ""])
def test_a_moment_is_written_in_one_way(text: str) -> None:
    with pytest.raises(MalformedError):
        read_instant(text, "at")
