"""One row for each commitment and partner."""

from __future__ import annotations

from pathlib import Path

from accord.store.snapshot import open_snapshot
from accord.store.status import status_rows


def test_the_status_of_the_lake_pact_is_the_one_worked_out_by_hand(lake_store: Path) -> None:
    """NOR bought for 104,500 of 100,000 and the ferry runs: complete. Nothing is known of SOU."""
    rows = {(row.commitment, row.partner): row for row in status_rows(open_snapshot(lake_store))}
    assert {key: (row.rating, row.rule) for key, row in rows.items()} == {
        ("PACT-1", "NOR"): ("complete", "R4"),
        ("PACT-1", "SOU"): ("no_evidence", "R3"),
        ("PACT-2", "NOR"): ("not_measurable", "R2"),
        ("PACT-2", "SOU"): ("not_measurable", "R2"),
    }
    kept = rows["PACT-1", "NOR"]
    assert kept.is_disputed
    assert kept.evidence == "seen"
    # The budget carries no date of its own, so it counts from its publication.
    assert kept.last_evidence == "2022-02-01"
    assert kept.reasons[0] == "Every measure is known and met."
    assert kept.figures == (
        "PACT-1.rating.NOR",
        *("PACT-1.a.NOR", "PACT-1.ferry_cost.NOR"),
        *("PACT-1.b.NOR", "PACT-1.in_service.NOR"),
    )
    empty = rows["PACT-1", "SOU"]
    assert (empty.evidence, empty.last_evidence, empty.is_disputed) == (None, None, False)
    assert (empty.trend, rows["PACT-2", "NOR"].reasons[1]) == (
        "unknown",
        "The wording names nothing that could be observed.",
    )


def test_every_figure_behind_a_status_can_be_looked_up(lake_store: Path) -> None:
    snapshot = open_snapshot(lake_store)
    for row in status_rows(snapshot):
        assert set(row.figures) <= set(snapshot.figures)
        assert row.reasons
