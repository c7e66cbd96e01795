"""The pages of appraisals: every number says whence it comes, and the site shows what the command shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from accord.errors import UsageError
from accord.publish.appraisal_page import appraisal_page
from accord.publish.library import Library
from accord.publish.pages.appraisals import appraisal_ids, appraisals_page, project_appraisal_page
from accord.publish.rendering import Renderer
from accord.store.snapshot import Snapshot
from accord.taking_in.appraisals import take_appraisals
from accord.taking_in.taken import Taken
from publish.reading import read_page
from publish.taking import library_with, wrong_numbers
from support import ROOT, blocks, insert_after

RISKY = "risk_run: {draws: 200}\npartner: KOS\n"


def invented(folder: Path) -> Path:
    """The invented projects of the how-to page with all that it adds to them, the road with fewer draws."""
    for block in blocks(ROOT / "docs" / "how-to" / "appraise-a-project.md"):
        name = block.settings.get("file")
        if name and not (folder / name).exists():
            (folder / name).write_text(block.text, encoding="utf-8")
        if "edit" in block.settings:
            edited = folder / block.settings["edit"]
            text = insert_after(edited.read_text(encoding="utf-8"), block.settings["after"], block.text)
            edited.write_text(text, encoding="utf-8")
    file = folder / "hill-road.yml"
    file.write_text(file.read_text(encoding="utf-8") + RISKY, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    road = invented(tmp_path_factory.mktemp("road"))
    return take_appraisals(
        [road, *(road.with_name(f"{name}.yml") for name in ("valley-rail", "nominal-ferry"))]
    )


@pytest.fixture(scope="module")
def library(sofia: Snapshot, taken: Taken, tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library_with(sofia, tmp_path_factory.mktemp("snapshot"), taken)


def test_every_number_of_the_site_is_said_by_its_id_and_can_be_traced(library: Library, taken: Taken) -> None:
    renderer = Renderer(library, is_static=True)
    assert appraisal_ids(library) == ["hill-road", "nominal-ferry", "valley-rail"]
    pages = [project_appraisal_page(library, name) for name in appraisal_ids(library)]
    for page in (appraisals_page(library), *pages):
        for html in (renderer.render(page), page.chart):
            reading = read_page(html)
            assert list(wrong_numbers(reading, library)) == []
            assert [why for why in reading.whys if not library.tracer.knows(why)] == []


def test_every_number_of_the_page_that_stands_alone_is_said_by_its_id(library: Library, taken: Taken) -> None:
    known = {*taken.figures, *(cell.id for cell in taken.cells)}
    for kept in library.appraisals.values():
        reading = read_page(appraisal_page(kept.result, kept.files))
        assert list(wrong_numbers(reading, library)) == []
        assert reading.whys <= known


def test_a_figure_is_traced_to_the_lines_and_values_of_the_files(library: Library) -> None:
    descent = library.tracer.trace("appraisal.hill-road.npv.economic.5")
    places = {(leaf.cell.file, leaf.cell.place) for leaf in descent.cells}
    assert ("flows.csv", "line 5") in places
    assert ("values.yml", "line 20") in places
    assert all(re.fullmatch(r"[0-9a-f]{64}", leaf.cell.sha256) for leaf in descent.cells)


def test_the_site_computes_what_the_snapshot_holds(library: Library, taken: Taken) -> None:
    page = project_appraisal_page(library, "hill-road")
    wanted = {name for name in taken.figures if name.startswith("appraisal.hill-road.")}
    assert {row["figure"] for row in page.table} == wanted
    html = Renderer(library, is_static=True).render(page)
    for name in ("npv.economic.3", "npv.economic.5", "irr.economic", "grant"):
        assert taken.figures[f"appraisal.hill-road.{name}"].parameters["shown"] in html


def test_what_an_appraisal_adds_stands_on_its_page(library: Library) -> None:
    """Rates that fall, correlated risks, amounts with inflation, the capital of one financier."""
    said = {
        name: Renderer(library, is_static=True).render(project_appraisal_page(library, name))
        for name in ("hill-road", "nominal-ferry")
    }
    for text in ("5/3.5 %", "from 2042 3.5 %", "Were the risks independent", "rank correlation -0.4"):
        assert text in said["hill-road"]
    for text in (
        "7.1 % nominal (5.00 % real)",
        "level of prices by cpi",
        "Return on the capital of shipowner",
    ):
        assert text in said["nominal-ferry"]
    descent = library.tracer.trace("appraisal.nominal-ferry.irr_capital_of.shipowner")
    names = {leaf.cell.id.removeprefix("appraisal.nominal-ferry.") for leaf in descent.cells}
    assert {"financing.bank", "financier.shipowner", "parameter.cpi", "line.financial.fares"} <= names
    assert "line.financial.ship" not in names


def test_kosovo_carries_its_footnote_on_list_page_and_chart(library: Library) -> None:
    renderer = Renderer(library, is_static=True)
    for page in (appraisals_page(library), project_appraisal_page(library, "hill-road")):
        assert "without prejudice to positions on" in page.chart
        assert renderer.render(page).count("without prejudice to positions on status") > 1


def test_a_snapshot_without_appraisals_says_how_to_add_one(sofia: Snapshot) -> None:
    html = Renderer(Library(sofia), is_static=True).render(appraisals_page(Library(sofia)))
    assert "accord build --appraisal FILE" in html


def test_two_appraisals_of_one_name_are_refused(tmp_path: Path) -> None:
    file = invented(tmp_path)
    with pytest.raises(UsageError, match="ACC-897"):
        take_appraisals([file, file])
