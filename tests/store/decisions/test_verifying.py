"""The chain: whatever was changed, left out, moved, put in or cut off is found and named."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accord.domain.screening import Query
from accord.errors import AccordError, IntegrityError, UsageError
from accord.methods.decisions.recording import ScreeningRun, advance
from accord.store.decisions.chain import Head, hash_of, read_head
from accord.store.decisions.file import DecisionFile, open_decisions
from accord.store.decisions.schema import OBJECTS
from accord.store.decisions.verifying import verified_entries
from screened import NOON, compared, hit, listing, party

ENTRIES = 8
Row = tuple[int, str, str]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with eight entries: four screenings, each of which opened an alert."""
    path = tmp_path_factory.mktemp("whole") / "decisions.sqlite"
    with open_decisions(path, is_new=True) as file:
        for number in range(4):
            who = party(f"p{number}")
            screen(file, who)
    return path


def screen(file: DecisionFile, who: Query) -> None:
    run = ScreeningRun(compared=compared([listing()]), results=[(who, (hit(who),))])
    file.record_run("parties", NOON, lambda alerts, last: advance(alerts, last, run))


def verify(path: Path, head: Head | None = None) -> list[Row]:
    """Verify a file and return its rows."""
    with open_decisions(path) as file:
        rows = list(file.rows())
        assert len(list(verified_entries(file, head))) == len(rows)
        return rows


def rewrite(whole: Path, folder: Path, change: Callable[[list[Row]], list[Row]]) -> Path:
    """Copy a file and change its rows past the triggers, as someone with access to it would."""
    path = Path(tempfile.mkdtemp(dir=folder)) / "changed.sqlite"
    shutil.copy(whole, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        _rewrite(connection, change)
    return path


def _rewrite(connection: sqlite3.Connection, change: Callable[[list[Row]], list[Row]]) -> None:
    rows = connection.execute("SELECT number, hash, entry FROM log ORDER BY number").fetchall()
    guards = [name for name, text in OBJECTS.items() if text.startswith("CREATE TRIGGER")]
    for name in guards:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("DELETE FROM log")
    connection.executemany("INSERT INTO log (number, hash, entry) VALUES (?, ?, ?)", change(rows))
    for name in guards:
        connection.execute(OBJECTS[name])


def head_of(path: Path) -> Head:
    with open_decisions(path) as file:
        return file.head()


def test_a_whole_log_is_whole_and_contains_every_head_it_ever_had(whole: Path) -> None:
    rows = verify(whole)
    assert len(rows) == ENTRIES
    for number, digest, _ in rows:
        verify(whole, Head(number, digest))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, ENTRIES - 1), st.floats(0, 1, exclude_max=True), st.integers(1, 255))
def test_any_changed_byte_of_an_entry_is_found_and_the_entry_is_named(
    whole: Path, tmp_path: Path, at: int, where: float, difference: int
) -> None:
    def change(rows: list[Row]) -> list[Row]:
        number, digest, text = rows[at]
        place = int(where * len(text))
        letter = chr((ord(text[place]) + difference) % 256)
        # Letters that make no JSON are refused by the database itself; these stay.
        assert letter != text[place]
        return [*rows[:at], (number, digest, text[:place] + letter + text[place + 1 :]), *rows[at + 1 :]]

    try:
        path = rewrite(whole, tmp_path, change)
    except sqlite3.OperationalError:
        return
    with pytest.raises(IntegrityError, match=rf"(?s)ACC-411.*entry {at + 1}\n") as found:
        verify(path)
    assert found.value.exit_code == 4


@pytest.mark.parametrize("at", range(ENTRIES))
def test_a_changed_hash_is_found(whole: Path, tmp_path: Path, at: int) -> None:
    def change(rows: list[Row]) -> list[Row]:
        number, _, text = rows[at]
        return [*rows[:at], (number, "0" * 64, text), *rows[at + 1 :]]

    with pytest.raises(IntegrityError, match=f"entry {at + 1}\n"):
        verify(rewrite(whole, tmp_path, change))


