"""An announced leverage tested under every definition: reached, missed, or not to be told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from accord.domain.claim import Qualifier
from accord.domain.declaration import Declaration
from accord.domain.project import LineKind
from accord.methods.announced_leverage import Announcement, Reach, announced_tests, line_of_claim
from accord.methods.leverage_terms import LeverageTerms
from made_up import claim
from methods.financing import GRANT, LOAN, NORTHSHORE

ANNOUNCED = Announcement(
    id="promise",
    amount=Decimal(100),
    grants=Decimal(20),
    unit="EUR",
    projects=2,
    qualifier=Qualifier.UP_TO,
)


def test_a_promise_that_is_not_yet_identified_cannot_be_told() -> None:
    # By hand: needed 100 / 20 = 5; identified 20 to grants of 12; 80 missing, 8 of grants missing,
    # so each unit of those would have to draw in 10.
    test = announced_tests(ANNOUNCED, NORTHSHORE)[0]
    assert (test.result.definition.id, test.needed) == ("wbif_rule", Decimal(5))
    assert (test.shortfall, test.grants_unidentified) == (Decimal(80), Decimal(8))
    assert (test.needed_of_rest, test.reach) == (Decimal(10), Reach.CANNOT_TELL)
    assert test.missing == (
        "1 of 2 announced projects are not identified.",
        "EUR 8 of the announced grants are not identified.",
    )
    assert test.reason.startswith("Announced: up to EUR 100; identified: EUR 20; short by EUR 80")


def test_a_promise_that_is_reached_says_so() -> None:
    lines = [GRANT, replace(LOAN, amount=Decimal(100))]
    assert announced_tests(ANNOUNCED, lines)[0].reach is Reach.REACHED


def test_a_promise_is_missed_only_if_everything_is_identified() -> None:
    lines = [replace(GRANT, amount=Decimal(20)), LOAN]
    whole = replace(ANNOUNCED, projects=1)
    test = announced_tests(whole, lines)[0]
    assert (test.reach, test.missing) == (Reach.NOT_REACHED, ())
    assert "no least amount" in test.reason
    firm = replace(whole, qualifier=Qualifier.EXACT)
    assert "no least amount" not in announced_tests(firm, lines)[0].reason


def test_a_promise_under_a_definition_without_any_line_cannot_be_told() -> None:
    tests = {test.result.definition.id: test for test in announced_tests(ANNOUNCED, NORTHSHORE)}
    private = tests["private_mobilised"]
    assert (private.shortfall, private.needed_of_rest, private.reach) == (None, None, Reach.CANNOT_TELL)
    assert "identified: none" in private.reason


def test_a_promise_in_another_currency_is_not_compared() -> None:
    with pytest.raises(ValueError, match="convert"):
        announced_tests(ANNOUNCED, NORTHSHORE, LeverageTerms(unit="USD"))


def test_the_billion_of_sofia_is_tested_under_each_definition(sofia_declaration: Declaration) -> None:
    claims = {row.id: row for row in sofia_declaration.claims}
    lines = [row for row in sofia_declaration.lines if row.project in {"T01", "T02"}]
    banks = {"EIB": "T03-loan-eib", "EBRD": "T03-loan-ebrd"}
    lines += [line_of_claim(claims[f"{name}-grant"], LineKind.WBIF_GRANT, "WBIF") for name in ("T03", "T04")]
    lines += [line_of_claim(claims[name], LineKind.LOAN, bank) for bank, name in banks.items()]
    announcement = Announcement(
        id="PKG-2-leverage-release",
        amount=Decimal(1_000_000_000),
        grants=Decimal(190_000_000),
        unit="EUR",
        projects=11,
        qualifier=Qualifier.UP_TO,
    )
    terms = LeverageTerms(complete=frozenset({"T01", "T02"}))
    tests = {test.result.definition.id: test for test in announced_tests(announcement, lines, terms)}
    release = tests["press_release"]
    # By hand: loans 25 + 50 + 75 + 100 + 85 = 335m; grants 27.672 + 41.15 + 40.6 + 38 = 147.422m.
    assert release.result.numerator == Decimal(335_000_000)
    assert release.result.denominator == Decimal(147_422_000)
    assert (release.result.qualifier, release.reach) == (Qualifier.AT_LEAST, Reach.CANNOT_TELL)
    # 1,000 / 190 = 5.263158; (1,000 - 335) / (190 - 147.422) = 665 / 42.578 = 15.618394.
    assert (release.needed, release.needed_of_rest) == (Decimal("5.263158"), Decimal("15.618394"))
    assert release.missing == (
        "7 of 11 announced projects are not identified.",
        "Nothing above the line is identified for T04.",
        "EUR 42,578,000 of the announced grants are not identified.",
    )
    assert {test.reach for test in tests.values()} == {Reach.CANNOT_TELL}


def test_a_claim_that_is_no_amount_is_no_line() -> None:
    with pytest.raises(ValueError, match="no amount"):
        line_of_claim(claim("c1", "approved"), LineKind.LOAN, "Lake Bank")
