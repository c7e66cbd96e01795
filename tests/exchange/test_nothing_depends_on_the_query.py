"""Whatever is asked, the same is sent and written; only elements that are random whatever is asked differ.

A blinded element is a uniformly random point for every identifier (RFC 9497, 7.1: blinding is perfect). So a
run in which the elements are given ones is as likely for one question as for another: with the same elements
and the same random bytes, every byte that leaves the asker must be the same whatever is asked. What the
holder writes is made from these bytes and nothing else.
"""

from __future__ import annotations

import hashlib
import os
import random
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from accord.exchange import asking
from accord.exchange.concluding import AnswerError
from accord.exchange.curve import hash_to_element
from accord.exchange.inquiries import Inquiry
from accord.exchange.logbook import Entry, EntryKind
from accord.exchange.machine import open_machine, publish_lists
from accord.exchange.node import open_node
from accord.exchange.normalising import query_keys
from accord.exchange.normalising.subject import IdentifierType, Subject
from accord.exchange.oprf import Blinded, blind, output
from accord.exchange.publishing import scope_of
from accord.exchange.sealed_files import read_sealed
from accord.exchange.sealing import UnsealedError, open_record
from accord.exchange.storing.hits import sealed_opening
from accord.exchange.storing.node_store import NodeStore
from accord.exchange.tags import tag
from exchange.attacked import request_bytes, response_bytes
from exchange.two_nodes import (
    ALDORIA,
    BRENVIA,
    INSPECTION,
    NOW,
    PURPOSE,
    Pair,
    basis,
    firearm,
    make_two,
    plate,
)

KINDS = (IdentifierType.FIREARM, IdentifierType.PLATE, IdentifierType.PERSON)


def person(first: str, family: str, born: str) -> Subject:
    fields = {"first_name": first, "family_name": family, "birth_date": born}
    return Subject(type=IdentifierType.PERSON, fields=fields)


