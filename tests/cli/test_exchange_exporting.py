"""A follow-up is exported by id, and one that is not there is refused with a next step."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.running import open_book
from cli.commands import accord
from exchange.followed import signed
from exchange.two_nodes import ALDORIA, NOW, basis, make_two


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Folder of a node that received a follow-up."""
    node, _ = make_two(tmp_path, now=NOW, bases=[basis(IdentifierType.PLATE)])
    with open_book(node, NOW) as book:
        book.receive(signed(), NOW)
    return tmp_path / ALDORIA


def test_a_follow_up_is_written_as_xml_or_json(folder: Path) -> None:
    done = accord("exchange", "export", folder, "f-1", folder=folder)
    assert done.exit_code == 0, done.err
    assert ElementTree.fromstring(done.out).attrib["type"] == "plate"
    done = accord("exchange", "export", folder, "f-1", "--format", "json", folder=folder)
    assert json.loads(done.out)["sections"]["subject"][1]["value"] == "01-234-AB"


def test_a_file_of_personal_data_is_for_its_owner_alone(folder: Path) -> None:
    out = folder / "out.xml"
    done = accord("exchange", "export", folder, "f-1", "--out", out, folder=folder)
    assert (done.exit_code, done.out) == (0, "")
    assert out.stat().st_mode & 0o077 == 0
    assert "01-234-AB" in out.read_text(encoding="utf-8")


def test_a_follow_up_that_is_not_there_is_refused_with_a_next_step(folder: Path) -> None:
    done = accord("exchange", "export", folder, "f-2", folder=folder)
    assert done.exit_code == 2
    assert "ACC-285" in done.err
    assert "accord exchange inbox" in done.err
