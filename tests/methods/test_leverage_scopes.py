"""Leverage of packages and projects as the content names them; what was not known is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from accord.domain.claim import Qualifier
from accord.domain.declaration import Declaration
from accord.domain.evidence import Evidence
from accord.domain.leverage import Mechanism, PrivateLine
from accord.methods.leverage_scopes import ScopeLeverage, leverage_scopes
from accord.methods.vintages import known_on


def scope(declaration: Declaration, name: str) -> ScopeLeverage:
    return next(one for one in leverage_scopes(declaration) if one.id == name)


def ratios(found: ScopeLeverage) -> dict[str, Decimal | None]:
    return {result.definition.id: result.value for result in found.results}


def test_packages_stand_before_projects_with_a_plan(sofia_declaration: Declaration) -> None:
    scopes = leverage_scopes(sofia_declaration)
    assert [one.id for one in scopes] == ["package-2018", "T01", "T02", "X-BDH", "X-SRB-BB", "X-RAIL8"]
    assert [one.is_package for one in scopes] == [True, False, False, False, False, False]


def test_the_budva_plan_gives_a_ratio_under_each_definition(sofia_declaration: Declaration) -> None:
    # By hand from the printed lines: 50/46.245, 125/41.15, 292.952/46.245.
    assert ratios(scope(sofia_declaration, "T02")) == {
        "wbif_rule": Decimal("1.081198"),
        "all_loans_to_grant": Decimal("3.037667"),
        "total_cost_to_grant": Decimal("6.334782"),
        "private_mobilised": None,
        "press_release": Decimal("3.037667"),
        "article": Decimal("3.037667"),
    }


def test_the_package_counts_chosen_claims_beside_the_lines_of_its_round(
    sofia_declaration: Declaration,
) -> None:
    found = scope(sofia_declaration, "package-2018")
    release = found.results[4]
    # Loans 25 + 50 + 75 + 100 + 85 = 335m; grants 27.672 + 41.15 + 40.6 + 38 = 147.422m.
    assert (release.numerator, release.denominator) == (Decimal(335_000_000), Decimal(147_422_000))
    assert release.qualifier is Qualifier.AT_LEAST
    assert release.above == ("T01-L2", "T02-L3", "T02-L7", "T03-loan-eib", "T03-loan-ebrd")
    assert release.below == ("T01-L4", "T02-L9", "T03-grant", "T04-grant")
    assert found.terms.round == "IG03"
    assert len(found.tests) == 6


def test_a_project_outside_every_package_has_no_round_and_no_complete_plan(
    sofia_declaration: Declaration,
) -> None:
    found = scope(sofia_declaration, "X-RAIL8")
    assert (found.terms.round, found.terms.complete, found.tests) == ("", frozenset(), ())
    assert found.results[2].qualifier is Qualifier.AT_LEAST


def test_before_the_plans_were_read_nothing_is_identified_and_nothing_complete(
    sofia_declaration: Declaration,
) -> None:
    then = known_on(sofia_declaration, date(2018, 12, 31))
    scopes = leverage_scopes(then)
    assert [one.id for one in scopes] == ["package-2018"]
    assert scopes[0].terms.complete == frozenset()
    assert {result.value for result in scopes[0].results} == {None}
    assert scopes[0].tests, "the announcement of May 2018 was known"


def test_an_unverified_announcement_is_not_tested(sofia_declaration: Declaration) -> None:
    claims = tuple(
        replace(claim, evidence=Evidence.UNVERIFIED) if claim.id == "PKG-2-leverage-release" else claim
        for claim in sofia_declaration.claims
    )
    found = scope(replace(sofia_declaration, claims=claims), "package-2018")
    assert (found.announcement, found.announced, found.tests) == (None, (), ())
    assert len(found.results) == 6


def test_a_line_that_content_calls_private_counts_as_private_money(sofia_declaration: Declaration) -> None:
    private = (PrivateLine(line="T02-L11", mechanism=Mechanism.CO_FINANCING),)
    packages = tuple(replace(row, private=private) for row in sofia_declaration.leverage)
    found = scope(replace(sofia_declaration, leverage=packages), "T02")
    # Grants of the Framework 46.245m; with loans 50 + 75m and the external grant 1.5m: 172.745m.
    # 1,407,000 x 46.245 / 172.745 = 376,663.3767; over 46,245,000 = 0.008145.
    private_mobilised = found.results[3]
    assert private_mobilised.numerator == Decimal("376663.38")
    assert private_mobilised.value == Decimal("0.008145")


def test_a_declaration_without_packages_and_plans_has_no_leverage(lake_declaration: Declaration) -> None:
    assert leverage_scopes(lake_declaration) == ()
