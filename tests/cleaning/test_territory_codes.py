"""Codes of countries and territories, and slips among them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from accord.cleaning.territory_codes import TERRITORY_CODES, strange_codes


def test_all_codes_have_three_capital_letters_and_none_is_lost() -> None:
    # ISO 3166-1 assigns 249 codes; the others are former codes and those of publishers.
    assert all(len(code) == 3 and code.isalpha() and code.isupper() for code in TERRITORY_CODES)
    assert len(TERRITORY_CODES) > 249
    assert {"ALB", "BIH", "KSV", "XKX", "MKD", "MNE", "SRB", "ROM", "ROU", "ZAR", "COD"} <= TERRITORY_CODES


def test_a_slip_among_countries_is_strange_and_invented_places_are_not() -> None:
    assert strange_codes(frozenset({"ALB", "BIH", "MNE", "SRX"})) == {"SRX"}
    assert strange_codes(frozenset({"AAA", "BBB", "MNE"})) == frozenset()


def test_no_codes_are_not_strange() -> None:
    assert strange_codes(frozenset()) == frozenset()


@given(st.frozensets(st.text("ABCDXYZ", min_size=3, max_size=3)))
def test_what_is_strange_is_a_code_of_the_table_and_of_no_country(codes: frozenset[str]) -> None:
    found = strange_codes(codes)
    assert found <= codes - TERRITORY_CODES
