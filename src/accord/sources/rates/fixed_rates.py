"""Rates that a law fixes for good, each with the act and the day from which it is valid.

Two tables come with Accord: the irrevocable conversion rates of the currencies that the euro replaced, and,
as a table of its own that must be asked for by name, the rate of the convertible mark.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from accord.domain.evidence import NOWHERE, Origin
from accord.domain.period import PartialDate
from accord.domain.rate import RateKind, RateSheet, RateTable
from accord.sources.rates.cells import (
    PeriodForm,
    clean_period,
    period_problem,
    rate_problem,
)
from accord.sources.rates.currencies import currency_problem, known_currencies
from accord.sources.rates.facts import read_facts
from accord.sources.rates.gathering import Gathering
from accord.sources.rates.grid import TableFile, decode_table
from accord.sources.rates.refusals import Place, Refusals, cell_problem

__all__ = ["BAM_CURRENCY_BOARD", "EURO_CONVERSION_RATES", "FixedRate", "parse_fixed_rates", "read_bundled"]

EURO_CONVERSION_RATES = "euro_conversion_rates"
"""The irrevocable rates of DEM, FRF, HRK, BGN and the other currencies that the euro replaced."""
BAM_CURRENCY_BOARD = "bam_currency_board"
"""The rate of the convertible mark of Bosnia and Herzegovina; used only where it is asked for by name."""

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedRate:
    """A rate fixed by law.

    Attributes:
        currency: Currency code.
        per_eur: Units of the currency for one euro.
        valid_from: First day on which it holds; a whole date.
        act: The act that fixes it.
    """

    currency: str
    per_eur: Decimal
    valid_from: PartialDate
    act: str
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class _FixedTable:
    table: RateTable
    rates: tuple[FixedRate, ...]


def read_bundled(name: str) -> RateSheet:
    """Return a table of fixed rates that comes with Accord.

    Args:
        name: ``EURO_CONVERSION_RATES`` or ``BAM_CURRENCY_BOARD``.

    Raises:
        KeyError: There is no such table; the known ones are listed.
    """
    if name not in {EURO_CONVERSION_RATES, BAM_CURRENCY_BOARD}:
        raise KeyError(f"{name} is not one of {EURO_CONVERSION_RATES}, {BAM_CURRENCY_BOARD}")
    path = _FOLDER / f"{name}.yml"
    return parse_fixed_rates(TableFile(name=path.name, content=path.read_bytes()))


def parse_fixed_rates(file: TableFile) -> RateSheet:
    """Read a table of fixed rates.

    Args:
        file: A YAML file with ``table`` and ``rates``.

    Raises:
        InputDataError: It is not such a file (ACC-301 to ACC-307), or a rate is wrong (ACC-342 to
            ACC-344, ACC-346), or the table is not one of fixed rates (ACC-348).
    """
    facts = read_facts(_FixedTable, decode_table(file), file=file.name)
    gathering = Gathering(table=facts.table, file=file, refusals=Refusals())
    if facts.table.kind is not RateKind.FIXED:
        gathering.refusals.add(
            cell_problem(
                Place(file.name, field="kind", value=facts.table.kind),
                "ACC-348",
                "A table of rates without dates is one of fixed rates.",
                expected="kind: fixed",
                fix="Write other rates as a table with a date in each row.",
            )
        )
    for rate in facts.rates:
        _gather(rate, gathering)
    return gathering.sheet()


def _gather(rate: FixedRate, gathering: Gathering) -> None:
    def place(field: str, value: object) -> Place:
        return Place(rate.origin.file, rate.origin.line, field, str(value), rate.currency)

    day = clean_period(rate.valid_from.text, PeriodForm.DAY, kind=RateKind.FIXED)
    if day is None:
        gathering.refusals.add(period_problem(place("valid_from", rate.valid_from), PeriodForm.DAY))
    elif rate.currency not in known_currencies():
        gathering.refusals.add(currency_problem(place("currency", rate.currency)))
    elif rate.per_eur <= 0:
        gathering.refusals.add(rate_problem(place("per_eur", rate.per_eur)))
    else:
        gathering.add(rate.currency, day, rate.per_eur, rate.origin.line)
