"""Exit codes: 0 ok, 1 findings, 2 usage, 3 input data, 4 integrity, 5 outside system."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from accord.store.finding import find_snapshot
from accord.store.snapshot_tables import TABLES
from cli.commands import accord
from support import Edit, write_lake


@pytest.fixture
def store(lake_store: Path, tmp_path: Path) -> Path:
    """A copy of the store with two snapshots of the lake pact."""
    return Path(shutil.copytree(lake_store, tmp_path / "store"))


def test_a_build_prints_the_folder_of_the_snapshot_and_nothing_else(lake: Path, tmp_path: Path) -> None:
    done = accord("build", lake, folder=tmp_path)
    assert done.exit_code == 0, done.err
    assert done.out.strip() == str(find_snapshot(tmp_path / ".accord").relative_to(tmp_path))
    assert len(done.out.splitlines()) == 1


def test_verify_ends_with_0_on_a_whole_snapshot_and_with_4_after_one_flipped_byte(store: Path) -> None:
    whole = accord("verify", "--snapshot", store, folder=store)
    assert whole.exit_code == 0
    # 3 content files, all tables, views.sql.
    assert f"{3 + len(TABLES) + 1} files" in whole.out
    claims = find_snapshot(store) / "tables" / "claims.parquet"
    raw = bytearray(claims.read_bytes())
    raw[len(raw) // 2] ^= 1
    claims.write_bytes(raw)
    broken = accord("verify", "--snapshot", store, folder=store)
    assert (broken.exit_code, broken.out) == (4, "")
    assert "ACC-402" in broken.err
    assert "claims.parquet" in broken.err
    assert "next step" in broken.err


def test_diff_ends_with_1_if_figures_differ_and_with_0_if_none_does(store: Path) -> None:
    (older,) = (store / "snapshots").glob("*-2021-12-31-*")
    changed = accord("diff", older, store, "--json", folder=store)
    assert changed.exit_code == 1
    changes = {change["figure"]: change for change in json.loads(changed.out)}
    cost = changes["PACT-1.ferry_cost.NOR"]
    assert set(cost) == {"figure", "label", "before", "after", "because"}
    assert (cost["before"], cost["after"]) == ("about CRW 120,000", "CRW 104,500 (disputed)")
    assert cost["because"]
    same = accord("diff", store, store, folder=store)
    assert (same.exit_code, same.out, same.err.strip()) == (0, "", "No figure differs.")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["status"], "ACC-204"),
        (["build", "lake_pakt"], "ACC-201"),
        (["build", "sofia_2018", "--as-of", "2018-02-30"], "ACC-207"),
        (["build", "sofia_2018", "--as-of", "2018-05-16"], "ACC-203"),
        (["stauts"], "No such command"),
        (["why"], "Missing argument"),
    ],
)
def test_a_wrong_command_ends_with_2_and_writes_nothing(
    tmp_path: Path, arguments: list[str], words: str
) -> None:
    done = accord(*arguments, folder=tmp_path)
    assert (done.exit_code, done.out) == (2, "")
    assert words in done.err
    assert "Traceback" not in done.err
    assert list(tmp_path.iterdir()) == []


def test_wrong_content_ends_with_3_and_writes_nothing(tmp_path: Path) -> None:
    broken = write_lake(
        tmp_path / "lake", Edit("claims.yml", "    unit: CRW\n    source: north-b", "    source: north-b")
    )
    done = accord("build", broken, folder=tmp_path)
    assert (done.exit_code, done.out) == (3, "")
    assert "ACC-313  claims.yml:" in done.err
    assert "next step" in done.err
    assert not (tmp_path / ".accord").exists()


def test_a_store_that_cannot_be_written_ends_with_5(lake: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder", encoding="utf-8")
    done = accord("build", lake, "--snapshot", "taken", folder=tmp_path)
    assert (done.exit_code, done.out) == (5, "")
    assert "ACC-501" in done.err
    assert "Traceback" not in done.err


def test_the_help_lists_all_ten_commands(tmp_path: Path) -> None:
    done = accord("--help", folder=tmp_path)
    assert done.exit_code == 0
    listed = {words[0] for line in done.out.splitlines() if (words := line.strip(" │").split())}
    assert listed >= {
        *("demo", "build", "status", "figures", "why", "verify", "diff", "export", "serve", "doctor")
    }
    assert "4 integrity" in " ".join(done.out.split())
