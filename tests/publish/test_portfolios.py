"""The pages of portfolios: every number says whence it comes; everybody finds why a project is out."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from accord.cleaning.sentences import short_number
from accord.domain.figure import Figure
from accord.errors import UsageError
from accord.publish import portfolio_view
from accord.publish.library import Library
from accord.publish.pages.portfolios import portfolio_ids, portfolio_page, portfolios_page
from accord.publish.rendering import Renderer
from accord.store.snapshot import Snapshot
from accord.taking_in.portfolios import take_portfolios
from accord.taking_in.taken import Taken
from cli.test_choosing_projects import CALL, EFFECTS, PLACES, SECTIONS
from publish.reading import read_page
from publish.taking import library_with, said_of, wrong_numbers
from sources.network.made_up_files import written
from support import ROOT, blocks

IMPOSSIBLE = """
id: never
title: Invented call for Kosovo* that cannot be met
unit: EUR million
price_base: 2025
rules:
  - {id: envelope, kind: envelope, value: 5, source: Invented}
  - {id: dam-in, kind: must_include, candidate: dam}
candidates:
  - {id: dam, label: Dam 7, unit: EUR million, price_base: 2025, cost: 30, grant: 12, benefit: 20, evidence: seen, source: Invented study 9}
"""  # noqa: E501


def invented(folder: Path) -> list[Path]:
    """The invented calls of the how-to page, the phased one with Kosovo* and fewer draws, and two more."""
    for block in blocks(ROOT / "docs" / "how-to" / "choose-a-portfolio.md"):
        name = block.settings.get("file")
        if name and not (folder / name).exists():
            (folder / name).write_text(block.text, encoding="utf-8")
    phased = folder / "phased.yml"
    text = phased.read_text(encoding="utf-8").replace("[MKD]", "[KOS]").replace("draws: 20", "draws: 3")
    phased.write_text(text, encoding="utf-8")
    (folder / "roads").mkdir()
    written(folder / "roads", places=PLACES, sections=SECTIONS, effects=EFFECTS, crossings="")
    (folder / "halves.yml").write_text(CALL, encoding="utf-8")
    (folder / "never.yml").write_text(IMPOSSIBLE, encoding="utf-8")
    return [folder / f"{name}.yml" for name in ("valleys", "phased", "halves", "never")]


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    return take_portfolios(invented(tmp_path_factory.mktemp("calls")))


@pytest.fixture(scope="module")
def library(sofia: Snapshot, taken: Taken, tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library_with(sofia, tmp_path_factory.mktemp("snapshot"), taken)


def shown(figure: Figure) -> str:
    """Everything that may be written for a figure: as it is, rounded as in sentences, and as per cent."""
    values = [one for one in (figure.value, figure.lower, figure.upper) if isinstance(one, Decimal)]
    rounded = " ".join(f"{short_number(float(one))} {float(one) * 100:.0f}" for one in values)
    return f"{said_of(figure)} {rounded}"


def of_cell(says: str) -> str:
    """What stands in a cell, and its numbers as per cent."""
    per_cent = (short_number(float(one) * 100) for one in re.findall(r"\d+(?:\.\d+)?", says))
    return f"{says} {' '.join(per_cent)}"


def test_every_number_is_said_by_its_id_and_can_be_traced(library: Library, taken: Taken) -> None:
    renderer = Renderer(library, is_static=True)
    assert portfolio_ids(library) == ["halves", "never", "phased", "valleys"]
    pages = [portfolio_page(library, name) for name in portfolio_ids(library)]
    for page in (portfolios_page(library), *pages):
        for html in (renderer.render(page), page.chart):
            reading = read_page(html)
            assert list(wrong_numbers(reading, library, of_figure=shown, of_cell=of_cell)) == []
            assert [why for why in sorted(reading.whys) if not library.tracer.knows(why)] == []


def test_every_candidate_is_linked_from_the_index_and_has_a_sentence_that_says_why(
    library: Library, taken: Taken
) -> None:
    renderer = Renderer(library, is_static=True)
    for name, kept in library.portfolios.items():
        reading = read_page(renderer.render(portfolio_page(library, name)))
        for one in kept.call.candidates:
            assert reading.ids.count(f"candidate-{one.id}") == 1
            assert f"#candidate-{one.id}" in reading.links
            sentence = taken.figures[f"portfolio.{name}.verdict.{one.id}"].reason
            assert sentence in reading.text
        assert {link[1:] for link in reading.links if link.startswith("#")} <= set(reading.ids)


def test_the_page_shows_what_was_computed_for_the_snapshot_without_solving_again(
    library: Library, taken: Taken, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "scipy.optimize", None)
    fresh = Library(library.snapshot)
    page = portfolio_page(fresh, "valleys")
    wanted = {name for name in taken.figures if name.startswith("portfolio.valleys.")}
    assert {row["figure"] for row in page.table} == wanted
    html = Renderer(fresh, is_static=True).render(page)
    # By hand: short 8, tunnel 16, line 10 of 50, gates 0 make 34; 19 + 24 + 21 + 6 = 70.
    for words in ("EUR 34 million", "EUR 70 million", "Out: its benefit is not known.", "buys nothing;"):
        assert words in html


def test_a_figure_is_traced_to_the_lines_of_the_kept_files(library: Library) -> None:
    places = {
        (leaf.cell.file, leaf.cell.place)
        for leaf in library.tracer.trace("portfolio.valleys.grant.line").cells
    }
    assert ("candidates.csv", "line 5, column min_grant_share") in places
    assert ("valleys.yml", "line 7") in places
    kept = library.portfolios["halves"].files
    assert set(kept) >= {"halves.yml", "network/places.csv", "network/effects.csv"}


def test_what_only_others_make_worth_something_is_not_called_unknown(library: Library) -> None:
    html = Renderer(library, is_static=True).render(portfolio_page(library, "halves"))
    assert "counted together with others" in html
    assert "half of all draws lie below" in html
    assert "Benefit unknown" not in html


def test_years_show_what_earlier_years_left(library: Library, taken: Taken) -> None:
    """Envelopes of 8 and 8: of the dam's 12 half is paid in 2027, which leaves 2, so that 2028 has 10."""
    first, second = (taken.figures[f"portfolio.phased.paid_in.{year}"] for year in (2027, 2028))
    assert (first.value, first.parameters["room"]) == (6, "8")
    assert second.parameters["room"] == "10"
    html = Renderer(library, is_static=True).render(portfolio_page(library, "phased"))
    assert "6 of 8" in html
    assert "with what earlier years left EUR 10 million" in html


