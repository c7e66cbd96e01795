"""A register of investment projects: projects, financing lines, and the stages that each reached."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from accord.domain.evidence import NOWHERE, Evidence, Origin
from accord.domain.period import PartialDate
from accord.domain.project import FinancingLine, Project

__all__ = ["Register", "StageRecord"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRecord:
    """One document's statement that a project was at a stage.

    Attributes:
        id: Stable id.
        project: Id of the project.
        stage: Id of the stage.
        source: Id of the document.
        evidence: Evidence level.
        date: When the project was at the stage, as precise as stated; None if not stated.
        amount: Amount that the document names with the stage, in ``unit``; None if none.
        unit: Currency code (ISO 4217) of the amount.
        note: What a reader should know.
    """

    id: str
    project: str
    stage: str
    source: str
    evidence: Evidence
    date: PartialDate | None = None
    amount: Decimal | None = None
    unit: str = ""
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Projects with what is known of their money and their progress, in the order of the register."""

    projects: tuple[Project, ...] = ()
    lines: tuple[FinancingLine, ...] = ()
    stages: tuple[StageRecord, ...] = ()

    def without_origins(self) -> Register:
        """Return the content alone, so that registers from different files can be compared."""
        return Register(
            projects=tuple(replace(row, origin=NOWHERE) for row in self.projects),
            lines=tuple(replace(row, origin=NOWHERE) for row in self.lines),
            stages=tuple(replace(row, origin=NOWHERE) for row in self.stages),
        )
