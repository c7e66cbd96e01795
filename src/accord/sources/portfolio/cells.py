"""Every cell of a portfolio that a figure can come from, recorded with its file and place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from accord.domain.portfolio import CountedBenefit, MoneyKind
from accord.domain.portfolio_rules import Rule, RuleKind
from accord.domain.recorded_cell import RecordedCell
from accord.sources.marked_yaml import Marked
from accord.sources.portfolio.rows import CallRow
from accord.sources.portfolio.tables import CandidateTable

__all__ = ["CellKey", "all_cells"]

CellKey = tuple[str, str]
"""Id of a candidate and name of a field; ``rule ID``, ``joint ID`` or ``call`` stand in place of the id."""

_AMOUNTS = {"cost", "grant", "loan", "national", "private"}
_ALWAYS = ("cost", "benefit")
"""Cells that are recorded although they are empty: that nothing is known is an input, too."""
_SILENT = {"id", "unit", "price_base", "benefit_unit"}
_UNITS = {RuleKind.ENVELOPE, RuleKind.AMOUNT_AT_LEAST, RuleKind.AMOUNT_AT_MOST}


def all_cells(
    call: CallRow, marked: Marked, tables: Sequence[CandidateTable], files: Mapping[str, str]
) -> Iterator[tuple[CellKey, RecordedCell]]:
    """Yield the cells of the call and of its candidates, by key.

    Args:
        call: The call.
        marked: The same, with the line of every value.
        tables: Its candidates; the first table is the call itself.
        files: Hash of each file, by name.
    """
    file = tables[0].file
    for table in tables:
        yield from _of_table(call, table, files[table.file])
    own = [(f"rule {rule.id}", "value", _said_rule(call, rule), rule.origin.line) for rule in call.rules]
    own += [
        (
            f"joint {joint.id}",
            "values",
            f"{', '.join(joint.members)} together: {joint.source}",
            joint.origin.line,
        )
        for joint in call.joint
    ]
    own += [("call", key, f"{key}: {part.value}", part.line) for key, part in _scalars(marked)]
    if call.network is not None:
        link = call.network
        said = f"what sets of candidates save on the network of {link.declaration or link.data},"
        said += f" by {', '.join(link.modes)}, on {link.day}"
        own.append(("joint network", "values", said, link.origin.line))
    for name, field, says, line in own:
        yield (
            (name, field),
            RecordedCell(
                id=".".join(("cell", call.id, *name.split(" "), field)),
                says=says,
                file=file,
                sha256=files[file],
                place=f"line {line}",
            ),
        )


def _of_table(call: CallRow, table: CandidateTable, sha256: str) -> Iterator[tuple[CellKey, RecordedCell]]:
    units = dict.fromkeys(_AMOUNTS, call.unit) | {"benefit": call.benefit_unit or call.unit}
    always = (*_ALWAYS, "additionality") if call.counted is CountedBenefit.ADDITIONAL else _ALWAYS
    for marked in table.rows:
        row = marked.value
        if not isinstance(row, dict) or "id" not in row:
            continue
        name = str(row["id"].value)
        for field in (*row, *(field for field in always if field not in row)):
            if field in _SILENT:
                continue
            cell = RecordedCell(
                id=f"cell.{call.id}.{name}.{field}",
                says=_said(field, row.get(field), units.get(field, "")),
                file=table.file,
                sha256=sha256,
                place=table.place_of(row, marked.line, field),
            )
            yield (name, field), cell
        yield from _money(call, table, marked, sha256)


def _money(
    call: CallRow, table: CandidateTable, marked: Marked, sha256: str
) -> Iterator[tuple[CellKey, RecordedCell]]:
    """Yield one cell for all other money of a candidate, which stands in several columns."""
    row = marked.value if isinstance(marked.value, dict) else {}
    kinds = [kind.value for kind in MoneyKind if kind.value in row]
    name = str(row["id"].value)
    said = [f"{kind} {row[kind].value} {call.unit}" for kind in kinds]
    first = kinds[0] if kinds else ", ".join(kind.value for kind in MoneyKind)
    cell = RecordedCell(
        id=f"cell.{call.id}.{name}.money",
        says=f"other money: {', '.join(said) or 'none is stated, so it is unknown'}",
        file=table.file,
        sha256=sha256,
        place=", ".join((table.place_of(row, marked.line, first), *kinds[1:])),
    )
    yield (name, "money"), cell


def _scalars(marked: Marked, above: str = "") -> Iterator[tuple[str, Marked]]:
    """Yield the values of the call and of the mappings in it, by their keys, e.g. ``network.seed``."""
    root = marked.value if isinstance(marked.value, dict) else {}
    for key, given in root.items():
        if isinstance(given.value, dict):
            yield from _scalars(given, f"{above}{key}.")
        elif not isinstance(given.value, list):
            yield f"{above}{key}", given


def _said(field: str, given: Marked | None, unit: str) -> str:
    if given is None or given.value in (None, ""):
        return f"{field}: empty, so it is unknown"
    value = given.value
    if isinstance(value, list):
        return f"{field}: {', '.join(str(part.value) for part in value)}"
    return f"{field}: {value} {unit}".rstrip()


def _said_rule(call: CallRow, rule: Rule) -> str:
    parts = [rule.kind.value.replace("_", " ")]
    if rule.value is not None:
        parts.append(f"{rule.value} {call.unit if rule.kind in _UNITS else ''}".rstrip())
    parts += [str(part) for part in (rule.year, rule.candidate, rule.group) if part]
    if rule.basis is not None:
        parts.append(rule.basis.value)
    return f"{', '.join(parts)}; said by {rule.source or 'nobody: an assumption of whoever wrote the file'}"
