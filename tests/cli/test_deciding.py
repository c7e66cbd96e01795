"""The commands decide: from a screening to a decision by two persons. All names are invented."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from accord.cli.recording import _screened
from accord.domain.listing import ListingKind
from accord.methods.screening.matcher import Matcher, NameHit
from accord.store.lists.opening import open_lists
from cli.commands import Finished
from cli.commands import accord as run_accord
from screened import NOON, party

LISTED = (
    {
        "id": "zz:1",
        "src": "zz",
        "schema": "Person",
        "names": [{"n": "Testan Primerković"}],
        "dob": ["1960-05-01"],
        "regime": "Made-up regulation",
    },
    {
        "id": "zz:2",
        "src": "zz",
        "schema": "Organization",
        "names": [{"n": "Imaginary Harbour Works d.o.o."}],
        "effect": "debarment",
    },
)
PARTIES = "id,name,schema,birth_date,final_recipient\n"


class Office:
    """A folder in which somebody screens and decides."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def accord(self, *arguments: str | Path) -> Finished:
        return run_accord("decide", *arguments, folder=self.folder)

    def keep_lists(self, *rows: dict[str, object], day: int = 1) -> Path:
        file = self.folder / f"list{day}.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        told = ("--as-of", f"2026-11-0{day}", "--accept-shrinkage", "made up")
        done = run_accord("lists", "add", file, "--lists", "lists", *told, folder=self.folder)
        assert done.exit_code == 0, done.err
        return self.folder / "lists"

    def record(self, *rows: str) -> Finished:
        (self.folder / "parties.csv").write_text(PARTIES + "\n".join(rows) + "\n", encoding="utf-8")
        return self.accord("record", "parties.csv", "--lists", "lists", "--json")

    def alert_of(self, party_id: str) -> str:
        listed = json.loads(self.accord("list", "--status", "all", "--json").out)
        return str(next(row["alert"] for row in listed if row["party"] == party_id))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The lists, kept once."""
    return Office(tmp_path_factory.mktemp("kept")).keep_lists(*LISTED)  # type: ignore[arg-type]


@pytest.fixture
def office(tmp_path: Path, kept: Path) -> Office:
    shutil.copytree(kept, tmp_path / "lists")
    return Office(tmp_path)


def test_two_persons_decide_and_a_changed_party_reopens_it(office: Office) -> None:
    first = office.record(
        "p1,Testan Primerković,Person,,", "p2,Someone Else,Person,,", "p3,Nobody,Person,,yes"
    )
    assert first.exit_code == 1
    told = json.loads(first.out)
    assert (told["parties"], told["exempt"], told["changes"]) == (2, 1, {"opened": 1})
    assert "not vetted" in told["exempt_rule"]
    alert = office.alert_of("p1")
    proposal = ("--reason", "name-only", "--note", "Nothing else agrees.")
    assert office.accord("propose", alert, *proposal, "--by", "Ana").exit_code == 0
    alone = office.accord("confirm", alert, "--by", "ana")
    assert (alone.exit_code, "ACC-234" in alone.err) == (2, True)
    assert office.accord("confirm", alert, "--by", "boro").exit_code == 0
    assert office.record("p1,Testan Primerković,Person,,").exit_code == 0
    again = office.record("p1,Testan Primerković,Person,1960-05-01,")
    assert (again.exit_code, json.loads(again.out)["changes"]) == (1, {"reopened": 1})
    shown = office.accord("show", alert).out
    assert "party, birth date: gone nothing; come 1960-05-01" in shown
    assert "earlier decision: false positive, name-only" in shown
    assert "proposed by ana" in shown
    history = json.loads(office.accord("history", alert, "--json").out)
    kinds = [entry["event"]["kind"] for entry in history]
    assert kinds == ["opened", "proposed", "proposal confirmed", "reopened"]


def test_a_debarment_may_be_called_not_applicable_and_an_asset_freeze_may_not(office: Office) -> None:
    office.record("p1,Testan Primerković,Person,,", "p2,Imaginary Harbour Works,Organization,,")
    words = ("--reason", "debarment-not-applicable", "--note", "Other money.", "--evidence", "grant 7")
    allowed = office.accord("propose", office.alert_of("p2"), *words, "--by", "ana")
    assert allowed.exit_code == 0
    refused = office.accord("propose", office.alert_of("p1"), *words, "--by", "ana")
    assert (refused.exit_code, "ACC-235" in refused.err) == (2, True)
    assert (
        office.accord("refuse", office.alert_of("p2"), "--by", "boro", "--note", "Look again.").exit_code == 0
    )


def test_an_alert_closes_when_the_entry_leaves_the_list(office: Office) -> None:
    office.record("p1,Testan Primerković,Person,,")
    office.keep_lists(LISTED[1], day=2)  # type: ignore[arg-type]
    done = office.record("p1,Testan Primerković,Person,,")
    assert (done.exit_code, json.loads(done.out)["changes"]) == (0, {"closed": 1})
    assert "no longer on the list" in office.accord("history", office.alert_of("p1")).out


def test_verify_ends_with_4_and_names_the_entry(office: Office) -> None:
    office.record("p1,Testan Primerković,Person,,")
    whole = office.accord("verify", "--json")
    assert (whole.exit_code, json.loads(whole.out)["entries"]) == (0, 2)
    head = json.loads(whole.out)["head"]
    exported = [json.loads(line) for line in office.accord("export").out.splitlines()]
    assert [line["entry"]["number"] for line in exported] == [1, 2]
    assert f"2:{exported[-1]['hash']}" == head
    connection = sqlite3.connect(office.folder / "decisions.sqlite", isolation_level=None)
    connection.execute("DROP TRIGGER log_is_never_updated")
    connection.execute("UPDATE log SET entry = replace(entry, 'possible', 'match') WHERE number = 2")
    connection.close()
    broken = office.accord("verify")
    assert (broken.exit_code, broken.out) == (4, "")
    assert "ACC-411" in broken.err
    assert "entry 2" in broken.err


def test_a_log_that_was_cut_off_is_told_by_its_head(office: Office) -> None:
    office.record("p1,Testan Primerković,Person,,")
    head = json.loads(office.accord("verify", "--json").out)["head"]
    (office.folder / "decisions.sqlite").unlink()
    office.record("p2,Someone Else,Person,,")
    assert office.accord("verify").exit_code == 0
    cut = office.accord("verify", "--head", head)
    assert (cut.exit_code, "ACC-412" in cut.err) == (4, True)


@pytest.mark.parametrize(
    ("rows", "code", "words"),
    [
        ((",Testan Primerković,Person,,",), 2, "ACC-238"),
        (("p1,Testan Primerković,Person,,", "p1,Testan Primerković,Person,,"), 2, "ACC-238"),
        (("p1,Testan Primerković,Person,31.2.,",), 3, "ACC-399"),
    ],
)
def test_a_register_that_would_be_remembered_wrongly_is_not_recorded(
    office: Office, rows: tuple[str, ...], code: int, words: str
) -> None:
    done = office.record(*rows)
    assert (done.exit_code, words in done.err) == (code, True)
    listed = office.accord("list", "--status", "all")
    assert (listed.exit_code, "Testan" in listed.out) in {(0, False), (2, False)}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("list",), "ACC-231"),
        (("propose", "A1", "--reason", "maybe", "--note", "x", "--by", "ana"), "ACC-235"),
        (
            ("propose", "A1", "--reason", "name-only", "--note", "x", "--by", "a", "--expires", "soon"),
            "ACC-236",
        ),
        (("verify", "--head", "no head"), "ACC-230"),
        (("list", "--status", "maybe"), "one of waiting"),
    ],
)
def test_a_wrong_command_ends_with_2_and_writes_nothing(
    tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    done = Office(tmp_path).accord(*arguments)
    assert (done.exit_code, done.out) == (2, "")
    assert words in done.err
    assert list(tmp_path.iterdir()) == []


def test_an_exempt_party_never_reaches_the_matcher(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    search = Matcher.search

    def listen(
        self: Matcher, names: list[tuple[str, ListingKind]], *, top: int, least: float
    ) -> list[list[NameHit]]:
        asked.extend(name for name, _ in names)
        return search(self, names, top=top, least=least)

    monkeypatch.setattr(Matcher, "search", listen)
    queries = [party("p1", says="Someone Else"), party("p2", says="Testan Primerković", is_exempt=True)]
    run = _screened(queries, open_lists(office.folder / "lists"), "parties", NOON)
    assert asked == ["Someone Else"]
    assert [query.id for query in run.exempt] == ["p2"]
    assert [query.id for query, _ in run.results] == ["p1"]
