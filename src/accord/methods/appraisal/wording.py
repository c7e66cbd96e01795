"""An appraisal in words: numbers as they are shown, conventions, lines and parameters, each said one way."""

from __future__ import annotations

from collections.abc import Iterator

from accord.cleaning.sentences import short_number
from accord.domain.appraisal_financing import Financier
from accord.domain.appraisal_flows import Analysis
from accord.domain.appraisal_parameters import Parameter
from accord.methods.appraisal.conventions import (
    BENEFIT_COST_CONVENTIONS,
    DISCOUNTING_CONVENTIONS,
    RESIDUAL_CONVENTIONS,
)
from accord.methods.appraisal.naming import percent
from accord.methods.appraisal.price_levels import PriceLevels
from accord.methods.appraisal.rate_schedule import DeclaredRate, RateSchedule
from accord.methods.appraisal.rates_of_return import RatesOfReturn, RootCount
from accord.methods.appraisal.results import AppraisalResult
from accord.methods.appraisal.transfers import transfer_formula

__all__ = [
    "correlation_words",
    "declared_words",
    "financier_words",
    "frame_words",
    "inflation_words",
    "parameter_words",
    "risk_words",
    "said_bar",
    "said_returns",
    "shown_number",
]


def shown_number(value: float | None, unit: str = "", *, absent: str = "none") -> str:
    """Return a value as pages show it: shares in per cent, two decimals; small ones with two digits."""
    if value is None:
        return absent
    if unit.startswith("share"):
        return f"{value * 100:,.2f} %"
    return f"{value:,.2f}" if abs(value) >= 0.01 or value == 0 else f"{value:.2g}"


def frame_words(result: AppraisalResult) -> Iterator[tuple[str, str]]:
    """Yield what an appraisal declares, as headings and texts."""
    spec = result.spec
    when, ratio = spec.conventions.discounting, spec.conventions.bcr
    yield "Unit and prices", f"{spec.unit}, at prices of {spec.price_base}, without inflation"
    if result.levels is not None:
        yield "Inflation", inflation_words(result.levels)
    yield (
        "Horizon",
        f"{spec.first_year} to {spec.last_year}, {len(spec.years)} years; base year {spec.base_year}",
    )
    for each in result.analyses.values():
        yield f"{each.analysis.value.capitalize()} rate", declared_words(each.rate)
    yield "Discounting", f"{_words(when)}: {DISCOUNTING_CONVENTIONS[when].text}"
    residual = (
        f"{_words(spec.residual.method)}: {RESIDUAL_CONVENTIONS[spec.residual.method]}; in the last year"
    )
    if spec.residual.opening_year:
        residual += f"; life begins with the opening in {spec.residual.opening_year}"
    yield "Residual value", residual
    text = BENEFIT_COST_CONVENTIONS[ratio].text
    yield "Benefit-cost ratio", f"{_words(ratio)}: {text}; replacement is part of the investment"


def financier_words(financier: Financier) -> str:
    """Say what a financier puts in and gets."""
    if financier.share is None:
        gets = "dividends as stated"
    else:
        gets = (
            f"{percent(financier.share)} % of what is left each year after operating costs, replacement and"
            " debt service, the residual value among it"
        )
    return f"{gets}, less own contributions when they are paid in; {financier.source}"


def inflation_words(levels: PriceLevels) -> str:
    """Say what takes inflation out, with the level of prices of each year."""
    said = ", ".join(f"{year} {short_number(float(level))}" for year, level in sorted(levels.levels.items()))
    return f"amounts at current prices are divided by the level of prices by {levels.parameter.id}: {said}"


def declared_words(rate: DeclaredRate) -> str:
    """Return a declared discount rate with its sources; one that changes with the year of each change."""
    if isinstance(rate.value, RateSchedule):
        begins = ["", *(f"from {year} " for year, _ in rate.value.steps[1:])]
        shares, nominal = rate.value.stated, " nominal" if rate.value.is_nominal else ""
    else:
        begins, shares, nominal = [""], (rate.value,), ""
    return "; ".join(
        f"{begin}{percent(share)} %{nominal}: {row.source} ({row.evidence.value})"
        for begin, share, row in zip(begins, shares, rate.parameters, strict=True)
    )


