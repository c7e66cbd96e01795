"""Rates fixed by law are those of the acts, hold from their day, and are asked for by name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from accord.domain.conversion import Unconverted
from accord.domain.rate import RateKind
from accord.methods.conversion import convert, quote_for, rounded
from accord.sources.rates.fixed_rates import (
    BAM_CURRENCY_BOARD,
    EURO_CONVERSION_RATES,
    parse_fixed_rates,
    read_bundled,
)
from sources.rates.made_up_files import FIXED, file, refusal

IRREVOCABLE = {
    # Council Regulation (EC) No 2866/98, Article 1, consolidated text
    "ATS": ("13.7603", 1999),
    "BEF": ("40.3399", 1999),
    "BGN": ("1.95583", 2026),
    "CYP": ("0.585274", 2008),
    "DEM": ("1.95583", 1999),
    "EEK": ("15.6466", 2011),
    "ESP": ("166.386", 1999),
    "FIM": ("5.94573", 1999),
    "FRF": ("6.55957", 1999),
    "GRD": ("340.750", 2001),
    "HRK": ("7.53450", 2023),
    "IEP": ("0.787564", 1999),
    "ITL": ("1936.27", 1999),
    "LTL": ("3.45280", 2015),
    "LUF": ("40.3399", 1999),
    "LVL": ("0.702804", 2014),
    "MTL": ("0.429300", 2008),
    "NLG": ("2.20371", 1999),
    "PTE": ("200.482", 1999),
    "SIT": ("239.640", 2007),
    "SKK": ("30.1260", 2009),
}


def test_the_irrevocable_rates_are_those_of_the_regulation() -> None:
    sheet = read_bundled(EURO_CONVERSION_RATES)
    assert sheet.table.kind is RateKind.FIXED
    found = {
        currency: (str(series.per_eur[0]), series.days[0].year) for currency, series in sheet.series.items()
    }
    assert found == IRREVOCABLE
    assert {(s.days[0].month, s.days[0].day) for s in sheet.series.values()} == {(1, 1)}


@pytest.mark.parametrize("currency", sorted(IRREVOCABLE))
def test_a_conversion_rate_has_six_significant_figures(currency: str) -> None:
    # Council Regulation (EC) No 1103/97, Article 4(1)
    (rate,) = read_bundled(EURO_CONVERSION_RATES).series[currency].per_eur
    assert len(rate.as_tuple().digits) == 6


def test_each_rate_leads_to_the_line_of_its_act() -> None:
    rate = read_bundled(EURO_CONVERSION_RATES).series["HRK"].rate(0)
    assert rate.origin.file == "euro_conversion_rates.yml"
    assert rate.origin.line > 1


def test_marks_become_francs_through_the_euro() -> None:
    # 1000 DEM / 1.95583 = 511.2918812...; x 6.55957 = 3353.854884... FRF
    law = read_bundled(EURO_CONVERSION_RATES)
    result = convert(Decimal(1000), quote_for("DEM", date(2001, 5, 2), [law], target="FRF")).result
    assert result is not None
    assert rounded(result) == Decimal("3353.85")


def test_the_lev_is_fixed_from_2026_only() -> None:
    law = read_bundled(EURO_CONVERSION_RATES)
    assert quote_for("BGN", date(2025, 12, 31), [law]).reason is Unconverted.BEFORE_FIRST
    assert quote_for("BGN", date(2026, 1, 1), [law]).reason is None


def test_the_convertible_mark_is_converted_only_where_its_table_is_asked_for() -> None:
    law, board = read_bundled(EURO_CONVERSION_RATES), read_bundled(BAM_CURRENCY_BOARD)
    day = date(2020, 6, 30)
    assert "BAM" not in law.series
    assert quote_for("BAM", day, [law]).reason is Unconverted.NO_TABLE
    quote = quote_for("BAM", day, [law, board])
    assert quote.tables == ("bam-currency-board",)
    # 1955.83 / 1.95583 = 1000
    assert convert(Decimal("1955.83"), quote).result == 1000


def test_an_unknown_table_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(KeyError, match="bam_currency_board"):
        read_bundled("rsd_peg")


def test_a_table_of_ones_own_is_read_the_same_way() -> None:
    sheet = parse_fixed_rates(file(FIXED, "law.yml"))
    assert sheet.series["DEM"].rate(0).per_eur == Decimal("2.5")
    assert sheet.series["ITL"].rate(0).origin.line == 5


def test_a_rate_that_the_law_changed_holds_until_the_next() -> None:
    changed = FIXED + "  - {currency: DEM, per_eur: 5, valid_from: 2010-01-01, act: Act 3}\n"
    sheet = parse_fixed_rates(file(changed, "law.yml"))
    assert convert(Decimal(5), quote_for("DEM", date(2009, 12, 31), [sheet])).result == 2
    assert convert(Decimal(5), quote_for("DEM", date(2010, 1, 1), [sheet])).result == 1


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("2001-01-01", "2001", "ACC-342"),
        ("2001-01-01", "2001-02-30", "ACC-307"),
        ("per_eur: 2.5", "per_eur: 0", "ACC-343"),
        ("per_eur: 2.5", "per_eur: -2.5", "ACC-343"),
        ("per_eur: 2.5", "per_eur: 2,5", "ACC-305"),
        ("DEM", "DEN", "ACC-344"),
        ("ITL, per_eur: 2000, valid_from: 2002-01-01", "DEM, per_eur: 3, valid_from: 2001-01-01", "ACC-346"),
        ("kind: fixed", "kind: daily", "ACC-348"),
        (", act: Act 1", "", "ACC-306"),
        ("act: Act 1", "act: Act 1, colour: blue", "ACC-305"),
    ],
)
def test_a_wrong_row_is_refused(old: str, new: str, error: str) -> None:
    assert old in FIXED
    problem = refusal(lambda: parse_fixed_rates(file(FIXED.replace(old, new, 1), "law.yml")))
    assert problem.id == error
    assert problem.file == "law.yml"


def test_a_table_without_rates_is_refused() -> None:
    empty = FIXED.split("rates:")[0] + "rates: []\n"
    assert refusal(lambda: parse_fixed_rates(file(empty, "law.yml"))).id == "ACC-340"
