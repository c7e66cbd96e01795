"""What is asked of every page of the bundled declaration: each page is made and read once for all questions.

Every number resolves through ``why``, every link leads somewhere, every page has its data and its footnotes.
Exported pages are read as they were written, all of them. A served page differs from an exported one by its
links alone, so that of the thousands of pages of single figures every tenth is served too.
"""

from __future__ import annotations

import csv
import json
import os
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from accord.cleaning.values import shown_figure, shown_value
from accord.publish.export import export_site
from accord.publish.library import Library
from accord.publish.page import to_csv, to_json
from accord.publish.rendering import Renderer
from accord.publish.site import Site
from accord.store.recorded import read_recorded
from accord.store.snapshot import Snapshot
from publish.reading import Reading, read_page
from publish.taking import numbers

ADDRESS = "https://example.org"
EVERY = 10
"""One of so many pages of single figures stands for its template; every other page is looked at itself."""


@pytest.fixture(scope="module")
def library(sofia: Snapshot) -> Library:
    return Library(sofia)


class _Explanations:
    """What each id says, from the snapshot and not from any page."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._rows: dict[str, str] = {}
        declaration = library.declaration
        for part in fields(declaration):
            value = getattr(declaration, part.name)
            for row in value if isinstance(value, tuple) else (value,):
                self._rows[row.id] = self._rows.get(row.id, "") + repr(row)
        self._rows |= {name: repr(measure) for name, measure in library.measures.items()}
        self._rows |= {name: cell.says for name, cell in read_recorded(library.snapshot.folder).items()}
        for row in library.observations:
            self._rows[row.id] = self._rows.get(row.id, "") + repr(row)
        self._known: dict[str, set[str]] = {}

    def numbers(self, name: str) -> set[str]:
        if name not in self._known:
            said = self._rows.get(name, "")
            row = self._library.tracer.rows.get(name)
            if row is not None:
                said += f" {row.id} {row.says} {row.source}"
            figure = self._library.figures.get(name)
            if figure is not None:
                ends = (shown_value(end, figure.unit) for end in (figure.minimum, figure.maximum))
                said += " ".join((repr(figure), shown_figure(figure), *ends))
            self._known[name] = numbers(said)
        return self._known[name]


@dataclass(kw_only=True)
class Pages:
    """Every page and drawing of a site, read.

    Attributes:
        shown: Pages by their path.
        drawn: Drawings by the path of their page.
        rows: Rows of the data of a served page, by path; empty for an export, which has them in its files.
    """

    shown: dict[str, Reading] = field(default_factory=dict)
    drawn: dict[str, Reading] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)


def representative(site: Site) -> list[str]:
    """Paths of all pages but those of single figures, and of some of these."""
    paths = site.paths()
    figures = [path for path in paths if path.startswith("figures/")]
    return [path for path in paths if not path.startswith("figures/")] + figures[::EVERY]


@pytest.fixture(scope="module")
def served(library: Library) -> Pages:
    """Pages as the server sends them."""
    site, renderer, pages = Site(library), Renderer(library, is_static=False), Pages()
    for path in representative(site):
        page = site.page(path)
        assert page is not None, path
        name = path or "index"
        pages.shown[name] = read_page(renderer.render(page))
        pages.drawn[name] = read_page(page.chart)
        pages.rows[name] = len(page.table)
    return pages


@pytest.fixture(scope="module")
def folder(sofia: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The export with share metadata."""
    folder = tmp_path_factory.mktemp("site of accord") / "out"
    export_site(sofia, folder, base_url=ADDRESS)
    return folder


@pytest.fixture(scope="module")
def exported(folder: Path) -> Pages:
    """Every page as it stands in the export."""
    pages = Pages()
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix().removesuffix(".html")
        pages.shown[name] = read_page(path.read_text(encoding="utf-8"))
        pages.drawn[name] = read_page((folder / f"{name}.svg").read_text(encoding="utf-8"))
    return pages


@pytest.fixture(params=["served", "exported"])
def pages(request: pytest.FixtureRequest) -> Pages:
    found: Pages = request.getfixturevalue(request.param)
    return found


def test_an_export_has_the_pages_of_the_server(library: Library, served: Pages, exported: Pages) -> None:
    assert {path or "index" for path in Site(library).paths()} == set(exported.shown)
    assert len(exported.shown) > 2000
    assert len(served.shown) > 300


