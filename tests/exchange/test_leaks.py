"""Nothing that is written or sent depends on what is asked, but for the blinded elements.

The same two nodes run the protocol three times, each from a copy of their folders: twice with one question,
once with another. Everything that was sent, logged and stored must have the same shape, byte for byte outside
what is random. And of what looks random, every piece that both runs of the one question have in common (which
is therefore no randomness of the run, and could be a function of the question) must be there with the other
question too.
"""

from __future__ import annotations

import hashlib
import itertools
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from accord.exchange.normalising import Subject, match_keys
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.signed_messages import RequestMessage, ResponseMessage
from exchange.two_nodes import Pair, firearm, make_pair, open_pair, plate

_RANDOM = re.compile(rb"[0-9a-f]{16,}|[A-Za-z0-9+/_-]{22,}={0,2}|(?<=-)[0-9]+(?=\.part)")
"""Hexadecimal digits and base64 as they stand in messages, logs and files."""


def person(first: str, family: str, birth: str) -> Subject:
    fields = {"first_name": first, "family_name": family, "birth_date": birth}
    return Subject(type=IdentifierType.PERSON, fields=fields)


def shape(data: bytes) -> bytes:
    """Return bytes with every run of random digits replaced by its length."""
    return _RANDOM.sub(lambda found: b"<%d>" % len(found.group()), data)


