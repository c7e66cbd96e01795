"""The archives in which rates are published are read in memory; a bomb or a muddle is refused."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping

import pytest

from accord.domain.rate import RateSheet
from accord.sources.rates import archive
from accord.sources.rates.ecb import parse_ecb
from sources.rates.made_up_files import WIDE, file, refusal


def packed(files: Mapping[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as writer:
        for name, text in files.items():
            writer.writestr(name, text)
    return buffer.getvalue()


def read(content: bytes) -> RateSheet:
    return parse_ecb(file(content, "eurofxref-hist.zip"))


def test_the_table_in_an_archive_is_the_table() -> None:
    sheet = read(packed({"eurofxref-hist.csv": WIDE}))
    plain = parse_ecb(file(WIDE, "eurofxref-hist.csv"))
    assert {name: series.per_eur for name, series in sheet.series.items()} == {
        name: series.per_eur for name, series in plain.series.items()
    }


def test_the_place_names_archive_and_table_and_the_hash_is_that_of_the_file_on_disk() -> None:
    content = packed({"eurofxref-hist.csv": WIDE})
    sheet = read(content)
    assert sheet.sha256 == hashlib.sha256(content).hexdigest()
    origin = sheet.series["USD"].rate(0).origin
    assert (origin.file, origin.line) == ("eurofxref-hist.zip/eurofxref-hist.csv", 4)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(packed({}), id="empty"),
        pytest.param(packed({"a.csv": WIDE, "b.csv": WIDE}), id="two tables"),
        pytest.param(packed({"readme.txt": "hello"}), id="no table"),
        pytest.param(packed({"[Content_Types].xml": "<Types/>", "sheet.bin": "x"}), id="a spreadsheet"),
        pytest.param(packed({"eurofxref-hist.csv": WIDE})[:60], id="cut off"),
        pytest.param(
            packed({"eurofxref-hist.csv": WIDE}).replace(b"\x14\x00\x00\x00", b"\x14\x00\x01\x00"),
            id="encrypted",
        ),
    ],
)
def test_what_is_not_one_table_is_refused(content: bytes) -> None:
    problem = refusal(lambda: read(content))
    assert problem.id == "ACC-361"
    assert problem.value


def test_damaged_bytes_are_refused_and_never_read_in_part() -> None:
    content = bytearray(packed({"eurofxref-hist.csv": WIDE * 50}))
    content[80] ^= 0xFF
    assert refusal(lambda: read(bytes(content))).id == "ACC-361"


def test_a_table_that_unpacks_to_more_than_the_bound_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_TABLE", 1000)
    bomb = packed({"eurofxref-hist.csv": "0" * 1_000_000})
    assert len(bomb) < 2000
    problem = refusal(lambda: read(bomb))
    assert problem.value == "a table of more than 1,000 bytes"
    assert read(packed({"eurofxref-hist.csv": WIDE})).rates == 9, "a small one is still read"


def test_what_a_size_in_the_directory_says_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bound holds for the bytes that come out, also if the archive understates them."""
    monkeypatch.setattr(archive, "LARGEST_TABLE", 1000)
    size = (1_000_000).to_bytes(4, "little")
    bomb = packed({"eurofxref-hist.csv": "0" * 1_000_000}).replace(size, (10).to_bytes(4, "little"))
    assert refusal(lambda: read(bomb)).id == "ACC-361"
