"""Appraisals as files: YAML, tables, workbooks, and everything that is refused. Names are invented."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from accord.domain.appraisal_flows import Analysis
from accord.errors import AccordError, InputDataError, UsageError
from accord.methods.appraisal.running import appraise
from accord.sources.appraisal.parameters import SHIPPED, parse_parameters
from accord.sources.appraisal.reading import read_appraisal

VALUES = """
parameters:
  - {id: social, title: R, unit: share a year, value: 0.05, source: Invented,
      evidence: seen, date_read: 2026-11}
"""

PROJECT = """
id: hill
title: Road over the hill
counterfactual: The old road
unit: EUR million
price_base: 2025
base_year: 2026
first_year: 2026
last_year: 2028
conventions: {discounting: year_0, bcr: residual_as_benefit}
rates: {economic: social, financial: social}
parameters_file: values.yml
"""

FLOWS = """
flows:
  - {id: works, kind: investment, analysis: economic, unit: EUR million, price_base: 2025, source: Plan, first_year: 2026, amounts: [100]}
  - {id: time, kind: benefit, analysis: economic, unit: EUR million, price_base: 2025, source: Model, first_year: 2027, amounts: [60, 60]}
"""  # noqa: E501

HEADER = ("id", "kind", "analysis", "unit", "price_base", "source", "2026", "2027", "2028")
ROWS: list[Sequence[object]] = [
    ("works", "investment", "economic", "EUR million", 2025, "Plan", 100, None, None),
    ("time", "benefit", "economic", "EUR million", 2025, "Model", None, 60, 60.0),
]
KEYS: list[Sequence[object]] = [
    ("key", "value"),
    ("id", "hill"),
    ("title", "Road over the hill"),
    ("counterfactual", "The old road"),
    ("unit", "EUR million"),
    ("price_base", 2025),
    ("base_year", 2026),
    ("first_year", 2026),
    ("last_year", 2028),
    ("conventions.discounting", "year_0"),
    ("conventions.bcr", "residual_as_benefit"),
    ("rates.economic", "social"),
    ("rates.financial", "social"),
    ("parameters_file", "values.yml"),
]


def put(folder: Path, text: str, name: str = "hill.yml") -> Path:
    (folder / "values.yml").write_text(VALUES, encoding="utf-8")
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def workbook(folder: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    put(folder, "")
    book.save(folder / "hill.xlsx")
    return folder / "hill.xlsx"


def value_of(file: Path) -> float:
    files = read_appraisal(file)
    return appraise(files.spec, files.parameters).analyses[Analysis.ECONOMIC].declared.values.net


def refusal(file: Path) -> str:
    with pytest.raises(InputDataError) as refused:
        read_appraisal(file)
    return str(refused.value)


def test_yaml_table_and_workbook_give_the_same_value(tmp_path: Path) -> None:
    # -100 + 60/1.05 + 60/1.05^2 = 11.564626
    whole = value_of(put(tmp_path, PROJECT + FLOWS))
    table = "\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in [HEADER, *ROWS])
    (tmp_path / "flows.csv").write_text(table, encoding="utf-8")
    apart = value_of(put(tmp_path, PROJECT + "flows_file: flows.csv\n", "apart.yml"))
    book = value_of(workbook(tmp_path, project=KEYS, flows=[HEADER, *ROWS]))
    assert whole == pytest.approx(11.564626, abs=1e-6)
    assert (apart, book) == (whole, whole)


def test_places_and_hashes_of_all_files_are_kept(tmp_path: Path) -> None:
    files = read_appraisal(put(tmp_path, PROJECT + FLOWS))
    assert set(files.files) == {"hill.yml", "values.yml", "accord/parameters.yml"}
    assert files.spec.flows[1].origin.line == 16


@pytest.mark.parametrize("text", ["", "  \n\n", PROJECT, PROJECT + "flows: []\n"])
def test_without_flows_the_answer_is_clear(tmp_path: Path, text: str) -> None:
    said = refusal(put(tmp_path, text))
    assert "ACC-800" in said
    assert "nothing can be appraised" in said


def test_a_cost_in_thousands_is_refused_with_its_place(tmp_path: Path) -> None:
    wrong = FLOWS.replace("unit: EUR million", "unit: EUR thousand", 1)
    said = refusal(put(tmp_path, PROJECT + wrong))
    assert "ACC-801  hill.yml:15" in said
    assert "works" in said
    assert "EUR thousand" in said
    assert "EUR million" in said


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("price_base: 2025, source: Plan", "price_base: 2020, source: Plan", "ACC-802"),
        ("price_base: 2025, source: Plan", "source: Plan", "ACC-802"),
        ("first_year: 2027", "first_year: 2028", "ACC-803"),
        ("amounts: [100]", "amounts: [-100]", "ACC-804"),
        ("id: time", "id: works", "ACC-805"),
        ("amounts: [60, 60]", "amounts: []", "ACC-805"),
        ("amounts: [60, 60]", "amounts: [60, 60], growth: 0.02", "ACC-805"),
        ("amounts: [60, 60]", "amounts: [60, 60], last_year: 2028", "ACC-805"),
        ("amounts: [60, 60]", "amounts: [60, 60], conversion: none", "ACC-815"),
        ("kind: benefit, analysis: economic", "kind: benefit, analysis: financial", "ACC-805"),
        ("kind: benefit", "kind: residual", "ACC-805"),
        ("amounts: [100]", "amounts: [1e2]", "ACC-307"),
        ("kind: investment", "kind: investmnt", "ACC-307"),
        ("source: Plan", "sorce: Plan", "ACC-305"),
    ],
)
def test_a_line_that_cannot_be_so_is_refused(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert FLOWS.count(old) == 1
    assert problem in refusal(put(tmp_path, PROJECT + FLOWS.replace(old, new)))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("unit: EUR million\n", "unit: EUR m\n", "ACC-805"),
        ("last_year: 2028", "last_year: 2025", "ACC-805"),
        ("counterfactual: The old road", 'counterfactual: ""', "ACC-805"),
        ("conventions: {discounting: year_0, bcr: residual_as_benefit}\n", "", "ACC-306"),
        ("discounting: year_0, ", "", "ACC-306"),
        ("parameters_file: values.yml", "parameters_file: other.yml", "ACC-816"),
        ("parameters_file: values.yml", "parameters_file: ../values.yml", "ACC-816"),
        ("id: hill", "id: hill.road", "ACC-805"),
    ],
)
def test_a_frame_that_cannot_be_so_is_refused(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert PROJECT.count(old) == 1
    assert problem in refusal(put(tmp_path, PROJECT.replace(old, new) + FLOWS))


@pytest.mark.parametrize(
    "numbers",
    [
        "distribution: triangular, low: 0.9, high: 1.3",
        "distribution: triangular, low: 1.3, mode: 1, high: 0.9",
        "distribution: uniform, low: -0.1, high: 1.3",
        "distribution: normal, mean: 1, deviation: 0",
        "distribution: uniform, low: 0.9, high: 1.3, mean: 1",
    ],
)
def test_a_distribution_that_cannot_be_drawn_is_refused(tmp_path: Path, numbers: str) -> None:
    risk = f"risks:\n  - {{id: r, source: Own, lines: [works], {numbers}}}\n"
    assert "ACC-814" in refusal(put(tmp_path, PROJECT + FLOWS + risk))


def test_a_risk_of_a_line_that_is_not_there_names_the_nearest(tmp_path: Path) -> None:
    risk = "risks:\n  - {id: r, source: Own, lines: [work], distribution: uniform, low: 0.9, high: 1.3}\n"
    said = refusal(put(tmp_path, PROJECT + FLOWS + risk))
    assert "ACC-815" in said
    assert "Did you mean `works`?" in said


def test_a_table_with_a_hole_or_a_word_is_refused_by_cell(tmp_path: Path) -> None:
    table = "id,kind,unit,2026,2027,2028\nworks,investment,EUR million,100,,20\ntime,benefit,EUR,,n/a,60\n"
    (tmp_path / "flows.csv").write_text(table, encoding="utf-8")
    said = refusal(put(tmp_path, PROJECT + "flows_file: flows.csv\n"))
    assert "ACC-813  flows.csv:2" in said
    assert "ACC-812  flows.csv:3" in said
    assert "n/a" in said


def test_a_workbook_without_its_sheets_or_with_formulas_is_refused(tmp_path: Path) -> None:
    assert "ACC-811" in refusal(workbook(tmp_path, project=KEYS))
    formula = [HEADER, (*ROWS[0][:6], "=60+40", None, None)]
    said = refusal(workbook(tmp_path, project=KEYS, flows=formula))
    assert "ACC-812  hill.xlsx, sheet flows:2" in said


def test_a_column_that_stands_twice_in_a_sheet_is_refused(tmp_path: Path) -> None:
    twice = [(*HEADER[:-1], HEADER[-2]), *ROWS]
    said = refusal(workbook(tmp_path, project=KEYS, flows=twice))
    assert "ACC-341  hill.xlsx, sheet flows:1" in said
    assert HEADER[-2] in said


def test_a_cell_without_a_heading_is_refused_and_a_note_beside_the_keys_is_not(tmp_path: Path) -> None:
    stray = [HEADER, (*ROWS[0], None, 7), *ROWS[1:]]
    said = refusal(workbook(tmp_path, project=KEYS, flows=stray))
    assert "ACC-985  hill.xlsx, sheet flows:2" in said
    assert "cell K2" in said
    noted = [(*KEYS[0], None, "my note"), *KEYS[1:]]
    assert read_appraisal(workbook(tmp_path, project=noted, flows=[HEADER, *ROWS])).spec.id == "hill"


def test_a_workbook_with_a_header_alone_has_no_flows(tmp_path: Path) -> None:
    assert "ACC-800" in refusal(workbook(tmp_path, project=KEYS, flows=[HEADER]))
    assert "ACC-800" in refusal(workbook(tmp_path, project=KEYS, flows=[]))


def test_sheets_that_are_not_read_are_named(tmp_path: Path) -> None:
    risks = [
        ("id", "distribution", "lines", "source", "low", "high"),
        ("r", "uniform", "works,time", "Own", 0.9, 1.3),
    ]
    file = workbook(tmp_path, project=KEYS, flows=[HEADER, *ROWS], risks=risks, scratch=[("x",)])
    files = read_appraisal(file)
    assert files.unread == ("scratch",)
    assert files.spec.risks[0].lines == ("works", "time")


def test_a_key_twice_in_a_workbook_is_refused(tmp_path: Path) -> None:
    assert "ACC-302" in refusal(workbook(tmp_path, project=[*KEYS, ("unit", "EUR")], flows=[HEADER, *ROWS]))


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "flows.csv").write_text("id\n", encoding="utf-8")
    with pytest.raises(UsageError, match="ACC-291"):
        read_appraisal(tmp_path / "flows.csv")


def test_parameters_that_come_with_accord_are_whole_and_what_was_not_read_says_so() -> None:
    found = parse_parameters(SHIPPED.read_bytes(), file=SHIPPED.name)
    assert found["ec_2008_social_rate"].evidence.is_verified
    assert not found["ec_2021_social_rate"].evidence.is_verified
    assert all(each.source and (each.value is None) == bool(each.points) for each in found.values())


@pytest.mark.parametrize(
    "change",
    [
        ("value: 0.05", "value: 5"),
        ("value: 0.05, ", ""),
        ("value: 0.05", "value: 0.05, points: [{year: 2026, value: 1}, {year: 2030, value: 2}]"),
        ("value: 0.05", "points: [{year: 2026, value: 0.05}]"),
        ("source: Invented", 'source: ""'),
    ],
)
def test_a_parameter_that_contradicts_itself_is_refused(change: tuple[str, str]) -> None:
    with pytest.raises(AccordError, match="ACC-805"):
        parse_parameters(VALUES.replace(*change), file="values.yml")


@pytest.mark.parametrize(
    "change",
    [
        ("value: 0.05", "value: 0.05, growth: 0.02"),
        ("value: 0.05", "value: 0.05, value_year: 2025"),
        ("value: 0.05", "value: 0.05, value_year: 2025, growth: 0.02, grows_with: other"),
        ("value: 0.05", "value: 0.05, elasticity: 0.7"),
    ],
)
def test_growth_that_is_stated_by_half_or_twice_is_refused(change: tuple[str, str]) -> None:
    with pytest.raises(AccordError, match="ACC-805"):
        parse_parameters(VALUES.replace(*change), file="values.yml")


def test_parameters_may_stand_in_the_appraisal_but_only_once(tmp_path: Path) -> None:
    # in it at 0 %: -100 + 60 + 60 = 20
    own = VALUES.replace("id: social", "id: none").replace("value: 0.05", "value: 0")
    text = PROJECT.replace("economic: social", "economic: none") + own + FLOWS
    assert value_of(put(tmp_path, text)) == 20
    assert "ACC-805" in refusal(put(tmp_path, PROJECT + VALUES + FLOWS))


@pytest.mark.parametrize("rate", ["0.05", '""'])
def test_a_rate_without_a_name_is_refused_and_the_answer_says_where_rates_stand(
    tmp_path: Path, rate: str
) -> None:
    files = read_appraisal(put(tmp_path, PROJECT.replace("economic: social", f"economic: {rate}") + FLOWS))
    with pytest.raises(InputDataError, match="ACC-810") as refused:
        appraise(files.spec, files.parameters)
    assert "Add the rate to `parameters`" in str(refused.value)


def test_years_may_count_from_zero_as_in_books(tmp_path: Path) -> None:
    frame = PROJECT.replace("base_year: 2026", "base_year: 0").replace("first_year: 2026", "first_year: 0")
    table = "id,kind,analysis,unit,price_base,source,0,1,2\n"
    table += "works,investment,economic,EUR million,2025,Plan,100,,\n"
    table += "time,benefit,economic,EUR million,2025,Model,,60,60\n"
    (tmp_path / "flows.csv").write_text(table, encoding="utf-8")
    text = frame.replace("last_year: 2028", "last_year: 2") + "flows_file: flows.csv\n"
    assert value_of(put(tmp_path, text)) == pytest.approx(11.564626, abs=1e-6)


FINANCED = (
    "{id: b, kind: loan, unit: EUR million, price_base: 2025, source: Plan, first_year: 2026, amounts: [5]"
)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (FINANCED.replace("EUR million", "EUR"), "ACC-892"),
        (FINANCED.replace("price_base: 2025", "price_base: 2020"), "ACC-892"),
        (FINANCED.replace("[5]", "[-5]"), "ACC-892"),
        (FINANCED.replace("first_year: 2026", "first_year: 2025"), "ACC-892"),
        (FINANCED + ", repaid_from: 2026, repaid_until: 2028", "ACC-893"),
        (FINANCED + ", repaid_from: 2027, repaid_until: 2029", "ACC-893"),
        (FINANCED + ", interest: 0.03", "ACC-893"),
        (FINANCED.replace("loan", "grant") + ", repaid_from: 2027, repaid_until: 2028", "ACC-893"),
        (FINANCED.replace("id: b", "id: works"), "ACC-805"),
    ],
)
def test_financing_that_cannot_be_so_is_refused(tmp_path: Path, row: str, problem: str) -> None:
    assert problem in refusal(put(tmp_path, PROJECT + f"financing:\n  - {row}}}\n" + FLOWS))
