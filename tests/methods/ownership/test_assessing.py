"""Ownership: added up, through chains, with unknown shares that are never zero."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.ownership import (
    ChainConvention,
    ControlFinding,
    Holding,
    OwnershipResult,
    OwnershipVerdict,
)
from accord.methods.ownership.assessing import OWNERSHIP_RULES, OwnershipGraph, assess_ownership

RULES = {rule.id: rule for rule in OWNERSHIP_RULES}
Stated = Sequence[tuple[str, str, str | None]]


def assess(
    company: str, stated: Stated, *, listed: str = "X Y", ends: str = "P Q", rule: str = "us"
) -> OwnershipResult:
    """Assess shares given as owner, company, percent."""
    holdings = tuple(
        Holding(owner=owner, company=held, percent=None if share is None else Decimal(share), source="deed")
        for owner, held, share in stated
    )
    graph = OwnershipGraph(
        holdings=holdings, listed=frozenset(listed.split()), known_ends=frozenset(ends.split())
    )
    return assess_ownership(company, graph, RULES[rule])


def told(result: OwnershipResult) -> tuple[float, float]:
    """The least and the most percent."""
    return float(result.at_least), float(result.at_most)


@pytest.mark.parametrize(
    ("stated", "company", "at_least"),
    [
        # The first three examples of OFAC's FAQ 401, with their percentages.
        ([("X", "A", "50"), ("A", "B", "50")], "B", 50),
        ([("X", "A", "50"), ("X", "B", "50"), ("A", "C", "25"), ("B", "C", "25")], "C", 50),
        ([("X", "A", "50"), ("X", "B", "10"), ("A", "B", "40")], "B", 50),
        # FAQ 399: two listed owners add up.
        ([("X", "A", "25"), ("Y", "A", "25")], "A", 50),
    ],
)
def test_what_ofac_calls_owned_is_owned(stated: Stated, company: str, at_least: int) -> None:
    result = assess(company, stated)
    assert (result.verdict, told(result)[0]) == (OwnershipVerdict.OWNED, at_least)


def test_a_company_owned_by_less_than_half_passes_nothing_on() -> None:
    # X holds 49 % of A; A is not owned, so its whole holding of B counts nothing under the rule ...
    stated = [("X", "A", "49"), ("P", "A", "51"), ("A", "B", "100")]
    legal = assess("B", stated)
    assert (legal.verdict, *told(legal)) == (OwnershipVerdict.BELOW, 0, 0)
    # ... and 49 % if percentages are multiplied.
    economic = assess("B", stated, rule="economic-share")
    assert (economic.verdict, *told(economic)) == (OwnershipVerdict.WATCH, 49, 49)


def test_a_chain_of_halves_counts_whole_by_law_and_shrinks_when_multiplied() -> None:
    stated = [("X", "A", "60"), ("P", "A", "40"), ("A", "B", "50"), ("Q", "B", "50")]
    assert assess("B", stated).at_least == 50
    multiplied = assess("B", stated, rule="economic-share")
    assert (told(multiplied)[0], multiplied.verdict) == (30, OwnershipVerdict.WATCH)


@pytest.mark.parametrize(
    ("rule", "verdict"),
    [("eu", OwnershipVerdict.OWNED), ("eu-before-july-2024", OwnershipVerdict.WATCH)],
)
def test_exactly_half_is_owned_in_the_eu_since_july_2024(rule: str, verdict: OwnershipVerdict) -> None:
    assert assess("A", [("X", "A", "50"), ("P", "A", "50")], rule=rule).verdict is verdict


@pytest.mark.parametrize(("share", "verdict"), [("25", "watch"), ("24.9999", "below"), ("0", "below")])
def test_from_a_quarter_on_a_company_is_watched(share: str, verdict: str) -> None:
    rest = str(Decimal(100) - Decimal(share))
    assert assess("A", [("X", "A", share), ("P", "A", rest)]).verdict == verdict


@pytest.mark.parametrize(
    ("stated", "what"),
    [
        ([("X", "A", "30")], "70 % of which nobody states the owner"),
        ([("X", "A", "30"), ("Y", "A", None), ("P", "A", "45")], "a listed owner's share that is not stated"),
        ([("X", "A", "30"), ("Holding", "A", "70")], "a company whose owners nobody states"),
        ([], "a company of which nothing is stated"),
    ],
)
@pytest.mark.parametrize("rule", ["us", "economic-share"])
def test_what_is_unknown_is_not_zero(stated: Stated, what: str, rule: str) -> None:
    assert assess("A", stated, rule=rule).verdict is OwnershipVerdict.CANNOT_BE_TOLD, what


def test_unknown_shares_that_could_not_lift_it_over_half_leave_the_verdict() -> None:
    # At most 30 + 15 = 45 %.
    result = assess("A", [("X", "A", "30"), ("Y", "A", None), ("P", "A", "55")])
    assert (result.verdict, *told(result)) == (OwnershipVerdict.WATCH, 30, 45)


@pytest.mark.parametrize("rule", ["us", "economic-share"])
def test_a_circle_of_companies_does_not_lift_itself(rule: str) -> None:
    circle = [("A", "B", "60"), ("B", "A", "60"), ("P", "A", "40"), ("Q", "B", "40")]
    assert assess("A", circle, rule=rule).verdict is OwnershipVerdict.BELOW
    closed = [("A", "B", "100"), ("B", "A", "100")]
    assert assess("A", closed, rule=rule).at_most == 0


def test_a_circle_passes_on_exactly_what_listed_owners_put_in() -> None:
    # a = 0.2 + 0.5 b and b = 0.5 a give a = 0.2 / 0.75, by hand.
    circle = [("X", "A", "20"), ("B", "A", "50"), ("P", "A", "30"), ("A", "B", "50"), ("Q", "B", "50")]
    assert assess("A", circle, rule="economic-share").at_least == Decimal("26.6666")
    assert assess("A", circle).at_least == 20


def test_shares_that_add_up_to_more_than_all_tell_nothing_and_are_named() -> None:
    result = assess("A", [("X", "A", "80"), ("P", "A", "50")])
    assert result.verdict is OwnershipVerdict.CANNOT_BE_TOLD
    assert result.problems == ("A: the shares add up to 130 %",)


def test_own_shares_belong_to_whoever_owns_the_company() -> None:
    # 46 of the 90 % that are outstanding are more than half: it must not be called below.
    result = assess("A", [("X", "A", "46"), ("A", "A", "10"), ("P", "A", "44")])
    assert (result.verdict, told(result)[1]) == (OwnershipVerdict.CANNOT_BE_TOLD, 56)
    assert "itself" in result.problems[0]


def test_sources_that_differ_are_named_and_the_difference_is_unknown() -> None:
    result = assess("A", [("X", "A", "40"), ("X", "A", "55"), ("P", "A", "45")])
    assert told(result) == (40, 55)
    assert result.verdict is OwnershipVerdict.CANNOT_BE_TOLD
    assert result.problems == ("A: sources give X different shares: 40 %, 55 %",)


def test_no_share_is_a_problem_and_unknown() -> None:
    result = assess("A", [("X", "A", "-5"), ("P", "A", "60")])
    assert told(result) == (0, 40)
    assert "no share" in result.problems[0]


def test_the_words_say_who_owns_how_much_through_whom() -> None:
    result = assess("C", [("X", "A", "60"), ("P", "A", "40"), ("A", "C", "30"), ("Y", "C", "25")])
    assert result.explanation == (
        "A holds 30 % of C and counts whole, because listed owners own it.",
        "Y holds 25 % of C and is listed.",
        "No other owner is stated; of 45 % of C the owner or the share is not known.",
        "X holds 60 % of A and is listed.",
        "1 other owner holds 40 %; of 0 % of A the owner or the share is not known.",
    )


def test_control_is_carried_along_and_changes_no_verdict() -> None:
    finding = ControlFinding(
        controller="X",
        company="A",
        is_control=True,
        reason="Appoints the board by contract.",
        by="ana",
        at=datetime(2026, 3, 1, tzinfo=UTC),
    )
    holdings = (Holding(owner="P", company="A", percent=Decimal(100), source="deed"),)
    graph = OwnershipGraph(
        holdings=holdings, listed=frozenset("X"), known_ends=frozenset("P"), control=(finding,)
    )
    result = assess_ownership("A", graph, RULES["us"])
    assert (result.verdict, result.control) == (OwnershipVerdict.BELOW, (finding,))


names = st.sampled_from("ABCDXPU")
edges = st.lists(st.tuples(names, names, st.one_of(st.none(), st.integers(0, 60).map(str))), max_size=9)


@given(edges, st.sampled_from(sorted(RULES)))
def test_the_range_is_a_range_and_more_knowledge_narrows_it(stated: Stated, rule: str) -> None:
    result = assess("A", stated, listed="X", ends="P", rule=rule)
    assert 0 <= result.at_least <= result.at_most <= 100
    # Whoever nobody researched turns out to be listed, or not: both lie within the range.
    listed = assess("A", stated, listed="X U", ends="P", rule=rule)
    clean = assess("A", stated, listed="X", ends="P U", rule=rule)
    for known in (listed, clean):
        assert result.at_least <= known.at_least <= known.at_most <= result.at_most


@given(st.lists(st.tuples(names, names, st.integers(0, 25)), max_size=9))
def test_multiplied_shares_are_those_of_an_endless_walk(stated: list[tuple[str, str, int]]) -> None:
    """An independent count: share by share, round after round, until almost nothing moves."""
    unique = {(owner, held): share for owner, held, share in stated if owner != held and held != "X"}
    result = assess("A", [(o, h, str(s)) for (o, h), s in unique.items()], listed="X", rule="economic-share")
    if any("add up" in problem for problem in result.problems):
        return
    part = dict.fromkeys("ABCDPU", 0.0) | {"X": 1.0}
    for _round in range(200):
        flows = [(held, share / 100 * part[owner]) for (owner, held), share in unique.items()]
        part = {name: sum(flow for held, flow in flows if held == name) for name in "ABCDPU"} | {"X": 1.0}
    assert float(result.at_least) == pytest.approx(part["A"] * 100, abs=1e-3)


def test_every_rule_names_its_convention_and_where_it_stands() -> None:
    assert all(rule.reference for rule in OWNERSHIP_RULES)
    assert {rule.convention for rule in OWNERSHIP_RULES} == set(ChainConvention)
