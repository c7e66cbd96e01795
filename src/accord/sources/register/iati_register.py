"""A register of projects from the tables of an IATI reading, by the WBIF codes that activities name.

Nothing is guessed: a kind, a stage or a project that IATI does not state is ``unverified``, which
counts nowhere until a person has looked, or is no row and is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import pyarrow as pa

from accord.cleaning.wbif_codes import CodeKind, compose_wbif_code, parse_wbif_code
from accord.domain.evidence import Evidence, Origin
from accord.domain.project import FinancingLine, Membership, Project
from accord.domain.register import Register, StageRecord
from accord.sources.register.iati_activities import NamedActivity, Place, named_activities
from accord.sources.register.iati_lines import CommittedLine, Unread, committed_lines, transaction_words
from accord.sources.register.iati_shares import Known, NotTaken, Share, shares_of
from accord.sources.register.iati_stages import GRANTS, StatedStage, stages_of_activity, stages_of_lines

__all__ = ["IatiRegister", "read_iati_register"]

_MODES = {"21020": "road", "21030": "rail"}
"""Mode by purpose code of the OECD DAC; 21040 may be a port or a waterway, and 22040 is wider than networks
(https://www.oecd.org/en/topics/oecd-dac-and-crs-code-lists.html)."""
_FUNDING = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class IatiRegister:
    """What activities say about projects.

    Attributes:
        register: Projects that are not known yet, financing lines, and stages.
        places: Where each row stands, by its id; a line has one place for each commitment.
        not_taken: What is no row, with the reason.
        activities: Number of activities read.
        named: Number of those that name a code anywhere.
    """

    register: Register
    places: Mapping[str, tuple[Place, ...]]
    not_taken: tuple[NotTaken, ...]
    activities: int
    named: int


def read_iati_register(tables: Mapping[str, pa.Table], known: Known | None = None) -> IatiRegister:
    """Make rows of a register from the tables of a reading.

    Commitments make lines and agreements; status and dates make stages. A line is made once: what
    may be another account of the same money is said beside it. Where IATI leaves a kind or stage
    open, the row is ``unverified`` and its note says why. The source of a row is the name of its file
    without the ending. Membership of a package is not known.

    Args:
        tables: The tables in ``iati_activities.TABLES``.
        known: What a declaration knows already; its projects are not made again.
    """
    reading = _Reading(known or Known())
    activities = named_activities(tables)
    for activity in activities:
        shares, unclear = shares_of(activity, reading.known.projects)
        reading.not_taken += unclear
        for share in shares:
            reading.take(share)
    return IatiRegister(
        register=Register(
            projects=tuple(reading.projects.values()),
            lines=tuple(reading.lines),
            stages=tuple(reading.stages),
        ),
        places=reading.places,
        not_taken=tuple(reading.not_taken),
        activities=tables["activities"].num_rows,
        named=len(activities),
    )


class _Reading:
    """The rows as they come together."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.projects: dict[str, Project] = {}
        self.lines: list[FinancingLine] = []
        self.stages: list[StageRecord] = []
        self.places: dict[str, tuple[Place, ...]] = {}
        self.not_taken: list[NotTaken] = []
        self._numbers: Counter[str] = Counter()
        self._told: dict[str, list[CommittedLine]] = {}

    def take(self, share: Share) -> None:
        """Take in what belongs to one project."""
        self._numbers[share.project] += 1
        prefix = f"{share.project}-I{self._numbers[share.project]}"
        if share.project not in self.known.projects.values():
            self._add_project(share)
        found, unread = committed_lines(share.activity, share.transactions)
        lines = list(self._told_once(share, found))
        for number, line in enumerate(lines, 1):
            self._add_line(share, line, f"{prefix}-L{number}")
        stages = list(stages_of_lines(lines))
        if share.is_whole:
            reached, more = stages_of_activity(share.activity, share.transactions)
            stages += reached
            unread += [*more, *_funders(share.activity, lines)]
        for number, stage in enumerate(stages, 1):
            self._add_stage(share, stage, f"{prefix}-S{number}")
        self.not_taken += [share.not_taken(one.row, one.says, one.reason) for one in unread]

    def _told_once(self, share: Share, lines: Iterable[CommittedLine]) -> Iterator[CommittedLine]:
        """Yield the lines that no other activity can have told; within one, the giver's account."""
        told = self._told.setdefault(share.project, [])
        for line in sorted(lines, key=lambda line: line.is_incoming):
            other = next((earlier for earlier in told if _may_be_same(earlier, line)), None)
            if other is None:
                told.append(line)
                yield line
                continue
            reason = f"may be the money that {other.activity.row['iati_identifier']} tells of"
            for row in line.transactions:
                words = transaction_words(row, share.activity)
                self.not_taken.append(share.not_taken(row, words, reason))

    def _add_project(self, share: Share) -> None:
        if share.project in self.projects and not share.is_itself:
            return
        place = share.activity.place(share.activity.row)
        project = _project(share, self.known, place)
        earlier = self.projects.get(share.project)
        if earlier is None or (not earlier.evidence.is_verified and project.evidence.is_verified):
            self.projects[share.project] = project
            self.places[share.project] = (place,)

    def _add_line(self, share: Share, line: CommittedLine, name: str) -> None:
        places = tuple(share.activity.place(row) for row in line.transactions)
        self.lines.append(
            FinancingLine(
                id=name,
                project=share.project,
                kind=line.kind,
                financier=line.financier,
                amount=line.amount,
                unit=line.unit,
                source=_source(share.activity),
                evidence=share.evidence(Evidence.UNVERIFIED if line.doubt else Evidence.SEEN),
                grant_code=line.grant_code,
                note=" ".join(text for text in (line.doubt, *share.doubts, _commitments(line)) if text),
                origin=Origin(file=places[0].file, line=0),
            )
        )
        self.places[name] = places

    def _add_stage(self, share: Share, stated: StatedStage, name: str) -> None:
        if stated.stage not in self.known.stages:
            reason = f"the declaration has no stage {stated.stage}"
            self.not_taken.append(share.not_taken(stated.row, stated.note, reason))
            return
        place = share.activity.place(stated.row)
        self.stages.append(
            StageRecord(
                id=name,
                project=share.project,
                stage=stated.stage,
                source=_source(share.activity),
                evidence=share.evidence(stated.evidence),
                date=stated.date,
                amount=stated.amount,
                unit=stated.unit,
                note=" ".join((stated.note, *share.doubts)),
                origin=Origin(file=place.file, line=0),
            )
        )
        self.places[name] = (place,)


def _source(activity: NamedActivity) -> str:
    return PurePath(str(activity.file["name"])).stem


def _may_be_same(first: CommittedLine, second: CommittedLine) -> bool:
    """Tell whether two lines may be the giver's and the receiver's, or two publishers', account of one."""
    if first.activity is second.activity and first.is_incoming == second.is_incoming:
        return False
    if (first.kind in GRANTS) is not (second.kind in GRANTS):
        return False
    is_one_giver = first.financier.casefold() == second.financier.casefold()
    return is_one_giver or (first.amount, first.unit) == (second.amount, second.unit)


def _commitments(line: CommittedLine) -> str:
    days = sorted(str(row["date"]) for row in line.transactions if row["date"])
    span = " to ".join(dict.fromkeys((days[0], days[-1]))) if days else "without a day"
    places = [line.activity.place(row) for row in line.transactions]
    count = "one commitment" if len(places) == 1 else f"{len(places)} commitments"
    others = "".join(f", {place.byte}" for place in places[1:])
    return f"IATI: {count}, {span}; {places[0]}{f'; further bytes{others}' if others else ''}."


def _project(share: Share, known: Known, place: Place) -> Project:
    """Return a project as its activity describes it; partners of the code go before those of the activity."""
    row, code = share.activity.row, parse_wbif_code(share.project)
    countries = [cells["code"] for cells in share.activity.tables["recipient_countries"]]
    by_country = dict.fromkeys(known.partners[str(code)] for code in countries if str(code) in known.partners)
    of_code = (code.partner,) if code.partner in known.partners.values() else ()
    of_activity = tuple(by_country) if share.is_itself else ()
    title = row["title"] if share.is_itself else None
    is_project = code.kind is CodeKind.PROJECT
    notes = [
        "" if is_project else "Only the code of the grant is stated, not that of the project.",
        *share.doubts,
    ]
    return Project(
        id=share.project,
        title=str(title or f"Project {share.project}"),
        membership=Membership.UNKNOWN,
        evidence=share.evidence(Evidence.SEEN),
        source=_source(share.activity),
        partners=of_activity if code.serves_several else of_code,
        mode=_mode(share),
        code=compose_wbif_code(code) if is_project else "",
        note=" ".join(text for text in (*notes, f"IATI: {place}.") if text),
        origin=Origin(file=place.file, line=0),
    )


def _mode(share: Share) -> str:
    """Return the mode if the activity is the project and all its sectors say the same."""
    sectors: Sequence[object] = [row["code"] for row in share.activity.tables["sectors"]]
    modes = {_MODES.get(str(sector), "") for sector in sectors} if share.is_itself else set()
    return modes.pop() if len(modes) == 1 else ""


def _funders(activity: NamedActivity, lines: Iterable[CommittedLine]) -> Iterator[Unread]:
    """Yield the organisations that are named as funding without a line of theirs."""
    named = {line.financier.casefold() for line in lines}
    for row in activity.tables["participating_orgs"]:
        name = " ".join(str(row["name"] or row["ref"] or "").split())
        if row["role"] == _FUNDING and name and name.casefold() not in named:
            yield Unread(row=row, says=f"{name} funds", reason="no amount is stated with it")