def test_every_number_is_among_what_its_id_says(pages: Pages, library: Library) -> None:
    """A page cannot show a number under the id of another: the figure or row itself must say it."""
    explanations, wrong = _Explanations(library), set()
    for readings in (pages.shown, pages.drawn):
        for name, reading in readings.items():
            for why, words in reading.explained:
                missing = numbers(words) - explanations.numbers(why)
                if missing:
                    wrong.add(f"{why}: {sorted(missing)} in {words[:80]!r} on {name}")
    assert sorted(wrong)[:20] == []


def test_no_page_shows_a_number_that_cannot_be_traced(pages: Pages, library: Library) -> None:
    whys: set[str] = set()
    for readings in (pages.shown, pages.drawn):
        for name, reading in readings.items():
            assert reading.unexplained == [], name
            whys |= reading.whys
    assert len(whys) > 1000
    assert sorted(why for why in whys if not library.tracer.knows(why)) == []


def test_every_page_that_names_kosovo_carries_the_footnote(pages: Pages, library: Library) -> None:
    footnote = library.partners["KOS"].footnote
    for name, reading in pages.shown.items():
        shown = " ".join(reading.text)
        assert footnote in shown, name
        assert "Kosovo" not in shown.replace("Kosovo*", "").replace(footnote, ""), name


def test_every_drawing_is_one_and_carries_the_footnote_if_it_names_kosovo(
    folder: Path, exported: Pages
) -> None:
    for name in exported.drawn:
        drawing = ElementTree.fromstring((folder / f"{name}.svg").read_text(encoding="utf-8"))
        assert drawing.tag.endswith("svg"), name
        drawn = " ".join(drawing.itertext())
        assert "Kosovo*" not in drawn or "This designation is without prejudice" in drawn, name


def test_the_data_of_every_page_parses_and_names_the_snapshot(
    folder: Path, served: Pages, sofia: Snapshot
) -> None:
    may_be_empty = {
        *("appraisals", "composites", "flows", "parties", "portfolios"),
        "ratings/not_started",
    }
    for name, count in served.rows.items():
        content = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        assert content["snapshot"] == sofia.id, name
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            assert file.readline().split(",")[0].strip(), name
            file.seek(0)
            rows = sum(1 for _ in csv.DictReader(file))
        assert rows == count, name
        assert rows or name in may_be_empty or name.startswith(("agendas/", "indicators/")), name


def test_every_relative_link_of_every_page_leads_to_a_file(folder: Path, exported: Pages) -> None:
    missing: set[str] = set()
    present = {path for path in folder.rglob("*") if path.is_file()}
    for name, reading in exported.shown.items():
        for link in reading.links:
            parts = urlsplit(link)
            if parts.scheme or not parts.path:
                continue
            if Path(os.path.normpath((folder / name).parent / unquote(parts.path))) not in present:
                missing.add(f"{name} -> {link}")
    assert sorted(missing) == []


def test_no_anchor_stands_twice_on_a_page(pages: Pages) -> None:
    for name, reading in pages.shown.items():
        assert len(reading.ids) == len(set(reading.ids)), name


def test_every_page_has_its_data_and_chart_beside_it(folder: Path, exported: Pages) -> None:
    for name in exported.shown:
        for suffix in (".json", ".csv", ".svg"):
            assert (folder / f"{name}{suffix}").is_file(), name


def test_a_page_that_is_made_again_is_the_same_byte_for_byte(folder: Path, sofia: Snapshot) -> None:
    again = Library(sofia)
    site, renderer = Site(again), Renderer(again, is_static=True, base_url=ADDRESS)
    as_of, footnotes = sofia.manifest.as_of, again.footnotes
    for path in representative(site):
        page, name = site.page(path), path or "index"
        assert page is not None, path
        made = {"html": renderer.render(page), "svg": page.chart, "csv": to_csv(page)}
        made["json"] = to_json(page, snapshot=sofia.id, as_of=as_of, footnotes=footnotes)
        for suffix, text in made.items():
            assert (folder / f"{name}.{suffix}").read_bytes() == text.encode(), f"{name}.{suffix}"


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
    reading = read_page('<body><p data-why="x">7</p></body>')
    assert (reading.unexplained, reading.explained) == ([], [("x", "7")])


def test_the_check_of_numbers_finds_a_wrong_one(library: Library) -> None:
    explanations = _Explanations(library)
    assert numbers("EUR 27,672,000") <= explanations.numbers("T01.grant")
    assert not numbers("EUR 27,672,001") <= explanations.numbers("T01.grant")
