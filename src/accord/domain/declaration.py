"""A declaration as a whole: everything that the content of one folder says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from accord.domain.claim import Attribute, ChoiceName, Claim
from accord.domain.commitment import Commitment, Instrument, Pillar
from accord.domain.evidence import NOWHERE, Evidence, Origin, Source
from accord.domain.partner import Partner
from accord.domain.period import PartialDate
from accord.domain.project import FinancingLine, Project, Stage

__all__ = [
    "Actor",
    "Declaration",
    "DerivedFigure",
    "DerivedName",
    "Gap",
    "Header",
    "Panel",
    "Parameter",
    "Sourced",
    "Subject",
    "TopicFigure",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the declaration is called and when it was made."""

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
    """Someone who promised something, by the code used in ``responsible``."""

    id: str
    label: str
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Something beside the commitments and projects about which the public record makes claims."""

    id: str
    label: str
    note: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A constant that a method uses; in content, so that it can be read, cited and changed.

    Attributes:
        id: Name under which methods ask for it.
        value: The number.
        unit: Unit of the number.
        label: What it means.
        reason: Why this value, with the reference.
    """

    id: str
    value: Decimal
    unit: str
    label: str
    reason: str
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicFigure:
    """A topic that is shown although no claim exists, or that needs a rule or label of its own.

    Attributes:
        id: Topic id, ``subject.attribute`` or ``subject.attribute.partner``.
        label: Name on pages; empty for the default name.
        rule: Rule that chooses among the claims; None for the attribute's rule.
        why_unknown: Said when no verified claim exists.
        reason: Why another rule was chosen.
    """

    id: str
    label: str = ""
    rule: ChoiceName | None = None
    why_unknown: str = ""
    reason: str = ""
    origin: Origin = NOWHERE


class DerivedName(StrEnum):
    """Names of the methods that compute figures; ``methods.derived`` says what each does."""

    SUM_OF_LINES = "sum_of_lines"
    SUM_OF_FIGURES = "sum_of_figures"
    RATIO = "ratio"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedFigure:
    """A figure computed from other figures or from financing lines by a named method.

    Attributes:
        id: Stable id.
        label: Name on pages.
        method: Name of the method.
        inputs: Ids of figures, in the order that the method documents.
        projects: Projects whose financing lines are taken (methods on lines).
        kinds: Kinds of financing line that are taken; empty means all.
        grant_codes: Only lines with one of these codes; empty means all.
        note: What the definition means and who uses it.
        source: Source of the definition; empty if it is ours.
    """

    id: str
    label: str
    method: DerivedName
    inputs: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    grant_codes: tuple[str, ...] = ()
    note: str = ""
    source: str = ""
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that was looked for in the public record and not found.

    Attributes:
        id: Stable id.
        title: What is missing.
        looked: Where it was looked for.
        next_place: Where a person should look next.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A group of figures that stand side by side on the money page.

    Attributes:
        id: Stable id.
        title: Heading.
        text: What a reader should know before comparing them.
        figures: Ids of figures, in the order in which they are shown.
    """

    id: str
    title: str
    text: str
    figures: tuple[str, ...]
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
            (figure for figure in self.derived if figure.source),
        )
        for group in groups:
            yield from group

    @property
    def last_read(self) -> date:
        """The latest day on which any source was read: the default of "as known on"."""
        return max(source.date_read.last_day for source in self.sources)
