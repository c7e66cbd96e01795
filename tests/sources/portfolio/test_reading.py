"""Calls as files: YAML, tables, workbooks, and everything that is refused. Names and amounts are invented."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from accord.domain.portfolio import Candidate, MoneyKind
from accord.errors import InputDataError, UsageError
from accord.sources.declaration import declaration_folder, parse_declaration, read_files
from accord.sources.portfolio.reading import BUNDLED, PortfolioFiles, read_portfolio

CALL = """
id: valleys
title: Invented call
unit: EUR million
price_base: 2025
candidates_file: candidates.csv
rules:
  - {id: envelope, kind: envelope, value: 40, source: Invented}
"""

HEADER = (
    "id,label,partners,mode,unit,price_base,cost,grant,min_grant_share,max_grant_share,loan,private,benefit,"
    "additionality,additionality_source,requires,option_of,spending,is_reform,evidence,source"
)
BYPASS = "bypass,Bypass,ALB,road,EUR million,2025,80,,0.2,0.3,45,3,36,0.6,Review,,,,,seen,Study"
LINE = 'line,Railway,"ALB 0.5, MKD 0.5",rail,EUR million,2025,50,10,,,,,21,,,bypass,,,,derived,Study'
GATES = "gates,One stop,,,,,,,,,,,6,,,,,,true,,Survey"
QUAY = "quay,Quay,MNE,port,EUR million,2025,30,9,,,,,,,,,,,,,Study"


def put(folder: Path, *rows: str, call: str = CALL, header: str = HEADER) -> Path:
    (folder / "candidates.csv").write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    (folder / "call.yml").write_text(call, encoding="utf-8")
    return folder / "call.yml"


def refusal(file: Path) -> str:
    with pytest.raises(InputDataError) as refused:
        read_portfolio(file)
    return str(refused.value)


def by_id(read: PortfolioFiles) -> dict[str, Candidate]:
    return {one.id: one for one in read.portfolio.candidates}


def test_a_table_says_what_is_known_and_an_empty_cell_is_unknown(tmp_path: Path) -> None:
    read = read_portfolio(put(tmp_path, BYPASS, LINE, GATES, QUAY))
    found = by_id(read)
    assert found["bypass"].money == {MoneyKind.LOAN: Decimal(45), MoneyKind.PRIVATE: Decimal(3)}
    assert (found["bypass"].min_grant_share, found["bypass"].grant) == (Decimal("0.2"), None)
    assert found["line"].partners == {"ALB": Decimal("0.5"), "MKD": Decimal("0.5")}
    assert (found["line"].requires, found["line"].money) == (("bypass",), {})
    assert (found["gates"].is_reform, found["gates"].partners) == (True, {})
    assert (found["quay"].benefit, found["quay"].additionality) == (None, None)
    assert read.portfolio.benefit_unit == "EUR million"


def test_rows_in_the_call_in_a_table_and_in_a_workbook_are_the_same(tmp_path: Path) -> None:
    table = read_portfolio(put(tmp_path, BYPASS, QUAY)).portfolio
    book = Workbook()
    book.active.title = "candidates"
    book.active.append(HEADER.split(","))
    for row in (BYPASS, QUAY):
        book.active.append([_cell(text) for text in row.split(",")])
    book.save(tmp_path / "candidates.xlsx")
    sheet = read_portfolio(put(tmp_path, BYPASS, call=CALL.replace(".csv", ".xlsx"))).portfolio
    inline = CALL.replace("candidates_file: candidates.csv\n", "candidates:\n") + ""
    rows = "".join(
        "  - {" + ", ".join(f"{key}: {value}" for key, value in _stated(row) if key != "partners")
        + f", partners: [{dict(_stated(row))['partners']}]" + "}\n"
        for row in (BYPASS, QUAY)
    )  # fmt: skip
    head, rules = inline.split("rules:")
    written = read_portfolio(put(tmp_path, BYPASS, call=f"{head}{rows}rules:{rules}")).portfolio
    for other in (sheet, written):
        assert [_without_origin(one) for one in other.candidates] == [
            _without_origin(one) for one in table.candidates
        ]


def _cell(text: str) -> object:
    try:
        return float(text) if text else None
    except ValueError:
        return text


def _stated(row: str) -> list[tuple[str, str]]:
    return [(key, value) for key, value in zip(HEADER.split(","), row.split(","), strict=True) if value]


def _without_origin(one: Candidate) -> dict[str, object]:
    return {name: getattr(one, name) for name in Candidate.__slots__ if name != "origin"}


def test_a_table_with_semicolons_is_read_as_spreadsheets_write_it(tmp_path: Path) -> None:
    rows = [row.replace(",", ";") for row in (BYPASS, QUAY)]
    read = read_portfolio(put(tmp_path, *rows, header=HEADER.replace(",", ";")))
    assert set(by_id(read)) == {"bypass", "quay"}


def test_every_cell_has_its_place_and_the_hash_of_its_file(tmp_path: Path) -> None:
    read = read_portfolio(put(tmp_path, BYPASS, QUAY))
    cost, unknown = read.cells["bypass", "cost"], read.cells["quay", "benefit"]
    assert (cost.says, cost.file, cost.place) == (
        "cost: 80 EUR million",
        "candidates.csv",
        "line 2, column cost",
    )
    assert (unknown.says, unknown.place) == ("benefit: empty, so it is unknown", "line 3, column benefit")
    assert cost.sha256 == read.files["candidates.csv"]
    rule = read.cells["rule envelope", "value"]
    assert (rule.id, rule.place) == ("cell.valleys.rule.envelope.value", "line 8")
    assert "40 EUR million" in rule.says
    money = read.cells["bypass", "money"]
    assert money.says == "other money: loan 45 EUR million, private 3 EUR million"
    assert money.place == "line 2, column loan, private"


@pytest.mark.parametrize(
    ("row", "problem", "expected"),
    [
        (BYPASS.replace("EUR million", "EUR thousand"), "ACC-848", "nothing is converted silently"),
        (BYPASS.replace("EUR million", "USD million"), "ACC-848", "EUR million"),
        (BYPASS.replace("EUR million", ""), "ACC-848", "missing"),
        (BYPASS.replace("2025", "2019"), "ACC-849", "2019"),
        (BYPASS.replace("2025", ""), "ACC-849", "missing"),
        (BYPASS.replace(",80,", ",-80,"), "ACC-850", "below zero"),
        (BYPASS.replace(",80,", ",0,"), "ACC-850", "is_reform"),
        (BYPASS.replace("0.2,0.3", "0.2,60"), "ACC-851", "Is 60 meant as 0.6?"),
        (BYPASS.replace("0.2,0.3", "0.4,0.3"), "ACC-852", "above the greatest"),
        (BYPASS.replace(",0.2,0.3", "9,0.2,0.3"), "ACC-852", "as an amount and as a share"),
        (BYPASS.replace(",,0.2,0.3", ",90,,"), "ACC-852", "The grant is above the cost."),
        (BYPASS.replace(",0.6,Review", ",0.6,"), "ACC-852", "where it comes from"),
        (BYPASS.replace(",0.6,", ",6,"), "ACC-851", "additionality"),
        (BYPASS.replace("Bypass,ALB", 'Bypass,"ALB 0.5, MKD 0.4"'), "ACC-851", "ALB 0.5, MKD 0.4"),
        (BYPASS.replace("bypass,Bypass", "by.pass,Bypass"), "ACC-853", "letters, digits"),
        (BYPASS.replace("36,0.6,Review,", "36,0.6,Review,brigde"), "ACC-854", "brigde"),
        (BYPASS.replace("36,0.6,Review,", "36,0.6,Review,bypass"), "ACC-855", "bypass requires bypass"),
        (BYPASS.replace("Review,,,,", "Review,,,0.5,"), "ACC-856", "plans none"),
        (GATES.replace(",,,,,,,,,,,6", ",,,EUR million,2025,9,,,,,,6"), "ACC-852", "A reform"),
        (BYPASS.replace(",80,", ",eighty,"), "ACC-307", "cost"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_refused_with_its_line(tmp_path: Path, row: str, problem: str, expected: str) -> None:
    said = refusal(put(tmp_path, QUAY, row))
    assert problem in said
    assert expected in said
    assert "candidates.csv:3" in said


def test_a_circle_an_id_twice_and_a_contradiction_are_refused(tmp_path: Path) -> None:
    said = refusal(put(tmp_path, BYPASS.replace("Review,,", "Review,line,"), LINE))
    assert "bypass requires line requires bypass" in said
    said = refusal(put(tmp_path, BYPASS, BYPASS))
    assert "ACC-853" in said
    assert "bypass, first on line 2 of candidates.csv" in said
    both = [BYPASS.replace("Review,,,", "Review,,pair,"), LINE.replace("bypass,,", "bypass,pair,")]
    assert "it could never be chosen" in refusal(put(tmp_path, *both))


@pytest.mark.parametrize(
    "call",
    [
        "",
        " \n",
        CALL.replace("candidates_file: candidates.csv\n", ""),
        CALL.replace("candidates_file: candidates.csv\n", "candidates: []\n"),
    ],
)
def test_without_candidates_the_answer_is_clear(tmp_path: Path, call: str) -> None:
    said = refusal(put(tmp_path, BYPASS, call=call))
    assert "ACC-847" in said
    assert "nothing can be chosen" in said


def test_a_rule_about_what_no_candidate_states_says_so(tmp_path: Path) -> None:
    rule = "  - {id: more, kind: share_at_least, value: 0.2, dimension: sector}\n"
    said = refusal(put(tmp_path, BYPASS, call=CALL + rule))
    assert "ACC-854" in said
    assert "no candidate states one" in said


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ("kind: share_at_most, value: 35, dimension: partner", "ACC-851"),
        ("kind: share_at_most, value: 0.35", "ACC-857"),
        ("kind: leverage_at_least, value: 3", "ACC-857"),
        ("kind: number_at_most, value: 3, group: rail", "ACC-857"),
        ("kind: envelope, value: -4, year: 2027", "ACC-850"),
        ("kind: envelope, value: 4, year: 2027", "ACC-856"),
        ("kind: envelope, value: 4", "ACC-857"),
        ("kind: share_at_least, value: 0.2, dimension: mode, group: rial", "ACC-854"),
        ("kind: share_at_least, value: 0.2, dimension: sector", "ACC-854"),
        ("kind: must_include, candidate: bipass", "ACC-854"),
        ("kind: floor_of_envelope, value: 0.05", "ACC-307"),
    ],
)
def test_a_wrong_rule_is_refused_with_its_id(tmp_path: Path, rule: str, problem: str) -> None:
    said = refusal(put(tmp_path, BYPASS, call=CALL + f"  - {{id: more, {rule}}}\n"))
    assert problem in said
    assert "more" in said


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        ("unit: EURm", "ACC-848"),
        ("id: a.b", "ACC-853"),
        ("candidates_file: nowhere.csv", "ACC-858"),
        ("candidates_file: ../candidates.csv", "ACC-858"),
        ("years: {first: 2030, last: 2027, discount_rate: 0.03}", "ACC-857"),
        ("years: {first: 2027, last: 2030}", "ACC-306"),
        ("questions: {step: 0}", "ACC-857"),
        ("questions: {drift: {distribution: triangular, low: 2, mode: 1, high: 3, source: S}}", "ACC-857"),
        ("questions: {drift: {distribution: lognormal, low: 2, source: S}}", "ACC-857"),
        ("joint: [{id: j, members: [bypass], extra: 3, source: S}]", "ACC-857"),
        ("joint: [{id: j, members: [bypass, quay], extra: 3, source: S}]", "ACC-857"),
        ("joint: [{id: j, members: [bypass, quay], sets: [{of: [quay], value: 3}], source: S}]", "ACC-857"),
        ("joint: [{id: j, members: [bypass, cuay], extra: 3, source: S}]", "ACC-854"),
    ],
)
def test_a_wrong_key_of_the_call_is_refused(tmp_path: Path, key: str, problem: str) -> None:
    name = key.partition(":")[0]
    kept = [line for line in CALL.splitlines() if not line.startswith(f"{name}:")]
    assert problem in refusal(put(tmp_path, BYPASS, QUAY, call="\n".join([*kept, key]) + "\n"))


def test_a_pair_has_its_extra_on_the_whole_set_and_a_set_that_is_not_stated_is_unknown(
    tmp_path: Path,
) -> None:
    other = BYPASS.replace("bypass,Bypass", "bridge,Bridge")
    pair = "joint:\n  - {id: pair, members: [bypass, bridge], extra: 3, source: Model}\n"
    found = read_portfolio(put(tmp_path, BYPASS, other, call=CALL + pair)).portfolio.joint[0]
    assert list(found.values) == [0, 0, 0, 3]
    bare = [row.replace(",36,0.6,Review,", ",,,,") for row in (BYPASS, other)]
    row = "{id: pair, members: [bypass, bridge], sets: [{of: [bridge, bypass], value: 9}], source: Model}"
    sets = f"joint:\n  - {row}\n"
    again = read_portfolio(put(tmp_path, *bare, call=CALL + sets)).portfolio.joint[0]
    assert list(again.values) == [0, None, None, 9]


def test_what_looks_like_thousands_and_money_above_the_cost_are_named_and_not_refused(tmp_path: Path) -> None:
    rows = [BYPASS.replace("bypass", f"b{number}") for number in range(4)]
    odd = BYPASS.replace("bypass", "odd").replace(",80,", ",80000,")
    rich = "quay,Quay,MNE,port,EUR million,2025,30,9,,,90,,5,,,,,,,,Study"
    read = read_portfolio(put(tmp_path, *rows, odd, rich))
    assert read.notes == (
        "odd: a cost of 80000 EUR million stands beside a median of 80: is it in another unit?",
        "quay: grant and other money are 99 EUR million, more than its cost of 30: an old cost, or money that"
        " is counted twice",
    )


def test_a_table_in_place_of_a_call_is_refused_as_usage(tmp_path: Path) -> None:
    put(tmp_path, BYPASS)
    with pytest.raises(UsageError, match="ACC-295"):
        read_portfolio(tmp_path / "candidates.csv")


def test_the_bundled_call_says_what_claims_of_the_declaration_say() -> None:
    """Eight projects with a grant on record; benefits come of the network alone."""
    read = read_portfolio(BUNDLED)
    found = by_id(read)
    assert sorted(name for name, one in found.items() if one.grant is None) == ["T09", "T10", "T11"]
    assert {one.benefit for one in found.values()} == {None}
    claims = parse_declaration(read_files(declaration_folder("sofia_2018"))).claims
    said = {(claim.subject, claim.attribute, claim.value) for claim in claims}
    million = Decimal(10) ** 6
    for name, one in found.items():
        stated = {"cost": one.cost, "grant": one.grant, "loans": one.money.get(MoneyKind.LOAN)}
        for attribute, amount in stated.items():
            assert amount is None or (name, attribute, amount * million) in said
    assert sum(amount is not None for one in found.values() for amount in (one.cost, one.grant)) == 13
    assert read.notes == ()


FLOORS = """  - {id: low, kind: share_at_least, dimension: partner, group: ALB, value: 0.7}
  - {id: high, kind: share_at_most, dimension: partner, value: 0.5}
  - {id: other, kind: share_at_least, dimension: partner, group: MKD, value: 0.4}