HIT, MISS, OTHER_MISS = firearm("AB1234"), firearm("EF9012"), firearm("Q12")
QUESTIONS: dict[str, tuple[Subject, ...]] = {
    "firearms": (HIT, MISS, OTHER_MISS),
    "plates": (plate("BG-123-AA"), plate("NS-999-ZZ"), plate("KŠ 001 ČĆ")),
    "persons": (
        person("Mira", "Invented", "1980-02-03"),
        person("Bo", "Li", "2001-12-31"),
        person("Anastasija Marija", "Izmisljenovic-Nepostojeca", "1955-07-19"),
    ),
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two nodes whose lists are published; each run begins with a copy."""
    folder = tmp_path_factory.mktemp("template") / "nodes"
    _, holder = make_two(folder, now=NOW, bases=[basis(kind) for kind in KINDS])
    with open_machine(holder, NOW) as machine:
        publish_lists(holder, machine.log, NOW, workers=1)
    return folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What was sent and written while something was asked."""

    sent: tuple[bytes, ...]
    received: tuple[bytes, ...]
    inquiry: Inquiry
    folder: Path

    def written_by(self, node: str) -> dict[str, bytes]:
        """Return every file of a node."""
        files = (path for path in sorted((self.folder / node).rglob("*")) if path.is_file())
        return {str(path.relative_to(self.folder / node)): path.read_bytes() for path in files}


def run(template: Path, folder: Path, subjects: Sequence[Subject], *, concludes: bool = True) -> Run:
    """Ask once, from the beginning that all runs have."""
    shutil.copytree(template, folder)
    asker, holder = open_node(folder / ALDORIA), open_node(folder / BRENVIA)
    with open_machine(holder, NOW) as machine:
        pair = Pair(asker=asker, holder=holder, machine=machine)
        published = pair.published(subjects[0].type)
        inquiry = pair.inquiry(subjects, published)
        if concludes:
            pair.carry_out(inquiry, published)
        else:
            with suppress(AnswerError):
                pair.carry_out(inquiry, published)
    return Run(
        sent=tuple(request_bytes(request) for request in pair.sent),
        received=tuple(response_bytes(response) for response in pair.received),
        inquiry=inquiry,
        folder=folder,
    )


@contextmanager
def given_randomness() -> Iterator[None]:
    """Let random bytes and blinded elements be the same in every run.

    Each use has a row of its own: a person without a key has one more dummy, which takes random bytes that
    nobody sees.
    """
    inside, ids, nonces = (random.Random(seed) for seed in range(3))
    count = [0]

    def blinded(data: bytes) -> Blinded:
        count[0] += 1
        element = hash_to_element(hashlib.sha512(b"%d" % count[0]).digest())
        return Blinded(blind(data).blind, element)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(secrets, "token_bytes", lambda count=32: inside.randbytes(count))
        patch.setattr(secrets, "token_hex", lambda count=32: ids.randbytes(count).hex())
        patch.setattr(secrets, "token_urlsafe", lambda count=32: nonces.randbytes(count).hex()[:32])
        patch.setattr(asking, "blind", blinded)
        yield


@pytest.mark.parametrize("kind", QUESTIONS)
def test_every_byte_that_is_sent_is_the_same_whatever_is_asked(
    template: Path, tmp_path: Path, kind: str
) -> None:
    sent = []
    for number, subject in enumerate(QUESTIONS[kind]):
        with given_randomness():
            sent.append(run(template, tmp_path / str(number), [subject], concludes=False).sent)
    assert len(sent[0]) >= 3, "a descriptor, tags and a question"
    assert sent[0] == sent[1] == sent[2]


def masked(entry: Entry) -> dict[str, object]:
    """Return an entry with lengths in place of ids and hashes that are random."""
    fixed = {
        "kind",
        "asker",
        "holder",
        "type",
        "purpose",
        "epoch",
        "basis",
        "asks",
        "approves",
        "code",
        "case",
    }
    return {
        name: value if name in fixed or isinstance(value, int) else len(value)
        for name, value in {"kind": entry.kind.value, **entry.fields}.items()
    }


def entries(found: Run, node: str, log: str, store: str) -> list[dict[str, object]]:
    opened = open_node(found.folder / node)
    with (
        NodeStore(found.folder / node / store) as books,
        opened.open_log(found.folder / node / log, "/office" if "office" in log else "", books, NOW) as book,
    ):
        return [masked(entry) for _, entry in book.entries()]


def shape(found: Run, node: str, store: str) -> dict[str, list[tuple[object, ...]]]:
    """Return each table with the length in place of every text and blob."""
    with NodeStore(found.folder / node / store) as books:
        tables = [str(row[0]) for row in books.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {
            table: [
                tuple(len(cell) if isinstance(cell, str | bytes) else cell for cell in row)
                for row in books.rows(f"SELECT * FROM {table} ORDER BY rowid")
            ]
            if table != "nonces"
            else [(books.number("SELECT count(*) FROM nonces"),)]
            for table in tables
        }


@pytest.mark.parametrize("kind", QUESTIONS)
def test_hit_and_miss_look_alike_on_the_wire_and_on_the_disk_of_the_holder(
    template: Path, tmp_path: Path, kind: str
) -> None:
    """T17: sizes and structure of every message, of the holder's books and of its log."""
    runs = [run(template, tmp_path / str(n), [subject]) for n, subject in enumerate(QUESTIONS[kind])]
    for attribute in ("sent", "received"):
        sizes = [[len(data) for data in getattr(found, attribute)] for found in runs]
        assert sizes[0] == sizes[1] == sizes[2]
    for found in runs[1:]:
        assert shape(found, BRENVIA, "store.db") == shape(runs[0], BRENVIA, "store.db")
        assert entries(found, BRENVIA, "log", "store.db") == entries(runs[0], BRENVIA, "log", "store.db")
        names = [sorted(each.written_by(BRENVIA)) for each in (found, runs[0])]
        assert names[0] == names[1]


def test_at_the_asker_a_hit_differs_from_a_miss_by_the_hit_alone(template: Path, tmp_path: Path) -> None:
    hit, miss, other = (run(template, tmp_path / str(n), [s]) for n, s in enumerate((HIT, MISS, OTHER_MISS)))
    store, log = "office/store.db", "office/log"
    tables = {name: shape(found, ALDORIA, store) for name, found in (("hit", hit), ("miss", miss))}
    assert len(tables["hit"].pop("hits")) == 1
    assert len(tables["miss"].pop("hits")) == 0
    assert tables["hit"] == tables["miss"]
    lines = {name: entries(found, ALDORIA, log, store) for name, found in (("hit", hit), ("miss", miss))}
    noted = {
        name: [line.pop("hits") for line in of if line["kind"] == EntryKind.HIT] for name, of in lines.items()
    }
    assert noted == {"hit": [0, 1], "miss": [0, 0]}, "a question for the canary, and the one that was meant"
    assert lines["hit"] == lines["miss"]
    assert shape(other, ALDORIA, store) == shape(miss, ALDORIA, store)
    assert entries(other, ALDORIA, log, store) == entries(miss, ALDORIA, log, store)


def functions_of(subject: Subject, found: Run) -> dict[str, bytes]:
    """Return what could be computed of a query: words, inputs, points, outputs, tags, and hashes of them."""
    holder = open_node(found.folder / BRENVIA)
    epoch = str(int(NOW.timestamp()) // 86_400)
    scope = scope_of(BRENVIA, ALDORIA, subject.type, purpose=PURPOSE, epoch=epoch)
    key = holder.publications.key(scope)
    functions = {f"field {name}": value.encode() for name, value in subject.fields.items() if len(value) > 4}
    for match_key in (each for each in query_keys(subject) if each is not None):
        data, evaluated = match_key.data, output(key, match_key.data)
        functions |= {
            f"input {match_key.name}": data,
            f"output {match_key.name}": evaluated,
            f"tag {match_key.name}": tag(evaluated),
        }
    places = [
        place for question in found.inquiry.questions for place in question.places if place.subject >= 0
    ]
    for number, place in enumerate(places):
        functions[f"blind {number}"] = place.blinded.blind
    for name, value in list(functions.items()):
        for algorithm in ("sha256", "sha512", "md5", "blake2b"):
            functions[f"{algorithm} of {name}"] = hashlib.new(algorithm, value).digest()
    return functions


@pytest.mark.parametrize("kind", QUESTIONS)
def test_no_function_of_the_query_is_sent_or_written_by_anybody(
    template: Path, tmp_path: Path, kind: str
) -> None:
    """T13: the holder's own list and tags stand where it put them; nothing of the query stands elsewhere."""
    before = run_files(template)
    for number, subject in enumerate(QUESTIONS[kind]):
        found = run(template, tmp_path / str(number), [subject])
        written = {f"{node}/{k}": v for node in (ALDORIA, BRENVIA) for k, v in found.written_by(node).items()}
        own = {name for name in written if name.endswith("/tags")}
        changed = {k: v for k, v in written.items() if before.get(k) != v and k not in own}
        assert any("office/store.db" in name for name in changed)
        assert any("police-brenvia/log" in name for name in changed)
        everything = [*changed.items(), *(("sent", data) for data in (*found.sent, *found.received[2:]))]
        for what, value in functions_of(subject, found).items():
            for place, data in everything:
                is_found = value in data or value.hex().encode() in data.lower()
                assert not is_found, f"{what} stands in {place}"


def run_files(template: Path) -> dict[str, bytes]:
    files = (path for path in template.rglob("*") if path.is_file())
    return {str(path.relative_to(template)): path.read_bytes() for path in files}


def test_a_sealed_opening_opens_for_the_supervisor_alone(template: Path, tmp_path: Path) -> None:
    found = run(template, tmp_path / "run", [HIT])
    question = found.inquiry.questions[-1]
    with NodeStore(found.folder / ALDORIA / "office/store.db") as store:
        kept = sealed_opening(store, question.statement.request)
    assert kept is not None
    sealed = read_sealed(kept)
    opening = open_record(INSPECTION, sealed, 0)
    assert opening.data == question.places[0].data
    seeds = [path.read_bytes() for path in found.folder.rglob("*.seed")]
    for seed in (*seeds, os.urandom(32)):
        with pytest.raises(UnsealedError):
            open_record(X25519PrivateKey.from_private_bytes(seed), sealed, 0)
