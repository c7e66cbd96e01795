"""Every number on every page resolves through ``why``: a crawl over the whole site."""

from __future__ import annotations

import pytest

from accord.publish.library import Library
from accord.publish.rendering import Renderer
from accord.publish.site import Site
from accord.store.snapshot import Snapshot
from publish.reading import read_page


@pytest.fixture(scope="module")
def library(sofia: Snapshot) -> Library:
    return Library(sofia)


@pytest.mark.parametrize("is_static", [False, True], ids=["served", "exported"])
def test_no_page_shows_a_number_that_cannot_be_traced(library: Library, is_static: bool) -> None:
    site, renderer = Site(library), Renderer(library, is_static=is_static, base_url="https://example.org")
    untraced: list[str] = []
    whys: set[str] = set()
    pages = 0
    for path in site.paths():
        page = site.page(path)
        assert page is not None, path
        reading = read_page(renderer.render(page))
        untraced += [f"{path or 'index'}: {text}" for text in reading.unexplained]
        whys |= reading.whys
        drawing = read_page(page.chart)
        untraced += [f"{path or 'index'}.svg: {text}" for text in drawing.unexplained]
        whys |= drawing.whys
        pages += 1
    assert untraced == []
    assert pages > 2000
    assert len(whys) > 2000
    unknown = sorted(why for why in whys if not library.tracer.knows(why))
    assert unknown == []


def test_every_figure_and_every_row_has_a_page_of_its_own(library: Library) -> None:
    paths = set(Site(library).paths())
    assert {f"figures/{name}" for name in library.figures} <= paths
    assert {f"figures/{name}" for name in library.tracer.rows} <= paths


def test_every_figure_ends_in_documents_with_hash_place_and_day_of_reading(library: Library) -> None:
    for name in library.figures:
        inputs = library.tracer.trace(name).inputs
        assert inputs, name
        for leaf in inputs:
            content = leaf.to_json()
            assert all(content[key] for key in ("source", "file", "sha256", "place", "date_read", "evidence"))


def test_the_reader_of_pages_finds_a_bare_number() -> None:
    """The crawl can fail: a digit outside everything that explains it is found."""
    assert read_page("<body><p>There are 7 of them</p></body>").unexplained == ["There are 7 of them"]
    assert read_page('<body><p data-why="x">7</p></body>').unexplained == []
