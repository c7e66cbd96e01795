"""A declaration as a whole: everything that the content of one folder says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from accord.domain.claim import Attribute, Claim
from accord.domain.commitment import Commitment, Instrument, Pillar
from accord.domain.definition import DerivedFigure, Panel, Parameter, TopicFigure
from accord.domain.evidence import NOWHERE, Evidence, Origin, Source
from accord.domain.facility import Facility, FacilityRule
from accord.domain.indicator import Benchmark, Indicator, Target
from accord.domain.join import Join, JoinRule
from accord.domain.leverage import LeverageScope
from accord.domain.network import Place, Section
from accord.domain.network_change import Crossing, DelayProfile, ProjectEffect
from accord.domain.partner import Partner
from accord.domain.period import PartialDate
from accord.domain.project import FinancingLine, Project, Stage
from accord.domain.reform_agenda import Agenda, Instalment, Step, Verification

__all__ = [
    "Actor",
    "Declaration",
    "Gap",
    "Header",
    "Sourced",
    "Subject",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the declaration is called and when it was made.

    Attributes:
        id: Stable id; part of the id of every snapshot.
        title: Title for pages.
        place: Where it was made.
        date: When it was made; no snapshot can be as of an earlier day.
        summary: A few sentences for the overview.
        source: Id of the document that contains it.
        evidence: Evidence level of this row.
    """

    id: str
    title: str
    place: str
    date: PartialDate
    summary: str
    source: str
    evidence: Evidence
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Someone who promised something, by the code used in ``responsible``.

    Attributes:
        id: The code.
        label: Name for pages.
        note: What a reader should know.
    """

    id: str
    label: str
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Something beside the commitments and projects about which the public record makes claims.

    Attributes:
        id: Stable id.
        label: Name for pages.
        note: What a reader should know.
    """

    id: str
    label: str
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that was looked for in the public record and not found.

    Attributes:
        id: Stable id.
        title: What is missing.
        looked: Where it was looked for.
        next_place: Where a person should look next.
        source: Id of the document in which the search is noted.
        evidence: Evidence level of this row.
        concerns: Ids of commitments, projects or partners that it concerns.
    """

    id: str
    title: str
    looked: str
    next_place: str
    source: str
    evidence: Evidence
    concerns: tuple[str, ...] = ()
    origin: Origin = NOWHERE


class Sourced(Protocol):
    """A row that rests on a document."""

    @property
    def id(self) -> str:
        """Id of the row."""

    @property
    def source(self) -> str:
        """Id of the document; may be empty only where the row type says so."""

    @property
    def origin(self) -> Origin:
        """Place of the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """All content of one declaration, validated; every row knows its origin."""

    header: Header
    actors: tuple[Actor, ...]
    instruments: tuple[Instrument, ...]
    pillars: tuple[Pillar, ...]
    partners: tuple[Partner, ...]
    sources: tuple[Source, ...]
    commitments: tuple[Commitment, ...]
    subjects: tuple[Subject, ...]
    attributes: tuple[Attribute, ...]
    stages: tuple[Stage, ...]
    projects: tuple[Project, ...]
    lines: tuple[FinancingLine, ...]
    claims: tuple[Claim, ...]
    parameters: tuple[Parameter, ...]
    topics: tuple[TopicFigure, ...]
    derived: tuple[DerivedFigure, ...]
    gaps: tuple[Gap, ...]
    panels: tuple[Panel, ...]
    joins: tuple[Join, ...]
    join_rules: tuple[JoinRule, ...]
    leverage: tuple[LeverageScope, ...]
    indicators: tuple[Indicator, ...]
    targets: tuple[Target, ...]
    benchmarks: tuple[Benchmark, ...]
    facilities: tuple[Facility, ...]
    facility_rules: tuple[FacilityRule, ...]
    agendas: tuple[Agenda, ...]
    instalments: tuple[Instalment, ...]
    agenda_steps: tuple[Step, ...]
    verifications: tuple[Verification, ...]
    network_places: tuple[Place, ...]
    network_sections: tuple[Section, ...]
    network_delays: tuple[DelayProfile, ...]
    network_crossings: tuple[Crossing, ...]
    network_effects: tuple[ProjectEffect, ...]

    def sourced_rows(self) -> Iterator[Sourced]:
        """Yield every row that rests on a document."""
        groups: tuple[Iterable[Sourced], ...] = (
            (self.header,),
            self.instruments,
            self.pillars,
            self.partners,
            self.commitments,
            self.projects,
            self.lines,
            self.claims,
            self.stages,
            self.gaps,
            self.joins,
            self.join_rules,
            self.indicators,
            self.targets,
            self.facilities,
            self.facility_rules,
            self.agendas,
            self.instalments,
            self.agenda_steps,
            self.verifications,
            self.network_places,
            self.network_sections,
            self.network_delays,
            self.network_crossings,
            self.network_effects,
            (figure for figure in self.derived if figure.source),
        )
        for group in groups:
            yield from group

    @property
    def last_read(self) -> date:
        """The latest day on which any source was read: the default of "as known on"."""
        return max(source.date_read.last_day for source in self.sources)
