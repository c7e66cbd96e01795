"""Every number on every page resolves through ``why``: a crawl over the whole site."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields

import pytest

from accord.cleaning.values import shown_figure, shown_value
from accord.publish.library import Library
from accord.publish.rendering import Renderer
from accord.publish.site import Site
from accord.store.recorded import read_recorded
from accord.store.snapshot import Snapshot
from publish.reading import read_page


@pytest.fixture(scope="module")
def library(sofia: Snapshot) -> Library:
    return Library(sofia)


_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def _numbers(text: str) -> set[str]:
    """Return the numbers of a text, without separators of thousands and without trailing zeros."""
    found = {match.replace(",", "") for match in _NUMBER.findall(text)}
    return {number.rstrip("0").rstrip(".") if "." in number else number for number in found}


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
            self._known[name] = _numbers(said)
        return self._known[name]


@dataclass(kw_only=True)
class Crawl:
    """What a walk over every page and drawing of a site found.

    Attributes:
        pages: How many pages there are.
        whys: Ids that explain something.
        untraced: Texts with a number that no id explains.
        wrong: Numbers below the id of something that does not say them.
    """

    pages: int = 0
    whys: set[str] = field(default_factory=set)
    untraced: list[str] = field(default_factory=list)
    wrong: set[str] = field(default_factory=set)


def _crawl(library: Library, *, is_static: bool, base_url: str) -> Crawl:
    site, renderer = Site(library), Renderer(library, is_static=is_static, base_url=base_url)
    crawl, explanations = Crawl(), _Explanations(library)
    for path in site.paths():
        page = site.page(path)
        assert page is not None, path
        crawl.pages += 1
        for name, text in ((path or "index", renderer.render(page)), (f"{path or 'index'}.svg", page.chart)):
            reading = read_page(text)
            crawl.whys |= reading.whys
            crawl.untraced += [f"{name}: {found}" for found in reading.unexplained]
            for why, words in reading.explained:
                missing = _numbers(words) - explanations.numbers(why)
                if missing:
                    crawl.wrong.add(f"{why}: {sorted(missing)} in {words[:80]!r} on {name}")
    return crawl


@pytest.fixture(
    scope="module", params=[("", False), ("https://example.org", True)], ids=["served", "exported"]
)
def crawl(library: Library, request: pytest.FixtureRequest) -> Crawl:
    base_url, is_static = request.param
    return _crawl(library, is_static=is_static, base_url=base_url)


def test_every_number_is_among_what_its_id_says(crawl: Crawl) -> None:
    """A page cannot show a number under the id of another: the figure or row itself must say it."""
    assert sorted(crawl.wrong)[:20] == []


def test_no_page_shows_a_number_that_cannot_be_traced(crawl: Crawl, library: Library) -> None:
    assert crawl.untraced == []
    assert crawl.pages > 2000
    assert len(crawl.whys) > 2000
    assert sorted(why for why in crawl.whys if not library.tracer.knows(why)) == []


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
    assert _numbers("EUR 27,672,000") <= explanations.numbers("T01.grant")
    assert not _numbers("EUR 27,672,001") <= explanations.numbers("T01.grant")
