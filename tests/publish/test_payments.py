"""The pages of conditional payments say what the figures say, and nothing where nothing is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from accord.build import build_snapshot
from accord.publish.library import Library
from accord.publish.rendering import Renderer
from accord.publish.site import Site
from accord.store.snapshot import Snapshot, open_snapshot
from paid_on_conditions import write_harbour
from publish.reading import read_page
from support import write_lake


def page_text(library: Library, path: str) -> str:
    page = Site(library).page(path)
    assert page is not None
    return " ".join(" ".join(read_page(Renderer(library, is_static=False).render(page)).text).split())


@pytest.fixture(scope="module")
def library(sofia: Snapshot) -> Library:
    return Library(sofia)


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Library:
    root = tmp_path_factory.mktemp("harbour")
    return Library(open_snapshot(build_snapshot(write_harbour(root / "harbour"), root / "store")))


def test_the_page_of_all_partners_shows_bounds_and_deadlines(library: Library) -> None:
    text = page_text(library, "payments")
    assert "at least EUR 61,100,000" in text
    assert "at least EUR 50,900,000" in text
    assert "grace ends 2026-12-31" in text
    assert "the paragraph of Article 21 was not read" in text


def test_an_agenda_shows_each_step_its_state_and_who_says_so(library: Library) -> None:
    text = page_text(library, "agendas/RGF-SRB")
    assert text.count("not public") >= 7
    assert text.count("in grace") >= 4
    assert "at most EUR 50,900,000" in text
    assert "RKS News" in text


def test_an_agenda_without_steps_says_that_this_says_nothing(library: Library) -> None:
    text = page_text(library, "agendas/RGF-ALB")
    assert "No step of this agenda was found in what was read." in text


def test_a_chart_that_names_kosovo_carries_the_footnote(library: Library) -> None:
    site = Site(library)
    for path in ("payments", "agendas/RGF-KOS"):
        page = site.page(path)
        assert page is not None
        assert "Kosovo*" in page.chart
        assert "without prejudice" in page.chart
    other = site.page("agendas/RGF-SRB")
    assert other is not None
    assert "without prejudice" not in other.chart


def test_known_amounts_stand_beside_their_steps(harbour: Library) -> None:
    text = page_text(harbour, "agendas/NOR-AGENDA")
    assert "CRW 30,000" in text
    assert "partly fulfilled" in text
    page = Site(harbour).page("agendas/NOR-AGENDA")
    assert page is not None
    assert [row["amount"] for row in page.table] == [10_000, 20_000, 30_000, 40_000]
    assert page.table[0]["grace_ends"] == "2022-06-30"


def test_parts_of_a_bar_are_as_long_as_their_amounts(harbour: Library) -> None:
    page = Site(harbour).page("agendas/NOR-AGENDA")
    assert page is not None
    # 420 units for 100,000: 9,500 are 39.9; 70,000 are 294.
    assert 'width="39.9"' in page.chart
    assert 'width="294"' in page.chart


def test_a_declaration_without_facilities_has_an_empty_page(tmp_path: Path) -> None:
    folder = build_snapshot(write_lake(tmp_path / "lake"), tmp_path / "store")
    library = Library(open_snapshot(folder))
    assert "holds no facility" in page_text(library, "payments")
    assert [path for path in Site(library).paths() if path.startswith("agendas/")] == []


def test_every_path_of_an_agenda_is_a_page(library: Library) -> None:
    found = [path for path in Site(library).paths() if path.startswith("agendas/")]
    assert found == [f"agendas/RGF-{partner}" for partner in ("ALB", "BIH", "KOS", "MNE", "MKD", "SRB")]
