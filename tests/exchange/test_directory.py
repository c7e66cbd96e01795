"""The directory: strict, signed, never older than before, and closed unless a row opens it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.exchange.canonical import MalformedError, canonical
from accord.exchange.directory import BasisEvidence
from accord.exchange.directory_file import (
    DirectoryError,
    DirectoryRefusal,
    check_successor,
    directory_identity,
    load_directory,
    read_draft,
    read_signed_directory,
    signed_directory,
)
from accord.exchange.directory_rows import directory_json, read_directory
from accord.exchange.normalising.subject import IdentifierType
from accord.exchange.quota_table import (
    QUOTA_FACTS,
    UNIVERSE_PER_DAY,
    QuotaRule,
    day_ceiling,
    default_quota,
)
from exchange.inspected import ASKER, HOLDER, NOW, PURPOSE, basis, directory, signing_key

ROOT_KEYS = {name: signing_key(name).public for name in ("root-1", "root-2")}
EXAMPLE = files("accord.exchange") / "examples" / "directory.json"


def test_a_signed_directory_is_read_back_whole(tmp_path: Path) -> None:
    path = tmp_path / "directory.json"
    path.write_bytes(signed_directory(directory(), [signing_key("root-1")]))
    assert load_directory(path, ROOT_KEYS) == directory()


def test_too_few_root_keys_are_not_enough() -> None:
    one = signed_directory(directory(), [signing_key("root-1"), signing_key("root-1")])
    both = signed_directory(directory(), [signing_key("root-1"), signing_key("root-2")])
    assert read_signed_directory(both, ROOT_KEYS, least=2) == directory()
    for data, keys, least in [
        (one, ROOT_KEYS, 2),
        (one, {}, 1),
        (one, {"root-1": ROOT_KEYS["root-2"]}, 1),
        (one, {"root-1": ROOT_KEYS["root-1"], "root-2": ROOT_KEYS["root-1"]}, 2),
        (one, ROOT_KEYS, 0),
    ]:
        with pytest.raises(DirectoryError) as caught:
            read_signed_directory(data, keys, least=least)
        assert caught.value.refusal is DirectoryRefusal.UNSIGNED


@given(st.data())
def test_no_byte_of_a_signed_directory_can_be_changed(data: st.DataObject) -> None:
    good = signed_directory(directory(), [signing_key("root-1")])
    place = data.draw(st.integers(0, len(good) - 1))
    bit = data.draw(st.integers(0, 7))
    changed = good[:place] + bytes([good[place] ^ 1 << bit]) + good[place + 1 :]
    with pytest.raises((MalformedError, DirectoryError)):
        read_signed_directory(changed, ROOT_KEYS)


def test_a_directory_never_goes_back_nor_splits() -> None:
    used = directory_identity(replace(directory(), serial=5))
    assert check_successor(replace(directory(), serial=6), used).serial == 6
    assert check_successor(replace(directory(), serial=5), used) == used
    for other, why in [
        (replace(directory(), serial=4), DirectoryRefusal.OLDER),
        (replace(directory(), serial=5, name="Another"), DirectoryRefusal.FORKED),
    ]:
        with pytest.raises(DirectoryError) as caught:
            check_successor(other, used)
        assert caught.value.refusal is why


def test_it_counts_from_its_first_to_its_last_moment() -> None:
    book, second = directory(), timedelta(seconds=1)
    assert book.is_valid(book.valid_from)
    assert book.is_valid(book.valid_to)
    assert not book.is_valid(book.valid_from - second)
    assert not book.is_valid(book.valid_to + second)


def test_a_basis_opens_one_direction_purpose_type_and_time_only() -> None:
    book, day, plate = directory(), NOW.date(), IdentifierType.PLATE
    assert book.basis(ASKER, HOLDER, PURPOSE, plate, day) == basis()
    assert book.basis(HOLDER, ASKER, PURPOSE, plate, day) is None
    assert book.basis(ASKER, HOLDER, "another-purpose", plate, day) is None
    assert book.basis(ASKER, HOLDER, PURPOSE, IdentifierType.PERSON, day) is None
    assert book.basis(ASKER, HOLDER, PURPOSE, plate, date(2029, 12, 31)) is None
    assert book.basis(ASKER, HOLDER, PURPOSE, plate, date(2031, 1, 1)) is None


def test_a_basis_that_nobody_read_opens_nothing() -> None:
    unread = replace(basis(), evidence=BasisEvidence.UNVERIFIED)
    book = replace(directory(), bases=(unread,))
    assert book.basis(ASKER, HOLDER, PURPOSE, IdentifierType.PLATE, NOW.date()) is None


@given(
    st.sampled_from([ASKER, HOLDER, "nobody"]),
    st.sampled_from([ASKER, HOLDER, "nobody"]),
    st.sampled_from([PURPOSE, "other"]),
    st.sampled_from(list(IdentifierType)),
    st.dates(date(2029, 1, 1), date(2032, 1, 1)),
)
def test_what_is_open_is_exactly_what_a_row_says(
    asker: str, holder: str, purpose: str, kind: IdentifierType, day: date
) -> None:
    row = basis()
    is_row = (asker, holder, purpose, kind) == (row.asker, row.holder, row.purpose, row.type)
    is_time = date(2030, 1, 1) <= day <= date(2030, 12, 31)
    assert (directory().basis(asker, holder, purpose, kind, day) is not None) == (is_row and is_time)


def test_a_key_counts_for_its_owner_in_its_time() -> None:
    book = directory()
    assert book.key(ASKER, f"{ASKER}-key", NOW) == signing_key(f"{ASKER}-key").public
    assert book.key(HOLDER, f"{ASKER}-key", NOW) is None
    assert book.key("nobody", f"{ASKER}-key", NOW) is None
    assert book.key(ASKER, f"{ASKER}-key", datetime(2031, 1, 2, tzinfo=NOW.tzinfo)) is None


def test_a_certificate_leads_to_its_peer_and_a_foreign_one_to_nobody() -> None:
    (pin,) = directory().peers[0].tls_pins
    found = directory().peer_of_pin(pin)
    assert found is not None
    assert found.id == ASKER
    assert directory().peer_of_pin(bytes(32)) is None


def quota(burst: int, day: int, month: int) -> dict[str, object]:
    return {"type": "plate", "burst": burst, "day": day, "month": month}


def changed(change: Callable[[Any], None]) -> Any:
    value = json.loads(canonical(directory_json(directory())))
    change(value)
    return value


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda d: d.pop("serial"), "directory.serial"),
        (lambda d: d.update(extra=1), "directory"),
        (lambda d: d.update(serial=0), "directory.serial"),
        (lambda d: d.update(serial=True), "directory.serial"),
        (lambda d: d["peers"][1].update(id=ASKER), "directory.peers"),
        (lambda d: d["peers"][0].update(id="Police"), "directory.peers[0].id"),
        (lambda d: d["peers"][0].update(address="http://a.example"), "directory.peers[0].address"),
        (lambda d: d["peers"][0].update(address="https://a.example/x"), "directory.peers[0].address"),
        (lambda d: d["peers"][0].update(tls_pins=[]), "directory.peers[0]"),
        (lambda d: d["peers"][0].update(keys=[]), "directory.peers[0]"),
        (lambda d: d["peers"][0].update(types=["car"]), "directory.peers[0].types[0].type"),
        (lambda d: d["peers"][0].update(tls_pins=d["peers"][1]["tls_pins"]), "directory.peers"),
        (
            lambda d: d["peers"][0]["keys"][0].update(public="01" + "00" * 31),
            "directory.peers[0].keys[0].public",
        ),
        (
            lambda d: d["peers"][0]["keys"][0].update(public=d["authorities"][0]["public"]),
            "directory",
        ),
        (lambda d: d["authorities"][0].update(peer="nobody"), "directory.authorities"),
        (lambda d: d["authorities"][1].update(peer=ASKER), "directory.authorities"),
        (lambda d: d["authorities"][0].update(valid_to="2029-01-01"), "directory"),
        (lambda d: d["bases"][0].update(holder=ASKER), "directory.bases.aldoria-brenland-plates"),
        (lambda d: d["bases"][0].update(holder="nobody"), "directory.bases.aldoria-brenland-plates"),
        (lambda d: d["bases"].append({**d["bases"][0], "id": "second"}), "directory.bases.second"),
        (lambda d: d["bases"].append(d["bases"][0]), "directory.bases"),
        (
            lambda d: d["quotas"].append({"type": "plate", "burst": 1, "day": 38, "month": 38}),
            "directory.quotas[0].day",
        ),
        (
            lambda d: d["quotas"].append({"type": "plate", "burst": 9, "day": 8, "month": 8}),
            "directory.quotas[0].burst",
        ),
        (
            lambda d: d["quotas"].append({"type": "plate", "burst": 1, "day": 1, "month": 31}),
            "directory.quotas[0].month",
        ),
        (lambda d: d.update(remarks=["line\nbreak"]), "directory.remarks[0].remark"),
        (lambda d: d.update(peers=[d["peers"][0]] * 201), "directory.peers"),
    ],
)
def test_rows_that_are_wrong_or_contradict_each_other_are_refused(
    change: Callable[[Any], None], where: str
) -> None:
    with pytest.raises(MalformedError) as caught:
        read_directory(changed(change))
    assert caught.value.where == where


def test_a_draft_may_have_any_layout_but_no_field_twice() -> None:
    text = json.dumps(json.loads(canonical(directory_json(directory()))), indent=2)
    assert read_draft(text.encode()) == directory()
    with pytest.raises(MalformedError, match="each field once"):
        read_draft(text.replace('"serial": 1', '"serial": 1, "serial": 2').encode())


def test_the_shipped_example_denies_persons_firearms_and_accounts() -> None:
    book = read_draft(EXAMPLE.read_bytes())
    denied = {IdentifierType.PERSON, IdentifierType.FIREARM, IdentifierType.IBAN}
    purposes = {row.purpose for row in book.bases}
    days = [book.valid_from.date() + timedelta(days=n) for n in range(0, 365, 30)]
    peers = [peer.id for peer in book.peers]
    open_types = {
        kind
        for asker in peers
        for holder in peers
        for purpose in purposes
        for kind in IdentifierType
        for day in days
        if book.basis(asker, holder, purpose, kind, day)
    }
    assert open_types == {IdentifierType.VEHICLE, IdentifierType.PLATE}
    assert open_types & denied == set()
    assert any("persons, firearms or accounts" in remark for remark in book.remarks)


def test_default_quotas_keep_to_the_universe() -> None:
    """3.7e6 plates / 1e5 = 37 a day; 2.0e8 serials / 1e5 = 2,000, capped at 1,024."""
    plate, firearm = default_quota(IdentifierType.PLATE), default_quota(IdentifierType.FIREARM)
    assert (plate.day, plate.month) == (37, 370)
    assert firearm.day == 1_024
    assert default_quota(IdentifierType.COMPANY).day == 1_000
    for kind in IdentifierType:
        rule = default_quota(kind)
        assert 0 < rule.burst <= rule.day <= day_ceiling(kind)
        assert rule.day * UNIVERSE_PER_DAY <= QUOTA_FACTS[kind].universe


def test_a_quota_of_the_directory_goes_before_the_default() -> None:
    rule = QuotaRule(type=IdentifierType.PLATE, burst=1, day=2, month=3)
    book = replace(directory(), quotas=(rule,))
    assert book.quota(IdentifierType.PLATE) == rule
    assert book.quota(IdentifierType.IBAN) == default_quota(IdentifierType.IBAN)
