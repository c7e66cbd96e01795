"""A layout is found by name or file, read strictly, and checked before any table is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from accord.domain.observation import Absence
from accord.domain.observation_layout import ROLES, LayoutFormat, ObservationLayout
from accord.errors import InputDataError, Problem, UsageError, unreadable
from accord.sources.rates.facts import read_facts
from accord.sources.rates.grid import TableFile, decode_table
from accord.sources.rates.refusals import Place, cell_problem

__all__ = ["LAYOUTS", "LayoutFile", "find_layout", "parse_layout"]

LAYOUTS = Path(__file__).parent / "layouts"
"""Folder of the layouts that ship with Accord."""

_NEEDED = ("partner", "indicator", "period", "value", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutFile:
    """A layout and the bytes in which it stands.

    Attributes:
        layout: The layout.
        sha256: Hash of the bytes, hexadecimal.
    """

    layout: ObservationLayout
    sha256: str


def find_layout(name: str) -> LayoutFile:
    """Read a layout that ships with Accord, or one of a file.

    Args:
        name: Name of a bundled layout, or path of a YAML file.

    Raises:
        UsageError: There is none (ACC-250).
        InputDataError: It is not a layout (ACC-301 to ACC-307), or contradicts itself (ACC-639).
    """
    bundled = {path.stem: path for path in sorted(LAYOUTS.glob("*.yml"))}
    path = bundled.get(name, Path(name))
    try:
        content = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError) as error:
        raise UsageError(
            Problem(
                id="ACC-250",
                what="There is no such layout.",
                value=name,
                expected=f"a YAML file, or one of the bundled layouts: {', '.join(bundled)}",
                fix="Correct the name; how a layout is written stands in `Bring in observations`.",
            )
        ) from error
    except OSError as error:
        raise unreadable(path, error) from error
    return parse_layout(TableFile(name=path.name, content=content))


def parse_layout(file: TableFile) -> LayoutFile:
    """Read a layout.

    Raises:
        InputDataError: It is not a layout (ACC-301 to ACC-307), or contradicts itself (ACC-639).
    """
    layout = read_facts(ObservationLayout, decode_table(file), file=file.name)
    problems = [
        cell_problem(
            Place(file.name, field=field, value=value, row=layout.id),
            "ACC-639",
            "The layout contradicts itself.",
            expected=expected,
            fix="Correct the layout; nothing was read.",
        )
        for field, value, expected in _contradictions(layout)
    ]
    if problems:
        raise InputDataError(*problems)
    return LayoutFile(layout=layout, sha256=hashlib.sha256(file.content).hexdigest())


def _contradictions(layout: ObservationLayout) -> Iterator[tuple[str, str, str]]:
    """Yield field, value and expectation of whatever does not fit."""
    yield from _role_contradictions(layout)
    yield from _shape_contradictions(layout)
    for each in layout.absent:
        if each.means is Absence.ZERO or each.role not in {"value", "status"}:
            yield "absent", each.mark, "a reason other than zero, in the role value or status"
    for passed in layout.passed_over:
        if bool(passed.words) == bool(passed.all_but):
            yield "passed_over", passed.column, "either words or all_but"
    expects = layout.expects
    if not 0 <= expects.fewest_rows <= expects.most_rows:
        yield "expects", f"{expects.fewest_rows} to {expects.most_rows}", "fewest_rows not above most_rows"
    if expects.lowest is not None and expects.highest is not None and expects.lowest > expects.highest:
        yield "expects", f"{expects.lowest} to {expects.highest}", "lowest not above highest"


def _role_contradictions(layout: ObservationLayout) -> Iterator[tuple[str, str, str]]:
    for role in ROLES:
        column, constant = getattr(layout.columns, role), getattr(layout.constants, role)
        if column and constant and role not in layout.optional:
            yield (
                role,
                f"column {column} and constant {constant}",
                "a column, or a constant, or an optional column",
            )
        if role in _NEEDED and not column and not constant:
            yield role, "", f"a column or a constant for {role}"
        if role in layout.optional and role in {"partner", "indicator", "period", "value"} and not constant:
            yield "optional", role, "a column that is there, or a constant in its place"
        if column and column in layout.ignored:
            yield "ignored", column, "no column that has a role"
    yield from _translation_contradictions(layout)


def _translation_contradictions(layout: ObservationLayout) -> Iterator[tuple[str, str, str]]:
    for role in (*layout.optional, *(each.role for each in layout.translations)):
        if role not in ROLES:
            yield "role", role, f"one of {', '.join(ROLES)}"
    seen: set[tuple[str, str]] = set()
    for each in layout.translations:
        if (each.role, each.source) in seen:
            yield "translations", each.source, f"one translation of a word in the role {each.role}"
        seen.add((each.role, each.source))
        if (each.unit or each.level is not None) and each.role != "indicator":
            yield "translations", each.source, "unit and level only for the role indicator"


def _shape_contradictions(layout: ObservationLayout) -> Iterator[tuple[str, str, str]]:
    named = {getattr(layout.columns, role) for role in ROLES}
    if (layout.format is LayoutFormat.EXCEL) != (layout.workbook is not None):
        yield "workbook", layout.format.value, "a `workbook` for the format excel, and for no other"
    if layout.workbook is not None:
        shape = layout.workbook
        if not shape.sheets or shape.header_row < 1 or not 0 <= shape.header_above < shape.header_row:
            yield (
                "workbook",
                f"rows {shape.header_above}, {shape.header_row}",
                "sheets, and rows from 1 downwards",
            )
    if layout.wide is None:
        if "(heading)" in named or "(value)" in named:
            yield "columns", "(heading)", "a `wide` shape if columns name (heading) or (value)"
    elif layout.wide.across not in {"period", "indicator", "partner"}:
        yield "wide", layout.wide.across, "period, indicator or partner"
    elif getattr(layout.columns, layout.wide.across) != "(heading)":
        yield (
            "columns",
            getattr(layout.columns, layout.wide.across),
            f"(heading) as column of {layout.wide.across}",
        )
