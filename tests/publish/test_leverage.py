"""The page of leverage and the progress on the pages of projects."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from accord.methods.cost_drift import cost_drift
from accord.methods.leverage_definitions import LEVERAGE_DEFINITIONS
from accord.methods.project_figures import project_timeline
from accord.publish.library import Library
from accord.publish.progress_charts import drift_chart, stage_chart
from accord.publish.rendering import Renderer
from accord.publish.site import Site
from accord.store.snapshot import Snapshot, open_snapshot
from publish.reading import Reading, read_page


@pytest.fixture(scope="module")
def library(sofia: Snapshot) -> Library:
    return Library(sofia)


def reading(library: Library, path: str) -> Reading:
    page = Site(library).page(path)
    assert page is not None
    return read_page(Renderer(library, is_static=False).render(page))


def words(library: Library, path: str) -> str:
    return " ".join(" ".join(reading(library, path).text).split())


def test_every_definition_has_a_section_with_chart_table_and_verdict(library: Library) -> None:
    page = Site(library).page("leverage")
    assert page is not None
    html = Renderer(library, is_static=False).render(page)
    assert {definition.id for definition in LEVERAGE_DEFINITIONS} <= set(read_page(html).ids)
    # One drawing for the package, one for each of six definitions; a table for each, and two overviews.
    assert (html.count("<svg"), html.count("<table")) == (7, 8)
    said = words(library, "leverage")
    assert said.count("Is what was announced reached? cannot be told .") == 6
    assert said.count("What it leaves out") == 6


def test_the_announcement_stands_beside_what_is_identified(library: Library) -> None:
    said = words(library, "leverage")
    # 1,000/190 = 5.26 at most; loans 335m over grants 147.422m = 2.27 at least.
    for part in ("up to EUR 1,000,000,000", "EUR 190,000,000", "up to 5.26", "at least 2.27", "up to 15.62"):
        assert part in said
    assert "7 of 11 announced projects are not identified." in said
    whys = reading(library, "leverage").whys
    assert {"PKG-2-leverage-release", "leverage.package-2018.needed", "leverage.T02.wbif_rule.above"} <= whys


def test_what_a_definition_leaves_out_is_named_line_by_line(library: Library) -> None:
    whys = reading(library, "leverage").whys
    lines = {row.id for row in library.declaration.lines if row.project == "T02"}
    # The grant of the round stands below the line of every definition; each other line is out somewhere.
    assert whys & lines == lines - {"T02-L9"}


def test_the_data_of_the_page_has_a_row_for_each_definition_and_scope(library: Library) -> None:
    page = Site(library).page("leverage")
    assert page is not None
    assert len(page.table) == 36
    (row,) = [r for r in page.table if (r["scope"], r["definition"]) == ("T02", "total_cost_to_grant")]
    assert (row["above"], row["below"], row["shown"]) == (292_952_000, 46_245_000, "6.33")


def test_a_declaration_without_plans_has_a_page_that_says_so(lake_store: Path) -> None:
    lake = Library(open_snapshot(lake_store))
    assert "holds no financing plan" in words(lake, "leverage")
    page = Site(lake).page("leverage")
    assert page is not None
    assert ElementTree.fromstring(page.chart).tag.endswith("svg")


def test_a_project_shows_every_stage_and_names_what_is_missing(library: Library) -> None:
    said = words(library, "projects/T03")
    for stage in library.declaration.stages:
        assert stage.label in said
    assert "passed without a statement" in said
    assert "missing: date, amount" in said
    whys = reading(library, "projects/T03").whys
    assert {"T03-stage-contract", "T03-stage-partly-open", "stages.T03"} <= whys


def test_a_stage_dated_against_the_order_and_amounts_that_differ_stand_on_the_page(library: Library) -> None:
    assert "Works is dated 2019-07, before Grant agreement on 2019-08-01" in words(library, "projects/T08")
    said = words(library, "projects/T01")
    assert "conflict The amounts differ: EUR 27,672,000 (T01-grant-line)" in said


def test_undated_costs_stand_apart_and_no_change_is_computed_with_them(library: Library) -> None:
    """Of three costs of the Peace Highway one document is dated: 255m, 17 September 2019."""
    said = words(library, "projects/T03")
    assert "2019-09-17 date of the document" in said
    for cost in ("EUR 255,000,000", "EUR 212,000,000", "EUR 225,000,000"):
        assert cost in said
    assert "not computed" in said
    assert not [name for name in library.figures if name.startswith("cost_drift.T03")]


def test_a_project_of_which_nothing_is_said_has_no_empty_charts(library: Library) -> None:
    said = words(library, "projects/T09")
    assert "From list to opening" not in said
    assert "How the cost moved" not in said
    assert "Leverage under each definition" not in said


def test_the_chart_of_stages_says_in_words_what_its_dots_show(library: Library) -> None:
    drawn = stage_chart(project_timeline("T03", library.declaration), "Stages", notes=[("KOS", "* Note.")])
    root = ElementTree.fromstring(drawn)
    label = root.get("aria-label") or ""
    assert "Approved: 2018-05" in label
    assert "Partly open: stated, undated" in label
    assert "Open: not stated" in label
    assert len([part for part in root.iter() if part.get("rx") == "7"]) == len(library.declaration.stages)
    assert "* Note." in drawn


def test_the_chart_of_costs_draws_undated_statements_quietly_and_last(library: Library) -> None:
    sources = {source.id: source for source in library.declaration.sources}
    drawn = drift_chart(cost_drift("T03", library.declaration.claims, sources), sources, "Cost")
    label = ElementTree.fromstring(drawn).get("aria-label") or ""
    assert label.index("2019-09-17") < label.index("undated")
    assert drawn.count('fill="#8a97a8"') == 2
