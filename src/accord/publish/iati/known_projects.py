"""What of a project in the register is evidenced and may be published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from accord.domain.claim import AttributeKind
from accord.domain.declaration import Declaration
from accord.domain.partner import Partner
from accord.domain.project import FinancingLine, LineKind, Membership, Project
from accord.domain.register import Register, StageRecord

__all__ = ["STATUSES", "KnownProject", "day_of", "declared_register", "known_project", "why_left_out"]

STATUSES = {
    "identified": "1",
    "application": "1",
    "endorsed": "1",
    "approved": "1",
    "grant_agreement": "1",
    "works_contract": "2",
    "works": "2",
    "partly_open": "2",
    "open": "3",
}
"""Activity status by stage, in the order of the stages: 1 is being planned, 2 is being carried out, 3 is
physically complete (https://iatistandard.org/en/iati-standard/203/codelists/activitystatus/)."""
_START = "works"
"""The stage whose day is the actual start."""
_AGREEMENT = "grant_agreement"
"""The stage at which a grant is a commitment: a firm written obligation."""
_MEMBERSHIPS = {Membership.CONFIRMED, Membership.PROBABLE, Membership.CANDIDATE}
_GRANTS = {LineKind.WBIF_GRANT, LineKind.EXTERNAL_GRANT}


def declared_register(declaration: Declaration) -> Register:
    """Return the projects of a declaration with their lines, and with claims about stages as stages.

    Args:
        declaration: The declaration.
    """
    stages = {row.id for row in declaration.attributes if row.kind is AttributeKind.STAGE}
    projects = {row.id for row in declaration.projects}
    claims = (row for row in declaration.claims if row.attribute in stages and row.subject in projects)
    return Register(
        projects=declaration.projects,
        lines=declaration.lines,
        stages=tuple(
            StageRecord(
                id=claim.id,
                project=claim.subject,
                stage=str(claim.value),
                source=claim.source,
                evidence=claim.evidence,
                date=claim.date,
                note=claim.note,
                origin=claim.origin,
            )
            for claim in claims
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownProject:
    """A project with those of its rows that may be published.

    Attributes:
        project: The project.
        lines: Its evidenced financing lines.
        stages: Its evidenced stages, none of them later than the day.
        partners: Its partners.
        day: Day for which it is known.
    """

    project: Project
    lines: tuple[FinancingLine, ...]
    stages: tuple[StageRecord, ...]
    partners: tuple[Partner, ...]
    day: date

    @property
    def furthest(self) -> StageRecord | None:
        """The last of the stages in their order."""
        order = list(STATUSES)
        return max(self.stages, key=lambda stage: order.index(stage.stage), default=None)

    @property
    def start(self) -> StageRecord | None:
        """The record of the day on which works began."""
        return next((stage for stage in self.stages if stage.stage == _START and day_of(stage)), None)

    @property
    def commitments(self) -> dict[str, StageRecord]:
        """The record of the agreement by the id of the line that it signs."""
        found: dict[str, StageRecord] = {}
        for stage in self.stages:
            if stage.stage != _AGREEMENT or stage.amount is None or not day_of(stage):
                continue
            meant = [line for line in self.lines if _is_grant_of(line, stage)]
            if len(meant) == 1:
                found.setdefault(meant[0].id, stage)
        return found


def known_project(
    project: Project, register: Register, partners: Mapping[str, Partner], day: date
) -> KnownProject:
    """Return a project with those of its rows that are evidenced on a day.

    Args:
        project: The project.
        register: The register that holds it.
        partners: Partners by id.
        day: The day; a stage of a month or a year counts from its last day on.
    """
    return KnownProject(
        project=project,
        lines=tuple(
            line for line in register.lines if line.project == project.id and line.evidence.is_verified
        ),
        stages=tuple(
            stage
            for stage in register.stages
            if stage.project == project.id
            and stage.evidence.is_verified
            and stage.stage in STATUSES
            and (stage.date is None or stage.date.last_day <= day)
        ),
        partners=tuple(partners[name] for name in project.partners if name in partners),
        day=day,
    )


def why_left_out(project: Project) -> str:
    """Return why a project is not published, or an empty text if it is."""
    if not project.evidence.is_verified:
        return "the project is unverified"
    if project.membership not in _MEMBERSHIPS:
        return f"its membership of the package is: {project.membership}"
    return ""


def day_of(stage: StageRecord) -> date | None:
    """Return the day of a stage if it is known to the day."""
    if stage.date is None or stage.date.first_day != stage.date.last_day:
        return None
    return stage.date.first_day


def _is_grant_of(line: FinancingLine, stage: StageRecord) -> bool:
    is_same = (line.amount, line.unit) == (stage.amount, stage.unit)
    return is_same and line.kind in _GRANTS and not line.is_anticipated
