"""The pages of payments: every sum is that of its flows, every link resolves, nothing unknown is hidden."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from accord.publish.library import Library
from accord.publish.page import Page
from accord.publish.pages.flow_givers import STEPS, read_giving
from accord.publish.pages.flow_sums import PLACES
from accord.publish.rendering import Renderer
from accord.publish.site import Site
from accord.store.money_balance import flow_sums
from accord.store.snapshot import open_snapshot
from publish.reading import read_page
from published_money import build_published

AMOUNT = re.compile(r"-?[\d,]+\.\d\d")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("published")
    build_published(folder)
    return Library(open_snapshot(folder / ".accord"))


@pytest.fixture(scope="module")
def site(library: Library) -> Site:
    return Site(library)


def page_of(site: Site, path: str) -> Page:
    page = site.page(path)
    assert page is not None, path
    return page


def paths(site: Site) -> list[str]:
    return [path for path in site.paths() if path.partition("/")[0] == "flows"]


def counted(page: Page, *, partner: str = "") -> Decimal:
    """Add up the flows that count in the data of a page: the slow way."""
    return sum(
        (
            Decimal(str(row["amount_converted"]))
            for row in page.table
            if row["status"] == "counted" and partner in {"", row["partner"]}
        ),
        Decimal(0),
    )


def test_every_amount_that_links_to_its_flows_is_their_sum(site: Site, library: Library) -> None:
    reading = read_page(Renderer(library, is_static=False).render(page_of(site, "flows")))
    pages = {path.removeprefix("flows/") for path in paths(site)} - {"flows"}
    seen = set()
    for why, text in reading.explained:
        found = AMOUNT.fullmatch(text.removesuffix(" EUR"))
        if why in pages and found is not None and f"/flows/{why}" in reading.links:
            total = counted(page_of(site, f"flows/{why}"))
            came_in = sum(
                (Decimal(str(row["amount_converted"] or 0)) for row in page_of(site, f"flows/{why}").table),
                Decimal(0),
            )
            shown = Decimal(found[0].replace(",", ""))
            assert shown in {round(total, 2), round(came_in, 2), round(came_in - total, 2)}, why
            seen.add((why, shown == round(total, 2)))
    assert {why for why, is_counted in seen if is_counted} >= {
        "money.ALB.commitment",
        "money.ALB.2017.disbursement",
        "money.unknown.undated.commitment",
        "money.all.commitment.by.EX~2f~2~20~~26~~20~co",
    }


def test_a_sum_page_says_the_sum_of_the_flows_that_it_lists(site: Site) -> None:
    for path in paths(site)[1:]:
        page = page_of(site, path)
        balance = flow_sums(site.library.snapshot.folder)[path.removeprefix("flows/")].balance
        assert balance.counted.amounts.get("EUR", Decimal(0)) == counted(page), path
        assert balance.came_in.flows == len(page.table) == len(list(page.table)), path
        statuses = [row["status"] for row in page.table]
        for status in ("counted", "excluded", "unconverted"):
            assert getattr(balance, status).flows == statuses.count(status), path


def test_what_came_in_is_counted_left_out_or_unconverted_in_every_currency(library: Library) -> None:
    # By hand from the two files: EUR 1,000,000 + 900,000 + 200,000 - 1,200 + 500 + 1,500.50 - 40; the
    # dollars of 2015 and the pounds have no rate, one amount cannot be read.
    whole = [found.balance for found in flow_sums(library.snapshot.folder).values()]
    places = [balance for balance in whole if set(balance.group) == {"partner", "type"}]
    assert sum(b.came_in.amounts.get("EUR", Decimal(0)) for b in places) == Decimal("2100760.50")
    assert sum(b.unconverted.amounts.get("USD", Decimal(0)) for b in places) == 4004
    assert sum(b.unconverted.amounts.get("GBP", Decimal(0)) for b in places) == 70
    assert sum(b.came_in.without_amount for b in places) == 1
    for balance in whole:
        parts = (balance.counted, balance.excluded, balance.unconverted)
        for currency, amount in balance.came_in.amounts.items():
            assert amount == sum(part.amounts.get(currency, Decimal(0)) for part in parts)


@pytest.mark.parametrize("is_static", [False, True], ids=["served", "exported"])
def test_every_link_of_the_pages_of_payments_resolves(site: Site, library: Library, is_static: bool) -> None:
    known = set(site.paths())
    renderer = Renderer(library, is_static=is_static)
    for path in paths(site):
        html = renderer.render(page_of(site, path))
        for link in read_page(html).links:
            name, _, anchor = link.partition("#")
            if "static/" in name or name.endswith((".json", ".csv", ".svg")) or not name:
                continue
            address = name.removeprefix("../").removesuffix(".html") if is_static else name.strip("/")
            if is_static and path != "flows" and "/" not in address and not name.startswith("../"):
                address = f"flows/{address}"
            assert address in known | {"", "index"}, (path, link)
            if anchor and address == "flows":
                assert f'id="{anchor}"' in renderer.render(page_of(site, "flows")), link


def test_no_amount_on_the_pages_of_sums_and_in_the_chart_is_untraced(site: Site, library: Library) -> None:
    renderer = Renderer(library, is_static=False)
    for path in paths(site)[1:]:
        assert read_page(renderer.render(page_of(site, path))).unexplained == [], path
    assert read_page(page_of(site, "flows").chart).unexplained == []


def test_the_ribbons_show_what_is_unknown_and_leave_out_what_is_below_zero(site: Site) -> None:
    root = ElementTree.fromstring(page_of(site, "flows").chart)
    ribbons = {
        title.text: path.attrib
        for path in root.iter("{http://www.w3.org/2000/svg}path")
        for title in path.iter("{http://www.w3.org/2000/svg}title")
    }
    unknown = ribbons["Office 2 <of> Examples to Place unknown: 2,000.50 EUR"]
    assert unknown["fill"] == "url(#place-unknown)"
    assert unknown["data-why"] == "money.unknown.commitment.by.EX~2f~2~20~~26~~20~co"
    assert any(name and "to Albania: 0.4 m EUR" in name for name in ribbons)
    assert not any(name and "Serbia" in name for name in ribbons), "minus 40 euros cannot be drawn"


def test_the_numbers_beside_the_ribbons_add_up_to_the_steps(library: Library) -> None:
    folder, names = library.snapshot.folder, {**library.names, **PLACES}
    giving = read_giving(folder, names, list(library.names))
    sums = flow_sums(folder)
    for number, step in enumerate(STEPS):
        whole = sums[f"money.all.{step}"].balance.counted.amounts.get("EUR")
        for rows in (giving.rows(), giving.pairs()):
            amounts = [row.cells[number].amount for row in rows]
            assert sum(amount for amount in amounts if amount is not None) == whole


def test_what_the_files_lack_stands_by_publisher_and_file(site: Site, library: Library) -> None:
    text = " ".join(read_page(Renderer(library, is_static=False).render(page_of(site, "flows"))).text)
    assert "Office 2 <of> Examples (EX/2 & co), odd.xml" in text
    assert "Ministry of Examples (XM-EXAMPLE-1), published.xml" in text
    assert "Transactions without a readable amount" in text
