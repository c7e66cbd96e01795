"""Counts add up to what they count."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from accord.domain.assessment import Rating
from accord.store.snapshot import Snapshot, open_snapshot


@pytest.fixture(scope="module")
def lake_snapshot(lake_store: Path) -> Snapshot:
    """The lake pact, opened."""
    return open_snapshot(lake_store)


def test_the_counts_of_the_lake_pact_are_those_counted_by_hand(lake_snapshot: Snapshot) -> None:
    """Two commitments for two towns: complete, no_evidence, and PACT-2 twice not_measurable."""
    expected = {
        "ratings": 4,
        "complete": 1,
        "no_evidence": 1,
        "not_measurable": 2,
        "substantial": 0,
        "ratings.NOR": 2,
        "complete.NOR": 1,
        "complete.SOU": 0,
        "no_evidence.SOU": 1,
        "not_measurable.TRANSPORT": 2,
        "ratings.PACT": 4,
        "claims": 3,
        "claims_verified": 3,
        "commitments": 2,
        "disputed": 1,
        "measures": 2,
        "partners": 2,
        "sources": 3,
        "gaps": 0,
        "projects": 0,
    }
    found = {name: lake_snapshot.figures[f"count.{name}"].value for name in expected}
    assert found == {name: Decimal(number) for name, number in expected.items()}


def test_the_counts_of_the_ratings_add_up_to_the_total_in_every_group(sofia: Snapshot) -> None:
    groups = [
        name.removeprefix("count.ratings") for name in sofia.figures if name.startswith("count.ratings")
    ]
    # In all, and for 6 partners, 7 pillars, 3 instruments.
    assert len(groups) == 1 + 6 + 7 + 3
    for group in groups:
        parts = [sofia.figures[f"count.{rating}{group}"].value for rating in Rating]
        assert sum(Decimal(str(part)) for part in parts) == sofia.figures[f"count.ratings{group}"].value


def test_partners_pillars_and_instruments_each_add_up_to_the_whole(sofia: Snapshot) -> None:
    declaration = sofia.declaration
    for rows in (declaration.partners, declaration.pillars, declaration.instruments):
        for rating in Rating:
            parts = [sofia.figures[f"count.{rating}.{name}"].value for name in (row.id for row in rows)]
            assert sum(Decimal(str(part)) for part in parts) == sofia.figures[f"count.{rating}"].value


def test_a_count_is_made_from_the_rows_that_it_counts(sofia: Snapshot) -> None:
    for rating in Rating:
        figure = sofia.figures[f"count.{rating}"]
        roles = Counter(part.role.value for part in figure.inputs)
        assert figure.value == roles["counted"]


def test_a_count_of_zero_names_what_was_looked_at(lake_snapshot: Snapshot) -> None:
    zero = lake_snapshot.figures["count.not_started"]
    assert zero.value == 0
    assert {part.role.value for part in zero.inputs} == {"not counted"}
    assert len(zero.inputs) == 4
    assert zero.reason == "0 of 4."


def test_disputed_figures_are_counted_once(sofia: Snapshot) -> None:
    disputed = {name for name, row in sofia.figures.items() if row.is_disputed and row.claims > 1}
    figure = sofia.figures["count.disputed"]
    assert {part.id for part in figure.inputs} == disputed
    assert figure.value == len(disputed)
