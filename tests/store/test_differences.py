"""What changed between two snapshots, and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from accord.build import build_snapshot
from accord.store.differences import Change, find_changes
from accord.store.snapshot import Snapshot, open_snapshot
from support import Edit, write_lake

NEW_CLAIM = """
  - id: ferry-south
    subject: PACT-1
    attribute: in_service
    partner: SOU
    value: true
    date: 2022-05-01
    source: north-gazette
    evidence: seen
"""


@pytest.fixture(scope="module")
def before(lake_store: Path) -> Snapshot:
    """The lake pact as the tutorial leaves it."""
    return open_snapshot(lake_store)


def changes_after(before: Snapshot, root: Path, *edits: Edit) -> dict[str, Change]:
    after = open_snapshot(build_snapshot(write_lake(root / "lake_pact", *edits), root / "store"))
    return {change.figure: change for change in find_changes(before, after)}


def test_a_snapshot_does_not_differ_from_itself(before: Snapshot) -> None:
    assert find_changes(before, before) == ()


def test_a_new_claim_explains_every_figure_that_it_changes(before: Snapshot, tmp_path: Path) -> None:
    changes = changes_after(before, tmp_path, Edit("claims.yml", "claims:\n", f"claims:{NEW_CLAIM}"))
    reason = "claim ferry-south is new: yes (Northshore Gazette, 2021-06-30)"
    for name, after in (
        ("PACT-1.in_service.SOU", "yes"),
        ("PACT-1.b.SOU", "1"),
        # One of two measures known and met: substantial (known_share 0.5).
        ("PACT-1.rating.SOU", "substantial"),
    ):
        assert changes[name].after == after
        assert reason in changes[name].because
    assert changes["PACT-1.in_service.SOU"].before == "unknown"
    assert changes["PACT-1.rating.SOU"].before == "no evidence"
    assert "PACT-1.rating.NOR" not in changes
    assert changes["count.substantial"].before == "0"
    assert changes["count.substantial"].after == "1"


def test_a_corrected_claim_is_shown_with_both_values(before: Snapshot, tmp_path: Path) -> None:
    changes = changes_after(before, tmp_path, Edit("claims.yml", "value: 104500", "value: 99000"))
    change = changes["PACT-1.ferry_cost.NOR"]
    assert change.before == "CRW 104,500 (disputed)"
    assert change.after == "CRW 99,000 (disputed)"
    assert change.because == ("claim ferry-cost-budget was changed: CRW 104,500 became CRW 99,000",)


def test_moving_a_row_in_its_file_changes_nothing(before: Snapshot, tmp_path: Path) -> None:
    assert changes_after(before, tmp_path, Edit("claims.yml", "claims:\n", "# A remark.\n\nclaims:\n")) == {}


def test_an_earlier_day_is_a_reason(lake_store: Path, before: Snapshot) -> None:
    (folder,) = (lake_store / "snapshots").glob("*-2021-12-31-*")
    changes = {change.figure: change for change in find_changes(open_snapshot(folder), before)}
    change = changes["PACT-1.ferry_cost.NOR"]
    assert change.before == "about CRW 120,000"
    assert change.after == "CRW 104,500 (disputed)"
    assert "claim ferry-cost-budget is new: CRW 104,500 (Town of Northshore, 2022-02-01)" in change.because


def test_every_change_has_a_reason(before: Snapshot, tmp_path: Path) -> None:
    parameter = Edit("commitments.yml", "id: known_share, value: 0.5", "id: known_share, value: 0.6")
    edits = (Edit("claims.yml", "claims:\n", f"claims:{NEW_CLAIM}"), parameter)
    changes = changes_after(before, tmp_path, *edits)
    assert changes
    assert all(change.because and all(change.because) for change in changes.values())
    # One of two known is less than 0.6, so the rating is limited and not substantial.
    assert changes["PACT-1.rating.SOU"].after == "limited"
    assert any("parameters changed" in reason for reason in changes["PACT-1.rating.SOU"].because)
