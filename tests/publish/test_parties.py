"""The pages of parties: every link resolves, every anchor stands once, hits can be left out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from accord.domain.listing import Effect
from accord.domain.party import Timing
from accord.domain.screening import Band, Hit, IdentityEvidence, Verdict
from accord.publish.library import Library
from accord.publish.pages.parties import GROUPS
from accord.publish.pages.party import band_words, timing_words
from accord.publish.rendering import Renderer
from accord.publish.site import Site
from accord.store.snapshot import Snapshot, open_snapshot
from publish.reading import read_page
from screened_chain import build_screened, write_lists, write_pact


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("parties")
    write_pact(folder)
    write_lists(folder)
    done = build_screened(folder)
    assert done.exit_code == 0, done.err
    return open_snapshot(folder / ".accord")


@pytest.fixture(params=[True, False], ids=["with hits", "without hits"])
def library(snapshot: Snapshot, request: pytest.FixtureRequest) -> Library:
    return Library(snapshot, shows_hits=request.param)


def paths(site: Site) -> list[str]:
    return [path for path in site.paths() if path.partition("/")[0] in {"parties", "bands"}]


@pytest.mark.parametrize("is_static", [False, True], ids=["served", "exported"])
def test_every_link_leads_to_a_page(library: Library, is_static: bool) -> None:
    site, renderer = Site(library), Renderer(library, is_static=is_static)
    known = {*site.paths(), "index"}
    for path in paths(site):
        page = site.page(path)
        assert page is not None
        reading = read_page(renderer.render(page))
        assert len(reading.ids) == len(set(reading.ids)), path
        for link in reading.links:
            name = link.partition("#")[0]
            if not name or "static/" in name or name.endswith((".json", ".csv", ".svg")):
                continue
            if is_static:
                here = Path("/") / path
                name = str((here.parent / name).resolve()).removesuffix(".html")
            assert name.strip("/") in known, (path, link)


def test_every_party_stands_in_the_group_of_its_strongest_hit_and_in_no_other(snapshot: Snapshot) -> None:
    site = Site(Library(snapshot))
    whole, pages = site.page("parties"), {name: site.page(f"bands/{name}") for name in GROUPS}
    assert whole is not None
    told = [row["id"] for page in pages.values() if page is not None for row in page.table]
    assert sorted(map(str, told)) == sorted(str(row["id"]) for row in whole.table)
    for name, page in pages.items():
        assert page is not None
        assert {row["band"] for row in page.table} <= {name}


def test_an_amount_of_one_flow_or_line_names_it(snapshot: Snapshot) -> None:
    library = Library(snapshot)
    site, renderer = Site(library), Renderer(library, is_static=False)
    (bank,) = [path for path in paths(site) if "bank-of-the-lake" in path]
    page = site.page(bank)
    assert page is not None
    assert ("P1-loan", "500.00 EUR") in read_page(renderer.render(page)).explained
    assert library.tracer.knows("P1-loan")


def test_a_bundled_declaration_without_lists_has_the_page_and_no_party(sofia: Snapshot) -> None:
    site = Site(Library(sofia))
    assert paths(site) == ["parties"]
    page = site.page("parties")
    assert page is not None
    html = Renderer(site.library, is_static=False).render(page)
    assert "Unknown is not cleared." in html
    assert all(note in html for note in site.library.footnotes.values())


def made_hit(band: Band, *evidence: tuple[str, Verdict], is_weak: bool = False) -> Hit:
    verdicts = tuple(IdentityEvidence(field=f, verdict=v, asked="", listed="") for f, v in evidence)
    return Hit(
        query_id="q",
        listing_id="made:1",
        list="made",
        listed_name="Quenlow",
        is_weak=is_weak,
        name_score=0.9,
        parts=(),
        identity=Verdict.SILENT,
        evidence=verdicts,
        band=band,
        explanation="",
        effect=Effect.ASSET_FREEZE,
        regime="",
        listed_on=None,
        is_ended=False,
        as_of=date(2024, 1, 10),
    )


@pytest.mark.parametrize(
    ("hit", "said"),
    [
        (made_hit(Band.MATCH, ("country", Verdict.SUPPORTS)), "The name agrees, and so does the country."),
        (made_hit(Band.POSSIBLE), "no other attribute confirms or contradicts it. It opens an alert"),
        (made_hit(Band.POSSIBLE, ("country", Verdict.SUPPORTS)), "in part, and so does the country"),
        (made_hit(Band.NAME_ONLY, is_weak=True), "calls this alias weak"),
        (made_hit(Band.NAME_ONLY), "Too little of the name agrees"),
        (
            made_hit(Band.CONTRADICTED, ("birth date", Verdict.CONTRADICTS)),
            "the birth date differs. It opens no",
        ),
    ],
)
def test_a_band_is_explained_by_what_made_it(hit: Hit, said: str) -> None:
    assert said in band_words(hit)


def test_days_are_told_in_words_and_none_is_left_out() -> None:
    every = timing_words(Timing(before=1, during=2, after=3, unknown=4))
    assert every == (
        "1 before it; 2 while it stood; 3 after it had ended; 4 on a day that cannot be compared"
    )
