"""Tables of traffic: four rows for each group of users."""

from __future__ import annotations

from pathlib import Path

import pytest

from accord.domain.appraisal_flows import Analysis
from accord.errors import InputDataError
from accord.methods.appraisal.running import appraise
from accord.sources.appraisal.reading import read_appraisal
from sources.appraisal.test_reading import FLOWS, PROJECT, put, workbook
from sources.appraisal.test_reading import HEADER as FLOW_HEADER
from sources.appraisal.test_reading import KEYS as PROJECT_KEYS
from sources.appraisal.test_reading import ROWS as FLOW_ROWS

HEADER = "id,series,users,unit,cost_unit,price_base,source,2027,2028\n"
ROWS = (
    "cars,volumes_without,all,million trips,EUR/trip,2025,Model,10,11\n",
    "cars,volumes_with,,,,,,12,13\n",
    "cars,costs_without,,,,,,5,\n",
    "cars,costs_with,,,,,,4,4.5\n",
)


def traffic(folder: Path, *rows: str) -> Path:
    (folder / "traffic.csv").write_text(HEADER + "".join(rows), encoding="utf-8")
    return put(folder, PROJECT + "traffic_file: traffic.csv\n" + FLOWS)


def test_a_table_gives_the_surplus_of_a_group(tmp_path: Path) -> None:
    # half of (10 + 12) x 1 = 11, half of (11 + 13) x 0.5 = 6; one cost holds for both years
    files = read_appraisal(traffic(tmp_path, *ROWS))
    lines = appraise(files.spec, files.parameters).analyses[Analysis.ECONOMIC].lines
    (line,) = [line for line in lines if line.id == "cars"]
    assert [float(amount) for amount in line.amounts] == [0, 11, 6]
    assert (line.origin.file, line.origin.line) == ("traffic.csv", 2)


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    forward = read_appraisal(traffic(tmp_path, *ROWS)).spec.traffic[0]
    backward = read_appraisal(traffic(tmp_path, *reversed(ROWS))).spec.traffic[0]
    assert backward.volumes_with == forward.volumes_with
    assert (backward.users, backward.source) == (forward.users, forward.source)


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (ROWS[:3], "without costs_with"),
        ((*ROWS, ROWS[1]), "ACC-890"),
        ((ROWS[0].replace("volumes_without", "volume"), *ROWS[1:]), "ACC-890"),
        ((*ROWS[:3], "cars,costs_with,new,,,,,4,4\n"), "ACC-891"),
        ((*ROWS[:3], "cars,costs_with,,,,,,4,x\n"), "ACC-812"),
    ],
)
def test_a_group_that_is_not_whole_is_refused(tmp_path: Path, rows: tuple[str, ...], problem: str) -> None:
    with pytest.raises(InputDataError, match=problem):
        read_appraisal(traffic(tmp_path, *rows))


@pytest.mark.parametrize(("row", "field"), [(1, "volumes_with"), (3, "costs_with")], ids=["volumes", "costs"])
def test_volumes_and_costs_below_zero_are_refused_with_the_value(
    tmp_path: Path, row: int, field: str
) -> None:
    head, _comma, last = ROWS[row].rstrip().rpartition(",")
    rows = [*ROWS[:row], f"{head},-{last}\n", *ROWS[row + 1 :]]
    with pytest.raises(InputDataError) as caught:
        read_appraisal(traffic(tmp_path, *rows))
    (problem,) = caught.value.problems
    assert (problem.id, problem.field, problem.value) == ("ACC-805", field, f"-{last}")


def test_a_sheet_of_traffic_is_read_and_named_in_places(tmp_path: Path) -> None:
    rows = [tuple(cell or None for cell in row.strip("\n").split(",")) for row in ROWS]
    sheet = [tuple(HEADER.strip().split(",")), *rows]
    file = workbook(tmp_path, project=PROJECT_KEYS, flows=[FLOW_HEADER, *FLOW_ROWS], traffic=sheet)
    (group,) = read_appraisal(file).spec.traffic
    assert [float(volume) for volume in group.volumes_with] == [12, 13]
    assert group.origin.file == "hill.xlsx, sheet traffic"
