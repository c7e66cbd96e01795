"""What must hold across the rows of a register: ids once each, projects that exist, currencies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from accord.cleaning.values import is_currency
from accord.domain.project import FinancingLine, Project
from accord.domain.register import Register, StageRecord
from accord.errors import Problem
from accord.sources.row_problems import nearest, row_problem

__all__ = ["find_register_problems"]

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", re.ASCII)


def find_register_problems(register: Register) -> list[Problem]:
    """Return what does not fit together (ACC-358), in the order of the rows.

    Args:
        register: The rows, each with its place.
    """
    rows: tuple[Project | FinancingLine | StageRecord, ...] = (
        *register.projects,
        *register.lines,
        *register.stages,
    )
    return [
        *_id_problems(rows),
        *_reference_problems(register),
        *_currency_problems((*register.lines, *register.stages)),
    ]


def _id_problems(rows: Iterable[Project | FinancingLine | StageRecord]) -> Iterator[Problem]:
    first: dict[str, Project | FinancingLine | StageRecord] = {}
    for row in rows:
        if _ID.fullmatch(row.id) is None:
            yield row_problem(
                row,
                "ACC-358",
                "The id cannot be part of an address.",
                field="id",
                value=row.id,
                expected="at most 100 letters, digits, - _ . and a letter or digit first",
                fix="Change the id, and every reference to it.",
            )
        other = first.setdefault(row.id.casefold(), row)
        if other is not row:
            yield row_problem(
                row,
                "ACC-358",
                "The id is used twice.",
                field="id",
                value=row.id,
                expected=f"an id of its own (first used at {other.origin.file}:{other.origin.line})",
                fix="Give this row another id.",
            )


def _reference_problems(register: Register) -> Iterator[Problem]:
    known = [project.id for project in register.projects]
    rows: tuple[FinancingLine | StageRecord, ...] = (*register.lines, *register.stages)
    for row in rows:
        if row.project not in known:
            yield row_problem(
                row,
                "ACC-358",
                "The project is not in the sheet of projects.",
                field="project",
                value=row.project,
                expected="the id of a row of the sheet `projects`",
                fix=nearest(row.project, known),
            )


def _currency_problems(rows: Iterable[FinancingLine | StageRecord]) -> Iterator[Problem]:
    for row in rows:
        if (row.unit or row.amount is not None) and not is_currency(row.unit):
            yield row_problem(
                row,
                "ACC-358",
                "An amount of money stands without its currency.",
                field="unit",
                value=row.unit or "missing",
                expected="a currency code of three capital letters, e.g. EUR",
                fix="Write the currency that the document states.",
            )
