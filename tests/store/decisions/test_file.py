"""A file of decisions: appended whole or not at all, by several processes, and never changed."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from accord.domain.audit_log import Change, Event
from accord.domain.decision import Alert, Reason
from accord.errors import IntegrityError, OutsideError, UsageError
from accord.methods.decisions.four_eyes import confirm, draft_proposal, propose
from accord.methods.decisions.log_rules import broken_rules
from accord.methods.decisions.recording import ScreeningRun, advance
from accord.store.decisions.file import DecisionFile, open_decisions
from accord.store.decisions.verifying import verified_entries
from screened import NOON, Results, compared, hit, listing, party


def screen(file: DecisionFile, results: Results) -> None:
    run = ScreeningRun(compared=compared([listing()]), results=results)
    file.record_run("parties", NOON, lambda alerts, last: advance(alerts, last, run))


def decide(file: DecisionFile, alert_id: str) -> None:
    def first(alert: Alert) -> Event:
        draft = draft_proposal(alert, Reason.NAME_ONLY, note="Seen.", by="ana", at=NOON)
        return propose(alert, draft)

    file.record_event(alert_id, NOON, first)
    file.record_event(alert_id, NOON, lambda alert: confirm(alert, by="boro", at=NOON))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with one alert, dismissed by two persons."""
    path = tmp_path / "decisions.sqlite"
    with open_decisions(path, is_new=True) as file:
        screen(file, [(party(), (hit(),))])
        (alert_id,) = file.alerts()
        decide(file, alert_id)
    return path


@pytest.fixture
def file(path: Path) -> Iterator[DecisionFile]:
    with open_decisions(path) as opened:
        yield opened


def test_what_is_recorded_is_read_again_as_it_was(file: DecisionFile) -> None:
    ((alert_id, alert),) = file.alerts().items()
    kinds = [entry.event.kind for entry in file.history(alert_id) if entry.event is not None]
    assert kinds == [Change.OPENED, Change.PROPOSED, Change.CONFIRMED]
    assert alert.hit == hit()
    assert alert.query == party()
    run = file.last_run("parties")
    assert run is not None
    assert dict(run.changes) == {"opened": 1}
    assert file.last_run("another register") is None


def test_where_an_alert_stands_is_its_last_entry_so_a_replay_gives_the_same(file: DecisionFile) -> None:
    replayed: dict[str, Alert] = {}
    entries = [entry for _, entry in verified_entries(file)]
    for entry in entries:
        if entry.event is not None:
            replayed[entry.event.alert.id] = entry.event.alert
    assert replayed == file.alerts()
    assert list(broken_rules(entries)) == []


def test_what_is_refused_leaves_no_trace(file: DecisionFile) -> None:
    before = file.head()
    (alert_id,) = file.alerts()
    with pytest.raises(UsageError, match="ACC-233"):
        file.record_event(alert_id, NOON, lambda alert: confirm(alert, by="boro", at=NOON))
    with pytest.raises(UsageError, match="ACC-238"):
        screen(file, [(party(), ()), (party(), ())])
    assert file.head() == before


def test_a_run_that_fails_midway_is_not_there(file: DecisionFile) -> None:
    before = file.head()
    event = file.history(next(iter(file.alerts())))[0].event
    run = file.last_run("parties")
    assert event is not None
    assert run is not None
    broken = Event(kind=event.kind, alert=event.alert, by=event.by, because=b"no text")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        file.record_run("parties", NOON, lambda _alerts, _last: (run, (event, broken)))
    assert file.head() == before
    screen(file, [(party(), (hit(),))])
    assert file.head().number == before.number + 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log SET hash = 'x' WHERE number = 1",
        "DELETE FROM log WHERE number = 4",
        "INSERT OR REPLACE INTO log (number, hash, entry) VALUES (2, 'x', '{}')",
        "INSERT INTO log (number, hash, entry) VALUES (9, 'x', '{}')",
    ],
)
def test_triggers_stop_every_change_but_the_next_entry(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
    connection.close()


def test_an_unknown_alert_is_refused(file: DecisionFile) -> None:
    with pytest.raises(UsageError, match="ACC-230"):
        file.alert("A0")


def test_a_missing_file_and_a_file_of_something_else_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="ACC-231"), open_decisions(tmp_path / "none.sqlite"):
        pass
    assert list(tmp_path.iterdir()) == []
    other = sqlite3.connect(tmp_path / "other.sqlite")
    other.execute("CREATE TABLE something (a)")
    other.close()
    with pytest.raises(UsageError, match="ACC-231"), open_decisions(tmp_path / "other.sqlite", is_new=True):
        pass
    (tmp_path / "text.csv").write_text("id,name\n" * 200, encoding="utf-8")
    with pytest.raises(IntegrityError, match="ACC-414"), open_decisions(tmp_path / "text.csv"):
        pass


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with (
        pytest.raises(OutsideError, match="ACC-514"),
        open_decisions(tmp_path / "none" / "decisions.sqlite", is_new=True),
    ):
        pass


def _write(path: Path, number: int, rounds: int) -> None:
    with open_decisions(path, is_new=True) as file:
        for round_number in range(rounds):
            who = party(f"p{number}-{round_number}")
            screen(file, [(who, (hit(who),))])


def test_several_processes_write_one_whole_chain(tmp_path: Path) -> None:
    path = tmp_path / "decisions.sqlite"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(path, number, 8)) for number in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    with open_decisions(path) as file:
        # Each of 3 x 8 screenings is a run and an alert.
        assert sum(1 for _ in verified_entries(file)) == 48
        assert len(file.alerts()) == 24


def test_two_persons_who_confirm_at_once_make_one_decision(path: Path) -> None:
    with open_decisions(path) as one, open_decisions(path) as other:
        (alert_id,) = one.alerts()
        draft = draft_proposal(one.alert(alert_id), Reason.NAME_ONLY, note="Seen.", by="ana", at=NOON)
        one.record_event(alert_id, NOON, lambda alert: propose(alert, draft))
        one.record_event(alert_id, NOON, lambda alert: confirm(alert, by="boro", at=NOON))
        with pytest.raises(UsageError, match="ACC-233"):
            other.record_event(alert_id, NOON, lambda alert: confirm(alert, by="cveta", at=NOON))
