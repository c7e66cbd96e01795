"""The commands report template, read and check, as a person runs them on the bundled declaration."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pyarrow.parquet as pq
import pytest

from accord.cli.reporting_files import observations_of_reports, read_report
from accord.domain.declaration import Declaration
from accord.domain.observation import Absence
from accord.store.observation_tables import read_observation_tables
from cli.commands import Finished, accord

Filled = dict[str, dict[str, str]]
INVENTED: Filled = {
    "report.date": {"value": "2027-01-31"},
    "ct_objective_1": {"status word": "under way"},
    "trafficking_victims": {"value": "31"},
    "trafficking_victims_by_sex_men": {"value": "9"},
    "smugglers_charged": {"absence": "zero"},
}
REASON = {"absence": "not reported"}


def template(folder: Path, out: str, *options: str) -> Finished:
    return accord("report", "template", *options, "--out", out, folder=folder)


def write_csv(path: Path, changes: Filled, *, rest: dict[str, str] | None = None) -> None:
    """Fill in a form; each other row gets a reason."""
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    for row in rows:
        is_question = not row["id"].startswith("report.")
        row.update(changes.get(row["id"], (rest if rest is not None else REASON) if is_question else {}))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A form of Albania that is filled in with invented figures."""
    done = template(tmp_path, "alb.csv", "--partner", "ALB", "--period", "2026-H2")
    assert (done.exit_code, done.out) == (0, "alb.csv\n")
    write_csv(tmp_path / "alb.csv", INVENTED)
    return tmp_path


def test_the_form_of_a_partner_with_a_footnote_carries_it(tmp_path: Path) -> None:
    assert template(tmp_path, "kos.xlsx", "--partner", "Pristina", "--period", "2026-H2").exit_code == 0
    page = openpyxl.load_workbook(tmp_path / "kos.xlsx")["Read me"]
    said = [str(cell.value) for cell in page["B"] if cell.value]
    assert said[0] == "Kosovo*, 2026-H2"
    assert "UNSCR 1244/1999" in said[1]


def test_a_folder_holds_the_form_and_is_read_as_one(tmp_path: Path) -> None:
    done = template(tmp_path, "mne", "--partner", "MNE", "--period", "2026-H1")
    assert done.out.split() == ["mne/read_me.csv", "mne/report.csv", "mne/code_lists.csv"]
    write_csv(tmp_path / "mne" / "report.csv", {"report.date": {"value": "2026-07-15"}})
    assert accord("report", "read", "mne", "--out", "tables", folder=tmp_path).exit_code == 0
    _, files = read_observation_tables(tmp_path / "tables")
    assert files[0]["name"] == "mne/report.csv"
    done = accord("report", "check", "mne", folder=tmp_path)
    assert (done.exit_code, done.err) == (0, "Questions: 0; remarks: 0; rows: 62.\n")


def test_a_report_becomes_tables_of_observations(form: Path) -> None:
    done = accord("report", "read", "alb.csv", "--out", "tables", "--json", folder=form)
    assert done.exit_code == 0, done.err
    assert json.loads(done.out) == {
        "rows": {"observations": 115, "observation_files": 1},
        "with_value": 4,
        "reports": ["alb.csv"],
    }
    observations, files = read_observation_tables(form / "tables")
    rows = {row.indicator: row for row in observations}
    assert rows["trafficking_victims"].id == "obs.trafficking_victims.ALB.2026-H2.report-alb.2027-01-31"
    assert rows["ct_objective_1"].word == "under way"
    assert rows["smugglers_charged"].absence is Absence.ZERO
    assert rows["salw_kpi_08"].absence is Absence.NOT_REPORTED
    assert rows["salw_kpi_08"].period.text == "2026"
    assert (files[0]["layout"], files[0]["vintage"], files[0]["rows"]) == (
        "accord-report-1",
        "2027-01-31",
        115,
    )
    assert rows["trafficking_victims"].sha256 == files[0]["sha256"]


