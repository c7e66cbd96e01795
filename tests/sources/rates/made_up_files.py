"""Made-up files of rates: the forms are those of the publishers, every figure is invented."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pytest

from accord.errors import InputDataError, Problem
from accord.sources.rates.grid import TableFile

Read = TypeVar("Read")

WIDE = """\
Date,USD,JPY,CYP,GBP,
2020-01-07,1.1500,121.5,N/A,0.85,
2020-01-06,1.1000,120,N/A,0.8,
2020-01-03,1.2500,N/A,0.5853,0.80,
"""
"""The form of eurofxref-hist.csv: newest day first, N/A, a comma at the end of each line."""

SERIES_HEADER = (
    "KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,TITLE_COMPL,"
    "UNIT_MULT\n"
)
"""The form of the CSV of the ECB Data Portal, with some of its columns."""


def series_row(currency: str, period: str, value: str, *, frequency: str = "D", **other: str) -> str:
    """One observation; ``other`` replaces a cell by the name of its column."""
    cells = {
        "KEY": f"EXR.{frequency}.{currency}.EUR.SP00.A",
        "FREQ": frequency,
        "CURRENCY": currency,
        "CURRENCY_DENOM": "EUR",
        "EXR_TYPE": "SP00",
        "EXR_SUFFIX": "A",
        "TIME_PERIOD": period,
        "OBS_VALUE": value,
        "OBS_STATUS": "A",
        "TITLE_COMPL": '"Reference rate, made up, 2:15 pm"',
        "UNIT_MULT": "0",
        **other,
    }
    return ",".join(cells.values()) + "\n"


MONTHLY_FACTS = """\
table:
  id: northshore-accounting
  title: Monthly accounting rates
  publisher: Bank of Northshore
  url: https://example.org/rates
  licence: none
  kind: monthly
columns: {currency: code, period: month, rate: value}
base: EUR
direction: units_per_base
period_form: YYYY-MM
"""

MONTHLY = """\
code,month,value
ALL,2020-01,121.5
ALL,2020-02,122
MKD,2020-01,61.5
"""

DEFLATOR_FACTS = """\
id: prices-northshore
title: Prices of Northshore
publisher: Statistics of Northshore
url: https://example.org/prices
licence: none
currency: EUR
"""

DEFLATOR = "year,index\n2016,80\n2017,\n2018,100.0\n"

FIXED = """\
table: {id: northshore-law, title: Rates by law, publisher: Town of Northshore, url: "https://example.org",
  licence: none, kind: fixed}
rates:
  - {currency: DEM, per_eur: 2.5, valid_from: 2001-01-01, act: Act 1}
  - {currency: ITL, per_eur: 2000, valid_from: 2002-01-01, act: Act 2}
"""


def file(content: str | bytes, name: str = "rates.csv") -> TableFile:
    """A file with some content."""
    return TableFile(name=name, content=content.encode() if isinstance(content, str) else content)


def refusals(read: Callable[[], object]) -> tuple[Problem, ...]:
    """Return what a reader refuses; every problem says where, what is expected and what to do."""
    with pytest.raises(InputDataError) as caught:
        read()
    for problem in caught.value.problems:
        assert problem.file
        assert problem.expected
        assert problem.fix
    return caught.value.problems


def refusal(read: Callable[[], object]) -> Problem:
    """Return the one problem that a reader refuses."""
    (problem,) = refusals(read)
    return problem
