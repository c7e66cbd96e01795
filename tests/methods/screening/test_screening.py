"""Parties in, hits out. All parties are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from accord.domain.listing import BirthDate, Effect
from accord.domain.screening import Band, Query, Verdict
from accord.methods.screening.matcher import Matcher
from accord.methods.screening.screening import screen

from .made_up_listings import LISTINGS, PERSON, matching

DAY = date(2026, 1, 1)
BIRTH = BirthDate(earliest=date(1970, 1, 1), latest=date(1970, 12, 31))


def asked(name: str = "Nikolina Nepostojeća", **more: object) -> Query:
    return Query(id="q", name=name, kind=PERSON, **more)  # type: ignore[arg-type]


def test_a_hit_says_what_is_listed_where_and_as_of_when() -> None:
    listing = replace(
        LISTINGS[0], birth_dates=(BIRTH,), regime="Regulation 0/2000", listed_on=date(2010, 1, 1)
    )
    query = asked(birth_date=BIRTH)
    hit = next(screen([query], Matcher([listing]), {"zz": DAY}, top=5, least=0.7))[1][0]
    assert (hit.query_id, hit.listing_id, hit.list, hit.as_of) == ("q", "zz:0", "zz", DAY)
    assert (hit.regime, hit.listed_on, hit.effect) == (
        "Regulation 0/2000",
        date(2010, 1, 1),
        Effect.ASSET_FREEZE,
    )
    assert (hit.identity, hit.band) == (Verdict.SUPPORTS, Band.MATCH)
    assert hit.explanation.startswith("Nikolina Nepostojeća ~ Nikolina Nepostojeća: ")


@pytest.mark.parametrize(
    ("ended_on", "is_ended", "has_ended"),
    [
        (None, False, False),
        (None, True, True),
        (date(2025, 12, 31), False, True),
        (DAY, False, False),  # the last day still counts
    ],
)
def test_a_listing_that_has_ended_is_said_to_have(
    ended_on: date | None, is_ended: bool, has_ended: bool
) -> None:
    matcher = Matcher([replace(LISTINGS[0], ended_on=ended_on, is_ended=is_ended)])
    assert next(screen([asked()], matcher, {"zz": DAY}, top=1, least=0))[1][0].is_ended is has_ended


def test_a_debarment_stays_one() -> None:
    matcher = Matcher([replace(LISTINGS[0], effect=Effect.DEBARMENT)])
    assert next(screen([asked()], matcher, {"zz": DAY}, top=1, least=0))[1][0].effect is Effect.DEBARMENT


def test_final_recipients_of_humanitarian_aid_are_passed_over_and_come_back() -> None:
    queries = [asked(is_exempt=True), asked(), asked("Teodora Nigdje")]
    found = list(screen(queries, matching(), {"zz": DAY}, top=5, least=0.7))
    assert [query for query, _ in found] == queries
    assert [bool(hits) for _, hits in found] == [False, True, False]


def test_the_same_party_twice_gets_the_same_twice() -> None:
    query = asked()
    first, second = screen([query, query], matching(), {"zz": DAY}, top=5, least=0)
    assert first == second
