"""The page from promise to payment: what is known is drawn, what is not is hatched and named."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from accord.build import build_snapshot
from accord.domain.figure import InputRole
from accord.publish.chain_chart import chain_chart
from accord.publish.chain_view import ChainStepView, ChainView, chain_view, chain_views
from accord.publish.library import Library
from accord.publish.rendering import Renderer
from accord.publish.site import Site
from accord.publish.svg import WIDTH
from accord.store.snapshot import Snapshot, open_snapshot
from accord.store.tracing import Tracer
from publish.reading import Reading, read_page


@pytest.fixture(scope="module")
def library(sofia: Snapshot) -> Library:
    return Library(sofia)


def reading(library: Library, path: str) -> Reading:
    page = Site(library).page(path)
    assert page is not None
    return read_page(Renderer(library, is_static=False).render(page))


def words(library: Library, path: str) -> str:
    return " ".join(" ".join(reading(library, path).text).split())


def chain(library: Library, commitment: str) -> ChainView:
    found = chain_view(library, commitment)
    assert found is not None
    return found


def bars(drawing: str, kind: str) -> list[float]:
    """Return the widths of bars: ``hatched`` for what is unknown, ``solid`` for what is known."""
    shapes = [item for item in ElementTree.fromstring(drawing).iter() if item.tag.endswith("}rect")]
    tall = [shape for shape in shapes if shape.get("height") == "20" and float(shape.get("width", "0")) > 1.5]
    fills = [(shape.get("fill", ""), float(shape.get("width", "0"))) for shape in tall]
    return [width for fill, width in fills if fill.startswith("url(") is (kind == "hatched")]


def test_every_followed_commitment_is_on_the_page_with_all_its_steps(library: Library) -> None:
    said = words(library, "delivery")
    for value in ("EUR 190,000,000", "at least EUR 147,422,000", "about EUR 40,600,000", "EUR 30,000,000"):
        assert value in said
    for step in ("Promised", "Approved", "Signed", "Paid out", "Works begun", "In use"):
        assert step in said
    assert "EUR 0" not in said


def test_what_is_missing_is_named_and_leads_to_gap_and_commitment(library: Library) -> None:
    page = reading(library, "delivery")
    assert "/gaps#gap-broadband-ledger" in page.links
    assert "/commitments/PKG-4" in page.links
    said = words(library, "delivery")
    assert "No public ledger for the EUR 30m" in said
    assert "Not split by partner in any source" in said
    gaps = reading(library, "gaps").ids
    wanted = {link.split("#")[1] for link in page.links if link.startswith("/gaps#")}
    assert wanted <= set(gaps)


def test_the_page_of_a_commitment_has_its_chain_and_others_have_none(library: Library) -> None:
    assert "From promise to payment" in words(library, "commitments/PKG-4")
    assert "/delivery#join-broadband-grants" in reading(library, "commitments/PKG-4").links
    assert "From promise to payment" not in words(library, "commitments/SD-01")


def test_an_unknown_step_is_hatched_to_the_full_promise_and_never_drawn_as_nothing(library: Library) -> None:
    """Broadband: one solid bar for the promise, five hatched ones as wide as it."""
    drawing = chain_chart(chain(library, "PKG-4"), library.footnotes)
    assert bars(drawing, "solid") == [WIDTH]
    assert bars(drawing, "hatched") == [WIDTH] * 5


def test_bars_are_as_long_as_their_share_of_the_promise(library: Library) -> None:
    """Of 190m: approved 147.422m, signed and works 40.6m; the rest up to the promise is hatched."""
    drawing = chain_chart(chain(library, "PKG-1"), library.footnotes)
    shares = [1, 147_422_000 / 190_000_000, 40_600_000 / 190_000_000, 40_600_000 / 190_000_000]
    assert bars(drawing, "solid") == pytest.approx([WIDTH * share for share in shares], rel=1e-4)
    rest = [1 - shares[1], 1 - shares[2], 1, 1 - shares[3], 1]
    assert bars(drawing, "hatched") == pytest.approx([WIDTH * share for share in rest], rel=1e-4)


def _with_amount(view: ChainView, amount: int) -> ChainView:
    """Return a chain whose paid out step is larger than its promise."""

    def changed(step: ChainStepView) -> ChainStepView:
        if step.word != "Paid out":
            return step
        return replace(step, figure=replace(step.figure, value=Decimal(amount), unit="EUR"))

    return replace(view, steps=tuple(changed(step) for step in view.steps))


def test_more_than_was_promised_shortens_the_promise_and_stays_inside(library: Library) -> None:
    """Paid out 60m of 30m promised: the promise is half as wide, and a line marks its end."""
    drawing = chain_chart(_with_amount(chain(library, "PKG-4"), 60_000_000), library.footnotes)
    assert bars(drawing, "solid") == [WIDTH / 2, WIDTH]
    assert max(bars(drawing, "hatched")) == WIDTH / 2


def test_patterns_of_several_drawings_on_a_page_do_not_share_a_name(library: Library) -> None:
    page = Site(library).page("delivery")
    assert page is not None
    html = Renderer(library, is_static=False).render(page)
    names = re.findall(r'<pattern id="([^"]+)"', html)
    assert len(names) == len(set(names)) == len(chain_views(library))


@pytest.mark.parametrize("name", ["PKG-1.chain.approved", "PKG-1.chain.approved.ALB"])
def test_a_sum_of_a_chain_descends_to_claims_and_lines(sofia: Snapshot, name: str) -> None:
    leaves = {leaf.row.id for leaf in Tracer(sofia).trace(name).inputs}
    assert {"T01-grant-line", "T01-grant-text", "T01-L4", "T01-stage-approved"} <= leaves


def test_an_unknown_step_descends_to_the_gap(sofia: Snapshot) -> None:
    figure = sofia.figures["PKG-4.chain.disbursed"]
    assert figure.value is None
    assert [part.id for part in figure.inputs if part.role is InputRole.GAP] == ["gap-broadband-ledger"]
    leaves = {leaf.row.id: leaf.role for leaf in Tracer(sofia).trace(figure.id).inputs}
    assert leaves["gap-broadband-ledger"] == "gap"


def test_the_number_of_projects_at_a_step_is_a_lower_bound_or_unknown(sofia: Snapshot) -> None:
    """Four of eleven were identified and approved; no project is known to be in use as a whole."""
    approved = sofia.figures["PKG-1.chain.approved_projects"]
    assert (approved.value, approved.qualifier.value) == (4, "at least")
    assert sofia.figures["PKG-1.chain.open_projects"].value is None


def test_a_declaration_that_follows_no_money_says_so(lake: Path, tmp_path: Path) -> None:
    snapshot = open_snapshot(build_snapshot(lake, tmp_path / "store"))
    assert not [name for name in snapshot.figures if ".chain." in name]
    assert "follows no money" in words(Library(snapshot), "delivery")
