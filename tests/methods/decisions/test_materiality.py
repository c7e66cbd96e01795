"""Which facts a decision rests on."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from accord.domain.listing import BirthDate, Effect, Identifier, ListedName, Listing, ListingKind
from accord.domain.screening import Query
from accord.methods.decisions.materiality import (
    IMMATERIAL,
    alert_id,
    field_changes,
    listing_fields,
    party_fields,
    party_fingerprint,
    version_of,
)
from screened import DAY, listing, party

OTHER = BirthDate(earliest=date(1971, 1, 1), latest=date(1971, 12, 31), is_circa=True)
CHANGES: dict[str, object] = {
    "kind": ListingKind.ORGANIZATION,
    "names": (ListedName(text="Drugo Ime"),),
    "effect": Effect.DEBARMENT,
    "birth_dates": (OTHER,),
    "nationalities": ("al",),
    "countries": ("al",),
    "addresses": ("1 Invented Street",),
    "identifiers": (Identifier(value="N1"),),
    "ended_on": date(2025, 1, 1),
    "is_ended": True,
    "regime": "another",
    "programmes": ("P",),
    "listed_on": date(2020, 1, 1),
    "remarks": ("another remark",),
    "references": ("R",),
    "place": "row 2",
    "id": "zz:2",
    "list": "yy",
}


@pytest.mark.parametrize("name", [field.name for field in fields(Listing)])
def test_each_field_of_a_listing_is_material_or_named_with_a_reason_why_not(name: str) -> None:
    before = version_of(listing_fields(listing(), DAY))
    after = version_of(listing_fields(replace(listing(), **{name: CHANGES[name]}), DAY))  # type: ignore[arg-type]
    assert (before == after) == (name in IMMATERIAL)
    assert IMMATERIAL.get(name, "material")


@pytest.mark.parametrize(
    "changed",
    [
        party(says="Drugo Ime"),
        party(born=date(1960, 5, 1)),
        replace(party(), kind=ListingKind.UNKNOWN),
        replace(party(), countries=("al",)),
        replace(party(), identifiers=("N1",)),
    ],
)
def test_each_fact_about_a_party_is_material(changed: Query) -> None:
    assert version_of(party_fields(party())) != version_of(party_fields(changed))


def test_letter_case_spaces_and_order_change_no_version() -> None:
    one = replace(party(says="Testan  Primer"), countries=("al", "mk"))
    other = replace(party(says="TESTAN PRIMER"), countries=("mk", "al"))
    assert version_of(party_fields(one)) == version_of(party_fields(other))
    assert field_changes("party", party_fields(one), party_fields(other)) == ()


def test_a_change_names_what_is_gone_and_what_has_come() -> None:
    before = listing_fields(listing(addresses=("Old Street", "Long Street")), DAY)
    after = listing_fields(listing(addresses=("Long Street", "New Street")), DAY)
    (change,) = field_changes("listing", before, after)
    assert (change.of, change.field, change.gone, change.come) == (
        "listing",
        "addresses",
        ("Old Street",),
        ("New Street",),
    )


def test_a_last_day_ends_a_listing_only_when_it_has_passed() -> None:
    until = listing(ended_on=DAY)
    assert listing_fields(until, DAY)["force"] == ("in force",)
    assert listing_fields(until, date(2026, 3, 2))["force"] == ("ended",)


def test_a_fingerprint_depends_on_register_and_id_alone() -> None:
    assert party_fingerprint("a", "1") != party_fingerprint("b", "1")
    # Ids that would be one text if they were written one after the other.
    assert party_fingerprint("a", "b1") != party_fingerprint("ab", "1")
    assert alert_id("f", "zz:1") != alert_id("f", "zz:2")
