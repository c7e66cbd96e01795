"""A figure that comes from published money leads to the flows: id, file, hash, byte."""

from __future__ import annotations

import hashlib
from decimal import Decimal

import pytest

from accord.build import build_snapshot
from accord.publish.library import Library
from accord.publish.pages.figures import figure_page
from accord.publish.rendering import Renderer
from accord.sources.declaration import declaration_folder
from accord.sources.iati.layout import schemas
from accord.sources.iati.reading import read_iati
from accord.store.descent import Descent
from accord.store.flow_descent import flow_leaves
from accord.store.ledger import LEDGER
from accord.store.snapshot import Snapshot, open_snapshot
from accord.store.tables import write_tables
from accord.store.tracing import Tracer
from accord.taking_in.money import Money
from sources.register.activities import NAMED


@pytest.fixture(scope="module")
def paid(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The bundled declaration with made-up money that its rules join: 400,000 paid for a harbour."""
    folder = tmp_path_factory.mktemp("paid")
    (folder / "made-up.xml").write_bytes(NAMED)
    read = ((batch.table, batch.rows) for batch in read_iati([folder / "made-up.xml"]))
    write_tables(read, schemas(), folder / "tables")
    money = Money(tables=folder / "tables")
    return open_snapshot(build_snapshot(declaration_folder("sofia_2018"), folder / "store", money=money))


@pytest.fixture(scope="module")
def descent(paid: Snapshot) -> Descent:
    return Tracer(paid).trace("PKG-1.chain.disbursed")


def test_a_sum_of_a_chain_ends_at_the_bytes_of_its_flows(descent: Descent) -> None:
    (flow,) = descent.flows
    assert descent.figure is not None
    assert (flow.amount, flow.currency) == (descent.figure.value, "EUR") == (Decimal(400000), "EUR")
    assert (flow.role, flow.used_by) == ("term", "PKG-1.chain.disbursed.ALB")
    assert flow.joined_by == ("rule-transport-register-code",)
    assert (flow.file, flow.sha256) == ("made-up.xml", hashlib.sha256(NAMED).hexdigest())
    assert NAMED[flow.byte :].startswith(b'<transaction><transaction-type code="3"/>')
    assert flow.id == f"{flow.sha256[:12]}:{flow.byte}:ALB"
    assert descent.to_json()["flows"] == [flow.to_json()]


def test_every_figure_of_a_chain_names_exactly_the_flows_among_its_inputs(paid: Snapshot) -> None:
    tracer = Tracer(paid)
    chains = [name for name in paid.figures if ".chain." in name]
    found = {name: {flow.id for flow in tracer.trace(name).flows} for name in chains}
    for name in chains:
        figure = paid.figures[name]
        direct = {part.id for part in figure.inputs if ":" in part.id}
        below = [found[part.id] for part in figure.inputs if part.id in found]
        assert found[name] == direct.union(*below), name
    assert any(found.values())


def test_the_page_of_the_figure_shows_where_the_flow_stands(paid: Snapshot, descent: Descent) -> None:
    library = Library(paid)
    page = Renderer(library, is_static=False).render(figure_page(library, "PKG-1.chain.disbursed"))
    (flow,) = descent.flows
    assert f"<code>{flow.byte}</code>" in page
    assert flow.sha256 in page
    assert "400,000.00" in page


def test_ids_that_are_no_flow_and_snapshots_without_money_give_none(paid: Snapshot, sofia: Snapshot) -> None:
    assert flow_leaves(paid.folder, {"000000000000:1:ALB": ("term", "x")}) == ()
    assert flow_leaves(paid.folder, {}) == ()
    assert (paid.folder / LEDGER).is_dir()
    assert flow_leaves(sofia.folder, {"000000000000:1:ALB": ("term", "x")}) == ()


def test_a_figure_without_money_names_no_flow(sofia: Snapshot) -> None:
    assert Tracer(sofia).trace("PKG-1.chain.disbursed").flows == ()
