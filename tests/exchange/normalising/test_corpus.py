"""Version 1 of the normaliser, byte by byte, in a form that a second implementation can read.

A failure here means that two nodes of one version would miss each other without a word. Do not change the
file: give the normaliser a new version and a corpus of its own.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import anyascii
import pytest

from accord.cleaning.place_table import ISO_CODES, PLACE_NAMES, SPELLINGS
from accord.exchange.normalising import (
    NORMALISER_VERSION,
    IdentifierType,
    RefusedSubjectError,
    Subject,
    match_keys,
)
from accord.exchange.normalising.characters import by_shape, by_sound
from accord.exchange.normalising.places import country
from accord.exchange.normalising.sounds import LETTERS, fold_sounds
from accord.exchange.normalising.steps import FIELDS, STEPS

CORPUS = json.loads((Path(__file__).parent / "corpus" / "version_1.json").read_text(encoding="utf-8"))
CASES: list[dict[str, Any]] = CORPUS["cases"]


def subject(case: dict[str, Any]) -> Subject:
    return Subject(type=IdentifierType(case["type"]), fields=case["fields"])


def test_the_corpus_is_that_of_this_version() -> None:
    assert CORPUS["version"] == NORMALISER_VERSION, "a new version needs a corpus of its own"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['type']}-{CASES.index(case)}")
def test_every_case_gives_the_bytes_of_version_1(case: dict[str, Any]) -> None:
    if "refused" in case:
        with pytest.raises(RefusedSubjectError) as refused:
            match_keys(subject(case), case.get("allowed"))
        assert refused.value.field == case["refused"]
        return
    keys = match_keys(subject(case), case.get("allowed"))
    assert [[key.name, key.data.hex()] for key in keys] == case["keys"], "this needs a new version"


def test_every_type_and_every_field_is_in_the_corpus() -> None:
    held = {(case["type"], field) for case in CASES for field in case["fields"]}
    assert held == {(str(kind), field.name) for kind, fields in FIELDS.items() for field in fields}


def test_every_step_is_in_the_table_and_every_step_is_used() -> None:
    used = {step for fields in FIELDS.values() for field in fields for step in field.steps}
    assert used | {"by sound"} == set(STEPS)


def test_bytes_are_as_a_hand_writes_them() -> None:
    """By hand: accord/1, then 1, iban, iban, XK45... behind lengths of two bytes."""
    by_hand = b"accord/1" + b"\0\x011" + b"\0\x04iban" + b"\0\x04iban" + b"\0\x14XK450000000000001900"
    (key,) = match_keys(Subject(type=IdentifierType.IBAN, fields={"iban": "XK45 0000 0000 0000 1900"}))
    assert key.data == by_hand


def test_every_letter_of_a_name_folds_as_in_version_1(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the tables of the cleaning layer nor the library behind them may move a letter."""

    def refuse(text: str) -> str:
        assert text.isascii(), "a letter of a name reaches a library whose tables change"
        return text

    monkeypatch.setattr("accord.cleaning.transliteration.anyascii", refuse)
    assert anyascii.anyascii("a") == refuse("a")
    folded = CORPUS["letters by sound in names"]
    assert set(folded) == LETTERS
    for letter, text in folded.items():
        alone = letter not in "ъь"
        assert fold_sounds(letter if alone else "a" + letter) == text


@pytest.mark.parametrize(
    ("section", "read"), [("letters by shape", by_shape), ("letters by sound", by_sound)]
)
def test_every_letter_of_an_identifier_reads_as_in_version_1(section: str, read: Any) -> None:
    assert {letter: read(letter) for letter in CORPUS[section]} == CORPUS[section]


def test_every_code_of_a_country_means_the_same_as_in_version_1() -> None:
    """The table of places belongs to the cleaning layer and may grow; what it says today is held here."""
    codes = [code for entry in ISO_CODES.split() for code in (entry[:3], entry[3:5])]
    codes += [code for code in SPELLINGS if code.isascii()]
    codes += list(PLACE_NAMES)
    read = []
    for code in sorted(set(codes)):
        try:
            read.append(f"{code}={country(code)}")
        except ValueError:
            read.append(f"{code}=")
    digest = hashlib.sha256("\n".join(read).encode()).hexdigest()
    assert digest == CORPUS["countries"], "a country changed its code: this needs a new version"
