"""The scoreboard and the pages of indicators: doubt beside every value, editions apart, nothing untraced."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from accord.publish.library import Library
from accord.publish.page import Page
from accord.publish.rendering import Renderer
from accord.publish.scoreboard import score_lines
from accord.publish.scoreboard_chart import scoreboard_chart
from accord.publish.site import Site
from accord.store.snapshot import Snapshot
from observed_lake import build_observed_lake
from publish.reading import read_page


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library(build_observed_lake(tmp_path_factory.mktemp("observed")))


@pytest.fixture(scope="module")
def site(library: Library) -> Site:
    return Site(library)


def page_of(site: Site, path: str) -> Page:
    page = site.page(path)
    assert page is not None, path
    return page


def words(library: Library, page: Page) -> str:
    return " ".join(" ".join(read_page(Renderer(library, is_static=False).render(page)).text).split())


@pytest.mark.parametrize("path", ["indicators", "indicators/clarity", "indicators/noise", "partners/NOR"])
def test_no_number_of_a_page_or_its_chart_is_untraced(site: Site, library: Library, path: str) -> None:
    page = page_of(site, path)
    for text in (Renderer(library, is_static=True).render(page), page.chart):
        reading = read_page(text)
        assert reading.unexplained == []
        assert [why for why in reading.whys if not library.tracer.knows(why)] == []


def test_every_indicator_has_a_page_even_if_nothing_was_observed(site: Site, library: Library) -> None:
    assert "indicators/otters" in set(site.paths())
    said = words(library, page_of(site, "indicators/otters"))
    assert "No observation was taken in. Unknown is not zero." in said
    assert "accord report template" in said


def test_the_scoreboard_shows_value_error_and_class(site: Site, library: Library) -> None:
    said = words(library, page_of(site, "indicators"))
    assert re.search(r"9 ± 0\.4 .{0,30}on track", said), said  # 4 + 10 x 0.5 in 2022, and its error
    assert "not distinguishable from no change" in said  # SOU moves 0.14 in 7 years, with errors of 0.4
    assert "not reported" in said  # SOU's noise: an absence in words, never a nought
    assert "clean" in said


def test_only_the_newest_vintage_and_the_last_segment_are_judged(library: Library) -> None:
    figure = library.figures["progress.clarity.lake-survey.NOR"]
    assert (figure.parameters["vintage"], figure.parameters["segment"]) == ("2023", "by_disc")
    assert figure.parameters["base"] == "2015"


def test_the_page_lists_every_edition_and_segment_apart(site: Site, library: Library) -> None:
    said = words(library, page_of(site, "indicators/clarity"))
    editions = re.findall(r"Edition (\d{4}) , segment (\w+)", said)
    assert editions == [("2023", "by_eye"), ("2023", "by_disc"), ("2021", "by_eye"), ("2021", "by_disc")]


def test_the_data_of_the_page_name_file_place_and_hash_of_each_value(site: Site) -> None:
    rows = page_of(site, "indicators/clarity").table
    assert len(rows) == 2 * 2 * 11
    assert {row["partner"] for row in rows} == {"NOR", "SOU"}
    assert all(row["file"] == "lake.csv" and row["sha256"] and row["place"] for row in rows)


def test_the_chart_breaks_the_line_where_the_series_breaks(site: Site) -> None:
    lines = re.findall(r'<polyline points="([^"]+)"', page_of(site, "indicators/clarity").chart)
    assert sorted(len(line.split()) for line in lines) == sorted([3, 8] * 4)


def test_gap_and_years_to_the_named_benchmark_stand_beside_the_value(site: Site, library: Library) -> None:
    said = words(library, page_of(site, "indicators/clarity"))
    assert "Beside Unweighted mean of three other lakes" in said
    assert "converge.years.clarity.lake-survey.NOR.other_lakes" in library.figures


def test_an_observation_is_traced_to_its_line(library: Library) -> None:
    descent = library.tracer.trace("obs.clarity.NOR.2022.lake-survey.2023")
    (leaf,) = descent.observations
    assert leaf.to_json()["place"].startswith("line ")  # type: ignore[union-attr]
    assert descent.row is not None
    assert descent.row.says == "9 metres, standard error 0.4"
    assert [row.row.id for row in descent.inputs] == ["clarity"]


def test_a_figure_leads_to_its_observations_and_its_definition(library: Library) -> None:
    descent = library.tracer.trace("progress.clarity.lake-survey.NOR")
    used = {leaf.observation.period.text for leaf in descent.observations}
    assert used == {"2015", "2022"}
    assert {"clarity", "clear-lake"} <= {leaf.row.id for leaf in descent.inputs}


def test_what_a_source_says_of_the_region_only_is_not_missing_for_partners(sofia: Snapshot) -> None:
    figures = sofia.figures
    assert "observed.avmp_deaths.seesac.REG" in figures
    assert not any(name.startswith("progress.avmp_deaths.seesac.ALB") for name in figures)


def test_the_path_to_a_target_is_drawn_for_those_who_have_one(site: Site, library: Library) -> None:
    page = page_of(site, "indicators/clarity")
    assert "The path to the target" in words(library, page)
    assert "The path to the target" not in words(library, page_of(site, "indicators/noise"))


def test_labels_of_the_scoreboard_are_wrapped_and_never_cut(library: Library) -> None:
    label = (
        "Fixed subscriptions to the network of the lake from 256 kbit/s to less than 2 Mbit/s, per 100 people"
    )
    lines = [
        replace(line, indicator=replace(line.indicator, label=label)) for line in score_lines(library)[:1]
    ]
    chart = scoreboard_chart(library, lines)
    drawn = " ".join(re.findall(r"<text [^>]*>([^<]*)</text>", chart))
    assert label in drawn
    assert "…" not in chart


def test_a_scale_with_one_end_says_so_in_words(site: Site, library: Library) -> None:
    said = words(library, page_of(site, "indicators/clarity"))
    assert "from 0 upwards" in said
    assert "no most" not in said
