"""Published transactions, with the rates and rules that settle what they mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from accord.domain.conversion import Quote
from accord.domain.declaration import Declaration
from accord.domain.rate import EURO, exact_ratio
from accord.methods.conversion import quotes_for
from accord.methods.joins_sql import JOIN_RELATIONS, JOINED_FLOWS, join_rows
from accord.methods.money.quality import QUALITY
from accord.methods.money.statements import AFTER_RATES, BEFORE_RATES, INPUTS, statements
from accord.sources.iati.registry import publisher_relations, region_rows
from accord.sources.rates.fixed_rates import EURO_CONVERSION_RATES, read_bundled
from accord.sources.rates.reading import read_rates
from accord.store.ledger import Ledger, RateRow, RuleTexts

__all__ = ["Money", "ledger_of", "money_settings"]

_IATI = "iati"
_RATE_STEP = Decimal("1e-14")


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Published transactions that a build takes in.

    Attributes:
        tables: Folder that ``accord read iati`` wrote.
        rates: Files of exchange rates, the first with a rate answers; fixed rates of the euro are
            always known.
        currency: Currency into which amounts are converted.
        settings: Settings of the rules by name, see docs/reference/methods.md.
    """

    tables: Path
    rates: Sequence[Path] = ()
    currency: str = EURO
    settings: Mapping[str, str] = field(default_factory=dict)


def ledger_of(declaration: Declaration, money: Money, questions: Mapping[str, str]) -> Ledger:
    """Return what is to be settled: the tables, the rules and what they need to know."""
    sheets = [read_bundled(EURO_CONVERSION_RATES), *(read_rates(path) for path in money.rates)]
    countries = [
        (partner.id, code.code)
        for partner in declaration.partners
        for code in partner.codes
        if code.scheme == _IATI
    ]
    relations: dict[str, Sequence[tuple[object, ...]]] = {
        "partners": countries,
        "regions": region_rows({code for _partner, code in countries}),
        "settings": list(money_settings(money).items()),
        "joins": join_rows(declaration.joins, declaration.join_rules),
        **publisher_relations(),
    }
    rules = RuleTexts(
        inputs={**INPUTS, **JOIN_RELATIONS},
        before=[text.sql for text in statements((*BEFORE_RATES, *QUALITY))],
        after=[*(text.sql for text in statements(AFTER_RATES)), JOINED_FLOWS],
    )
    return Ledger(
        tables=money.tables,
        rules=rules,
        relations=relations,
        questions=questions,
        quote=lambda asked: [_rate_row(quote) for quote in quotes_for(asked, sheets, target=money.currency)],
    )


def money_settings(money: Money) -> dict[str, str]:
    """Return what the rules are told, by name."""
    return {"target_currency": money.currency, **money.settings}


def _rate_row(quote: Quote) -> RateRow:
    """Return a quote as the rules read it; a currency without a rate keeps its reason."""
    day = quote.day or date.min
    if quote.reason is not None:
        return RateRow(quote.currency, day, None, None, None, quote.reason.meaning)
    source = quote.source_rate.per_eur if quote.source_rate else Decimal(1)
    target = quote.target_rate.per_eur if quote.target_rate else Decimal(1)
    return RateRow(
        currency=quote.currency,
        day=day,
        rate=exact_ratio(source, target).quantize(_RATE_STEP),
        rate_day=min(rate.day for rate in quote.rates),
        table_id=" + ".join(quote.tables),
        reason=None,
    )
