"""Every content row by its id, with the document and the place that it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from accord.cleaning.values import shown_value
from accord.domain.claim import Claim
from accord.domain.declaration import Declaration
from accord.domain.evidence import Evidence, Origin, Source
from accord.domain.facility import FacilityRule
from accord.domain.network import Section
from accord.domain.network_change import ProjectEffect
from accord.domain.period import PartialDate

__all__ = ["ContentRow", "content_rows"]


class _Defined(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def origin(self) -> Origin: ...


class _Evidenced(_Defined, Protocol):
    @property
    def source(self) -> str: ...
    @property
    def evidence(self) -> Evidence: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentRow:
    """A row of content, whatever its kind.

    Attributes:
        id: Id of the row.
        kind: Kind of row, e.g. ``claim`` or ``commitment``.
        says: What the row says, in one line.
        origin: File and line.
        source: The document behind it; None for a definition of this project.
        evidence: Evidence level; None for a definition.
        date: When the thing happened, if stated.
        place: Where in the document it stands, if noted.
        note: What a reader should know.
    """

    id: str
    kind: str
    says: str
    origin: Origin
    source: Source | None = None
    evidence: Evidence | None = None
    date: PartialDate | None = None
    place: str = ""
    note: str = ""


def content_rows(declaration: Declaration) -> Mapping[str, ContentRow]:
    """Return all rows of a declaration by id.

    Args:
        declaration: The content of a snapshot.
    """
    sources = {source.id: source for source in declaration.sources}
    rows: dict[str, ContentRow] = {}
    for source in declaration.sources:
        says = f"{source.title} ({source.publisher})"
        rows[source.id] = ContentRow(
            id=source.id,
            kind="source",
            says=says,
            origin=source.origin,
            source=source,
            evidence=Evidence.SEEN,
            date=source.published,
            note=source.note,
        )
    for kind, group, text in _evidenced(declaration):
        for row in group:
            rows[row.id] = ContentRow(
                id=row.id,
                kind=kind,
                says=_says(row, text),
                origin=row.origin,
                source=sources[row.source],
                evidence=row.evidence,
                date=getattr(row, "date", None),
                place=getattr(row, "place", ""),
                note=getattr(row, "note", ""),
            )
    for kind, definitions, text in _defined(declaration):
        for definition in definitions:
            rows[definition.id] = ContentRow(
                id=definition.id,
                kind=kind,
                says=str(getattr(definition, text)),
                origin=definition.origin,
                note=getattr(definition, "note", "") or getattr(definition, "reason", ""),
            )
    return rows


def _says(row: object, text: str) -> str:
    if isinstance(row, Claim):
        return shown_value(row.value, row.unit, qualifier=row.qualifier)
    if isinstance(row, FacilityRule):
        return f"{row.name.replace('_', ' ')}: {shown_value(row.value, row.unit)}"
    if text == "amount":
        return f"{shown_value(row.amount, row.unit)}, {row.kind}, {row.financier}"  # type: ignore[attr-defined]
    if isinstance(row, Section):
        length = "length unknown" if row.length_km is None else shown_value(row.length_km, "km")
        return f"{row.mode}, {row.begins} to {row.ends}, {length}"
    if isinstance(row, ProjectEffect):
        return f"{row.project} {row.kind.replace('_', ' ')} {row.target}"
    if text == "names":
        return ", later ".join(name.label for name in row.names)  # type: ignore[attr-defined]
    return str(getattr(row, text))


def _evidenced(declaration: Declaration) -> tuple[tuple[str, Iterable[_Evidenced], str], ...]:
    return (
        ("declaration", (declaration.header,), "summary"),
        ("instrument", declaration.instruments, "title"),
        ("pillar", declaration.pillars, "title"),
        ("partner", declaration.partners, "names"),
        ("commitment", declaration.commitments, "wording"),
        ("project", declaration.projects, "title"),
        ("financing line", declaration.lines, "amount"),
        ("claim", declaration.claims, "value"),
        ("stage", declaration.stages, "meaning"),
        ("gap", declaration.gaps, "title"),
        ("join", declaration.joins, "meaning"),
        ("join rule", declaration.join_rules, "meaning"),
        ("indicator", declaration.indicators, "label"),
        ("target", declaration.targets, "value"),
        ("facility", declaration.facilities, "title"),
        ("facility rule", declaration.facility_rules, "value"),
        ("agenda", declaration.agendas, "title"),
        ("instalment", declaration.instalments, "title"),
        ("agenda step", declaration.agenda_steps, "title"),
        ("verification", declaration.verifications, "verdict"),
        ("place", declaration.network_places, "label"),
        ("section", declaration.network_sections, "length_km"),
        ("delay", declaration.network_delays, "label"),
        ("crossing", declaration.network_crossings, "label"),
        ("effect of a project", declaration.network_effects, "kind"),
    )


def _defined(declaration: Declaration) -> tuple[tuple[str, Iterable[_Defined], str], ...]:
    measures = [measure for commitment in declaration.commitments for measure in commitment.measures]
    return (
        ("actor", declaration.actors, "label"),
        ("measure", measures, "text"),
        ("subject", declaration.subjects, "label"),
        ("attribute", declaration.attributes, "label"),
        ("parameter", declaration.parameters, "label"),
        ("panel", declaration.panels, "text"),
        ("leverage scope", declaration.leverage, "label"),
        ("benchmark", declaration.benchmarks, "label"),
    )
