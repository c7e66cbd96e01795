"""A price index is read with its description; a year without an index is listed and never filled."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accord.domain.conversion import Undeflated
from accord.domain.rate import Deflator
from accord.methods.deflation import deflate
from accord.sources.rates.deflators import parse_deflator
from sources.rates.made_up_files import DEFLATOR, DEFLATOR_FACTS, file, refusal


def read(content: str = DEFLATOR, facts: str = DEFLATOR_FACTS) -> Deflator:
    return parse_deflator(file(content, "prices.csv"), file(facts, "prices.yml"))


def test_an_index_has_a_name_a_currency_and_a_line_for_each_year() -> None:
    deflator = read()
    assert (deflator.id, deflator.currency, deflator.publisher) == (
        "prices-northshore",
        "EUR",
        "Statistics of Northshore",
    )
    assert deflator.indices == {2016: Decimal(80), 2018: Decimal(100)}
    assert deflator.lines == {2016: 2, 2018: 4}
    assert len(deflator.sha256) == 64


def test_a_year_without_an_index_is_listed() -> None:
    assert read().years_without == (2017,)
    assert deflate(Decimal(40), "EUR", 2017, read(), base_year=2018).reason is Undeflated.NO_INDEX_OF_YEAR


def test_an_index_that_was_read_deflates() -> None:
    # 40 x 100 / 80 = 50
    assert deflate(Decimal(40), "EUR", 2016, read(), base_year=2018).result == 50


def test_columns_separator_and_decimal_mark_are_those_of_the_description() -> None:
    facts = (
        DEFLATOR_FACTS + 'year_column: TIME\nindex_column: OBS\nignored_columns: [GEO]\nseparator: ";"\n'
        'decimal_mark: ","\nabsent: [":"]\n'
    )
    deflator = read("GEO;TIME;OBS;FLAG\nNorthshore;2016;80,5;p\nNorthshore;2017;:;\n", facts)
    assert deflator.indices == {2016: Decimal("80.5")}
    assert deflator.years_without == (2017,)
    assert deflator.unlisted == ("FLAG",)


@pytest.mark.parametrize(
    ("content", "error", "line"),
    [
        ("", "ACC-340", 0),
        ("year,index\n", "ACC-340", 0),
        ("year,index\n2016,\n", "ACC-340", 0),
        ("year,value\n2016,80\n", "ACC-341", 1),
        (DEFLATOR.replace(",", ";"), "ACC-341", 1),
        (DEFLATOR.replace("2017", "17"), "ACC-342", 3),
        (DEFLATOR.replace("2017", "2017-01"), "ACC-342", 3),
        (DEFLATOR.replace("2017", "0000"), "ACC-342", 3),
        (DEFLATOR.replace("80", "0"), "ACC-343", 2),
        (DEFLATOR.replace("80", "-80"), "ACC-343", 2),
        (DEFLATOR.replace("80", '"80,5"'), "ACC-343", 2),
        (DEFLATOR + "2015,70\n", "ACC-345", 5),
        (DEFLATOR + "2018,101\n", "ACC-346", 5),
        (DEFLATOR + "2019,1,101\n", "ACC-347", 5),
    ],
)
def test_what_is_wrong_is_refused_with_its_line(content: str, error: str, line: int) -> None:
    problem = refusal(lambda: read(content))
    assert (problem.id, problem.line, problem.file) == (error, line, "prices.csv")


def test_the_same_year_again_must_say_the_same() -> None:
    assert read(DEFLATOR + "2018,100.0\n").indices == read().indices
    assert refusal(lambda: read(DEFLATOR.replace("2017,\n", "2017,\n2017,90\n"))).expected.startswith(
        "nothing"
    )


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        (DEFLATOR_FACTS.replace("currency: EUR\n", ""), "ACC-306"),
        (DEFLATOR_FACTS.replace("currency: EUR", "currency: euro"), "ACC-344"),
        (DEFLATOR_FACTS + "colour: blue\n", "ACC-305"),
    ],
)
def test_a_wrong_description_is_refused(facts: str, error: str) -> None:
    problem = refusal(lambda: read(facts=facts))
    assert (problem.id, problem.file) == (error, "prices.yml")
