"""Wide text tables: years, indicators or places side by side."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sources.observations.made_up_tables import EXPECTS, layout, read, refused


def wide(across: str, columns: str, constants: str, more: str = "") -> str:
    return f"""id: calm
title: Calm
format: csv
wide: {{across: {across}{more}}}
columns: {{{columns}, value: (value)}}
constants: {{source: calm, vintage: "2024", unit: points, {constants}}}
{EXPECTS}"""


def test_years_side_by_side_and_a_column_that_is_neither_is_reported() -> None:
    using = layout(wide("period", "partner: place, period: (heading)", "indicator: survey"))
    reading = read("ALB,x,5,6.5", "MNE,y,,7", head="place,mood,2015,2016", using=using)
    assert [(row.partner, row.period.text, row.value) for row in reading.observations] == [
        *(("ALB", "2015", Decimal(5)), ("ALB", "2016", Decimal("6.5"))),
        *(("MNE", "2015", None), ("MNE", "2016", Decimal(7))),
    ]
    assert reading.observations[1].place == "line 2, column 2016"
    assert reading.files[0].unread == ("mood",)


def test_indicators_side_by_side() -> None:
    using = layout(wide("indicator", "partner: place, period: year, indicator: (heading)", ""))
    rows = read("ALB,2015,5,6", head="place,year,survey,calm", using=using).observations
    assert [(row.indicator, row.value) for row in rows] == [("survey", Decimal(5)), ("calm", Decimal(6))]


def test_places_side_by_side() -> None:
    using = layout(wide("partner", "period: year, partner: (heading)", "indicator: survey"))
    rows = read("2015,5,6", head="year,ALB,Kosovo*", using=using).observations
    assert [(row.partner, row.value) for row in rows] == [("ALB", Decimal(5)), ("KOS", Decimal(6))]


def test_a_wrong_cell_names_its_line_and_its_heading() -> None:
    using = layout(wide("period", "partner: place, period: (heading)", "indicator: survey"))
    (found,) = refused("ALB,5,n/a", head="place,2015,2016", using=using)
    assert (found.id, found.line, found.row) == ("ACC-623", 2, "ALB survey 2016")


@pytest.mark.parametrize("head", ["place,first,second", "place,15,16"])
def test_a_table_without_such_headings_is_refused(head: str) -> None:
    using = layout(wide("period", "partner: place, period: (heading)", "indicator: survey"))
    (found,) = refused("ALB,5,6", head=head, using=using)
    assert found.id == "ACC-640"


@pytest.mark.parametrize("heading", ["2016-01-01", "2016 [YR2016]", "2016e"])
def test_a_heading_that_begins_like_a_year_and_is_none_is_refused_and_its_column_not_lost(
    heading: str,
) -> None:
    using = layout(wide("period", "partner: place, period: (heading)", "indicator: survey"))
    (found,) = refused("ALB,5,6", head=f"place,2015,{heading}", using=using)
    assert (found.id, found.field) == ("ACC-640", heading)


def test_a_heading_that_begins_like_a_year_may_be_ignored_or_translated() -> None:
    text = wide("period", "partner: place, period: (heading)", "indicator: survey")
    ignoring = layout(f"{text}ignored: [2016 rank]\n")
    assert len(read("ALB,5,6", head="place,2015,2016 rank", using=ignoring).observations) == 1
    told = layout(f'{text}translations:\n  - {{role: period, source: "2016 [YR2016]", ours: "2016"}}\n')
    found = read("ALB,5,6", head="place,2015,2016 [YR2016]", using=told).observations
    assert [row.period.text for row in found] == ["2015", "2016"]