def test_a_call_that_cannot_be_met_says_which_rules_cannot_hold_together(library: Library) -> None:
    html = Renderer(library, is_static=True).render(portfolio_page(library, "never"))
    assert "No choice obeys all rules. These cannot hold together" in html
    assert "Nothing. The sentences above" in html


def test_a_long_call_is_folded_but_every_reason_stays_on_the_page(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portfolio_view, "MOST_OPEN", 2)
    html = Renderer(library, is_static=True).render(portfolio_page(library, "valleys"))
    assert "<details open>" not in html
    assert html.index("<details><summary>") < html.index('id="candidate-quay"')
    # Folded parts are by name: Lake quay stands before Long bypass.
    assert html.index('id="candidate-quay"') < html.index('id="candidate-long"')


def test_kosovo_carries_its_footnote_on_list_page_and_chart(library: Library) -> None:
    renderer = Renderer(library, is_static=True)
    for page in (portfolio_page(library, "phased"), portfolio_page(library, "never")):
        assert "without prejudice to positions on" in page.chart
        assert renderer.render(page).count("without prejudice to positions on") > 1
    assert renderer.render(portfolios_page(library)).count("without prejudice to positions on status") > 1


def test_a_snapshot_without_calls_says_so_and_how_to_add_one(sofia: Snapshot) -> None:
    html = Renderer(Library(sofia), is_static=True).render(portfolios_page(Library(sofia)))
    assert "nothing was chosen" in html
    assert "accord build --portfolio sofia_2018" in html


def test_two_calls_of_one_id_are_refused(tmp_path: Path) -> None:
    invented(tmp_path)
    with pytest.raises(UsageError, match="ACC-845"):
        take_portfolios([tmp_path / "never.yml", tmp_path / "never.yml"])
