"""The return on capital, worked by hand: 100 paid by a grant of 40, a budget of 20, a loan of 40."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.appraisal_financing import Financier, Financing, FinancingKind, Repayment
from accord.domain.appraisal_flows import Analysis, FlowKind
from accord.methods.appraisal.debt_service import financing_flows
from accord.methods.appraisal.figures import appraisal_figures
from accord.methods.appraisal.findings import findings
from accord.methods.appraisal.national_capital import NationalCapital
from accord.methods.appraisal.results import AppraisalResult
from accord.methods.appraisal.running import appraise
from appraised import PARAMETERS, decimals, flow, project

CASH = {"analysis": Analysis.FINANCIAL}
FLOWS = (
    flow("works", FlowKind.INVESTMENT, 2026, 100, **CASH),
    flow("tolls", FlowKind.REVENUE, 2027, 50, 50, 50, **CASH),
    flow("running", FlowKind.OPERATION, 2027, 5, 5, 5, **CASH),
)


def paid(name: str, kind: FinancingKind, *amounts: float, **keys: object) -> Financing:
    stated = Financing(
        id=name,
        kind=kind,
        unit="EUR million",
        price_base=2025,
        source="invented",
        first_year=2026,
        amounts=decimals(*amounts),
    )
    return replace(stated, **keys)  # type: ignore[arg-type]


GRANT = paid("fund", FinancingKind.GRANT, 40)
BUDGET = paid("budget", FinancingKind.NATIONAL, 20)
LOAN = paid(
    "bank", FinancingKind.LOAN, 40, interest=Decimal("0.05"), repaid_from=2027, repaid_until=2028
)  # pays 20 + 2 and 20 + 1


def capital(*rows: Financing) -> NationalCapital:
    found = appraise(project(*FLOWS, last_year=2029, financing=rows), PARAMETERS).capital
    assert found is not None
    return found


def test_contributions_and_debt_service_count_and_neither_grant_nor_loan() -> None:
    found = capital(GRANT, BUDGET, LOAN)
    assert found.net == decimals(-20, 23, 24, 45)  # 45 - 22, 45 - 21, 45
    assert found.npv[Decimal("0.04")] == pytest.approx(-20 + 23 / 1.04 + 24 / 1.04**2 + 45 / 1.04**3)
    # 23/2.17639 + 24/4.73667 + 45/10.30884 = 10.5680 + 5.0668 + 4.3652 = 20
    assert found.returns.rate == pytest.approx(1.17639, abs=1e-5)
    assert found.missing == 0
    assert found.cash == decimals(0, 23, 47, 92)
    assert found.lowest_cash == 0


def test_a_project_paid_by_the_country_alone_returns_what_the_investment_returns() -> None:
    whole = paid("budget", FinancingKind.NATIONAL, 100)
    result = appraise(project(*FLOWS, last_year=2029, financing=(whole,)), PARAMETERS)
    assert result.capital is not None
    assert result.capital.net == result.analyses[Analysis.FINANCIAL].net
    assert result.capital.returns == result.analyses[Analysis.FINANCIAL].returns


def test_a_loan_is_computed_or_written_out_alike() -> None:
    written = (
        paid("bank", FinancingKind.LOAN, 40),
        paid("back", FinancingKind.REPAYMENT, 20, 20, first_year=2027),
        paid("cost", FinancingKind.INTEREST, 2, 1, first_year=2027),
    )
    assert capital(GRANT, BUDGET, *written).net == capital(GRANT, BUDGET, LOAN).net


def test_what_is_not_financed_and_a_year_without_cash_are_findings() -> None:
    spec = project(*FLOWS, last_year=2029, financing=(BUDGET, LOAN))
    said = " ".join(findings(appraise(spec, PARAMETERS)))
    assert "sources pay 40 EUR million less than the investment costs" in said
    assert "cumulated cash falls to -40 EUR million in 2026" in said


def test_sources_may_pay_interest_while_it_is_built() -> None:
    flows = (flow("works", FlowKind.INVESTMENT, 2026, 50, 50, **CASH), *FLOWS[1:])
    loan = paid("bank", FinancingKind.LOAN, 40, interest=Decimal("0.05"), repaid_from=2028, repaid_until=2029)
    for extra, missing in ((2, 0), (3, -1)):  # 5 % of 40 is due in 2027
        rows = (GRANT, loan, paid("budget", FinancingKind.NATIONAL, 20 + extra))
        found = appraise(project(*flows, last_year=2029, financing=rows), PARAMETERS).capital
        assert found is not None
        assert found.missing == missing


def test_interest_that_sources_pay_while_it_is_built_is_counted_once() -> None:
    # of 22 contributed, 2 pay the interest of 2027: -22, then 45 - (2 - 2), and 45 - 22, 45 - 21
    flows = (flow("works", FlowKind.INVESTMENT, 2026, 50, 50, **CASH), *FLOWS[1:])
    late = {"interest": Decimal("0.05"), "repaid_from": 2028, "repaid_until": 2029}
    loan = paid("bank", FinancingKind.LOAN, 40, **late)
    budget = paid("budget", FinancingKind.NATIONAL, 22)
    found = appraise(project(*flows, last_year=2029, financing=(GRANT, loan, budget)), PARAMETERS).capital
    assert found is not None
    assert found.net == decimals(-22, 45, 23, 24)
    # a greater loan may pay it, too: 42 drawn, 2.1 due in 2027, of which 2 are paid by it
    greater = paid("bank", FinancingKind.LOAN, 42, **late)
    rows = (GRANT, greater, paid("budget", FinancingKind.NATIONAL, 20))
    found = appraise(project(*flows, last_year=2029, financing=rows), PARAMETERS).capital
    assert found is not None
    assert found.net == decimals(-20, "44.9", "21.9", "22.95")


def test_without_financing_or_cash_there_is_no_return_on_capital() -> None:
    assert appraise(project(*FLOWS, last_year=2029), PARAMETERS).capital is None
    economic = [flow("time", FlowKind.BENEFIT, 2027, 60)]
    result = appraise(project(*economic, financing=(BUDGET,)), PARAMETERS)
    assert result.capital is None
    assert any("its return is not known" in text for text in findings(result))


def test_figures_name_their_lines_of_financing() -> None:
    spec = project(*FLOWS, last_year=2029, financing=(GRANT, BUDGET, LOAN))
    figures = {figure.id: figure for figure in appraisal_figures(appraise(spec, PARAMETERS))}
    inputs = {part.id for part in figures["appraisal.hill.npv_capital.4"].inputs}
    assert {"appraisal.hill.financing.bank", "appraisal.hill.line.financial.tolls"} <= inputs
    assert figures["appraisal.hill.lowest_cash"].value == 0
    gap = {part.id for part in figures["appraisal.hill.funding_gap"].inputs}  # whoever pays, it is the same
    assert "appraisal.hill.line.financial.works" in gap
    assert not any("financing" in name for name in gap)


@settings(max_examples=30)
@given(
    drawn=st.lists(st.integers(1, 90), min_size=1, max_size=3),
    rate=st.integers(0, 15),
    years=st.integers(1, 20),
    how=st.sampled_from(Repayment),
)
def test_what_is_paid_for_a_loan_is_worth_what_was_drawn_and_its_grace(
    drawn: list[int], rate: int, years: int, how: Repayment
) -> None:
    """At its own interest, a loan is worth nothing to either side."""
    start = 2026 + len(drawn)
    interest = Decimal(rate) / 100
    loan = paid(
        *("bank", FinancingKind.LOAN), *drawn, interest=interest, repaid_from=start + 2,
        repaid_until=start + 1 + years, repayment=how,
    )  # fmt: skip
    flows = financing_flows(loan)
    worth = sum(amount / (1 + interest) ** (year - 2026) for year, amount in flows.sources.items())
    cost = sum(amount / (1 + interest) ** (year - 2026) for year, amount in flows.uses.items())
    assert float(worth) == pytest.approx(float(cost))


OWNERS = (
    Financier(id="promoter", share=Decimal("0.6"), source="invented"),
    Financier(id="ministry", share=Decimal("0.4"), source="invented"),
)
EQUITY = paid("equity", FinancingKind.PRIVATE, 12, financier="promoter")
PUBLIC = paid("public", FinancingKind.NATIONAL, 8, financier="ministry")


def result(*rows: Financing, owners: tuple[Financier, ...]) -> AppraisalResult:
    return appraise(project(*FLOWS, last_year=2029, financing=rows, financiers=owners), PARAMETERS)


def test_a_promoter_gets_its_share_of_what_is_left_for_its_own_equity() -> None:
    # 12 paid in; 0.6 of 45 - 22, of 45 - 21 and of 45: 13.8, 14.4, 27
    found = result(GRANT, EQUITY, PUBLIC, LOAN, owners=OWNERS).capital
    assert found is not None
    promoter, ministry = found.financiers
    assert promoter.net == decimals("-12", "13.8", "14.4", "27")
    assert ministry.net == decimals("-8", "9.2", "9.6", "18")
    assert promoter.npv[Decimal("0.04")] == pytest.approx(-12 + 13.8 / 1.04 + 14.4 / 1.04**2 + 27 / 1.04**3)
    assert promoter.returns.rate == pytest.approx(1.17639, abs=1e-5)  # as national capital: shares alike
    assert promoter.rows == ("equity", "bank")
    for rate, value in found.npv.items():
        assert sum(each.npv[rate] for each in found.financiers) == pytest.approx(value)


def test_dividends_are_what_a_financier_gets_and_leave_the_project() -> None:
    # 12 paid in, 3, 4 and 11.616 received: 3/1.2 + 4/1.44 + 11.616/1.728 = 2.5 + 2.7778 + 6.7222 = 12
    dividends = paid("paid-out", FinancingKind.DIVIDEND, 3, 4, 11.616, first_year=2027, financier="promoter")
    owner = Financier(id="promoter", source="invented")
    found = result(GRANT, EQUITY, PUBLIC, LOAN, dividends, owners=(owner,))
    plain = result(GRANT, EQUITY, PUBLIC, LOAN, owners=())
    assert found.capital is not None
    assert plain.capital is not None
    assert found.capital.financiers[0].net == decimals(-12, 3, 4, "11.616")
    assert found.capital.financiers[0].returns.rate == pytest.approx(0.2, abs=1e-9)
    assert found.capital.net == plain.capital.net  # a dividend stays in the country
    assert found.capital.cash == decimals(0, 20, 40, "73.384")  # 0, 23, 47, 92 less 3, 7, 18.616
    assert found.capital.missing == 0
    figures = {figure.id: figure for figure in appraisal_figures(found)}
    inputs = {part.id for part in figures["appraisal.hill.irr_capital_of.promoter"].inputs}
    terms = (
        "declared",
        "financing.equity",
        "financing.paid-out",
        "financier.promoter",
        "parameter.financial",
    )
    assert inputs == {f"appraisal.hill.{name}" for name in terms}


def test_dividends_and_shares_beyond_what_is_left_are_a_finding() -> None:
    # 23 + 24 + 45 = 92 is left; a share of 0.6 leaves 36.8 for dividends: 40 is 3.2 too much
    owners = (OWNERS[0], Financier(id="ministry", source="invented"))
    paid_out = paid("paid-out", FinancingKind.DIVIDEND, 10, 30, first_year=2027, financier="ministry")
    found = result(GRANT, EQUITY, PUBLIC, LOAN, paid_out, owners=owners)
    assert "financing: financiers get 3.2 EUR million more than is left for them over all years" in findings(
        found
    )
    less = replace(paid_out, amounts=decimals(10, "26.8"))
    said = findings(result(GRANT, EQUITY, PUBLIC, LOAN, less, owners=owners))
    assert not any("more than is left" in text for text in said)


def test_figures_of_a_share_name_what_is_left_and_what_is_owed() -> None:
    figures = {
        figure.id: figure for figure in appraisal_figures(result(GRANT, EQUITY, PUBLIC, LOAN, owners=OWNERS))
    }
    npv = figures["appraisal.hill.npv_capital_of.promoter.4"]
    inputs = {part.id.removeprefix("appraisal.hill.") for part in npv.inputs}
    assert {"line.financial.tolls", "financing.bank", "financing.equity", "financier.promoter"} <= inputs
    assert not {"financing.fund", "financing.public"} & inputs
    assert "60 % of what is left" in npv.reason


def test_figures_of_a_share_name_all_that_says_what_sources_have_left_for_interest() -> None:
    more = replace(GRANT, amounts=(GRANT.amounts[0] + 2,))  # 2 more than the works cost pay for interest
    early = replace(LOAN, first_year=2026, repaid_from=2028)
    flows = (replace(FLOWS[0], amounts=decimals(50, 50)), *FLOWS[1:])
    spec = project(*flows, last_year=2029, financing=(more, EQUITY, PUBLIC, early), financiers=OWNERS)
    figures = {figure.id: figure for figure in appraisal_figures(appraise(spec, PARAMETERS))}
    npv = figures["appraisal.hill.npv_capital_of.promoter.4"]
    inputs = {part.id.removeprefix("appraisal.hill.") for part in npv.inputs}
    assert {"line.financial.works", "financing.fund", "financing.public", "financing.bank"} <= inputs
    assert npv.reason.endswith(
        "Debt service that sources pay while it is built is not taken from what is left."
    )


@settings(max_examples=10, deadline=None)
@given(
    tolls=st.lists(st.integers(-20, 80), min_size=3, max_size=3),
    equity=st.integers(1, 60),
    share=st.integers(0, 100),
    rate=st.integers(0, 9),
)
def test_where_all_financiers_are_named_their_values_add_up_to_that_of_national_capital(
    tolls: list[int], equity: int, share: int, rate: int
) -> None:
    owners = tuple(
        Financier(id=name, share=Decimal(part) / 100, source="invented")
        for name, part in (("promoter", share), ("ministry", 100 - share))
    )
    rows = (
        replace(EQUITY, amounts=decimals(equity)),
        replace(PUBLIC, amounts=decimals(60 - equity)),
        replace(LOAN, interest=Decimal(rate) / 100),
    )
    flows = (FLOWS[0], flow("tolls", FlowKind.REVENUE, 2027, *tolls, **CASH))
    spec = project(*flows, last_year=2029, financing=rows, financiers=owners)
    found = appraise(spec, PARAMETERS).capital
    assert found is not None
    assert tuple(map(sum, zip(*(each.net for each in found.financiers), strict=True))) == found.net
    for each, value in found.npv.items():
        assert sum(owner.npv[each] for owner in found.financiers) == pytest.approx(value, abs=1e-9)
