"""What to know before a result is quoted: doubts, missing rates of return, scales that look wrong."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from accord.cleaning.sentences import short_number
from accord.domain.appraisal_conventions import BenefitCost
from accord.domain.appraisal_flows import Analysis, FlowKind
from accord.methods.appraisal.rates_of_return import RootCount
from accord.methods.appraisal.results import AnalysisResult, AppraisalResult
from accord.methods.appraisal.wording import said_returns

__all__ = ["findings"]

_NOTHING = Decimal("0.000001")
_LEAST_RATIO, _MOST_RATIO = 0.02, 50.0
"""Beyond these, benefits and costs are in different units more often than not."""


def findings(result: AppraisalResult) -> Iterator[str]:
    """Yield what is remarkable about a result, in words; nothing is changed by it."""
    for name, doubts in result.doubts.items():
        yield f"parameter {name} is used although {'; '.join(doubts)}"
    rates = result.spec.rates
    for analysis, rate in ((Analysis.FINANCIAL, rates.financial), (Analysis.ECONOMIC, rates.economic)):
        if rate and analysis not in result.analyses:
            yield f"no line counts in the {analysis.value} analysis: it is not known, which is not zero"
    for each in result.analyses.values():
        yield from _of_analysis(each)
    yield from _of_correlations(result)
    yield from _of_capital(result)


def _of_correlations(result: AppraisalResult) -> Iterator[str]:
    """Yield correlations of risks that no analysis draws together."""
    lines = [{line.id for line in each.lines} for each in result.analyses.values()]
    on = {risk.id: set(risk.lines) for risk in result.spec.risks}
    for row in result.spec.correlations:
        if row.rank and not any(on[row.first] & names and on[row.second] & names for names in lines):
            yield (
                f"the correlation of {row.first} and {row.second} changes nothing: no analysis has lines of"
                " both risks"
            )


def _of_capital(result: AppraisalResult) -> Iterator[str]:
    """Yield what is remarkable about the financing."""
    capital, unit = result.capital, result.spec.unit
    if result.spec.financing and capital is None:
        yield "financing is stated, but no line counts in the financial analysis: its return is not known"
    if capital is None:
        return
    if capital.missing:
        kind = "less" if capital.missing > 0 else "more"
        amount = short_number(float(abs(capital.missing)))
        yield f"financing: sources pay {amount} {unit} {kind} than the investment costs"
    if capital.overdrawn:
        amount = short_number(float(capital.overdrawn))
        yield f"financing: financiers get {amount} {unit} more than is left for them over all years"
    if capital.lowest_cash < -_NOTHING:
        year = result.spec.years[capital.cash.index(capital.lowest_cash)]
        yield (
            f"financing: cumulated cash falls to {short_number(float(capital.lowest_cash))} {unit} in {year}:"
            " in some year the project cannot pay"
        )
    if capital.returns.count is RootCount.MANY:
        yield f"national capital: {said_returns(capital.returns)}"
    for each in capital.financiers:
        if each.returns.count is RootCount.MANY or each.returns.touches:
            yield f"capital of {each.financier.id}: {said_returns(each.returns)}"


def _of_analysis(result: AnalysisResult) -> Iterator[str]:
    name = result.analysis.value
    returns = result.returns
    if returns.count is not RootCount.ONE or returns.touches or not returns.begins_with_cost:
        yield f"{name}: {said_returns(returns)}"
    kinds = {line.kind for line in result.lines if any(line.amounts)}
    if FlowKind.INVESTMENT not in kinds:
        yield f"{name}: there is no investment"
    gains = {FlowKind.REVENUE, FlowKind.BENEFIT, FlowKind.EXTERNALITY}
    if result.analysis is Analysis.ECONOMIC and not kinds & gains:
        yield f"{name}: there is neither revenue nor benefit"
    ratio = result.declared.ratios[BenefitCost.MAINTENANCE_IN_COSTS]
    if ratio is not None and ratio != 0 and not _LEAST_RATIO <= abs(ratio) <= _MOST_RATIO:
        yield f"{name}: benefits are {ratio:.3g} times the costs: are amounts in the unit that they state?"
    if result.risk is not None:
        left_out = (
            (result.risk.failed, "failed because a factor was below zero"),
            (result.risk.rates.none, "have no rate of return"),
            (result.risk.rates.many, "have several rates of return"),
        )
        for count, words in left_out:
            if count:
                yield f"{name}: {count} of {result.risk.draws} draws {words}"
