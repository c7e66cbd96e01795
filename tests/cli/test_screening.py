"""The command screen. All names are invented."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from accord.sources.lists.reading import read_list
from accord.store.lists.adding import Addition, add_list, hash_files
from cli.commands import Finished
from cli.commands import accord as run_accord

HERE = Path(__file__).parent


def accord(*arguments: str | Path) -> Finished:
    return run_accord(*arguments, folder=HERE)


LISTED = (
    {
        "id": "zz:1",
        "src": "zz",
        "schema": "Person",
        "names": [{"n": "Xhavit Primeri"}, {"n": "Kuqi", "weak": True}],
        "dob": ["1960-05-01"],
        "nat": ["xk"],
        "prog": ["TEST"],
        "since": "2020-01-01",
    },
    {"id": "zz:2", "src": "zz", "schema": "Organization", "names": [{"n": "Измишљена трговина ДОО"}]},
)


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lists")
    file = folder / "invented.jsonl"
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in LISTED), encoding="utf-8")
    addition = Addition(
        code="zz",
        list_format="neutral-jsonl",
        as_of=date(2026, 11, 1),
        as_of_from="user",
        files=[file],
        sha256=hash_files([file]),
        listings=read_list([file], code="zz").listings,
    )
    add_list(folder / "kept", addition, now=datetime(2026, 11, 2, tzinfo=UTC))
    return folder / "kept"


def test_a_file_of_parties_gives_a_line_for_each_hit(lists: Path, tmp_path: Path) -> None:
    parties = tmp_path / "parties.csv"
    parties.write_text(
        "id,name,schema,birth_date,country\n"
        "a,Džavid Primeri,Person,1960,XK\n"
        'b,"Izmišljena Trgovina, d.o.o.",Company,,\n'
        "c,Nikola Nepostojeći,Person,,\n",
        encoding="utf-8",
    )
    out = tmp_path / "hits.jsonl"
    done = accord("screen", str(parties), "--lists", str(lists), "--out", str(out))
    assert done.exit_code == 1, done.err
    hits = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(hit["query_id"], hit["listing_id"], hit["band"]) for hit in hits] == [
        ("a", "zz:1", "match"),
        ("b", "zz:2", "possible"),
    ]
    keys = ("query_id", "listing_id", "list", "name_score", "identity", "band", "explanation", "as_of")
    assert tuple(hits[0])[: len(keys)] == keys
    assert hits[0]["identity"] == "supports"
    assert hits[0]["as_of"] == "2026-11-01"


def test_a_result_does_not_depend_on_other_rows(lists: Path, tmp_path: Path) -> None:
    rows = ["a,Džavid Primeri", "b,Izmisljena Trgovina", "c,Kuqi Primeri", "d,Trgovina"]
    whole, parts = tmp_path / "whole.csv", []
    whole.write_text("id,name\n" + "\n".join(rows) + "\n", encoding="utf-8")
    for row in rows:
        one = tmp_path / "one.csv"
        one.write_text(f"id,name\n{row}\n", encoding="utf-8")
        parts.append(accord("screen", str(one), "--lists", str(lists), "--min-score", "0").out)
    assert accord("screen", str(whole), "--lists", str(lists), "--min-score", "0").out == "".join(parts)


def test_with_least_score_zero_even_the_best_of_bad_ones_are_given(lists: Path) -> None:
    done = accord("screen", "--name", "Trgovina", "--lists", str(lists), "--min-score", "0", "--json")
    assert [hit["listing_id"] for hit in json.loads(done.out)] == ["zz:2"]


def test_a_weak_alias_opens_no_alert(lists: Path) -> None:
    done = accord(
        "screen", "--name", "Kuqi", "--schema", "Person", "--lists", str(lists), "--json", "--min-score", "0"
    )
    assert done.exit_code == 0
    (hit,) = json.loads(done.out)
    assert (hit["band"], hit["is_weak"]) == ("name-only", True)


def test_a_row_that_names_nobody_is_counted_and_the_exit_code_says_so(lists: Path, tmp_path: Path) -> None:
    parties = tmp_path / "parties.csv"
    parties.write_text("id,name\n1,\n2,Nikola Nepostojeći\n", encoding="utf-8")
    done = accord("screen", str(parties), "--lists", str(lists))
    assert done.exit_code == 3
    assert "ACC-398" in done.err
    assert "1 party compared" in done.err


def test_a_final_recipient_is_not_compared(lists: Path, tmp_path: Path) -> None:
    parties = tmp_path / "parties.csv"
    parties.write_text("id,name,final_recipient\n1,Xhavit Primeri,true\n", encoding="utf-8")
    done = accord("screen", str(parties), "--lists", str(lists))
    assert (done.exit_code, done.out) == (0, "")
    assert "Exempt" in done.err


def test_neither_or_both_of_file_and_name_is_a_wrong_command(lists: Path) -> None:
    assert accord("screen", "--lists", str(lists)).exit_code == 2
    assert accord("screen", "x.csv", "--name", "Nikola", "--lists", str(lists)).exit_code == 2
