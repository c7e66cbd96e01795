"""What is refused in a table of observations: with its line, the value, what was expected, what to do."""

from __future__ import annotations

import pytest

from accord.errors import InputDataError
from accord.sources.observations.layout_files import find_layout
from accord.sources.observations.reading import read_observations
from accord.sources.rates.grid import TableFile
from sources.observations.made_up_tables import EXPECTS, INDICATORS, TIDY, layout, read, refused

GOOD = "MNE,calm,2020,50,points,calm,2024"
WIDE_HEAD = f"{TIDY},std_error,lower,upper,level,direction,absence"


@pytest.mark.parametrize(
    ("line", "problem", "field", "value"),
    [
        ("ZZZ,calm,2020,50,points,calm,2024", "ACC-620", "partner", "ZZZ"),
        ("999,calm,2020,50,points,calm,2024", "ACC-620", "partner", "999"),
        ("SCG,calm,2010,50,points,calm,2024", "ACC-620", "partner", "SCG"),
        (",calm,2020,50,points,calm,2024", "ACC-606", "partner", ""),
        ("ALB,clam,2020,50,points,calm,2024", "ACC-621", "indicator", "clam"),
        ("ALB,,2020,50,points,calm,2024", "ACC-606", "indicator", ""),
        ("ALB,calm,0,50,points,calm,2024", "ACC-622", "period", "0"),
        ("ALB,calm,2020-13,50,points,calm,2024", "ACC-622", "period", "2020-13"),
        ("ALB,calm,2021/2020,50,points,calm,2024", "ACC-622", "period", "2021/2020"),
        ("ALB,calm,,50,points,calm,2024", "ACC-606", "period", ""),
        ("ALB,calm,2020,n/a,points,calm,2024", "ACC-623", "value", "n/a"),
        ("ALB,calm,2020,nan,points,calm,2024", "ACC-623", "value", "nan"),
        ("ALB,calm,2020,inf,points,calm,2024", "ACC-623", "value", "inf"),
        ("ALB,calm,2020,50 %,points,calm,2024", "ACC-623", "value", "50 %"),
        ('ALB,calm,2020,"50,5",points,calm,2024', "ACC-623", "value", "50,5"),
        ('ALB,noise,2020,"1,234.5","per 100,000",calm,2024', "ACC-623", "value", "1,234.5"),
        ('ALB,noise,2020,1 234,"per 100,000",calm,2024', "ACC-623", "value", "1 234"),
        ('ALB,noise,2020,1e20,"per 100,000",calm,2024', "ACC-623", "value", "1e20"),
        ("MNE,calm,2020,50,points,calm,2024", "ACC-624", "value", "50"),
        ("ALB,calm,2020,50,,calm,2024", "ACC-625", "unit", ""),
        ("ALB,calm,2020,50,percent,calm,2024", "ACC-625", "unit", "percent"),
        ("ALB,calm,2020,100.1,points,calm,2024", "ACC-626", "value", "100.1"),
        ("ALB,calm,2020,-999,points,calm,2024", "ACC-626", "value", "-999"),
        ("ALB,calm,2020,0.0,points,calm,2024", "ACC-627", "value", "0.0"),
        ("ALB,calm,1999,50,points,calm,2024", "ACC-629", "period", "1999"),
        ("ALB,broken,2020/2021,50,points,calm,2024", "ACC-629", "period", "2020/2021"),
        ("ALB,calm,2020,50,points,,2024", "ACC-633", "source", ""),
        ("ALB,calm,2020,50,points,calm,of 2024", "ACC-633", "vintage", "of 2024"),
        ("ALB,calm,2020,50,points,calm,", "ACC-633", "vintage", ""),
        ("ALB,tier,2020,middling,tier,calm,2024", "ACC-634", "value", "middling"),
        ("ALB,tier,2020,1,tier,calm,2024", "ACC-634", "value", "1"),
    ],
)
def test_a_wrong_cell_is_refused(line: str, problem: str, field: str, value: str) -> None:
    (found,) = refused(GOOD, line)
    assert (found.id, found.file, found.line, found.field) == (problem, "calm.csv", 3, field)
    assert found.value == value
    assert found.expected
    assert found.fix


@pytest.mark.parametrize(
    ("cells", "problem", "field"),
    [
        ("50,points,calm,2024,-0.1,,,,,", "ACC-628", "std_error"),
        ("50,points,calm,2024,,51,60,0.9,,", "ACC-628", "lower"),
        ("50,points,calm,2024,,40,49,0.9,,", "ACC-628", "upper"),
        ("50,points,calm,2024,,40,60,90,,", "ACC-628", "level"),
        (",points,calm,2024,1,,,,,", "ACC-628", "std_error"),
        ("50,points,calm,2024,x,,,,,", "ACC-623", "std_error"),
        ("50,points,calm,2024,,,,,lower,", "ACC-630", "direction"),
        ("50,points,calm,2024,,,,,-,", "ACC-630", "direction"),
        ("50,points,calm,2024,,,,,,missing", "ACC-632", "absence"),
        (",points,calm,2024,,,,,,zero", "ACC-632", "absence"),
        (",points,calm,2024,,,,,,lost", "ACC-632", "absence"),
    ],
)
def test_a_wrong_doubt_direction_or_absence_is_refused(cells: str, problem: str, field: str) -> None:
    (found,) = refused(f"ALB,calm,2020,{cells}", head=WIDE_HEAD)
    assert (found.id, found.line, found.field) == (problem, 2, field)
    assert found.expected
    assert found.fix


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("50,5", "Write a point before decimals."),
        ("1,234.5", "Write 1234.5 with nothing between thousands."),
        ("1.234,5", "Write 1234.5 with nothing between thousands."),
        ("1'234", "Write 1234.5 with nothing between thousands."),
        ("n/a", "list it under `absent`"),
    ],
)
def test_the_next_step_fits_what_is_wrong_with_a_number(text: str, advice: str) -> None:
    (found,) = refused(f'ALB,calm,2020,"{text}",points,calm,2024')
    assert advice in found.fix