@pytest.mark.parametrize("at", range(ENTRIES - 1))
def test_an_entry_that_is_left_out_is_found_also_if_the_numbers_close_up(
    whole: Path, tmp_path: Path, at: int
) -> None:
    def gap(rows: list[Row]) -> list[Row]:
        return [*rows[:at], *rows[at + 1 :]]

    def closed(rows: list[Row]) -> list[Row]:
        return [(number, *row[1:]) for number, row in enumerate(gap(rows), 1)]

    for change in (gap, closed):
        with pytest.raises(IntegrityError, match=f"entry {at + 1}\n"):
            verify(rewrite(whole, tmp_path, change))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(ENTRIES)))
def test_any_other_order_is_found(whole: Path, tmp_path: Path, order: list[int]) -> None:
    path = rewrite(whole, tmp_path, lambda rows: [(n, *rows[at][1:]) for n, at in enumerate(order, 1)])
    if order == sorted(order):
        verify(path)
        return
    with pytest.raises(IntegrityError, match="ACC-411"):
        verify(path)


def test_an_entry_whose_hash_was_made_to_fit_breaks_the_next_link(whole: Path, tmp_path: Path) -> None:
    def change(rows: list[Row]) -> list[Row]:
        text = rows[1][2].replace("Testan", "Drugan")
        assert text != rows[1][2]
        return [rows[0], (2, hash_of(text), text), *rows[2:]]

    with pytest.raises(IntegrityError, match="entry 3\n"):
        verify(rewrite(whole, tmp_path, change))


def rechained(rows: list[Row]) -> list[Row]:
    """Give all entries new links, as whoever knows how would."""
    made: list[Row] = []
    for number, _, text in rows:
        entry = json.loads(text)
        entry["previous"] = made[-1][1] if made else "0" * 64
        again = json.dumps(entry, separators=(",", ":"), sort_keys=True)
        made.append((number, hash_of(again), again))
    return made


@pytest.mark.parametrize("kept", range(ENTRIES))
def test_only_a_head_that_was_kept_elsewhere_tells_that_the_end_was_cut_off(
    whole: Path, tmp_path: Path, kept: int
) -> None:
    path = rewrite(whole, tmp_path, lambda rows: rows[:kept])
    assert len(verify(path)) == kept
    with pytest.raises(IntegrityError, match=rf"(?s)ACC-412.*entry {ENTRIES}\n"):
        verify(path, head_of(whole))


def test_only_a_head_that_was_kept_elsewhere_tells_that_the_whole_chain_was_written_anew(
    whole: Path, tmp_path: Path
) -> None:
    def change(rows: list[Row]) -> list[Row]:
        text = rows[1][2].replace("Testan", "Drugan")
        return rechained([rows[0], (2, "", text), *rows[2:]])

    path = rewrite(whole, tmp_path, change)
    assert len(verify(path)) == ENTRIES
    with pytest.raises(IntegrityError, match="ACC-412"):
        verify(path, head_of(whole))


@pytest.mark.parametrize("name", OBJECTS)
def test_a_missing_guard_or_table_is_found(whole: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / "changed.sqlite"
    shutil.copy(whole, path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"DROP {OBJECTS[name].split()[1]} {name}")
    connection.close()
    with pytest.raises(IntegrityError):
        verify(path)


def test_a_view_that_was_put_in_is_found(whole: Path, tmp_path: Path) -> None:
    path = tmp_path / "changed.sqlite"
    shutil.copy(whole, path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("CREATE VIEW more AS SELECT 1 AS one")
    connection.close()
    with pytest.raises(IntegrityError, match=r"(?s)ACC-413.*more"):
        verify(path)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(0, 1, exclude_max=True), st.integers(0, 7))
def test_a_flipped_bit_of_the_file_is_found_or_changes_nothing_that_is_read(
    whole: Path, tmp_path: Path, where: float, bit: int
) -> None:
    """Bits of empty pages and counters mean nothing; every other one must be refused."""
    raw = bytearray(whole.read_bytes())
    raw[int(where * len(raw))] ^= 1 << bit
    path = Path(tempfile.mkdtemp(dir=tmp_path)) / "flipped.sqlite"
    path.write_bytes(raw)
    try:
        rows = verify(path, head_of(whole))
    except AccordError:
        return
    assert rows == verify(whole)


@pytest.mark.parametrize("text", ["", "8", "8:", "8:" + "g" * 64, "-1:" + "0" * 64, "8:" + "0" * 63])
def test_a_text_that_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="ACC-230"):
        read_head(text)
