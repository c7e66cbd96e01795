"""Workbooks of observations: long and wide sheets, dates, formulas, merged headings."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.chart import PieChart, Reference  # type: ignore[import-untyped]

from accord.errors import InputDataError, Problem
from accord.sources.observations.layout_files import LayoutFile, find_layout
from accord.sources.observations.read_file import Reading
from accord.sources.observations.reading import read_observations
from accord.sources.rates.grid import TableFile
from sources.observations.made_up_tables import EXPECTS, INDICATORS, indicator, layout

LONG = f"""id: calm
title: Calm
format: excel
workbook: {{sheets: [Data], header_row: 2, last_row: 6}}
columns: {{partner: Place, indicator: What, period: When, value: Score}}
constants: {{source: calm, unit: points, vintage: "2024"}}
{EXPECTS.replace("yearly", "any")}"""
WIDE = f"""id: calm
title: Calm
format: excel
workbook: {{sheets: [survey, noise], header_row: 3, header_above: 2, ignored_sheets: [Notes]}}
wide: {{across: period, measures: [Estimate, StdErr]}}
columns: {{partner: Code, indicator: (sheet), period: (heading), value: Estimate, std_error: StdErr}}
constants: {{source: calm, vintage: "2024"}}
ignored: [Name]
translations:
  - {{role: indicator, source: survey, ours: survey, unit: points}}
  - {{role: indicator, source: noise, ours: noise, unit: "per 100,000"}}