def test_near_indicators_are_named() -> None:
    (found,) = refused("ALB,clam,2020,50,points,calm,2024")
    assert "Did you mean `calm`?" in found.fix


def test_everything_that_is_wrong_with_a_file_and_a_row_is_named_at_once() -> None:
    found = refused("ZZZ,clam,0,50,points,,2024", GOOD, "ALB,calm,2020,n/a,points,calm,2024")
    assert [(each.line, each.id) for each in found] == [
        *((2, "ACC-633"), (2, "ACC-622"), (2, "ACC-621"), (2, "ACC-620")),
        (4, "ACC-623"),
    ]


def test_two_values_for_one_key_are_refused_with_both_places_even_if_they_agree() -> None:
    (found,) = refused(GOOD, GOOD)
    assert (found.id, found.line) == ("ACC-624", 3)
    assert "the first stands in line 2" in found.expected


def test_a_key_is_refused_in_a_second_file_too_and_problems_of_all_files_are_named() -> None:
    one = TableFile(name="one.csv", content=f"{TIDY}\n{GOOD}\n".encode())
    two = TableFile(name="two.csv", content=f"{TIDY}\n{GOOD}\nALB,calm,0,1,points,calm,2024\n".encode())
    with pytest.raises(InputDataError) as caught:
        read_observations([one, two], find_layout("tidy"), INDICATORS)
    repeated, period = caught.value.problems
    assert (repeated.file, repeated.line) == ("two.csv", 2)
    assert "one.csv, line 2" in repeated.expected
    assert (period.file, period.id) == ("two.csv", "ACC-622")


def test_a_missing_column_is_refused_by_name() -> None:
    (found,) = refused("ALB,calm,2020,50,points,2024", head="partner,indicator,year,value,unit,source")
    assert (found.id, found.field) == ("ACC-642", "period")


@pytest.mark.parametrize(("rows", "word"), [(1, "fewer"), (4, "more")])
def test_a_reading_with_more_or_fewer_rows_than_the_source_is_refused(rows: int, word: str) -> None:
    text = f"id: calm\ntitle: Calm\nformat: csv\n{COLUMNS}{EXPECTS}"
    using = layout(
        text.replace("fewest_rows: 1", "fewest_rows: 2").replace("most_rows: 1000", "most_rows: 3")
    )
    lines = [f"ALB,calm,{2010 + year},50,points,calm,2024" for year in range(4)]
    (found,) = refused(*lines[:rows], using=using)
    assert (found.id, found.value, word in found.what) == ("ACC-631", str(rows), True)
    assert len(read(*lines[:3], using=using).observations) == 3


@pytest.mark.parametrize(
    ("expectation", "value", "problem"),
    [("zero_occurs: false", "0", "ACC-627"), ("highest: 40", "41", "ACC-626"), ("lowest: 5", "4", "ACC-626")],
)
def test_a_value_that_the_source_never_gives_is_refused(expectation: str, value: str, problem: str) -> None:
    using = layout(f"id: calm\ntitle: Calm\nformat: csv\n{COLUMNS}{EXPECTS}  {expectation}\n")
    line = 'ALB,noise,2020,{},"per 100,000",calm,2024'
    (found,) = refused(line.format(value), using=using)
    assert found.id == problem
    assert len(read(line.format("20"), using=using).observations) == 1


def test_a_period_of_another_length_than_those_of_the_source_is_refused() -> None:
    using = layout(f"id: calm\ntitle: Calm\nformat: csv\n{COLUMNS}{EXPECTS}")
    (found,) = refused("ALB,calm,2009-10,50,points,calm,2024", using=using)
    assert (found.id, "2009/2010" in found.fix) == ("ACC-622", True)
    assert len(read("ALB,calm,2009/2010,50,points,calm,2024", using=using).observations) == 1


COLUMNS = """columns: {partner: partner, indicator: indicator, period: period, value: value, unit: unit,
  source: source, vintage: vintage}
"""


@pytest.mark.parametrize("text", ["1e-30", "-4e-19", "0.0000000000000000001"])
def test_a_number_too_near_to_zero_for_tables_does_not_become_a_true_zero(text: str) -> None:
    (found,) = refused(f"ALB,survey,2015,{text},points,calm,2024")
    assert (found.id, found.value) == ("ACC-623", text)
    assert "closer to zero" in found.what


def test_a_level_is_checked_even_where_no_interval_stands() -> None:
    (found,) = refused("ALB,survey,2015,50,points,calm,2024,95", head=f"{TIDY},level")
    assert (found.id, found.value, found.field) == ("ACC-628", "95", "level")


def test_a_table_with_another_separator_is_told_once_and_how_to_read_it() -> None:
    (found,) = refused("ALB;survey;2015;50;points;calm;2024", head=TIDY.replace(",", ";"))
    assert (found.id, found.line) == ("ACC-642", 1)
    assert "separator: semicolon" in found.fix


def test_a_typographic_minus_is_named() -> None:
    (found,) = refused("ALB,survey,2015,\u22125,points,calm,2024")
    assert (found.id, "hyphen" in found.fix) == ("ACC-623", True)


def test_a_mark_in_place_of_a_word_gets_the_advice_to_declare_it() -> None:
    (found,) = refused("ALB,tier,2015,n/a,tier,calm,2024")
    assert (found.id, "`absent`" in found.fix) == ("ACC-634", True)
