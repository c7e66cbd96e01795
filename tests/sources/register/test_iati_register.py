"""Projects, lines and stages from activities that name WBIF codes; nothing is guessed.

The expected values are worked out by hand from the activities in ``activities.py``. The real files
beside the project name no WBIF code at all, which the last test holds fast.
"""

from __future__ import annotations

import hashlib
import tarfile
from decimal import Decimal
from pathlib import Path

import pytest

from accord.domain.evidence import Evidence
from accord.domain.project import FinancingLine, LineKind, Membership, Project
from accord.domain.register import StageRecord
from accord.sources.iati.layout import schemas
from accord.sources.register.iati_activities import known_codes
from accord.sources.register.iati_register import IatiRegister, read_iati_register
from accord.sources.register.iati_shares import Known
from sources.iati.tables import SHARED, read_bytes, read_tables
from sources.register.activities import HARBOUR, NAMED

EMPTY = {name: schema.empty_table() for name, schema in schemas().items()}
STAGES = ("identified", "grant_agreement", "works", "open")
KNOWN = Known(partners={"AL": "ALB", "RS": "SRB"}, stages=STAGES)


def reading_of(folder: Path, content: bytes = NAMED, known: Known = KNOWN) -> IatiRegister:
    return read_iati_register(EMPTY | read_bytes(folder, content), known)


@pytest.fixture
def found(tmp_path: Path) -> IatiRegister:
    return reading_of(tmp_path)


def said(found: IatiRegister, project: str) -> list[tuple[str, str]]:
    return [(one.says, one.reason) for one in found.not_taken if one.project == project]


def test_projects_are_made_of_the_codes_that_name_them(found: IatiRegister) -> None:
    harbour, broadband = found.register.projects
    assert (harbour.id, harbour.code, harbour.partners) == ("PRJ-ALB-TRA-977", "PRJ-ALB-TRA-977", ("ALB",))
    assert harbour.title == "Ferry terminal of Northshore, PRJ-ALB-TRA-977"
    # 21040 is water transport: a port or a waterway, so the mode is not known.
    assert (harbour.membership, harbour.mode) == (Membership.UNKNOWN, "")
    assert (broadband.id, broadband.code) == ("WB-IG06E-SRB-DII-91", "")
    assert "Only the code of the grant" in broadband.note
    assert (found.activities, found.named) == (5, 4)


def test_commitments_make_lines_by_kind_and_financier(found: IatiRegister) -> None:
    rows = {
        line.id: (line.kind, line.financier, line.amount, line.unit, line.grant_code, line.evidence)
        for line in found.register.lines
    }
    seen, unsure = Evidence.SEEN, Evidence.UNVERIFIED
    harbour = "WB-IG03-ALB-TRA-77"
    assert rows == {
        # 1,500,000 - 100,000.50
        "PRJ-ALB-TRA-977-I1-L1": (
            LineKind.WBIF_GRANT, "Lake Fund", Decimal("1399999.50"), "EUR", harbour, seen,
        ),
        "PRJ-ALB-TRA-977-I1-L2": (LineKind.LOAN, "Lake Bank", Decimal(20000000), "EUR", "", unsure),
        "PRJ-ALB-TRA-977-I2-L1": (LineKind.LOAN, "Shore Bank", Decimal(30000), "EUR", "", unsure),
        # no giver is named with an outgoing commitment: the publisher, as the standard says
        "WB-IG06E-SRB-DII-91-I1-L1": (
            LineKind.WBIF_GRANT, "XX-FUND", Decimal("34.1"), "EUR", "WB-IG06E-SRB-DII-91", seen,
        ),
    }  # fmt: skip
    assert "External Loan" in found.register.lines[1].note


def test_every_row_leads_to_file_hash_and_byte(found: IatiRegister) -> None:
    register = found.register
    rows: list[Project | FinancingLine | StageRecord] = [
        *register.projects, *register.lines, *register.stages,
    ]  # fmt: skip
    assert {row.id for row in rows} == set(found.places)
    for place in (place for places in found.places.values() for place in places):
        assert place.sha256 == hashlib.sha256(NAMED).hexdigest()
        assert NAMED[place.byte :].startswith((b"<iati-activity", b"<transaction", b"<activity-date"))
    first, second = found.places["PRJ-ALB-TRA-977-I1-L1"]
    assert b">1500000<" in NAMED[first.byte : second.byte]
    assert NAMED[second.byte :].index(b"-100000.50") < 200


def test_an_agreement_is_the_first_commitment_of_a_grant_and_has_its_day_and_amount(
    found: IatiRegister,
) -> None:
    rows = {(row.project, row.stage): row for row in found.register.stages}
    agreed = rows["PRJ-ALB-TRA-977", "grant_agreement"]
    assert (str(agreed.date), agreed.amount, agreed.unit) == ("2018-12-05", Decimal(1500000), "EUR")
    assert agreed.evidence is Evidence.SEEN


