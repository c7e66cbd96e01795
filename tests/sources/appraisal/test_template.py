"""The workbook that is filled in: what it offers is what is read."""

from __future__ import annotations

import dataclasses
import io
import typing
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]

from accord.domain.appraisal import Appraisal
from accord.domain.appraisal_flows import Analysis
from accord.errors import InputDataError
from accord.methods.appraisal.running import appraise
from accord.sources.appraisal.reading import read_appraisal
from accord.sources.appraisal.template import appraisal_template
from accord.sources.appraisal.template_layout import PROJECT_KEYS, SHEETS
from accord.sources.appraisal.workbooks import ROW_SHEETS

KEYS = {
    "id": "sheet",
    "title": "Road in a sheet",
    "counterfactual": "The old road",
    "unit": "EUR million",
    "price_base": 2025,
    "base_year": 2026,
    "first_year": 2026,
    "last_year": 2028,
    "conventions.discounting": "year_0",
    "conventions.bcr": "by_sign",
    "rates.economic": "social",
    "rates.compared": "0.035, 0.12",
}
ROWS: dict[str, list[dict[str, object]]] = {
    "flows": [
        {"id": "works", "kind": "investment", "analysis": "economic", "2026": 100},
        {"id": "time", "kind": "benefit", "analysis": "economic", "2027": 60, "2028": 60},
    ],
    "parameters": [
        {"id": "social", "title": "R", "unit": "share a year", "value": 0.05, "source": "Invented"}
        | {"evidence": "seen", "date_read": date(2026, 11, 2)}
    ],
}


def filled(folder: Path, keys: dict[str, object], rows: dict[str, list[dict[str, object]]]) -> Path:
    book = load_workbook(io.BytesIO(appraisal_template(range(2026, 2029))))
    for row in book["project"].iter_rows(min_row=2):
        row[1].value = keys.get(row[0].value)
    for name, lines in rows.items():
        headings = [str(cell.value) for cell in book[name][1]]
        for line in lines:
            stated = {"unit": "EUR million", "price_base": 2025, "source": "Plan", **line}
            if name == "parameters":
                del stated["price_base"]
            book[name].append([stated.get(heading) for heading in headings])
    book.save(folder / "sheet.xlsx")
    return folder / "sheet.xlsx"


def test_a_template_that_is_filled_in_gives_the_value_worked_by_hand(tmp_path: Path) -> None:
    # -100 + 60/1.05 + 60/1.05^2 = 11.564626
    files = read_appraisal(filled(tmp_path, KEYS, ROWS))
    found = appraise(files.spec, files.parameters).analyses[Analysis.ECONOMIC]
    assert found.declared.values.net == pytest.approx(11.564626, abs=1e-6)
    assert [str(rate) for rate in found.at] == ["0.03", "0.035", "0.05", "0.12"]
    assert files.unread == ()
    assert str(files.parameters["social"].date_read) == "2026-11-02"


def test_an_empty_template_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(InputDataError, match="The key `counterfactual` is missing"):
        read_appraisal(filled(tmp_path, {}, {}))


def test_every_key_that_is_offered_is_read_and_every_sheet_has_its_columns() -> None:
    hints = typing.get_type_hints(Appraisal)
    for key, *_ in PROJECT_KEYS:
        assert key.split(".")[0] in hints, key
    assert tuple(SHEETS) == ROW_SHEETS
    for name, sheet in SHEETS.items():
        fields = {field.name for field in dataclasses.fields(typing.get_args(hints[name])[0])}
        assert {*sheet.columns} - {"series"} <= fields, name
        assert sheet.choices.keys() <= {*sheet.columns}


def test_the_same_years_give_the_same_bytes() -> None:
    assert appraisal_template(range(2026, 2030)) == appraisal_template(range(2026, 2030))


def test_a_path_of_values_may_leave_years_out_and_growth_is_read(tmp_path: Path) -> None:
    more = [
        {"id": "time", "title": "T", "unit": "EUR/hour", "2026": 10, "2028": 12, "source": "Invented"},
        {"id": "fuel", "title": "F", "unit": "EUR/km", "value": 1, "value_year": 2025, "growth": 0.01},
    ]
    seen = {"evidence": "seen", "date_read": "2026-11", "source": "Invented"}
    parameters = [*ROWS["parameters"], *({**row, **seen} for row in more)]
    found = read_appraisal(filled(tmp_path, KEYS, {**ROWS, "parameters": parameters})).parameters
    assert [point.year for point in found["time"].points] == [2026, 2028]
    assert (found["fuel"].value_year, str(found["fuel"].growth)) == (2025, "0.01")
