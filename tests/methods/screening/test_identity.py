"""What attributes other than the name say. All persons are invented."""

from __future__ import annotations

from datetime import date

import pytest

from accord.domain.listing import BirthDate, Identifier, ListedName, Listing, ListingKind
from accord.domain.screening import Query, Verdict
from accord.methods.screening.identity import identity_evidence, overall

SUPPORTS, SILENT, CONTRADICTS = Verdict.SUPPORTS, Verdict.SILENT, Verdict.CONTRADICTS


def born(year: int, month: int = 0, day: int = 0, *, circa: bool = False, until: int = 0) -> BirthDate:
    if day:
        return BirthDate(earliest=date(year, month, day), latest=date(year, month, day), is_circa=circa)
    return BirthDate(earliest=date(year, 1, 1), latest=date(until or year, 12, 31), is_circa=circa)


def listed(*births: BirthDate, **attributes: object) -> Listing:
    plain = {"kind": ListingKind.PERSON, **attributes}
    return Listing(id="zz:1", list="zz", names=(ListedName(text="Nikolina"),), birth_dates=births, **plain)  # type: ignore[arg-type]


def verdicts(query: Query, listing: Listing) -> dict[str, Verdict]:
    return {each.field: each.verdict for each in identity_evidence(query, listing)}


@pytest.mark.parametrize(
    ("asked", "births", "verdict"),
    [
        (born(1970, 5, 17), (born(1970, 5, 17),), SUPPORTS),
        (born(1970, 5, 17), (born(1970),), SUPPORTS),
        (born(1970), (born(1970, 5, 17),), SUPPORTS),
        (born(1970), (born(1965, until=1975),), SUPPORTS),
        (born(1970), (born(1950), born(1970)), SUPPORTS),  # several dates are alternatives
        (born(1970), (born(1972, circa=True),), SUPPORTS),  # "about" leaves two years
        (born(1970, 5, 17), (born(1970, 7, 15),), SILENT),  # a slip of the pen, or another person
        (born(1970), (born(1971),), SILENT),
        (born(1970), (born(1973, circa=True),), CONTRADICTS),
        (born(1970), (born(1972),), CONTRADICTS),
        (born(1970), (born(1950), born(1990)), CONTRADICTS),
        (born(1970), (), SILENT),  # no date is no agreement
        (None, (born(1970),), SILENT),
    ],
)
def test_birth_dates(asked: BirthDate | None, births: tuple[BirthDate, ...], verdict: Verdict) -> None:
    query = Query(id="q", name="Nikolina", birth_date=asked)
    assert verdicts(query, listed(*births)) == {"birth date": verdict}


def test_where_neither_has_a_date_there_is_nothing_to_say() -> None:
    query = Query(id="q", name="Nikolina")
    assert identity_evidence(query, listed()) == ()
    assert overall(()) is SILENT


def test_a_birth_date_says_nothing_of_a_firm() -> None:
    query = Query(id="q", name="Jasen", birth_date=born(1970))
    assert verdicts(query, listed(born(1950), kind=ListingKind.ORGANIZATION)) == {"birth date": SILENT}


@pytest.mark.parametrize(
    ("asked", "verdict"),
    [
        (("AB 12345",), SUPPORTS),
        (("ab-12345",), SUPPORTS),
        (("0", "AB12345"), SUPPORTS),
        (("ZZ 99999",), SILENT),  # of which document it is, nobody says
        (("1234",), SILENT),  # too short to mean one person
    ],
)
def test_numbers(asked: tuple[str, ...], verdict: Verdict) -> None:
    listing = listed(identifiers=(Identifier(value="AB12345"), Identifier(value="1234")))
    assert verdicts(Query(id="q", name="Nikolina", identifiers=asked), listing) == {"identifier": verdict}


@pytest.mark.parametrize(
    ("asked", "verdict"), [(("xk",), SUPPORTS), (("al", "me"), SUPPORTS), (("rs",), SILENT)]
)
def test_a_country_supports_and_never_contradicts(asked: tuple[str, ...], verdict: Verdict) -> None:
    listing = listed(nationalities=("al",), countries=("xk",))
    assert verdicts(Query(id="q", name="Nikolina", countries=asked), listing) == {"country": verdict}


@pytest.mark.parametrize(
    ("year", "number", "country", "together"),
    [
        (1970, "AB12345", "rs", SUPPORTS),
        (1950, "AB12345", "rs", SUPPORTS),  # a number is given once: it outweighs a date
        (1950, "ZZ99999", "al", CONTRADICTS),  # a date that cannot be outweighs a country
        (1970, "ZZ99999", "rs", SUPPORTS),
        (1971, "ZZ99999", "al", SUPPORTS),
        (1971, "ZZ99999", "rs", SILENT),
    ],
)
def test_attributes_together(year: int, number: str, country: str, together: Verdict) -> None:
    listing = listed(born(1970), identifiers=(Identifier(value="AB12345"),), nationalities=("al",))
    query = Query(id="q", name="Nikolina", birth_date=born(year), identifiers=(number,), countries=(country,))
    evidence = identity_evidence(query, listing)
    assert [each.field for each in evidence] == ["birth date", "identifier", "country"]
    assert overall(evidence) is together


def test_both_values_are_shown() -> None:
    query = Query(id="q", name="Nikolina", birth_date=born(1970, 5, 17))
    evidence = identity_evidence(query, listed(born(1950), born(1960, until=1962, circa=True)))[0]
    assert (evidence.asked, evidence.listed) == ("1970-05-17", "1950 or about 1960 to 1962")