def said_bar(rate: DeclaredRate) -> str:
    """Say what rates of return cannot be held against: a rate that changes, or contains inflation."""
    real = " The rate of return is real, without inflation, as are the rates beside the nominal one."
    real = real if rate.deflator else ""
    if rate.one is not None:
        return real
    return real + (
        " The discount rate changes with time: no rate of return can be held against it, judge by the net"
        " present value."
    )


def _words(name: str) -> str:
    return name.replace("_", " ")


def risk_words(result: AppraisalResult, analysis: Analysis | None = None) -> Iterator[str]:
    """Yield each risk with its numbers and source.

    Args:
        result: The appraisal.
        analysis: Only those that multiply a line of it; all if None.
    """
    lines = {line.id for line in result.analyses[analysis].lines} if analysis else set[str]()
    for risk in result.spec.risks:
        if analysis and not lines & set(risk.lines):
            continue
        stated = ((name, getattr(risk, name)) for name in ("low", "mode", "high", "mean", "deviation"))
        numbers = ", ".join(f"{name} {value}" for name, value in stated if value is not None)
        yield f"{risk.id}: {risk.distribution.value} ({numbers}) on {', '.join(risk.lines)}; {risk.source}"


def correlation_words(result: AppraisalResult, analysis: Analysis | None = None) -> Iterator[str]:
    """Yield each correlation of risks with its source, and what its draws came to.

    Args:
        result: The appraisal.
        analysis: Only those of which both risks multiply a line of it; all if None.
    """
    risk = result.analyses[analysis].risk if analysis else None
    drawn = risk.rank_correlations if risk else {}
    for row in result.spec.correlations:
        if analysis and (row.first, row.second) not in drawn:
            continue
        said = f", drawn {drawn[row.first, row.second]:.3g}" if analysis else ""
        yield f"{row.first} and {row.second}: rank correlation {row.rank}{said}; {row.source}"


def parameter_words(parameter: Parameter) -> str:
    """Return a parameter with its value, path or transfer, its growth, its source and what is noted."""
    if parameter.transfer_of:
        said = f"{transfer_formula(parameter)}, {parameter.unit}"
    elif parameter.value is not None:
        said = f"{parameter.value} {parameter.unit}"
    else:
        path = ", ".join(f"{point.value} in {point.year}" for point in parameter.points)
        said = f"{path} {parameter.unit}"
    if parameter.value_year is not None:
        rate = parameter.grows_with or f"{parameter.growth} a year"
        said += f" in {parameter.value_year}, growing with {rate} to the power of {parameter.elasticity}"
    if parameter.price_base:
        said += f", prices of {parameter.price_base}"
    said += f". {parameter.source}; {parameter.evidence.value}, read {parameter.date_read}"
    return f"{parameter.id}, {parameter.title}: {said}. {parameter.note}".strip()


def said_returns(returns: RatesOfReturn) -> str:
    """Say in words how many rates of return there are, and which."""
    listed = ", ".join(f"{root * 100:.4f} %" for root in returns.roots)
    texts = {
        RootCount.NONE: "There is no rate of return: no rate above -100 % makes the net present value zero"
        f" ({returns.sign_changes} changes of sign).",
        RootCount.ONE: "One rate of return; the flows have"
        f" {returns.sign_changes} change{'' if returns.sign_changes == 1 else 's'} of sign.",
        RootCount.MANY: f"There are {len(returns.roots)} rates of return ({listed}); none is the rate: judge"
        " by the net present value.",
        RootCount.EVERY: "All net flows are zero: every rate is a rate of return.",
    }
    text = texts[returns.count]
    if returns.touches:
        text += " The net present value touches zero there and has the same sign on both sides."
    if returns.roots and not returns.begins_with_cost:
        text += " The flows begin with a gain: a higher rate of return speaks against the project."
    return text