def test_the_workbook_gives_the_observations_of_the_csv_form(
    form: Path, sofia_declaration: Declaration
) -> None:
    template(form, "alb.xlsx", "--partner", "ALB", "--period", "2026-H2")
    book = openpyxl.load_workbook(form / "alb.xlsx")
    page = book["Report"]
    headings = [cell.value for cell in page[1]]
    for row in page.iter_rows(min_row=2):
        is_question = not str(row[0].value).startswith("report.")
        for heading, text in INVENTED.get(str(row[0].value), REASON if is_question else {}).items():
            row[headings.index(heading)].value = int(text) if text.isdigit() else text
    book.save(form / "alb.xlsx")
    one, two = (
        observations_of_reports([read_report(form / name, sofia_declaration)])
        for name in ("alb.csv", "alb.xlsx")
    )
    assert [(row.id, row.value, row.absence, row.word) for row in one] == [
        (row.id, row.value, row.absence, row.word) for row in two
    ]


def test_remarks_end_well_and_questions_end_with_1(form: Path) -> None:
    done = accord("report", "check", "alb.csv", folder=form)
    assert done.exit_code == 0
    assert "9 of 31; 22 not stated or in trafficking_victims_by_sex_women" in " ".join(done.out.split())
    write_csv(form / "alb.csv", INVENTED | {"trafficking_victims_by_sex_men": {"value": "32"}})
    done = accord("report", "check", "alb.csv", "--json", folder=form)
    assert done.exit_code == 1
    kinds = [(row["kind"], row["is_question"]) for row in json.loads(done.out)["findings"]]
    assert kinds == [("part larger than its whole", True), ("parts exceed their whole", True)]


def test_an_earlier_form_makes_a_leap_visible(form: Path) -> None:
    template(form, "before.csv", "--partner", "ALB", "--period", "2026-H1")
    write_csv(
        form / "before.csv", {"report.date": {"value": "2026-07-31"}, "trafficking_victims": {"value": "10"}}
    )
    done = accord("report", "check", "alb.csv", "--before", "before.csv", folder=form)
    assert done.exit_code == 1
    assert "31 in 2026-H2 (line" in " ".join(done.out.split())
    done = accord("report", "check", "alb.csv", "--before", "before.csv", "--factor", "4", folder=form)
    assert done.exit_code == 0


def test_one_bad_form_keeps_all_out_and_every_problem_is_told(form: Path) -> None:
    (form / "bad.csv").write_bytes((form / "alb.csv").read_bytes())
    write_csv(
        form / "bad.csv",
        {"trafficking_victims": {"value": "1,5"}, "drug_seizures": {"value": "-1", "absence": ""}},
        rest={},
    )
    done = accord("report", "read", "alb.csv", "bad.csv", "--out", "tables", folder=form)
    assert done.exit_code == 3
    assert [line[:7] for line in done.err.splitlines() if line.startswith("ACC")] == ["ACC-680", "ACC-677"]
    assert not (form / "tables").exists()


def test_two_reports_of_one_day_are_refused(form: Path) -> None:
    (form / "again.csv").write_bytes((form / "alb.csv").read_bytes())
    done = accord("report", "read", "alb.csv", "again.csv", "--out", "tables", folder=form)
    assert (done.exit_code, "ACC-686" in done.err) == (3, True)


def test_the_form_of_another_declaration_is_refused(form: Path, lake: Path) -> None:
    done = accord("report", "check", "alb.csv", "--declaration", lake, folder=form)
    assert (done.exit_code, "ACC-671" in done.err) == (3, True)


@pytest.mark.parametrize(
    ("partner", "period", "out", "error"),
    [
        ("ALB", "2026", "a.csv", "ACC-267"),
        ("ALB", "2010-H2", "a.csv", "ACC-267"),
        ("Atlantis", "2026-H2", "a.csv", "ACC-268"),
        ("ALB", "2026-H2", "a.ods", "ACC-269"),
        ("ALB", "2026-H2", "alb.csv", "ACC-269"),
    ],
)
def test_a_wrong_command_is_refused_and_writes_nothing(
    form: Path, partner: str, period: str, out: str, error: str
) -> None:
    before = (form / "alb.csv").read_bytes()
    done = template(form, out, "--partner", partner, "--period", period)
    assert done.exit_code == 2
    assert done.err.startswith(error)
    assert (form / "alb.csv").read_bytes() == before
    assert sorted(path.name for path in form.iterdir()) == ["alb.csv"]


def test_a_capital_in_a_form_names_its_partner(form: Path) -> None:
    write_csv(form / "alb.csv", INVENTED | {"report.partner": {"value": "Tirana"}})
    done = accord("report", "read", "alb.csv", "--out", "tables", folder=form)
    assert done.exit_code == 0, done.err
    assert set(pq.read_table(form / "tables" / "observations.parquet")["partner"].to_pylist()) == {"ALB"}
