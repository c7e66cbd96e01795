"""The XML of the reference rates says the same as the CSV, or is refused with the line."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from accord.domain.rate import RateSheet
from accord.sources.rates.ecb import parse_ecb
from sources.rates.made_up_files import file, refusal, refusals

DAYS = """<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
 xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
<gesmes:subject>Reference rates</gesmes:subject>
<gesmes:Sender><gesmes:name>Bank of Northshore</gesmes:name></gesmes:Sender>
<Cube>
<Cube time='2020-01-07'>
<Cube currency='USD' rate='1.1500'/>
<Cube currency='JPY' rate='121.5'/>
</Cube>
<Cube time="2020-01-06">
<Cube currency="USD" rate="1.1000"/>
</Cube>
</Cube>
</gesmes:Envelope>
"""
"""The form of eurofxref-daily.xml and of the longer files; every figure is invented."""


def read(content: str) -> RateSheet:
    return parse_ecb(file(content, "eurofxref-hist.xml"))


def test_each_day_and_currency_has_its_rate_with_its_line() -> None:
    sheet = read(DAYS)
    assert sheet.table.id == "ecb-daily"
    assert sheet.series["USD"].days == (date(2020, 1, 6), date(2020, 1, 7))
    assert sheet.series["USD"].per_eur == (Decimal("1.1000"), Decimal("1.1500"))
    assert sheet.series["JPY"].rate(0).origin.line == 9


def test_a_byte_order_mark_and_white_space_before_the_first_element_do_no_harm() -> None:
    assert (
        parse_ecb(file(b"\xef\xbb\xbf" + DAYS.encode(), "x.xml")).series
        == parse_ecb(file(DAYS, "x.xml")).series
    )


@pytest.mark.parametrize(
    ("before", "after", "error", "line"),
    [
        ("rate='121.5'", "rate='121,5'", "ACC-343", 9),
        ("rate='121.5'", "", "ACC-343", 9),
        ("currency='JPY'", "currency='JPX'", "ACC-344", 9),
        ("currency='JPY' ", "", "ACC-344", 9),
        ("time='2020-01-07'", "", "ACC-342", 8),
        ("time='2020-01-07'", "time='2020-02-30'", "ACC-342", 8),
    ],
)
def test_a_wrong_cell_is_refused_at_its_line(before: str, after: str, error: str, line: int) -> None:
    problem = refusals(lambda: read(DAYS.replace(before, after)))[0]
    assert (problem.id, problem.line) == (error, line)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(DAYS[:-40], id="cut off"),
        pytest.param("<rates/>", id="other elements"),
        pytest.param(DAYS.replace("eurofxref", "elsewhere"), id="other namespace"),
        pytest.param(
            DAYS.replace("<gesmes:Env", '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><gesmes:Env'),
            id="entities",
        ),
        pytest.param(
            DAYS.replace("<gesmes:Env", '<!DOCTYPE x SYSTEM "file:///nowhere.dtd"><gesmes:Env'), id="external"
        ),
    ],
)
def test_what_is_no_such_file_is_refused_and_nothing_is_defined_or_fetched(content: str) -> None:
    assert refusal(lambda: read(content)).id == "ACC-362"
