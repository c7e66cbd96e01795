"""The register as activities: what is evidenced to the day is a fact, the rest is described."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from accord.domain.declaration import Declaration
from accord.domain.evidence import Evidence
from accord.domain.partner import Partner, PartnerCode, PartnerName, Tile
from accord.domain.period import PartialDate
from accord.domain.project import FinancingLine, LineKind, Membership, Project
from accord.domain.register import Register, StageRecord
from accord.publish.iati.from_register import RegisterTables, Reporter, register_tables
from accord.publish.iati.known_projects import declared_register
from publish.iati.official import needs_official, schema, standard_ruleset
from publish.iati.rulesets import violations
from publish.iati.tables import GENERATED, export, to_rows

REPORTER = Reporter(ref="XM-EXAMPLE-9", name="Watchers of the Lake", type="22")
DAY = date(2026, 1, 1)
NORTHSHORE = Partner(
    id="NOR",
    names=(PartnerName(label="Northshore*"),),
    codes=(PartnerCode(scheme="iati", code="XK", evidence=Evidence.SEEN),),
    tile=Tile(column=0, row=0),
    source="codes",
    evidence=Evidence.SEEN,
    footnote="* Without prejudice to the opinion of the fish.",
)
FERRY = Project(
    id="F1",
    title="Ferry across the lake",
    membership=Membership.CONFIRMED,
    evidence=Evidence.SEEN,
    source="page",
    partners=("NOR",),
    mode="port",
    code="PRJ-NOR-TRA-001",
    note="A ferry for cars.",
)


def line(
    name: str, kind: LineKind = LineKind.WBIF_GRANT, amount: int = 500, **details: object
) -> FinancingLine:
    cells: dict[str, object] = {"financier": "Lake Bank", "unit": "EUR", "evidence": Evidence.SEEN, **details}
    return FinancingLine(
        id=name,
        project="F1",
        kind=kind,
        amount=Decimal(amount),
        source="page",
        **cells,  # type: ignore[arg-type]
    )


def stage(name: str, day: str | None, amount: int | None = None, **details: object) -> StageRecord:
    cells: dict[str, object] = {"project": "F1", "evidence": Evidence.SEEN, "unit": "EUR", **details}
    return StageRecord(
        id=f"F1-{name}",
        stage=name,
        source="page",
        date=PartialDate(day) if day else None,
        amount=None if amount is None else Decimal(amount),
        **cells,  # type: ignore[arg-type]
    )


def made(*rows: FinancingLine | StageRecord, project: Project = FERRY) -> RegisterTables:
    register = Register(
        projects=(project,),
        lines=tuple(row for row in rows if isinstance(row, FinancingLine)),
        stages=tuple(row for row in rows if isinstance(row, StageRecord)),
    )
    return register_tables(register, [NORTHSHORE], reporter=REPORTER, day=DAY)


def transactions(*rows: FinancingLine | StageRecord) -> list[tuple[object, ...]]:
    found = to_rows(dict(made(*rows).tables))["transactions"]
    columns = ("type", "date", "value", "currency", "provider_name", "finance_type")
    return [tuple(row[column] for column in columns) for row in found]


WHOLE = (
    line("L1", grant_code="WB-1"),
    stage("grant_agreement", "2019-05-17", 500),
    stage("works", "2020-02-29"),
)


def test_a_project_that_is_known_to_the_day_is_a_valid_activity() -> None:
    document, report = export(made(*WHOLE).tables)
    assert (report.exported, report.findings) == (1, ())
    (activity,) = document
    assert activity.findtext("iati-identifier") == "XM-EXAMPLE-9-F1"
    assert activity.find("reporting-org").get("secondary-reporter") == "true"
    assert activity.find("activity-status").get("code") == "2"
    assert [(one.get("type"), one.get("iso-date")) for one in activity.findall("activity-date")] == [
        ("2", "2020-02-29")
    ]
    assert activity.find("recipient-country").get("code") == "XK"
    assert activity.find("sector").get("code") == "21040"
    assert activity.find("other-identifier").get("ref") == "PRJ-NOR-TRA-001"


@needs_official
def test_a_project_that_is_known_to_the_day_is_valid_by_schema_and_ruleset() -> None:
    document, _report = export(made(*WHOLE).tables)
    schema().assertValid(document)
    assert list(violations(standard_ruleset(), document, GENERATED)) == []


def test_a_line_becomes_a_commitment_by_the_day_of_its_agreement() -> None:
    assert transactions(*WHOLE) == [("2", date(2019, 5, 17), Decimal(500), "EUR", "Lake Bank", "110")]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param((line("L1"),), id="no agreement"),
        pytest.param((line("L1"), stage("grant_agreement", "2019-05", 500)), id="month only"),
        pytest.param((line("L1"), stage("grant_agreement", None, 500)), id="no date"),
        pytest.param((line("L1"), stage("grant_agreement", "2019-05-17")), id="agreement without amount"),
        pytest.param((line("L1"), stage("grant_agreement", "2019-05-17", 499)), id="another amount"),
        pytest.param(
            (line("L1"), stage("grant_agreement", "2019-05-17", 500, unit="CHF")), id="another currency"
        ),
        pytest.param(
            (line("L1"), line("L2"), stage("grant_agreement", "2019-05-17", 500)), id="two such grants"
        ),
        pytest.param((line("L1"), stage("approved", "2019-05-17", 500)), id="approved, not signed"),
        pytest.param((line("L1"), stage("grant_agreement", "2027-05-17", 500)), id="later than the day"),
        pytest.param((line("L1", LineKind.LOAN), stage("grant_agreement", "2019-05-17", 500)), id="a loan"),
        pytest.param(
            (line("L1", is_anticipated=True), stage("grant_agreement", "2019-05-17", 500)), id="anticipated"
        ),
    ],
)
def test_a_line_without_a_day_of_its_own_is_a_description_and_said(
    rows: tuple[FinancingLine | StageRecord, ...],
) -> None:
    result = made(*rows)
    assert to_rows(dict(result.tables))["transactions"] == []
    texts = [row["text"] for row in to_rows(dict(result.tables))["narratives"]]
    assert any("Lake Bank: EUR 500" in text for text in texts)
    assert "L1" in {entry.row for entry in result.not_said}


def test_an_unverified_line_is_nowhere_but_in_the_report() -> None:
    result = made(line("L1", evidence=Evidence.UNVERIFIED))
    assert all("Lake Bank" not in row["text"] for row in to_rows(dict(result.tables))["narratives"])
    assert [entry.row for entry in result.not_said] == ["L1"]


def test_financiers_are_funding_organisations_once_each_unless_their_kind_names_none() -> None:
    lines = (line("L1"), line("L2"), line("L3", LineKind.OWN_CONTRIBUTION, financier="National Contribution"))
    found = to_rows(dict(made(*lines).tables))["participating_orgs"]
    assert [(row["name"], row["role"]) for row in found] == [("Lake Bank", "1")]


def test_what_is_not_known_is_left_blank_and_so_the_activity_is_not_exported() -> None:
    _document, report = export(made(line("L1")).tables)
    assert report.exported == 0
    assert {finding.rule.id for finding in report.findings} == {
        "schema:activity-status",
        "schema:activity-date",
        "6.11.1",
    }


def test_the_footnote_of_a_partner_goes_with_its_name() -> None:
    tables = to_rows(dict(made().tables))
    assert tables["recipient_countries"][0]["name"] == "Northshore*"
    assert NORTHSHORE.footnote in {row["text"] for row in tables["narratives"]}


@pytest.mark.parametrize("membership", [Membership.UNKNOWN, Membership.OUTSIDE])
def test_a_project_outside_or_not_found_is_left_out_and_said(membership: Membership) -> None:
    result = made(project=replace(FERRY, membership=membership))
    assert result.tables["activities"].num_rows == 0
    assert [(entry.row, str(membership) in entry.reason) for entry in result.not_said] == [("F1", True)]


def test_a_project_that_nobody_verified_is_left_out_and_said() -> None:
    result = made(project=replace(FERRY, evidence=Evidence.UNVERIFIED))
    assert result.tables["activities"].num_rows == 0
    assert [entry.row for entry in result.not_said] == ["F1"]


def test_a_partner_without_a_code_and_a_mode_without_a_sector_are_said() -> None:
    result = made(project=replace(FERRY, partners=("SOU",), mode="balloon"))
    assert [entry.reason for entry in result.not_said] == [
        "no sector is known for the mode balloon",
        "the partner SOU has no verified code of IATI",
    ]


def test_the_bundled_declaration_becomes_activities_of_its_projects(sofia_declaration: Declaration) -> None:
    # By hand, from projects.yml: eight projects are confirmed, probable or candidates. None has a day on
    # which works began, so that none can be exported without making one up.
    register = declared_register(sofia_declaration)
    result = register_tables(register, sofia_declaration.partners, reporter=REPORTER, day=DAY)
    assert result.tables["activities"].num_rows == 8
    _document, report = export(result.tables)
    assert (report.exported, report.left_out) == (0, 8)
    assert {finding.identifier for finding in report.findings if finding.rule.id == "6.11.1"} == {
        f"XM-EXAMPLE-9-T0{number}" for number in range(1, 9)
    }
    lines = {entry.id for entry in register.lines if entry.project in {"T01", "T02"}}
    assert lines <= {entry.row for entry in result.not_said}


def test_claims_about_stages_are_the_stages_of_the_register(sofia_declaration: Declaration) -> None:
    stages = {row.id: row for row in declared_register(sofia_declaration).stages}
    assert stages["T03-stage-works"].stage == "works"
    assert str(stages["T03-stage-works"].date) == "2021-12"
