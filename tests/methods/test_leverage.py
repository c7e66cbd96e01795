"""Leverage under named definitions: the pages to the euro, every line placed, nothing unknown filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.domain.claim import Qualifier
from accord.domain.declaration import Declaration
from accord.domain.evidence import Evidence
from accord.domain.leverage import Mechanism
from accord.domain.project import FinancingLine, LineKind
from accord.methods.leverage import LeverageResult, leverage, leverage_under_all
from accord.methods.leverage_definitions import LEVERAGE_DEFINITIONS, leverage_definition
from accord.methods.leverage_terms import LeverageTerms
from methods.financing import EXTERNAL, GRANT, LOAN, NORTHSHORE, OTHER, OWN, line

IG03 = LeverageTerms(round="IG03", complete=frozenset({"T01", "T02"}))


def under(
    name: str, lines: Sequence[FinancingLine] = NORTHSHORE, terms: LeverageTerms | None = None
) -> LeverageResult:
    return leverage(leverage_definition(name), lines, terms)


def of(declaration: Declaration, *projects: str) -> list[FinancingLine]:
    return [row for row in declaration.lines if row.project in projects]


def printed(declaration: Declaration, project: str, name: str) -> object:
    return next(c.value for c in declaration.claims if c.id == f"{project}-{name}-printed")


@pytest.mark.parametrize(
    ("project", "name", "numerator", "denominator", "ratio"),
    [
        # Durres, https://wbif.eu/project/PRJ-ALB-TRA-013: 25 / 28.7775 = 0.868734...
        ("T01", "wbif_rule", 25000000, 28777500, "0.868734"),
        # 25 / 27.672 = 0.903440...
        ("T01", "all_loans_to_grant", 25000000, 27672000, "0.903440"),
        # 63.0775 / 28.7775 = 2.191903...
        ("T01", "total_cost_to_grant", 63077500, 28777500, "2.191903"),
        # Budva, page of the register: 50 / 46.245 = 1.081198...
        ("T02", "wbif_rule", 50000000, 46245000, "1.081198"),
        # (50 + 75) / 41.15 = 3.037667...
        ("T02", "all_loans_to_grant", 125000000, 41150000, "3.037667"),
        ("T02", "press_release", 125000000, 41150000, "3.037667"),
        # 292.952 / 46.245 = 6.334782...
        ("T02", "total_cost_to_grant", 292952000, 46245000, "6.334782"),
    ],
)
def test_durres_and_budva_come_out_to_the_euro(
    sofia_declaration: Declaration, project: str, name: str, numerator: int, denominator: int, ratio: str
) -> None:
    result = under(name, of(sofia_declaration, project), IG03)
    assert (result.numerator, result.denominator) == (Decimal(numerator), Decimal(denominator))
    assert result.value == Decimal(ratio)
    assert (result.qualifier, result.evidence) == (Qualifier.EXACT, Evidence.SEEN)


@pytest.mark.parametrize("project", ["T01", "T02", "X-RAIL8", "X-BDH", "X-SRB-BB"])
def test_the_sums_are_those_that_the_register_prints(sofia_declaration: Declaration, project: str) -> None:
    lines = of(sofia_declaration, project)
    rule, total = (under(name, lines) for name in ("wbif_rule", "total_cost_to_grant"))
    assert rule.numerator == printed(sofia_declaration, project, "loans")
    assert rule.denominator == printed(sofia_declaration, project, "grants")
    assert total.numerator == printed(sofia_declaration, project, "total")


def test_the_lines_on_each_side_and_those_on_neither_are_named(sofia_declaration: Declaration) -> None:
    result = under("all_loans_to_grant", of(sofia_declaration, "T02"), IG03)
    assert (result.above, result.below) == (("T02-L3", "T02-L7"), ("T02-L9",))
    reasons = {item.line: item.reason for item in result.left_out}
    assert set(reasons) == {f"T02-L{number}" for number in (1, 2, 4, 5, 6, 8, 10, 11)}
    assert "Own contribution" in reasons["T02-L2"]
    assert "technical assistance" in reasons["T02-L4"]
    assert "anticipated" in reasons["T02-L8"]
    assert "another giver" in reasons["T02-L10"]


def test_a_grant_of_another_round_is_left_out() -> None:
    later = replace(GRANT, id="later", grant_code="WB-IG06E-ALB-TRA-77")
    result = under("all_loans_to_grant", [*NORTHSHORE, later], LeverageTerms(round="IG03"))
    assert result.below == ("grant",)
    assert "IG06E, not IG03" in next(item.reason for item in result.left_out if item.line == "later")
    assert under("all_loans_to_grant", [*NORTHSHORE, later]).below == ("grant", "later")


@pytest.mark.parametrize("code", ["", "INFRA 7"])
def test_a_grant_whose_round_cannot_be_told_leaves_an_upper_bound(code: str) -> None:
    unknown = replace(GRANT, id="unknown", grant_code=code)
    result = under("all_loans_to_grant", [*NORTHSHORE, unknown], LeverageTerms(round="IG03"))
    # By hand: (20 + 5) / 10; if the other grant of 10 counts, 25 / 20.
    assert (result.value, result.qualifier) == (Decimal("2.5"), Qualifier.UP_TO)


def test_a_grant_without_a_code_counts_if_a_person_chose_it_for_the_round() -> None:
    unknown = line("nameless", LineKind.WBIF_GRANT, 10, financier="WBIF")
    terms = LeverageTerms(round="IG03", chosen=frozenset({"nameless"}))
    result = under("all_loans_to_grant", [*NORTHSHORE, unknown], terms)
    # Loans 20 + 5 over the coded grant of 10 and the chosen one of 10.
    assert (result.value, result.denominator) == (Decimal("1.25"), Decimal(20))


def test_only_lenders_known_as_institutions_count_for_the_press_release() -> None:
    assert under("press_release").above == ("loan",)
    for financier in ("EIB", "World Bank", "Mutual Reliance Initiative IFIs"):
        known = replace(EXTERNAL, financier=financier)
        assert under("press_release", [GRANT, known]).above == ("external",)


def test_private_money_that_nobody_identified_is_not_zero() -> None:
    result = under("private_mobilised")
    assert (result.value, result.numerator) == (None, None)
    assert result.reason.startswith("None identified above the line")
    complete = LeverageTerms(complete=frozenset({"N1"}))
    assert under("private_mobilised", terms=complete).value is None


def test_private_money_that_is_stated_to_be_zero_is_zero() -> None:
    none = replace(OTHER, amount=Decimal(0))
    terms = LeverageTerms(private={"other": Mechanism.GUARANTEE})
    result = under("private_mobilised", [GRANT, LOAN, none], terms)
    assert (result.value, result.numerator, result.qualifier) == (Decimal(0), Decimal(0), Qualifier.EXACT)


def test_private_co_financing_falls_to_the_grants_in_proportion() -> None:
    # By hand: grants and loans are 10 + 2 + 20 + 5 = 37, of which grants 12; 6 x 12 / 37 = 1.9459...,
    # to the cent 1.95; for each of the 12 of grants 0.1625. Own contributions do not count.
    terms = LeverageTerms(private={"other": Mechanism.CO_FINANCING})
    result = under("private_mobilised", terms=terms)
    assert (result.numerator, result.value) == (Decimal("1.95"), Decimal("0.162500"))
    assert (result.above, result.qualifier) == (("other",), Qualifier.EXACT)


@pytest.mark.parametrize("mechanism", [item for item in Mechanism if item is not Mechanism.CO_FINANCING])
def test_private_money_by_another_instrument_is_not_attributed_to_the_grants(mechanism: Mechanism) -> None:
    result = under("private_mobilised", terms=LeverageTerms(private={"other": mechanism}))
    assert result.value is None
    assert mechanism.value in next(item.reason for item in result.left_out if item.line == "other")


def test_the_article_adds_private_money_in_full() -> None:
    # By hand: (20 + 5 + 6) / 10.
    result = under("article", terms=LeverageTerms(private={"other": Mechanism.DIRECT_INVESTMENT}))
    assert (result.value, result.qualifier) == (Decimal("3.1"), Qualifier.EXACT)
    unknown = under("article")
    assert (unknown.value, unknown.qualifier) == (Decimal("2.5"), Qualifier.AT_LEAST)
    assert "Private money is not identified" in unknown.reason


def test_a_total_cost_needs_the_whole_plan() -> None:
    # By hand: (10 + 2 + 20 + 5 + 3 + 6) / 12 = 46 / 12.
    result = under("total_cost_to_grant")
    assert (result.value, result.qualifier) == (Decimal("3.833333"), Qualifier.AT_LEAST)
    complete = under("total_cost_to_grant", terms=LeverageTerms(complete=frozenset({"N1"})))
    assert (complete.value, complete.qualifier) == (Decimal("3.833333"), Qualifier.EXACT)


def test_a_kind_that_a_complete_plan_does_not_hold_is_zero() -> None:
    unknown = under("wbif_rule", [GRANT, OWN])
    assert (unknown.value, unknown.numerator) == (None, None)
    assert unknown.reason.startswith("None identified above the line")
    zero = under("wbif_rule", [GRANT, OWN], LeverageTerms(complete=frozenset({"N1"})))
    assert (zero.value, zero.qualifier) == (Decimal(0), Qualifier.EXACT)


def test_without_grants_there_is_no_ratio() -> None:
    assert "None identified below the line" in under("wbif_rule", [LOAN]).reason
    assert under("wbif_rule", []).value is None
    nothing = under("wbif_rule", [LOAN, replace(GRANT, amount=Decimal(0))])
    assert (nothing.value, nothing.reason) == (None, "The sum below the line is zero.")


def test_unverified_lines_and_other_currencies_are_named_and_leave_bounds() -> None:
    rumour = replace(LOAN, id="rumour", evidence=Evidence.UNVERIFIED)
    dollars = replace(LOAN, id="dollars", unit="USD")
    result = under("wbif_rule", [GRANT, LOAN, rumour, dollars])
    assert (result.value, result.qualifier) == (Decimal(2), Qualifier.AT_LEAST)
    assert [item.line for item in result.left_out] == ["rumour", "dollars"]
    doubtful = replace(GRANT, id="doubtful", evidence=Evidence.UNVERIFIED)
    assert under("wbif_rule", [GRANT, LOAN, doubtful]).qualifier is Qualifier.UP_TO
    assert under("wbif_rule", [GRANT, LOAN, doubtful, rumour]).qualifier is Qualifier.ABOUT


def test_over_several_projects_sums_are_divided_and_gaps_leave_bounds() -> None:
    second = line("second", LineKind.WBIF_GRANT, 10, project="N2")
    result = under("wbif_rule", [GRANT, LOAN, second])
    # By hand: 20 / (10 + 10); the loans of N2 are unknown.
    assert (result.value, result.qualifier) == (Decimal(1), Qualifier.AT_LEAST)
    assert result.without_numerator == ("N2",)
    lent = line("lent", LineKind.LOAN, 10, project="N3")
    assert under("wbif_rule", [GRANT, LOAN, lent]).without_denominator == ("N3",)
    assert under("wbif_rule", [GRANT, LOAN, lent]).qualifier is Qualifier.UP_TO


def test_an_unknown_definition_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="wbif_rule, all_loans_to_grant"):
        leverage_definition("multiplier")


def test_every_definition_says_what_it_counts_and_who_uses_it() -> None:
    assert [definition.id for definition in LEVERAGE_DEFINITIONS] == [
        "wbif_rule",
        "all_loans_to_grant",
        "total_cost_to_grant",
        "private_mobilised",
        "press_release",
        "article",
    ]
    for definition in LEVERAGE_DEFINITIONS:
        assert all((definition.title, definition.numerator, definition.denominator, definition.source))
    assert LEVERAGE_DEFINITIONS[0].method == "leverage_wbif_rule 1.0"


LINES = st.lists(
    st.builds(
        line,
        name=st.uuids().map(str),
        kind=st.sampled_from(LineKind),
        amount=st.integers(0, 10**9),
        project=st.sampled_from(["N1", "N2"]),
        code=st.sampled_from(["", "WB-IG03-ALB-TRA-77", "WB17-ALB-TRA-77", "x"]),
        unit=st.sampled_from(["EUR", "EUR", "EUR", "USD"]),
        evidence=st.sampled_from(Evidence),
    ),
    max_size=8,
    unique_by=lambda item: item.id,
)


@given(LINES, st.sampled_from(["", "IG03"]), st.lists(st.sampled_from(Mechanism), max_size=3))
def test_every_line_stands_on_a_side_or_is_left_out_with_a_reason(
    lines: list[FinancingLine], round_: str, mechanisms: list[Mechanism]
) -> None:
    private = {item.id: mechanism for item, mechanism in zip(lines, mechanisms, strict=False)}
    amounts = {item.id: item.amount for item in lines}
    for result in leverage_under_all(lines, LeverageTerms(round=round_, private=private)):
        left_out = {item.line for item in result.left_out}
        assert {*result.above, *result.below} | left_out == set(amounts)
        assert not {*result.above, *result.below} & left_out
        assert all(item.reason for item in result.left_out)
        if not result.definition.attributes_private and result.above:
            assert result.numerator == sum(amounts[name] for name in result.above)
        if result.below:
            assert result.denominator == sum(amounts[name] for name in result.below)
