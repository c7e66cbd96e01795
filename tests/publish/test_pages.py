"""What pages say: absence, conflict, citation, share metadata."""

from __future__ import annotations

from datetime import date

import pytest

from accord.build import build_snapshot
from accord.publish.library import Library
from accord.publish.page import Page
from accord.publish.pages.figures import report_text
from accord.publish.rendering import Renderer
from accord.publish.site import Site
from accord.sources.declaration import declaration_folder
from accord.store.snapshot import Snapshot, open_snapshot
from publish.reading import read_page


@pytest.fixture(scope="module")
def site(sofia: Snapshot) -> Site:
    return Site(Library(sofia))


def _html(site: Site, path: str, *, base_url: str = "") -> str:
    page = _page(site, path)
    return Renderer(site.library, is_static=False, base_url=base_url).render(page)


def _page(site: Site, path: str) -> Page:
    page = site.page(path)
    assert page is not None
    return page


def test_an_unknown_project_is_shown_as_unknown_and_never_as_zero(site: Site) -> None:
    for project in ("T09", "T10", "T11"):
        words = " ".join(read_page(_html(site, f"projects/{project}")).text)
        assert "not found" in words
        assert "unknown" in words
        assert "EUR 0" not in words


def test_the_money_page_puts_conflicting_claims_side_by_side(site: Site) -> None:
    """Grant of Johovac-Rudanka: 15m, nearly 15m and 12.9m (three documents)."""
    words = " ".join(read_page(_html(site, "money")).text)
    for value in ("EUR 15,000,000", "nearly EUR 15,000,000", "EUR 12,900,000"):
        assert value in words


def test_the_money_page_gives_leverage_under_each_definition(site: Site) -> None:
    """Budva: 50/46.245 = 1.08, 125/41.15 = 3.04, 292.952/46.245 = 6.33; announced 1000/190 = 5.26."""
    words = " ".join(read_page(_html(site, "money")).text)
    for value in ("1.08", "3.04", "6.33", "up to 5.26"):
        assert value in words
    assert "Leverage with private finance" in words


def test_the_page_of_gaps_says_that_the_broadband_money_has_no_public_ledger(site: Site) -> None:
    words = " ".join(read_page(_html(site, "gaps")).text)
    assert "30m" in words
    assert "broadband" in words.lower()


def test_former_names_are_dated(site: Site) -> None:
    words = " ".join(" ".join(read_page(_html(site, "partners/MKD")).text).split())
    assert "the former Yugoslav Republic of Macedonia" in words
    assert "from 2019-02" in words


def test_every_page_has_a_citation_with_the_snapshot_and_share_metadata(site: Site) -> None:
    for path in ("", "money", "partners/ALB", "projects/T01", "commitments/SD-01", "figures/T08.grant"):
        html = _html(site, path, base_url="https://accord.example.org")
        assert f"<code>{site.library.snapshot.id}</code>" in html
        for name in ("og:title", "og:description", "og:url", "og:type"):
            assert f'property="{name}"' in html
        assert f"https://accord.example.org/{path}" in html


def test_a_report_is_prefilled_with_figure_value_and_snapshot(site: Site) -> None:
    text = report_text(site.library, "T08.grant")
    assert "T08.grant" in text
    assert "nearly EUR 15,000,000" in text
    assert site.library.snapshot.id in text


def test_a_quotation_mark_in_content_cannot_leave_its_attribute(site: Site) -> None:
    """Content is escaped: no page holds a raw script or an event attribute."""
    for path in ("", "money", "gaps", "figures/T08.grant"):
        html = _html(site, path)
        assert "<script" not in html
        assert " onload=" not in html
        assert " style=" not in html


def test_pages_of_2018_use_the_name_of_2018(tmp_path_factory: pytest.TempPathFactory) -> None:
    store = tmp_path_factory.mktemp("then")
    build_snapshot(declaration_folder("sofia_2018"), store, as_of=date(2018, 12, 31))
    site = Site(Library(open_snapshot(store)))
    words = " ".join(read_page(_html(site, "")).text)
    assert "the former Yugoslav Republic of Macedonia" in words
    assert "North Macedonia" not in words


def test_counts_beside_a_narrowed_list_say_what_they_count(site: Site) -> None:
    for path, said in (("ratings/complete", True), ("pillars/SEC", False), ("", False)):
        assert ("the list below is narrowed further" in _html(site, path)) is said, path