"""


def test_floors_that_only_no_grant_at_all_can_keep_are_pointed_out(tmp_path: Path) -> None:
    """0.7 is above the cap of 0.5, and 0.7 + 0.4 is more than all."""
    assert read_portfolio(put(tmp_path, BYPASS, LINE, call=CALL + FLOORS)).notes == (
        "rule low gives ALB at least 0.7 of all grants and rule high at most 0.5: only a choice without any"
        " grant obeys both",
        "rules low, other together give away 1.1 of all grants, more than all: only a choice without any"
        " grant obeys them",
    )


def test_half_a_project_is_no_number_of_projects(tmp_path: Path) -> None:
    call = CALL + "  - {id: few, kind: number_at_most, value: 1.5}\n"
    assert "A number of projects is not whole." in refusal(put(tmp_path, BYPASS, call=call))


def test_a_name_that_reads_as_another_and_no_name_at_all_are_refused(tmp_path: Path) -> None:
    turned = refusal(put(tmp_path, BYPASS.replace("Bypass", "Bypass \u202edaor", 1)))
    assert "A candidate has no name that can be read." in turned
    assert "U+202E" in turned
    row = "candidates:\n  - {id: a, label: '', cost: 9, grant: 3, benefit: 4, source: Study}\n"
    assert "empty" in refusal(put(tmp_path, call=CALL.replace("candidates_file: candidates.csv\n", row)))


def test_amounts_beside_which_others_vanish_are_refused(tmp_path: Path) -> None:
    """36 beside 10^30: whether the bypass is chosen would make no difference that can be computed."""
    said = refusal(put(tmp_path, BYPASS, LINE.replace(",21,", f",1{'0' * 30},")))
    assert "ACC-850" in said
    assert "beside 36 of bypass" in said


def test_a_slip_in_a_partner_is_refused_with_the_nearest_one(tmp_path: Path) -> None:
    """Taken as it stands, ABL would be a partner of its own, free of every cap of ALB."""
    said = refusal(put(tmp_path, BYPASS.replace("ALB", "ABL"), LINE, QUAY.replace("MNE", "Montenegr")))
    assert said.count("ACC-980") == 2
    assert "Did you mean `ALB`? If not, declare it in the call: `partners: [ABL]`." in said
    assert "Did you mean `MNE`?" in said


def test_codes_and_names_of_a_partner_are_one_partner_also_in_rules(tmp_path: Path) -> None:
    """The cap of Albania holds for what is written as AL, Albania and ALB."""
    rule = "  - {id: cap, kind: share_at_most, dimension: partner, group: Albania, value: 0.5}\n"
    rows = (
        BYPASS.replace(",ALB,", ",Albania,"),
        LINE.replace("ALB 0.5", "AL 0.5").replace("MKD", "North Macedonia"),
    )
    read = read_portfolio(put(tmp_path, *rows, QUAY.replace("MNE", "XK"), call=CALL + rule))
    assert {name: dict(one.partners) for name, one in by_id(read).items()} == {
        "bypass": {"ALB": 1},
        "line": {"ALB": Decimal("0.5"), "MKD": Decimal("0.5")},
        "quay": {"KOS": 1},
    }
    assert [rule.group for rule in read.portfolio.rules if rule.group] == ["ALB"]
    assert read.notes == ()


def test_a_call_of_other_partners_is_read_and_says_so(tmp_path: Path) -> None:
    """Regions of one country: none of them is a place that is known, and none is refused."""
    rows = (BYPASS.replace("ALB", "HILLS"), QUAY.replace("MNE", "ABL"))
    read = read_portfolio(put(tmp_path, *rows))
    assert by_id(read)["bypass"].partners == {"HILLS": 1}
    (note,) = read.notes
    assert "each taken as a partner of its own: HILLS and ABL; is that a slip: ABL is near to ALB?" in note
    declared = CALL + "partners: [HILLS, ABL]\n"
    assert read_portfolio(put(tmp_path, *rows, call=declared)).notes == ()
    slip = refusal(put(tmp_path, BYPASS.replace("ALB", "HILS"), call=declared))
    assert "Did you mean `HILLS`?" in slip


def test_a_declared_partner_keeps_its_name_and_another_place_is_pointed_out(tmp_path: Path) -> None:
    """BA is the code of Bosnia and Herzegovina, unless the call says that it is a partner of its own."""
    rows = (BYPASS.replace("ALB", "BA"), QUAY.replace("MNE", "AUT"))
    read = read_portfolio(put(tmp_path, *rows))
    assert by_id(read)["bypass"].partners == {"BIH": 1}
    assert read.notes == ("places beside the six partners, each counted as a partner of its own: AUT",)
    own = read_portfolio(put(tmp_path, *rows, call=CALL + "partners: [BA]\n"))
    assert by_id(own)["bypass"].partners == {"BA": 1}
    assert own.notes == ()
