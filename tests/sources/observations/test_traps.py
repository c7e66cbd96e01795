"""The traps of public indicator tables that reading has to catch, one test for each."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accord.domain.commitment import Direction
from accord.domain.observation import Absence
from accord.methods.coverage import coverage
from accord.methods.observing import series_of
from sources.observations.made_up_tables import EXPECTS, INDICATORS, layout, read, refused

LAYOUT = f"""id: calm
title: Calm
format: csv
columns: {{partner: code, indicator: indicator, period: year, value: score, std_error: se, lower: low,
  upper: high}}
constants: {{source: calm, unit: points, vintage: "2024"}}
optional: [std_error, lower, upper]
absent:
  - {{mark: "..", means: missing}}
  - {{mark: c, means: suppressed}}
  - {{mark: "-", means: not applicable}}
  - {{mark: no report, means: not reported}}
{EXPECTS}"""
HEAD = "code,indicator,year,score"


def test_trap_1_missing_is_not_zero_and_the_five_absences_stay_five() -> None:
    lines = [
        *("ALB,survey,2015,", "ALB,survey,2016,..", "ALB,survey,2017,c", "ALB,survey,2018,-"),
        *("ALB,survey,2019,no report", "ALB,survey,2020,0", "ALB,survey,2021,1"),
    ]
    rows = read(*lines, head=HEAD, using=layout(LAYOUT)).observations
    assert [(row.value, row.absence) for row in rows] == [
        (None, Absence.MISSING),
        (None, Absence.MISSING),
        (None, Absence.SUPPRESSED),
        (None, Absence.NOT_APPLICABLE),
        (None, Absence.NOT_REPORTED),
        (Decimal(0), Absence.ZERO),
        (Decimal(1), None),
    ]


def test_trap_1_a_zero_that_stands_for_missing_is_refused_by_the_indicator() -> None:
    # As datasets/corruption-perceptions-index stores it; CALM cannot be 0.
    (found,) = refused("ALB,calm,2015,0.0", head=HEAD, using=layout(LAYOUT))
    assert (found.id, found.value) == ("ACC-627", "0.0")


def test_trap_1_a_zero_that_the_layout_declares_missing_is_missing() -> None:
    declared = layout(LAYOUT.replace("absent:", 'absent:\n  - {mark: "0.0", means: missing}'))
    (row,) = read("ALB,calm,2015,0.0", head=HEAD, using=declared).observations
    assert (row.value, row.absence) == (None, Absence.MISSING)


def test_trap_1_a_scale_that_a_copy_divided_by_ten_is_refused_by_what_its_source_is_expected_to_say() -> None:
    # As datasets/corruption-perceptions-index does after 2012: 3.6 lies on the scale of 0 to 100.
    expecting = layout(f"{LAYOUT}  lowest: 8\n")
    (found,) = refused("ALB,calm,2015,3.6", head=HEAD, using=expecting)
    assert (found.id, found.value) == ("ACC-626", "3.6")
    assert "at least 8" in found.expected


def test_trap_1_one_place_under_its_four_names_is_one_place() -> None:
    names = ("North Macedonia", "Macedonia", "FYR Macedonia", "The former Yugoslav Republic of Macedonia")
    lines = [f"{name},survey,{year},{year - 2000}" for year, name in enumerate(names, 2015)]
    rows = read(*lines, head=HEAD, using=layout(LAYOUT)).observations
    assert {row.partner for row in rows} == {"MKD"}
    assert len(rows) == 4


def test_trap_2_the_direction_is_that_of_the_vintage() -> None:
    line = "ALB,turned,2015,3,score 1-7,calm,{}"
    rows = read(*(line.format(vintage) for vintage in ("2018", "2018-05", "2019"))).observations
    assert [row.segment for row in rows] == ["old", "old", "new"]
    directions = {series.vintage: series.segment.direction for series in series_of(rows, INDICATORS)}
    assert directions == {"2018": Direction.LOWER, "2018-05": Direction.LOWER, "2019": Direction.HIGHER}


def test_trap_3_a_break_splits_the_series() -> None:
    # After the World Press Freedom Index, Serbia 2020 and 2021: no improvement from 32.03 to 61.51.
    rows = read(
        "SRB,broken,2020,32.03,points,calm,2022", "SRB,broken,2021,61.51,points,calm,2022"
    ).observations
    found = series_of(rows, INDICATORS)
    assert [(series.segment.id, series.values) for series in found] == [
        ("after", (61.51,)),
        ("before", (32.03,)),
    ]


def test_trap_4_the_vintage_is_part_of_the_key() -> None:
    rows = read("ALB,survey,2015,50,points,calm,2022", "ALB,survey,2015,51,points,calm,2024").observations
    assert [row.id for row in rows] == ["obs.survey.ALB.2015.calm.2022", "obs.survey.ALB.2015.calm.2024"]
    assert [len(series.observations) for series in series_of(rows, INDICATORS)] == [1, 1]


@pytest.mark.parametrize("code", ["XKX", "KSV", "LWI", "kos", "412", "XK", "Kosovo*"])
def test_trap_5_one_place_has_one_code(code: str) -> None:
    (row,) = read(f"{code},survey,2015,50,points,calm,2024").observations
    assert row.partner == "KOS"


def test_trap_5_one_place_under_two_codes_is_a_key_that_stands_twice() -> None:
    (found,) = refused("KSV,survey,2015,50,points,calm,2024", "XKX,survey,2015,50,points,calm,2024")
    assert (found.id, found.line) == ("ACC-624", 3)


def test_trap_5_srb_before_2006_is_serbia_and_montenegro() -> None:
    lines = [f'SRB,noise,{year},5,"per 100,000",calm,2024' for year in (1996, 2005, 2006, 2007)]
    assert [row.partner for row in read(*lines).observations] == ["SCG", "SCG", "SRB", "SRB"]


def test_trap_6_coverage_is_counted_for_each_partner() -> None:
    lines = [
        "ALB,survey,2015,50",
        "ALB,survey,2016,51",
        "MNE,survey,2015,..",
        "ALB,calm,2015,9",
        "KSV,calm,2015,9",
    ]
    rows = read(*lines, head=HEAD, using=layout(LAYOUT)).observations
    calm, survey = coverage(rows, ("ALB", "MNE", "KOS"))
    assert {place: (each.n, each.absent) for place, each in survey.places.items()} == {
        "ALB": (2, 0),
        "KOS": (0, 0),
        "MNE": (0, 1),
    }
    assert (calm.having(), survey.having()) == (("ALB", "KOS"), ("ALB",))


def test_trap_7_a_wave_that_is_written_for_two_years_is_one_observation() -> None:
    lines = ["ALB,survey,2016,50.25", "ALB,survey,2017,51.5", "ALB,survey,2018,51.5", "ALB,survey,2019,52"]
    rows = read(*lines, head=HEAD, using=layout(LAYOUT)).observations
    assert len(rows) == 4
    (series,) = series_of(rows, INDICATORS)
    assert series.values == (50.25, 51.5, 52.0)


def test_trap_10_the_level_of_an_interval_is_that_of_its_source() -> None:
    source = "translations:\n  - {role: indicator, source: v, ours: survey, level: 0.68}\n"
    line = "ALB,v,2015,50,1,49,51"
    (row,) = read(line, head=f"{HEAD},se,low,high", using=layout(LAYOUT + source)).observations
    assert (row.lower, row.upper, row.level) == (Decimal(49), Decimal(51), Decimal("0.68"))


def test_trap_10_an_interval_whose_level_is_not_stated_gets_none_and_an_error_alone_no_interval() -> None:
    rows = read(
        *("ALB,survey,2015,50,1,49,51", "ALB,survey,2016,50,1,,"),
        head=f"{HEAD},se,low,high",
        using=layout(LAYOUT),
    ).observations
    assert [(row.std_error, row.lower, row.level) for row in rows] == [
        (Decimal(1), Decimal(49), None),
        (Decimal(1), None, None),
    ]
