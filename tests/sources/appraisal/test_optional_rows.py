"""Rows that an appraisal may add, in YAML and in the workbook that is offered. Names are invented."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from openpyxl import load_workbook  # type: ignore[import-untyped]

from accord.domain.appraisal_flows import Analysis
from accord.errors import InputDataError
from accord.methods.appraisal.results import AnalysisResult, AppraisalResult
from accord.methods.appraisal.running import appraise
from accord.sources.appraisal.reading import read_appraisal
from accord.sources.appraisal.template import appraisal_template

Rows = dict[str, list[dict[str, object]]]

KEYS: dict[str, object] = {
    "id": "hill",
    "title": "Road over the hill",
    "counterfactual": "The old road",
    "unit": "EUR million",
    "price_base": 2025,
    "base_year": 2026,
    "first_year": 2026,
    "last_year": 2028,
    "conventions.discounting": "year_0",
    "conventions.bcr": "by_sign",
    "rates.economic": "social",
}
MONEY: dict[str, object] = {"unit": "EUR million", "price_base": 2025, "source": "Plan"}
RATE: dict[str, object] = {
    "title": "R", "unit": "share a year", "source": "Invented", "evidence": "seen", "date_read": "2026-11",
}  # fmt: skip
ROWS: Rows = {
    "flows": [
        {**MONEY, "id": "works", "kind": "investment", "analysis": "economic", "2026": 100},
        {**MONEY, "id": "time", "kind": "benefit", "analysis": "economic", "2027": 60, "2028": 60},
    ],
    "parameters": [{**RATE, "id": "social", "value": 0.1}, {**RATE, "id": "later", "value": 0.05}],
}
LATER: Rows = {"later_rates": [{"analysis": "economic", "from_year": 2, "rate": "later"}]}


def workbook(folder: Path, rows: Rows, **keys: object) -> Path:
    book = load_workbook(io.BytesIO(appraisal_template(range(2026, 2029))))
    stated = {**KEYS, **{name.replace("__", "."): value for name, value in keys.items()}}
    for row in book["project"].iter_rows(min_row=2):
        row[1].value = stated.get(row[0].value)
    for name, lines in {**ROWS, **rows}.items():
        headings = [str(cell.value) for cell in book[name][1]]
        for line in lines:
            assert set(line) <= set(headings), f"{name} offers {headings}"
            book[name].append([line.get(heading) for heading in headings])
    book.save(folder / "hill.xlsx")
    return folder / "hill.xlsx"


def written(folder: Path, rows: Rows, **keys: object) -> Path:
    """The same appraisal as YAML, which is read faster."""
    text: dict[str, object] = {}
    for name, value in {**KEYS, **{name.replace("__", "."): value for name, value in keys.items()}}.items():
        above, _, last = name.rpartition(".")
        inner = text.setdefault(above, {}) if above else text
        assert isinstance(inner, dict)
        if value is not None:
            inner[last] = str(value).split(", ") if last == "nominal" else value
    for name, lines in {**ROWS, **rows}.items():
        text[name] = [_row(line) for line in lines]
    file = folder / "hill.yml"
    file.write_text(yaml.safe_dump(text), encoding="utf-8")
    return file


def _row(line: dict[str, object]) -> dict[str, object]:
    stated = {name: value for name, value in line.items() if value is not None}
    years = sorted(name for name in stated if name.isdigit())
    if years:
        stated |= {"first_year": int(years[0]), "amounts": [stated.pop(year) for year in years]}
    return stated | ({"lines": [stated["lines"]]} if "lines" in stated else {})


def result_of(file: Path) -> AppraisalResult:
    files = read_appraisal(file)
    assert files.unread == ()
    return appraise(files.spec, files.parameters)


def economic(file: Path) -> AnalysisResult:
    return result_of(file).analyses[Analysis.ECONOMIC]


def refusal(file: Path) -> str:
    with pytest.raises(InputDataError) as refused:
        result_of(file)
    return str(refused.value)


def test_later_rates_are_read_from_their_sheet(tmp_path: Path) -> None:
    # -100 + 60/1.1 + 60/(1.1 x 1.05) = 6.493506
    found = economic(workbook(tmp_path, LATER))
    assert found.declared.values.net == pytest.approx(6.493506, abs=1e-6)
    assert [row.id for row in found.rate.parameters] == ["social", "later"]


@pytest.mark.parametrize(
    ("rows", "problem", "said"),
    [
        ([{"from_year": 0}], "ACC-950", "a year from 1 on"),
        ([{"analysis": "financial"}], "ACC-950", "no `rates.financial`"),
        ([{"analysis": "both"}], "ACC-950", "no `rates.financial`"),
        ([{}, {}], "ACC-950", "once for each analysis"),
        ([{"rate": "latter"}], "ACC-806", "`later`"),
        ([{"rate": 0.05}], "ACC-810", "no name of a parameter"),
        ([{"from_year": "soon"}], "ACC-30", "soon"),
    ],
)
def test_a_later_rate_that_has_no_place_is_refused(
    tmp_path: Path, rows: list[dict[str, object]], problem: str, said: str
) -> None:
    file = written(tmp_path, {"later_rates": [{**LATER["later_rates"][0], **row} for row in rows]})
    text = refusal(file)
    assert problem in text
    assert said in text


RISKS: Rows = {
    "risks": [
        {
            "id": "cost",
            "distribution": "uniform",
            "lines": "works",
            "low": 0.9,
            "high": 1.3,
            "source": "Plan",
        },
        {"id": "use", "distribution": "uniform", "lines": "time", "low": 0.9, "high": 1.3, "source": "P"},
    ],
    "correlations": [{"first": "cost", "second": "use", "rank": -0.5, "source": "Plan"}],
}


def test_correlations_are_read_from_their_sheet(tmp_path: Path) -> None:
    found = economic(workbook(tmp_path, RISKS, risk_run__draws=2000)).risk
    assert found is not None
    assert found.rank_correlations["cost", "use"] == pytest.approx(-0.5, abs=0.06)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"second": "cost"}, "ACC-955"),
        ({"rank": 1.2}, "ACC-955"),
        ({"source": " "}, "ACC-955"),
        ({"second": "usage"}, "ACC-815"),
    ],
)
def test_a_correlation_that_cannot_be_so_is_refused(
    tmp_path: Path, row: dict[str, object], problem: str
) -> None:
    rows = [{**RISKS["correlations"][0], **row}]
    assert problem in refusal(written(tmp_path, {**RISKS, "correlations": rows}))
    twice = [*RISKS["correlations"], {**RISKS["correlations"][0], "first": "use", "second": "cost"}]
    assert "ACC-955" in refusal(written(tmp_path, {**RISKS, "correlations": twice}))


NOMINAL: dict[str, object] = {"unit": "EUR million", "prices": "current", "source": "Plan"}
PRICED: Rows = {
    "flows": [
        {**NOMINAL, "id": "works", "kind": "investment", "analysis": "economic", "2026": 102},
        {
            **NOMINAL,
            "id": "time",
            "kind": "benefit",
            "analysis": "economic",
            "2027": 62.424,
            "2028": 63.67248,
        },
    ],
    "parameters": [*ROWS["parameters"], {**RATE, "id": "cpi", "value": 0.02}],
}


def test_current_prices_and_nominal_rates_are_read_from_the_workbook(tmp_path: Path) -> None:
    # (1 + 0.1) / 1.02 - 1: -100 + 60 x 1.02/1.1 + 60 x (1.02/1.1)^2 = 7.226446
    found = economic(workbook(tmp_path, PRICED, inflation="cpi", rates__nominal="economic"))
    assert found.declared.values.net == pytest.approx(7.226446, abs=1e-6)


@pytest.mark.parametrize(
    ("row", "keys", "problem", "said"),
    [
        ({}, {}, "ACC-951", "`inflation` in the appraisal"),
        ({"price_base": 2025}, {"inflation": "cpi"}, "ACC-951", "each amount is at its year's"),
        ({"escalation": 0.01}, {"inflation": "cpi"}, "ACC-951", "against the general level"),
        ({"parameter": "later"}, {"inflation": "cpi"}, "ACC-951", "constant prices"),
        ({"prices": "constant", "price_base": 2025}, {"inflation": "cpi"}, "ACC-951", "nothing contains it"),
        ({"prices": "constant", "price_base": 2025}, {"inflation": "cpi", "rates__nominal": "economic"},
         "ACC-952", "real rate"),
        ({}, {"inflation": "cpi", "rates__nominal": "economic, financial"}, "ACC-952", "rates.financial"),
        ({}, {"inflation": "cpy"}, "ACC-806", "`cpi`"),
    ],
)  # fmt: skip
def test_prices_that_cannot_be_so_are_refused(
    tmp_path: Path, row: dict[str, object], keys: dict[str, object], problem: str, said: str
) -> None:
    flows = [{**each, **row} for each in PRICED["flows"]]
    text = refusal(written(tmp_path, {**PRICED, "flows": flows}, **keys))
    assert problem in text
    assert said in text


BOTH: Rows = {
    "flows": [{**each, "analysis": "both", "kind": kind, "prices": "current", "price_base": None}
              for each, kind in zip(ROWS["flows"], ("investment", "revenue"), strict=True)],
    "parameters": [*ROWS["parameters"], {**RATE, "id": "cpi", "value": 0.02}],
}  # fmt: skip


@pytest.mark.parametrize(
    "keys",
    [
        {"rates__financial": "social", "rates__economic": "social"},
        {"rates__financial": "later", "rates__economic": "social", "is_later": True},
    ],
)
def test_one_rate_is_not_nominal_in_one_analysis_and_real_in_the_other(
    tmp_path: Path, keys: dict[str, object]
) -> None:
    rows = {**BOTH, **(LATER if keys.pop("is_later", False) else {})}
    text = refusal(written(tmp_path, rows, **keys, inflation="cpi", rates__nominal="financial"))
    assert "ACC-957" in text
    assert keys["rates__financial"] in text  # type: ignore[operator]
    alike = result_of(written(tmp_path, rows, **keys, inflation="cpi", rates__nominal="both"))
    assert alike.analyses[Analysis.FINANCIAL].rate.deflator == "cpi"


HOURS: Rows = {
    "flows": [
        ROWS["flows"][0],
        {"id": "hours", "kind": "benefit", "analysis": "economic", "unit": "million hours", "source": "Plan",
         "parameter": "time", "2027": 2},
    ],
    "parameters": [*ROWS["parameters"],
                   {**RATE, "id": "time", "unit": "EUR/hour", "value": 5, "price_base": 2010}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"parameter": "social"}, "social values no line"),
        ({"parameter": "tyme"}, "tyme values no line"),
        ({"factor": 0}, "a factor above zero"),
        ({"source": " "}, "its source"),
    ],
)
def test_an_adjustment_that_adjusts_nothing_is_refused(
    tmp_path: Path, row: dict[str, object], said: str
) -> None:
    index = {"parameter": "time", "factor": 1.4, "source": "Index"}
    assert economic(written(tmp_path, {**HOURS, "adjustments": [index]})).lines[1].amounts[1] == 14
    text = refusal(written(tmp_path, {**HOURS, "adjustments": [{**index, **row}]}))
    assert "ACC-958" in text
    assert said in text
    assert "stands twice" in refusal(written(tmp_path, {**HOURS, "adjustments": [index, index]}))


def test_a_value_at_the_prices_of_the_appraisal_is_not_adjusted(tmp_path: Path) -> None:
    index = {"parameter": "time", "factor": 1.4, "source": "Index"}
    values = [{**each, "price_base": 2025} if each["id"] == "time" else each for each in HOURS["parameters"]]
    rows = {**HOURS, "parameters": values, "adjustments": [index]}
    assert "at prices of 2025 already" in refusal(written(tmp_path, rows))


OWNED: Rows = {
    "flows": [
        {**MONEY, "id": "works", "kind": "investment", "analysis": "financial", "2026": 100},
        {**MONEY, "id": "tolls", "kind": "revenue", "analysis": "financial", "2027": 60, "2028": 60},
    ],
    "financing": [
        {**MONEY, "id": "equity", "kind": "private", "financier": "promoter", "2026": 40},
        {**MONEY, "id": "budget", "kind": "national", "2026": 60},
    ],
    "financiers": [{"id": "promoter", "share": 0.4, "source": "Plan"}],
}
OWNING = {"rates__financial": "social", "rates__economic": None}
PAID_OUT = {**MONEY, "id": "paid-out", "kind": "dividend", "financier": "promoter", "2027": 5}


def test_financiers_are_read_from_their_sheet(tmp_path: Path) -> None:
    # -40 + 24/1.1 + 24/1.1^2 = 1.652893
    found = result_of(workbook(tmp_path, OWNED, **OWNING)).capital
    assert found is not None
    assert found.financiers[0].npv[Decimal("0.1")] == pytest.approx(1.652893, abs=1e-6)


@pytest.mark.parametrize(
    ("row", "line", "problem"),
    [
        ({"share": 1.2}, {}, "ACC-954"),
        ({"share": None}, {}, "ACC-954"),
        ({"source": " "}, {}, "ACC-954"),
        ({"id": "owner"}, {}, "ACC-815"),
        ({}, {"kind": "grant"}, "ACC-954"),
        ({}, {"financier": None}, "ACC-954"),
        ({}, PAID_OUT, "pays nothing"),
        ({}, {**PAID_OUT, "financier": None}, "ACC-954"),
    ],
)
def test_a_financier_that_cannot_be_so_is_refused(
    tmp_path: Path, row: dict[str, object], line: dict[str, object], problem: str
) -> None:
    rows: Rows = {
        "financiers": [{**OWNED["financiers"][0], **row}],
        "financing": [{**OWNED["financing"][0], **line}, OWNED["financing"][1]],
    }
    assert problem in refusal(written(tmp_path, {**OWNED, **rows}, **OWNING))


def test_shares_and_dividends_of_one_financier_or_shares_above_one_are_refused(tmp_path: Path) -> None:
    both = {**OWNED, "financing": [*OWNED["financing"], PAID_OUT]}
    assert "0.4 and dividends" in refusal(written(tmp_path, both, **OWNING))
    owners: list[dict[str, object]] = [
        {"id": name, "share": 0.6, "source": "Plan"} for name in ("promoter", "city")
    ]
    lines = [OWNED["financing"][0], {**OWNED["financing"][1], "financier": "city"}]
    assert "together 1.2" in refusal(
        written(tmp_path, {**OWNED, "financiers": owners, "financing": lines}, **OWNING)
    )
