"""The cells and rows of a folder on broadband, recorded so that a figure can be traced to its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from accord.domain.broadband import Coverage
from accord.domain.broadband_call import AffordabilityLimit, BroadbandTarget, CostParameter
from accord.domain.broadband_facts import PartnerFact
from accord.domain.evidence import Origin
from accord.domain.recorded_cell import RecordedCell
from accord.sources.broadband.reading import BroadbandFiles

__all__ = ["NamedRow", "recorded_cells", "recorded_row"]


class NamedRow(Protocol):
    """A row with its id and the place where it stands."""

    @property
    def id(self) -> str:
        """Id of the row."""

    @property
    def origin(self) -> Origin:
        """Where it stands."""


def recorded_cells(read: BroadbandFiles, names: Iterable[str]) -> dict[str, RecordedCell]:
    """Return the cells that figures name.

    Args:
        read: The folder as read.
        names: Ids as figures name them, ``broadband.CALL.cell.TABLE.ROW``, of settlements with the column
            after it; other ids are passed over.
    """
    case = read.case
    call = {"": case.call} if case.call else {}
    tables: Mapping[str, Mapping[str, NamedRow]] = {
        "settlements": {row.id: row for row in case.settlements},
        "coverage": {row.id: row for row in case.coverage},
        "prices": {row.id: row for row in case.prices},
        "incomes": {row.id: row for row in case.incomes},
        "parameters": case.parameters,
        "targets": case.targets,
        "limits": case.limits,
        "call": call,
    }
    found = {}
    for name in names:
        _case, _cell, place = name.partition(".cell.")
        table, _point, rest = place.partition(".")
        if table not in tables:
            continue
        row_id, column = rest, ""
        if table == "settlements":
            row_id, _point, column = rest.rpartition(".")
        elif table == "call":
            row_id, column = "", rest
        row = tables[table].get(row_id)
        if row is not None:
            found[name] = _recorded(name, table, row, column, read.files)
    return found


def recorded_row(name: str, table: str, row: NamedRow, files: Mapping[str, str]) -> RecordedCell:
    """Return the cell of a row as a whole.

    Args:
        name: Id of the cell.
        table: ``coverage``, ``prices``, ``incomes``, ``parameters``, ``targets``, ``limits``,
            ``benchmarks`` or ``facts``.
        row: The row.
        files: Hash of each file by its name.
    """
    return _recorded(name, table, row, "", files)


def _recorded(name: str, table: str, row: NamedRow, column: str, files: Mapping[str, str]) -> RecordedCell:
    file = row.origin.file
    place = f"line {row.origin.line}" if table != "call" else "the key " + column
    if table == "settlements":
        place += f", column {column}"
    return RecordedCell(
        id=name,
        says=_says(table, row, column),
        file=file,
        sha256=files.get(file, ""),
        place=place,
    )


def _says(table: str, row: NamedRow, column: str) -> str:
    """Return in words what stands in a cell or row; an empty cell says that nothing is known."""
    if table == "settlements":
        value = getattr(row, column)
        return f"{column} {value}" if value not in (None, "") else f"{column}: empty, not known"
    if table == "call":
        return f"{column}: {_plain(getattr(row, column))}"
    if isinstance(row, Coverage):
        return _coverage(row)
    if isinstance(row, CostParameter):
        return _cost(row)
    if isinstance(row, BroadbandTarget):
        return _target(row)
    if isinstance(row, PartnerFact):
        return _fact(row)
    if isinstance(row, AffordabilityLimit):
        part = f"a share of {row.share}, that is {row.share * 100:f} %"
        return f"{row.label}: {part}; {row.evidence.value}, {row.source}"
    stated = [_plain(getattr(row, key)) for key in _SHOWN[table] if getattr(row, key) is not None]
    return f"{' '.join(stated)}; {getattr(row, 'evidence')}, {getattr(row, 'source')}"  # noqa: B009


def _coverage(said: Coverage) -> str:
    part = f"a share of {said.share}" if said.share is not None else f"{said.number}"
    speed = f" at {said.speed_mbit} Mbit/s" if said.speed_mbit else ""
    technology = said.technology.value.replace("_", " ")
    return (
        f"{part} of {said.basis.value} {said.stage.value} by {technology}{speed}, {said.day};"
        f" {said.evidence.value}, {said.source}"
    )


def _target(row: BroadbandTarget) -> str:
    speed = f" at {row.speed_mbit} Mbit/s" if row.speed_mbit else ""
    by = f" by {', '.join(row.technologies)}" if row.technologies else ""
    note = f". {row.note}" if row.note else ""
    return (
        f"{row.label}: a share of {row.share} of {row.basis.value} {row.stage.value}{speed}{by}, until"
        f" {row.year}; {row.evidence.value}, {row.source}{note}"
    )


def _cost(row: CostParameter) -> str:
    ends = "" if row.low is None else f" ({row.low} to {row.high})"
    base = "" if row.price_base is None else f", prices of {row.price_base}"
    note = f". {row.note}" if row.note else ""
    return f"{row.value} {row.unit}{ends}{base}; {row.evidence.value}, {row.source}{note}"


def _fact(row: PartnerFact) -> str:
    note = f". {row.note}" if row.note else ""
    return (
        f"{row.title}, {row.partner}, {row.year}: {row.value} {row.unit}; {row.evidence.value},"
        f" {row.source}{note}"
    )


def _plain(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {weight}" for key, weight in sorted(value.items()))
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value)


_SHOWN: Mapping[str, tuple[str, ...]] = {
    "benchmarks": ("title", "value", "unit", "valid_from", "note"),
    "prices": ("price", "currency", "basket", "year"),
    "incomes": ("amount", "currency", "group", "year"),
}