def test_what_iati_says_of_the_activity_is_no_verified_stage_of_the_building(found: IatiRegister) -> None:
    rows = {row.stage: row for row in found.register.stages if row.project == "PRJ-ALB-TRA-977"}
    works = rows["works"]
    assert (str(works.date), works.evidence) == ("2019-03-01", Evidence.UNVERIFIED)
    assert "not that building began" in works.note
    # the port's file only refers to the project, so its pipeline is no verified stage either
    assert (rows["identified"].date, rows["identified"].evidence) == (None, Evidence.UNVERIFIED)


def test_a_pipeline_that_the_project_itself_states_is_seen(tmp_path: Path) -> None:
    content = HARBOUR.replace('activity-status code="2"', 'activity-status code="1"').encode()
    found = reading_of(tmp_path, b"<iati-activities>" + content + b"</iati-activities>")
    assert ("identified", Evidence.SEEN) in [(row.stage, row.evidence) for row in found.register.stages]


def test_what_is_no_row_is_said_with_its_reason(found: IatiRegister) -> None:
    about = dict(said(found, "PRJ-ALB-TRA-977"))
    assert (
        about["transaction of type 2, 2019-01-11: 7000 EUR"]
        == "finance type 510 is neither a grant nor a loan"
    )
    assert about["first of 1 payments, transaction of type 3, 2019-06-30: 400000 EUR"].startswith(
        "the register"
    )
    assert about["planned start: 2018-01-01"].startswith("a plan")
    assert about["Lake Ministry funds"] == "no amount is stated with it"
    assert about["a description"].startswith("it mentions the code")
    # the same 20,000,000 from the receiver, who writes the bank's name otherwise
    assert about["transaction of type 11, 2019-01-10: 20000000 EUR"] == (
        "may be the money that XX-FUND-100 tells of"
    )


def test_what_names_two_projects_belongs_to_neither(found: IatiRegister) -> None:
    assert said(found, "PRJ-SRB-TRA-901, PRJ-MNE-TRA-902") == [
        ("an activity", "it names several projects"),
        ("transaction of type 2, 2019-01-10: 5 EUR", "it names several projects"),
    ]


def test_codes_that_a_declaration_knows_lead_to_its_projects(tmp_path: Path) -> None:
    port = Project(
        id="N1", title="Port", membership=Membership.CONFIRMED, evidence=Evidence.SEEN, source="s",
        code="PRJ-ALB-TRA-977",
    )  # fmt: skip
    known = Known(
        projects=known_codes([port], []) | {"WB-IG06E-SRB-DII-91": "N2"}, stages=("grant_agreement",)
    )
    found = reading_of(tmp_path, known=known)
    assert found.register.projects == ()
    assert {line.project for line in found.register.lines} == {"N1", "N2"}
    assert {row.stage for row in found.register.stages} == {"grant_agreement"}
    assert any(reason == "the declaration has no stage works" for _, reason in said(found, "N1"))


@pytest.mark.parametrize(
    ("without", "reason"),
    [
        ('<finance-type code="110"/>', "no finance type says whether it is a grant or a loan"),
        (' default-currency="EUR"', "no currency is stated"),
        (">1500000<", "no amount can be read"),
    ],
)
def test_what_is_not_stated_stays_unknown(tmp_path: Path, without: str, reason: str) -> None:
    changed = HARBOUR.replace(without, "><" if without.startswith(">") else "")
    found = reading_of(tmp_path, f"<iati-activities>{changed}</iati-activities>".encode())
    assert reason in dict(said(found, "PRJ-ALB-TRA-977")).values()
    assert LineKind.WBIF_GRANT not in {line.kind for line in found.register.lines}


def test_a_secondary_reporter_weakens_every_row(tmp_path: Path) -> None:
    retold = NAMED.replace(b'ref="XX-FUND" type', b'ref="XX-FUND" secondary-reporter="1" type')
    found = reading_of(tmp_path, retold)
    assert Evidence.SEEN not in {row.evidence for row in found.register.lines}
    assert Evidence.SEEN not in {row.evidence for row in found.register.projects}


@pytest.mark.slow
def test_the_real_files_name_no_code(tmp_path: Path) -> None:
    archive = SHARED / "western_balkans_22MB.tar.xz"
    if not archive.exists():
        pytest.skip(f"{archive.name} is not beside the project")
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path, filter="data")
    found = read_iati_register(EMPTY | read_tables(*sorted(tmp_path.glob("*.xml"))), KNOWN)
    assert (found.named, found.not_taken, found.register.lines) == (0, (), ())
