"""Names of countries; the codes are those of ISO 3166-1."""

from __future__ import annotations

import pytest

from accord.sources.lists.countries import country_of


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Democratic People's Republic of Korea", "kp"),
        ("Korea, South", "kr"),
        ("CONGO, Democratic Republic of (was Zaire)", "cd"),
        ("North Macedonia, The Republic of", "mk"),
        ("Kosovo", "xk"),
        ("Côte d\u2019Ivoire", "ci"),
        ("Cote d'Ivoire", "ci"),
        ("NORWAY", "no"),
        ("Bosnia and Herzegovina", "ba"),
        ("Guinea", "gn"),
        ("Guinea-Bissau", "gw"),
    ],
)
def test_a_name_has_its_code(name: str, code: str) -> None:
    assert country_of("", name) == code


def test_what_has_no_code_stands_as_written_and_unknown_is_empty() -> None:
    assert country_of("CS", "SERBIA AND MONTENEGRO") == "SERBIA AND MONTENEGRO"
    assert country_of("", "former Soviet Union") == "former Soviet Union"
    assert country_of("00", "UNKNOWN") == ""
    assert country_of("", "") == ""
    assert country_of("QQ", "") == "QQ"


def test_a_code_is_taken_whatever_its_case() -> None:
    assert country_of("RS", "anything") == "rs"
    assert country_of("xk") == "xk"
