"""Each official format gives what the law needs; the specimens are invented, their values read by eye."""

from __future__ import annotations

from datetime import date

import pytest

from accord.domain.listing import Effect, Identifier, ListingKind, NameKind
from sources.lists.specimens import ALL, OFAC, day, entry, named, read, texts, year


def test_the_eu_entry_keeps_names_dates_numbers_and_its_own_day_of_designation() -> None:
    found = read("eu.xml")
    person = entry(found, "eu:EU.1.11")
    assert (found.format, found.as_of) == ("eu-xml", date(2026, 5, 1))
    assert person.kind is ListingKind.PERSON
    assert texts(person) == ["Testo Probni EXEMPLAR", "Тесто Пробни", "T. Exemplar"]
    assert texts(person, weak=True) == ["The Specimen", "Exo"]
    assert named(person, "Testo Probni EXEMPLAR").family == "EXEMPLAR"
    assert named(person, "Тесто Пробни").language == "sr"
    assert person.listed_on == date(2020, 3, 2), "the regulation of 2024 only amended it"
    assert person.birth_dates == (day(1962, 9, 3), year(1963, circa=True), year(1964, 1966))
    assert "date of birth (islamic calendar): 1380 5 2" in person.remarks
    assert person.nationalities == ("rs", "SERBIA AND MONTENEGRO"), "a state that is no more has no code"
    assert person.countries == ("xk",)
    assert person.addresses == ("1 Invented Street, P.O. Box 7, Testville, 11000, xk",)
    assert {number.value for number in person.identifiers} == {"P-0001", "P0001"}
    assert (person.regime, person.programmes, person.references) == ("2024/1 (OJ L1)", ("ZZZ",), ("ZZi.001",))
    assert entry(found, "eu:EU.2.22").kind is ListingKind.ORGANIZATION


def test_what_no_field_takes_is_counted_by_path_and_an_entry_without_name_is_set_apart() -> None:
    found = read("eu.xml")
    assert found.unread == {"sanctionEntity/novelty": 1, "sanctionEntity/novelty/@shape": 1}
    assert [(finding.id, finding.row) for finding in found.findings] == [("ACC-385", "line 32, EU.3.33")]


def test_the_un_entry_parts_aliases_and_leaves_out_names_that_say_there_is_none() -> None:
    found = read("un.xml")
    person, front = found.listings
    assert (found.format, found.as_of, person.id) == ("un-xml", date(2026, 2, 27), "un:ZZi.001")
    assert texts(person) == ["TESTO PROBNI", "اختبار", "Old Testo"]
    assert texts(person, weak=True) == ["Exo", "Exi"]
    assert named(person, "Old Testo").kind is NameKind.FORMER
    assert person.listed_on == date(2015, 4, 7), "the day as written, whatever its time zone"
    assert person.birth_dates == (year(1971, circa=True), year(1972, 1974))
    assert (person.nationalities, person.countries) == (("sy",), ("ir",))
    assert person.identifiers == (Identifier(kind="Passport", value="A 1", country="rs"),)
    assert named(front, "Specimen Front").kind is NameKind.FORMER
    assert front.countries == ("Serbia and Montenegro",)
    assert found.unread == {}


def test_the_delimited_files_of_ofac_are_one_list() -> None:
    found = read(*OFAC)
    person, firm, ship = found.listings
    assert (found.format, found.code, found.as_of) == ("ofac-csv", "us", None)
    assert texts(person) == ["Testo Probni EXEMPLAR", "Testi EXEMPLARI"]
    assert texts(person, weak=True) == ["EXO"], "weak names stand only in the remarks, in quotes"
    assert named(person, "Testo Probni EXEMPLAR").given == "Testo Probni"
    assert person.birth_dates == (day(1962, 9, 3), year(1963, circa=True), year(1964, 1966))
    assert person.nationalities == ("rs", "ba")
    assert person.identifiers == (Identifier(kind="Passport", value="P0001", country="rs"),)
    assert person.programmes == ("ZZZ", "TEST")
    assert {"POB Nowhere", "Passport P0001: expires 01 Jan 2020"} < set(person.remarks)
    assert named(firm, "SPECIMEN D.O.O.").kind is NameKind.FORMER
    assert firm.countries == ("mk",)
    assert ship.kind is ListingKind.VESSEL
    assert ship.identifiers[0] == Identifier(kind="IMO", value="1234567")
    assert "Former Vessel Flag Liberia" in ship.remarks, "sdn_comments.csv goes on where the remarks end"


def test_a_row_that_belongs_to_no_entry_and_a_date_that_is_none_are_told() -> None:
    found = read(*OFAC)
    assert found.unread == {"alt: rows of entries that sdn.csv does not have": 1}
    assert [(finding.id, finding.value) for finding in found.findings] == [("ACC-388", "never")]
    assert "date of birth: never" in entry(found, "us:102").remarks


def test_the_first_xml_of_ofac_tells_weak_names_by_their_category() -> None:
    found = read("sdn.xml")
    person, ship = found.listings
    assert (found.format, found.as_of) == ("ofac-xml", date(2026, 5, 6)), "the month stands first"
    assert texts(person) == ["Testo Probni EXEMPLAR", "Testi EXEMPLARI"]
    assert texts(person, weak=True) == ["EXO"]
    assert named(person, "Testi EXEMPLARI").kind is NameKind.FORMER
    assert person.birth_dates == (year(1963, circa=True),)
    assert person.nationalities == ("rs", "al")
    assert "Gender: Male" in person.remarks
    assert (ship.kind, ship.countries) == (ListingKind.VESSEL, ("pa",))
    assert (found.unread, found.findings) == ({}, ())


