"""What `accord register read` makes of a folder of IATI tables, and how it is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from accord.cli.output import print_json, print_table, say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from accord.domain.claim import Claim
    from accord.domain.declaration import Declaration
    from accord.domain.project import FinancingLine, Project
    from accord.domain.register import Register, StageRecord
    from accord.sources.register.iati_register import IatiRegister
    from accord.store.figure_json import Json

__all__ = ["placed_claims", "read_iati_folder", "tell_iati"]

_SHOWN = 20


def read_iati_folder(folder: Path, declaration: Declaration) -> IatiRegister:
    """Make a register of the tables in a folder; codes that the declaration gives lead to its projects.

    Raises:
        UsageError: The folder holds no tables that `accord read iati` wrote (ACC-212).
    """
    from accord.sources.register.iati_activities import TABLES, known_codes
    from accord.sources.register.iati_register import read_iati_register
    from accord.sources.register.iati_shares import Known
    from accord.store.tables import read_tables

    known = Known(
        projects=known_codes(declaration.projects, declaration.lines),
        partners={
            code.code: partner.id
            for partner in declaration.partners
            for code in partner.codes
            if code.scheme == "iati"
        },
        stages=[stage.id for stage in declaration.stages],
    )
    return read_iati_register(read_tables(folder, TABLES), known)


def placed_claims(claims: Iterable[Claim], found: IatiRegister) -> tuple[Claim, ...]:
    """Return claims made from a register of IATI with the place in the file of each."""
    places = {name: str(places[0]) for name, places in found.places.items()}
    return tuple(replace(claim, place=places.get(claim.id.removesuffix("-amount"), "")) for claim in claims)


def tell_iati(found: IatiRegister, *, json: bool) -> bool:
    """Print what activities say about projects; returns whether anything is no row of the register."""
    if json:
        print_json(_json(found))
    else:
        _print(found)
    say(f"{found.named:,} of {found.activities:,} activities name a WBIF code.")
    rows = _rows(found.register)
    unsure = sum(not row.evidence.is_verified for row in rows)
    if unsure:
        say(f"{unsure} rows are unverified: their notes say what IATI leaves open.")
    sources = {row.source for row in rows}
    if sources:
        say(f"Before a build, describe these documents as sources: {', '.join(sorted(sources))}.")
    return bool(found.not_taken)


def _rows(register: Register) -> list[Project | FinancingLine | StageRecord]:
    return [*register.projects, *register.lines, *register.stages]


def _json(found: IatiRegister) -> Json:
    rows: list[Json] = []
    for row in _rows(found.register):
        places: list[Json] = [
            {"file": place.file, "sha256": place.sha256, "byte": place.byte, "activity": place.activity}
            for place in found.places[row.id]
        ]
        rows.append(
            {"id": row.id, **_values(row), "evidence": row.evidence.value, "note": row.note, "places": places}
        )
    not_taken: list[Json] = [
        {"project": one.project, "says": one.says, "reason": one.reason, "place": str(one.place)}
        for one in found.not_taken
    ]
    return {"activities": found.activities, "named": found.named, "rows": rows, "not_taken": not_taken}


def _values(row: Project | FinancingLine | StageRecord) -> dict[str, Json]:
    from accord.cleaning.values import plain_value
    from accord.domain.project import FinancingLine, Project

    if isinstance(row, Project):
        return {"title": row.title, "code": row.code, "partners": list(row.partners), "mode": row.mode}
    amount = None if row.amount is None else plain_value(row.amount)
    money: dict[str, Json] = {"project": row.project, "amount": amount, "unit": row.unit}
    if isinstance(row, FinancingLine):
        kind, code = row.kind.value, row.grant_code
        return {**money, "kind": kind, "financier": row.financier, "grant_code": code}
    return {**money, "stage": row.stage, "date": str(row.date) if row.date else None}


def _print(found: IatiRegister) -> None:
    from accord.cleaning.values import shown_value

    lines = [
        [
            line.id,
            line.kind.value,
            line.financier,
            line.grant_code,
            line.evidence.value,
            f"{found.places[line.id][0].file}, byte {found.places[line.id][0].byte}",
            shown_value(line.amount, line.unit),
        ]
        for line in found.register.lines
    ]
    if lines:
        print_table(
            ["line", "kind", "financier", "grant code", "evidence", "stands", "amount"], lines, numeric=1
        )
    stages = [
        [
            row.id,
            row.stage,
            str(row.date or "no day"),
            row.evidence.value,
            f"{found.places[row.id][0].file}, byte {found.places[row.id][0].byte}",
            "" if row.amount is None else shown_value(row.amount, row.unit),
        ]
        for row in found.register.stages
    ]
    if stages:
        print_table(["stage of", "stage", "day", "evidence", "stands", "amount"], stages, numeric=1)
    for one in found.not_taken[:_SHOWN]:
        say(f"not taken  {one.project}: {one.says}: {one.reason} ({one.place})")
    if len(found.not_taken) > _SHOWN:
        say(f"not taken  {len(found.not_taken) - _SHOWN} more; --json lists all of them.")