def written(folder: Path) -> Iterator[tuple[str, int]]:
    """Name and size of every file that a node wrote."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = _RANDOM.sub(b"<id>", path.relative_to(folder).as_posix().encode()).decode()
            yield name, path.stat().st_size


@dataclass(kw_only=True)
class Observed:
    """What was seen of one run: its shape, and the pieces that look random."""

    shape: dict[str, object]
    pieces: set[bytes]


def observed(folder: Path, subjects: Sequence[Subject]) -> Observed:
    """Run the protocol and return what was sent, logged and stored."""
    with open_pair(folder) as pair:
        published = pair.published(subjects[0].type)
        inquiry = pair.inquiry(subjects, published)
        results = pair.carry_out(inquiry, published)
        assert not any(result.is_hit for result in results), "the result itself may be written by the asker"
        messages: list[RequestMessage | ResponseMessage] = [*pair.sent, *pair.received]
        fields = [repr(sorted(each.fields.items())).encode() for each in messages]
        bodies = [each.body for each in messages]
        logged = list(_logged(pair))
        tables = ("requests", "charges", "nonces", "alarms", "follow_ups")
        rows = [row for table in tables for row in pair.machine.store.rows(f"SELECT * FROM {table}")]
        files = [*written(pair.holder.folder.path), *written(pair.asker.folder.path)]
    cells = [_bytes(cell) for row in rows for cell in row]
    seen: dict[str, object] = {
        "paths": [(message.method, message.path) for message in pair.sent],
        "fields": [shape(each) for each in fields],
        "bodies": [_body(each) for each in bodies],
        "logs": [shape(each) for each in logged],
        "rows": [_body(each) for each in cells],
        "files": files,
    }
    pieces = {found for each in (*fields, *bodies, *logged, *cells) for found in _pieces(each)}
    return Observed(shape=seen, pieces=pieces)


def _pieces(data: bytes) -> Iterator[bytes]:
    """Every run of random digits, and every 32 bytes of what follows a head."""
    yield from _RANDOM.findall(data)
    if data.startswith(b"ACX1"):
        end = 8 + int.from_bytes(data[4:8], "big") + 4
        yield from (data[start : start + 32] for start in range(end, len(data), 32))


def _bytes(cell: object) -> bytes:
    return cell if isinstance(cell, bytes) else repr(cell).encode()


def _body(body: bytes) -> bytes:
    """Return the head of a frame in its shape, and the length of what follows; all of other bodies."""
    if not body.startswith(b"ACX1"):
        return shape(body) if body.isascii() else b"<%d bytes>" % len(body)
    end = 8 + int.from_bytes(body[4:8], "big")
    return shape(body[8:end]) + b"<%d bytes>" % (len(body) - end)


def _logged(pair: Pair) -> Iterator[bytes]:
    for index in range(pair.machine.log.size):
        yield pair.machine.log.body(index)
    with pair.asker.office(pair.now) as office:
        for index in range(office.log.size):
            yield office.log.body(index)
        for (sealed,) in office.store.rows("SELECT sealed FROM openings ORDER BY at, request"):
            assert isinstance(sealed, bytes)
            yield b"%d sealed" % len(sealed)


QUESTIONS = [
    ([firearm("ZZ0001"), firearm("ZZ0002")], [firearm("LONGER-SERIAL-1"), firearm("Q77")]),
    ([firearm("ZZ0001")], [firearm("ANOTHER-ONE-9")]),
    ([plate("BG-777-XX")], [plate("NS 1 YZ")]),
    (
        [person("Ana", "Kos", "1990-01-01")],
        [person("Maximilian-Alexander", "Papadopoulos-Invented", "1.2.1950.")],
    ),
    ([person("Ana", "Kos", "1990-01-01")], [person("Bo", "Li", "1999-12-31")]),
]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "nodes"
    with make_pair(folder):
        return folder


def runs(template: Path, folder: Path, *questions: list[Subject]) -> list[Observed]:
    found = []
    for number, subjects in enumerate(questions):
        shutil.copytree(template, folder / str(number))
        found.append(observed(folder / str(number), subjects))
    return found


@pytest.mark.parametrize(("one", "other"), QUESTIONS, ids=["two", "one", "plate", "long name", "short name"])
def test_nothing_but_the_elements_depends_on_the_question(
    template: Path, tmp_path: Path, one: list[Subject], other: list[Subject]
) -> None:
    first, again, another = runs(template, tmp_path, one, one, other)
    assert again.shape == first.shape
    assert another.shape == first.shape
    constant = first.pieces & again.pieces
    assert constant, "keys, certificates and the case are the same in all runs"
    assert constant <= another.pieces


def test_what_is_asked_stands_nowhere_in_plain(tmp_path: Path) -> None:
    serial = "XQ7Z9081726354"
    subject = firearm(serial)
    canonical = match_keys(subject)[0].data
    with make_pair(tmp_path / "nodes") as pair:
        pair.ask([subject, firearm("ZZ0002")])
        sent = b"".join(message.body + repr(message.fields).encode() for message in pair.sent)
        received = b"".join(message.body for message in pair.received)
    files = [path for path in (tmp_path / "nodes").rglob("*") if path.is_file()]
    everything = [sent, received, *(path.read_bytes() for path in files)]
    for needle in (serial.encode(), canonical, canonical[-12:], b"KT-1/2030"):
        assert not any(needle in data for data in everything)


def test_this_comparison_sees_a_difference_of_size(template: Path, tmp_path: Path) -> None:
    one, two = runs(template, tmp_path, [firearm("ZZ0001")], [firearm("ZZ0001"), firearm("ZZ0002")])
    assert {name for name in one.shape if one.shape[name] != two.shape[name]} >= {"bodies", "logs", "rows"}


def test_this_comparison_sees_a_hash_of_the_question(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request id that is made of the question is found, though it looks as random as any other."""

    def leaking(*subjects: Subject) -> None:
        digest = hashlib.sha256(repr([dict(subject.fields) for subject in subjects]).encode()).hexdigest()
        numbers = itertools.count()
        monkeypatch.setattr(
            "secrets.token_hex", lambda size: f"{digest[:12]}{next(numbers):020d}"[: 2 * size]
        )

    one, other = [firearm("ZZ0001"), firearm("ZZ0002")], [firearm("Q1111"), firearm("Q2222")]
    found = []
    for number, subjects in enumerate((one, one, other)):
        leaking(*subjects)
        shutil.copytree(template, tmp_path / str(number))
        found.append(observed(tmp_path / str(number), subjects))
    first, again, another = found
    assert first.shape == again.shape == another.shape
    assert not first.pieces & again.pieces <= another.pieces
