"""What the entry basket takes of income in a partner: of the mean by three counts, of the poorest 40 %."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from accord.domain.broadband_call import AffordabilityLimit
from accord.domain.broadband_facts import FactKind, PartnerFact, shipped_cell_id
from accord.domain.claim import Qualifier
from accord.domain.figure import InputRole
from accord.methods.broadband.fact_figures import FactFigures, Part, answer_of
from accord.methods.broadband.naming import AFFORDABILITY_METHOD

__all__ = ["add_prices"]

_MONTHS, _HUNDRED, _POOREST = 12, 100, Decimal(40)
_CENT = Decimal("0.01")


def add_prices(maker: FactFigures, limit: AffordabilityLimit) -> None:
    """Make the shares of income and the two answers: for the mean, and for the poorest 40 %.

    The latest price is set against income of the year before, as its publisher does, and of its own year.
    Where those two and the publisher's own share do not all fall on one side of the limit, the answer
    depends on the income that is taken. Another currency has no answer; nothing is converted.

    Args:
        maker: Makes the figures of the partner.
        limit: Share of income that the basket may cost.
    """
    price = maker.latest(FactKind.BASKET_PRICE)
    before = _income(maker, price, 1)
    same = _income(maker, price, 0)
    said = maker.latest(FactKind.BASKET_SHARE, price.year) if price else None
    aim: Part = (shipped_cell_id("limits", limit.id), InputRole.TARGET)
    kept: list[bool] = []
    words: list[str] = []
    inputs: list[Part] = [aim]
    for part, label, income in (
        ("price_share", "Basket by income of the year before", before),
        ("price_share_same_year", "Basket by income of the same year", same),
    ):
        share = _share(maker, (part, label), price, income, aim)
        if price is not None and income is not None and share is not None:
            kept.append(price.value * _MONTHS <= limit.share * income.value)
            words.append(f"{share} % by income of {income.year}")
            inputs.append((maker.id(part), InputRole.COUNTED))
    if said is not None:
        kept.append(said.value <= limit.share * _HUNDRED)
        words.append(f"{said.value} % as its publisher computes it")
        inputs.append((said, InputRole.COUNTED))
    stated = f"{'; '.join(words)}. The limit is {_percent(limit)} %."
    maker.add(
        "price",
        "Whether the entry basket keeps the limit",
        answer_of(kept),
        inputs,
        method=AFFORDABILITY_METHOD,
        reason=stated if kept else _why_unknown(maker, price),
    )
    _add_poorest(maker, price, [row for row in (before, same) if row is not None], (limit, aim))


def _income(maker: FactFigures, price: PartnerFact | None, years: int) -> PartnerFact | None:
    """Return income of so many years before the price, in its currency."""
    if price is None:
        return None
    income = maker.latest(FactKind.INCOME, price.year - years)
    return income if income is not None and income.unit == price.unit and income.value > 0 else None


def _share(
    maker: FactFigures,
    named: tuple[str, str],
    price: PartnerFact | None,
    income: PartnerFact | None,
    aim: Part,
) -> Decimal | None:
    part, label = named
    inputs: list[Part] = [aim]
    inputs += [(price, InputRole.NUMERATOR)] if price else []
    inputs += [(income, InputRole.DENOMINATOR)] if income else []
    share, reason = None, _why_unknown(maker, price)
    if price is not None and income is not None:
        share = _rounded(price.value * _MONTHS / income.value * _HUNDRED)
        reason = (
            f"{price.unit} {price.value:,f} a month ({price.year}), twelve times, by {income.unit}"
            f" {income.value:,f} a year per head ({income.year})."
        )
    maker.add(part, label, share, inputs, unit="percent", method=AFFORDABILITY_METHOD, reason=reason)
    return share


def _add_poorest(
    maker: FactFigures,
    price: PartnerFact | None,
    incomes: Sequence[PartnerFact],
    bound: tuple[AffordabilityLimit, Part],
) -> None:
    """Make the share for the poorest 40 %, as if national income were shared as a survey's income is.

    The share is by the first income; the answer depends where another one falls on the other side.
    """
    limit, aim = bound
    first = maker.latest(FactKind.POOREST_FIFTH)
    second = maker.latest(FactKind.SECOND_FIFTH, first.year) if first else None
    share, kept = None, None
    reason = _why_unknown(maker, price)
    inputs: list[Part] = [aim]
    if price and incomes and first and second:
        part = (first.value + second.value) / _POOREST
        theirs = [income.value * part for income in incomes]
        share, *others = [_rounded(price.value * _MONTHS / each * _HUNDRED) for each in theirs]
        kept = answer_of([price.value * _MONTHS <= limit.share * each for each in theirs])
        reason = (
            f"The poorest 40 % had {first.value + second.value:f} % of what the survey of {first.year}"
            f" counts, that is {part:.2f} of the mean. If income of {incomes[0].year} were shared alike, the"
            f" basket would take {share} % of theirs; the limit is {_percent(limit)} %."
        )
        for income, other in zip(incomes[1:], others, strict=True):
            reason += f" By income of {income.year} it would take {other} %."
        inputs += [(price, InputRole.NUMERATOR), (incomes[0], InputRole.DENOMINATOR)]
        inputs += [(first, InputRole.TERM), (second, InputRole.TERM)]
        inputs += [(income, InputRole.ALTERNATIVE) for income in incomes[1:]]
    elif price and incomes:
        reason = "No document that was read states the share of the poorest in income."
    maker.add(
        "price_share_poorest", "Basket by income of the poorest 40 %", share, inputs,
        method=AFFORDABILITY_METHOD, reason=reason, unit="percent", qualifier=Qualifier.ABOUT,
    )  # fmt: skip
    used: list[Part] = [aim, (maker.id("price_share_poorest"), InputRole.COUNTED)]
    label = "Whether the entry basket keeps the limit for the poorest 40 %"
    maker.add("price_poorest", label, kept, used, method=AFFORDABILITY_METHOD, reason=reason)


def _why_unknown(maker: FactFigures, price: PartnerFact | None) -> str:
    if price is not None:
        return "No income per head that fits the price was read in its currency."
    other = maker.latest(FactKind.PACKAGE_PRICE)
    more = (
        f" A mean price of packages was read ({other.unit} {other.value:f} in {other.year}), which is another"
        " thing."
        if other
        else ""
    )
    return f"No document that was read states the price of the entry basket.{more}"


def _percent(limit: AffordabilityLimit) -> str:
    return f"{(limit.share * _HUNDRED).normalize():f}"


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(_CENT, ROUND_HALF_UP)
