"""Damaged files of every format: an error that says where, or a result; never a crash or silent loss."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.errors import InputDataError
from accord.sources.lists.reading import read_list
from sources.lists.specimens import ALL, FOLDER

SPECIMENS = {names[0]: (FOLDER / names[0]).read_bytes() for names in ALL}
SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def outcome(content: bytes) -> int | str:
    """Number of entries, or the id of the error."""
    with tempfile.NamedTemporaryFile(suffix=".list") as file:
        path = Path(file.name)
        path.write_bytes(content)
        try:
            found = read_list([path])
        except InputDataError as error:
            (problem,) = error.problems
            assert problem.what
            assert problem.expected
            return problem.id
    assert all(listing.names and listing.names[0].text for listing in found.listings)
    return len(found.listings) + sum(finding.id == "ACC-385" for finding in found.findings)


@pytest.mark.parametrize("name", SPECIMENS)
@SETTINGS
@given(st.data())
def test_a_file_that_is_cut_off_anywhere_is_refused_or_has_fewer_rows(name: str, data: st.DataObject) -> None:
    whole = SPECIMENS[name]
    entries = outcome(whole)
    assert isinstance(entries, int)
    cut = data.draw(st.integers(0, len(whole.rstrip(b"\x1a\n")) - 1))
    found = outcome(whole[:cut])
    if name.endswith((".xml", ".json")):
        assert isinstance(found, str), "the end of XML and of a JSON value is known"
    else:
        assert isinstance(found, str) or found <= entries


@pytest.mark.parametrize("name", SPECIMENS)
@SETTINGS
@given(st.data())
def test_flipped_bytes_give_an_error_or_a_result(name: str, data: st.DataObject) -> None:
    content = bytearray(SPECIMENS[name])
    for position in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=4)):
        content[position] ^= data.draw(st.integers(1, 255))
    outcome(bytes(content))


@pytest.mark.parametrize("name", SPECIMENS)
@SETTINGS
@given(st.data())
def test_shuffled_pieces_give_an_error_or_a_result(name: str, data: st.DataObject) -> None:
    lines = SPECIMENS[name].splitlines(keepends=True)
    outcome(b"".join(data.draw(st.permutations(lines))))


@SETTINGS
@given(st.binary(max_size=300))
def test_any_bytes_give_an_error_or_a_result(content: bytes) -> None:
    outcome(content)


@pytest.mark.parametrize("name", ["uk.csv", "neutral.jsonl"])
@SETTINGS
@given(st.data())
def test_the_order_of_rows_does_not_change_how_many_entries_there_are(name: str, data: st.DataObject) -> None:
    lines = SPECIMENS[name].splitlines(keepends=True)
    head = 2 if name == "uk.csv" else 0
    rows = data.draw(st.permutations(lines[head:]))
    assert outcome(b"".join([*lines[:head], *rows])) == outcome(SPECIMENS[name])
