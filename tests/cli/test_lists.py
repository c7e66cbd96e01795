"""The commands that keep lists, run as a person at a terminal would run them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.commands import Finished, accord
from sources.lists.misbehaving import Answer, Server, misbehaving
from sources.lists.specimens import FOLDER, OFAC

ENTRY = '{"id": "%d", "src": "zz", "schema": "Person", "names": [{"n": "Testo %d"}]}\n'


def neutral(folder: Path, *numbers: int, name: str = "list.jsonl") -> Path:
    path = folder / name
    path.write_text("".join(ENTRY % (number, number) for number in numbers), encoding="utf-8")
    return path


def lists(folder: Path, *arguments: str | Path) -> Finished:
    return accord("lists", *arguments, "--lists", folder / "lists", folder=folder)


def test_files_of_several_lists_are_added_at_once(tmp_path: Path) -> None:
    files = [FOLDER / name for name in ("un.xml", *OFAC, "uk.csv", "world_bank.json")]
    done = lists(tmp_path, "add", *files, "--as-of", "2026-05-01", "--json")
    assert done.exit_code == 0, done.err
    told = json.loads(done.out)
    assert [(one["list"], one["entries"], one["as_of"]) for one in told] == [
        ("us", 3, "2026-05-01"),
        ("un", 2, "2026-05-01"),
        ("uk", 2, "2026-05-01"),
        ("wb", 2, "2026-05-01"),
    ]
    assert "unread   NEW_KEY: 1 times" in done.err
    assert "ACC-388" in done.err


def test_the_day_of_the_file_is_taken_unless_another_is_named(tmp_path: Path) -> None:
    assert "un-2026-02-27-" in lists(tmp_path, "add", FOLDER / "un.xml").err
    again = lists(tmp_path, "add", FOLDER / "un.xml")
    assert "it was there already, byte for byte" in again.err
    older = lists(tmp_path, "add", FOLDER / "un.xml", "--as-of", "2020-01-01")
    assert "is of a later day and stays the newest" in older.err


def test_files_that_do_not_say_their_day_are_of_today_and_it_is_said(tmp_path: Path) -> None:
    done = lists(tmp_path, "add", FOLDER / "neutral.jsonl")
    assert done.exit_code == 0
    assert done.err.count("taken is today; name it with --as-of") == 2, "it holds two lists"


def test_an_entry_that_is_set_apart_is_a_finding(tmp_path: Path) -> None:
    done = lists(tmp_path, "add", FOLDER / "eu.xml")
    assert done.exit_code == 1
    assert "ACC-385" in done.err
    assert "eu-2026-05-01-" in done.err, "the other entries are kept"


@pytest.mark.parametrize(
    ("arguments", "exit_code", "problem"),
    [
        (["add", "missing.xml"], 2, "ACC-213"),
        (["add", "un.xml", "--as-of", "May"], 2, "ACC-225"),
        (["add", "un.xml", "--as-of", "2999-01-01"], 2, "ACC-225"),
        (["add", "un.xml", "--list", "../un"], 2, "ACC-228"),
        (["add", "un.xml", "uk.csv", "--list", "un"], 2, "ACC-228"),
        (["add", "broken.xml"], 3, "ACC-382"),
        (["add", "empty.xml"], 3, "ACC-380"),
        (["diff"], 2, "ACC-224"),
        (["status", "nobody"], 2, "ACC-227"),
        (["update", "nobody"], 2, "ACC-227"),
    ],
)
def test_what_is_wrong_is_told_with_its_id(
    tmp_path: Path, arguments: list[str], exit_code: int, problem: str
) -> None:
    for name in ("un.xml", "uk.csv"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    (tmp_path / "broken.xml").write_bytes((FOLDER / "un.xml").read_bytes()[:900])
    (tmp_path / "empty.xml").write_bytes(b"")
    done = lists(tmp_path, *arguments)
    assert done.exit_code == exit_code
    assert problem in done.err
    assert "Traceback" not in done.err
    assert not (tmp_path / "lists").exists()


def test_a_list_that_shrinks_is_refused_and_the_one_before_stays(tmp_path: Path) -> None:
    lists(tmp_path, "add", neutral(tmp_path, *range(100)), "--as-of", "2026-05-01")
    small = neutral(tmp_path, *range(50), name="small.jsonl")
    done = lists(tmp_path, "add", small, "--as-of", "2026-05-02")
    assert done.exit_code == 3
    assert "ACC-393" in done.err
    assert "days old" in done.err
    accepted = lists(
        tmp_path, "add", small, "--as-of", "2026-05-02", "--accept-shrinkage", "the regime ended"
    )
    assert accepted.exit_code == 0


def test_differences_are_shown_in_words_and_as_json(tmp_path: Path) -> None:
    for day, numbers in (
        ("2026-05-01", (1, 2, 3)),
        ("2026-05-02", (1, 2, 3, 4)),
        ("2026-05-03", (1, 2, 3, 5)),
    ):
        lists(tmp_path, "add", neutral(tmp_path, *numbers), "--as-of", day)
    done = lists(tmp_path, "diff")
    assert "  1 added, 1 removed, 0 changed" in done.out
    assert "  added    zz:5  Testo 5" in done.out
    told = json.loads(lists(tmp_path, "diff", "zz", "2026-05-01", "2026-05-02", "--json").out)
    assert told[0]["added"] == [{"id": "zz:4", "name": "Testo 4"}]
    assert lists(tmp_path, "diff", "zz", "nothing").exit_code == 2


def test_the_status_tells_age_hash_and_what_is_missing(tmp_path: Path) -> None:
    lists(tmp_path, "add", FOLDER / "un.xml")
    fresh = lists(tmp_path, "status", "un", "--on", "2026-03-01", "--json")
    assert fresh.exit_code == 0
    (row,) = json.loads(fresh.out)
    assert (row["state"], row["age_days"], row["entries"], row["in_force"]) == ("fresh", 2, 2, 2)
    assert len(row["sha256"]) == 64
    assert lists(tmp_path, "status", "un", "--on", "2026-04-01").exit_code == 1
    rows = json.loads(lists(tmp_path, "status", "--on", "2026-03-01", "--json").out)
    assert {row["list"]: row["state"] for row in rows}["eu"] == "missing"


def test_a_changed_byte_of_a_published_file_is_noticed(tmp_path: Path) -> None:
    lists(tmp_path, "add", FOLDER / "un.xml")
    next((tmp_path / "lists" / "un").glob("*/raw/un.xml")).write_bytes(b"other")
    done = lists(tmp_path, "status", "un")
    assert done.exit_code == 4
    assert "ACC-409" in done.err


@pytest.fixture
def server() -> Iterator[Server]:
    with misbehaving() as found:
        yield found


def addresses(folder: Path, server: Server, *codes: str) -> Path:
    rows = [
        f"  - {{code: {code}, title: A list, publisher: Nobody, page: 'https://example.org',"
        f" url: '{server.url}',"
        " licence: none, frequency: never, stale_after_days: 4, fewest_bytes: 100, most_bytes: 1000000}\n"
        for code in codes
    ]
    path = folder / "addresses.yml"
    path.write_text("lists:\n" + "".join(rows), encoding="utf-8")
    return path


def test_an_update_keeps_what_is_new_and_asks_only_for_changes(tmp_path: Path, server: Server) -> None:
    answer = Answer((FOLDER / "un.xml").read_bytes(), headers={"ETag": '"1"', "Content-Type": "text/xml"})
    server.answers = [answer]
    file = addresses(tmp_path, server, "un")
    first = lists(tmp_path, "update", "--addresses", file)
    assert first.exit_code == 0, first.err
    assert "un-2026-02-27-" in first.err
    second = lists(tmp_path, "update", "--addresses", file, "--json")
    assert json.loads(second.out) == [{"list": "un", "outcome": "unchanged since the last download"}]
    assert server.asked[-1]["If-None-Match"] == '"1"'
    (row,) = json.loads(lists(tmp_path, "status", "un", "--json").out)
    assert row["state"] == "fresh", "confirmed today, however old the list is"


def test_a_list_that_cannot_be_had_leaves_the_one_before_and_the_others_are_updated(
    tmp_path: Path, server: Server
) -> None:
    un = Answer((FOLDER / "un.xml").read_bytes(), headers={"Content-Type": "text/xml"})
    file = addresses(tmp_path, server, "un")
    server.answers = [un]
    lists(tmp_path, "update", "--addresses", file)
    broken = (
        Answer(b"", headers={"Content-Type": "text/xml"}),
        Answer(b"<html>Maintenance</html>" * 9, headers={"Content-Type": "text/html"}),
        Answer(un.body[:900], headers={"Content-Type": "text/xml"}),
        Answer(status=404),
    )
    file = addresses(tmp_path, server, "un", "un2")
    for answer, exit_code in zip(broken, (5, 5, 3, 5), strict=True):
        server.answers = [answer, un]
        done = lists(tmp_path, "update", "--addresses", file, "--tries", "1", "--json")
        assert done.exit_code == exit_code, done.err
        assert json.loads(done.out)[0]["outcome"] == "failed"
        assert re.search(r"un: un-2026-02-27-\w+ stays in use; it is \d+ days old", done.err)
        assert json.loads(done.out)[1]["outcome"] in {"new", "unchanged"}
    (row,) = json.loads(lists(tmp_path, "status", "un", "--on", "2026-02-28", "--json").out)
    assert (row["state"], row["entries"]) == ("fresh", 2)


def test_the_list_of_the_world_bank_has_to_be_saved_by_hand(tmp_path: Path) -> None:
    done = lists(tmp_path, "update", "wb")
    assert done.exit_code == 0
    assert "to be saved by hand from https://" in done.err
