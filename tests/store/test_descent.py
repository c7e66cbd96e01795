"""A number that cannot be traced is not shown."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from accord.errors import UsageError
from accord.store.descent import briefly
from accord.store.snapshot import Snapshot, open_snapshot
from accord.store.tracing import Tracer

INPUT_KEYS = {"source", "file", "sha256", "place", "date_read", "evidence"}


@pytest.fixture(scope="module")
def tracer(sofia: Snapshot) -> Tracer:
    """Traces figures of the bundled declaration."""
    return Tracer(sofia)


@pytest.fixture(scope="module")
def lake_tracer(lake_store: Path) -> Tracer:
    """Traces figures of the lake pact."""
    return Tracer(open_snapshot(lake_store))


def test_every_figure_ends_in_rows_of_the_record_with_file_hash_place_and_date(tracer: Tracer) -> None:
    raw = {
        path.relative_to(tracer.snapshot.folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (tracer.snapshot.folder / "inputs").rglob("*.yml")
    }
    assert len(tracer.snapshot.figures) > 1000
    for name in tracer.snapshot.figures:
        inputs = [leaf.to_json() for leaf in tracer.trace(name).inputs]
        assert inputs, name
        for leaf in inputs:
            assert all(leaf[key] for key in INPUT_KEYS), (name, leaf)
            assert leaf["sha256"] == raw[str(leaf["file"])], (name, leaf)


def test_the_place_is_the_line_on_which_the_row_stands(tracer: Tracer) -> None:
    for leaf in tracer.trace("count.claims").inputs:
        lines = (tracer.snapshot.folder / "inputs" / leaf.row.origin.file).read_text("utf-8").splitlines()
        assert lines[leaf.row.origin.line - 1].strip() == f"- id: {leaf.row.id}"


def test_every_content_row_can_be_traced_too(tracer: Tracer) -> None:
    for name in tracer.rows:
        assert tracer.trace(name).inputs, name


def test_a_chosen_claim_and_its_alternative_are_both_named(lake_tracer: Tracer) -> None:
    descent = lake_tracer.trace("PACT-1.ferry_cost.NOR")
    assert [(leaf.row.id, leaf.role) for leaf in descent.inputs] == [
        ("ferry-cost-budget", "chosen"),
        ("ferry-cost-gazette", "alternative"),
    ]
    budget = descent.inputs[0].to_json()
    assert budget["source"] == "north-budget"
    assert budget["published"] == "2022-02-01"
    assert budget["date_read"] == "2024-01-15"
    assert budget["evidence"] == "seen"
    assert str(budget["place"]).endswith("claim ferry-cost-budget; in the document: table 3")


def test_a_rating_leads_over_measures_and_figures_to_claims(lake_tracer: Tracer) -> None:
    descent = lake_tracer.trace("PACT-1.rating.NOR")
    assert [(depth, step.id) for depth, step in descent.steps] == [
        (0, "PACT-1.rating.NOR"),
        (1, "PACT-1.a.NOR"),
        (2, "PACT-1.ferry_cost.NOR"),
        (1, "PACT-1.b.NOR"),
        (2, "PACT-1.in_service.NOR"),
    ]
    claims = {leaf.row.id for leaf in descent.inputs if leaf.row.kind == "claim"}
    assert claims == {"ferry-cost-budget", "ferry-cost-gazette", "ferry-service"}
    parameters = {leaf.row.id for leaf in descent.definitions if leaf.row.kind == "parameter"}
    assert parameters == {
        "substantial_share",
        "known_share",
        "partly_from",
        "partly_score",
        "trend_window_months",
    }


def test_an_unknown_figure_still_says_what_was_asked(lake_tracer: Tracer) -> None:
    descent = lake_tracer.trace("PACT-1.ferry_cost.SOU")
    assert descent.figure is not None
    assert descent.figure.value is None
    assert [leaf.row.id for leaf in descent.inputs] == ["PACT-1"]


def test_a_content_row_is_its_own_descent(lake_tracer: Tracer) -> None:
    content = lake_tracer.trace("ferry-cost-budget").to_json()
    assert (content["figure"], content["value"]) == ("ferry-cost-budget", "CRW 104,500")


def test_an_unknown_id_suggests_near_ones(lake_tracer: Tracer) -> None:
    with pytest.raises(UsageError) as caught:
        lake_tracer.trace("PACT-1.fery_cost.NOR")
    (problem,) = caught.value.problems
    assert problem.id == "ACC-206"
    assert problem.value == "PACT-1.fery_cost.NOR"
    assert "PACT-1.ferry_cost.NOR" in problem.expected
    assert not lake_tracer.knows("PACT-1.fery_cost.NOR")
    assert lake_tracer.knows("PACT-1.ferry_cost.NOR")


def test_an_attribute_is_no_parameter_of_a_sum(tracer: Tracer) -> None:
    """The sum adds financing lines; the attribute "Projects" has no part in it."""
    definitions = {leaf.row.id for leaf in tracer.trace("T01.total_of_lines").definitions}
    assert "projects" not in definitions


def test_a_brief_descent_names_the_figures_whose_rows_it_leaves_to_their_own(tracer: Tracer) -> None:
    whole = tracer.trace("network.place-skopje.potential.after")
    brief = briefly(whole)
    names = {figure.id for figure in brief.told_elsewhere}
    assert {"network.basis.sections", "network.basis.places"} <= names
    assert {leaf.used_by for leaf in brief.inputs}.isdisjoint(names)
    own = {leaf.row.id for name in names for leaf in briefly(tracer.trace(name)).inputs}
    assert {leaf.row.id for leaf in whole.inputs} == own | {leaf.row.id for leaf in brief.inputs}
    assert brief.steps == whole.steps


def test_a_figure_tells_its_own_rows_however_many_they_are(tracer: Tracer) -> None:
    whole = tracer.trace("network.basis.sections")
    assert len(whole.inputs) > 60
    assert briefly(whole) == whole
