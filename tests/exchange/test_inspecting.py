"""An inspection of two nodes from their files finds what was hidden, and says so when nothing was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from accord.exchange.audit_report import AuditReport
from accord.exchange.auditing import Inspector, Verdict
from accord.exchange.inspecting import Inspection, inspect, read_log
from accord.exchange.justifying import justification_bytes
from accord.exchange.logbook import (
    Entry,
    EntryKind,
    Logbook,
    LogbookError,
    LogRefusal,
    SeenHead,
    entry_bytes,
)
from accord.exchange.merkle import root_of
from accord.exchange.normalising import match_keys
from accord.exchange.quota_table import default_quota
from accord.exchange.quotas import Charge, charge
from accord.exchange.sealed_files import sealed_bytes
from accord.exchange.storing import NodeStore
from accord.exchange.storing.hits import seal_opening
from accord.exchange.storing.requests import StoredRequest, add_request, mark_admitted
from exchange.inspected import (
    ASKER,
    FACTS,
    HOLDER,
    INSPECTION,
    NOW,
    SUPERVISOR,
    Asked,
    ask,
    directory,
    plate,
    signing_key,
)

ORIGIN = f"accord/{HOLDER}"
KEY = signing_key(f"{HOLDER}-key")
FILE = [key.data for text in ("01-234-AB", "01-235-AB") for key in match_keys(plate(text))]


def store_request(store: NodeStore, asked: Asked, index: int) -> None:
    statement = asked.question.statement
    row = StoredRequest(
        peer=ASKER,
        request=statement.request,
        type=statement.type,
        purpose=statement.purpose,
        epoch=statement.epoch,
        basis=statement.basis,
        asks="officer-1",
        approves="officer-2",
        elements=statement.count,
        message=bytes(32),
        statement=bytes(32),
        blinded=statement.elements,
    )
    wanted = Charge(
        peer=ASKER, request=row.request, purpose=row.purpose, type=row.type, elements=row.elements
    )
    kept = justification_bytes(statement, asked.held.signatures)
    with store.transaction():
        add_request(store, row, kept, asked.held.elements, NOW)
        charge(store, wanted, default_quota(row.type), NOW)
    mark_admitted(store, ASKER, row.request, index)


def evaluated(asked: Asked, index: int) -> bytes:
    fields: dict[str, str | int] = {
        "asker": ASKER,
        "request": asked.logged.request,
        "elements": asked.logged.elements,
        "admitted": index,
        "blinded": asked.question.statement.elements.hex(),
        "answer": bytes(32).hex(),
    }
    return entry_bytes(Entry(kind=EntryKind.EVALUATED, at=NOW, fields=fields))


@contextmanager
def nodes(folder: Path, *questions: Asked) -> Iterator[tuple[NodeStore, NodeStore]]:
    """Both stores after some questions; the log of the holder lies in the folder ``log``."""
    with (
        Logbook(folder / "log", origin=ORIGIN, key=KEY, now=NOW) as log,
        NodeStore(folder / "holder.db") as holder,
        NodeStore(folder / "asker.db") as asker,
    ):
        for asked in questions:
            index = log.append(entry_bytes(asked.logged.entry))
            store_request(holder, asked, index)
            log.append(evaluated(asked, index))
            seal_opening(asker, asked.logged.request, HOLDER, sealed_bytes(asked.sealed), NOW)
        log.head(NOW)
        yield holder, asker


def inspected(
    folder: Path, holder: NodeStore, asker: NodeStore, *, size: int = 1_000, seen: SeenHead | None = None
) -> AuditReport:
    inspector = Inspector(
        id=SUPERVISOR,
        private=INSPECTION,
        directory=directory(),
        case_files={FACTS.reference: FILE},
    )
    about = Inspection(asker=ASKER, holder=HOLDER, seed=b"s" * 32, size=size, peers={}, seen=seen)
    log = read_log(folder / "log", ORIGIN, (KEY.public,))
    return inspect(inspector, about, log, holder=holder, asker=asker, now=NOW)


def test_two_honest_nodes(tmp_path: Path) -> None:
    with nodes(tmp_path, ask("01-234-AB"), ask("01-235-AB", "01-234-AB")) as (holder, asker):
        report = inspected(tmp_path, holder, asker)
    assert report.is_clean
    assert report.total == 1 + 32, "a single plate fills its step; two plates leave room in theirs"
    assert report.counts[Verdict.IN_CASE] == 3
    assert report.counts[Verdict.CANARY] == 1
    assert report.counts[Verdict.DUMMY] == 29
    assert report.undetected == 0


def test_a_question_outside_its_case_is_found_when_it_is_drawn(tmp_path: Path) -> None:
    with nodes(tmp_path, ask("01-234-AB", "09-999-ZZ")) as (holder, asker):
        report = inspected(tmp_path, holder, asker)
    (found,) = report.suspicious
    assert (found.verdict, found.draw.place) == (Verdict.OUTSIDE_CASE, 1)


def test_sealed_records_that_were_thrown_away_are_found(tmp_path: Path) -> None:
    with nodes(tmp_path, ask("01-234-AB", "01-235-AB")) as (holder, asker):
        asker.change("DELETE FROM openings")
        report = inspected(tmp_path, holder, asker, size=8)
    assert Counter(each.verdict for each in report.examined) == {Verdict.NOT_OPENED: 8}


def test_a_charge_that_was_changed_is_found(tmp_path: Path) -> None:
    with nodes(tmp_path, ask("01-234-AB", "01-235-AB")) as (holder, asker):
        holder.change("UPDATE charges SET elements = 1")
        report = inspected(tmp_path, holder, asker)
    assert [finding.reason for finding in report.findings] == ["1 elements charged and 32 admitted"]


def test_elements_that_were_exchanged_in_the_store_are_found(tmp_path: Path) -> None:
    with nodes(tmp_path, ask("01-234-AB", "01-235-AB")) as (holder, asker):
        other = b"".join(ask("01-235-AB", "01-234-AB").held.elements)
        holder.change("UPDATE requests SET points = ?", (other,))
        report = inspected(tmp_path, holder, asker, size=4)
    assert {each.verdict for each in report.examined} == {Verdict.NOT_COVERED}


def test_what_came_after_the_head_is_left_for_the_next_time(tmp_path: Path) -> None:
    late = ask("01-235-AB")
    with nodes(tmp_path, ask("01-234-AB", "01-235-AB")) as (holder, asker):
        store_request(holder, late, 2)
        report = inspected(tmp_path, holder, asker)
    assert report.is_clean
    assert report.total == 32


def test_a_log_that_was_changed_or_cut_is_not_taken(tmp_path: Path) -> None:
    with nodes(tmp_path, ask("01-234-AB", "01-235-AB")):
        path = tmp_path / "log" / "log"
        whole = path.read_bytes()
        for damaged, refusal in (
            (whole[:-5], LogRefusal.SHORTER),
            (whole.replace(b'"elements":32', b'"elements":31', 1), LogRefusal.DAMAGED),
            (b"something else", LogRefusal.DAMAGED),
        ):
            path.write_bytes(damaged)
            with pytest.raises(LogbookError) as refused:
                read_log(tmp_path / "log", ORIGIN, (KEY.public,))
            assert refused.value.refusal is refusal
        path.write_bytes(whole)
        with pytest.raises(LogbookError):
            read_log(tmp_path / "log", ORIGIN, (signing_key("another").public,))


def test_a_log_that_is_not_the_one_the_asker_saw_is_found(tmp_path: Path) -> None:
    with nodes(tmp_path, ask("01-234-AB", "01-235-AB")) as (holder, asker):
        log = read_log(tmp_path / "log", ORIGIN, (KEY.public,))
        kept = SeenHead(size=1, root=root_of(log.leaves[:1]), at=NOW)
        report = inspected(tmp_path, holder, asker, seen=kept)
        assert (report.is_clean, report.witnessed) == (True, 1)
        for size, reason in (
            (1, "the log does not continue the head that the peer saw"),
            (9, "the peer saw a longer log than this"),
        ):
            other = SeenHead(size=size, root=bytes(32), at=NOW)
            report = inspected(tmp_path, holder, asker, seen=other)
            assert [finding.reason for finding in report.findings] == [reason]