def test_the_advanced_xml_of_ofac_is_put_together_from_its_tables() -> None:
    found = read("sdn_advanced.xml")
    person, ship = found.listings
    assert (found.format, found.as_of) == ("ofac-advanced-xml", date(2026, 5, 6))
    assert texts(person) == ["Testo EXEMPLAR", "SPECIMEN"]
    assert texts(person, weak=True) == ["EXO"], "LowQuality marks a weak name"
    assert person.names[0].kind is NameKind.PRIMARY
    assert named(person, "SPECIMEN").kind is NameKind.FORMER
    assert (person.kind, ship.kind) == (ListingKind.PERSON, ListingKind.VESSEL)
    assert person.birth_dates == (year(1963, circa=True),)
    assert (person.listed_on, person.programmes) == (date(2014, 3, 17), ("ZZZ",))
    assert (person.nationalities, person.addresses) == (("rs",), ("Testville, rs",))
    assert person.identifiers == (Identifier(kind="Passport", value="P0001", country="rs"),)
    assert "Passport P0001: Expiration Date 2020-01-01" in person.remarks
    assert "relation: Owned or Controlled By us:101" in ship.remarks
    assert ship.listed_on is None
    assert (found.unread, found.findings) == ({}, ())


def test_the_uk_entry_keeps_strength_measures_and_the_un_reference() -> None:
    found = read("uk.xml")
    person, ship = found.listings
    assert (found.format, found.as_of) == ("uk-xml", date(2026, 2, 13))
    assert texts(person) == ["Testo Probni EXEMPLAR", "Testi EXEMPLARI", "Тесто Пробни"]
    assert texts(person, weak=True) == ["Exo"]
    assert named(person, "Testo Probni EXEMPLAR").family == "EXEMPLAR", "part 6 is the family name"
    assert named(person, "Тесто Пробни").language == "sr"
    assert person.birth_dates == (day(1962, 9, 3), year(1963))
    assert (person.listed_on, person.references) == (date(2020, 12, 31), ("ZZi.001",))
    assert person.effect is Effect.ASSET_FREEZE
    assert ship.effect is Effect.OTHER, "its funds are not frozen; it may not enter a port"
    assert (found.unread, found.findings) == ({}, ())


def test_xml_and_csv_of_the_uk_list_say_the_same() -> None:
    from dataclasses import replace

    by_xml = [replace(listing, place="") for listing in read("uk.xml").listings]
    assert by_xml == [replace(listing, place="") for listing in read("uk.csv").listings]


def test_the_swiss_entry_knows_that_it_ended() -> None:
    found = read("seco.xml")
    person, ship = found.listings
    assert (found.format, found.as_of) == ("seco-xml", date(2026, 3, 15))
    assert person.is_ended
    assert (person.listed_on, person.ended_on) == (date(2010, 1, 3), date(2016, 3, 1))
    assert not ship.is_ended
    assert texts(person) == [
        "Testo Exemplar Testites",
        "Testo Eksemplar Testites",
        "Тесто Exemplar Testites",
        "Testi Exemplari",
    ]
    assert texts(person, weak=True) == ["Testites", "Exo"]
    assert "Ghost" not in str(person), "what a modification once added is history"
    assert person.addresses == ("1 Invented Street, 11000, Testville, rs",), "places may stand behind targets"
    assert (person.regime, person.programmes) == ("Ordinance on Nowhere", ("Nowhere",))
    assert {number.value for number in person.identifiers} == {"P0001", "P0002"}
    assert ship.identifiers == (Identifier(kind="IMO", value="1234567"),)
    assert (found.unread, found.findings) == ({}, ())


def test_a_debarment_is_no_asset_freeze_and_has_two_days() -> None:
    found = read("world_bank.json")
    firm, person = found.listings
    assert (found.format, found.as_of) == ("world-bank-json", date(2021, 1, 18))
    assert firm.effect is Effect.DEBARMENT
    assert (firm.listed_on, firm.ended_on) == (date(2018, 9, 12), date(2021, 6, 21))
    assert (person.ended_on, person.kind) == (None, ListingKind.PERSON)
    assert "debarment: without end" in person.remarks
    assert firm.countries == ("xk",)
    assert found.unread == {"NEW_KEY": 1}


def test_the_neutral_form_carries_several_lists() -> None:
    found = read("neutral.jsonl")
    person, firm = found.listings
    assert (found.format, found.code, found.as_of) == ("neutral-jsonl", "", None)
    assert (person.id, person.list, firm.id, firm.list) == ("zz:1", "zz", "yy:2", "yy")
    assert texts(person, weak=True) == ["Exo"]
    assert person.birth_dates == (day(1962, 9, 3), day(1967, 5, 7), year(1970))
    assert person.nationalities == ("rs", "cd")
    assert (person.is_ended, person.ended_on) == (True, date(2024, 5, 6))
    assert (firm.effect, firm.ended_on, firm.is_ended) == (Effect.DEBARMENT, date(2030, 1, 1), False)
    assert found.unread == {"shape": 1}


@pytest.mark.parametrize("names", ALL, ids=lambda names: names[0])
def test_every_entry_has_its_place_in_the_file_and_an_id_of_its_own(names: tuple[str, ...]) -> None:
    found = read(*names)
    assert all(listing.place for listing in found.listings)
    assert len({listing.id for listing in found.listings}) == len(found.listings)
    assert all(listing.id.startswith(f"{listing.list}:") for listing in found.listings)
