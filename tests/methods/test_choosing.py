"""Named rules choose among claims that say different things."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.claim import ChoiceName, Claim
from accord.domain.evidence import Authority, Evidence
from accord.methods.choosing import CHOICE_RULES, choice_rule
from made_up import claim, source

SOURCES = {
    row.id: row
    for row in (
        source("register", Authority.REGISTER, "2019"),
        source("budget", Authority.OFFICIAL, "2022-02"),
        source("older-budget", Authority.OFFICIAL, "2021-02"),
        source("gazette", Authority.PRESS, "2023"),
        source("undated", Authority.PRESS, None),
    )
}


def chosen(rule: str, *claims: Claim) -> str:
    return choice_rule(ChoiceName(rule)).choose(claims, SOURCES).id


def test_the_publisher_closest_to_the_fact_wins_over_a_later_one() -> None:
    claims = (claim("a", 120, of="gazette"), claim("b", 104, of="budget"), claim("c", 99, of="register"))
    assert chosen("closest_then_latest", *claims) == "c"
    assert chosen("closest_then_latest", *claims[:2]) == "b"


def test_among_equally_close_publishers_the_stronger_evidence_wins() -> None:
    claims = (
        claim("a", 1, of="budget", evidence=Evidence.DERIVED),
        claim("b", 2, of="older-budget", evidence=Evidence.PARTIAL),
        claim("c", 3, of="older-budget", evidence=Evidence.SEEN),
    )
    assert chosen("closest_then_latest", *claims) == "c"
    assert chosen("closest_then_latest", *claims[:2]) == "b"


def test_among_equally_strong_claims_the_later_publication_wins() -> None:
    assert chosen("closest_then_latest", claim("a", 1, of="older-budget"), claim("b", 2)) == "b"


def test_an_undated_document_counts_from_the_day_on_which_it_was_read() -> None:
    """Read on 15 January 2024, so it is later than the end of 2023."""
    assert chosen("closest_then_latest", claim("a", 1, of="gazette"), claim("b", 2, of="undated")) == "b"


def test_latest_looks_at_the_end_of_the_period_that_the_claim_is_about() -> None:
    """2021 may mean 31 December 2021, which is later than 30 November 2021."""
    claims = (claim("a", 1, date="2021-11-30", of="register"), claim("b", 2, date="2021", of="gazette"))
    assert chosen("latest", *claims) == "b"


def test_latest_prefers_the_closer_publisher_on_the_same_day() -> None:
    claims = (claim("a", 1, date="2021", of="gazette"), claim("b", 2, date="2021", of="register"))
    assert chosen("latest", *claims) == "b"


def test_highest_and_lowest_look_at_the_value() -> None:
    claims = (claim("a", 27_050_000), claim("b", 27_672_000), claim("c", -5))
    assert chosen("highest", *claims) == "b"
    assert chosen("lowest", *claims) == "c"


@pytest.mark.parametrize("rule", [rule.name for rule in CHOICE_RULES])
def test_the_id_decides_between_claims_that_are_alike(rule: str) -> None:
    assert chosen(rule, claim("b", 5), claim("a", 5), claim("c", 5)) == "a"


CLAIMS = st.lists(
    st.builds(
        claim,
        st.uuids().map(str),
        st.integers(-3, 3).map(Decimal),
        of=st.sampled_from(sorted(SOURCES)),
        evidence=st.sampled_from([Evidence.SEEN, Evidence.PARTIAL, Evidence.DERIVED]),
        date=st.sampled_from([None, "2021", "2021-06", "2022-01-31"]),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda row: row.id,
)


@given(claims=CLAIMS, random=st.randoms(use_true_random=False))
def test_the_order_of_the_claims_never_matters(claims: list[Claim], random: Random) -> None:
    first = [row.choose(claims, SOURCES) for row in CHOICE_RULES]
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert [row.choose(shuffled, SOURCES) for row in CHOICE_RULES] == first


@given(claims=CLAIMS)
def test_the_chosen_claim_is_one_of_those_given(claims: list[Claim]) -> None:
    assert all(rule.choose(claims, SOURCES) in claims for rule in CHOICE_RULES)


def test_every_name_has_a_rule() -> None:
    assert [choice_rule(name).name for name in ChoiceName] == list(ChoiceName)
