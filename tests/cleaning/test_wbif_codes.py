"""Codes of the Framework: taken apart, put together, found in text, refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.cleaning.wbif_codes import (
    PARTNERS,
    SECTORS,
    SEVERAL_PARTNERS,
    CodeKind,
    WbifCode,
    compose_wbif_code,
    find_wbif_codes,
    parse_wbif_code,
)
from accord.domain.declaration import Declaration

ROUNDS = {
    CodeKind.PROJECT: st.just(""),
    CodeKind.TECHNICAL_ASSISTANCE: st.integers(1, 99).map(lambda number: f"WB{number}"),
    CodeKind.INVESTMENT_GRANT: st.builds(
        "IG{:02}{}".format, st.integers(0, 99), st.sampled_from(["", "A", "E"])
    ),
}


@st.composite
def codes(draw: st.DrawFn) -> WbifCode:
    """Any code that the three forms allow."""
    kind = draw(st.sampled_from(CodeKind))
    return WbifCode(
        kind=kind,
        round=draw(ROUNDS[kind]),
        partner=draw(st.sampled_from((*PARTNERS, *SEVERAL_PARTNERS))),
        sector=draw(st.sampled_from(tuple(SECTORS))),
        number=draw(st.integers(0, 999 if kind is CodeKind.PROJECT else 99)),
    )


@pytest.mark.parametrize(
    ("text", "kind", "round_", "partner", "sector", "number"),
    [
        ("PRJ-ALB-TRA-013", CodeKind.PROJECT, "", "ALB", "TRA", 13),
        ("PRJ-MULTI-DII-006", CodeKind.PROJECT, "", "MULTI", "DII", 6),
        ("WB5-MKD-TRA-01", CodeKind.TECHNICAL_ASSISTANCE, "WB5", "MKD", "TRA", 1),
        ("WB22-REG-DII-02", CodeKind.TECHNICAL_ASSISTANCE, "WB22", "REG", "DII", 2),
        ("WB-IG03-MNE-TRA-01", CodeKind.INVESTMENT_GRANT, "IG03", "MNE", "TRA", 1),
        ("WB-IG06E-SRB-DII-01", CodeKind.INVESTMENT_GRANT, "IG06E", "SRB", "DII", 1),
    ],
)
def test_a_code_is_taken_apart(
    text: str, kind: CodeKind, round_: str, partner: str, sector: str, number: int
) -> None:
    # Each of these codes is printed on a project page of the register.
    expected = WbifCode(kind=kind, round=round_, partner=partner, sector=sector, number=number)
    assert parse_wbif_code(text) == expected
    assert compose_wbif_code(expected) == text


def test_every_grant_code_of_the_bundled_declaration_can_be_read(sofia_declaration: Declaration) -> None:
    printed = [line.grant_code for line in sofia_declaration.lines if line.grant_code]
    assert len(printed) > 10
    assert [compose_wbif_code(parse_wbif_code(code)) for code in printed] == printed


@given(codes())
def test_what_is_put_together_is_taken_apart_again(code: WbifCode) -> None:
    assert parse_wbif_code(compose_wbif_code(code)) == code
    assert find_wbif_codes(f"Phase 2 ({compose_wbif_code(code).lower()}), works") == (code,)


def test_the_old_spelling_of_serbia_names_the_same_grant() -> None:
    old = parse_wbif_code("WB8-SER-ENV-19")
    assert old == parse_wbif_code("WB8-SRB-ENV-19")
    assert (old.written, compose_wbif_code(old)) == ("WB8-SER-ENV-19", "WB8-SRB-ENV-19")


def test_a_code_of_several_partners_says_so() -> None:
    assert parse_wbif_code("WB22-REG-DII-02").serves_several
    assert not parse_wbif_code("WB22-ALB-DII-02").serves_several


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("PRJ-ITA-TRA-001", "partner"),
        ("PRJ-ALB-XYZ-001", "sector"),
        ("PRJ-ALB-TRA-01", "3 digits"),
        ("WB-IG03-ALB-TRA-001", "2 digits"),
        ("WB-ALB-TRA-01", "is written"),
        ("IG03-ALB-TRA-01", "is written"),
        ("WB17-ALB-TRA-01 and more", "is written"),
        ("", "is written"),
    ],
)
def test_what_is_no_code_is_refused_with_the_part_that_is_wrong(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_wbif_code(text)


def test_codes_are_found_in_running_text_once_each_and_in_their_order() -> None:
    text = (
        "Port of Durres (PRJ-ALB-TRA-013): WB17-ALB-TRA-01, then wb\u2010ig03\u2011alb \u2013 tra-01;"
        " again PRJ-ALB-TRA-013. Not PRJ-ITA-TRA-001, not XWB17-ALB-TRA-01, not WB17-ALB-TRA-012."
    )
    assert [compose_wbif_code(code) for code in find_wbif_codes(text)] == [
        "PRJ-ALB-TRA-013",
        "WB17-ALB-TRA-01",
        "WB-IG03-ALB-TRA-01",
    ]


def test_a_code_inside_a_longer_identifier_is_found() -> None:
    # Publishers build identifiers of activities out of their own prefix and a foreign code.
    assert [code.number for code in find_wbif_codes("XX-MADE-UP-PRJ-ALB-TRA-013-2")] == [13]


@given(st.text())
def test_no_text_breaks_the_search(text: str) -> None:
    assert all(code.written in text for code in find_wbif_codes(text))