absent: [{{mark: "#N/A", means: missing}}]
{EXPECTS}"""


def workbook(**sheets: Sequence[Sequence[object]]) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def read(book: Workbook, text: str) -> Reading:
    saved = io.BytesIO()
    book.save(saved)
    file = TableFile(name="calm.xlsx", content=saved.getvalue())
    return read_observations([file], layout(text), INDICATORS)


def refused(book: Workbook, text: str) -> tuple[Problem, ...]:
    with pytest.raises(InputDataError) as caught:
        read(book, text)
    return caught.value.problems


def long_book(*rows: Sequence[object]) -> Workbook:
    return workbook(Data=[["A title"], ["Place", "What", "When", "Score"], *rows])


def test_a_long_sheet_is_read_from_the_row_of_its_headings_to_its_last_row() -> None:
    rows: list[Sequence[object]] = [
        ["ALB", "survey", 2015, 0.1],
        ["MNE", "survey", "2016", "7"],
        [],
        ["KSV", "survey", 2017.0, 6.0],
    ]
    found = read(long_book(*rows, ["Source: made up."]), LONG).observations
    assert [(row.partner, row.period.text, row.value, row.place) for row in found] == [
        ("ALB", "2015", Decimal("0.1"), "sheet Data, row 3"),
        ("MNE", "2016", Decimal(7), "sheet Data, row 4"),
        ("KOS", "2017", Decimal(6), "sheet Data, row 6"),
    ]


@pytest.mark.parametrize(
    ("number_format", "period"), [("yyyy", "2023"), ("yyyy-mm", "2023-05"), ("mmm yy", "2023-05")]
)
def test_a_date_is_the_year_or_month_as_which_it_is_shown(number_format: str, period: str) -> None:
    book = long_book(["ALB", "survey", datetime(2023, 5, 1), 5])  # noqa: DTZ001  (cells have no zone)
    book["Data"]["C3"].number_format = number_format
    assert read(book, LONG).observations[0].period.text == period


def test_a_day_is_no_period_and_is_refused_with_its_row() -> None:
    book = long_book(["ALB", "survey", datetime(2023, 5, 1), 5])  # noqa: DTZ001  (cells have no zone)
    (found,) = refused(book, LONG)
    assert (found.id, found.value, found.row) == (
        *("ACC-622", "2023-05-01"),
        "sheet Data, row 3: ALB survey 2023-05-01",
    )


def test_a_formula_that_was_never_calculated_is_refused_with_its_cell() -> None:
    (found,) = refused(long_book(["ALB", "survey", 2015, "=1+1"]), LONG)
    assert (found.id, found.row) == ("ACC-636", "sheet Data, cell D3")


def wide_book(*, merged: bool) -> Workbook:
    above = ["", "", 2015, None if merged else 2015, 2016, None if merged else 2016]
    heads = ["Name", "Code", "Estimate", "StdErr", "Estimate", "StdErr"]
    book = workbook(
        survey=[["Invented"], above, heads, ["x", "ALB", 5, 0.5, "#N/A", "#N/A"]],
        noise=[["Invented"], above, heads, ["x", "MNE", 1, 0.25, 2, 0.5]],
        Notes=[["none"]],
    )
    if merged:
        for sheet in ("survey", "noise"):
            book[sheet].merge_cells("C2:D2")
            book[sheet].merge_cells("E2:F2")
    return book


@pytest.mark.parametrize("merged", [True, False])
def test_a_sheet_for_each_indicator_with_years_side_by_side(merged: bool) -> None:
    reading = read(wide_book(merged=merged), WIDE)
    assert [
        (row.indicator, row.partner, row.period.text, row.value, row.std_error)
        for row in reading.observations
    ] == [
        ("survey", "ALB", "2015", Decimal(5), Decimal("0.5")),
        ("survey", "ALB", "2016", None, None),
        ("noise", "MNE", "2015", Decimal(1), Decimal("0.25")),
        ("noise", "MNE", "2016", Decimal(2), Decimal("0.5")),
    ]
    assert reading.observations[0].place == "sheet survey, row 4, column 2015"
    assert reading.files[0].unread == ()


def test_a_heading_that_is_not_merged_counts_for_its_own_column_only() -> None:
    book = wide_book(merged=True)
    book["survey"].unmerge_cells("E2:F2")
    found = refused(book, WIDE)
    assert [(each.id, each.value) for each in found] == [("ACC-640", "StdErr")]


def test_a_column_without_a_heading_is_refused() -> None:
    found = refused(
        workbook(Data=[["t"], ["Place", "What", "When", "Score"], ["ALB", "survey", 2015, 1, 2]]), LONG
    )
    assert [(each.id, each.value) for each in found] == [("ACC-635", "no heading over column E")]


def test_a_sheet_that_is_not_there_is_refused_and_those_that_are_are_named() -> None:
    (found,) = refused(workbook(Other=[["x"]]), LONG)
    assert (found.id, found.row, found.value) == ("ACC-635", "sheet Data", "only Other")


def test_a_sheet_that_nobody_asked_for_is_reported() -> None:
    book = wide_book(merged=False)
    book.create_sheet("More")
    assert read(book, WIDE).files[0].unread == ("sheet More",)


def test_the_workbook_of_governance_indicators_as_others_read_it() -> None:
    """Rows 14 and 15 and the names of the sheets: see the note of the layout."""
    names = ["VoiceandAccountability", "Political StabilityNoViolence", "GovernmentEffectiveness"]
    names += ["RegulatoryQuality", "RuleofLaw", "ControlofCorruption"]
    measures = ["Estimate", "StdErr", "NumSrc", "Rank", "Lower", "Upper"]
    sheet: list[Sequence[object]] = [[f"line {n}"] for n in range(1, 14)]
    sheet += [["", "", *(year for year in (2019, 2020) for _ in measures)]]
    sheet += [["Country/Territory", "Code", *measures, *measures]]
    sheet += [["x", code, 0.5, 0.2, 7, 60, 50, 70, *["#N/A"] * 6] for code in ("ALB", "KSV", "ROM")]
    bundled = find_layout("wgi_workbook").layout
    dimensions = {
        f"wgi_{d}": indicator(f"wgi_{d}", "std. normal units") for d in ("va", "pv", "ge", "rq", "rl", "cc")
    }
    saved = io.BytesIO()
    workbook(Introduction=[["x"]], **{name: sheet for name in names}).save(saved)
    small = LayoutFile(
        layout=replace(bundled, expects=replace(bundled.expects, fewest_rows=1)), sha256="0" * 64
    )
    reading = read_observations(
        [TableFile(name="wgi.xlsx", content=saved.getvalue())], small, dimensions, "2021"
    )
    assert len(reading.observations) == 6 * 2 * 3
    assert {row.partner for row in reading.observations} == {"ALB", "KOS", "ROU"}
    assert sum(row.value is None for row in reading.observations) == 18
    assert reading.files[0].unread == ()


def test_a_number_shown_as_percent_is_refused_because_the_cell_holds_a_hundredth_of_it() -> None:
    book = long_book(("ALB", "calm", 2020, 0.655))
    book["Data"]["D3"].number_format = "0.0%"
    (found,) = refused(book, LONG)
    assert (found.id, found.value) == ("ACC-623", "65.5%")


def test_a_sheet_that_is_only_a_chart_is_refused() -> None:
    book = long_book(("ALB", "calm", 2020, 1))
    book["Data"].title = "Values"
    chart = PieChart()
    chart.add_data(Reference(book["Values"], min_col=4, min_row=2, max_row=3))
    book.create_chartsheet("Data").add_chart(chart)
    (found,) = refused(book, LONG)
    assert (found.id, found.row) == ("ACC-635", "sheet Data")


def test_a_score_merged_over_rows_is_refused_and_a_note_below_the_rows_is_not() -> None:
    book = long_book(["ALB", "survey", 2015, 0.1], ["ALB", "survey", 2016, None], [], [], ["A note."])
    book["Data"].merge_cells("A1:D1")
    book["Data"].merge_cells("A7:D8")
    assert [row.value for row in read(book, LONG).observations] == [Decimal("0.1"), None]
    book["Data"].merge_cells("D3:D4")
    (found,) = refused(book, LONG)
    assert (found.id, found.file, found.value) == ("ACC-990", "calm.xlsx, sheet Data", "merged: D3:D4")
