"""Observations enter a snapshot, are known from their edition on, and are explained at the terminal."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from accord.build import build_snapshot
from accord.errors import UsageError
from accord.store.observed import read_observed
from accord.store.snapshot import Snapshot, open_snapshot
from cli.commands import accord
from observed_lake import CONTENT, build_observed_lake, write_observations
from support import Edit, write_lake


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return build_observed_lake(tmp_path_factory.mktemp("observed"))


def test_the_same_observations_give_the_same_snapshot(snapshot: Snapshot, tmp_path: Path) -> None:
    assert build_observed_lake(tmp_path).id == snapshot.id


def test_an_edition_is_not_known_before_it_was_published(tmp_path: Path) -> None:
    lake = write_lake(tmp_path / "lake_pact", Edit("clarity.yml", "", CONTENT))
    tables = write_observations(tmp_path / "observations")
    folder = build_snapshot(lake, tmp_path / "store", as_of=date(2022, 6, 1), observations=[tables])
    assert {row.vintage for row in read_observed(folder).values()} == {"2021"}
    figure = open_snapshot(folder).figures["observed.clarity.lake-survey.NOR"]
    assert figure.parameters["vintage"] == "2021"


def test_observations_of_another_declaration_are_refused(tmp_path: Path) -> None:
    tables = write_observations(tmp_path / "observations")
    with pytest.raises(UsageError, match=r"ACC-245(?s:.*)clarity, noise, shore"):
        build_snapshot(write_lake(tmp_path / "lake_pact"), tmp_path / "store", observations=[tables])


def test_build_takes_the_folder_and_why_names_file_line_and_hash(tmp_path: Path) -> None:
    write_lake(tmp_path / "lake_pact", Edit("clarity.yml", "", CONTENT))
    write_observations(tmp_path / "observations")
    built = accord("build", "lake_pact", "--observations", "observations", folder=tmp_path)
    assert built.exit_code == 0, built.err
    told = accord("why", "progress.clarity.lake-survey.NOR.change", folder=tmp_path)
    assert told.exit_code == 0, told.err
    assert "obs.clarity.NOR.2022.lake-survey.2023" in told.out
    assert f"sha256   {'ab' * 32}" in told.out
    assert "lake.csv, line" in told.out
    alone = accord("why", "obs.clarity.NOR.2022.lake-survey.2023", "--json", folder=tmp_path)
    (row,) = json.loads(alone.out)["observations"]
    assert (row["value"], row["std_error"], row["period"], row["file"]) == ("9", "0.4", "2022", "lake.csv")


def test_one_observation_from_two_folders_is_refused(tmp_path: Path) -> None:
    lake = write_lake(tmp_path / "lake_pact", Edit("clarity.yml", "", CONTENT))
    folders = [write_observations(tmp_path / "one"), write_observations(tmp_path / "two")]
    with pytest.raises(UsageError, match=r"ACC-246(?s:.*)obs\.clarity\.NOR\.2012"):
        build_snapshot(lake, tmp_path / "store", observations=folders)
