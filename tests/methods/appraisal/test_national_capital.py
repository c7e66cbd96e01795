"""The return on national capital, worked by hand: 100 paid by a grant of 40, a budget of 20, a loan of 40."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accord.domain.appraisal_financing import Financing, FinancingKind, Repayment
from accord.domain.appraisal_flows import Analysis, FlowKind
from accord.methods.appraisal.debt_service import financing_flows
from accord.methods.appraisal.figures import appraisal_figures
from accord.methods.appraisal.findings import findings
from accord.methods.appraisal.national_capital import NationalCapital
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
