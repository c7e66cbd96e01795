"""The pages on broadband: every number is said by its id, what is not known is shown, nothing is claimed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from accord.cleaning.values import shown_figure
from accord.errors import InputDataError, UsageError
from accord.publish.library import Library
from accord.publish.page import Page, to_csv, to_json
from accord.publish.pages.broadband import broadband_ids, broadband_page, call_page
from accord.publish.rendering import Renderer
from accord.publish.site import Site
from accord.store.recorded import recorded_tables
from accord.store.snapshot import Snapshot
from accord.taking_in.broadband import take_broadband
from accord.taking_in.taken import Taken
from publish.reading import read_page
from publish.taking import library_with, wrong_numbers
from sources.broadband.made_up_villages import CALL, INCOMES, PRICES, SETTLEMENTS, written

PLACES = {
    "alder": "42.10,20.10",
    "birch": "42.12,20.13",
    "cedar": "42.15,20.16",
    "dogwood": "42.02,20.18",
    "fir": "42.01,20.19",
}
"""Invented places; nobody says where Elm lies."""

PARTNERS = ("ALB", "BIH", "KOS", "MKD", "MNE", "SRB")


def placed(text: str = SETTLEMENTS) -> str:
    """The made-up settlements with places, those of the first partner in Kosovo*."""
    lines = [f"{line},{PLACES.get(line.split(',')[0], ',')}" for line in text.splitlines()]
    return "\n".join([lines[0].removesuffix(",,") + ",latitude,longitude", *lines[1:], ""]).replace(
        ",AAA,", ",KOS,"
    )


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    root = tmp_path_factory.mktemp("broadband")
    prices, incomes = PRICES.replace("AAA", "KOS"), INCOMES.replace("AAA", "KOS")
    first = written(root / "first", settlements=placed(), prices=prices, incomes=incomes)
    second = written(root / "second", call=None, prices=None, incomes=None)
    return take_broadband([first, second])


@pytest.fixture(scope="module")
def library(sofia: Snapshot, taken: Taken, tmp_path_factory: pytest.TempPathFactory) -> Library:
    announced = take_broadband((), announced=["PKG-4"], partners=PARTNERS)
    return library_with(sofia, tmp_path_factory.mktemp("snapshot"), announced, taken)


@pytest.fixture(scope="module")
def pages(library: Library) -> dict[str, tuple[Page, str]]:
    renderer = Renderer(library, is_static=True)
    made = [broadband_page(library), *(call_page(library, name) for name in broadband_ids(library))]
    return {page.path: (page, renderer.render(page)) for page in made}


def test_every_number_is_said_by_its_id_and_can_be_traced(
    library: Library, pages: dict[str, tuple[Page, str]]
) -> None:
    assert list(pages) == ["broadband", "broadband/standing", "broadband/valley"]
    for page, html in pages.values():
        for text in (html, page.chart):
            reading = read_page(text)
            assert list(wrong_numbers(reading, library)) == []
            assert [why for why in reading.whys if not library.tracer.knows(why)] == []


def test_every_link_to_a_figure_leads_to_a_page(library: Library, pages: dict[str, tuple[Page, str]]) -> None:
    known = set(Site(library).paths())
    for page, html in pages.values():
        up = "../" * page.path.count("/")
        links = {link.removeprefix(up) for link in read_page(html).links if "figures/" in link}
        assert len(links) > 3
        assert {link.removesuffix(".html") for link in links} <= known


def test_what_was_announced_is_said_in_two_readings_of_which_none_is_claimed(
    pages: dict[str, tuple[Page, str]],
) -> None:
    page, html = pages["broadband"]
    # 30m x 90,000 / 155,211,834 = 17,396; over the share 34,164,134 / 155,211,834 it is 79,030.
    for said in ("about 17,396 households", "about 79,030 households", "EUR 106,293,665", "7,246 households"):
        assert said in html
    assert "neither reading was claimed" in html
    assert html.index("17,396") < html.index("Targets, none of which binds the partners")
    assert "without prejudice to positions on" in page.chart, "a project in Kosovo* is named"


def test_each_partner_answers_six_questions_or_is_counted_as_unknown(
    library: Library, pages: dict[str, tuple[Page, str]]
) -> None:
    _page, html = pages["broadband"]
    section = html.split('<section id="partners">')[1].split("</section>")[0]
    answers = section.split("<figure>")[0]
    assert answers.count('class="state ') == 36
    assert answers.count('class="state state-unknown"') == 15
    most = library.figures["broadband.announced.partner.MKD.gigabit_most"]
    assert re.search(rf"at most <a [^>]*data-why=\"{re.escape(most.id)}\"[^>]*>73\.67 %", answers)
    for said in ("62.7 Mbit/s", "2.06 %", "24.2 percentage points", ">depends<", "(2025)"):
        assert said in answers
    assert "without prejudice to positions on" in section, "Kosovo* is named in the chart of prices"
    figure = library.figures["broadband.announced.partner.ALB.price_share"]
    # 17.02 x 12 / 9,910 = 2.061 %.
    assert str(figure.value) == "2.06"
    leaves = {cell.cell.file for cell in library.tracer.trace(figure.id).cells}
    assert leaves == {"partners.yml", "targets.yml"}, "price and income, and the limit"


def test_shares_are_shown_in_per_cent(library: Library, pages: dict[str, tuple[Page, str]]) -> None:
    # 34,164,134 / 155,211,834 = 22.01 %; of 1,200 households 300 are covered and 50 not known.
    assert "22.01 %" in pages["broadband"][1]
    gap = library.figures["broadband.valley.plan.alone.gap"]
    assert gap.unit == "percent"
    shown = {
        end: shown_figure(library.figures[f"broadband.valley.gap.gigabit.all.share_{end}"])
        for end in ("at_least", "at_most")
    }
    assert shown == {"at_least": "25 %", "at_most": "29.17 %"}
    assert (
        "12 EUR a month (2025) by 300 EUR a month per head (2025): 4 %; the limit is 2 %."
        in pages["broadband/valley"][1]
    )


def test_a_snapshot_holds_the_announced_figures_and_what_stands_beside_them(sofia: Snapshot) -> None:
    claimed = sofia.figures["broadband.announced.claimed.PKG-4"]
    assert claimed.value is None
    tracer = Library(sofia).tracer
    descent = tracer.trace("broadband.announced.alone.PKG-4.X-SRB-BB")
    assert "claims/digital.yml" in {leaf.row.origin.file for leaf in descent.inputs}
    target = tracer.trace("broadband.announced.cell.targets.gigabit").cells[0].cell
    assert (target.file, target.place) == ("targets.yml", "line 3")
    kept = {entry.path: entry.sha256 for entry in sofia.manifest.inputs}
    assert kept["inputs/taken_in/broadband/announced/targets.yml"] == target.sha256


def test_a_snapshot_without_calls_says_how_to_add_one(sofia: Snapshot) -> None:
    html = Renderer(Library(sofia), is_static=True).render(broadband_page(Library(sofia)))
    assert "accord build --broadband DIR" in html


def test_a_declaration_that_announces_nothing_has_a_page_that_says_so(lake_store: Path) -> None:
    from accord.store.snapshot import open_snapshot

    lake = open_snapshot(lake_store)
    html = Renderer(Library(lake), is_static=True).render(broadband_page(Library(lake)))
    assert "announces no sum that a digital project names" in html
    assert not any(entry.path.startswith("inputs/taken_in") for entry in lake.manifest.inputs)


def test_households_of_which_nobody_knows_are_a_bar_and_a_column_of_their_own(
    pages: dict[str, tuple[Page, str]],
) -> None:
    page, html = pages["broadband/valley"]
    # Elm: 50 of 1,200 households, without a row on coverage.
    assert 'data-why="broadband.valley.gap.gigabit.all.not_known"' in html
    assert "1,200 households" in html
    dark = next(
        part for part in page.chart.split("<rect")[1:] if 'stroke-dasharray="3 2"' in part and "22" in part
    )
    assert 'fill="#ffffff"' in dark
    assert "Unknown: nobody said whether the households are covered" in html
    assert "Not on the map, as no place is stated" in html
    assert ">Elm</span>" in html


def test_the_map_tells_the_four_kinds_of_settlements_apart(pages: dict[str, tuple[Page, str]]) -> None:
    _page, html = pages["broadband/valley"]
    # In the plan: alder, birch; left out: cedar, dogwood; covered: fir; not known: elm, which has no place.
    found = {
        name: int(count)
        for name, count in re.findall(
            r'data-why="broadband\.valley\.status\.(\w+)\.all\.places">(\d+)<', html
        )
    }
    assert found == {"in_plan": 2, "left_out": 2, "not_known": 1, "covered": 1}
    assert "No borders are drawn" in html


def test_kosovo_carries_its_footnote_on_page_and_charts(pages: dict[str, tuple[Page, str]]) -> None:
    page, html = pages["broadband/valley"]
    assert "Kosovo*" in html
    assert "without prejudice to positions on" in page.chart
    assert html.count("without prejudice to positions on status") > 3


def test_the_page_says_what_the_command_computes(
    library: Library, pages: dict[str, tuple[Page, str]]
) -> None:
    page, html = pages["broadband/valley"]
    for name in (
        "plan.alone.cost",
        "plan.with_others.households",
        "others_money",
        "naive.households",
        "curve.1000000.naive",
        "shared.equal.households",
        "affordability.itu_2.KOS.fixed-5-gb.bottom-40",
    ):
        figure = library.figures[f"broadband.valley.{name}"]
        assert f'data-why="{figure.id}">{shown_figure(figure)}<' in html
    rows = [line.split(",")[0] for line in to_csv(page).splitlines()]
    assert rows == ["settlement", "alder", "birch", "dogwood", "cedar", "fir", "elm"]
    data = json.loads(to_json(page, snapshot="s", as_of="2026-11-30", footnotes={}))
    assert "broadband.valley.plan.alone.cost" in json.dumps(data)


def test_without_a_call_the_page_says_where_settlements_stand_and_plans_nothing(
    pages: dict[str, tuple[Page, str]],
) -> None:
    _page, html = pages["broadband/standing"]
    assert "nothing is planned" in html
    assert 'data-why="broadband.standing.gap.gigabit.all.not_known"' in html
    assert "What the money reaches" not in html


def test_a_figure_of_a_call_is_traced_to_its_cells(library: Library) -> None:
    descent = library.tracer.trace("broadband.valley.plan.alone.settlement.cedar")
    places = {(leaf.cell.file, leaf.cell.place) for leaf in descent.cells}
    assert ("settlements.csv", "line 4, column households") in places
    assert all(re.fullmatch(r"[0-9a-f]{64}", leaf.cell.sha256) for leaf in descent.cells)


def test_a_kept_call_uses_the_costs_of_its_day(library: Library, taken: Taken, tmp_path: Path) -> None:
    """What comes with Accord later does not change a snapshot: the kept file is read, not the package."""
    from accord.taking_in.broadband import kept_broadband

    for name, content in taken.inputs.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.replace(b"year: 2030", b"year: 2031"))
    assert kept_broadband(tmp_path, "valley").read.case.targets["gigabit"].year == 2031
    assert library.broadband("valley").read.case.targets["gigabit"].year == 2030


def test_long_lists_end_and_lead_to_all_of_them(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accord.publish.pages.broadband._MOST_SETTLEMENTS", 2)
    page = call_page(library, "valley")
    html = Renderer(library, is_static=True).render(page)
    assert 'href="../broadband/valley.csv">all settlements as a table' in html
    assert "broadband.valley.settlement.fir.unserved" not in html
    assert len(page.table) == 6


def test_two_calls_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="ACC-298"):
        take_broadband([written(tmp_path / "a"), written(tmp_path / "b")])
    other = CALL.replace("id: valley", "id: other")
    found = take_broadband([tmp_path / "a", written(tmp_path / "b", call=other)])
    assert {name.split(".")[1] for name in found.figures} == {"valley", "other"}
    assert recorded_tables(found.cells), "cells of both stand in one snapshot"


def test_names_of_baskets_that_would_share_an_id_are_refused(tmp_path: Path) -> None:
    twin = PRICES + "AAA,Fixed-5 GB,14,EUR,month,2025,Invented tariff,seen\n"
    with pytest.raises(InputDataError, match="ACC-875") as refused:
        take_broadband([written(tmp_path / "a", prices=twin)])
    assert refused.value.problems[0].line == 3
    nameless = PRICES.replace("fixed 5 GB", "фиксни")
    with pytest.raises(InputDataError, match="Latin letters or digits"):
        take_broadband([written(tmp_path / "b", prices=nameless)])
