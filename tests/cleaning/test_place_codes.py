"""Codes and names of places in any source become one code."""

from __future__ import annotations

import pytest

from accord.cleaning.place_codes import place_code, place_in_period
from accord.cleaning.place_table import ISO_CODES, PLACE_NAMES, SPELLINGS
from accord.domain.observed_period import ObservedPeriod


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("KOS", ["XKX", "KSV", "LWI", "kos", "412", "XK", "XKV", "XKS", "UNK", "UVK", "Kosovo", "Kosovo*"]),
        ("KOS", ["Kosovo (UNSCR 1244)", "Kosovo (under UNSCR 1244/99)", "RKS"]),
        ("MKD", ["MKD", "MK", "807", "North Macedonia", "Republic of North Macedonia", "FYROM"]),
        ("MKD", ["Republic of Macedonia", "the former Yugoslav Republic of Macedonia", "Macedonia, FYR"]),
        (
            "BIH",
            [
                "BIH",
                "ba",
                "70",
                "070",
                "Bosnia & Herzegovina",
                "Bosnia and Herzegovina",
                "BOSNIA-HERZEGOVINA",
            ],
        ),
        ("SRB", ["SRB", "RS", "688", "Serbia"]),
        ("SCG", ["SCG", "891", "Serbia and Montenegro"]),
        ("MNE", ["MNE", "ME", "499", "Montenegro"]),
        ("ALB", ["ALB", "AL", "8", "008", " Albania "]),
        ("ROU", ["ROM", "ROU", "RO", "642", "Romania"]),
        ("GRC", ["EL", "GR", "300", "Greece"]),
        ("GBR", ["UK", "GB", "826"]),
        ("AUT", ["AUT", "at", "40"]),
        ("CZE", ["Czech Republic", "Czechia"]),
        ("COD", ["ZAR", "180"]),
        ("EUU", ["EU27_2020", "EUU"]),
    ],
)
def test_a_place_has_one_code_whatever_the_source_writes(code: str, texts: list[str]) -> None:
    assert {text: place_code(text) for text in texts} == dict.fromkeys(texts, code)


@pytest.mark.parametrize("text", ["", "ZZZ", "999", "0", "1234", "EU28", "Balkans", "World", "Serbia?Kosovo"])
def test_what_is_not_known_is_not_guessed(text: str) -> None:
    assert place_code(text) is None


@pytest.mark.parametrize(
    ("period", "place"),
    [
        *(("1996", "SCG"), ("2005", "SCG"), ("2005-Q4", "SCG"), ("2004/2005", "SCG"), ("2006", "SRB")),
        *(("2005/2006", "SRB"), ("2006-H1", "SRB"), ("2023", "SRB")),
    ],
)
def test_srb_before_2006_means_serbia_and_montenegro(period: str, place: str) -> None:
    assert place_in_period("SRB", ObservedPeriod(period)) == place


def test_the_state_union_had_its_last_year_in_2006_and_others_are_untouched() -> None:
    assert place_in_period("SCG", ObservedPeriod("2006")) == "SCG"
    assert place_in_period("SCG", ObservedPeriod("2007")) is None
    assert place_in_period("MNE", ObservedPeriod("1996")) == "MNE"


def test_the_tables_are_whole_and_lead_to_codes_of_three_letters() -> None:
    entries = ISO_CODES.split()
    assert len(entries) == 249  # ISO 3166-1 has 249 officially assigned codes
    for part in (slice(0, 3), slice(3, 5), slice(5, 8)):
        assert len({entry[part] for entry in entries}) == 249
    assert all(len(code) == 3 for code in (*SPELLINGS.values(), *PLACE_NAMES.values()))
    assert not {entry[:3] for entry in entries} & {
        spelling for spelling, code in SPELLINGS.items() if code != spelling
    }
