"""Cards, keys and directories are files that are read strictly and fit each other."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from accord.exchange.canonical import MalformedError
from accord.exchange.cards import (
    InspectionKey,
    card_bytes,
    inspection_bytes,
    public_bytes,
    read_card,
    read_inspection,
    read_public,
    read_secret,
    secret_bytes,
)
from accord.exchange.drafting import BASIS_COLUMNS, draft_directory
from accord.exchange.keys import SigningKey
from accord.exchange.node_folder import Card, NodeFolder, make_node
from accord.exchange.node_settings import Settings, Supervisor, read_settings, write_settings
from exchange.two_nodes import NOW

HEAD = ",".join(BASIS_COLUMNS)
ROW = "one,two,p,plate,b-1,Invented,Invented,2020-01-01,2099-12-31,1,seen"


def made(folder: Path, name: str) -> Card:
    settings = Settings(id=name, name=name.title(), address="https://127.0.0.1:8443", key=f"{name}-1")
    return make_node(folder / name, settings, now=NOW)


def drafted(folder: Path, *rows: str, head: str = HEAD) -> object:
    cards = [made(folder, "one"), made(folder, "two")]
    text = "\n".join([head, *rows, ""])
    return draft_directory(
        cards, text.encode(), name="X", serial=1, valid=(NOW, NOW + timedelta(days=1))
    ).bases


def test_a_card_is_read_as_it_was_written(tmp_path: Path) -> None:
    card = made(tmp_path, "one")
    assert read_card(card_bytes(card)) == card
    assert len(card.peer.tls_pins[0]) == 32


def test_a_card_with_another_certificate_is_refused(tmp_path: Path) -> None:
    one, two = made(tmp_path, "one"), made(tmp_path, "two")
    mixed = Card(peer=one.peer, authority=one.authority, certificate=two.certificate)
    with pytest.raises(MalformedError, match="pin"):
        read_card(card_bytes(mixed))
    for data in (b"", b"{}", card_bytes(one)[:-1], card_bytes(one).replace(b"card/1", b"card/9")):
        with pytest.raises(MalformedError):
            read_card(data)


def test_keys_are_read_as_they_were_written() -> None:
    key = SigningKey(id="root", seed=b"r" * 32)
    inspection = InspectionKey(id="inspection", private=X25519PrivateKey.generate())
    assert read_public(public_bytes("root", key.public)) == ("root", key.public)
    assert read_secret(secret_bytes(key)) == key
    assert read_inspection(inspection_bytes(inspection)).supervisor == inspection.supervisor
    with pytest.raises(MalformedError):
        read_secret(public_bytes("root", key.public))
    with pytest.raises(MalformedError):
        read_public(secret_bytes(key))
    for shown in (repr(inspection), repr(key)):
        assert key.seed.hex() not in shown
        assert "X25519" not in shown


def test_settings_are_read_as_they_were_written(tmp_path: Path) -> None:
    settings = Settings(
        id="one",
        name="One",
        address="https://one.invalid:8443",
        key="one-1",
        supervisor=Supervisor(id="inspection", public=b"p" * 32),
        roots={"root": b"r" * 32},
        least=1,
    )
    write_settings(tmp_path / "settings.json", settings)
    assert read_settings(tmp_path / "settings.json") == settings


def test_a_folder_that_holds_something_is_never_made_a_node(tmp_path: Path) -> None:
    made(tmp_path, "one")
    with pytest.raises(FileExistsError):
        made(tmp_path, "one")
    assert NodeFolder(tmp_path / "one").loose_files() == ()


def test_a_table_of_bases_becomes_rows(tmp_path: Path) -> None:
    bases = drafted(tmp_path, ROW)
    assert isinstance(bases, tuple)
    assert [(basis.asker, basis.offence_minimum_years) for basis in bases] == [("one", 1)]


def test_without_rows_nothing_is_allowed(tmp_path: Path) -> None:
    assert drafted(tmp_path) == ()


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        ([ROW], "asker,holder"),
        ([ROW.replace("one,", "nobody,", 1)], HEAD),
        ([ROW.replace("two", "one", 1)], HEAD),
        ([ROW.replace("plate", "boat")], HEAD),
        ([ROW.replace("seen", "heard")], HEAD),
        ([ROW.replace(",1,", ",-1,")], HEAD),
        ([ROW.replace(",1,", ",many,")], HEAD),
        ([ROW.replace("2099-12-31", "2019-12-31")], HEAD),
        ([ROW, ROW], HEAD),
        ([ROW + ",more"], HEAD),
        (["one,two"], HEAD),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(tmp_path: Path, rows: list[str], head: str) -> None:
    with pytest.raises(MalformedError):
        drafted(tmp_path, *rows, head=head)
