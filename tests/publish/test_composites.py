"""The pages of composites: never a score without its interval and its counts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from accord.cleaning.values import shown_figure
from accord.publish.composite_chart import exact
from accord.publish.library import Library
from accord.publish.page import Page
from accord.publish.pages.composites import composite_ids, composite_page, composites_page
from accord.publish.rendering import Renderer
from accord.store.snapshot import Snapshot
from methods.composite.recorded import SCORES, SOURCES, SPEC, VARIED, published
from publish.reading import read_page
from publish.taking import numbers


def with_figures(sofia: Snapshot, folder: Path, spec: str = SPEC + VARIED, values: str = "") -> Library:
    figures, _ = published(folder, spec, values) if values else published(folder, spec)
    return Library(replace(sofia, figures={**sofia.figures, **figures}))


@pytest.mark.parametrize("kind", ["varied", "plain", "sources"])
def test_every_number_carries_an_id_that_says_it(sofia: Snapshot, tmp_path: Path, kind: str) -> None:
    spec, values = {"varied": (SPEC + VARIED, ""), "plain": (SPEC, ""), "sources": (SOURCES, SCORES)}[kind]
    library = with_figures(sofia, tmp_path, spec, values)
    (name,) = composite_ids(library)
    renderer = Renderer(library, is_static=True)
    for page in (composites_page(library), composite_page(library, name)):
        for html in (renderer.render(page), page.chart):
            reading = read_page(html)
            assert reading.unexplained == []
            for why, text in reading.explained:
                figure = library.figures.get(why)
                if figure is not None:
                    assert numbers(text) <= numbers(f"{figure!r} {shown_figure(figure)}"), (why, text)


def test_interval_rank_range_n_and_imputed_stand_beside_every_score(sofia: Snapshot, tmp_path: Path) -> None:
    library = with_figures(sofia, tmp_path)
    page = composite_page(library, "calm")
    figure, rank = library.figures["composite.calm.KSV"], library.figures["composite.calm.KSV.rank"]
    for text in (page.chart, Renderer(library, is_static=True).render(page)):
        assert f"{exact(figure.lower)} to {exact(figure.upper)}" in text
        assert f"1 ({exact(rank.lower)} to {exact(rank.upper)})" in text
        assert "1 of 2 in the data, 1 imputed" in text
        assert text.count(" in the data, ") >= 4
    assert page.table[0]["n"] == 1
    assert page.table[0]["imputed"] == "1"


def test_a_composite_without_uncertainty_is_not_shown_and_the_page_says_what_to_add(
    sofia: Snapshot, tmp_path: Path
) -> None:
    library = with_figures(sofia, tmp_path, SPEC)
    page = composite_page(library, "calm")
    for text in (page.chart, Renderer(library, is_static=True).render(page)):
        assert "87.5" not in text
        assert "uncertainty" in text
    assert {row["value"] for row in page.table} == {None}


def test_failed_replications_stand_on_the_page(sofia: Snapshot, tmp_path: Path) -> None:
    library = with_figures(sofia, tmp_path)
    failed = library.figures["composite.calm"].parameters["failed"]
    html = Renderer(library, is_static=True).render(composite_page(library, "calm"))
    assert f"{failed} failed" in html
    assert int(failed) > 0


def test_a_mean_of_sources_shows_no_rank_since_it_has_no_range(sofia: Snapshot, tmp_path: Path) -> None:
    library = with_figures(sofia, tmp_path, SOURCES, SCORES)
    html = Renderer(library, is_static=True).render(composite_page(library, "fair"))
    assert "40.47 to 59.53" in html
    assert "no range, so no rank" in html
    assert "Not shown" in html  # a place with two sources


def test_kosovo_carries_its_footnote_in_the_chart(sofia: Snapshot, tmp_path: Path) -> None:
    library = with_figures(sofia, tmp_path)
    assert library.names["KOS"] in composite_page(library, "calm").chart
    assert library.footnotes["KOS"][:40] in composite_page(library, "calm").chart


def test_a_snapshot_without_composites_says_how_to_add_one(sofia: Snapshot) -> None:
    page: Page = composites_page(Library(sofia))
    html = Renderer(Library(sofia), is_static=True).render(page)
    assert "accord build --composite SPEC.yml" in html
    assert read_page(html).unexplained == []
