"""Tables of source scores: what is read, and what is refused with its line and what to do."""

from __future__ import annotations

import pytest

from accord.domain.composite import SourceScore
from accord.errors import InputDataError, Problem
from accord.sources.rates.grid import TableFile
from accord.sources.score_tables import parse_source_scores

HEAD = "indicator,year,source,representative,code,score\n"


def read(
    *lines: str, head: str = HEAD, own: bytes = b"", end: str = "\n"
) -> tuple[tuple[SourceScore, ...], tuple[str, ...]]:
    text = (head + "\n".join(lines)).replace("\n", end)
    return parse_source_scores(TableFile(name="s.csv", content=own + text.encode()))


def refused(*lines: str) -> tuple[Problem, ...]:
    with pytest.raises(InputDataError) as caught:
        read(*lines)
    return caught.value.problems


def test_rows_become_scores_with_codes_as_they_stand() -> None:
    rows, _ = read("rl,1996,eiu,1,ROM,-0.5", "rl,1996,eiu,1,KSV,1e-1")
    assert rows == (
        SourceScore("rl", 1996, "eiu", True, "ROM", -0.5, line=2),
        SourceScore("rl", 1996, "eiu", True, "KSV", 0.1, line=3),
    )


def test_an_empty_score_is_unknown_and_not_nought() -> None:
    rows, _ = read("rl,2012,eiu,1,ALB,", "rl,2012,eiu,1,SRB,0")
    assert [(row.code, row.score) for row in rows] == [("SRB", 0.0)]


@pytest.mark.parametrize("role", ["1", "1.0", "TRUE", "true"])
def test_tables_are_read_as_other_programs_write_them(role: str) -> None:
    # R names rows in a first column without a name; pandas writes whole numbers as 2012.0 beside gaps.
    rows, unused = read(
        f'"1","rl",2012.0,"eiu",{role},"ALB",1e-05', head='"",' + HEAD, own=b"\xef\xbb\xbf", end="\r\n"
    )
    assert rows == (SourceScore("rl", 2012, "eiu", True, "ALB", 0.00001, line=2),)
    assert unused == ("names of rows",)


def test_a_year_written_in_two_ways_is_one_key() -> None:
    (found,) = refused("rl,2012,eiu,1,ALB,0.5", "rl,2012.0,eiu,1.0,ALB,0.7")
    assert (found.id, found.line) == ("ACC-604", 3)


def test_columns_that_are_not_needed_are_named() -> None:
    _, unused = read("rl,2012,eiu,1,ALB,0.5,x", head=HEAD.strip() + ",note\n")
    assert unused == ("note",)


@pytest.mark.parametrize(
    ("line", "problem", "field"),
    [
        ("rl,2012,eiu,2,ALB,0.5", "ACC-600", "representative"),
        ("rl,2012,eiu,1,Albania,0.5", "ACC-601", "code"),
        ("rl,2012,eiu,1,412,0.5", "ACC-601", "code"),
        ("rl,2012,eiu,1,kos,0.5", "ACC-601", "code"),
        ("rl,2012,eiu,1,,0.5", "ACC-601", "code"),
        ("rl,0,eiu,1,ALB,0.5", "ACC-602", "year"),
        ("rl,2012.5,eiu,1,ALB,0.5", "ACC-602", "year"),
        ("rl,2012,eiu,yes,ALB,0.5", "ACC-600", "representative"),
        ("rl,2012-13,eiu,1,ALB,0.5", "ACC-602", "year"),
        ("rl,2012,eiu,1,ALB,n/a", "ACC-603", "score"),
        ('rl,2012,eiu,1,ALB,"0,5"', "ACC-603", "score"),
        ("rl,2012,eiu,1,ALB,inf", "ACC-603", "score"),
        ("rl,2012,,1,ALB,0.5", "ACC-606", "source"),
        (",2012,eiu,1,ALB,0.5", "ACC-606", "indicator"),
    ],
)
def test_a_bad_row_is_refused_with_its_line_and_what_to_do(line: str, problem: str, field: str) -> None:
    (found,) = refused("rl,2012,eiu,1,MNE,0.5", line)
    assert (found.id, found.file, found.line, found.field) == (problem, "s.csv", 3, field)
    assert found.expected
    assert found.fix


@pytest.mark.parametrize("score", ["0.5", "0.7"])
def test_two_scores_for_one_key_are_refused_even_if_they_agree(score: str) -> None:
    (found,) = refused("rl,2012,eiu,1,ALB,0.5", f"rl,2012,eiu,1,ALB,{score}")
    assert (found.id, found.line) == ("ACC-604", 3)
    assert "line 2" in found.expected


@pytest.mark.parametrize("pair", [("XKX", "KSV"), ("KSV", "LWI"), ("ROM", "ROU")])
def test_one_place_under_two_codes_is_refused(pair: tuple[str, str]) -> None:
    (found,) = refused(*(f"rl,2012,s{code},1,{code},0.5" for code in pair))
    assert found.id == "ACC-605"


def test_a_code_that_belongs_to_no_country_is_refused_among_countries_with_the_nearest() -> None:
    lines = [f"rl,2012,eiu,1,{code},0.5" for code in ("ALB", "BIH", "KSV", "MKD", "MNE", "SRX")]
    (found,) = refused(*lines)
    assert (found.id, found.line, found.value) == ("ACC-601", 7, "SRX")
    assert "Did you mean" in found.fix
    assert "--own-codes" in found.fix
    file = TableFile(name="s.csv", content=(HEAD + "\n".join(lines)).encode())
    assert len(parse_source_scores(file, own_codes=True)[0]) == 6


def test_a_table_of_invented_places_has_codes_of_its_own() -> None:
    rows, _ = read("rl,2012,eiu,1,AAA,0.5", "rl,2012,eiu,1,BBB,0.5", "rl,2012,eiu,1,ALB,0.5")
    assert len(rows) == 3


def test_order_of_columns_quotes_line_ends_and_a_byte_order_mark_change_nothing() -> None:
    text = 'score,code,"representative",source,note,year,indicator\r\n"0.5","ALB",1,eiu,"a, b",2012,rl\r\n'
    rows, unused = parse_source_scores(TableFile(name="s.csv", content=text.encode("utf-8-sig")))
    assert rows == (SourceScore("rl", 2012, "eiu", True, "ALB", 0.5, line=2),)
    assert unused == ("note",)


def test_a_source_has_one_role_in_an_indicator_and_a_year() -> None:
    (found,) = refused("rl,2012,eiu,1,ALB,0.5", "rl,2012,eiu,0,SRB,0.5")
    assert found.id == "ACC-600"
    read("rl,2012,eiu,1,ALB,0.5", "rl,2013,eiu,0,ALB,0.5")


def test_everything_that_is_wrong_is_named_at_once() -> None:
    found = refused("rl,0,eiu,1,ALB,0.5", "rl,2012,eiu,1,ALB,n/a")
    assert [problem.line for problem in found] == [2, 3]
