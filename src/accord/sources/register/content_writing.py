"""Rows of a register are written as content of a declaration, and checked by reading them back."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeVar

import yaml

from accord.domain.claim import Claim
from accord.domain.evidence import NOWHERE
from accord.domain.period import PartialDate
from accord.domain.project import FinancingLine, Project
from accord.domain.register import Register, StageRecord
from accord.errors import InputDataError, Problem
from accord.sources.marked_yaml import read_marked_yaml
from accord.sources.rows import read_row

__all__ = ["claims_of_stages", "content_text", "records_of_claims"]

Row = TypeVar("Row", Project, FinancingLine, Claim)


class _Writer(yaml.SafeDumper):
    """Writes numbers as the digits that they have."""

    def ignore_aliases(self, data: object) -> bool:
        """Write every row out; content uses no anchors."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent the rows of a list below its key."""
        super().increase_indent(flow, False)


def _number(writer: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    text = f"{value:f}"
    return writer.represent_scalar(f"tag:yaml.org,2002:{'float' if '.' in text else 'int'}", text)


_Writer.add_representer(Decimal, _number)


def content_text(
    projects: Sequence[Project] = (), lines: Sequence[FinancingLine] = (), claims: Sequence[Claim] = ()
) -> str:
    """Return rows in the form of a declaration's files; a section without rows is left out.

    Keys stand in the order of their fields, and a key that has its default is left out. The text is
    read back with the strict reader of content before it is returned.

    Args:
        projects: Rows of ``projects:``.
        lines: Rows of ``lines:``.
        claims: Rows of ``claims:``.

    Raises:
        InputDataError: A row would not be read back as it is (ACC-333), or not at all.
    """
    sections: dict[str, Sequence[Project] | Sequence[FinancingLine] | Sequence[Claim]] = {
        "projects": projects,
        "lines": lines,
        "claims": claims,
    }
    content = {name: [_values(row) for row in rows] for name, rows in sections.items() if rows}
    text = (
        yaml.dump(content, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=110) if content else ""
    )
    for name, rows in sections.items():
        if rows:
            _check(text, name, rows)
    return text


def _values(row: object) -> dict[str, object]:
    values: dict[str, object] = {}
    for field in dataclasses.fields(row):  # type: ignore[arg-type]  # rows are dataclasses
        value = getattr(row, field.name)
        if field.name != "origin" and value != field.default:
            values[field.name] = _plain(value)
    return values


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, bool | Decimal):
        return value
    return value.text if isinstance(value, PartialDate) else str(value)


def _check(text: str, name: str, rows: Iterable[object]) -> None:
    problems: list[Problem] = []
    root = read_marked_yaml(text, file="written content").value
    marked = root[name].value if isinstance(root, dict) else []
    for row, given in zip(rows, marked if isinstance(marked, list) else [], strict=True):
        back: object = read_row(type(row), given, file="written content", problems=problems)
        if back is not None and _bare(back) != _bare(row):
            problems.append(
                Problem(
                    id="ACC-333",
                    what="Content cannot hold this row without changing it.",
                    file=name,
                    row=str(getattr(row, "id", "")),
                    expected="texts without blanks at their ends and without control signs",
                    fix="Correct the text where it comes from.",
                )
            )
    if problems:
        raise InputDataError(*problems)


def _bare(row: object) -> object:
    return dataclasses.replace(row, origin=NOWHERE)  # type: ignore[type-var]  # rows are dataclasses


def records_of_claims(claims: Iterable[Claim], projects: Iterable[Project], attribute: str) -> Register:
    """Return the claims about the stages of projects as rows of a register.

    Amounts are claims of their own and stay so; the place in the document is not held by a register.

    Args:
        claims: Any claims; those about other subjects and attributes are passed over.
        projects: The projects.
        attribute: Attribute whose values are stages.
    """
    known = tuple(projects)
    names = {project.id for project in known}
    return Register(
        projects=known,
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
            if claim.attribute == attribute and claim.subject in names and not claim.partner
        ),
    )


def claims_of_stages(records: Iterable[StageRecord], *, stage: str, amount: str) -> tuple[Claim, ...]:
    """Return the rows of a register about stages as claims.

    An amount becomes a claim of its own with the id ``<id>-amount``, the same source and date, so
    that it belongs to the stage again.

    Args:
        records: The rows.
        stage: Attribute whose values are stages.
        amount: Attribute of the amount that a document names with a stage.
    """
    claims: list[Claim] = []
    for record in records:
        said = Claim(
            id=record.id,
            subject=record.project,
            attribute=stage,
            value=record.stage,
            source=record.source,
            evidence=record.evidence,
            date=record.date,
            note=record.note,
            origin=record.origin,
        )
        claims.append(said)
        if record.amount is not None:
            claims.append(
                dataclasses.replace(
                    said,
                    id=f"{record.id}-amount",
                    attribute=amount,
                    value=record.amount,
                    unit=record.unit,
                    note="",
                )
            )
    return tuple(claims)
