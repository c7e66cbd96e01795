"""The sheets of the register's spreadsheet: which columns each has, and what belongs into them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from accord.domain.evidence import Evidence
from accord.domain.project import FinancingLine, LineKind, Membership, Project
from accord.domain.register import StageRecord

__all__ = ["IGNORED_SHEETS", "LISTS_SHEET", "NOTES_SHEET", "SHEETS", "CellKind", "Column", "Sheet"]

NOTES_SHEET = "notes"
LISTS_SHEET = "lists"

IGNORED_SHEETS = frozenset({NOTES_SHEET, LISTS_SHEET})
"""Sheets that explain; nothing is read from them."""


class CellKind(StrEnum):
    """What a cell holds; ``workbook_cells`` says how each is written and read."""

    TEXT = "a text"
    IDS = "ids, separated by commas"
    WORD = "one of the words of a list"
    STAGE = "the id of a stage"
    AMOUNT = "a number without spaces, commas or currency, such as 27672000"
    YES_NO = "yes or no"
    DATE = "a date written 2021, 2021-12 or 2021-12-31, as a text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        name: Heading; also the name of the field.
        note: What belongs into it, for the sheet of notes and the hint at the cell.
        kind: What its cells hold.
        is_required: Whether an empty cell is refused; elsewhere an empty cell means unknown.
        words: The words of a list (``CellKind.WORD``).
        width: Width in characters.
    """

    name: str
    note: str
    kind: CellKind = CellKind.TEXT
    is_required: bool = False
    words: type[StrEnum] | None = None
    width: int = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet, a row of which is one record.

    Attributes:
        name: Its name; also that of the field of the register.
        row_type: What a row becomes.
        note: What the sheet is for.
        columns: Its columns in order.
    """

    name: str
    row_type: type[Project | FinancingLine | StageRecord]
    note: str
    columns: tuple[Column, ...]


_ID = Column(name="id", note="Id of the row: letters, digits, - _ . and nothing else.", is_required=True)
_PROJECT = Column(name="project", note="Id of a row of the sheet `projects`.", is_required=True)
_UNIT = Column(name="unit", note="Currency of the amount: three capital letters, such as EUR.", width=8)
_SOURCE = Column(name="source", note="Id of the document that says so.", is_required=True, width=24)
_NOTE = Column(name="note", note="What a reader should know.", width=40)
_EVIDENCE = Column(
    name="evidence",
    note="How well the row is evidenced; unverified rows count nowhere.",
    kind=CellKind.WORD,
    is_required=True,
    words=Evidence,
    width=12,
)

SHEETS: tuple[Sheet, ...] = (
    Sheet(
        name="projects",
        row_type=Project,
        note="One row for each project, also for one of which only the place is known.",
        columns=(
            _ID,
            Column(name="title", note="Name of the project.", is_required=True, width=48),
            Column(
                name="membership",
                note="How sure it is that the project belongs to the package.",
                kind=CellKind.WORD,
                is_required=True,
                words=Membership,
                width=14,
            ),
            _EVIDENCE,
            Column(name="source", note="Id of the document; empty if the project was not found.", width=24),
            Column(name="partners", note="Ids of partners, such as ALB, MNE.", kind=CellKind.IDS),
            Column(
                name="commitments", note="Ids of the commitments that it serves.", kind=CellKind.IDS, width=24
            ),
            Column(name="mode", note="road, rail, port, digital and so on; empty if not known.", width=10),
            Column(name="code", note="Code in the register, such as PRJ-ALB-TRA-013; empty if not seen."),
            Column(name="corridor", note="Corridor or route; empty if none.", width=30),
            _NOTE,
        ),
    ),
    Sheet(
        name="lines",
        row_type=FinancingLine,
        note="One row for each line of a financing plan.",
        columns=(
            _ID,
            _PROJECT,
            Column(
                name="kind",
                note="Kind of line as the register names it.",
                kind=CellKind.WORD,
                is_required=True,
                words=LineKind,
            ),
            Column(name="financier", note="Who pays.", is_required=True, width=36),
            Column(
                name="amount", note="Amount in `unit`, zero or more.", kind=CellKind.AMOUNT, is_required=True
            ),
            Column(name=_UNIT.name, note=_UNIT.note, is_required=True, width=_UNIT.width),
            _SOURCE,
            _EVIDENCE,
            Column(name="grant_code", note="Code of the grant, such as WB-IG03-ALB-TRA-01; empty if none."),
            Column(
                name="is_anticipated",
                note="yes if the register calls the money potential or anticipated; empty is no.",
                kind=CellKind.YES_NO,
                width=14,
            ),
            _NOTE,
        ),
    ),
    Sheet(
        name="stages",
        row_type=StageRecord,
        note="One row for each statement that a project was at a stage; statements may contradict.",
        columns=(
            _ID,
            _PROJECT,
            Column(name="stage", note="Id of a stage.", kind=CellKind.STAGE, is_required=True),
            Column(
                name="date",
                note="When, as precise as stated: 2021, 2021-12 or 2021-12-31. Empty if not stated.",
                kind=CellKind.DATE,
                width=12,
            ),
            Column(
                name="amount",
                note="Amount that the document names with the stage. Empty is unknown, not zero.",
                kind=CellKind.AMOUNT,
            ),
            _UNIT,
            _SOURCE,
            _EVIDENCE,
            _NOTE,
        ),
    ),
)
"""The sheets that hold content, in the order of the workbook."""
