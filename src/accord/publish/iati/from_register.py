"""Accord's own register as tables of activities: projects, financing lines and stages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pyarrow as pa

from accord.domain.partner import Partner
from accord.domain.project import FinancingLine, LineKind
from accord.domain.register import Register
from accord.publish.iati.known_projects import STATUSES, KnownProject, day_of, known_project, why_left_out
from accord.publish.iati.records import Row, written
from accord.sources.iati.layout import AMOUNT, schemas

__all__ = ["NotSaid", "RegisterTables", "Reporter", "register_tables"]

_SECTORS = {
    "road": ("21020", "Road transport"),
    "rail": ("21030", "Rail transport"),
    "port": ("21040", "Water transport"),
    "waterway": ("21040", "Water transport"),
    "digital": ("22040", "Information and communication technology (ICT)"),
}
"""Purpose codes of the OECD DAC (https://www.oecd.org/en/topics/oecd-dac-and-crs-code-lists.html) by mode."""
_FINANCE = {
    LineKind.WBIF_GRANT: "110",
    LineKind.EXTERNAL_GRANT: "110",
    LineKind.LOAN: "421",
    LineKind.EXTERNAL_LOAN: "421",
}
"""Finance type of the lines whose financier gives money: standard grant, standard loan
(https://iatistandard.org/en/iati-standard/203/codelists/financetype/). Other kinds
name no organisation for certain."""
_QUANTUM = Decimal(1).scaleb(-AMOUNT.scale)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """Who publishes the register.

    Attributes:
        ref: Organisation identifier in the form that IATI demands, with the agency that registered it.
        name: Name.
        type: Code of the list OrganisationType.
    """

    ref: str
    name: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotSaid:
    """Something of the register that is not in the activities as what it is.

    Attributes:
        row: Id of the project, line or stage.
        reason: Why.
    """

    row: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterTables:
    """Activities made from a register.

    Attributes:
        tables: Tables as ``layout.yml`` of the reader defines them.
        not_said: What is not in them, or only as a description.
    """

    tables: Mapping[str, pa.Table]
    not_said: tuple[NotSaid, ...]


def register_tables(
    register: Register, partners: Sequence[Partner], *, reporter: Reporter, day: date
) -> RegisterTables:
    """Make tables of activities from a register; what it does not know stays blank.

    A project is an activity of which the reporter is a secondary reporter. It has the status of the
    furthest stage that is evidenced, and an actual start only if the day on which works began is
    known. A financing line becomes a commitment only if it is a grant, and the one grant of its
    project with the amount that the record of the signed agreement states for a full day. Every
    other line is a description with its kind, financier and amount. What is ``unverified``, projects
    outside the package and places kept for projects that were not found are left out. Shares of
    several partners are not known and not made up.

    Args:
        register: The register.
        partners: Partners with their codes; the scheme ``iati`` is the one that counts.
        reporter: Who publishes.
        day: Day whose names of partners are used; what is dated later is left out.

    Returns:
        The tables, and what is not in them.
    """
    rows: dict[str, list[Row]] = {}
    not_said: list[NotSaid] = []
    for project in register.projects:
        if reason := why_left_out(project):
            not_said.append(NotSaid(row=project.id, reason=reason))
            continue
        number = len(rows.get("activities", ()))
        known = known_project(project, register, {partner.id: partner for partner in partners}, day)
        for table, row in _rows(known, reporter):
            rows.setdefault(table, []).append({"activity": number, **row})
        not_said.extend(_not_said(known, register))
    tables = {
        name: pa.Table.from_pylist([dict(row) for row in rows.get(name, ())], schema=schema)
        for name, schema in schemas().items()
        if "activity" in schema.names
    }
    return RegisterTables(tables=tables, not_said=tuple(not_said))


def _code(partner: Partner) -> str:
    codes = (code for code in partner.codes if code.scheme == "iati" and code.evidence.is_verified)
    return next((code.code for code in codes), "")


def _rows(known: KnownProject, reporter: Reporter) -> Iterator[tuple[str, Row]]:
    """Yield the rows of an activity with their tables."""
    project, stage = known.project, known.furthest
    yield (
        "activities",
        {
            "iati_identifier": f"{reporter.ref}-{project.id}",
            "reporting_org": reporter.ref,
            "reporting_org_name": reporter.name,
            "reporting_org_type": reporter.type,
            "is_secondary_reporter": True,
            "title": project.title,
            "status": STATUSES[stage.stage] if stage else None,
            "language": "en",
        },
    )
    yield from (("narratives", row) for row in _narratives(known))
    for name in dict.fromkeys(line.financier for line in known.lines if _is_funding(line)):
        yield "participating_orgs", {"name": name, "role": "1"}
    if project.code:
        yield "other_identifiers", {"ref": project.code, "type": "A9"}
    if known.start:
        yield "activity_dates", {"type": "2", "date": day_of(known.start)}
    for partner in known.partners:
        yield "recipient_countries", {"code": _code(partner) or None, "name": partner.name_on(known.day)}
    if project.mode in _SECTORS:
        code, name = _SECTORS[project.mode]
        yield "sectors", {"code": code, "vocabulary": "1", "name": name}
    yield from (("transactions", row) for row in _transactions(known))


def _is_funding(line: FinancingLine) -> bool:
    return line.kind in _FINANCE and not line.is_anticipated


def _narratives(known: KnownProject) -> Iterator[Row]:
    project = known.project
    yield {"element": "title", "text": project.title}
    if project.note:
        yield {"element": "description", "description_type": "1", "text": project.note}
    others = [f"Part of the package: {project.membership}."]
    if project.corridor:
        others.append(f"Corridor or route: {project.corridor}.")
    others += [_sentence(line) for line in known.lines if line.id not in known.commitments]
    others += [partner.footnote for partner in known.partners if partner.footnote]
    for text in others:
        yield {"element": "description", "description_type": "4", "text": text}


def _sentence(line: FinancingLine) -> str:
    """Return a financing line as a sentence of a description."""
    code = f" ({line.grant_code})" if line.grant_code else ""
    anticipated = ", anticipated" if line.is_anticipated else ""
    note = f" {line.note}" if line.note else ""
    amount = f"{line.unit} {written(line.amount)}{anticipated}"
    return f"{line.kind}, {line.financier}{code}: {amount}, day not known.{note}"


def _transactions(known: KnownProject) -> Iterator[Row]:
    lines = {line.id: line for line in known.lines}
    for number, (name, stage) in enumerate(known.commitments.items()):
        line = lines[name]
        yield {
            "transaction": number,
            "ref": line.grant_code or line.id,
            "type": "2",
            "date": day_of(stage),
            "value": line.amount.quantize(_QUANTUM),
            "currency": line.unit,
            "value_date": day_of(stage),
            "description": line.note or None,
            "provider_name": line.financier,
            "finance_type": _FINANCE[line.kind],
        }


def _not_said(known: KnownProject, register: Register) -> Iterator[NotSaid]:
    """Yield the rows of a project that are not in its activity as what they are."""
    project = known.project
    published = {line.id for line in known.lines} | {stage.id for stage in known.stages}
    own = [row.id for row in register.lines if row.project == project.id]
    own += [row.id for row in register.stages if row.project == project.id]
    for name in own:
        if name not in published:
            yield NotSaid(row=name, reason="unverified, dated later, or of an unknown stage: left out")
    for line in known.lines:
        if line.id not in known.commitments:
            yield NotSaid(row=line.id, reason="no day of a signed agreement over its amount: a description")
    used = {stage.id for stage in (known.furthest, known.start, *known.commitments.values()) if stage}
    for stage in known.stages:
        if stage.id not in used:
            yield NotSaid(row=stage.id, reason="not the furthest stage, no day of a start or agreement")
    if project.mode and project.mode not in _SECTORS:
        yield NotSaid(row=project.id, reason=f"no sector is known for the mode {project.mode}")
    coded = {partner.id for partner in known.partners if _code(partner)}
    for name in project.partners:
        if name not in coded:
            yield NotSaid(row=project.id, reason=f"the partner {name} has no verified code of IATI")
