"""An officer's key opens with its passphrase and in no other way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.exchange.canonical import MalformedError
from accord.exchange.officer_keys import (
    LockedError,
    OfficerKeys,
    PassphraseError,
    lock_officer,
    read_certificate,
    unlock_officer,
)
from exchange.inspected import ASKER, officer

PASSPHRASE = "four plain words here"
OFFICER = officer(ASKER, "officer-1")
LOCKED = lock_officer(OFFICER, PASSPHRASE, cost=4)


def test_the_passphrase_opens_the_key_and_another_does_not() -> None:
    opened = unlock_officer(LOCKED, PASSPHRASE)
    assert (opened.certificate, opened.key.seed) == (OFFICER.certificate, OFFICER.key.seed)
    for wrong in ("", "four plain words her", PASSPHRASE.upper(), PASSPHRASE + " "):
        with pytest.raises(LockedError):
            unlock_officer(LOCKED, wrong)


def test_the_certificate_is_read_without_a_passphrase_and_the_seed_is_not_in_the_file() -> None:
    assert read_certificate(LOCKED) == OFFICER.certificate
    assert OFFICER.key.seed.hex().encode() not in LOCKED
    assert OFFICER.key.seed not in LOCKED


@settings(max_examples=80)
@given(where=st.integers(min_value=0), bit=st.integers(min_value=0, max_value=6))
def test_an_altered_file_never_gives_a_key(where: int, bit: int) -> None:
    altered = bytearray(LOCKED)
    altered[where % len(altered)] ^= 1 << bit
    with pytest.raises((LockedError, MalformedError)):
        unlock_officer(bytes(altered), PASSPHRASE)


def test_another_certificate_cannot_be_put_over_a_key() -> None:
    other = lock_officer(
        replace(OFFICER, certificate=officer(ASKER, "officer-2").certificate), PASSPHRASE, cost=4
    )
    with pytest.raises(LockedError):
        unlock_officer(other, PASSPHRASE)


@pytest.mark.parametrize("passphrase", ["", "short", "eleven char", "x" * 1_001])
def test_a_passphrase_that_is_too_short_is_refused(passphrase: str) -> None:
    with pytest.raises(PassphraseError, match="12 to 1000"):
        lock_officer(OFFICER, passphrase, cost=4)


def test_a_file_cannot_ask_for_the_whole_memory() -> None:
    greedy = LOCKED.replace(b'"cost":4', b'"cost":40')
    with pytest.raises(MalformedError):
        unlock_officer(greedy, PASSPHRASE)


def test_the_keys_of_a_folder(tmp_path: Path) -> None:
    keys = OfficerKeys(tmp_path / "officers")
    assert keys.certificates() == ()
    path = keys.add(OFFICER, PASSPHRASE, cost=4)
    assert path.stat().st_mode & 0o077 == 0
    assert keys.certificates() == (OFFICER.certificate,)
    assert keys.unlock("officer-1", PASSPHRASE).key.seed == OFFICER.key.seed
    with pytest.raises(FileExistsError):
        keys.add(OFFICER, PASSPHRASE, cost=4)


@pytest.mark.parametrize("name", ["officer-2", "", "../officer-1", "officer-1\0", "officers/../officer-1"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    keys = OfficerKeys(tmp_path)
    keys.add(OFFICER, PASSPHRASE, cost=4)
    with pytest.raises(LockedError):
        keys.unlock(name, PASSPHRASE)


def test_the_usual_cost_takes_its_time() -> None:
    assert b'"cost":16' in lock_officer(OFFICER, PASSPHRASE)
