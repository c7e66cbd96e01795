"""What birth dates, countries and numbers say about two records being one: supports, silent, contradicts.

Each attribute speaks for itself and says why. Only a birth date that cannot be the same contradicts. A
country never does: people have several, and lists name but one. Nor does a number: the query does not say of
which document. Silence is no agreement: where a list gives no birth date, nothing contradicts or supports.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from accord.domain.listing import BirthDate, Listing, ListingKind
from accord.domain.screening import IdentityEvidence, Query, Verdict

__all__ = ["identity_evidence", "overall"]

_CIRCA = timedelta(days=2 * 365)
_YEARS_APART = 1
_LEAST_CHARACTERS = 5


def identity_evidence(query: Query, listing: Listing) -> tuple[IdentityEvidence, ...]:
    """Return what each attribute says, birth date first.

    Args:
        query: Who is asked for.
        listing: A listing whose name is like the query's.
    """
    return (*_births(query, listing), *_numbers(query, listing), *_countries(query, listing))


def overall(evidence: tuple[IdentityEvidence, ...]) -> Verdict:
    """Return what the attributes say together.

    A number that agrees outweighs all (numbers are given once); else a contradiction outweighs agreement,
    since a wrong person agrees in part more often than the right one differs.
    """
    if any(each.field == "identifier" and each.verdict is Verdict.SUPPORTS for each in evidence):
        return Verdict.SUPPORTS
    if any(each.verdict is Verdict.CONTRADICTS for each in evidence):
        return Verdict.CONTRADICTS
    if any(each.verdict is Verdict.SUPPORTS for each in evidence):
        return Verdict.SUPPORTS
    return Verdict.SILENT


def _births(query: Query, listing: Listing) -> Iterator[IdentityEvidence]:
    asked = query.birth_date
    if asked is None and not listing.birth_dates:
        return
    listed = " or ".join(_born(date) for date in listing.birth_dates) or "not given"
    if asked is None or not listing.birth_dates or listing.kind is not ListingKind.PERSON:
        verdict = Verdict.SILENT
    elif any(_may_be_same(asked, date) for date in listing.birth_dates):
        verdict = Verdict.SUPPORTS
    elif any(_is_near(asked, date) for date in listing.birth_dates):
        verdict = Verdict.SILENT
    else:
        verdict = Verdict.CONTRADICTS
    shown = _born(asked) if asked is not None else "not given"
    yield IdentityEvidence(field="birth date", verdict=verdict, asked=shown, listed=listed)


def _may_be_same(one: BirthDate, other: BirthDate) -> bool:
    slack = _CIRCA if one.is_circa or other.is_circa else timedelta(0)
    return one.earliest - slack <= other.latest and other.earliest - slack <= one.latest


def _is_near(one: BirthDate, other: BirthDate) -> bool:
    """Tell whether two dates differ by what slips of the pen do: a day or month, or one year."""
    years = one.earliest.year - other.latest.year, other.earliest.year - one.latest.year
    return max(years) <= _YEARS_APART


def _born(date: BirthDate) -> str:
    if date.earliest == date.latest:
        text = date.earliest.isoformat()
    elif date.earliest.year == date.latest.year:
        text = str(date.earliest.year)
    else:
        text = f"{date.earliest.year} to {date.latest.year}"
    return f"about {text}" if date.is_circa else text


def _plain(number: str) -> str:
    return "".join(letter for letter in number.upper() if letter.isalnum())


def _numbers(query: Query, listing: Listing) -> Iterator[IdentityEvidence]:
    """Compare numbers. A number that differs says nothing: the query does not tell its kind."""
    if not query.identifiers or not listing.identifiers:
        return
    listed = {_plain(each.value): each.value for each in listing.identifiers}
    for asked in query.identifiers:
        plain = _plain(asked)
        if len(plain) >= _LEAST_CHARACTERS and plain in listed:
            yield IdentityEvidence(
                field="identifier", verdict=Verdict.SUPPORTS, asked=asked, listed=listed[plain]
            )
            return
    yield IdentityEvidence(
        field="identifier",
        verdict=Verdict.SILENT,
        asked=", ".join(query.identifiers),
        listed=", ".join(listed.values()),
    )


def _countries(query: Query, listing: Listing) -> Iterator[IdentityEvidence]:
    listed = dict.fromkeys((*listing.nationalities, *listing.countries))
    if not query.countries or not listed:
        return
    agrees = any(country in listed for country in query.countries)
    yield IdentityEvidence(
        field="country",
        verdict=Verdict.SUPPORTS if agrees else Verdict.SILENT,
        asked=", ".join(query.countries),
        listed=", ".join(listed),
    )
