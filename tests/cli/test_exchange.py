"""The commands of the exchange: two nodes from their first key to an inspection, and what each refuses."""

from __future__ import annotations

import json
import os
import re
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from accord.cli.app import app
from accord.errors import AccordError
from accord.exchange import officer_keys
from accord.exchange.node import open_node
from accord.exchange.running import run_node
from accord.exchange.serving import Timeouts
from quiet_ports import quiet_ports

BASES = """\
asker,holder,purpose,type,id,text,reference,valid_from,valid_to,offence_minimum_years,evidence
police-aldoria,police-brenvia,trafficking,firearm,inv-1,Invented,none: invented,2020-01-01,2099-12-31,1,seen
police-aldoria,police-brenvia,persons,person,inv-2,Invented,none: invented,2020-01-01,2099-12-31,1,unverified
"""
LIST = "serial,make,calibre\nAB1234,Zastava,7.62x39\nCD5678,Zastava,9x19\n"
CASE = "KT 1/2030"
TRAFFICKING = ("--to", "police-brenvia", "--type", "firearm", "--purpose", "trafficking")


def run(*arguments: object) -> str:
    """Run a command and return what it printed; an error is raised."""
    result = CliRunner().invoke(app, ["exchange", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout


def refusal(*arguments: object) -> str:
    """Run a command that is refused and return the error."""
    with pytest.raises(AccordError) as caught:
        run(*arguments)
    return str(caught.value)


@pytest.fixture(scope="module", autouse=True)
def quick_passphrases() -> Iterator[None]:
    """The work of scrypt is what it is for; here it would only be waited for."""
    plain = officer_keys.lock_officer
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(officer_keys, "lock_officer", lambda o, p, *, cost=1: plain(o, p, cost=min(cost, 4)))
        yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two nodes that joined an exchange, with officers and a list."""
    made = tmp_path_factory.mktemp("exchange")
    (made / "bases.csv").write_text(BASES, encoding="utf-8")
    (made / "list.csv").write_text(LIST, encoding="utf-8")
    (made / "words").write_text("four invented words here\n", encoding="utf-8")
    for name, port in zip(("aldoria", "brenvia"), quiet_ports(2), strict=True):
        run("init", made / name, "--name", f"police-{name}", "--address", f"https://127.0.0.1:{port}")
    run("supervisor", "inspection", "--out", made / "inspection.json")
    cards = [made / "aldoria.card.json", made / "brenvia.card.json"]
    signing = ("--bases", made / "bases.csv", "--root", made / "root.json", "--out", made / "directory.json")
    run("directory", *cards, *signing)
    for name, card in zip(("aldoria", "brenvia"), reversed(cards), strict=True):
        keys = ("--root", made / "root.public.json", "--inspection", made / "inspection.public.json")
        run("join", made / name, made / "directory.json", card, *keys)
        for officer, role in (("o1", "asks"), ("o2", "approves"), ("d1", "both")):
            run("officer", made / name, officer, "--role", role, "--passphrase-file", made / "words")
    run("list", made / "brenvia", made / "list.csv", "--type", "firearm")
    return made


def signed_by(folder: Path, officer: str) -> tuple[object, ...]:
    return ("--officer", officer, "--passphrase-file", folder / "words")


@contextmanager
def listening(folder: Path) -> Iterator[list[str]]:
    """Both nodes listen in threads of this process; the notes that they made are returned."""
    notes: list[str] = []
    with ExitStack() as stack:
        for name in ("brenvia", "aldoria"):
            node = open_node(folder / name)
            port = int(node.settings.address.rpartition(":")[2])
            running = run_node(
                node,
                ("127.0.0.1", port),
                lambda: datetime.now(UTC),
                note=notes.append,
                timeouts=Timeouts(idle=1.0),
                workers=1,
            )
            stack.enter_context(running)
        wait_for(lambda: any((folder / "brenvia" / "epochs").rglob("descriptor.json")))
        yield notes


def wait_for(is_so: Callable[[], bool]) -> None:
    waiting = threading.Event()
    for _ in range(200):
        if is_so():
            return
        waiting.wait(0.05)
    pytest.fail("it took more than 10 s")


def test_from_a_question_to_an_inspection(folder: Path) -> None:
    with listening(folder):
        asked = run(
            "ask",
            folder / "aldoria",
            "serial=ab 12 34",
            "make=ZASTAVA",
            "calibre=7,62×39",  # noqa: RUF001
            *TRAFFICKING,
            "--case",
            CASE,
            "--offence-years",
            5,
            *signed_by(folder, "o1"),
            "--json",
        )
        inquiry = json.loads(asked)
        assert (inquiry["subjects"], inquiry["elements"]) == (1, 2)
        (waiting,) = json.loads(run("pending", folder / "aldoria", "--json"))
        assert waiting["signed"] == ["o1"]
        assert "ACC-733" in refusal(
            "approve", folder / "aldoria", inquiry["inquiry"], *signed_by(folder, "o1")
        )
        approved = run("approve", folder / "aldoria", inquiry["inquiry"], *signed_by(folder, "o2"), "--json")
        (result,) = json.loads(approved)["results"]
        assert (result["result"], result["keys"]) == ("hit", ["firearm"])
        assert json.loads(run("pending", folder / "aldoria", "--json")) == []
        _follow_up(folder)
    audited = json.loads(
        run(
            "audit",
            folder / "aldoria",
            folder / "brenvia",
            "--key",
            folder / "inspection.json",
            "--case",
            f"{CASE}=firearm={folder / 'list.csv'}",
            "--json",
        )
    )
    assert audited["is_clean"]
    assert (audited["elements"], audited["drawn"]) == (2, 2)
    assert (audited["verdicts"]["in-case"], audited["verdicts"]["canary"]) == (1, 1)


def _follow_up(folder: Path) -> None:
    (hit,) = json.loads(run("hits", folder / "aldoria", "--json"))
    words = ("--because", "Seized.", "--wanted", "Who reported it", "--show", "serial")
    drafted = run("follow-up", folder / "aldoria", hit["hit"], *words, *signed_by(folder, "o1"))
    identity = drafted.partition(":")[0]
    run("send", folder / "aldoria", identity, *signed_by(folder, "o2"))
    (received,) = json.loads(run("inbox", folder / "brenvia", "--json"))
    assert (received["state"], received["wanted"]) == ("received", "Who reported it")
    for decision in (("accept", "direct", "-"), ("answer", "same", "Reported stolen")):
        options = [
            part for pair in zip(("--act", "--code", "--text"), decision, strict=True) for part in pair
        ]
        run("answer", folder / "brenvia", identity, *options, *signed_by(folder, "d1"))
    assert "2 replies" in run("send", folder / "brenvia", identity, *signed_by(folder, "d1")), "sent again"
    (answered,) = json.loads(run("inbox", folder / "aldoria", "--json"))
    assert (answered["state"], answered["reply"]) == ("answered", "Reported stolen")
    run("close", folder / "aldoria", identity, "--worth", "advanced-the-case", *signed_by(folder, "o1"))
    assert json.loads(run("hits", folder / "aldoria", "--json")) == []


def test_an_inspection_finds_what_is_outside_the_case(folder: Path, tmp_path: Path) -> None:
    """The same question, but the file of the case names another firearm."""
    case = tmp_path / "case.csv"
    case.write_text("serial,make,calibre\nQQ9999,Zastava,9x19\n", encoding="utf-8")
    result = CliRunner().invoke(
        app,
        [
            *("exchange", "audit", str(folder / "aldoria"), str(folder / "brenvia")),
            *("--key", str(folder / "inspection.json"), "--case", f"{CASE}=firearm={case}", "--json"),
        ],
    )
    assert result.exit_code == 1
    assert json.loads(result.stdout)["verdicts"]["outside-case"] == 1


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("serial=A1", "make=B", "calibre=9x19", "--purpose", "another"), "ACC-279"),
        (("serial=A1", "make=B", "calibre=9x19", "--type", "person", "--purpose", "persons"), "ACC-279"),
        (("serial=A1", "make=B", "calibre=9x19", "--to", "nobody"), "ACC-279"),
        ((), "ACC-279"),
        (("serial",), "ACC-279"),
        (("serial=A1", "make=B", "calibre=9x19", "--role", "neighbour"), "ACC-279"),
        (("serial=A1", "make=B", "calibre=9x19"), "ACC-520"),
    ],
    ids=["no basis", "nobody read it", "no peer", "nothing asked", "no value", "no role", "nobody listens"],
)
def test_a_question_that_cannot_be_asked_says_why(
    folder: Path, arguments: tuple[str, ...], error: str
) -> None:
    asked = (*TRAFFICKING, "--case", "KT 2", "--offence-years", "5", *signed_by(folder, "o1"))
    text = refusal("ask", folder / "aldoria", *asked, *arguments)
    assert text.startswith(error)
    assert "A1" not in text


def test_a_wrong_passphrase_signs_nothing(folder: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "words"
    wrong.write_text("other invented words", encoding="utf-8")
    with listening(folder):
        text = refusal(
            "ask",
            folder / "aldoria",
            "serial=AB1234",
            "make=Zastava",
            "calibre=7.62x39",
            *TRAFFICKING,
            "--case",
            "KT 2",
            "--officer",
            "o1",
            "--passphrase-file",
            wrong,
        )
    assert text.startswith("ACC-280")
    assert json.loads(run("pending", folder / "aldoria", "--json")) == []


def test_an_inquiry_of_an_epoch_that_is_over_is_removed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = ("serial=AB1234", "make=Zastava", "calibre=7.62x39")
    with listening(folder):
        asked = run(
            "ask",
            folder / "aldoria",
            *subject,
            *TRAFFICKING,
            *("--case", "KT 3", "--offence-years", 5),
            *signed_by(folder, "o1"),
            "--json",
        )
    identity = json.loads(asked)["inquiry"]
    monkeypatch.setattr("accord.exchange.epochs.epoch_of", lambda now: "99999")
    assert "ACC-279" in refusal("approve", folder / "aldoria", identity, *signed_by(folder, "o2"))
    assert json.loads(run("pending", folder / "aldoria", "--json")) == []


def test_rows_that_cannot_be_listed_are_refused_without_their_values(folder: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text(
        "serial,make,calibre\nSECRET99,Zastava,soft\nAB1234,Zastava\n,Zastava,9x19\n", encoding="utf-8"
    )
    before = (folder / "brenvia" / "lists" / "firearm.csv").read_bytes()
    text = refusal("list", folder / "brenvia", bad, "--type", "firearm")
    assert re.findall(r"bad\.csv:(\d+)", text) == ["2", "3", "4"]
    assert "SECRET99" not in text
    assert (folder / "brenvia" / "lists" / "firearm.csv").read_bytes() == before


def test_an_unknown_type_is_a_usage_error(folder: Path) -> None:
    result = CliRunner().invoke(
        app, ["exchange", "list", str(folder), str(folder / "list.csv"), "--type", "boat"]
    )
    assert result.exit_code == 2


def test_a_node_is_never_made_over_another(folder: Path) -> None:
    assert "ACC-278" in refusal("init", folder / "aldoria", "--name", "police-aldoria")
    assert "ACC-279" in refusal("init", folder / "new", "--name", "Police Aldoria")
    assert "ACC-281" in refusal("doctor", folder / "nowhere")


def test_keys_are_for_the_owner_alone(folder: Path) -> None:
    for name in ("aldoria", "brenvia"):
        for path in (folder / name).rglob("*"):
            if path.is_file() and path.parent.name in {"keys", "lists", "officers"}:
                assert stat.S_IMODE(path.stat().st_mode) == 0o600, path
    for name in ("root.json", "inspection.json"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600


def test_the_doctor_finds_what_is_loose(folder: Path, tmp_path: Path) -> None:
    rows = json.loads(run("doctor", folder / "brenvia", "--json"))
    assert all(row["is_good"] for row in rows)
    key = folder / "brenvia" / "keys" / "signing.seed"
    key.chmod(0o644)
    try:
        result = CliRunner().invoke(app, ["exchange", "doctor", str(folder / "brenvia"), "--json"])
    finally:
        key.chmod(0o600)
    assert result.exit_code == 1
    assert [row["check"] for row in json.loads(result.stdout) if not row["is_good"]] == ["permissions"]


def test_a_directory_that_is_not_signed_by_the_root_is_not_used(folder: Path, tmp_path: Path) -> None:
    cards = [folder / "aldoria.card.json", folder / "brenvia.card.json"]
    forged = tmp_path / "forged.json"
    run(
        "directory", *cards, "--bases", folder / "bases.csv", "--root", tmp_path / "own.json", "--out", forged
    )
    assert "ACC-422" in refusal("join", folder / "aldoria", forged, cards[1])
    own = ("--root", tmp_path / "own.public.json")
    assert "ACC-422" in refusal("join", folder / "aldoria", forged, cards[1], *own), "roots are not replaced"
    altered = tmp_path / "altered.json"
    altered.write_bytes((folder / "directory.json").read_bytes().replace(b"unverified", b"seen"))
    assert "ACC-422" in refusal("join", folder / "aldoria", altered, cards[1])


def test_an_older_directory_is_not_used_again(folder: Path, tmp_path: Path) -> None:
    cards = [folder / "aldoria.card.json", folder / "brenvia.card.json"]
    issue = tmp_path / "second.json"
    signing = ("--bases", folder / "bases.csv", "--root", folder / "root.json", "--out", issue)
    run("directory", *cards, *signing, "--serial", 2)
    run("join", folder / "aldoria", issue)
    assert "ACC-422" in refusal("join", folder / "aldoria", folder / "directory.json")
    run("join", folder / "brenvia", issue)


@pytest.mark.slow
def test_the_demonstration_shows_what_each_side_learned() -> None:
    shown = json.loads(run("demo", "--entries", 50, "--json"))
    results = {step["step"]: step["result"] for step in shown["steps"]}
    assert results["ask 1 (listed, typed in Cyrillic)"] == "hit"
    assert results["ask 3 (not listed)"] == "no hit"
    assert results["purpose traffic-fines"] == "refused, basis (403)"
    assert results["the same message again"] == "refused, replay (409)"
    assert results["inspection by opening"].startswith("32 of 32 elements")
    assert set(shown["learned"]) == {"police-aldoria", "police-brenvia", "inspection"}
    assert shown["figures"]["seconds in all"] < 30


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_demonstration_that_is_interrupted_leaves_no_process(number: signal.Signals) -> None:
    code = "from accord.cli.app import main; main()"
    arguments = [sys.executable, "-c", code, "exchange", "demo", "--entries", "20000"]
    with subprocess.Popen(
        arguments,
        stderr=subprocess.PIPE,
        text=True,
        # What a shell starts in the background ignores Ctrl-C, and so would all that it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as demo:
        assert demo.stderr is not None
        started = [next(demo.stderr) for _ in range(2)]
        processes = [int(line.rpartition(" ")[2]) for line in started]
        demo.send_signal(number)
        rest = demo.stderr.read()
        assert demo.wait(20) != 0
    assert "ended 2 processes" in rest
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_the_libraries_of_a_node_are_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert "ACC-282" in refusal("doctor", "nowhere")
